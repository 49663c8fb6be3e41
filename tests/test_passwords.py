"""One's own password: how it is kept, and how it is changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core.management import call_command
from django.test import Client

import config.settings
from campaigns.models import User

pytestmark = pytest.mark.django_db

PAGE = "/accounts/password_change/"
OLD, NEW = "mat-khau-cu-8", "giot-hong-2024"


@pytest.fixture
def person(leader) -> User:
    leader.set_password(OLD)
    leader.save()
    return leader


@pytest.fixture
def client(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def change(client: Client, old: str = OLD, new: str = NEW):
    form = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(PAGE, form)


@pytest.fixture
def real_hashers(settings):
    settings.PASSWORD_HASHERS = config.settings.PASSWORD_HASHERS


def test_a_password_is_kept_as_a_lean_argon2_hash(real_hashers):
    assert make_password(NEW).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_older_hash_goes_on_working_and_is_renewed_at_login(real_hashers, person):
    person.password = make_password(OLD, hasher="pbkdf2_sha256")
    person.save()

    response = Client().post("/accounts/login/", {"username": "lanhdao", "password": OLD})

    person.refresh_from_db()
    assert response.status_code == 302
    assert identify_hasher(person.password).algorithm == "argon2"


def test_everybody_changes_the_own_password_leaders_too(client, person):
    response = change(client)

    person.refresh_from_db()
    assert response["Location"] == "/accounts/password_change/done/"
    assert person.check_password(NEW)
    assert client.get("/").status_code != 302


def test_other_browsers_are_logged_out_by_the_change(client, person, committee):
    elsewhere = Client()
    elsewhere.force_login(person)

    change(client)

    assert elsewhere.get("/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("sai", NEW, "old_password"),
        (OLD, OLD, "new_password1"),
        (OLD, "12345678", "new_password2"),
        (OLD, "ngan", "new_password2"),
    ],
)
def test_a_bad_change_is_told_beside_the_field(client, person, old, new, field):
    response = change(client, old, new)

    person.refresh_from_db()
    assert response.context["form"].errors[field]
    assert person.check_password(OLD)


@pytest.mark.parametrize(
    "address", ["/", "/reports/", "/admin/", "/admin/jsi18n/", "/accounts/password_change/done/"]
)
def test_whoever_has_a_password_of_the_administrators_must_change_it_first(client, person, address):
    User.objects.update(must_change_password=True)

    assert client.get(address)["Location"] == PAGE


def test_the_page_says_why_it_must_be_changed(client, person):
    User.objects.update(must_change_password=True)

    assert "do quản trị đặt" in client.get(PAGE).content.decode()


def test_whoever_must_change_may_still_leave(client, person):
    User.objects.update(must_change_password=True)

    assert client.get("/healthz").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"


def test_the_change_opens_the_pages_again(client, person):
    User.objects.update(must_change_password=True)

    change(client)

    person.refresh_from_db()
    assert not person.must_change_password


def test_nobody_of_the_demo_is_asked_for_a_new_password(demo):
    call_command("load_demo")

    assert not User.objects.filter(must_change_password=True).exists()
