"""Every address of the project, and what each kind of person gets there, in one table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, get_resolver

from campaigns.models import Committee, Communication, User
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyFactory,
    FacilityFactory,
    PlanFactory,
    StatementFactory,
    TargetFactory,
    UserFactory,
    held,
)
from tests.reports.lives import drafted, fit_to_sign
from tests.uploads import filed_paper, filed_picture

# in: sent to the login page; ok: the page; go: sent on; no: refused (403); --: not found (404);
# post: there is nothing to see there (405). The foreigner is an officer, allowed to issue, of
# another committee; {entered} and the like stand for each of the models below.
TABLE = """
                                           stranger leader foreigner officer issuer administrator

GET   /                                       in     ok      ok      ok      ok      ok
GET   /healthz                                ok     ok      ok      ok      ok      ok
GET   /accounts/login/                        ok     ok      ok      ok      ok      ok
GET   /help/                                  in     go      go      go      go      go
GET   /help/can-bo/                           in     ok      ok      ok      ok      ok
GET   /help/lanh-dao/                         in     ok      ok      ok      ok      ok
GET   /help/quan-tri/                         in     ok      ok      ok      ok      ok
POST  /accounts/logout/                       in     in      in      in      in      in
GET   /accounts/password_change/              in     ok      ok      ok      ok      ok
GET   /accounts/password_change/done/         in     ok      ok      ok      ok      ok

GET   /plan/                                  in     go      go      go      go      go
GET   /plan/<year>/                           in     ok      ok      ok      ok      ok
POST  /plan/<year>/                           in     no      ok      ok      ok      ok
GET   /plan/<year>/drives.xlsx                in     ok      ok      ok      ok      ok

GET   /calendar/                              in     go      go      go      go      go
GET   /calendar/<year>/                       in     ok      ok      ok      ok      ok
GET   /calendar/<secret>.ics                  ok     ok      ok      ok      ok      ok
POST  /calendar/renew/                        in     no      go      go      go      go
GET   /search/                                in     ok      ok      ok      ok      ok

GET   /drives/<drive>/copy/                   in     no      --      ok      ok      ok

GET   /drives/<drive>/turnout/                in     ok      --      ok      ok      ok
POST  /drives/<drive>/turnout/                in     no      --      go      go      go
GET   /drives/<drive>/turnout/turnout.xlsx    in     ok      --      ok      ok      ok
GET   /drives/<drive>/turnout/add/            in     no      --      ok      ok      ok
POST  /drives/<drive>/turnout/add/            in     no      --      ok      ok      ok
GET   /drives/<drive>/                        in     ok      --      ok      ok      ok
GET   /zones/<zone>/                          in     ok      --      ok      ok      ok
GET   /companies/<company>/                   in     ok      --      ok      ok      ok
GET   /facilities/<facility>/                 in     ok      ok      ok      ok      ok
GET   /campaigns/<campaign>/                  in     ok      --      ok      ok      ok

GET   /imports/                               in     no      ok      ok      ok      ok
GET   /imports/text/                          in     no      ok      ok      ok      ok
POST  /imports/text/                          in     no      ok      ok      ok      ok
GET   /imports/<sheet>/                       in     no      ok      ok      ok      ok
POST  /imports/<sheet>/                       in     no      ok      ok      ok      ok
GET   /imports/<sheet>/template.xlsx          in     no      ok      ok      ok      ok
GET   /imports/<import>/                      in     no      --      ok      ok      ok
POST  /imports/<import>/                      in     no      --      ok      ok      ok
POST  /imports/<import>/cancel/               in     no      --      go      go      go
POST  /imports/<import>/undo/                 in     no      --      go      go      go
GET   /drives/<drive>/turnout/import/         in     no      --      ok      ok      ok
GET   /drives/<drive>/turnout/template.xlsx   in     no      --      ok      ok      ok

