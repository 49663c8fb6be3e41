"""What last year's drives propose for this one."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.dates import Day
from campaigns.place import Place
from reports.planning import Proposal, proposals
from tests.reports.builders import (
    ADMINISTRATIVE,
    NOWHERE,
    PHO_NOI_A,
    STATISTICAL,
    THANG_LONG_II,
    a_round,
    at_company,
    cancelled,
    planned,
    postponed,
    rounds_of_2024,
    summary,
)

CANON = at_company("Công ty Canon", "Phố Nối A")
TOTO = at_company("Công ty TOTO", "Thăng Long II")


def _proposed(
    *drives,
    year: int = 2025,
    there: tuple[tuple[Day, Place], ...] = (),
    calendar=STATISTICAL,
    **rest,
) -> tuple[Proposal, ...]:
    before = summary("year", year - 1, calendar, rounds=drives)
    return proposals(summary("year", year, calendar, **rest), before, there)


def _days(proposed: tuple[Proposal, ...]) -> list[str]:
    return [each.day.text for each in proposed]


def test_last_years_drives_are_proposed_on_their_weekday_with_what_they_brought():
    proposed = _proposed(*rounds_of_2024())

    assert [(each.day.text, each.expected_units) for each in proposed] == [
        ("08/4/2025", 263),
        ("10/4/2025", 119),
        ("23/4/2025", 560),
        ("22/5/2025", 143),
        ("26/5/2025", 180),
    ]
    assert all(each.day.on.weekday() == each.was.on.weekday() for each in proposed)


@pytest.mark.parametrize(
    ("day", "proposed"),
    [
        (date(2024, 2, 29), "27/02/2025"),
        (date(2024, 1, 1), "06/01/2025"),  # 30/12/2024 would be of the year before
        (date(2024, 1, 2), "07/01/2025"),
        (date(2024, 1, 3), "01/01/2025"),
        (date(2024, 12, 30), "29/12/2025"),
    ],
)
def test_the_proposed_day_lies_in_the_year(day, proposed):
    assert _days(_proposed(a_round(1, day, 10))) == [proposed]


def test_a_year_of_53_weeks_ends_with_its_last_but_one():
    assert _days(_proposed(a_round(1, date(2026, 12, 31), 10), year=2027)) == ["30/12/2027"]


@pytest.mark.parametrize(
    ("day", "proposed"),
    [
        (date(2023, 12, 15), "20/12/2024"),  # 13/12/2024 would be of the year before
        (date(2023, 12, 18), "16/12/2024"),
        (date(2024, 12, 14), "13/12/2025"),
    ],
)
def test_the_proposed_day_lies_in_the_administrative_year(day, proposed):
    assert _days(_proposed(a_round(1, day, 10), calendar=ADMINISTRATIVE)) == [proposed]


def test_a_span_of_days_moves_as_a_whole():
    fair = planned(Day(date(2024, 4, 9), last_on=date(2024, 4, 10)), PHO_NOI_A)
    before = summary("year", 2024, upcoming=(fair,))

    assert _days(proposals(summary("year", 2025), before, ())) == ["08/4/2025 - 09/4/2025"]


def test_what_was_only_planned_is_proposed_with_what_was_expected():
    before = summary(
        "year",
        2024,
        pending=(planned(Day(date(2024, 7, 1), is_month=True), CANON, expected_units=150),),
        upcoming=(
            planned(Day(date(2024, 11, 5)), NOWHERE),  # without a place there is nothing to repeat
            planned(Day(date(2025, 1, 9)), TOTO),  # of the year itself
        ),
        postponed=(postponed(TOTO),),
        cancelled=(cancelled(TOTO),),
    )

    (proposal,) = proposals(summary("year", 2025), before, ())

    assert (proposal.day.text, proposal.units, proposal.expected_units) == (
        "tháng 7/2025",
        None,
        150,
    )


def test_a_drive_held_without_a_result_is_proposed_with_what_was_expected():
    (proposal,) = _proposed(a_round(1, date(2024, 4, 9), None, expected_units=300))

    assert proposal.expected_units == 300


@pytest.mark.parametrize(
    ("place", "day", "is_answered"),
    [
        (PHO_NOI_A, Day(date(2025, 4, 8)), True),
        (PHO_NOI_A, Day(date(2025, 3, 18)), True),  # 21 days before
        (PHO_NOI_A, Day(date(2025, 4, 29)), True),  # 21 days after
        (PHO_NOI_A, Day(date(2025, 3, 17)), False),
        (PHO_NOI_A, Day(date(2025, 4, 30)), False),
        (PHO_NOI_A, Day(date(2025, 4, 1), is_month=True), True),
        (PHO_NOI_A, Day(date(2025, 6, 1), is_month=True), False),
        (THANG_LONG_II, Day(date(2025, 4, 8)), False),
        (at_company("Công ty Canon", "Phố Nối A"), Day(date(2025, 4, 8)), False),
    ],
)
def test_a_drive_is_proposed_until_this_year_has_one_like_it(place, day, is_answered):
    proposed = _proposed(a_round(1, date(2024, 4, 9), 263), there=((day, place),))

    assert bool(proposed) is not is_answered


def test_the_same_host_answers_in_whichever_zone():
    there = ((Day(date(2025, 4, 8)), at_company("Công ty Canon", "Yên Mỹ")),)

    assert not _proposed(a_round(1, date(2024, 4, 9), 100, CANON), there=there)


def test_zone_wide_drives_outside_a_zone_are_known_by_their_venue():
    ecogarden, hall = Place("zone", "", "", "Ecogarden"), Place("zone", "", "", "Nhà văn hóa")
    drive = a_round(1, date(2024, 4, 9), 100, ecogarden)

    assert not _proposed(drive, there=((Day(date(2025, 4, 8)), ecogarden),))
    assert _proposed(drive, there=((Day(date(2025, 4, 8)), hall),))
    assert _proposed(drive, there=((Day(date(2025, 4, 8)), NOWHERE),))


def test_a_proposal_is_warned_of_what_is_planned_already():
    drive = planned(Day(date(2025, 6, 1)), CANON)

    (proposal,) = _proposed(a_round(1, date(2024, 4, 9), 100, CANON), upcoming=(drive,))

    assert [each.text for each in proposal.findings] == [
        "Công ty Canon có hai đợt cách nhau 54 ngày (08/4/2025 và 01/6/2025), dưới 84 ngày giữa hai lần hiến máu."
    ]


def test_proposals_are_warned_of_one_another():
    day = date(2024, 4, 9)

    one, other = _proposed(a_round(1, day, 100, CANON), a_round(2, day, 100, TOTO))

    assert (
        [each.text for each in one.findings]
        == [each.text for each in other.findings]
        == ["02 đợt cùng ngày 08/4/2025: Công ty Canon và Công ty TOTO."]
    )


def test_nothing_last_year_proposes_nothing():
    assert _proposed() == ()
