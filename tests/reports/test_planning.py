"""The plan of a year: its months, what is missing, what stands in its way."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.dates import Day
from reports.checks import Severity, findings
from reports.planning import Outlook, YearPlan, gap_text, unknown_text, year_plan
from tests.reports.builders import (
    ADMINISTRATIVE,
    PHO_NOI_A,
    STATISTICAL,
    THANG_LONG_II,
    a_round,
    at_company,
    cancelled,
    planned,
    postponed,
    progress,
    summary,
)

CANON = at_company("Công ty Canon", "Phố Nối A")
TOTO = at_company("Công ty TOTO", "Thăng Long II")


def _plan(calendar=STATISTICAL, **rest) -> YearPlan:
    return year_plan(summary("year", calendar=calendar, **rest), calendar)


def _months(plan: YearPlan) -> dict[str, list[str]]:
    """The days of each month that has any."""
    return {
        month.period.name: [entry.day.text for entry in month.entries]
        for month in plan.months
        if month.entries
    }


# Months


def test_a_year_has_twelve_months_and_no_drive_makes_it_up():
    plan = _plan()

    assert [month.period.name for month in plan.months][:3] == [
        "tháng 01/2024",
        "tháng 02/2024",
        "tháng 3/2024",
    ]
    assert len(plan.months) == 12
    assert (plan.expected_units, plan.units) == (0, 0)


def test_a_month_holds_its_drives_in_order_and_the_undated_last():
    plan = _plan(
        rounds=(a_round(1, date(2024, 7, 9), 263),),
        upcoming=(
            planned(Day(date(2024, 7, 1), is_month=True), CANON),
            planned(Day(date(2024, 7, 30)), TOTO),
        ),
        pending=(planned(Day(date(2024, 7, 2)), THANG_LONG_II),),
    )

    assert _months(plan) == {
        "tháng 7/2024": ["02/7/2024", "09/7/2024", "30/7/2024", "tháng 7/2024"]
    }


def test_the_administrative_month_runs_from_the_15th_to_the_14th():
    days = [date(2023, 12, 15), date(2024, 1, 14), date(2024, 1, 15), date(2024, 12, 14)]
    beyond = planned(Day(date(2024, 12, 15)), CANON)

    plan = _plan(
        ADMINISTRATIVE,
        rounds=tuple(a_round(number, day, 10) for number, day in enumerate(days, 1)),
        upcoming=(beyond,),
    )

    assert _months(plan) == {
        "tháng 01/2024": ["15/12/2023", "14/01/2024"],
        "tháng 02/2024": ["15/01/2024"],
        "tháng 12/2024": ["14/12/2024"],
    }


def test_a_drive_with_only_a_month_stands_in_the_administrative_month_of_that_name():
    plan = _plan(
        ADMINISTRATIVE,
        upcoming=(
            planned(Day(date(2023, 12, 1), is_month=True), TOTO),
            planned(Day(date(2024, 7, 1), is_month=True), CANON),
            planned(Day(date(2024, 12, 1), is_month=True), CANON),
        ),
    )

    assert _months(plan) == {
        "tháng 7/2024": ["tháng 7/2024"],
        "tháng 12/2024": ["tháng 12/2024"],
    }


def test_a_month_adds_up_what_was_expected_and_what_was_got():
    plan = _plan(
        rounds=(
            a_round(1, date(2024, 4, 9), 263, expected_units=300),
            a_round(2, date(2024, 4, 11), 119),
        ),
        upcoming=(planned(Day(date(2024, 4, 24)), expected_units=500),),
    )

    april = plan.months[3]
    assert (april.expected_units, april.units) == (800, 382)
    assert (plan.expected_units, plan.units) == (800, 382)


def test_each_drive_says_what_has_become_of_it():
    plan = _plan(
        rounds=(a_round(1, date(2024, 6, 1), 10), a_round(2, date(2024, 6, 2), None)),
        pending=(planned(Day(date(2024, 6, 3)), is_overdue=True),),
        upcoming=(planned(Day(date(2024, 6, 30))),),
        postponed=(postponed(CANON), postponed(TOTO, new_day=Day(date(2024, 8, 20)))),
        cancelled=(cancelled(CANON),),
    )

    assert [entry.status for entry in plan.months[5].entries] == [
        "đã tổ chức",
        "chưa nhập kết quả",
        "quá hạn, chưa có kết quả",
        "hoãn, chưa có ngày mới",
        "hoãn, tổ chức lại 20/8/2024",
        "hủy",
        "dự kiến",
    ]


def test_what_was_postponed_in_an_earlier_year_is_left_over():
    plan = year_plan(summary("year", 2025, postponed=(postponed(CANON),)), STATISTICAL)

    assert _months(plan) == {}
    assert [entry.day.text for entry in plan.left_over] == ["06/6/2024"]


def test_a_warning_stands_beside_both_drives_that_it_speaks_of():
    first = planned(Day(date(2024, 8, 1)), CANON, drive_id=1)
    again = planned(Day(date(2024, 9, 1)), CANON, drive_id=2)

    plan = _plan(upcoming=(first, again))

    (one,), (other,) = plan.months[7].entries, plan.months[8].entries
    assert (
        [each.text for each in one.findings]
        == [each.text for each in other.findings]
        == [
            "Công ty Canon có hai đợt cách nhau 31 ngày (01/8/2024 và 01/9/2024), dưới 84 ngày giữa hai lần hiến máu."
        ]
    )


# What is missing


def _outlook(*, reached: int = 0, units: int = 1200, **rest) -> Outlook:
    (outlook,) = _plan(targets=(progress(units, reached),), **rest).outlooks
    return outlook


def test_the_gap_is_what_is_neither_reached_nor_expected():
    drives = (
        planned(Day(date(2024, 7, 9)), expected_units=200),
        planned(Day(date(2024, 9, 1), is_month=True), expected_units=135),
    )

    outlook = _outlook(reached=545, upcoming=drives)

    assert (outlook.expected, outlook.total, outlook.missing) == (335, 880, 320)


def test_a_drive_of_today_is_still_to_come_and_an_overdue_one_is_not():
    outlook = _outlook(
        pending=(
            planned(Day(date(2024, 6, 30)), expected_units=100),
            planned(Day(date(2024, 6, 29)), expected_units=70, is_overdue=True),
        )
    )

    assert (outlook.expected, outlook.over) == (100, 1)


def test_next_years_drives_fill_no_gap_of_this_year():
    outlook = _outlook(upcoming=(planned(Day(date(2025, 1, 9)), expected_units=100),))

    assert outlook.expected == 0


def test_a_postponed_drive_promises_nothing():
    assert _outlook(postponed=(postponed(CANON),)).expected == 0


@pytest.mark.parametrize(
    ("reached", "expected", "sentence"),
    [
        (0, 880, "Theo số dự kiến, còn thiếu 320 đơn vị so với chỉ tiêu UBND tỉnh giao"),
        (100, 99, "Theo số dự kiến, còn thiếu 1.001 đơn vị so với chỉ tiêu UBND tỉnh giao"),
        (880, 0, "Còn thiếu 320 đơn vị so với chỉ tiêu UBND tỉnh giao"),
        (1265, 0, "Đủ chỉ tiêu UBND tỉnh giao, dư 65 đơn vị"),
        (1000, 265, "Đủ chỉ tiêu UBND tỉnh giao, dự kiến dư 65 đơn vị"),
        (1000, 200, "Vừa đủ chỉ tiêu UBND tỉnh giao"),
    ],
)
def test_the_gap_in_a_sentence(reached, expected, sentence):
    drive = planned(Day(date(2024, 7, 9)), expected_units=expected)

    assert gap_text(_outlook(reached=reached, upcoming=(drive,)), "Ban Chỉ đạo") == sentence


def test_a_target_from_before_the_year_expects_what_is_planned_there():
    """Hà Nam's plan of 2023 starts on 21/12/2022."""
    target = progress(1200, 0, from_on=date(2023, 12, 21))
    before = planned(Day(date(2023, 12, 28)), expected_units=200)

    plan = _plan(targets=(target,), planned_before=(before,))

    assert plan.outlooks[0].missing == 1000
    assert plan.expected_units == 0  # of the year


