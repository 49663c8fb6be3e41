"""Section 13 of the settled wording: number and date lines."""

from __future__ import annotations

from datetime import date

import pytest

from reports.attendance import Attendance
from reports.blocks import AnnexHead, Head, Notes
from reports.wording import annex_label
from tests.reports.builders import a_round, at_company, block, draft, issued, rounds, summary


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(5, "Số: 05/BC-BCĐHMKCN", id="13.1 below ten"),
        pytest.param(15, "Số: 15/BC-BCĐHMKCN", id="13.1 tens"),
        pytest.param(100, "Số: 100/BC-BCĐHMKCN", id="13.1 hundreds"),
    ],
)
def test_an_issued_report_has_its_number_and_its_date(number: int, text: str):
    head = block(summary(), issued(number), Head)

    assert head.number_line == text
    assert head.dated_line == "Hưng Yên, ngày 02 tháng 7 năm 2024"


def test_a_draft_leaves_room_for_number_day_month_and_year():
    """13.2"""
    head = block(summary(), draft(), Head)

    assert head.number_line == "Số:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-BCĐHMKCN"
    assert head.dated_line == (
        "Hưng Yên, ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"
        "tháng\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"
        "năm\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"
    )


def test_the_annex_says_which_report_it_belongs_to():
    """13.3"""
    annex = block(summary(rounds=rounds(463, 2)), issued(15), AnnexHead)

    assert annex.belongs_to == (
        "(Kèm theo Báo cáo số 15/BC-BCĐHMKCN ngày 02 tháng 7 năm 2024 của Ban Chỉ đạo vận động "
        "hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên)"
    )


def test_the_annex_of_a_draft_leaves_the_same_room():
    annex = block(summary(rounds=rounds(463, 2)), draft(), AnnexHead)

    assert annex.belongs_to == (
        "(Kèm theo Báo cáo số\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-BCĐHMKCN "
        "ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"
        "tháng\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"
        "năm\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"
        "của Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên)"
    )


def test_a_single_annex_has_no_number():
    """13.4"""
    assert block(summary(rounds=rounds(463, 2)), issued(), AnnexHead).label == "Phụ lục"


def test_an_annex_that_needs_no_notes_ends_as_documents_do():
    known = a_round(1, date(2024, 4, 9), 263, at_company("Công ty A", "Phố Nối A"),
                    registered=300, attended=Attendance(280), facilities=("Bệnh viện A",))  # fmt: skip

    notes = block(summary(rounds=(known,)), issued(15), Notes)

    assert notes.texts == ("./.",)


def test_one_annex_has_no_number_two_have_roman_ones():
    """13.4"""
    assert annex_label(1, of=1) == "Phụ lục"
    assert [annex_label(number, of=2) for number in (1, 2)] == ["Phụ lục I", "Phụ lục II"]
