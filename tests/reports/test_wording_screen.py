"""Sections 16 and 17 of the settled wording: the dashboard's headline, the message after saving."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts import Summary
from reports.screen import headline, result_saved
from tests.reports.builders import progress, rounds, summary

UNTIL_MARCH = date(2024, 3, 31)
UNTIL_DECEMBER = date(2024, 12, 31)


def _reached(units: int) -> Summary:
    """By 30/6/2024; an even pace would then be at 597."""
    return summary(rounds=rounds(units, 5), targets=(progress(1200, reached=units),))


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        pytest.param(
            _reached(1265),
            "Đến 30/6/2024: 1.265 đơn vị, đạt 105% kế hoạch UBND tỉnh giao, vượt 65 đơn vị",
            id="16.1 over",
        ),
        pytest.param(
            _reached(1200),
            "Đến 30/6/2024: 1.200 đơn vị, đạt 100% kế hoạch UBND tỉnh giao",
            id="16.2 exactly",
        ),
        pytest.param(
            _reached(700),
            "Đến 30/6/2024: 700 đơn vị, đạt 58% kế hoạch UBND tỉnh giao, còn thiếu 500 đơn vị, "
            "nhanh hơn tiến độ 103 đơn vị",
            id="16.3 on track",
        ),
        pytest.param(
            _reached(597),
            "Đến 30/6/2024: 597 đơn vị, đạt 49% kế hoạch UBND tỉnh giao, còn thiếu 603 đơn vị, "
            "đúng tiến độ",
            id="16.4 at the pace",
        ),
        pytest.param(
            _reached(500),
            "Đến 30/6/2024: 500 đơn vị, đạt 41% kế hoạch UBND tỉnh giao, còn thiếu 700 đơn vị, "
            "chậm hơn tiến độ 97 đơn vị",
            id="16.5 behind",
        ),
        pytest.param(
            summary(rounds=rounds(1265, 5)),
            "Đến 30/6/2024: 1.265 đơn vị qua 05 Ngày hội; chưa có chỉ tiêu năm 2024",
            id="16.6 no target",
        ),
        pytest.param(
            summary("q1", targets=(progress(1200, reached=0, drives=0, day=UNTIL_MARCH),)),
            "Đến 31/3/2024: chưa tổ chức Ngày hội nào; kế hoạch UBND tỉnh giao 1.200 đơn vị",
            id="16.7 no drives",
        ),
        pytest.param(
            summary("q1"),
            "Đến 31/3/2024: chưa tổ chức Ngày hội nào; chưa có chỉ tiêu năm 2024",
            id="16.7 no drives, no target",
        ),
        pytest.param(
            summary(
                "year",
                rounds=rounds(1100, 5),
                targets=(progress(1200, reached=1100, day=UNTIL_DECEMBER),),
            ),
            "Đến 31/12/2024: 1.100 đơn vị, đạt 91% kế hoạch UBND tỉnh giao, còn thiếu 100 đơn vị",
            id="16.8 last day",
        ),
    ],
)
def test_the_headline_says_how_far_the_year_has_come(facts: Summary, text: str):
    assert headline(facts) == text


def test_an_even_pace_is_rounded_up():
    """16: 1.200 × 182 / 366 = 596,7"""
    assert progress(1200, reached=700, day=date(2024, 6, 30)).pace == 597


@pytest.mark.parametrize(
    ("facts", "saved", "text"),
    [
        pytest.param(
            summary("year", rounds=rounds(1265, 5), targets=(progress(1200, reached=1265),)),
            (date(2024, 5, 27), 180, None),
            "Đã lưu kết quả Ngày hội ngày 27/5/2024: 180 đơn vị. Lũy kế năm 2024: 1.265 đơn vị, "
            "đạt 105% kế hoạch UBND tỉnh giao, vượt 65 đơn vị.",
            id="17.1 new, over",
        ),
        pytest.param(
            summary("year", rounds=rounds(942, 3), targets=(progress(1200, reached=942),)),
            (date(2024, 4, 24), 560, None),
            "Đã lưu kết quả Ngày hội ngày 24/4/2024: 560 đơn vị. Lũy kế năm 2024: 942 đơn vị, "
            "đạt 78% kế hoạch UBND tỉnh giao, còn thiếu 258 đơn vị.",
            id="17.2 new, below",
        ),
        pytest.param(
            summary("year", rounds=rounds(1270, 5), targets=(progress(1200, reached=1270),)),
            (date(2024, 5, 27), 185, 180),
            "Đã sửa kết quả Ngày hội ngày 27/5/2024: từ 180 thành 185 đơn vị. "
            "Lũy kế năm 2024: 1.270 đơn vị, đạt 105% kế hoạch UBND tỉnh giao, vượt 70 đơn vị.",
            id="17.3 changed",
        ),
        pytest.param(
            summary("year", rounds=rounds(1200, 5), targets=(progress(1200, reached=1200),)),
            (date(2024, 5, 27), 115, None),
            "Đã lưu kết quả Ngày hội ngày 27/5/2024: 115 đơn vị. Lũy kế năm 2024: 1.200 đơn vị, "
            "đạt 100% kế hoạch UBND tỉnh giao.",
            id="17.4 exactly",
        ),
        pytest.param(
            summary("year", rounds=rounds(1265, 5)),
            (date(2024, 5, 27), 180, None),
            "Đã lưu kết quả Ngày hội ngày 27/5/2024: 180 đơn vị. Lũy kế năm 2024: 1.265 đơn vị; "
            "chưa có chỉ tiêu năm 2024.",
            id="17.4 no target",
        ),
    ],
)
def test_the_message_after_saving_says_what_it_means_for_the_year(
    facts: Summary, saved: tuple[date, int, int | None], text: str
):
    assert result_saved(facts, *saved) == text