def test_the_gap_names_who_assigned_the_target():
    targets = (progress(100, 0, "centre"), progress(200, 0, "self"))

    outlooks = _plan(targets=targets).outlooks

    assert [gap_text(each, "Ban Chỉ đạo") for each in outlooks] == [
        "Còn thiếu 100 đơn vị so với chỉ tiêu Trung ương giao",
        "Còn thiếu 200 đơn vị so với chỉ tiêu Ban Chỉ đạo tự đăng ký",
    ]


def test_the_gap_owns_up_to_what_it_does_not_know():
    outlook = _outlook(
        upcoming=(planned(Day(date(2024, 7, 9))), planned(Day(date(2024, 7, 10)))),
        pending=(planned(Day(date(2024, 6, 3)), is_overdue=True),),
    )

    assert (
        unknown_text(outlook) == "02 đợt chưa ghi số đơn vị dự kiến; 01 đợt đã qua, chưa có kết quả"
    )
    assert unknown_text(_outlook()) == ""


# Two drives on one day


def _same_day(*drives, **rest) -> list[str]:
    found = findings(summary("year", upcoming=drives, **rest))
    return [finding.text for finding in found if "cùng ngày" in finding.text]


def test_two_planned_drives_on_one_day_are_a_planners_note():
    first = planned(Day(date(2024, 8, 20)), PHO_NOI_A, drive_id=1)
    second = planned(Day(date(2024, 8, 20)), CANON, drive_id=2)

    found = findings(summary("year", upcoming=(first, second)))

    (note,) = [each for each in found if "cùng ngày" in each.text]
    assert note.text == "02 đợt cùng ngày 20/8/2024: KCN Phố Nối A và Công ty Canon."
    assert (note.severity, note.pk, note.beside) == (Severity.NOTE, 2, (1,))


