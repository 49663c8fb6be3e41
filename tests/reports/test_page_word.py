"""The Word file: its styles and structure read, its pages (set by LibreOffice) measured."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from reports.blocks import Document
from reports.renderers import FORMATS
from reports.renderers.docx_styles import LOOKS
from tests.reports import law
from tests.reports.measuring import Pages, measure
from tests.reports.sheets import draft_sheet, issued_sheet, report_of_2024, report_of_sixty

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Where CI is set nothing is skipped: without LibreOffice these tests fail.
needs_office = pytest.mark.skipif(
    OFFICE is None and "CI" not in os.environ, reason="no LibreOffice on this machine"
)


def render(document: Document | None = None) -> bytes:
    return FORMATS["docx"].render(document or report_of_2024())


def opened(document: Document | None = None) -> WordDocument:
    return docx.Document(io.BytesIO(render(document)))


def paragraphs(word: WordDocument) -> Iterator[Paragraph]:
    """Every paragraph of the body, those in tables too."""
    for element in word.element.body.iter(qn("w:p")):
        yield Paragraph(element, word)


def parts(source: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def printed(source: bytes, folder: Path) -> Pages:
    """The pages as LibreOffice sets them."""
    (folder / "report.docx").write_bytes(source)
    command = [
        str(OFFICE),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "report.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return measure((folder / "report.pdf").read_bytes())


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Pages:
    return printed(render(), tmp_path_factory.mktemp("word"))


@pytest.fixture(scope="module")
def sixty(tmp_path_factory) -> Pages:
    return printed(render(report_of_sixty()), tmp_path_factory.mktemp("sixty"))


@needs_office
@pytest.mark.parametrize("rule", law.RULES)
def test_the_page_is_the_laws(pages, rule):
    rule(pages)


@needs_office
def test_the_rule_under_a_name_that_wraps_fits_its_longest_line(tmp_path):
    name = "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN CÁC KHU CÔNG NGHIỆP TỈNH HƯNG YÊN"
    letter = issued_sheet(issuing_body=(name,), host_body=("BAN QUẢN LÝ",))

    law.assert_the_rules_are_drawn(printed(render(report_of_2024(letter)), tmp_path))


@needs_office
def test_there_is_room_to_sign(pages):
    assert law.room_to_sign(pages, "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN QUẢN LÝ") >= 20


@needs_office
def test_the_titles_are_repeated_and_no_row_breaks_over_two_pages(sixty):
    law.assert_pages_are_numbered_in_the_top_margin(sixty)
    law.assert_every_page_of_the_annex_has_the_column_titles(sixty)
    law.assert_no_row_breaks_over_two_pages(sixty, rows=60)


def test_the_margins_are_within_the_laws_bounds():
    for section in opened().sections:
        assert 20 <= section.top_margin.mm <= 25
        assert 20 <= section.bottom_margin.mm <= 25
        assert 30 <= section.left_margin.mm <= 35
        assert 15 <= section.right_margin.mm <= 20


def test_each_part_is_a_style_of_its_own_name():
    styles = {line.text: line.style.name for line in paragraphs(opened()) if line.text}

    assert styles["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == "Quốc hiệu"
    assert styles["Độc lập - Tự do - Hạnh phúc"] == "Tiêu ngữ"
    assert styles["BAN CHỈ ĐẠO VẬN ĐỘNG"] == "Cơ quan ban hành"
    assert styles["Số: 15/BC-BCĐHMKCN"] == "Số và ký hiệu"
    assert styles["BÁO CÁO"] == "Tên loại"
    assert styles["II. KẾT QUẢ TỔ CHỨC"] == "Heading 1"
    assert styles["2. So với kế hoạch được giao"] == "Heading 2"
    assert styles["Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này."] == "Normal"
    assert styles["Nơi nhận:"] == "Nơi nhận"
    assert styles["TRƯỞNG BAN"] == "Quyền hạn và chức vụ"
    assert styles["Nguyễn Văn A"] == "Họ tên"
    assert styles["Phụ lục"] == "Phụ lục"


def test_a_hyphen_between_names_is_held_to_the_word_before():
    text = "\n".join(line.text for line in paragraphs(opened()))

    assert "Viện Huyết học\u00a0- Truyền máu Trung ương" in text
    assert "TOTO Việt Nam\u00a0- Chi nhánh Hưng Yên" in text
    assert "\n- Như trên;" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text  # short: nothing to hold together


def test_no_style_but_the_documents_own_is_offered():
    names = {style.name for style in opened().styles}

    assert names == {*LOOKS, "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}


def test_letters_are_formatted_by_their_style_alone():
    word = opened(report_of_2024(draft_sheet()))

    formatted = {
        run.text
        for line in paragraphs(word)
        for run in line.runs
        if run._r.rPr is not None and len(run._r.rPr)
    }

    assert formatted == {"[chưa nhập văn bản giao chỉ tiêu]"}  # highlighted


@pytest.mark.parametrize(
    "document", [report_of_2024(), report_of_2024(draft_sheet()), report_of_2024(rounds=())]
)
def test_no_paragraph_is_empty(document):
    """But the one in which Word ends the section before the annex."""
    empty = [line for line in paragraphs(opened(document)) if not line.text.strip()]

    assert all(line._p.pPr.find(qn("w:sectPr")) is not None for line in empty)
    assert len(empty) == (1 if document.summary.rounds else 0)


def test_every_cell_holds_a_paragraph():
    for cell in opened().element.body.iter(qn("w:tc")):
        assert cell.findall(qn("w:p"))


def test_the_rules_are_lines_and_nothing_is_a_text_box():
    body = opened().element.body
    shapes = list(body.iter(f"{DRAWING}anchor"))

    assert len(shapes) == 3
    assert "txbxContent" not in body.xml
    assert "w:pBdr" not in body.xml
    assert body.xml.count('prst="line"') == 3
    assert len({shape.find(f"{DRAWING}docPr").get("id") for shape in shapes}) == 3


def test_head_and_foot_are_tables_without_borders():
    head, foot, annex = opened().tables

    for table, columns in ((head, 2), (foot, 2)):
        assert len(table.columns) == columns
        assert "w:tblBorders" not in table._tbl.xml
        assert table._tbl.tblPr.find(qn("w:tblStyle")) is None
    assert annex.style.name == "Table Grid"


def test_the_column_titles_repeat_and_rows_hold_together():
    rows = opened(report_of_sixty()).tables[2]._tbl.tr_lst

    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 61
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_the_closing_sentence_goes_with_the_signature():
    word = opened()
    blocks = list(word.iter_inner_content())
    foot = blocks.index(next(block for block in blocks[1:] if isinstance(block, Table)))

    assert blocks[foot - 1].paragraph_format.keep_with_next


def test_the_annex_is_a_section_numbered_from_one():
    first, second = opened().sections

    assert first._sectPr.find(qn("w:pgNumType")) is None
    assert second._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert first.different_first_page_header_footer
    assert second.different_first_page_header_footer


def test_every_part_is_in_vietnamese():
    files = parts(render())

    assert not [name for name, text in files.items() if "en-US" in text or "ja-JP" in text]
    defaults = files["word/styles.xml"].split("</w:docDefaults>")[0]
    assert 'w:lang w:val="vi-VN"' in defaults
    assert "Theme" not in defaults


def test_nothing_is_left_of_the_template():
    files = parts(render())

    assert "python-docx" not in " ".join(files.values())
    assert not [name for name in files if "thumbnail" in name or "app.xml" in name]
    assert '<w:compatSetting w:name="compatibilityMode"' in files["word/settings.xml"]
    assert 'w:val="15"' in files["word/settings.xml"]


def test_a_report_without_a_drive_is_a_whole_file():
    word = opened(report_of_2024(issued_sheet(), rounds=()))

    assert len(word.sections) == 1
    assert len(word.tables) == 2


def test_rendered_twice_it_is_the_same_file(monkeypatch):
    once = render()
    monkeypatch.setattr(time, "localtime", lambda *_args: time.gmtime(1_700_000_000))

    assert render() == once
