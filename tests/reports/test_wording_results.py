"""Section 7 of the settled wording: the results paragraph, and what follows its list."""

from __future__ import annotations

from datetime import date

import pytest

from reports.blocks import AnnexHead, Table
from reports.document import report_document
from reports.facts import Summary
from reports.narrative import results
from tests.reports.builders import (
    HOSPITAL,
    INSTITUTE,
    a_round,
    at_company,
    block,
    cells,
    issued,
    postponed,
    progress,
    rounds,
    rounds_of_2024,
    stated,
    summary,
    texts,
)


def test_the_results_of_2024_say_with_whom_how_many_came_and_how_far_it_reached():
    """7.1"""
    facts = summary(
        rounds=rounds_of_2024(),
        statement=stated(1500, "over", INSTITUTE, HOSPITAL),
        targets=(progress(1200, reached=1265),),
    )

    assert results(facts) == (
        "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã phối hợp với Viện Huyết học - Truyền máu "
        "Trung ương và Bệnh viện Hữu nghị Việt Đức tổ chức 05 Ngày hội hiến máu tình nguyện trong "
        "các khu công nghiệp trên địa bàn tỉnh, với trên 1.500 người tham dự, "
        "thu được 1.265 đơn vị máu, đạt 105% kế hoạch UBND tỉnh giao, cụ thể:"
    )


def test_what_is_not_known_is_left_out():
    """7.2"""
    facts = summary(rounds=rounds_of_2024())

    assert results(facts) == (
        "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã tổ chức 05 Ngày hội hiến máu tình nguyện "
        "trong các khu công nghiệp trên địa bàn tỉnh, thu được 1.265 đơn vị máu, cụ thể:"
    )


def test_a_single_drive_is_told_in_the_sentence_and_no_list_follows():
    """7.3"""
    facts = summary(
        rounds=(a_round(1, date(2024, 4, 9), 263),), targets=(progress(1200, reached=263),)
    )

    written = texts(facts, issued())

    assert written[2:6] == [
        "1. Kết quả các Ngày hội hiến máu tình nguyện",
        "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã tổ chức 01 Ngày hội hiến máu tình nguyện "
        "trong các khu công nghiệp trên địa bàn tỉnh (Đợt 1, ngày 09/4/2024, tổ chức tập trung "
        "tại khu công nghiệp Phố Nối A), thu được 263 đơn vị máu, "
        "đạt 21% kế hoạch UBND tỉnh giao.",
        "Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này.",
        "2. So với kế hoạch được giao",
    ]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        pytest.param(
            "q1",
            "Trong quý I/2024, Ban Chỉ đạo chưa tổ chức Ngày hội hiến máu tình nguyện nào.",
            id="7.4 inside the year",
        ),
        pytest.param(
            "year",
            "Trong năm 2024, Ban Chỉ đạo không tổ chức Ngày hội hiến máu tình nguyện nào.",
            id="7.5 year",
        ),
        pytest.param(
            "h2",
            "Trong 6 tháng cuối năm 2024, Ban Chỉ đạo không tổ chức Ngày hội hiến máu tình nguyện "
            "nào.",
            id="7.5 h2",
        ),
        pytest.param(
            "q4",
            "Trong quý IV/2024, Ban Chỉ đạo không tổ chức Ngày hội hiến máu tình nguyện nào.",
            id="7.5 q4",
        ),
    ],
)
def test_a_period_without_drives_is_still_open_or_closed_with_the_year(key: str, text: str):
    assert results(summary(key)) == text


def test_a_period_without_drives_has_neither_list_nor_annex():
    """7.4"""
    facts = summary("q1")

    document = report_document(facts, issued())

    assert not [each for each in document.blocks if isinstance(each, AnnexHead | Table)]
    assert texts(facts, issued())[1:3] == [
        "I. KẾT QUẢ TỔ CHỨC",
        "Trong quý I/2024, Ban Chỉ đạo chưa tổ chức Ngày hội hiến máu tình nguyện nào.",
    ]


