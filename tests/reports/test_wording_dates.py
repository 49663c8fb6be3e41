"""Section 3 of the settled wording: dates and hours."""

from __future__ import annotations

from datetime import date, time

import pytest

from campaigns.dates import Day, clock_text, date_text, month_text
from reports.clauses import day_text
from reports.wording import dated_line, hours_text, range_text


@pytest.mark.parametrize(
    ("day", "text", "line"),
    [
        pytest.param(
            date(2024, 1, 5), "05/01/2024", "Hưng Yên, ngày 05 tháng 01 năm 2024", id="3.1"
        ),
        pytest.param(
            date(2024, 2, 29), "29/02/2024", "Hưng Yên, ngày 29 tháng 02 năm 2024", id="3.2"
        ),
        pytest.param(date(2024, 3, 5), "05/3/2024", "Hưng Yên, ngày 05 tháng 3 năm 2024", id="3.3"),
        pytest.param(
            date(2024, 6, 30), "30/6/2024", "Hưng Yên, ngày 30 tháng 6 năm 2024", id="3.4"
        ),
        pytest.param(
            date(2024, 10, 1), "01/10/2024", "Hưng Yên, ngày 01 tháng 10 năm 2024", id="3.5"
        ),
        pytest.param(
            date(2024, 12, 25), "25/12/2024", "Hưng Yên, ngày 25 tháng 12 năm 2024", id="3.6"
        ),
    ],
)
def test_the_day_has_two_digits_and_the_month_only_where_it_is_1_or_2(
    day: date, text: str, line: str
):
    assert date_text(day) == text
    assert dated_line("Hưng Yên", day) == line


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(date(2024, 7, 1), "tháng 7/2024", id="3.7 July"),
        pytest.param(date(2025, 1, 1), "tháng 01/2025", id="3.7 January"),
        pytest.param(date(2025, 2, 1), "tháng 02/2025", id="3.7 February"),
        pytest.param(date(2024, 12, 1), "tháng 12/2024", id="3.7 December"),
    ],
)
def test_a_month_alone_is_written_like_the_month_of_a_date(day: date, text: str):
    assert month_text(day) == text


def test_a_range_has_the_year_at_both_ends():
    """3.8"""
    text = range_text(date(2024, 1, 1), date(2024, 6, 30))

    assert text == "từ ngày 01/01/2024 đến ngày 30/6/2024"


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "text"),
    [
        pytest.param(
            time(7, 45), time(11), "từ 07 giờ 45 phút đến 11 giờ 00 phút", id="3.9 from 7h45"
        ),
        pytest.param(
            time(8), time(11, 30), "từ 08 giờ 00 phút đến 11 giờ 30 phút", id="3.9 from 8h00"
        ),
        pytest.param(time(13), None, "từ 13 giờ 00 phút", id="3.9 open end"),
    ],
)
def test_hours_in_a_document_are_padded(starts_at: time, ends_at: time | None, text: str):
    assert hours_text(starts_at, ends_at) == text


def test_hours_on_the_screen_are_short():
    """3.9"""
    assert clock_text(time(7, 45), time(11)) == "07h45 - 11h00"


def test_hours_stand_before_their_day():
    """3.10"""
    day = Day(date(2024, 6, 6), starts_at=time(7, 45), ends_at=time(11))

    assert day_text(day) == "từ 07 giờ 45 phút đến 11 giờ 00 phút ngày 06/6/2024"
