"""The geometry of the charts, worked out by hand on round numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from campaigns.dates import Day
from reports.charts import NARROW, WIDE, Canvas, CumulativeChart, cumulative_chart, step_of, widths
from reports.forecast import forecast
from reports.periods import months_of
from tests.reports.builders import (
    STATISTICAL,
    THANG_LONG_II,
    a_round,
    planned,
    progress,
    rounds_of_2024,
    summary,
)
from tests.reports.test_forecast import PAST

# 365 wide, so that a day of 2024 (365 from first to last) is one; 100 high.
PLAIN = Canvas(width=365, height=100, left=0, right=0, top=0, bottom=0)
MONTHS = months_of(2024, STATISTICAL)
TODAY = date(2024, 6, 30)


def _chart(canvas: Canvas = PLAIN, foresees: bool = False, **rest) -> CumulativeChart:
    values = {
        "rounds": rounds_of_2024(),
        "targets": (progress(1200, 1265),),
        "day": TODAY,
        "as_of": TODAY,
    } | rest
    shown = summary("year", **values)
    return cumulative_chart(shown, forecast(shown, PAST) if foresees else None, MONTHS, canvas)


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (3, 1), (5, 2), (400, 100), (1265, 400), (1601, 500), (2001, 1000)]
)
def test_guides_stand_at_round_numbers(most, step):
    assert step_of(most) == step


def test_the_line_is_level_until_a_drive_and_then_goes_up_by_its_units():
    chart = _chart()

    # The upper edge is 1.600; 09/4 is the 100th day of 2024, 99 after the first.
    corners = [(corner.x, corner.y) for corner in chart.total.corners]
    assert corners[:3] == [(0, 100), (99, 100), (99, round(100 - 100 * 263 / 1600, 1))]
    assert corners[-1] == (181, round(100 - 100 * 1265 / 1600, 1))


def test_the_target_is_a_level_line_and_the_pace_rises_to_it():
    chart = _chart()

    assert chart.goal.text == "chỉ tiêu 1.200"
    assert (chart.goal.line.start.y, chart.goal.line.end.y) == (25, 25)
    assert (chart.pace.start.y, chart.pace.end.x, chart.pace.end.y) == (100, 365, 25)


def test_without_a_target_neither_is_drawn():
    chart = _chart(targets=())

    assert (chart.goal, chart.pace) == (None, None)


def test_each_drive_is_a_dot_that_says_what_it_brought():
    dots = _chart().dots

    assert len(dots) == 5
    assert dots[2].text == "24/4/2024, KCN Thăng Long II: 560 đơn vị, lũy kế 942"


def test_three_hundred_drives_are_a_line_without_dots():
    many = tuple(a_round(n, date(2024, 3, 1), 4, cumulative=4 * n) for n in range(1, 301))

    chart = _chart(rounds=many)

    assert chart.dots == ()
    assert chart.label.text == "1.200"


def test_drives_to_come_open_a_span_from_where_the_total_stands():
    coming = planned(Day(date(2024, 7, 10)), THANG_LONG_II)

    chart = _chart(
        rounds=(), targets=(progress(1000, 700),), year_units=700, upcoming=(coming,), foresees=True
    )

    # 773 to 1.011 of an upper edge of 1.200, from 10/7 (191 days on) to the last day.
    high, low = (round(100 - 100 * units / 1200, 1) for units in (1011, 773))
    start = (181, round(100 - 100 * 700 / 1200, 1))
    corners = [(corner.x, corner.y) for corner in chart.span.corners]
    assert corners == [start, (191, high), (365, high), (365, low), (191, low)]
    assert chart.span_label.text == "773 – 1.011"
    assert [(mark.x, mark.y) for mark in chart.planned] == [(191, 100)]


def test_too_little_history_leaves_the_span_out():
    chart = _chart(upcoming=(planned(Day(date(2024, 7, 10))),))

    assert (chart.span, chart.middle, chart.span_label) == (None, None, None)


def test_an_empty_year_has_guides_and_a_sentence():
    chart = _chart(rounds=(), targets=())

    assert [guide.text for guide in chart.guides] == ["0", "1"]
    assert chart.text == "Lũy kế năm 2024: chưa có đơn vị nào"


def test_the_chart_says_in_words_what_it_shows():
    assert _chart().text == (
        "Lũy kế năm 2024: 263 ngày 09/4/2024, 382 ngày 11/4/2024, 942 ngày 24/4/2024, "
        "1.085 ngày 23/5/2024, 1.265 ngày 27/5/2024; chỉ tiêu 1.200"
    )


@pytest.mark.parametrize("canvas", [WIDE, NARROW])
def test_nothing_is_drawn_outside_the_canvas(canvas):
    late = replace(planned(Day(date(2024, 12, 1), is_month=True)), place=THANG_LONG_II)

    chart = _chart(canvas, foresees=True, upcoming=(late,))

    drawn = [*chart.total.corners, *chart.area.corners, *chart.span.corners, *chart.planned]
    assert all(canvas.left <= corner.x <= canvas.end for corner in drawn)
    assert all(canvas.top <= corner.y <= canvas.base for corner in drawn)


def test_on_a_phone_every_third_month_is_named():
    assert [month.text for month in _chart(NARROW).months] == ["T1", "T4", "T7", "T10"]


def test_bars_are_as_long_as_their_figures():
    assert widths([560, 280, 0]) == [100, 50, 0]
    assert widths([0, 0]) == [0, 0]
    assert widths([]) == []


def test_no_forecast_is_drawn_for_a_target_that_counts_other_days():
    """Its total is another one than the line's, from which the fan would fall."""
    since_may = progress(1200, 500, from_on=date(2024, 5, 1))
    coming = (planned(Day(date(2024, 7, 10)), THANG_LONG_II),)

    chart = _chart(foresees=True, targets=(since_may,), upcoming=coming)

    assert (chart.span, chart.middle, chart.span_label) == (None, None, None)