GET   /reports/                               in     ok      ok      ok      ok      ok
GET   /reports/<year>/<key>/                  in     ok      ok      ok      ok      ok
GET   /reports/<year>/<key>/report.<ext>      in     ok      ok      ok      ok      ok
GET   /reports/<year>/<key>/brief.pdf         in     ok      ok      ok      ok      ok
POST  /reports/<year>/<key>/draft/            in     no      go      go      go      go
GET   /reports/new/                           in     no      ok      ok      ok      ok
GET   /reports/<report>/                      in     ok      --      ok      ok      ok
GET   /reports/<report>/report.<ext>          in     ok      --      ok      ok      ok
GET   /reports/<report>/edit/                 in     no      --      ok      ok      ok
GET   /reports/<report>/history/              in     ok      --      ok      ok      ok
POST  /reports/<report>/back/                 in     no      --      go      go      go
POST  /reports/<report>/preview/              in     no      --      422     422     422
POST  /reports/<report>/acknowledge/          in     no      --      go      go      go
GET   /reports/<report>/issue/                in     no      --      no      ok      ok
POST  /reports/<report>/replace/              in     no      --      go      go      go
POST  /reports/<report>/scan/                 in     no      --      no      no      no
GET   /reports/<report>/scan/<file>/          in     --      --      --      --      --
GET   /reports/<report>/pictures/<sha256>.jpg in     ok      --      ok      ok      ok
POST  /reports/<report>/discard/              in     no      --      go      go      go

GET   /committees/                            in     ok      ok      ok      ok      ok
GET   /files/                                 in     ok      ok      ok      ok      ok
GET   /drives/<drive>/pictures/               in     ok      --      ok      ok      ok
POST  /drives/<drive>/pictures/               in     no      --      ok      ok      ok
GET   /pictures/<picture>/                    in     ok      --      ok      ok      ok
POST  /pictures/<picture>/                    in     no      --      ok      ok      ok
GET   /pictures/<picture>/<size>.jpg          in     ok      --      ok      ok      ok
POST  /pictures/<picture>/remove/             in     no      --      go      go      go
GET   /{papered}/papers/                      in     ok      --      ok      ok      ok
POST  /{papered}/papers/                      in     no      --      ok      ok      ok
GET   /papers/<paper>/paper.pdf               in     ok      --      ok      ok      ok
POST  /papers/<paper>/remove/                 in     no      --      go      go      go

GET   /names/                                 in     ok      ok      ok      ok      ok
GET   /names/company/<company>/<company>/     in     ok      --      ok      ok      ok
POST  /names/company/<company>/<company>/     in     no      --      go      go      go
GET   /names/zone/<zone>/<zone>/              in     ok      --      ok      ok      ok
POST  /names/zone/<zone>/<zone>/              in     no      --      no      no      go
GET   /names/facility/<facility>/<facility>/  in     ok      ok      ok      ok      ok
POST  /names/facility/<facility>/<facility>/  in     no      no      no      no      go

GET   /admin/                                 in     in      ok      ok      ok      ok
GET   /admin/login/                           in     no      go      go      go      go
POST  /admin/logout/                          in     go      in      in      in      in
GET   /admin/password_change/                 in     in      go      go      go      go
GET   /admin/password_change/done/            in     in      go      go      go      go
GET   /admin/autocomplete/                    in     in      no      no      no      no
GET   /admin/jsi18n/                          in     in      ok      ok      ok      ok
GET   /admin/r/<type>/<row>/                  in     in      --      --      --      --
GET   /admin/<app>/                           in     in      ok      ok      ok      ok
GET   /admin/<anything>                       in     in      --      --      --      --

GET   /admin/campaigns/user/                  in     in      no      no      no      ok
GET   /admin/campaigns/user/add/              in     in      no      no      no      ok
GET   /admin/campaigns/user/<row>/            in     in      go      go      go      go
GET   /admin/campaigns/user/<row>/change/     in     in      no      no      no      ok
GET   /admin/campaigns/user/<row>/history/    in     in      no      no      no      ok
GET   /admin/campaigns/user/<row>/password/   in     in      no      no      no      ok
GET   /admin/campaigns/user/<row>/delete/     in     in      no      no      no      no

