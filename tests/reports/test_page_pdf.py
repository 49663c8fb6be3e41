"""The PDF's pages, measured against Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from reports.blocks import Title
from reports.letter import Signature
from reports.renderers import FORMATS
from tests.reports import law
from tests.reports.builders import rounds
from tests.reports.measuring import Pages, measure, squeeze
from tests.reports.sheets import (
    HEAD_WITH_SEAL,
    draft_sheet,
    issued_sheet,
    report_of_2024,
    report_of_sixty,
)

render = FORMATS["pdf"].render


@pytest.fixture(scope="module")
def pages() -> Pages:
    return measure(render(report_of_2024()))


@pytest.fixture(scope="module")
def sixty() -> Pages:
    return measure(render(report_of_sixty()))


@pytest.mark.parametrize("rule", law.RULES)
def test_the_page_is_the_laws(pages, rule):
    rule(pages)


@pytest.mark.parametrize("rule", law.RULES)
def test_the_page_is_the_laws_for_sixty_drives(sixty, rule):
    rule(sixty)


def test_the_titles_are_repeated_and_no_row_breaks_over_two_pages(sixty):
    assert len(sixty.tables) > 3
    law.assert_every_page_of_the_annex_has_the_column_titles(sixty)
    law.assert_no_row_breaks_over_two_pages(sixty, rows=60)


def test_a_single_addressee_stands_on_the_line_of_the_label():
    name = "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên"
    pages = measure(render(report_of_2024(issued_sheet(addressees=(name,)))))

    line = pages.line("Kính gửi:")

    assert squeeze(line.text) == squeeze(f"Kính gửi: {name}")
    assert line.centre == pytest.approx(law.MIDDLE, abs=law.NEAR)


def test_the_rule_under_a_short_subject_is_measured_too():
    short = replace(report_of_2024(), blocks=(Title("BÁO CÁO", "Kết quả năm 2024"),))
    pages = measure(render(short))

    subject = pages.line("Kết quả năm 2024")

    assert subject.width / 3 <= pages.rule_below(subject).length <= subject.width / 2


def test_the_rule_under_a_name_that_wraps_fits_its_longest_line():
    name = "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN CÁC KHU CÔNG NGHIỆP TỈNH HƯNG YÊN"
    pages = measure(render(report_of_2024(issued_sheet(issuing_body=(name,)))))

    law.assert_the_rules_are_drawn(pages)


def test_a_hyphen_between_names_is_held_to_the_word_before(pages):
    text = " ".join(line.text for line in pages.lines)

    assert "Viện Huyết học\u00a0-" in text
    assert "TOTO Việt Nam\u00a0-" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text  # short: nothing to hold together


SIGNATURES = [
    pytest.param(HEAD_WITH_SEAL, "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN QUẢN LÝ", id="14.1"),
    pytest.param(Signature("Nguyễn Văn A", "head"), "TRƯỞNG BAN", "Nguyễn Văn A", id="14.2"),
    pytest.param(
        Signature("Trần Văn B", "deputy", agency_post=("TRƯỞNG PHÒNG A",)),
        "PHÓ TRƯỞNG BAN",
        "TRƯỞNG PHÒNG A",
        id="14.3",
    ),
    pytest.param(Signature("Nguyễn Văn A", "acting"), "Q. TRƯỞNG BAN", "Nguyễn Văn A", id="14.4"),
    pytest.param(
        Signature("Trần Văn B", "by_order", "Ủy viên thư ký"),
        "ỦY VIÊN THƯ KÝ",
        "Trần Văn B",
        id="14.5 by order",
    ),
    pytest.param(
        Signature("Trần Văn B", "authorised", "Ủy viên thư ký", ("CHÁNH VĂN PHÒNG",)),
        "ỦY VIÊN THƯ KÝ",
        "CHÁNH VĂN PHÒNG",
        id="14.5 by authorisation, agency's seal",
    ),
    pytest.param(None, "TRƯỞNG BAN", "[chưa chọn người ký]", id="14.6"),
]


@pytest.mark.parametrize(("signature", "above", "below"), SIGNATURES)
def test_there_is_room_to_sign(signature, above, below):
    pages = measure(render(report_of_2024(draft_sheet(signature=signature))))

    assert law.room_to_sign(pages, above, below) >= 20
    assert pages.line(above).page == pages.line(below).page
    assert pages.line(above).centre == pytest.approx(pages.line(below).centre, abs=law.NEAR)


@pytest.mark.parametrize("drives", range(1, 12))
def test_the_signature_never_stands_alone_on_a_page(drives):
    """However many lines stand above it."""
    held = rounds(20 * drives, drives)
    pages = measure(render(report_of_2024(rounds=held)))

    law.assert_the_signature_is_not_alone(pages)


def test_the_file_claims_to_be_archivable_and_accessible():
    reader = pypdf.PdfReader(io.BytesIO(render(report_of_2024())))
    root = reader.trailer["/Root"]
    claims = root["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "vi-VN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.startswith("Báo cáo kết quả tuyên truyền")
    assert reader.metadata.author.startswith("Ban Chỉ đạo")
    assert reader.metadata.creation_date.date() == date(2024, 7, 2)  # the report's, no clock's
    assert reader.metadata.modification_date.date() == date(2024, 7, 2)


def test_rendered_twice_it_is_the_same_file():
    assert render(report_of_2024()) == render(report_of_2024())
