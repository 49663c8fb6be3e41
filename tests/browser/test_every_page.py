"""Every page in both lights, at a desk and on a phone: nothing that shuts anybody out.

The pages are those of the table of roles, so that a new address is walked without being named here.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.contrib.staticfiles.finders import find
from playwright.sync_api import Browser, Page, Response

from campaigns.models import Committee, ReceivingFacility, User
from tests.browser.conftest import _session
from tests.browser.looks import width_of
from tests.reports.lives import drafted
from tests.test_roles import _rows as table
from tests.uploads import filed_paper, filed_picture

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
WHOLE_PAGE = 120_000  # bytes of a first visit, scripts and styles packed as whitenoise does it
# Answers that are files or that programs read.
# Forms are walked as they change a row, and one history stands for all.
SEEN_ELSEWHERE = re.compile(r"/admin/.*/add/|/admin/(?!campaigns/drive/).*/history/")
NO_PAGES = (
    "<ext>",
    ".pdf",
    ".xlsx",
    ".jpg",
    ".ics",
    "/export/",
    "jsi18n",
    "autocomplete",
    "healthz",
)
# The pages beside the form are pictures of the printed ones.
PRINTED = "/edit/"
# Of Django's picker for several: a list that holds its search field. It is not ours to mend.
NOT_OURS = ("list", ".select2-selection__rendered")


@pytest.fixture
def furnished(sample: Committee) -> Committee:
    """Six years of drives, with a draft, a picture, a paper and a sheet brought in."""
    officer = User.objects.get(username="canbo")
    drafted(sample)
    filed_picture(sample.drives.filter(status="held", form="zone").latest("on"), officer)
    filed_paper(sample.plans.latest("year"), officer)
    sample.imports.create(kind="drives", status="done", file_name="dot-hien-mau.xlsx")
    return sample


def _gaps(committee: Committee) -> dict[str, object]:
    drive = committee.drives.filter(status="held", form="zone").latest("on")
    plan = committee.plans.latest("year")
    company = committee.companies.first()
    return {
        "<drive>": drive.pk,
        "company/<company>/<company>": "company/{}/{}".format(
            *committee.companies.values_list("pk", flat=True)[:2]
        ),
        "zone/<zone>/<zone>": "zone/{}/{}".format(
            *committee.zones.values_list("pk", flat=True)[:2]
        ),
        "facility/<facility>/<facility>": "facility/{}/{}".format(
            *ReceivingFacility.objects.values_list("pk", flat=True)[:2]
        ),
        "<company>": company.pk,
        "<zone>": drive.zone_id,
        "<facility>": drive.facilities.first().pk,
        "<campaign>": committee.campaigns.latest("from_on").pk,
        "<report>": committee.reports.get().pk,
        "<year>": plan.year,
        "<key>": "year",
        "<plan>": plan.pk,
        "<target>": committee.targets.first().pk,
        "<picture>": drive.pictures.get().pk,
        "<sheet>": "drives",
        "<import>": committee.imports.get().pk,
        "<app>": "campaigns",
    }


def _rows_of(committee: Committee) -> dict[str, int]:
    """A row of each model that the admin shows."""
    gaps = _gaps(committee)
    return {
        "campaigns/user": User.objects.get(username="canbo").pk,
        "campaigns/committee": committee.pk,
        "campaigns/letterhead": committee.letterheads.first().pk,
        "campaigns/signatory": committee.signatories.first().pk,
        "campaigns/zone": gaps["<zone>"],
        "campaigns/receivingfacility": gaps["<facility>"],
        "campaigns/plan": gaps["<plan>"],
        "campaigns/target": gaps["<target>"],
        "campaigns/campaign": gaps["<campaign>"],
        "campaigns/communication": committee.communications.first().pk,
        "campaigns/company": gaps["<company>"],
        "campaigns/drive": gaps["<drive>"],
        "donations/periodstatement": 1,
    }


def _pages(committee: Committee, role: int, *, less: int | None = None) -> Iterator[str]:
    """What the people of a column of the table may open; ``less`` those of another column."""
    rows, gaps = _rows_of(committee), _gaps(committee)
    for method, address, gets in table():
        is_open = gets[role] == "ok" and (less is None or gets[less] != "ok")
        if method != "GET" or not is_open or any(each in address for each in NO_PAGES):
            continue
        if SEEN_ELSEWHERE.search(address):
            continue
        address = address.replace("<row>", str(rows.get("/".join(address.split("/")[2:4]), 1)))
        for gap, value in gaps.items():
            address = address.replace(gap, str(value))
        yield f"{address}?committee={committee.pk}" if not address.startswith("/admin") else address


STRANGER, LEADER, _FOREIGNER, _OFFICER, ISSUER, ADMINISTRATOR = range(6)


class Walk:
    """One browser page that goes from address to address and notes what is wrong there."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        self.answers: list[Response] = []
        page.on("response", lambda answer: self.answers.append(answer))

    def to(self, path: str, status: int = 200) -> None:
        self.answers.clear()
        self._look(1280, "light")
        answer = self.page.goto(self.site + path)
        if answer.status != status:
            self.wrong.append(f"{path}: {answer.status}")
            return
        self._weigh(path)
        self._measure(path, 1280)
        self.page.evaluate(AXE)
        self._axe(f"{path} 1280 light", "{}")
        self._look(360, "dark")
        self._axe(f"{path} 360 dark", "{runOnly: ['color-contrast']}")
        self._measure(path, 360)

    def _measure(self, path: str, width: int) -> None:
        found = width_of(self.page)
        if found > width:
            self.wrong.append(f"{path}: {found} wide on {width}")

    def _look(self, width: int, scheme: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def _weigh(self, path: str) -> None:
        foreign = [each.url for each in self.answers if not each.url.startswith(self.site)]
        if foreign:
            self.wrong.append(f"{path}: asks {foreign}")
        weight = sum(_weight(each) for each in self.answers)
        if weight > WHOLE_PAGE and PRINTED not in path:
            self.wrong.append(f"{path}: {weight:,} bytes")

    def _axe(self, where: str, rules: str) -> None:
        asked = f"{{resultTypes: ['violations'], preload: false, ...{rules}}}"
        found = self.page.evaluate(f"axe.run({asked})")
        for rule in found["violations"]:
            for node in rule["nodes"]:
                if not (rule["id"] == NOT_OURS[0] and node["target"][0].endswith(NOT_OURS[1])):
                    self.wrong.append(f"{where}: {rule['id']} {node['html'][:150]}")


def _weight(answer: Response) -> int:
    path = urlsplit(answer.url).path
    if path.startswith("/static/"):
        return _packed(path.removeprefix("/static/"))
    return int(answer.headers.get("content-length", 0))


@cache
def _packed(name: str) -> int:
    return len(gzip.compress(Path(find(name)).read_bytes()))


@pytest.fixture
def walk(visit, site: str):
    def start(user: str | None) -> Walk:
        return Walk(visit("/accounts/login/", user=user), site)

    return start


@pytest.mark.parametrize(
    ("user", "role", "less", "part"),
    [
        (None, STRANGER, None, slice(None)),
        # In two, for two cores.
        ("canbo", ISSUER, None, slice(0, None, 2)),
        ("canbo", ISSUER, None, slice(1, None, 2)),
        ("quantri", ADMINISTRATOR, ISSUER, slice(None)),
    ],
)
def test_no_page_shuts_anybody_out(walk, furnished, user, role, less, part):
    walking = walk(user)

    for path in list(_pages(furnished, role, less=less))[part]:
        walking.to(path)

    assert not walking.wrong, "\n".join(walking.wrong)


def test_no_refusal_shuts_anybody_out(chromium: Browser, site):
    # Not by ``visit``: to the browser's console each of these is a complaint.
    context = chromium.new_context(locale="en-US")
    context.add_cookies([{"name": "sessionid", "value": _session("canbo"), "url": site}])
    walking = Walk(context.new_page(), site)

    for path, status in (("/nowhere/", 404), ("/admin/campaigns/user/", 403), ("/?a=%00", 400)):
        walking.to(path, status)

    context.close()
    assert not walking.wrong, "\n".join(walking.wrong)
