"""Section 4 of the settled wording: periods, their ends in either calendar, and what comes next."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Committee
from reports.clauses import in_period
from reports.periods import Period, custom_period, next_period, preset_period
from reports.wording import date_text, period_name, period_with_ends, upper_first
from tests.reports.builders import ADMINISTRATIVE, STATISTICAL


def _ends(period: Period) -> str:
    return f"{date_text(period.from_on)} - {date_text(period.to_on)}"


@pytest.mark.parametrize(
    ("key", "name", "statistical", "administrative", "following"),
    [
        pytest.param(
            "q1",
            "quý I/2024",
            "01/01/2024 - 31/3/2024",
            "15/12/2023 - 14/3/2024",
            "quý II/2024",
            id="4.1 q1",
        ),
        pytest.param(
            "q2",
            "quý II/2024",
            "01/4/2024 - 30/6/2024",
            "15/3/2024 - 14/6/2024",
            "quý III/2024",
            id="4.2 q2",
        ),
        pytest.param(
            "q3",
            "quý III/2024",
            "01/7/2024 - 30/9/2024",
            "15/6/2024 - 14/9/2024",
            "quý IV/2024",
            id="4.3 q3",
        ),
        pytest.param(
            "q4",
            "quý IV/2024",
            "01/10/2024 - 31/12/2024",
            "15/9/2024 - 14/12/2024",
            "quý I/2025",
            id="4.4 q4",
        ),
        pytest.param(
            "h1",
            "6 tháng đầu năm 2024",
            "01/01/2024 - 30/6/2024",
            "15/12/2023 - 14/6/2024",
            "6 tháng cuối năm 2024",
            id="4.5 h1",
        ),
        pytest.param(
            "h2",
            "6 tháng cuối năm 2024",
            "01/7/2024 - 31/12/2024",
            "15/6/2024 - 14/12/2024",
            "6 tháng đầu năm 2025",
            id="4.6 h2",
        ),
        pytest.param(
            "9m",
            "9 tháng đầu năm 2024",
            "01/01/2024 - 30/9/2024",
            "15/12/2023 - 14/9/2024",
            "3 tháng cuối năm 2024",
            id="4.7 9m",
        ),
        pytest.param(
            "year",
            "năm 2024",
            "01/01/2024 - 31/12/2024",
            "15/12/2023 - 14/12/2024",
            "năm 2025",
            id="4.8 year",
        ),
    ],
)
def test_a_period_has_one_name_and_its_ends_by_the_calendar(
    key: str, name: str, statistical: str, administrative: str, following: str
):
    by_month = preset_period(key, 2024, STATISTICAL)
    from_the_15th = preset_period(key, 2024, ADMINISTRATIVE)

    assert (by_month.name, _ends(by_month)) == (name, statistical)
    assert (from_the_15th.name, _ends(from_the_15th)) == (name, administrative)
    assert next_period(by_month, STATISTICAL).name == following
    assert next_period(from_the_15th, ADMINISTRATIVE).name == following


@pytest.mark.parametrize(
    ("calendar", "text"),
    [
        pytest.param(
            STATISTICAL,
            "6 tháng đầu năm 2024 (từ ngày 01/01/2024 đến ngày 30/6/2024)",
            id="4.9 statistical",
        ),
        pytest.param(
            ADMINISTRATIVE,
            "6 tháng đầu năm 2024 (từ ngày 15/12/2023 đến ngày 14/6/2024)",
            id="4.9 administrative",
        ),
    ],
)
def test_a_period_is_named_with_its_ends_in_either_calendar(
    calendar: Committee.Calendar, text: str
):
    assert period_with_ends(preset_period("h1", 2024, calendar)) == text


def test_ends_set_by_hand_leave_a_preset_name_as_it_is():
    """4.10"""
    period = custom_period(
        date(2023, 12, 1), date(2024, 5, 30), STATISTICAL, name="6 tháng đầu năm 2024"
    )

    assert period_with_ends(period) == (
        "6 tháng đầu năm 2024 (từ ngày 01/12/2023 đến ngày 30/5/2024)"
    )
    assert period_name(period) == "6 tháng đầu năm 2024"


def test_ends_set_by_hand_stand_for_the_name_where_there_is_none():
    """4.10"""
    period = custom_period(date(2024, 3, 1), date(2024, 5, 31), STATISTICAL)

    assert upper_first(in_period(period)) == (
        "Trong thời gian từ ngày 01/3/2024 đến ngày 31/5/2024"
    )
    assert period_with_ends(period) == "thời gian từ ngày 01/3/2024 đến ngày 31/5/2024"


def test_after_ends_set_by_hand_comes_the_time_to_come():
    """4.10"""
    period = custom_period(date(2024, 3, 1), date(2024, 5, 31), STATISTICAL)

    assert next_period(period, STATISTICAL).name == "thời gian tới"
