"""Guessing a thousand times, and going on with a session that is no longer good."""

from __future__ import annotations

from unittest import mock

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.contrib.sessions.models import Session
from django.test import Client

import config.settings
from campaigns.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "mat-khau-dung"
MOST_MEMORY = 19 * 1024  # KiB for one log-in, OWASP's least for Argon2id


@pytest.fixture
def person(officer) -> User:
    officer.set_password(PASSWORD)
    officer.save()
    return officer


@pytest.fixture
def checked():
    """Counts the passwords that were really worked out, each of which costs time and memory."""
    with mock.patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as encode:
        yield encode


def log_in(username="canbo", password="sai", address="10.0.0.1", client=None, **headers):
    form = {"username": username, "password": password}
    client = client or Client()
    return client.post("/accounts/login/", form, REMOTE_ADDR=address, headers=headers)


def test_a_thousand_guesses_at_a_thousand_names_are_fifty_at_the_most(person, checked):
    """Whatever address the guesser claims to come from."""
    client = Client()

    answers = [
        log_in(f"ten{n}", client=client, **{"x-forwarded-for": f"10.1.{n // 250}.{n % 250}"})
        for n in range(1000)
    ]

    limit = config.settings.ADDRESS_FAILURE_LIMIT
    assert checked.call_count == AccessAttempt.objects.count() == limit
    assert {answer.status_code for answer in answers[limit:]} == {429}
    assert log_in(password=PASSWORD, address="10.0.0.2").status_code == 302


def test_guesses_at_one_name_under_forged_addresses_are_five(person, checked):
    for n in range(20):
        log_in(**{"x-forwarded-for": f"10.1.0.{n}", "x-real-ip": f"10.1.0.{n}"})

    assert checked.call_count == config.settings.AXES_FAILURE_LIMIT
    assert log_in(password=PASSWORD, address="10.0.0.2").status_code == 302


def test_a_proxy_of_ours_is_not_deceived_either(person, checked, settings):
    settings.TRUSTED_PROXIES = 1

    for n in range(20):
        log_in(**{"x-forwarded-for": f"10.1.0.{n}, 203.0.113.7"})

    assert checked.call_count == config.settings.AXES_FAILURE_LIMIT


def test_an_unknown_name_takes_as_long_as_a_known_one(person, checked):
    worked_out = []
    for name in ("canbo", "khongco"):
        checked.reset_mock()
        log_in(name)
        worked_out.append(checked.call_count)

    assert worked_out == [1, 1]


def test_an_inactive_account_is_answered_as_an_unknown_one(person, checked):
    User.objects.update(is_active=False)

    known, unknown = log_in(password=PASSWORD), log_in("khongco", PASSWORD)

    assert known.status_code == unknown.status_code == 200
    assert checked.call_count == 2
    errors = [answer.context["form"].non_field_errors() for answer in (known, unknown)]
    assert errors[0] == errors[1]


def test_one_log_in_takes_no_more_memory_than_a_small_server_has(settings):
    settings.PASSWORD_HASHERS = config.settings.PASSWORD_HASHERS

    _empty, kind, _version, costs, *_rest = make_password("x").removeprefix("argon2").split("$")

    told = dict(cost.split("=") for cost in costs.split(","))
    assert kind == "argon2id"
    assert int(told["m"]) * int(told["p"]) <= MOST_MEMORY


# Sessions


def test_log_in_gives_another_session_key(person):
    client = Client()
    session = client.session  # a stranger's, whose key somebody else may know
    session["x"] = "x"
    session.save()
    planted = session.session_key

    log_in(password=PASSWORD, client=client)

    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_key_that_was_made_up_is_no_session(person):
    client = Client()
    client.cookies["sessionid"] = "a" * 32

    log_in(password=PASSWORD, client=client)

    assert client.cookies["sessionid"].value != "a" * 32


def test_a_session_ends_with_log_out(person):
    client, thief = Client(), Client()
    log_in(password=PASSWORD, client=client)
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get("/").status_code == 200

    client.post("/accounts/logout/")

    assert "/login/" in thief.get("/")["Location"]


@pytest.mark.parametrize("deed", ["reset", "switched off"])
def test_an_administrator_ends_every_session_of_a_person(person, as_administrator, deed):
    client = Client()
    log_in(password=PASSWORD, client=client)
    assert client.get("/").status_code == 200

    page = f"/admin/campaigns/user/{person.pk}/"
    if deed == "reset":
        as_administrator.post(f"{page}password/")
    else:
        form = as_administrator.get(f"{page}change/").context["adminform"].form
        kept = {"username": "canbo", "opened": form.initial["opened"]}
        as_administrator.post(f"{page}change/", kept)

    assert "/login/" in client.get("/")["Location"]


def test_a_role_or_committee_taken_away_counts_at_once(person):
    client = Client()
    log_in(password=PASSWORD, client=client)
    assert client.get("/admin/campaigns/drive/add/").status_code == 200

    person.groups.clear()
    committee = person.committees.get()
    committee.members.remove(person)

    assert client.get("/admin/campaigns/drive/add/", follow=True).status_code == 403
    assert client.get(f"/?committee={committee.pk}").status_code == 404
