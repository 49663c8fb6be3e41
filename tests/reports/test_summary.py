"""The one builder: rows in, figures out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from campaigns.models import Committee, Drive, Target
from donations.models import DriveResult, Hedge
from reports.attendance import Attendance
from reports.checks import findings
from reports.periods import custom_period
from reports.summary import summarise
from tests.factories import (
    CampaignFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    ResultFactory,
    StatementFactory,
    TargetFactory,
    ZoneFactory,
    held,
)
from tests.reports.builders import of

pytestmark = pytest.mark.django_db

STATISTICAL = Committee.Calendar.STATISTICAL
ADMINISTRATIVE = Committee.Calendar.ADMINISTRATIVE


# What counts


def test_the_first_half_of_2024_comes_out_on_any_later_day(demo):
    for as_of in (date(2024, 6, 30), date(2024, 7, 2), date(2026, 11, 22)):
        summary = of(demo, as_of=as_of)

        assert [each.number for each in summary.rounds] == [1, 2, 3, 4, 5]
        assert [each.units for each in summary.rounds] == [263, 119, 560, 143, 180]
        assert [each.cumulative for each in summary.rounds] == [263, 382, 942, 1085, 1265]
        assert summary.units == 1265
        assert summary.day == date(2024, 6, 30)
        assert summary.attended == Attendance(1500, Hedge.OVER)
        assert summary.facilities == (
            "Viện Huyết học - Truyền máu Trung ương",
            "Bệnh viện Hữu nghị Việt Đức",
        )
        (target,) = summary.targets
        assert (target.units, target.reached, target.over) == (1200, 1265, 65)
        assert target.percent == Decimal("105.4")
        assert [each.place.host for each in summary.upcoming] == [
            "Công ty TNHH Điện tử Canon Việt Nam"
        ]
        assert [each.day.on for each in summary.postponed] == [date(2024, 6, 6)]
        assert [each.name for each in summary.campaigns_ahead] == [
            "Những giọt máu hồng - hè",
            "Hành trình Đỏ lần thứ XII",
        ]


@pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
def test_a_drive_not_held_counts_for_nothing(committee, status):
    DriveFactory.create(committee=committee, status=status, on=date(2024, 6, 6))
    held(committee, date(2024, 4, 9), 263)

    summary = of(committee)

    assert summary.units == 263
    assert len(summary.rounds) == 1


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2024, 6, 30), True),
        (date(2024, 7, 1), False),
    ],
)
def test_both_ends_of_a_period_are_included(committee, day, counts):
    held(committee, day, 100)

    assert of(committee).units == (100 if counts else 0)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2023, 12, 14), False),
        (date(2023, 12, 15), True),
        (date(2024, 6, 14), True),
        (date(2024, 6, 15), False),
    ],
)
def test_the_administrative_half_year_runs_from_15_12_to_14_6(committee, day, counts):
    committee.calendar = ADMINISTRATIVE
    committee.save()
    held(committee, day, 100)

    assert of(committee).units == (100 if counts else 0)


def test_a_drive_of_15_december_counts_in_the_next_administrative_year(committee):
    committee.calendar = ADMINISTRATIVE
    committee.save()
    held(committee, date(2024, 12, 15), 100)

    assert of(committee, "year", 2024, date(2025, 1, 1)).units == 0
    assert of(committee, "year", 2025, date(2025, 1, 1)).units == 100


def test_figures_count_up_to_the_day_asked(committee):
    held(committee, date(2024, 4, 9), 263)
    held(committee, date(2024, 4, 24), 560)

    assert of(committee, as_of=date(2024, 4, 23)).units == 263
    assert of(committee, as_of=date(2024, 4, 24)).units == 823


def test_another_committees_drives_count_for_nothing(committee):
    held(TargetFactory.create().committee, date(2024, 4, 9), 263)

    summary = of(committee)

    assert summary.units == 0
    assert summary.targets == ()


def test_results_are_not_multiplied_by_targets_facilities_or_campaigns(committee):
    """Targets 60 + 120 and drives of 30 + 30 + 30 once came out as 540 and 180."""
    TargetFactory.create(committee=committee, units=120)
    TargetFactory.create(committee=committee, units=60, assigned_by="centre", is_headline=False)
    for day in (1, 2, 3):
        drive = held(committee, date(2024, 4, day), 30)
        drive.facilities.set(FacilityFactory.create_batch(2))
        drive.campaigns.set(CampaignFactory.create_batch(2, committee=committee))

    summary = of(committee)

    assert summary.units == 90
    assert [(each.units, each.reached) for each in summary.targets] == [(120, 90), (60, 90)]


def test_a_drive_without_a_result_is_held_but_its_units_are_unknown(committee):
    held(committee, date(2024, 4, 9), 263)
    held(committee, date(2024, 4, 24), None)

    summary = of(committee)

    assert [each.units for each in summary.rounds] == [263, None]
    assert summary.units == 263
    assert summary.average is None


# Targets


def test_a_percentage_is_cumulative_whatever_the_period(committee):
    TargetFactory.create(committee=committee, units=1200)
    held(committee, date(2024, 2, 1), 310)
    held(committee, date(2024, 4, 9), 500)

    summary = of(committee, "q2")

    assert summary.units == 500
    assert summary.carried == 310
    assert summary.targets[0].reached == 810
    assert summary.targets[0].percent == Decimal("67.5")


def test_a_target_counts_from_its_own_first_day(committee):
    """Hà Nam's plan of 2023 starts on 21/12/2022."""
    TargetFactory.create(committee=committee, units=1000, from_on=date(2023, 12, 21))
    held(committee, date(2023, 12, 20), 1)
    held(committee, date(2023, 12, 21), 10)
    held(committee, date(2024, 1, 5), 100)

    summary = of(committee)

    assert summary.targets[0].reached == 110
    assert summary.units == 100
    assert summary.carried == 10
    assert [(each.number, each.cumulative) for each in summary.rounds] == [(1, 110)]


