"""Units by zone, host and facility, and people from registering to giving."""

from __future__ import annotations

from datetime import date

from reports.attendance import Attendance
from reports.breakdown import by_facility, by_host, by_zone, funnel
from tests.reports.builders import (
    HOSPITAL,
    INSTITUTE,
    NOWHERE,
    a_round,
    at_company,
    rounds_of_2024,
    summary,
)


def _told(breakdown):
    return [(group.name, group.drives, group.units, group.share) for group in breakdown.groups]


def test_the_zone_that_brought_most_stands_first_with_its_share():
    # 119 + 560 + 143 + 180 = 1.002; 1.002 ÷ 1.265 = 79,20…; 263 ÷ 1.265 = 20,79…, cut.
    assert _told(by_zone(summary(rounds=rounds_of_2024()))) == [
        ("Thăng Long II", 4, 1002, "79,2"),
        ("Phố Nối A", 1, 263, "20,7"),
    ]


def test_drives_without_a_host_are_counted_apart():
    found = by_host(summary(rounds=rounds_of_2024()))

    assert (len(found.groups), found.unnamed) == (3, 2)


def test_a_drive_of_two_facilities_stands_at_both_and_that_is_said():
    both = a_round(1, date(2024, 4, 9), 100, facilities=(INSTITUTE, HOSPITAL))

    found = by_facility(summary(rounds=(both,)))

    assert found.overlaps
    assert [group.units for group in found.groups] == [100, 100]


def test_what_is_beyond_eight_names_stands_in_one_row():
    many = tuple(
        a_round(n, date(2024, 4, n), 110 - 10 * n, at_company(f"Công ty {n}")) for n in range(1, 11)
    )

    found = by_host(summary(rounds=many))

    # 100 + 90 + … + 30 are shown; 20 + 10 are left, of 550.
    assert len(found.groups) == 8
    assert (found.rest.name, found.rest.drives, found.rest.units) == ("2 nơi khác", 2, 30)
    assert found.rest.share == "5,4"


def test_nine_names_are_all_shown():
    many = tuple(a_round(n, date(2024, 4, n), 10, at_company(f"Công ty {n}")) for n in range(1, 10))

    found = by_host(summary(rounds=many))

    assert (len(found.groups), found.rest) == (9, None)


def test_no_units_have_no_shares():
    found = by_zone(summary(rounds=(a_round(1, date(2024, 4, 9), None),)))

    assert _told(found) == [("Phố Nối A", 1, 0, "")]


def _counted(number, registered, attended, donated, hedge="exact"):
    return a_round(
        number,
        date(2024, 4, number),
        donated,
        NOWHERE,
        registered=registered,
        attended=Attendance(attended, hedge),
        donated=donated,
    )


def test_the_yield_rests_on_the_drives_that_tell_all_three_figures():
    partly = a_round(3, date(2024, 4, 3), 50, registered=900)
    rounds = (_counted(1, 200, 160, 120), _counted(2, 100, 90, 80, "over"), partly)

    found = funnel(summary(rounds=rounds))

    assert (found.drives, found.of) == (2, 3)
    assert found.steps == (300, 250, 200)
    assert found.attended == Attendance(250, "over")
    # 200 ÷ 300 = 66,6…; 200 ÷ 250, of which nobody knows how many came over it.
    assert (found.given_of_registered, found.given_of_attended) == ("66%", "khoảng 80%")


def test_of_people_who_were_all_counted_the_yield_is_no_estimate():
    assert funnel(summary(rounds=(_counted(1, 200, 160, 120),))).given_of_attended == "75%"


def test_without_such_a_drive_there_is_no_funnel():
    assert funnel(summary(rounds=rounds_of_2024())) is None
