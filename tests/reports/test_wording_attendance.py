"""Section 5 of the settled wording: people attending."""

from __future__ import annotations

from datetime import date

import pytest

from donations.models import Hedge
from reports.attendance import Attendance, total_attendance
from reports.blocks import Notes, Table
from reports.clauses import attendance_text
from reports.narrative import results
from reports.wording import hedged
from tests.reports.builders import a_round, block, cells, draft, stated, summary

NOT_TOLD = (
    "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã tổ chức 02 Ngày hội hiến máu tình nguyện trong các "
    "khu công nghiệp trên địa bàn tỉnh, thu được 463 đơn vị máu, cụ thể:"
)


def test_an_officer_finds_both_words_for_over():
    """5.1 also entered as "hơn\""""
    assert Hedge.OVER.label == "trên, hơn"


def _two_rounds(*attended: Attendance | None):
    first, second = attended
    return (
        a_round(1, date(2024, 4, 9), 263, attended=first, cumulative=263),
        a_round(2, date(2024, 4, 24), 200, attended=second, cumulative=463),
    )


@pytest.mark.parametrize(
    ("attended", "text"),
    [
        pytest.param(Attendance(1500, "over"), "với trên 1.500 người tham dự", id="5.1 over"),
        pytest.param(Attendance(200, "nearly"), "với gần 200 người tham dự", id="5.2 nearly"),
        pytest.param(Attendance(300, "about"), "với khoảng 300 người tham dự", id="5.2 about"),
        pytest.param(Attendance(312), "với 312 người tham dự", id="5.2 exact"),
        pytest.param(Attendance(8), "với 08 người tham dự", id="5.2 exact, below ten"),
    ],
)
def test_a_number_of_people_keeps_its_hedge(attended: Attendance, text: str):
    assert attendance_text(attended) == text


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        pytest.param(Attendance(312), Attendance(200), "512", id="5.3 exact + exact"),
        pytest.param(Attendance(300, "over"), Attendance(263), "trên 563", id="5.3 over + exact"),
        pytest.param(
            Attendance(1000, "over"), Attendance(500, "over"), "trên 1.500", id="5.3 over + over"
        ),
        pytest.param(
            Attendance(200, "nearly"), Attendance(100), "gần 300", id="5.4 nearly + exact"
        ),
        pytest.param(
            Attendance(200, "nearly"),
            Attendance(300, "nearly"),
            "gần 500",
            id="5.4 nearly + nearly",
        ),
        pytest.param(
            Attendance(300, "about"), Attendance(100), "khoảng 400", id="5.5 about + exact"
        ),
        pytest.param(
            Attendance(300, "over"), Attendance(200, "nearly"), "khoảng 500", id="5.5 over + nearly"
        ),
    ],
)
def test_a_sum_is_as_sure_as_its_parts(first: Attendance, second: Attendance, text: str):
    total = total_attendance([first, second])

    assert total
    assert hedged(total.number, total.hedge) == text


def test_one_unknown_drive_leaves_the_clause_out():
    """5.6"""
    facts = summary(rounds=_two_rounds(Attendance(312), None))

    assert results(facts) == NOT_TOLD


def test_one_unknown_drive_leaves_the_total_of_the_table_open():
    """5.6"""
    facts = summary(rounds=_two_rounds(Attendance(312), None))

    table = block(facts, draft(), Table)

    assert [row[6].text for row in table.rows] == ["312", "..."]
    assert cells(table.total.cells) == ("...", "...", "463", "463")


def test_a_figure_stated_for_the_period_fills_in_for_unknown_drives():
    """5.7"""
    facts = summary(rounds=_two_rounds(Attendance(312), None), statement=stated(1500, "over"))

    assert results(facts) == (
        "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã tổ chức 02 Ngày hội hiến máu tình nguyện "
        "trong các khu công nghiệp trên địa bàn tỉnh, với trên 1.500 người tham dự, "
        "thu được 463 đơn vị máu, cụ thể:"
    )


def test_a_figure_stated_for_the_period_is_told_under_the_table():
    """5.7"""
    facts = summary(rounds=_two_rounds(None, None), statement=stated(1500, "over"))

    table = block(facts, draft(), Table)
    notes = block(facts, draft(), Notes)

    assert cells(table.total.cells) == ("...", "trên 1.500", "463", "463")
    assert notes.lines == (
        "- Dấu “-” ở cột doanh nghiệp: Ngày hội tổ chức tập trung tại khu công nghiệp. "
        "Dấu “...”: không có số liệu riêng.",
        "- Số người tham dự được tổng hợp chung cả kỳ./.",
    )


def test_known_drives_win_over_a_figure_stated_for_the_period():
    """5.8"""
    facts = summary(
        rounds=_two_rounds(Attendance(312), Attendance(200)), statement=stated(1500, "over")
    )

    assert results(facts) == (
        "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã tổ chức 02 Ngày hội hiến máu tình nguyện "
        "trong các khu công nghiệp trên địa bàn tỉnh, với 512 người tham dự, "
        "thu được 463 đơn vị máu, cụ thể:"
    )
    assert cells(block(facts, draft(), Table).total.cells) == ("...", "512", "463", "463")
