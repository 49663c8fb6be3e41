"""No English is left: on no page, in no message, in no script, whoever reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import django
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from tests.factories import TurnoutFactory
from tests.reading import foreign_words, text_of
from tests.reports.lives import drafted
from tests.test_roles import people, rows, urls  # noqa: F401

pytestmark = pytest.mark.django_db

CATALOGUES = ["conf", *(f"contrib/{app}" for app in ("admin", "auth", "contenttypes", "sessions"))]
JUNK = {
    **{"committee": "x", "version": "x", "entry_key": "x", "year": "x", "units": "-1", "on": "x"},
    **{"from_on": "31/02/2024", "to_on": "x", "valid_from": "0", "status": "x", "form": "x"},
    **{"zone": "x", "host": "9" * 30, "starts_at": "25:00", "replaces": "x", "issued_on": "x"},
    **{"username": "a b", "groups": "x", "committees": "x", "name": "x" * 300, "attended": "1,5"},
    **{"facilities": "x", "campaigns": "99", "reached": "x", "kind": "x", "symbol": "a/b"},
    **{"result-TOTAL_FORMS": 1, "result-INITIAL_FORMS": 0, "result-0-units": "x"},
    **{"result-0-attended_hedge": "x", "result-0-bags_250": "9" * 30},
}
# Of the only company of a drive.
JUNK_ROW = {
    **{"row-1-version": "x", "row-1-asked_on": "x", "row-1-answered_on": "01/01/2100"},
    **{"row-1-registered": "-1", "row-1-attended": "x", "row-1-units": "9" * 9},
    **{"row-1-note": "x" * 201},
}
MODELS = [
    *("plan", "target", "campaign", "communication", "company", "drive", "zone", "user"),
    *("committee", "receivingfacility", "letterhead", "signatory"),
]
# What a role table of addresses does not reach; sent by an administrator.
ODD = [
    *(("GET", f"/admin/campaigns/{name}/?q=khongco", {}) for name in MODELS),
    *(("POST", f"/admin/campaigns/{name}/add/", {}) for name in MODELS),
    *(("POST", f"/admin/campaigns/{name}/add/", JUNK) for name in MODELS),
    *(("POST", f"/admin/campaigns/{name}/", {"action": "delete_selected"}) for name in MODELS),
    *(("GET", f"/admin/campaigns/{name}/add/?_popup=1", {}) for name in MODELS),
    ("POST", "/admin/donations/periodstatement/add/", {}),
    ("POST", "/admin/donations/periodstatement/add/", JUNK),
    ("GET", "/admin/campaigns/drive/?on__year=2024", {}),
    ("GET", "/admin/campaigns/drive/?on__year=2024&on__month=4", {}),
    ("GET", "/admin/campaigns/drive/?_facets=True&status=held", {}),
    ("GET", "/admin/campaigns/drive/?khongco=1", {}),
    ("POST", "/admin/campaigns/drive/add/", {"status": "held", "on": "09/4/2024"}),
    ("POST", "/admin/campaigns/user/add/", {"username": "canbo"}),
    ("POST", "/admin/campaigns/user/add/?_popup=1", {"username": "canbo", "_popup": "1"}),
    ("POST", "/admin/campaigns/user/add/", {"username": "canbo", "_addanother": "1"}),
    ("GET", "/?year=khong", {}),
    ("GET", "/?year=%00", {}),
    ("GET", "/nowhere/", {}),
    ("POST", "/reports/new/", {}),
    ("POST", "/reports/new/", JUNK),
    ("POST", "/reports/<report>/edit/", JUNK),
    ("POST", "/reports/<report>/issue/", {"version": 0, "number": "x", "issued_on": "x"}),
    ("POST", "/reports/<report>/scan/", {"scan": SimpleUploadedFile("a.pdf", b"x")}),
    ("POST", "/imports/drives/", {"file": SimpleUploadedFile("a.xlsx", b"x")}),
    ("POST", "/imports/companies/", {"file": SimpleUploadedFile("a.csv", b"Ten chinh thuc\nA")}),
    ("POST", "/imports/zones/", {}),
    ("POST", "/drives/<drive>/turnout/import/", {"file": "x"}),
    ("POST", "/drives/<drive>/turnout/", JUNK_ROW),
    ("POST", "/drives/<drive>/turnout/", {"remove": "9"}),
    ("POST", "/drives/<drive>/turnout/add/", {"part": "zone", "zone-asked_on": "x"}),
    ("POST", "/drives/<drive>/turnout/add/", {"part": "name", "name-name": "x"}),
    ("POST", "/accounts/password_change/", {"new_password1": "1", "new_password2": "2"}),
    ("POST", "/accounts/password_change/", {"old_password": "x", "new_password1": "1"}),
]


def read(response) -> dict[str, set[str]]:
    """Foreign words of the answer by its address; nothing of files and of what programs read."""
    if "html" not in response.get("Content-Type", "") or response.streaming:
        return {}
    found = foreign_words(text_of(response.content.decode()))
    return {response.request["PATH_INFO"]: found} if found else {}


def answers(client: Client, addresses: Iterator[tuple[str, str]]) -> Iterator[HttpResponse]:
    """What the client gets from each, and then once from wherever it is sent on to."""
    seen: set[str] = set()
    for method, address in addresses:
        if "logout" in address:
            continue
        answer = client.get(address) if method == "GET" else client.post(address)
        yield answer
        while answer.status_code == 302:
            path = urlsplit(answer.url).path
            # A page that a form leads to also says what became of it.
            if path in seen and (method == "GET" or path == "/accounts/login/"):
                break
            seen.add(path)
            answer = client.get(answer.url)
            yield answer


@pytest.mark.parametrize("who", ["stranger", "leader", "issuer", "administrator"])
def test_every_address_speaks_vietnamese(committee, people, rows, who):  # noqa: F811
    client = Client()
    if people[who]:
        client.force_login(people[who])
    found: dict[str, set[str]] = {}

    for answer in answers(client, urls(committee, rows)):
        found |= read(answer)

    assert not found


@pytest.mark.parametrize(("method", "address", "data"), ODD)
def test_what_is_refused_is_refused_in_vietnamese(
    as_administrator, committee, method, address, data
):
    if "<drive>" in address:
        drive = TurnoutFactory.create(pk=1, drive__committee=committee).drive
        address = address.replace("<drive>", str(drive.pk))
    if "<report>" in address:
        address = address.replace("<report>", str(drafted(committee).pk))
    send = as_administrator.get if method == "GET" else as_administrator.post

    assert not read(send(address, data, follow=True))


@pytest.mark.parametrize("name", MODELS)
def test_deleting_many_is_asked_in_vietnamese(as_administrator, committee, people, rows, name):  # noqa: F811
    chosen = {"action": "delete_selected", "_selected_action": rows[f"campaigns/{name}"]}

    assert not read(as_administrator.post(f"/admin/campaigns/{name}/", chosen))


def test_login_and_its_lock_are_told_in_vietnamese(client):
    for _ in range(5):
        assert not read(client.post("/accounts/login/", {"username": "canbo", "password": "x"}))


def test_a_form_without_its_token_is_refused_in_vietnamese():
    assert not read(Client(enforce_csrf_checks=True).post("/accounts/login/"))


def test_scripts_speak_vietnamese(as_administrator):
    script = as_administrator.get("/admin/jsi18n/").content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", script, re.S)[1])

    said = [value if isinstance(value, str) else " ".join(value) for value in catalogue.values()]

    assert len(said) > 50
    assert not foreign_words(" ".join(said))


def entries(catalogue: Path) -> list[tuple[str, str]]:
    """What stands in a ``.po`` file: msgid and msgstr, but for plurals and contexts."""
    text = r'((?:"(?:[^"\\]|\\.)*"\n)+)'
    pairs = re.findall(rf"(?<!\")\nmsgid {text}msgstr {text}", f"\n{catalogue.read_text()}\n")
    return [(_joined(msgid), _joined(msgstr)) for msgid, msgstr in pairs[1:]]


def _joined(quoted: str) -> str:
    return "".join(json.loads(line) for line in quoted.splitlines())


@pytest.mark.parametrize("where", CATALOGUES)
def test_all_that_django_says_is_translated(where):
    english = Path(django.__file__).parent / where / "locale/en/LC_MESSAGES/django.po"

    told = {msgid: translation.gettext(msgid) for msgid, _empty in entries(english)}

    assert len(told) > 1
    assert not [msgid for msgid, said in told.items() if said == msgid and foreign_words(msgid)]


def test_our_catalogue_is_compiled_as_it_is_written(settings):
    ours = entries(settings.LOCALE_PATHS[0] / "vi/LC_MESSAGES/django.po")

    assert len(ours) > 300
    assert [pair for pair in ours if translation.gettext(pair[0]) != pair[1]] == []
