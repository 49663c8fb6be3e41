"""Section 12 of the settled wording: citing the plan, opening and closing the report."""

from __future__ import annotations

from datetime import date

import pytest

from reports.blocks import Title
from reports.clauses import plan_cited
from reports.narrative import opening, plan_cited_in_full, replaces, subject
from reports.outlook import ahead
from reports.wording import about
from tests.reports.builders import (
    PLAN,
    RED_JOURNEY,
    SUMMER,
    at_company,
    block,
    draft,
    issued,
    postponed,
    summary,
    texts,
)

SUBJECT = (
    "Kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh "
    "6 tháng đầu năm 2024; phương hướng, nhiệm vụ 6 tháng cuối năm 2024"
)


def test_the_plan_is_cited_in_full_the_first_time():
    """12.1"""
    assert plan_cited_in_full(summary(), PLAN) == (
        "Kế hoạch số 03/KH-BCĐHMKCN ngày 05/3/2024 của Ban Chỉ đạo vận động hiến máu tình nguyện "
        "các khu công nghiệp tỉnh Hưng Yên (sau đây gọi tắt là Ban Chỉ đạo) về tuyên truyền, "
        "vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh năm 2024"
    )


@pytest.mark.parametrize(
    ("plan_subject", "text"),
    [
        pytest.param(
            "Tuyên truyền, vận động hiến máu tình nguyện năm 2024",
            "tuyên truyền, vận động hiến máu tình nguyện năm 2024",
            id="12.1 common noun",
        ),
        pytest.param(
            "Hành trình Đỏ lần thứ XII tại Hưng Yên",
            "Hành trình Đỏ lần thứ XII tại Hưng Yên",
            id="12.1 name of a programme",
        ),
        pytest.param(
            "Ngày toàn dân hiến máu tình nguyện 07/4/2024",
            "Ngày toàn dân hiến máu tình nguyện 07/4/2024",
            id="12.1 name of a day",
        ),
    ],
)
def test_a_subject_starts_small_after_about_unless_it_is_a_name(plan_subject: str, text: str):
    assert about(plan_subject) == text


def test_the_plan_is_cited_by_its_number_later():
    """12.2"""
    assert plan_cited(PLAN) == "Kế hoạch số 03/KH-BCĐHMKCN"


def test_the_opening_cites_the_plan_and_names_the_period_with_its_ends():
    """12.3"""
    assert opening(summary(plan=PLAN)) == (
        "Thực hiện Kế hoạch số 03/KH-BCĐHMKCN ngày 05/3/2024 của Ban Chỉ đạo vận động hiến máu "
        "tình nguyện các khu công nghiệp tỉnh Hưng Yên (sau đây gọi tắt là Ban Chỉ đạo) về tuyên "
        "truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh năm 2024, "
        "Ban Chỉ đạo báo cáo kết quả 6 tháng đầu năm 2024 (từ ngày 01/01/2024 đến ngày 30/6/2024) "
        "và phương hướng, nhiệm vụ 6 tháng cuối năm 2024 như sau:"
    )


def test_without_a_plan_the_committee_opens_the_report():
    """12.4"""
    assert opening(summary()) == (
        "Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên "
        "(sau đây gọi tắt là Ban Chỉ đạo) báo cáo kết quả 6 tháng đầu năm 2024 "
        "(từ ngày 01/01/2024 đến ngày 30/6/2024) và phương hướng, nhiệm vụ "
        "6 tháng cuối năm 2024 như sau:"
    )


def test_without_a_plan_later_sentences_name_none():
    """12.4"""
    facts = summary(
        campaigns_ahead=(SUMMER, RED_JOURNEY),
        postponed=(postponed(at_company("Công ty TNHH A")),),
    )

    assert ahead(facts)[0] == (
        "Trong 6 tháng cuối năm 2024, Ban Chỉ đạo triển khai các nhiệm vụ sau:"
    )


@pytest.mark.parametrize(
    ("key", "text"),
    [
        pytest.param("h1", SUBJECT, id="12.5 h1"),
        pytest.param(
            "year",
            "Kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công "
            "nghiệp tỉnh năm 2024; phương hướng, nhiệm vụ năm 2025",
            id="12.5 year",
        ),
    ],
)
def test_the_subject_names_both_periods(key: str, text: str):
    facts = summary(key)

    assert subject(facts) == text
    assert block(facts, draft(), Title) == Title("BÁO CÁO", text)


@pytest.mark.parametrize(
    ("addressees", "text"),
    [
        pytest.param(
            ("Ủy ban nhân dân tỉnh Hưng Yên",),
            "Trên đây là kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các "
            "khu công nghiệp tỉnh 6 tháng đầu năm 2024 và phương hướng, nhiệm vụ 6 tháng cuối năm "
            "2024, Ban Chỉ đạo trân trọng báo cáo./.",
            id="12.6 with addressee",
        ),
        pytest.param(
            (),
            "Trên đây là kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các "
            "khu công nghiệp tỉnh 6 tháng đầu năm 2024 và phương hướng, nhiệm vụ 6 tháng cuối năm "
            "2024 của Ban Chỉ đạo./.",
            id="12.6 without",
        ),
    ],
)
def test_the_closing_reports_to_somebody_or_only_states(addressees: tuple[str, ...], text: str):
    assert texts(summary(), issued(addressees=addressees))[-1] == text


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        pytest.param(
            "",
            "Báo cáo này thay thế Báo cáo số 15/BC-BCĐHMKCN ngày 02/7/2024 của Ban Chỉ đạo về "
            "kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công "
            "nghiệp tỉnh 6 tháng đầu năm 2024; phương hướng, nhiệm vụ 6 tháng cuối năm 2024.",
            id="12.7 no reason",
        ),
        pytest.param(
            "bổ sung kết quả Đợt 3",
            "Báo cáo này thay thế Báo cáo số 15/BC-BCĐHMKCN ngày 02/7/2024 của Ban Chỉ đạo về "
            "kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công "
            "nghiệp tỉnh 6 tháng đầu năm 2024; phương hướng, nhiệm vụ 6 tháng cuối năm 2024 "
            "(lý do: bổ sung kết quả Đợt 3).",
            id="12.8 reason",
        ),
    ],
)
def test_a_replacing_report_cites_the_one_it_replaces(reason: str, text: str):
    assert replaces(summary(), "15/BC-BCĐHMKCN", date(2024, 7, 2), reason) == text
