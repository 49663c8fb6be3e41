"""The calendar of a year: its months and days, what stands on them, whose rest they lie in."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from campaigns.models import Committee, Drive
from reports.calendar_year import calendar_year, rests_of
from reports.periods import preset_period
from reports.planning import year_plan
from reports.standing import State
from reports.summary import summarise
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyDriveFactory,
    DriveFactory,
    PlanFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db

PAGE = "/calendar/2024/"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("reports.calendar_pages.localdate", lambda: date(2024, 6, 15))


def months(committee: Committee, today: date = date(2024, 6, 15), year: int = 2024):
    calendar = Committee.Calendar(committee.calendar)
    summary = summarise(committee, preset_period("year", year, calendar), as_of=today)
    return calendar_year(year_plan(summary, calendar), rests_of(summary), [])


def cells(grids) -> dict[date, object]:
    return {cell.on: cell for grid in grids for week in grid.weeks for cell in week if cell}


def text(response) -> str:
    return response.content.decode()


# The grids


def test_weeks_start_on_monday_and_hold_every_day_once(committee):
    grids = months(committee)

    assert len(cells(grids)) == 366
    assert all(len(week) == 7 for grid in grids for week in grid.weeks)
    assert all(
        cell is None or cell.on.weekday() == place
        for grid in grids
        for week in grid.weeks
        for place, cell in enumerate(week)
    )


def test_an_administrative_month_goes_from_the_15th_to_the_14th(committee):
    committee.calendar = Committee.Calendar.ADMINISTRATIVE
    days = [cell.on for cell in months(committee)[0].weeks[0] if cell]

    assert days[0] == date(2023, 12, 15)
    assert len(cells(months(committee))) == 366


def test_a_drive_of_several_days_marks_each_of_them(committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 8, 30), last_on=date(2024, 9, 2))
    grids = months(committee)

    marked = [on for on, cell in cells(grids).items() if cell.entries]
    listed = [grid.period.name for grid in grids for entry in grid.entries]
    assert marked == [date(2024, 8, 30), date(2024, 8, 31), date(2024, 9, 1), date(2024, 9, 2)]
    assert listed == ["tháng 8/2024"]
    assert drive.last_on


def test_a_drive_with_only_a_month_is_listed_and_marks_no_day(committee):
    DriveFactory.create(committee=committee, on=date(2024, 9, 1), precision="month")
    grids = months(committee)

    assert [grid.period.name for grid in grids if grid.entries] == ["tháng 9/2024"]
    assert not any(cell.entries for cell in cells(grids).values())


def test_what_has_become_of_a_drive_is_told_apart(committee):
    held(committee, date(2024, 3, 1), 100)
    held(committee, date(2024, 3, 2), None)
    for day, status in ((3, "planned"), (4, "postponed"), (5, "cancelled")):
        DriveFactory.create(committee=committee, on=date(2024, 3, day), status=status)
    DriveFactory.create(committee=committee, on=date(2024, 7, 1))

    states = [entry.state for grid in months(committee) for entry in grid.entries]

    late = State.LATE
    assert states == [
        *(State.HELD, late, late, State.POSTPONED, State.CANCELLED, State.PLANNED),
    ]


# The rest after a zone-wide drive


def test_a_zone_rests_until_the_eve_of_the_84th_day(committee):
    zone = ZoneFactory.create(committee=committee, name="Yên Mỹ")
    held(committee, date(2024, 4, 9), 100, zone=zone)
    days = cells(months(committee))

    assert not days[date(2024, 4, 9)].rests
    assert [rest.place.zone for rest in days[date(2024, 4, 10)].rests] == ["Yên Mỹ"]
    assert days[date(2024, 7, 1)].rests
    assert not days[date(2024, 7, 2)].rests


def test_a_drive_of_last_year_still_gives_rest_in_january(committee):
    held(committee, date(2023, 12, 1), 100)

    assert cells(months(committee))[date(2024, 1, 1)].rests


def test_only_zone_wide_drives_that_stand_give_rest(committee):
    CompanyDriveFactory.create(committee=committee, on=date(2024, 7, 1))
    DriveFactory.create(committee=committee, on=date(2024, 7, 1), status="cancelled")
    DriveFactory.create(committee=committee, on=date(2024, 5, 1))  # nobody has held it
    DriveFactory.create(committee=committee, on=date(2024, 7, 1), precision="month")

    assert not any(grid.rests for grid in months(committee))


def test_the_rest_of_one_zone_can_be_chosen(as_leader, committee):
    one, other = (ZoneFactory.create(committee=committee, name=name) for name in ("Một", "Hai"))
    for zone in (one, other):
        held(committee, date(2024, 4, 9), 100, zone=zone)

    both, chosen = as_leader.get(PAGE), as_leader.get(PAGE, {"zone": one.pk})

    assert "KCN Một nghỉ sau đợt" in text(chosen)
    assert "KCN Hai nghỉ sau đợt" in text(both)
    assert "KCN Hai nghỉ sau đợt" not in text(chosen)


@pytest.mark.parametrize("zone", ["x", "999", "9" * 30, "²"])
def test_a_zone_that_is_none_is_not_found(as_leader, zone):
    assert as_leader.get(PAGE, {"zone": zone}).status_code == 404


# The page


def test_a_day_leads_to_its_drive_and_says_what_became_of_it(as_leader, committee):
    zone = ZoneFactory.create(committee=committee, name="Yên Mỹ")
    drive = held(committee, date(2024, 4, 9), 263, zone=zone)
    page = text(as_leader.get(PAGE))

    day = re.search(r'<span class="number">9</span>\s*<a[^>]*>.*?</a>', page, re.S)
    assert page.count(f'href="{reverse("drive", args=[drive.pk])}"') == 2  # its day, its line
    assert day
    assert "09/4/2024, KCN Yên Mỹ: đã tổ chức" in day[0]
    assert "263 đơn vị máu" in page


def test_campaigns_are_named_in_the_months_that_they_touch(as_leader, committee):
    CampaignFactory.create(
        committee=committee, name="Hè", from_on=date(2024, 6, 30), to_on=date(2024, 8, 1)
    )

    assert text(as_leader.get(PAGE)).count("Chiến dịch Hè</a>: 30/6/2024 - 01/8/2024") == 3


def test_another_committees_drives_are_not_shown(as_leader, committee):
    held(CommitteeFactory.create(), date(2024, 4, 9), 100)

    assert "09/4/2024" not in text(as_leader.get(PAGE))


def test_a_year_of_which_nothing_is_known_is_not_found(as_leader, committee):
    assert as_leader.get("/calendar/2012/").status_code == 404


def test_this_year_comes_first_where_it_is_known(as_leader, committee):
    PlanFactory.create(committee=committee, year=2025)
    assert "/calendar/2025/" in as_leader.get("/calendar/").url

    PlanFactory.create(committee=committee, year=2024)
    assert "/calendar/2024/" in as_leader.get("/calendar/").url


def test_the_queries_do_not_grow_with_the_drives(as_leader, committee, django_assert_num_queries):
    def fill(month: int) -> None:
        zone = ZoneFactory.create(committee=committee)
        held(committee, date(2024, month, 1), 100, zone=zone)
        DriveFactory.create(committee=committee, on=date(2024, month + 6, 2), zone=zone)
        CampaignFactory.create(committee=committee)

    fill(1)
    with django_assert_num_queries(21):
        as_leader.get(PAGE)
    for month in (2, 3, 4):
        fill(month)
    with django_assert_num_queries(21):
        as_leader.get(PAGE)
    assert Drive.objects.count() == 8