GET   /admin/{entered}/                       in     in      ok      ok      ok      ok
GET   /admin/{entered}/export/                in     in      ok      ok      ok      ok
GET   /admin/{entered}/add/                   in     in      ok      ok      ok      ok
GET   /admin/{entered}/<row>/                 in     in      go      go      go      go
GET   /admin/{entered}/<row>/change/          in     in      go      ok      ok      ok
GET   /admin/{entered}/<row>/history/         in     in      go      ok      ok      ok
GET   /admin/{entered}/<row>/delete/          in     in      no      no      no      ok
GET   /admin/{entered}/deleted/               in     in      no      no      no      ok
POST  /admin/{entered}/<row>/back/            in     in      --      go      go      go

GET   /admin/{seen}/                          in     in      ok      ok      ok      ok
GET   /admin/{seen}/export/                   in     in      ok      ok      ok      ok
GET   /admin/{seen}/add/                      in     in      no      no      no      ok
GET   /admin/{seen}/<row>/                    in     in      go      go      go      go
GET   /admin/{seen}/<row>/change/             in     in      go      ok      ok      ok
GET   /admin/{seen}/<row>/history/            in     in      go      ok      ok      ok
GET   /admin/{seen}/<row>/delete/             in     in      no      no      no      ok
GET   /admin/{seen}/deleted/                  in     in      no      no      no      ok
POST  /admin/{seen}/<row>/back/               in     in      --      no      no      go

GET   /admin/{shared}/                        in     in      ok      ok      ok      ok
GET   /admin/{shared}/export/                 in     in      ok      ok      ok      ok
GET   /admin/{shared}/add/                    in     in      no      no      no      ok
GET   /admin/{shared}/<row>/                  in     in      go      go      go      go
GET   /admin/{shared}/<row>/change/           in     in      ok      ok      ok      ok
GET   /admin/{shared}/<row>/history/          in     in      ok      ok      ok      ok
GET   /admin/{shared}/<row>/delete/           in     in      no      no      no      ok
GET   /admin/{shared}/deleted/                in     in      no      no      no      ok
POST  /admin/{shared}/<row>/back/             in     in      no      no      no      go

GET   /admin/{kept}/                          in     in      no      no      no      ok
GET   /admin/{kept}/add/                      in     in      no      no      no      ok
GET   /admin/campaigns/committee/export/      in     in      no      no      no      ok
GET   /admin/{kept}/<row>/                    in     in      go      go      go      go
GET   /admin/{kept}/<row>/change/             in     in      no      no      no      ok
GET   /admin/{kept}/<row>/history/            in     in      no      no      no      ok
GET   /admin/{kept}/<row>/delete/             in     in      no      no      no      ok
GET   /admin/campaigns/committee/deleted/     in     in      no      no      no      ok
POST  /admin/campaigns/committee/<row>/back/  in     in      no      no      no      go

