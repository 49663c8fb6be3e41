"""No secret and no contact in any line of the log, whatever happens."""

from __future__ import annotations

import json
import logging
import sys
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.test import Client, override_settings
from django.urls import path, re_path

from campaigns.models import Company, User
from config.logs import HIDDEN, JsonLines
from config.urls import urlpatterns as real_urls
from tests.factories import CompanyFactory
from tests.logged import log
from tests.test_roles import people, rows, urls  # noqa: F401

pytestmark = pytest.mark.django_db

OLD, NEW = "bi-mat-cu-8", "bi-mat-moi-9"
NAME, PHONE = "Lê Thị Kín", "0912 345 678"


def crash(request, **kwargs):
    """What a careless line of ours might put into an exception."""
    typed = request.POST.dict() | request.COOKIES
    raise RuntimeError(f"{typed} {request.get_full_path()}")


urlpatterns = [path("crash/", crash), re_path("^calendar/.*ics/crash$", crash), *real_urls]


def line_of(message: str, *args: object, **extra: object) -> str:
    record = logging.getLogger("x").makeRecord(
        "x", logging.INFO, __file__, 1, message, args, None, extra=extra
    )
    return JsonLines().format(record)


@pytest.mark.parametrize(
    "told",
    [
        "/calendar/Abcdefghijklmnop_-%20/x.ics",
        "postgres://giothong:Abcdefghijklmnop@127.0.0.1/giothong",
        "password=Abcdefghijklmnop",
        "{'csrfmiddlewaretoken': 'Abcdefghijklmnop'}",
        "DETAIL:  Failing row contains (1, Abcdefghijklmnop).",
    ],
)
@pytest.mark.parametrize("place", ["message", "argument", "extra", "nested"])
def test_what_is_secret_is_hidden_wherever_it_stands(told, place):
    lines = {
        "message": lambda: line_of(told),
        "argument": lambda: line_of("%s", told),
        "extra": lambda: line_of("x", what=told),
        "nested": lambda: line_of("x", what={"a": [told]}),
    }

    line = lines[place]()

    assert "Abcdefghijklmnop" not in line
    assert HIDDEN in line


@pytest.mark.parametrize("phone", ["0912345678", "0912 345 678", "+84 912.345.678"])
def test_a_telephone_number_is_hidden(phone):
    assert json.loads(line_of(f"gọi {phone}, gấp"))["message"] == f"gọi {HIDDEN}, gấp"


@pytest.mark.parametrize("told", ["09/4/2024", "2024-04-09 08:30:00", "1.234.567", "id 000123"])
def test_a_day_and_a_figure_are_told(told):
    assert json.loads(line_of(told))["message"] == told


def test_what_the_installation_keeps_secret_is_hidden(settings):
    settings.SECRET_KEY = "khoa-cua-noi-nay"
    with mock.patch.dict(settings.DATABASES["default"], PASSWORD="mat-khau-csdl"):
        line = line_of("khoa-cua-noi-nay, %s", "mat-khau-csdl")

    assert json.loads(line)["message"] == f"{HIDDEN}, {HIDDEN}"


def test_a_line_feed_makes_no_second_line():
    assert "\n" not in line_of("một\nhai", ba="bốn\nnăm")


def test_an_exception_is_one_field_with_its_place(client):
    try:
        raise ValueError("password=Abcdefghijklmnop")
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, __file__, 1, "hỏng", (), sys.exc_info()
        )

    told = json.loads(JsonLines().format(record))

    assert told["exception"].startswith("Traceback")
    assert "test_logs.py" in told["exception"]
    assert "Abcdefghijklmnop" not in told["exception"]


@pytest.mark.only_on("postgresql")  # SQLite shows no row
def test_the_row_that_postgresql_refuses_is_not_told():
    company = CompanyFactory.create(contact_name=NAME, contact_phone=PHONE)
    with pytest.raises(IntegrityError) as refused:
        Company.objects.filter(pk=company.pk).update(committee=None)
    record = logging.getLogger("x").makeRecord(
        "x", logging.ERROR, __file__, 1, "hỏng", (), (type(refused.value), refused.value, None)
    )

    assert NAME in str(refused.value)
    assert NAME not in JsonLines().format(record)


@override_settings(ROOT_URLCONF="tests.test_logs")
def test_a_crash_tells_nothing_of_what_was_sent(as_officer, committee):
    as_officer.raise_request_exception = False
    as_officer.cookies["csrftoken"] = "c" * 32
    session = as_officer.cookies["sessionid"].value
    sent = {
        **{
            "csrfmiddlewaretoken": "d" * 64,
            "new_password1": NEW,
            "row-1-contact_phone": "ngoài giờ",
        },
        **{"contact_name": NAME},
    }

    with log() as lines:
        as_officer.post("/crash/?x=1", sent)
        as_officer.get(f"/calendar/{committee.feed_key}.ics/crash")

    told = json.dumps(lines, ensure_ascii=False)
    assert told.count("RuntimeError") >= 2
    for secret in (session, "c" * 32, "d" * 64, NEW, "ngoài giờ", NAME, committee.feed_key):
        assert secret not in told


def test_whoever_sends_every_form_leaves_no_secret_in_the_log(committee, people, rows, settings):  # noqa: F811
    Company.objects.update(contact_name=NAME, contact_phone=PHONE)
    person = people["administrator"]
    person.set_password(OLD)
    person.save()
    client = Client(raise_request_exception=False)
    secrets = {OLD, NEW, NAME, PHONE, settings.SECRET_KEY, committee.feed_key}

    with log(logging.DEBUG) as lines:
        client.post("/accounts/login/", {"username": OLD, "password": PHONE})
        client.post("/accounts/login/", {"username": person.username, "password": OLD})
        for method, address in urls(committee, rows):
            if method == "POST" and "logout" not in address:
                client.post(address)
                committee.refresh_from_db()
                secrets.add(committee.feed_key)
        client.post(f"/calendar/{committee.feed_key}.ics")
        passwords = {"new_password1": NEW, "new_password2": NEW, "old_password": OLD}
        client.post("/accounts/password_change/", passwords)

    assert User.objects.get(pk=person.pk).check_password(NEW)
    secrets |= set(User.objects.exclude(password="").values_list("password", flat=True))
    secrets |= {client.cookies[name].value for name in ("sessionid", "csrftoken")}
    told = json.dumps(lines, ensure_ascii=False)
    assert len(lines) > 8
    assert not [secret for secret in secrets if secret in told]


def test_a_password_that_was_made_is_not_told(as_administrator, officer):
    role = Group.objects.first().pk
    with log(logging.DEBUG) as lines:
        page = as_administrator.post(
            f"/admin/campaigns/user/{officer.pk}/password/", {"groups": role}, follow=True
        ).content.decode()

    password = page.split("<code>")[1].split("</code>")[0]
    officer.refresh_from_db()
    assert officer.check_password(password)
    assert password not in json.dumps(lines)
