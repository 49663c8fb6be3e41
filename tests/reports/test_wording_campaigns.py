"""Section 11 of the settled wording: campaigns answered, and the proposed defaults of the free parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.facts import CampaignName, Summary
from reports.narrative import campaigns_answered, proposed_assessment, proposed_direction
from reports.wording import campaign_text
from tests.reports.builders import (
    BLOOD_DAY,
    PLAN,
    RED_JOURNEY,
    SUMMER,
    a_round,
    at_company,
    progress,
    rounds_of_2024,
    summary,
)

TOTO = at_company("Công ty TNHH TOTO Việt Nam", "Thăng Long II")


@pytest.mark.parametrize(
    ("campaigns", "text"),
    [
        pytest.param(
            (BLOOD_DAY,),
            "hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4/2024, "
            "với thông điệp “Hiến giọt máu đào - Trao đời sự sống”",
            id="11.1 one, with message",
        ),
        pytest.param(
            (SUMMER,), "hưởng ứng Chiến dịch Những giọt máu hồng - hè", id="11.2 one, no message"
        ),
        pytest.param(
            (BLOOD_DAY, SUMMER),
            "hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4/2024 "
            "(thông điệp “Hiến giọt máu đào - Trao đời sự sống”) và "
            "Chiến dịch Những giọt máu hồng - hè",
            id="11.3 two, one with message",
        ),
        pytest.param(
            (replace(BLOOD_DAY, message=""), SUMMER, RED_JOURNEY),
            "hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4/2024, "
            "Chiến dịch Những giọt máu hồng - hè và Chương trình Hành trình Đỏ lần thứ XII",
            id="11.4 three",
        ),
        pytest.param((), "", id="11.6 none"),
    ],
)
def test_what_was_answered_is_one_clause(campaigns: tuple[CampaignName, ...], text: str):
    assert campaigns_answered(campaigns) == text


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        pytest.param(
            "programme",
            "Hành trình Đỏ lần thứ XII",
            "Chương trình Hành trình Đỏ lần thứ XII",
            id="11.5 kind before the name",
        ),
        pytest.param(
            "programme",
            "Chương trình Hành trình Đỏ lần thứ XII",
            "Chương trình Hành trình Đỏ lần thứ XII",
            id="11.5 kind in the name",
        ),
        pytest.param(
            "campaign",
            "Ngày toàn dân hiến máu tình nguyện 07/4/2024",
            "Ngày toàn dân hiến máu tình nguyện 07/4/2024",
            id="11.5 a day",
        ),
        pytest.param("programme", "Lễ hội Xuân Hồng", "Lễ hội Xuân Hồng", id="11.5 a festival"),
    ],
)
def test_the_kind_of_a_campaign_is_said_once(kind: str, name: str, text: str):
    assert campaign_text(kind, name) == text


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        pytest.param(
            summary(plan=PLAN, rounds=rounds_of_2024(campaigns=(BLOOD_DAY,))),
            "Ban Chỉ đạo đã ban hành và triển khai Kế hoạch số 03/KH-BCĐHMKCN; "
            "tuyên truyền, vận động hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4/2024, "
            "với thông điệp “Hiến giọt máu đào - Trao đời sự sống”.",
            id="11.7 plan of the period",
        ),
        pytest.param(
            summary(plan=PLAN, rounds=rounds_of_2024()),
            "Ban Chỉ đạo đã ban hành và triển khai Kế hoạch số 03/KH-BCĐHMKCN.",
            id="11.7 plan of the period, no campaign",
        ),
        pytest.param(
            summary("q2", plan=replace(PLAN, issued_on=date(2024, 4, 1))),
            "Ban Chỉ đạo đã ban hành và triển khai Kế hoạch số 03/KH-BCĐHMKCN.",
            id="11.7 plan of the period's first day",
        ),
        pytest.param(
            summary("q2", plan=PLAN, rounds=rounds_of_2024()),
            "Ban Chỉ đạo tiếp tục triển khai Kế hoạch số 03/KH-BCĐHMKCN.",
            id="11.7 plan issued before, no campaign",
        ),
        pytest.param(
            summary("q2", plan=PLAN, rounds=rounds_of_2024(campaigns=(BLOOD_DAY,))),
            "Ban Chỉ đạo tiếp tục triển khai Kế hoạch số 03/KH-BCĐHMKCN; "
            "tuyên truyền, vận động hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4/2024, "
            "với thông điệp “Hiến giọt máu đào - Trao đời sự sống”.",
            id="11.7 plan issued before",
        ),
        pytest.param(
            summary(rounds=rounds_of_2024(campaigns=(BLOOD_DAY,))),
            "Ban Chỉ đạo đã tuyên truyền, vận động hưởng ứng Ngày toàn dân hiến máu tình nguyện "
            "07/4/2024, với thông điệp “Hiến giọt máu đào - Trao đời sự sống”.",
            id="11.7 no plan",
        ),
    ],
)
def test_section_one_proposes_what_was_issued_and_answered(facts: Summary, text: str):
    assert proposed_direction(facts) == text


@pytest.mark.parametrize(
    ("facts", "paragraphs"),
    [
        pytest.param(
            summary(targets=(progress(1200, reached=1265),)),
            [
                "Đến hết ngày 30/6/2024, số đơn vị máu thu được đã vượt kế hoạch UBND tỉnh giao "
                "cả năm 2024."
            ],
            id="11.8 over",
        ),
        pytest.param(
            summary(targets=(progress(1200, reached=1200),)),
            [
                "Đến hết ngày 30/6/2024, số đơn vị máu thu được đã đạt kế hoạch UBND tỉnh giao "
                "cả năm 2024."
            ],
            id="11.8 exact",
        ),
        pytest.param(
            summary(
                year=2022,
                targets=(progress(1220, reached=666, year=2022, day=date(2022, 6, 30)),),
            ),
            [
                "Đến hết ngày 30/6/2022, số đơn vị máu thu được đạt 54% kế hoạch UBND tỉnh giao "
                "cả năm 2022."
            ],
            id="11.8 below",
        ),
        pytest.param(summary(), [], id="11.8 no target"),
    ],
)
def test_section_three_starts_with_the_target(facts: Summary, paragraphs: list[str]):
    assert proposed_assessment(facts) == paragraphs


def test_section_three_then_compares_forms_and_zones():
    """11.9, 11.10"""
    facts = summary(rounds=rounds_of_2024())

    assert proposed_assessment(facts) == [
        "Trong 05 Ngày hội, có 02 Ngày hội tổ chức tập trung tại khu công nghiệp, "
        "thu được 823 đơn vị máu; 03 Ngày hội tổ chức tại doanh nghiệp, "
        "thu được 442 đơn vị máu; bình quân mỗi Ngày hội thu được 253 đơn vị máu. "
        "Tại khu công nghiệp Phố Nối A thu được 263 đơn vị máu, "
        "tại khu công nghiệp Thăng Long II thu được 1.002 đơn vị máu."
    ]


def test_section_three_says_so_where_all_drives_had_one_form():
    """11.9 one form"""
    held = [replace(each, place=TOTO) for each in rounds_of_2024()]

    assert proposed_assessment(summary(rounds=tuple(held))) == [
        "Cả 05 Ngày hội đều tổ chức tại doanh nghiệp; "
        "bình quân mỗi Ngày hội thu được 253 đơn vị máu."
    ]


def test_section_three_compares_nothing_with_a_single_drive():
    """11.9 one drive"""
    facts = summary(rounds=(a_round(1, date(2024, 4, 9), 263),))

    assert proposed_assessment(facts) == []