def test_a_span_of_days_shares_each_of_them():
    fair = planned(Day(date(2024, 8, 20), last_on=date(2024, 8, 22)), PHO_NOI_A)

    assert _same_day(fair, planned(Day(date(2024, 8, 22)), THANG_LONG_II))
    assert not _same_day(fair, planned(Day(date(2024, 8, 23)), THANG_LONG_II))


def test_a_third_drive_on_a_day_names_both_others():
    day = Day(date(2024, 8, 20))

    texts = _same_day(planned(day, PHO_NOI_A), planned(day, THANG_LONG_II), planned(day, CANON))

    assert (
        texts[-1]
        == "03 đợt cùng ngày 20/8/2024: KCN Phố Nối A, KCN Thăng Long II và Công ty Canon."
    )


def test_a_planned_drive_on_the_day_of_a_held_one_is_noted():
    held = (a_round(1, date(2024, 8, 20), 263),)

    assert _same_day(planned(Day(date(2024, 8, 20)), CANON), rounds=held)


def test_a_drive_with_only_a_month_shares_no_day():
    august = planned(Day(date(2024, 8, 1), is_month=True), PHO_NOI_A)

    assert not _same_day(august, planned(Day(date(2024, 8, 1)), THANG_LONG_II))


def test_what_is_over_is_not_warned_about_any_more():
    day = date(2024, 4, 9)
    both = (a_round(1, day, 263), a_round(2, day, 100, THANG_LONG_II))
    overdue = planned(Day(day), CANON, is_overdue=True)

    assert not _same_day(rounds=both, pending=(overdue,))