def test_what_is_planned_before_the_year_is_known_where_a_target_counts_it(committee):
    TargetFactory.create(committee=committee, from_on=date(2023, 12, 21))
    for day in (date(2023, 12, 20), date(2023, 12, 28), date(2024, 1, 5)):
        DriveFactory.create(committee=committee, on=day)

    summary = of(committee)

    assert [drive.day.on for drive in summary.planned_before] == [date(2023, 12, 28)]
    assert [drive.day.on for drive in summary.pending] == [date(2024, 1, 5)]


def test_what_was_planned_for_days_over_new_year_is_the_old_years(committee):
    over = DriveFactory.create(committee=committee, on=date(2023, 12, 30), last_on=date(2024, 1, 2))
    TargetFactory.create(committee=committee, from_on=date(2023, 12, 21))

    summary = of(committee)

    assert over.pk not in {drive.drive_id for drive in (*summary.pending, *summary.upcoming)}


def test_the_names_beside_a_drive_stand_in_their_order(committee):
    drive = held(committee, date(2024, 6, 9), 100)
    for position in (3, 1, 2):
        drive.facilities.add(FacilityFactory.create(position=position, name=f"Viện {position}"))
        start = date(2024, position, 1)
        drive.campaigns.add(CampaignFactory.create(committee=committee, from_on=start))

    told = of(committee).rounds[0]

    assert told.facilities == ("Viện 1", "Viện 2", "Viện 3")
    assert [campaign.from_on.month for campaign in told.campaigns] == [1, 2, 3]


def test_a_result_was_entered_on_the_day_it_was_first_written_down(committee):
    """One that was deleted and put back has two first rows."""
    result = held(committee, date(2024, 4, 9), 263).result
    noon = datetime(2024, 4, 20, 12, tzinfo=UTC)
    for at in (noon, noon - timedelta(days=10), noon + timedelta(days=10)):
        DriveResult.history.bulk_history_create([result], custom_historical_attrs={})
        newest = DriveResult.history.order_by("-history_id").first()
        DriveResult.history.filter(pk=newest.pk).update(history_date=at, history_type="+")

    assert of(committee).rounds[0].entered_on == date(2024, 4, 10)


def test_nothing_counts_after_a_targets_last_day(committee):
    TargetFactory.create(committee=committee, to_on=date(2024, 3, 31))
    held(committee, date(2024, 3, 31), 10)
    held(committee, date(2024, 4, 1), 100)

    assert of(committee).targets[0].reached == 10


def test_the_headline_target_comes_first_then_centre_province_own(committee):
    for assigned_by in (Target.AssignedBy.SELF, Target.AssignedBy.CENTRE):
        TargetFactory.create(committee=committee, assigned_by=assigned_by, is_headline=False)
    TargetFactory.create(committee=committee, assigned_by=Target.AssignedBy.PROVINCE)

    assert [each.assigned_by for each in of(committee).targets] == ["province", "centre", "self"]


