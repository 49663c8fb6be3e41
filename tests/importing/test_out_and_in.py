"""What is taken out as a spreadsheet is brought in again, and nothing changes."""

from __future__ import annotations

from datetime import date, time

import pytest

from campaigns.models import Company, Drive, Zone
from donations.importing.plan import ImportPlan, Outcome
from donations.models import CompanyTurnout, Hedge
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    TurnoutFactory,
    ZoneFactory,
    held,
)
from tests.importing.planning import Kind, plan

pytestmark = pytest.mark.django_db


def _require_unchanged(made: ImportPlan, lines: int) -> None:
    told = [(row.line, row.outcome, row.changes, row.problems) for row in made.rows]
    assert made.counts[Outcome.UNCHANGED] == lines, told
    assert not made.writes
    assert not made.questions
    assert not made.unread


@pytest.fixture
def year(committee) -> None:
    """Drives of every kind and state, with all that lists do not show besides."""
    zone = ZoneFactory.create(committee=committee, name="Khu công nghiệp Phố Nối A")
    host = CompanyFactory.create(committee=committee, zone=zone, name="Công ty TNHH A, B & C")
    homeless = CompanyFactory.create(committee=committee, name="Regina Miracle")
    facilities = [FacilityFactory.create(name=f"Bệnh viện {name}") for name in ("Việt Đức", "K")]
    full = held(committee, date(2024, 4, 9), 263, zone=zone, note="=mưa\nto", code="D1")
    full.facilities.set(facilities)
    full.campaigns.add(CampaignFactory.create(committee=committee))
    result = full.result
    result.registered, result.attended, result.attended_hedge = 0, 1500, Hedge.OVER
    result.bags_250, result.bags_350, result.bags_450 = 200, 63, 0
    result.save()
    held(committee, date(2024, 4, 11), 0, host=host)
    held(committee, date(2024, 4, 12), None, host=homeless)
    common = {"committee": committee, "zone": zone}
    DriveFactory.create(**common, on=date(2024, 7, 1), precision="month", expected_units=90)
    DriveFactory.create(**common, on=date(2024, 8, 1), last_on=date(2024, 8, 2))
    DriveFactory.create(**common, on=date(2024, 8, 9), starts_at=time(7, 45), label="lần thứ 2")
    DriveFactory.create(**common, on=date(2024, 9, 1), status="postponed", reason="bão")
    DriveFactory.create(**common, on=date(2024, 9, 2), status="cancelled")
    DriveFactory.create(committee=committee, zone=None, venue="Ecogarden", on=date(2024, 9, 3))


def test_the_list_of_drives(as_officer, committee, year):
    content = as_officer.get("/admin/campaigns/drive/export/").content

    _require_unchanged(plan(content, committee), 9)


def test_the_year(as_officer, committee, year):
    content = as_officer.get("/plan/2024/drives.xlsx").content

    _require_unchanged(plan(content, committee), 9)


def test_a_list_of_one_committee_out_of_two(as_officer, officer, committee, year):
    other = CommitteeFactory.create()
    other.members.add(officer)
    content = as_officer.get(f"/admin/campaigns/drive/export/?committee={committee.pk}").content

    _require_unchanged(plan(content, committee), 9)


def test_rows_of_two_committees_are_not_brought_into_one(as_officer, officer, committee, year):
    other = CommitteeFactory.create(name="Ban Chỉ đạo khác")
    other.members.add(officer)
    held(other, date(2024, 4, 9), 5)

    made = plan(as_officer.get("/admin/campaigns/drive/export/").content, committee)

    (refused,) = [row for row in made.rows if row.outcome == Outcome.REJECTED]
    assert "Ban Chỉ đạo khác" in " ".join(refused.problems)


def test_the_list_of_companies(as_officer, officer, committee):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    CompanyFactory.create(
        committee=committee,
        name="+Công ty A; B",
        aliases="A Vina\nCông ty A",
        zone=zone,
        contact_name="Nguyễn Thị Hoa",
        contact_phone="0912 345 678",
    )
    CompanyFactory.create(committee=committee, name="Công ty B")

    content = as_officer.get("/admin/campaigns/company/export/").content

    _require_unchanged(plan(content, committee, kind=Kind.COMPANIES, by=officer), 2)
    assert Company.objects.count() == 2


def test_the_list_of_zones(as_administrator, administrator, committee):
    ZoneFactory.create(committee=committee, name="Số 1", aliases="Số 01", position=3)
    ZoneFactory.create(committee=committee, name="Số 3")

    content = as_administrator.get("/admin/campaigns/zone/export/").content

    _require_unchanged(plan(content, committee, kind=Kind.ZONES, by=administrator), 2)
    assert Zone.objects.count() == 2


def test_the_companies_of_a_drive(as_officer, officer, committee):
    drive = DriveFactory.create(committee=committee)
    TurnoutFactory.create(drive=drive, asked_on=date(2024, 4, 1))
    TurnoutFactory.create(
        drive=drive,
        answered_on=date(2024, 4, 2),
        registered=25,
        attended=0,
        units=19,
        note="-gọi lại",
    )

    content = as_officer.get(f"/drives/{drive.pk}/turnout/turnout.xlsx").content

    _require_unchanged(plan(content, drive, kind=Kind.TURNOUT, by=officer), 2)
    assert CompanyTurnout.objects.count() == 2
    assert Drive.objects.count() == 1


def test_lines_as_a_browser_sends_them(as_officer, officer, committee):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    held(committee, date(2024, 4, 9), 5, zone=zone, note="  mưa\r\nto, _x0041_")
    CompanyFactory.create(committee=committee, name="Công ty A", aliases="A Vina\r\nA; B")

    drives = as_officer.get("/admin/campaigns/drive/export/").content
    companies = as_officer.get("/admin/campaigns/company/export/").content

    _require_unchanged(plan(drives, committee), 1)
    _require_unchanged(plan(companies, committee, kind=Kind.COMPANIES, by=officer), 1)
