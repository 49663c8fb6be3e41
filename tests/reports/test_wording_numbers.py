"""Sections 1 and 2 of the settled wording: counts and numbers."""

from __future__ import annotations

from datetime import date

import pytest

from reports.annex import annexes
from reports.blocks import Table
from reports.clauses import drives_text, reached_short
from reports.narrative import nothing_held, round_text
from reports.periods import preset_period
from reports.wording import (
    count,
    integer,
    numbered,
    percent_cell,
    percent_text,
    period_name,
    units_text,
)
from tests.reports.builders import STATISTICAL, a_round, cells, draft, progress, rounds, summary


def test_no_drive_is_told_in_words():
    """1.1"""
    facts = summary("q1")

    text = nothing_held(facts)

    assert text == "Trong quý I/2024, Ban Chỉ đạo chưa tổ chức Ngày hội hiến máu tình nguyện nào."


@pytest.mark.parametrize(
    ("drives", "text"),
    [
        pytest.param(1, "01 Ngày hội", id="1.2 one"),
        pytest.param(5, "05 Ngày hội", id="1.2 five"),
        pytest.param(9, "09 Ngày hội", id="1.2 nine"),
        pytest.param(10, "10 Ngày hội", id="1.3 ten"),
        pytest.param(23, "23 Ngày hội", id="1.3 more"),
    ],
)
def test_drives_below_ten_have_a_leading_zero(drives: int, text: str):
    assert drives_text(drives) == text


@pytest.mark.parametrize(
    ("units", "text"),
    [
        pytest.param(1, "01 đơn vị máu", id="1.4 one"),
        pytest.param(8, "08 đơn vị máu", id="1.4 eight"),
        pytest.param(65, "65 đơn vị máu", id="1.4 more"),
    ],
)
def test_units_below_ten_have_a_leading_zero(units: int, text: str):
    assert units_text(units) == text


def test_a_held_drive_that_brought_nothing_is_told_in_words():
    """1.5"""
    held = a_round(5, date(2024, 5, 27), 0)

    assert round_text(held) == (
        "Đợt 5: Ngày 27/5/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
        "không thu được đơn vị máu nào"
    )


@pytest.mark.parametrize(
    ("companies", "text"),
    [
        pytest.param(3, "03 doanh nghiệp", id="1.6 three"),
        pytest.param(60, "60 doanh nghiệp", id="1.6 sixty"),
    ],
)
def test_anything_else_is_counted_in_the_same_way(companies: int, text: str):
    assert f"{count(companies)} doanh nghiệp" == text


class TestNoLeadingZero:
    """1.7"""

    def test_in_an_ordinal(self):
        held = a_round(5, date(2024, 5, 27), 180)

        assert round_text(held) == (
            "Đợt 5: Ngày 27/5/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
            "thu được 180 đơn vị máu"
        )

    def test_in_the_name_of_a_period(self):
        assert period_name(preset_period("h1", 2024, STATISTICAL)) == "6 tháng đầu năm 2024"

    def test_in_a_percentage(self):
        target = progress(1200, reached=60)

        assert reached_short(target, "Ban Chỉ đạo") == "đạt 5% kế hoạch UBND tỉnh giao"

    def test_in_a_decimal(self):
        assert percent_text(5, 1200) == "0,4%"

    def test_in_a_table_cell(self):
        held = a_round(5, date(2024, 5, 27), 8, registered=9, cumulative=8)

        _, table, _ = annexes(summary(rounds=(held,)), draft(), "BC")

        assert isinstance(table, Table)
        assert [cells(row) for row in table.rows] == [
            ("5", "27/5/2024", "Phố Nối A", "-", "...", "9", "...", "8", "8")
        ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(999, "999", id="2.1 hundreds"),
        pytest.param(1000, "1.000", id="2.1 a thousand"),
        pytest.param(1265, "1.265", id="2.1 thousands"),
        pytest.param(1748935, "1.748.935", id="2.1 millions"),
    ],
)
def test_thousands_are_parted_by_a_dot(number: int, text: str):
    assert integer(number) == text
    assert count(number) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        pytest.param(1265, 1200, "105,4", id="2.2 105.4166"),
        pytest.param(942, 1200, "78,5", id="2.2 78.5"),
        pytest.param(1200, 1200, "100,0", id="2.2 100"),
        pytest.param(9997, 10000, "99,9", id="2.2 99.97"),
    ],
)
def test_a_percentage_in_a_table_is_cut_to_one_decimal(part: int, whole: int, text: str):
    assert percent_cell(part, whole) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        pytest.param(1265, 1200, "105%", id="2.3 105.4166"),
        pytest.param(666, 1220, "54%", id="2.3 54.59"),
        pytest.param(1219, 1220, "99%", id="2.3 99.918"),
        pytest.param(1265, 100, "1.265%", id="2.3 1265"),
        pytest.param(5, 1200, "0,4%", id="2.4 0.4166"),
        pytest.param(12, 1200, "1%", id="2.4 1"),
        pytest.param(1, 1220, "dưới 0,1%", id="2.4 0.0819"),
    ],
)
def test_a_percentage_in_a_sentence_is_cut_to_whole_but_never_to_nothing(
    part: int, whole: int, text: str
):
    assert percent_text(part, whole) == text


def test_a_year_has_no_dot():
    """2.5"""
    assert period_name(preset_period("year", 2024, STATISTICAL)) == "năm 2024"


def test_a_document_number_has_no_dot():
    """2.5"""
    assert numbered("Số:", "BC", "BCĐHMKCN", 1234) == "Số: 1234/BC-BCĐHMKCN"


def test_a_volume_has_a_dot():
    """2.5"""
    assert f"{integer(67550)} ml" == "67.550 ml"


@pytest.mark.parametrize(
    ("units", "drives", "average"),
    [
        pytest.param(1265, 5, 253, id="2.6 even"),
        pytest.param(666, 4, 166, id="2.6 cut"),
    ],
)
def test_an_average_is_cut_to_whole(units: int, drives: int, average: int):
    facts = summary(rounds=rounds(units, drives))

    assert facts.average == average