def test_no_target_gives_no_percentage_and_a_visible_finding(committee):
    held(committee, date(2024, 4, 9), 263)

    summary = of(committee)

    assert summary.headline is None
    assert "Chưa có chỉ tiêu năm 2024." in [each.text for each in findings(summary)]


# Rounds


def test_rounds_count_through_the_year_across_periods(committee):
    for month in (2, 4, 8):
        held(committee, date(2024, month, 1), 100)

    assert [each.number for each in of(committee, "h1").rounds] == [1, 2]
    assert [each.number for each in of(committee, "h2").rounds] == [3]


def test_rounds_of_one_day_rank_by_hour_then_by_entry(committee):
    afternoon = held(committee, date(2024, 4, 9), 3, starts_at=time(13))
    no_hour = held(committee, date(2024, 4, 9), 4)
    morning = held(committee, date(2024, 4, 9), 1, starts_at=time(7, 45))
    same_hour = held(committee, date(2024, 4, 9), 2, starts_at=time(7, 45))

    rounds = of(committee).rounds

    assert [each.drive_id for each in rounds] == [
        morning.pk,
        same_hour.pk,
        afternoon.pk,
        no_hour.pk,
    ]


def test_a_late_entry_renumbers_the_rounds_and_keeps_the_announced_label(committee):
    announced = held(committee, date(2024, 4, 9), 263, label="lần thứ 1")
    held(committee, date(2024, 3, 1), 50)

    rounds = {each.drive_id: each for each in of(committee).rounds}

    assert rounds[announced.pk].number == 2
    assert rounds[announced.pk].label == "lần thứ 1"


# Attendance and facilities


def test_the_drives_figures_win_where_each_has_one(committee):
    StatementFactory.create(committee=committee, attended=1500, attended_hedge=Hedge.OVER)
    for day, attended in ((9, 312), (24, 200)):
        drive = DriveFactory.create(committee=committee, status="held", on=date(2024, 4, day))
        ResultFactory.create(drive=drive, attended=attended)

    summary = of(committee)

    assert summary.attended == Attendance(512)
    assert not summary.attendance_is_stated
    assert any("khác tổng các đợt (512)" in each.text for each in findings(summary))


def test_a_statement_serves_only_when_its_bounds_are_the_periods(committee):
    StatementFactory.create(committee=committee, attended=1500, attended_hedge=Hedge.OVER)
    held(committee, date(2024, 4, 9), 263)

    assert of(committee, "h1").attended == Attendance(1500, Hedge.OVER)
    assert of(committee, "q2").attended is None
    assert of(committee, "year").attended is None


def test_nothing_is_said_of_people_when_no_drive_was_held(committee):
    StatementFactory.create(committee=committee, attended=1500)

    assert of(committee).attended is None


def test_facilities_are_the_drives_own_where_each_names_one(committee):
    first, second, stated = FacilityFactory.create_batch(3)
    StatementFactory.create(committee=committee, facilities=[stated])
    one = held(committee, date(2024, 4, 9), 1)
    two = held(committee, date(2024, 4, 10), 1)
    one.facilities.set([second])

    assert of(committee).facilities == (stated.name,)

    two.facilities.set([first, second])
    assert of(committee).facilities == (second.name, first.name)


# Cost


def test_the_number_of_queries_does_not_grow_with_the_drives(
    committee, django_assert_max_num_queries
):
    TargetFactory.create(committee=committee)
    zone = ZoneFactory.create(committee=committee)
    facility = FacilityFactory.create()
    for index in range(60):
        drive = held(committee, date(2024, 1 + index % 6, 1 + index % 28), 10, zone=zone)
        drive.facilities.add(facility)
    for index in range(20):
        host = CompanyFactory.create(committee=committee)
        Drive.objects.create(
            committee=committee, form="company", host=host, on=date(2024, 8, 1 + index)
        )

    with django_assert_max_num_queries(14):
        summary = of(committee)

    assert summary.units == 600


def test_ends_set_by_hand_are_a_period_too(committee):
    held(committee, date(2024, 3, 1), 7)

    period = custom_period(date(2024, 3, 1), date(2024, 5, 31), STATISTICAL)
    summary = summarise(committee, period, as_of=date(2024, 12, 31))

    assert summary.units == 7
    assert summary.next_period.name == "thời gian tới"