@pytest.mark.parametrize(
    ("facts", "held", "ahead"),
    [
        pytest.param(
            summary(postponed=(postponed(at_company("Công ty TNHH A")),)),
            "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo chưa tổ chức Ngày hội hiến máu tình nguyện "
            "nào.",
            "Trong 6 tháng cuối năm 2024, Ban Chỉ đạo tổ chức lại Ngày hội hiến máu tình nguyện đã "
            "hoãn tại Công ty TNHH A (dự kiến ban đầu ngày 06/6/2024), thời gian chưa ấn định.",
            id="7.6 inside the year",
        ),
        pytest.param(
            summary("year", postponed=(postponed(at_company("Công ty TNHH A")),)),
            "Trong năm 2024, Ban Chỉ đạo không tổ chức Ngày hội hiến máu tình nguyện nào.",
            "Trong năm 2025, Ban Chỉ đạo tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn "
            "tại Công ty TNHH A (dự kiến ban đầu ngày 06/6/2024), thời gian chưa ấn định.",
            id="7.6 end of the year",
        ),
    ],
)
def test_a_postponed_drive_is_no_result_but_a_task(facts: Summary, held: str, ahead: str):
    written = texts(facts, issued())

    assert written[2] == held
    assert written[4] == ahead


def test_after_the_list_the_annex_is_named():
    """7.7"""
    written = texts(summary(rounds=rounds_of_2024()), issued())

    assert written[7:9] == [
        "- Đợt 5: Ngày 27/5/2024, tổ chức tại Công ty TNHH Mektec Manufacturing (Việt Nam), "
        "khu công nghiệp Thăng Long II, thu được 180 đơn vị máu.",
        "Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này.",
    ]


@pytest.mark.parametrize(
    ("facilities", "text"),
    [
        pytest.param(
            ("Bệnh viện Hữu nghị Việt Đức",),
            "phối hợp với Bệnh viện Hữu nghị Việt Đức tổ chức",
            id="7.8 one",
        ),
        pytest.param(
            (
                "Viện Huyết học - Truyền máu Trung ương",
                "Bệnh viện Hữu nghị Việt Đức",
                "Bệnh viện Đa khoa tỉnh",
            ),
            "phối hợp với Viện Huyết học - Truyền máu Trung ương, Bệnh viện Hữu nghị Việt Đức và "
            "Bệnh viện Đa khoa tỉnh tổ chức",
            id="7.9 three",
        ),
        pytest.param(
            (
                "Viện Huyết học - Truyền máu Trung ương",
                "Bệnh viện Hữu nghị Việt Đức",
                "Bệnh viện Đa khoa tỉnh",
                "Bệnh viện B",
            ),
            "phối hợp với Viện Huyết học - Truyền máu Trung ương, Bệnh viện Hữu nghị Việt Đức, "
            "Bệnh viện Đa khoa tỉnh và Bệnh viện B tổ chức",
            id="7.9 four",
        ),
        pytest.param(
            ("Bệnh viện Hữu nghị Việt Đức", "Bệnh viện Sản và Nhi A"),
            "phối hợp với Bệnh viện Hữu nghị Việt Đức; Bệnh viện Sản và Nhi A tổ chức",
            id="7.10 a name with và",
        ),
        pytest.param(
            ("Bệnh viện Hữu nghị Việt Đức", "Bệnh viện Tim, Phổi A"),
            "phối hợp với Bệnh viện Hữu nghị Việt Đức; Bệnh viện Tim, Phổi A tổ chức",
            id="7.10 a name with a comma",
        ),
    ],
)
def test_facilities_are_joined_so_that_each_name_stays_whole(
    facilities: tuple[str, ...], text: str
):
    first, second = rounds(463, 2)
    facts = summary(rounds=(first, second), statement=stated(600, "about", *facilities))

    assert results(facts) == (
        f"Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã {text} 02 Ngày hội hiến máu tình nguyện "
        "trong các khu công nghiệp trên địa bàn tỉnh, với khoảng 600 người tham dự, "
        "thu được 463 đơn vị máu, cụ thể:"
    )


def test_the_table_of_a_later_period_starts_with_what_was_there_before():
    """7.11"""
    facts = summary(
        "q2",
        rounds=(
            a_round(3, date(2024, 4, 9), 263, cumulative=573),
            a_round(4, date(2024, 4, 24), 237, cumulative=810),
        ),
        carried=310,
    )

    table = block(facts, issued(), Table)

    assert table.carried.label == "Lũy kế đến hết ngày 31/3/2024"
    assert cells(table.carried.cells) == ("", "", "", "310")
    assert [row[8].text for row in table.rows] == ["573", "810"]