GET   /admin/{named}/                         in     in      no      no      no      ok
GET   /admin/{named}/export/                  in     in      no      no      no      ok
GET   /admin/{named}/add/                     in     in      no      no      no      ok
GET   /admin/{named}/<row>/                   in     in      go      go      go      go
GET   /admin/{named}/<row>/change/            in     in      no      no      no      ok
GET   /admin/{named}/<row>/history/           in     in      go      no      no      ok
GET   /admin/{named}/<row>/delete/            in     in      no      no      no      ok
GET   /admin/{named}/deleted/                 in     in      no      no      no      ok
POST  /admin/{named}/<row>/back/              in     in      --      no      no      go
"""
MODELS = {
    # What officers enter, of their own committee.
    "{entered}": [
        "campaigns/plan",
        "campaigns/target",
        "campaigns/campaign",
        "campaigns/communication",
        "campaigns/company",
        "campaigns/drive",
        "donations/periodstatement",
    ],
    # What they see and administrators keep.
    "{seen}": ["campaigns/zone"],
    "{shared}": ["campaigns/receivingfacility"],
    "{kept}": ["campaigns/committee"],
    "{named}": ["campaigns/letterhead", "campaigns/signatory"],
    # What may have papers.
    "{papered}": ["plans/<plan>", "targets/<target>", "drives/<drive>"],
}
# How the routes write what the table abbreviates; the longer first.
ROUTES = {
    "admin/r/<path:content_type_id>/<path:object_id>/": "admin/r/<type>/<row>/",
    "admin/^(?P<app_label>campaigns|donations)/$": "admin/<app>/",
    "admin/(?P<url>.*)$": "admin/<anything>",
    "user/<id>/password/": "user/<row>/password/",
    "<path:object_id>": "<row>",
    "drives/<int:pk>": "drives/<drive>",
    "imports/<int:pk>": "imports/<import>",
    "<str:kind>": "<sheet>",
    "companies/<int:pk>": "companies/<company>",
    "zones/<int:pk>": "zones/<zone>",
    "facilities/<int:pk>": "facilities/<facility>",
    "campaigns/<int:pk>": "campaigns/<campaign>",
    "<int:year>": "<year>",
    "<str:key>": "<key>",
    "<str:secret>": "<secret>",
    "<str:extension>": "<ext>",
    "<int:pk>": "<report>",
    "<int:file>": "<file>",
    "<str:sha256>": "<sha256>",
    "plans/<int:owner>": "plans/<plan>",
    "targets/<int:owner>": "targets/<target>",
    "drives/<int:owner>": "drives/<drive>",
    "<int:drive>": "<drive>",
    "<int:picture>": "<picture>",
    "<int:paper>": "<paper>",
    "<str:size>": "<size>",
    "company/<int:keep>/<int:gone>": "company/<company>/<company>",
    "zone/<int:keep>/<int:gone>": "zone/<zone>/<zone>",
    "facility/<int:keep>/<int:gone>": "facility/<facility>/<facility>",
}

pytestmark = pytest.mark.django_db


def _rows() -> Iterator[tuple[str, str, list[str]]]:
    """Method, address and what each kind of person gets."""
    for line in TABLE.splitlines()[2:]:
        if not line:
            continue
        method, address, *gets = line.split()
        group = next((name for name in MODELS if name in address), "")
        for model in MODELS.get(group, [""]):
            yield method, address.replace(group, model) if group else address, gets


def _addresses(patterns=None, before: str = "") -> Iterator[str]:
    """Every address that the project answers, written as in the table."""
    for pattern in patterns or get_resolver().url_patterns:
        route = f"{before}{pattern.pattern}"
        if not isinstance(pattern, URLPattern):
            yield from _addresses(pattern.url_patterns, route)
            continue
        for written, shown in ROUTES.items():
            route = route.replace(written, shown)
        yield f"/{route}"


def _member(committee: Committee, *groups: str) -> User:
    user = UserFactory.create()
    user.groups.set(Group.objects.filter(name__in=groups))
    committee.members.add(user)
    return user


@pytest.fixture
def people(committee, administrator) -> dict[str, User | None]:
    elsewhere = CommitteeFactory.create()
    held(elsewhere, date(2024, 4, 9), 1)
    return {
        "stranger": None,
        "leader": _member(committee, "Lãnh đạo"),
        "foreigner": _member(elsewhere, "Cán bộ", "Ban hành báo cáo"),
        "officer": _member(committee, "Cán bộ"),
        "issuer": _member(committee, "Cán bộ", "Ban hành báo cáo"),
        "administrator": administrator,
    }


@pytest.fixture
def rows(committee, people) -> dict[str, int]:
    """A row of each model, of the committee, by its name in the addresses."""
    fit_to_sign(committee)
    drive = held(committee, date(2024, 4, 9), 263)
    made = {
        "campaigns/user": people["officer"],
        "campaigns/committee": committee,
        "campaigns/letterhead": committee.letterheads.get(),
        "campaigns/signatory": committee.signatories.get(),
        "campaigns/zone": drive.zone,
        "campaigns/receivingfacility": FacilityFactory.create(),
        "campaigns/plan": PlanFactory.create(committee=committee),
        "campaigns/target": TargetFactory.create(committee=committee),
        "campaigns/campaign": CampaignFactory.create(committee=committee),
        "campaigns/communication": Communication.objects.create(
            committee=committee, on=date(2024, 3, 1), kind="letter"
        ),
        "campaigns/company": CompanyFactory.create(committee=committee),
        "campaigns/drive": drive,
        "donations/periodstatement": StatementFactory.create(committee=committee),
    }
    return {model: row.pk for model, row in made.items()}


def gaps_of(committee: Committee, rows: dict[str, int]) -> dict[str, object]:
    """What stands for each gap of an address; made where there is none (any more)."""
    report = committee.reports.first() or drafted(committee)
    drive = committee.drives.get(pk=rows["campaigns/drive"])
    plan = committee.plans.get(pk=rows["campaigns/plan"])
    person = committee.members.first()
    picture = drive.pictures.first() or filed_picture(drive, person)
    paper = plan.papers.first() or filed_paper(plan, person)
    report.pictures.set([picture])
    return {
        "<drive>": rows["campaigns/drive"],
        "<company>": rows["campaigns/company"],
        "<report>": report.pk,
        "<year>": 2024,
        "<secret>": Committee.objects.get(pk=committee.pk).feed_key,  # anew: one may renew it
        "<key>": "q1",
        "<ext>": "json",
        "<file>": 1,
        "<sha256>": picture.sha256,
        "<plan>": plan.pk,
        "<target>": rows["campaigns/target"],
        "<picture>": picture.pk,
        "<size>": "small",
        "<paper>": paper.pk,
        "<sheet>": "drives",
        "<import>": committee.imports.get_or_create(kind="drives", status="done")[0].pk,
        "<zone>": rows["campaigns/zone"],
        "<facility>": rows["campaigns/receivingfacility"],
        "<campaign>": rows["campaigns/campaign"],
        "<type>": 1,
        "<app>": "campaigns",
        "<anything>": "nowhere",
    }


def _url(address: str, rows: dict[str, int], gaps: dict[str, object]) -> str:
    """The address with a row of the committee's in each of its gaps."""
    model = "/".join(address.split("/")[2:4])
    for gap, value in {"<row>": rows.get(model, 1), **gaps}.items():
        address = address.replace(gap, str(value))
    return address


