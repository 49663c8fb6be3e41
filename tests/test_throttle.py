"""Guessing passwords: told when to come back, without locking a colleague out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client, RequestFactory

from campaigns.models import User
from campaigns.throttle import client_address
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TRY_LATER = "Hãy thử lại sau 15 phút"


@pytest.fixture
def person(officer) -> User:
    officer.set_password("mat-khau-dung")
    officer.save()
    return officer


def log_in(username="canbo", password="sai", address="10.0.0.1", **headers):
    """One sending of the login form by a browser that was not there before."""
    form = {"username": username, "password": password, "next": "/reports/"}
    return Client(REMOTE_ADDR=address).post("/accounts/login/", form, headers=headers)


def let_pass(minutes: int) -> None:
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))


def test_the_fifth_wrong_password_locks_and_says_for_how_long(person):
    answers = [log_in() for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    page = answers[-1].content.decode()
    assert TRY_LATER in page
    assert 'value="canbo"' in page
    assert 'value="/reports/"' in page


def test_while_locked_the_right_password_is_refused_too(person):
    for _ in range(5):
        log_in()

    answer = log_in(password="mat-khau-dung")

    assert answer.status_code == 429
    assert "_auth_user_id" not in answer.client.session


def test_the_minutes_count_down_and_trying_on_adds_none(person):
    for _ in range(5):
        log_in()
    let_pass(minutes=9)
    log_in()

    assert "sau 6 phút" in log_in().content.decode()


def test_after_a_quarter_of_an_hour_the_person_is_let_in(person):
    for _ in range(5):
        log_in()
    let_pass(minutes=15)

    assert log_in(password="mat-khau-dung")["Location"] == "/reports/"


def test_the_right_password_forgets_the_wrong_ones(person):
    for _ in range(4):
        log_in()
    log_in(password="mat-khau-dung")

    assert [log_in().status_code for _ in range(5)] == [200, 200, 200, 200, 429]


def test_a_colleague_behind_the_same_router_is_not_locked(person):
    for _ in range(5):
        log_in("lanhdao")

    assert log_in(password="mat-khau-dung").status_code == 302


def test_the_person_is_not_locked_out_from_elsewhere(person):
    for _ in range(5):
        log_in(address="10.9.9.9")

    assert log_in(password="mat-khau-dung").status_code == 302


def test_an_address_that_guesses_at_many_names_is_locked_for_every_name(person):
    for n in range(50):
        log_in(f"ten{n}")

    answer = log_in(password="mat-khau-dung")

    assert answer.status_code == 429
    assert TRY_LATER in answer.content.decode()


def test_an_address_is_let_in_as_soon_as_its_oldest_failures_are_past(person):
    log_in("nguoi-dau")
    let_pass(minutes=10)
    for n in range(49):
        log_in(f"ten{n}")

    assert "sau 5 phút" in log_in().content.decode()

    let_pass(minutes=5)

    assert log_in(password="mat-khau-dung").status_code == 302


def test_one_right_password_does_not_clear_an_address_of_its_other_guesses(person):
    for n in range(49):
        log_in(f"ten{n}")
    log_in(password="mat-khau-dung")

    assert log_in("ten-nua").status_code == 429


@pytest.mark.parametrize("variant", ["CANBO", " canbo ", "ca\u200bnbo", "CànBộ"])
def test_another_spelling_of_the_name_is_no_fresh_try(person, variant):
    for _ in range(4):
        log_in(variant)

    assert log_in().status_code == 429


def test_another_browser_is_no_fresh_try(person):
    for n in range(4):
        log_in(user_agent=f"Trình duyệt {n}")

    assert log_in().status_code == 429


def test_an_unknown_name_is_answered_as_a_known_one(person):
    known = [log_in().content for _ in range(5)]
    unknown = [log_in("khongco").content for _ in range(5)]

    assert [_bare(page) for page in unknown] == [_bare(page) for page in known]


def _bare(page: bytes) -> list[str]:
    """The page without what differs from one sending to the next."""
    lines = page.decode().replace("khongco", "canbo").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("name", ["x" * 20_000, "\ufdfa" * 150, "\u200b", "\x00"])
def test_a_name_that_nobody_can_have_is_answered_as_any_other(name):
    assert log_in(name).status_code == 200


def test_a_password_is_never_kept_with_the_attempt(person):
    log_in(password="gan-dung-roi")

    assert "gan-dung-roi" not in AccessAttempt.objects.get().post_data


def test_a_new_password_from_the_administrator_lets_the_person_in_again(person, as_administrator):
    for _ in range(5):
        log_in()

    as_administrator.post(f"/admin/campaigns/user/{person.pk}/password/")

    assert log_in().status_code == 200


def test_the_administrator_lets_a_person_in_again_with_the_old_password(person, as_administrator):
    other = UserFactory.create()
    for _ in range(5):
        log_in()
        log_in(other.username)

    as_administrator.post(
        "/admin/campaigns/user/", {"action": "unlock", "_selected_action": person.pk}
    )

    assert log_in(password="mat-khau-dung").status_code == 302
    assert log_in(other.username).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),  # nobody is trusted unless the settings say so
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),  # what stands before it the client has made up
        (2, "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),  # came past the outer proxy
        (1, "khong phai dia chi", "0.0.0.0"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),  # one network, one guesser
    ],
)
def test_the_address_is_what_the_trusted_proxy_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory(REMOTE_ADDR="10.0.0.1").get(
        "/", headers={"x-forwarded-for": forwarded}
    )

    assert client_address(request) == address
