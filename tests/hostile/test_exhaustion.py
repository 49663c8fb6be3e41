"""Nobody brings the site down by asking for too much."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from psycopg.errors import StatementTooComplex

from campaigns import folding, spellings
from campaigns.models import User
from campaigns.sheets import excel, read_table
from campaigns.spellings import Spelling
from config import views
from config.logs import JsonLines
from config.trying_again import may_pass
from tests.spreadsheets import drives_sheet

pytestmark = pytest.mark.django_db

LIST = "/admin/campaigns/drive/"
HUGE = "9" * 23


def test_a_name_of_any_length_may_be_tried_and_is_not_remembered(client):
    before = folding._remembered.cache_info().currsize

    for at in range(5):
        typed = {"username": f"{at}{'a' * 60_000}", "password": "x"}
        assert client.post("/accounts/login/", typed).status_code in (200, 429)

    assert folding._remembered.cache_info().currsize <= before + 5  # as cut for the throttle
    assert len(folding.fold("a" * 60_000)) == 60_000
    assert folding._remembered.cache_info().currsize <= before + 5


def test_a_cell_of_any_length_is_read_and_not_remembered():
    def remembered() -> int:
        caches = excel._shared, spellings._remembered, folding._remembered
        return sum(cache.cache_info().currsize for cache in caches)

    def marks(text: str) -> list[str]:
        rows = [{"Ngày": "09/4/2024", "Ghi chú": f"{at}{text}"} for at in range(5)]
        table = read_table(drives_sheet(*rows), columns=["Ngày", "Ghi chú"], required=["Ngày"])
        return [Spelling.of(line["Ghi chú"].text).marks[0][0] for line in table.lines]

    assert marks("x1") == [*"01234"]
    before = remembered()

    assert marks("x1" * 5000) == [*"01234"]

    assert remembered() == before


@pytest.mark.parametrize(
    "asked",
    [
        "search_key__regex=^(a%2B)%2B~",
        "search_key__iregex=[",
        "version__in=1",
        "on__year__gte=99999",
        "on__iso_year=99999",
        f"zone={HUGE}",
        f"zone__id__exact={HUGE}",
        f"on__year=2024&on__month={HUGE}",
    ],
)
@pytest.mark.parametrize("page", [LIST, f"{LIST}export/"])
def test_a_list_answers_only_what_its_filters_ask(as_officer, page, asked):
    assert as_officer.get(f"{page}?{asked}").status_code == 404


@pytest.mark.parametrize("page", [f"{LIST}?q=", "/search/?q=", "/committees/?q="])
def test_a_question_of_any_length_is_answered(as_officer, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        assert as_officer.get(page + "+".join(f"{at}b" for at in range(1900))).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "multipart/form-data"},
        {"content_type": "application/x-www-form-urlencoded; charset=utf-16"},
    ],
)
def test_a_line_of_the_log_is_written_whatever_was_sent(headers):
    request = RequestFactory().post("/healthz", b"a=b", **headers)
    record = logging.getLogger("x").makeRecord("x", 40, "x", 1, "told", (), None)
    record.request = request

    assert json.loads(JsonLines().format(record))["message"] == "told"


def test_nobody_blanks_his_own_line():
    request = RequestFactory().post("/reports/99/", {"x_key": "/reports/99/"})
    request.POST  # noqa: B018
    record = logging.getLogger("x").makeRecord("x", 40, "x", 1, "Not Found: /reports/99/", (), None)
    record.request = request

    assert "/reports/99/" in json.loads(JsonLines().format(record))["message"]


@pytest.mark.only_on("sqlite")
def test_health_is_not_told_of_a_database_that_is_not_there(client, tmp_path, monkeypatch):
    gone = tmp_path / "gone.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(gone))

    assert views._what_hinders() == "database unavailable"
    assert not gone.exists()


def test_what_will_never_pass_is_not_to_be_tried_again():
    refused = OperationalError("too complex")
    refused.__cause__ = StatementTooComplex("too complex")

    assert not may_pass(refused)


def test_no_temporary_password_lies_in_a_cookie(as_administrator):
    user = User.objects.create_user("canbo-moi", password="x" * 12)

    answer = as_administrator.post(f"/admin/campaigns/user/{user.pk}/password/")

    assert answer.status_code == 302
    assert "messages" not in answer.cookies
    shown = as_administrator.get(answer.url).content.decode()
    assert "Mật khẩu tạm của canbo-moi" in shown