def urls(committee: Committee, rows: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Method and address of each line of the table, while somebody goes through them all."""
    gaps = gaps_of(committee, rows)
    for method, address, _gets in _rows():
        yield method, _url(address, rows, gaps)
        if method == "POST":
            gaps = gaps_of(committee, rows)  # what was there may be gone


def _gets(user: User | None, method: str, url: str) -> str:
    client = Client()
    if user:
        client.force_login(user)
    answer = client.get(url) if method == "GET" else client.post(url)
    if answer.status_code == 302:
        return "in" if "/login/" in answer.url else "go"
    codes = {200: "ok", 403: "no", 404: "--", 405: "post"}
    return codes.get(answer.status_code, str(answer.status_code))


def test_the_table_holds_every_address_and_no_other():
    listed = {address for _method, address, _gets in _rows()}

    assert set(_addresses()) == listed


@pytest.mark.parametrize(
    ("method", "address", "expected"),
    [pytest.param(*row, id=f"{row[0]} {row[1]}") for row in _rows()],
)
def test_each_person_gets_what_the_table_says(committee, people, rows, method, address, expected):
    gaps = gaps_of(committee, rows)
    found = []
    for user in people.values():
        found.append(_gets(user, method, _url(address, rows, gaps)))
        if method == "POST":
            gaps = gaps_of(committee, rows)  # the last one may have thrown the report away

    assert dict(zip(people, found, strict=True)) == dict(zip(people, expected, strict=True))
