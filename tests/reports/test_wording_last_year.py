"""Section 9 of the settled wording: the same period last year."""

from __future__ import annotations

import pytest

from reports.facts import LastYear
from reports.narrative import compared
from reports.screen import no_last_year
from tests.reports.builders import draft, issued, progress, rounds, summary, texts

ROSE = (
    "So với cùng kỳ năm 2023 (1.000 đơn vị máu), kết quả 6 tháng đầu năm 2024 "
    "tăng 265 đơn vị máu (26,5%)."
)


@pytest.mark.parametrize(
    ("units", "before", "text"),
    [
        pytest.param(1265, 1000, ROSE, id="9.1 more"),
        pytest.param(
            1265,
            1500,
            "So với cùng kỳ năm 2023 (1.500 đơn vị máu), kết quả 6 tháng đầu năm 2024 "
            "giảm 235 đơn vị máu (15,6%).",
            id="9.2 less",
        ),
        pytest.param(
            1265,
            1265,
            "Kết quả 6 tháng đầu năm 2024 bằng cùng kỳ năm 2023 (1.265 đơn vị máu).",
            id="9.3 equal",
        ),
        pytest.param(
            1265,
            1264,
            "So với cùng kỳ năm 2023 (1.264 đơn vị máu), kết quả 6 tháng đầu năm 2024 "
            "tăng 01 đơn vị máu.",
            id="9.4 too little for a percentage",
        ),
        pytest.param(
            1250,
            1000,
            "So với cùng kỳ năm 2023 (1.000 đơn vị máu), kết quả 6 tháng đầu năm 2024 "
            "tăng 250 đơn vị máu (25%).",
            id="9.5 whole percents",
        ),
    ],
)
def test_a_part_of_the_year_is_compared_with_the_same_part(units: int, before: int, text: str):
    facts = summary(rounds=rounds(units, 5), last_year=LastYear(2023, before, drives=4))

    assert compared(facts) == text


@pytest.mark.parametrize(
    ("before", "text"),
    [
        pytest.param(
            1000,
            "So với năm 2023 (1.000 đơn vị máu), kết quả năm 2024 tăng 265 đơn vị máu (26,5%).",
            id="9.6 more",
        ),
        pytest.param(1265, "Kết quả năm 2024 bằng năm 2023 (1.265 đơn vị máu).", id="9.6 equal"),
    ],
)
def test_a_full_year_is_compared_with_the_year_before(before: int, text: str):
    facts = summary("year", rounds=rounds(1265, 5), last_year=LastYear(2023, before, drives=4))

    assert compared(facts) == text


def test_a_period_known_to_have_been_empty_is_said_to_have_been():
    """9.7"""
    facts = summary(rounds=rounds(1265, 5), last_year=LastYear(2023, 0, drives=0))

    assert compared(facts) == "Cùng kỳ năm 2023 chưa tổ chức Ngày hội nào."


def test_without_data_the_document_says_nothing_and_the_screen_says_so():
    """9.8"""
    facts = summary(rounds=rounds(1265, 5))

    assert compared(facts) == ""
    assert no_last_year(facts) == "Chưa có số liệu cùng kỳ năm 2023"


def test_the_comparison_follows_the_target():
    facts = summary(
        rounds=rounds(1265, 2),
        targets=(progress(1200, reached=1265),),
        last_year=LastYear(2023, 1000, drives=4),
    )

    written = texts(facts, issued())

    assert written[7:10] == [
        "2. So với kế hoạch được giao",
        "Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024 thu được 1.265 đơn vị máu, "
        "đạt 105% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu), vượt 65 đơn vị máu.",
        ROSE,
    ]


def test_without_a_target_the_comparison_follows_the_list():
    facts = summary(rounds=rounds(1265, 2), last_year=LastYear(2023, 1000, drives=4))

    assert texts(facts, issued())[5:7] == [
        "Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này.",
        ROSE,
    ]
    assert texts(facts, draft())[6:10] == [
        "Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này.",
        ROSE,
        "2. So với kế hoạch được giao",
        "[chưa có chỉ tiêu năm 2024]",
    ]
