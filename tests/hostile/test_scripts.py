"""Script in whatever somebody types, or puts into an address, is text on every page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client

from tests.hostile.answers import MARKER, SCRIPT, SHORTER, leads_away, raw_in, read, wrong_in
from tests.hostile.marking import mark_all, text_fields
from tests.hostile.site import pages
from tests.importing.planning import waiting
from tests.spreadsheets import drives_sheet
from tests.test_roles import urls

pytestmark = pytest.mark.django_db

# As HTML writes it, and as JSON and iCalendar do, where it is no markup.
WRITTEN = (b"&lt;img src=x", b"<img src=x")


def test_every_text_field_is_marked_but_those_that_hold_too_little():
    fields = {f"{model._meta.model_name}.{field.name}" for model, field in text_fields()}

    assert {"company.contact_name", "drive.note", "report.tasks", "paper.title"} <= fields
    assert {"historicaldrive.history_change_reason", "acknowledgement.text"} <= fields
    assert len(fields) > 100


def test_every_page_is_closed_and_what_is_stored_is_never_markup(committee, people, rows):
    """One walk for both, as it takes long."""
    client = Client()
    client.force_login(people["administrator"])
    refused: set[str] = set()
    wrong: dict[str, list[str]] = {}
    told = dict.fromkeys(("html", "json", "calendar"), 0)

    def mark() -> None:
        refused.update(mark_all(MARKER, SHORTER))

    for address in pages(committee, rows, people["administrator"], mark):
        answer = client.get(address)
        content = read(answer)
        if found := wrong_in(answer) + raw_in(answer):
            wrong[address] = found
        for kind in told:
            is_told = kind in answer.get("Content-Type", "")
            told[kind] += is_told and any(each in content for each in WRITTEN)

    assert wrong == {}
    assert told["html"] > 60
    assert told["json"] > 1
    assert told["calendar"] == 1
    assert refused == {"report.symbol"}  # a draft has none, and an issued one the committee's


# What an address carries

ASKED: set[str] = set()


class Asked(QueryDict):
    """Notes what a page wants to know of its address."""

    def get(self, key, default=None):
        ASKED.add(key)
        return super().get(key, default)

    def getlist(self, key, default=None):
        ASKED.add(key)
        return super().getlist(key, default)

    def __contains__(self, key):
        ASKED.add(key)
        return super().__contains__(key)


def note_what_is_asked(get_response):
    def middleware(request):
        request.GET = Asked(request.META["QUERY_STRING"])
        return get_response(request)

    return middleware


def test_what_an_address_carries_is_never_markup_and_leads_nowhere_else(
    committee, people, rows, settings
):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.hostile.test_scripts.note_what_is_asked"]
    client = Client()
    client.force_login(people["administrator"])
    marker = quote(SCRIPT)
    raw, known = {}, set()

    preview = waiting(drives_sheet({"Ngày": "x"}), committee, by=people["administrator"])
    for method, address in [*urls(committee, rows), ("GET", f"/imports/{preview.pk}/")]:
        is_alike = address.startswith("/admin/") and "drive/" not in address
        if method != "GET" or is_alike or address.endswith((".pdf", ".xlsx", ".jpg", ".docx")):
            continue
        ASKED.clear()
        client.get(address)
        asked = ASKED | {"unknown"}
        known |= asked
        for name in asked:
            answer = client.get(f"{address}?{name}={marker}")
            if not answer.streaming and (found := raw_in(answer)):
                raw[address, name] = found
            assert not leads_away(answer), (address, name)

    assert raw == {}
    assert {"committee", "q", "zone", "page", "show", "number", "year", "period"} <= known


@pytest.mark.parametrize("address", ["/{}/", "/reports/2024/{}/", "/search/{}", "/imports/{}/"])
def test_what_an_unknown_address_says_is_never_markup(as_officer, address):
    answer = as_officer.get(address.format(quote(SCRIPT, safe="")))

    assert answer.status_code == 404
    assert raw_in(answer) == []


def test_what_is_typed_into_a_form_that_is_refused_comes_back_as_text(as_officer, client):
    for answer in (
        as_officer.post(
            "/admin/campaigns/drive/add/", {"venue": MARKER, "note": MARKER, "on": MARKER}
        ),
        as_officer.post("/imports/text/", {"text": MARKER, "name": MARKER}),
        as_officer.post("/reports/new/", {"year": MARKER, "key": MARKER}),
        client.post("/accounts/login/", {"username": MARKER, "password": "x", "next": MARKER}),
    ):
        assert answer.status_code == 200
        assert b"&lt;img src=x" in answer.content
        assert raw_in(answer) == []
