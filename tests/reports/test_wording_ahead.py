"""Section 10 of the settled wording: what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from campaigns.dates import Day
from campaigns.place import Place
from reports.facts import Cancelled, Planned, Postponed, Summary
from reports.outlook import ahead, cancelled_text, planned_text, postponed_text, tasks
from reports.periods import custom_period
from tests.reports.builders import (
    HOSPITAL,
    PLAN,
    RED_JOURNEY,
    STATISTICAL,
    SUMMER,
    at_company,
    cancelled,
    planned,
    postponed,
    progress,
    summary,
)

CANON = at_company("Công ty TNHH Điện tử Canon Việt Nam", "Phố Nối A")
REGINA = at_company("Công ty TNHH Regina Miracle International Hưng Yên")
COMPANY_A = at_company("Công ty TNHH A")
YEN_MY = Place("zone", "Yên Mỹ", "", "")
JULY = Day(date(2024, 7, 1), is_month=True)
SEPTEMBER = Day(date(2024, 9, 1), is_month=True)

CAMPAIGNS = (
    "Tiếp tục tuyên truyền, vận động hưởng ứng Chiến dịch Những giọt máu hồng - hè và "
    "Chương trình Hành trình Đỏ lần thứ XII."
)
AT_CANON = (
    "Phối hợp với các đơn vị liên quan tổ chức Ngày hội hiến máu tình nguyện "
    "tại Công ty TNHH Điện tử Canon Việt Nam, khu công nghiệp Phố Nối A, dự kiến tháng 7/2024."
)
AT_REGINA = (
    "Tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn tại Công ty TNHH Regina Miracle "
    "International Hưng Yên (dự kiến ban đầu ngày 06/6/2024), thời gian chưa ấn định."
)


def test_running_campaigns_go_on():
    """10.1"""
    facts = summary(campaigns_ahead=(SUMMER, RED_JOURNEY))

    assert tasks(facts) == [CAMPAIGNS]


def test_a_campaign_over_before_the_next_period_is_not_told():
    """10.1"""
    over = replace(SUMMER, to_on=date(2024, 6, 30))
    just_running = replace(RED_JOURNEY, to_on=date(2024, 7, 1))
    facts = summary(campaigns_ahead=(over, just_running))

    assert tasks(facts) == [
        "Tiếp tục tuyên truyền, vận động hưởng ứng Chương trình Hành trình Đỏ lần thứ XII."
    ]


def test_a_drive_planned_inside_the_reported_period_is_not_told():
    """10, opening"""
    last_day = planned(Day(date(2024, 6, 30)), YEN_MY)
    facts = summary(upcoming=(last_day, planned(JULY, CANON)))

    assert tasks(facts) == [AT_CANON]


@pytest.mark.parametrize(
    ("drive", "text"),
    [
        pytest.param(planned(JULY, CANON), AT_CANON, id="10.2 month only, no facility"),
        pytest.param(
            planned(
                Day(date(2024, 8, 15), starts_at=time(7, 45), ends_at=time(11)),
                YEN_MY,
                facilities=(HOSPITAL,),
            ),
            "Phối hợp với Bệnh viện Hữu nghị Việt Đức tổ chức Ngày hội hiến máu tình nguyện "
            "tập trung tại khu công nghiệp Yên Mỹ, "
            "dự kiến từ 07 giờ 45 phút đến 11 giờ 00 phút ngày 15/8/2024.",
            id="10.3 day, hours, facility, zone",
        ),
        pytest.param(
            planned(SEPTEMBER),
            "Phối hợp với các đơn vị liên quan tổ chức Ngày hội hiến máu tình nguyện, "
            "địa điểm chưa ấn định, dự kiến tháng 9/2024.",
            id="10.4 no host, no zone",
        ),
        pytest.param(
            planned(SEPTEMBER, expected_units=300),
            "Phối hợp với các đơn vị liên quan tổ chức Ngày hội hiến máu tình nguyện, "
            "địa điểm chưa ấn định, dự kiến tháng 9/2024, phấn đấu thu được 300 đơn vị máu.",
            id="10.5 expected units",
        ),
    ],
)
def test_a_planned_drive_says_what_is_known(drive: Planned, text: str):
    assert planned_text(drive) == text


def test_what_is_missing_is_a_task():
    """10.6"""
    half = summary(
        year=2022, targets=(progress(1220, reached=666, year=2022, day=date(2022, 6, 30)),)
    )

    assert tasks(half) == [
        "Phấn đấu thu được thêm ít nhất 554 đơn vị máu để hoàn thành kế hoạch UBND tỉnh giao "
        "năm 2022."
    ]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(summary(targets=(progress(1200, reached=1200),)), id="10.6 reached"),
        pytest.param(
            summary("year", targets=(progress(1200, reached=666, day=date(2024, 12, 31)),)),
            id="10.6 the year is over",
        ),
        pytest.param(summary(), id="10.6 no target"),
    ],
)
def test_nothing_is_missing_once_the_target_is_reached_or_its_year_over(facts: Summary):
    assert tasks(facts) == []


@pytest.mark.parametrize(
    ("drive", "text"),
    [
        pytest.param(postponed(REGINA), AT_REGINA, id="10.7 no new day, no reason"),
        pytest.param(
            postponed(COMPANY_A, "trùng lịch sản xuất", Day(date(2024, 8, 20))),
            "Tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn tại Công ty TNHH A "
            "(dự kiến ban đầu ngày 06/6/2024, lý do hoãn: trùng lịch sản xuất), "
            "dự kiến ngày 20/8/2024.",
            id="10.8 reason and new day",
        ),
    ],
)
def test_a_postponed_drive_is_to_be_held_again(drive: Postponed, text: str):
    assert postponed_text(drive) == text


def test_the_new_day_of_a_postponed_drive_is_told_once():
    """10.8"""
    new_day = Day(date(2024, 8, 20))
    facts = summary(
        postponed=(postponed(COMPANY_A, "trùng lịch sản xuất", new_day),),
        upcoming=(planned(new_day, COMPANY_A, replaces_id=30),),
    )

    assert tasks(facts) == [
        "Tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn tại Công ty TNHH A (dự kiến ban đầu "
        "ngày 06/6/2024, lý do hoãn: trùng lịch sản xuất), dự kiến ngày 20/8/2024."
    ]


@pytest.mark.parametrize(
    ("drive", "text"),
    [
        pytest.param(
            cancelled(COMPANY_A, "trùng lịch sản xuất"),
            "Không tổ chức Ngày hội hiến máu tình nguyện tại Công ty TNHH A "
            "(dự kiến ban đầu ngày 06/6/2024, lý do: trùng lịch sản xuất).",
            id="10.9 reason",
        ),
        pytest.param(
            cancelled(COMPANY_A),
            "Không tổ chức Ngày hội hiến máu tình nguyện tại Công ty TNHH A "
            "(dự kiến ban đầu ngày 06/6/2024).",
            id="10.10 no reason",
        ),
    ],
)
def test_a_cancelled_drive_is_not_held(drive: Cancelled, text: str):
    assert cancelled_text(drive) == text


def test_tasks_are_numbered_in_order_and_cancelled_drives_follow():
    """10, opening; 10.9"""
    facts = summary(
        plan=PLAN,
        campaigns_ahead=(SUMMER, RED_JOURNEY),
        upcoming=(planned(JULY, CANON), planned(SEPTEMBER)),
        postponed=(postponed(REGINA),),
        cancelled=(cancelled(COMPANY_A, "trùng lịch sản xuất"),),
        targets=(progress(1200, reached=1100),),
    )

    assert ahead(facts) == [
        "Theo Kế hoạch số 03/KH-BCĐHMKCN, trong 6 tháng cuối năm 2024, Ban Chỉ đạo triển khai "
        "các nhiệm vụ sau:",
        f"1. {CAMPAIGNS}",
        f"2. {AT_CANON}",
        "3. Phối hợp với các đơn vị liên quan tổ chức Ngày hội hiến máu tình nguyện, "
        "địa điểm chưa ấn định, dự kiến tháng 9/2024.",
        f"4. {AT_REGINA}",
        "5. Phấn đấu thu được thêm ít nhất 100 đơn vị máu để hoàn thành kế hoạch UBND tỉnh giao "
        "năm 2024.",
        "Không tổ chức Ngày hội hiến máu tình nguyện tại Công ty TNHH A "
        "(dự kiến ban đầu ngày 06/6/2024, lý do: trùng lịch sản xuất).",
    ]


def test_a_single_task_has_no_number():
    """10.11"""
    facts = summary(plan=PLAN, campaigns_ahead=(SUMMER, RED_JOURNEY))

    assert ahead(facts) == [
        "Theo Kế hoạch số 03/KH-BCĐHMKCN, trong 6 tháng cuối năm 2024, Ban Chỉ đạo tiếp tục "
        "tuyên truyền, vận động hưởng ứng Chiến dịch Những giọt máu hồng - hè và "
        "Chương trình Hành trình Đỏ lần thứ XII."
    ]


def test_where_nothing_is_planned_the_plan_goes_on():
    """10.12"""
    assert ahead(summary(plan=PLAN)) == [
        "Trong 6 tháng cuối năm 2024, Ban Chỉ đạo tiếp tục triển khai Kế hoạch số 03/KH-BCĐHMKCN."
    ]


def test_next_year_does_not_name_the_plan_of_this_year():
    """10.13"""
    facts = summary(
        "year",
        plan=PLAN,
        upcoming=(planned(Day(date(2025, 3, 1), is_month=True), CANON),),
        postponed=(postponed(REGINA),),
    )

    assert ahead(facts) == [
        "Trong năm 2025, Ban Chỉ đạo triển khai các nhiệm vụ sau:",
        "1. Phối hợp với các đơn vị liên quan tổ chức Ngày hội hiến máu tình nguyện "
        "tại Công ty TNHH Điện tử Canon Việt Nam, khu công nghiệp Phố Nối A, "
        "dự kiến tháng 3/2025.",
        f"2. {AT_REGINA}",
    ]


def test_after_ends_set_by_hand_comes_the_time_to_come():
    """10, opening; 4.10"""
    facts = summary(
        period=custom_period(date(2024, 3, 1), date(2024, 5, 31), STATISTICAL),
        plan=PLAN,
        upcoming=(planned(JULY, CANON), planned(SEPTEMBER)),
    )

    assert ahead(facts)[0] == (
        "Theo Kế hoạch số 03/KH-BCĐHMKCN, trong thời gian tới, Ban Chỉ đạo triển khai "
        "các nhiệm vụ sau:"
    )
