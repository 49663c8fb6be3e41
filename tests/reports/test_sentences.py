"""Cases that the settled wording leaves to common sense: no zeros, no contradictions."""

from __future__ import annotations

from datetime import date

import pytest

from reports import narrative, outlook, screen
from reports.annex import annexes
from reports.blocks import Table
from reports.checks import findings
from reports.facts import LastYear, PlanDocument
from reports.letter import Letter
from reports.wording import about, document_type
from tests.factories import TargetFactory, held
from tests.reports.builders import a_round, cells, of, progress, summary

NO_NAMES = Letter(host_body=(), issuing_body=(), place="Hưng Yên")


def two_without_results(**rest):
    rounds = (a_round(1, date(2024, 4, 9), None), a_round(2, date(2024, 4, 24), None))
    target = progress(1200, reached=0, drives=2, unknown=2)
    return summary(rounds=rounds, targets=(target,), **rest)


def test_an_unknown_result_is_no_zero():
    facts = two_without_results(last_year=LastYear(2023, 1000, 4))

    assert narrative.against_targets(facts, draft=True) == [
        "Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024 [chưa nhập kết quả]."
    ]
    assert narrative.compared(facts) == ""
    assert screen.headline(facts) == (
        "Đến 30/6/2024: 02 Ngày hội, chưa nhập kết quả; còn thiếu 1.200 đơn vị"
    )


def test_a_year_before_without_units_is_told_in_words():
    facts = summary(rounds=(a_round(1, date(2024, 4, 9), 265),), last_year=LastYear(2023, 0, 1))

    assert narrative.compared(facts) == (
        "So với cùng kỳ năm 2023 (không thu được đơn vị máu nào), kết quả 6 tháng đầu năm 2024 "
        "tăng 265 đơn vị máu."
    )


def test_a_running_year_is_not_compared_with_a_whole_one():
    facts = summary(
        "year",
        day=date(2024, 5, 1),
        rounds=(a_round(1, date(2024, 4, 9), 265),),
        last_year=LastYear(2023, 100, 1),
    )

    assert narrative.compared(facts).startswith("So với cùng kỳ năm 2023 (100 đơn vị máu)")


def test_nobody_is_asked_for_units_in_a_year_that_cannot_count_them():
    target = progress(1200, reached=263, day=date(2024, 12, 20))

    facts = summary("year", day=date(2024, 12, 20), targets=(target,))

    assert outlook.still_missing(facts) == ""


@pytest.mark.parametrize("number", ["03/KH-BCĐ", "20/KH - BCĐ", "03-KH/BCĐ", "01/2022"])
def test_a_plan_is_cited_as_a_plan_however_its_number_is_written(number):
    facts = summary(plan=PlanDocument(number, date(2024, 3, 5), "Vận động hiến máu"))

    assert f"Thực hiện Kế hoạch số {number} ngày" in narrative.opening(facts)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("08/KH-UBND", "Kế hoạch"),
        ("122/QĐ-BCĐQG", "Quyết định"),
        ("13/TB - BCĐ", "Thông báo"),
        ("01/2022", "Văn bản"),
    ],
)
def test_a_document_is_named_by_its_number(number, kind):
    assert document_type(number) == kind


@pytest.mark.parametrize(
    "subject", ["Vận động hiến máu", "Về vận động hiến máu", "Về việc vận động hiến máu"]
)
def test_about_is_not_said_twice(subject):
    assert about(subject) == "vận động hiến máu"


@pytest.mark.django_db
def test_a_target_of_a_part_of_the_period_does_not_contradict_its_units(committee):
    """Target until 31/3; 10 units before, 1.300 after it."""
    TargetFactory.create(committee=committee, units=1200, to_on=date(2024, 3, 31))
    held(committee, date(2024, 3, 1), 10)
    held(committee, date(2024, 4, 9), 1300)

    facts = of(committee)

    assert narrative.results(facts).endswith("thu được 1.310 đơn vị máu, cụ thể:")
    assert narrative.against_targets(facts, draft=False) == [
        "Lũy kế từ ngày 01/01/2024 đến ngày 31/3/2024 thu được 10 đơn vị máu, đạt 0,8% kế hoạch "
        "UBND tỉnh giao năm 2024 (1.200 đơn vị máu), còn thiếu 1.190 đơn vị máu."
    ]
    (table,) = (block for block in annexes(facts, NO_NAMES, "BC") if isinstance(block, Table))
    assert cells(table.total.cells) == ("...", "...", "1.310", "1.310")
    assert screen.total_on_screen(facts).startswith(
        "1.310 đơn vị; từ ngày 01/01/2024 đến ngày 31/3/2024: 10 đơn vị, đạt 0,8%"
    )


@pytest.mark.django_db
def test_drives_before_a_targets_first_day_are_still_held(committee):
    TargetFactory.create(committee=committee, units=1200, from_on=date(2024, 3, 1))
    held(committee, date(2024, 1, 15), 50)

    facts = of(committee)

    assert "chưa tổ chức" not in screen.headline(facts)
    assert facts.rounds[0].cumulative == 50


@pytest.mark.django_db
def test_a_target_that_has_not_begun_is_no_failure(committee):
    TargetFactory.create(committee=committee, units=1200, from_on=date(2024, 7, 1))
    held(committee, date(2024, 4, 9), 1265)

    facts = of(committee)

    assert narrative.against_targets(facts, draft=False) == [
        "Kế hoạch UBND tỉnh giao năm 2024 là 1.200 đơn vị máu, tính từ ngày 01/7/2024."
    ]
    assert screen.headline(facts) == (
        "Đến 30/6/2024: 1.265 đơn vị; kế hoạch UBND tỉnh giao 1.200 đơn vị tính từ ngày 01/7/2024"
    )


@pytest.mark.django_db
def test_findings_are_sentences_of_their_own(committee):
    held(committee, date(2024, 4, 9), None)

    assert all(each.text.endswith((".", "!")) for each in findings(of(committee)))
