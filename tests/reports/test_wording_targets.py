"""Section 8 of the settled wording: targets and percentages."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Committee
from reports.clauses import reached_short
from reports.narrative import against_targets, results
from reports.periods import custom_period, preset_period
from reports.progress import Progress
from reports.summary import summarise
from tests.factories import TargetFactory, held
from tests.reports.builders import (
    ADMINISTRATIVE,
    STATISTICAL,
    draft,
    issued,
    progress,
    rounds,
    rounds_of_2024,
    summary,
    texts,
)

# The first five months of 2022.
FIVE_MONTHS = custom_period(date(2022, 1, 1), date(2022, 5, 31), STATISTICAL)


def _of_2022(units: int, reached: int, assigned_by: str = "province") -> Progress:
    return progress(units, reached, assigned_by, year=2022, day=date(2022, 5, 31))


@pytest.mark.parametrize(
    ("assigned_by", "text"),
    [
        pytest.param("province", "đạt 105% kế hoạch UBND tỉnh giao", id="8.1 UBND tỉnh"),
        pytest.param("centre", "đạt 105% kế hoạch Trung ương giao", id="8.1 TW"),
        pytest.param("self", "đạt 105% kế hoạch Ban Chỉ đạo tự đăng ký", id="8.1 tự đăng ký"),
    ],
)
def test_the_short_clause_says_whose_plan_it_is(assigned_by: str, text: str):
    target = progress(1200, reached=1265, assigned_by=assigned_by)

    assert reached_short(target, "Ban Chỉ đạo") == text


@pytest.mark.parametrize(
    ("target", "text"),
    [
        pytest.param(
            progress(1200, reached=1265),
            "Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024 thu được 1.265 đơn vị máu, "
            "đạt 105% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu), vượt 65 đơn vị máu.",
            id="8.2 above",
        ),
        pytest.param(
            progress(1200, reached=1200),
            "Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024 thu được 1.200 đơn vị máu, "
            "đạt 100% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu).",
            id="8.4 exactly",
        ),
        pytest.param(
            progress(1200, reached=1201),
            "Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024 thu được 1.201 đơn vị máu, "
            "đạt 100% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu), vượt 01 đơn vị máu.",
            id="8.6 one over",
        ),
    ],
)
def test_a_target_that_is_reached_says_by_how_much(target: Progress, text: str):
    facts = summary(targets=(target,))

    assert against_targets(facts, draft=False) == [text]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        pytest.param(
            _of_2022(1220, reached=666),
            "Lũy kế từ ngày 01/01/2022 đến ngày 31/5/2022 thu được 666 đơn vị máu, "
            "đạt 54% kế hoạch UBND tỉnh giao năm 2022 (1.220 đơn vị máu), "
            "còn thiếu 554 đơn vị máu.",
            id="8.3 below",
        ),
        pytest.param(
            _of_2022(1220, reached=1219),
            "Lũy kế từ ngày 01/01/2022 đến ngày 31/5/2022 thu được 1.219 đơn vị máu, "
            "đạt 99% kế hoạch UBND tỉnh giao năm 2022 (1.220 đơn vị máu), "
            "còn thiếu 01 đơn vị máu.",
            id="8.5 one short",
        ),
    ],
)
def test_a_target_that_is_not_reached_says_what_is_missing(target: Progress, text: str):
    facts = summary(period=FIVE_MONTHS, targets=(target,))

    assert against_targets(facts, draft=False) == [text]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        pytest.param(
            "",
            "(1.220 đơn vị máu theo Kế hoạch số 08/KH-UBND ngày 12/01/2022 của Ủy ban nhân dân tỉnh)",
            id="8.7 without subject",
        ),
        pytest.param(
            "Vận động hiến máu tình nguyện năm 2022",
            "(1.220 đơn vị máu theo Kế hoạch số 08/KH-UBND ngày 12/01/2022 "
            "của Ủy ban nhân dân tỉnh về vận động hiến máu tình nguyện năm 2022)",
            id="8.7 with subject",
        ),
    ],
)
def test_a_target_cites_its_document_in_full(subject: str, text: str):
    target = progress(
        1220,
        reached=666,
        year=2022,
        day=date(2022, 5, 31),
        document_number="08/KH-UBND",
        document_on=date(2022, 1, 12),
        document_subject=subject,
    )
    facts = summary(period=FIVE_MONTHS, targets=(target,))

    assert against_targets(facts, draft=False) == [
        "Lũy kế từ ngày 01/01/2022 đến ngày 31/5/2022 thu được 666 đơn vị máu, "
        f"đạt 54% kế hoạch UBND tỉnh giao năm 2022 {text}, còn thiếu 554 đơn vị máu."
    ]


@pytest.mark.parametrize(
    ("is_draft", "text"),
    [
        pytest.param(False, "(1.200 đơn vị máu)", id="8.8 issued"),
        pytest.param(True, "(1.200 đơn vị máu [chưa nhập văn bản giao chỉ tiêu])", id="8.8 draft"),
    ],
)
def test_a_target_without_document_is_a_gap_in_the_draft_only(is_draft: bool, text: str):
    facts = summary(targets=(progress(1200, reached=1265),))

    assert against_targets(facts, draft=is_draft) == [
        "Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024 thu được 1.265 đơn vị máu, "
        f"đạt 105% kế hoạch UBND tỉnh giao năm 2024 {text}, vượt 65 đơn vị máu."
    ]


def test_without_a_target_an_issued_report_is_not_divided():
    """8.9"""
    written = texts(summary(rounds=rounds(463, 2)), issued())

    assert written[1:6] == [
        "I. KẾT QUẢ TỔ CHỨC",
        "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã tổ chức 02 Ngày hội hiến máu tình nguyện "
        "trong các khu công nghiệp trên địa bàn tỉnh, thu được 463 đơn vị máu, cụ thể:",
        "- Đợt 1: Ngày 01/4/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
        "thu được 232 đơn vị máu;",
        "- Đợt 2: Ngày 02/4/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
        "thu được 231 đơn vị máu.",
        "Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này.",
    ]
    assert written[6] == "II. ĐÁNH GIÁ CHUNG"


def test_without_a_target_a_draft_shows_the_gap():
    """8.9"""
    written = texts(summary(rounds=rounds(463, 2)), draft())

    assert written[2] == "1. Kết quả các Ngày hội hiến máu tình nguyện"
    assert written[7:10] == [
        "2. So với kế hoạch được giao",
        "[chưa có chỉ tiêu năm 2024]",
        "II. ĐÁNH GIÁ CHUNG",
    ]


def test_several_targets_share_one_first_line():
    """8.10"""
    targets = (
        _of_2022(1220, reached=666),
        _of_2022(610, reached=666, assigned_by="centre"),
        _of_2022(1300, reached=666, assigned_by="self"),
    )
    facts = summary(period=FIVE_MONTHS, targets=targets)

    assert against_targets(facts, draft=False) == [
        "Lũy kế từ ngày 01/01/2022 đến ngày 31/5/2022 thu được 666 đơn vị máu:",
        "- Đạt 54% kế hoạch UBND tỉnh giao năm 2022 (1.220 đơn vị máu), còn thiếu 554 đơn vị máu;",
        "- Đạt 109% kế hoạch Trung ương giao năm 2022 (610 đơn vị máu), vượt 56 đơn vị máu;",
        "- Đạt 51% kế hoạch Ban Chỉ đạo tự đăng ký năm 2022 (1.300 đơn vị máu), "
        "còn thiếu 634 đơn vị máu.",
    ]


def test_the_headline_target_comes_first_then_centre_province_and_committee(
    committee: Committee,
):
    """8.10"""
    TargetFactory.create(committee=committee, assigned_by="province", is_headline=False)
    TargetFactory.create(committee=committee, assigned_by="self", is_headline=True)
    TargetFactory.create(committee=committee, assigned_by="centre", is_headline=False)
    held(committee, date(2024, 4, 9), 263)

    first_half = preset_period("h1", 2024, STATISTICAL)
    facts = summarise(committee, first_half, as_of=date(2024, 6, 30))

    assert [target.assigned_by for target in facts.targets] == ["self", "centre", "province"]


def test_a_later_period_has_its_percentage_only_beside_the_cumulative_figure():
    """8.11"""
    facts = summary(
        "q2",
        rounds=rounds(500, 4, first=3),
        targets=(progress(1200, reached=810, drives=6),),
        carried=310,
    )

    assert results(facts) == (
        "Trong quý II/2024, Ban Chỉ đạo đã tổ chức 04 Ngày hội hiến máu tình nguyện trong các "
        "khu công nghiệp trên địa bàn tỉnh, thu được 500 đơn vị máu, cụ thể:"
    )
    assert against_targets(facts, draft=False) == [
        "Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024, Ban Chỉ đạo đã tổ chức 06 Ngày hội, "
        "thu được 810 đơn vị máu, đạt 67% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu), "
        "còn thiếu 390 đơn vị máu."
    ]


def test_in_the_administrative_calendar_the_year_counts_from_the_15th_of_december():
    """8.12"""
    target = progress(
        1200,
        reached=1265,
        from_on=date(2023, 12, 15),
        to_on=date(2024, 12, 14),
        day=date(2024, 6, 14),
    )
    facts = summary(calendar=ADMINISTRATIVE, rounds=rounds_of_2024(), targets=(target,))

    assert against_targets(facts, draft=False) == [
        "Lũy kế từ ngày 15/12/2023 đến ngày 14/6/2024 thu được 1.265 đơn vị máu, "
        "đạt 105% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu), vượt 65 đơn vị máu."
    ]


def test_nothing_collected_so_far_has_no_percentage():
    """8.13"""
    target = progress(1200, reached=0, drives=0, day=date(2024, 3, 31))
    facts = summary("q1", targets=(target,))

    assert against_targets(facts, draft=False) == [
        "Kế hoạch UBND tỉnh giao năm 2024 là 1.200 đơn vị máu; "
        "đến hết ngày 31/3/2024 chưa thu được đơn vị máu nào."
    ]
