"""What comes next, what was due, and the year before."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Committee
from reports.checks import findings
from reports.years import known_years, year_is_known
from tests.factories import (
    CampaignFactory,
    DriveFactory,
    PlanFactory,
    TargetFactory,
    held,
)
from tests.reports.builders import of

pytestmark = pytest.mark.django_db


# What comes next


def test_a_month_is_ahead_until_its_last_day(committee):
    DriveFactory.create(committee=committee, on=date(2024, 6, 1), precision="month")

    before = of(committee, as_of=date(2024, 6, 29))
    after = of(committee, as_of=date(2024, 7, 1))

    assert len(before.upcoming) == 1
    assert not before.upcoming[0].is_overdue
    assert after.upcoming == ()
    assert after.pending[0].is_overdue


def test_todays_drive_is_due_but_not_overdue(committee):
    DriveFactory.create(committee=committee, on=date(2024, 4, 9))

    today = of(committee, as_of=date(2024, 4, 9))
    tomorrow = of(committee, as_of=date(2024, 4, 10))

    assert [each.is_overdue for each in today.pending] == [False]
    assert [each.is_overdue for each in tomorrow.pending] == [True]


def test_a_planned_drive_that_passed_since_is_marked_overdue(demo):
    assert not of(demo, as_of=date(2024, 7, 31)).upcoming[0].is_overdue

    summary = of(demo, as_of=date(2024, 8, 1))

    assert summary.upcoming[0].is_overdue
    assert any("quá hạn, chưa có kết quả" in each.text for each in findings(summary))


def test_a_postponed_drive_without_a_day_is_remembered_in_later_periods(committee):
    DriveFactory.create(committee=committee, status="postponed", on=date(2023, 6, 6))

    assert len(of(committee).postponed) == 1


def test_a_postponed_drive_with_a_new_day_is_told_with_it(committee):
    drive = DriveFactory.create(committee=committee, status="postponed", on=date(2024, 6, 6))
    DriveFactory.create(committee=committee, on=date(2024, 8, 20), replaces=drive)

    (postponed,) = of(committee).postponed

    assert postponed.new_day.on == date(2024, 8, 20)


def test_a_postponed_drive_held_again_is_a_task_no_longer(committee):
    drive = DriveFactory.create(committee=committee, status="postponed", on=date(2024, 5, 6))
    held(committee, date(2024, 6, 20), 100, replaces=drive)

    assert of(committee).postponed == ()


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_postponed_drive_stays_in_its_periods_report_whatever_comes_later(committee, status):
    drive = DriveFactory.create(committee=committee, status="postponed", on=date(2024, 6, 6))
    DriveFactory.create(committee=committee, status=status, on=date(2024, 8, 20), replaces=drive)

    (postponed,) = of(committee).postponed

    assert (postponed.drive_id, postponed.new_day) == (drive.pk, None)


def test_a_drive_postponed_twice_in_a_period_is_told_once(committee):
    first = DriveFactory.create(committee=committee, status="postponed", on=date(2024, 5, 6))
    second = DriveFactory.create(
        committee=committee, status="postponed", on=date(2024, 6, 6), replaces=first
    )

    assert [each.drive_id for each in of(committee).postponed] == [second.pk]


def test_a_drive_overdue_since_an_earlier_period_of_the_year_is_remembered(committee):
    DriveFactory.create(committee=committee, on=date(2024, 3, 1))

    assert [each.is_overdue for each in of(committee, "h2").pending] == [True]


def test_a_month_belongs_to_the_period_in_which_it_ends(committee):
    """In the administrative calendar quý II ends on 14/6: June is announced with quý III."""
    committee.calendar = Committee.Calendar.ADMINISTRATIVE
    committee.save()
    DriveFactory.create(committee=committee, on=date(2024, 6, 1), precision="month")

    assert len(of(committee, "q1").upcoming) == 0
    assert len(of(committee, "q2").upcoming) == 1


def test_cancelled_drives_are_those_of_the_period(committee):
    for month in (5, 8):
        DriveFactory.create(committee=committee, status="cancelled", on=date(2024, month, 1))

    assert [each.day.on for each in of(committee).cancelled] == [date(2024, 5, 1)]


def test_a_campaign_is_ahead_while_it_runs(committee):
    CampaignFactory.create(
        committee=committee, name="Hè", from_on=date(2024, 5, 1), to_on=date(2024, 7, 1)
    )

    assert [each.name for each in of(committee, as_of=date(2024, 6, 30)).campaigns_ahead] == ["Hè"]
    assert of(committee, "9m").campaigns_ahead == ()


# The year before


def test_the_same_period_last_year_is_compared(committee):
    held(committee, date(2023, 4, 9), 1000)
    held(committee, date(2023, 8, 9), 5)

    last = of(committee).last_year

    assert (last.year, last.units, last.drives) == (2023, 1000, 1)


def test_a_running_period_is_compared_with_the_same_days(committee):
    held(committee, date(2023, 4, 9), 1000)
    held(committee, date(2023, 6, 9), 5)

    assert of(committee, as_of=date(2024, 5, 1)).last_year.units == 1000


def test_a_period_not_begun_is_not_compared(committee):
    held(committee, date(2023, 8, 9), 500)

    assert of(committee, "h2", as_of=date(2024, 3, 1)).last_year is None


def test_every_year_with_anything_is_known(committee):
    PlanFactory.create(committee=committee, year=2021)
    TargetFactory.create(committee=committee, year=2025)
    held(committee, date(2023, 4, 9), 1)
    held(committee, date(2022, 12, 5), 1)

    assert known_years(committee) == [2025, 2023, 2022, 2021]


def test_an_unknown_year_is_not_an_empty_one(committee):
    assert of(committee).last_year is None

    PlanFactory.create(committee=committee, year=2023)

    assert of(committee).last_year.drives == 0


def test_a_year_is_known_by_its_plan_target_or_drives(committee):
    PlanFactory.create(committee=committee, year=2021)
    TargetFactory.create(committee=committee, year=2022)
    DriveFactory.create(committee=committee, on=date(2023, 1, 1))

    known = [year for year in range(2020, 2026) if year_is_known(committee, year)]

    assert known == [2021, 2022, 2023]
