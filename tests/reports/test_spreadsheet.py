"""report.xlsx: the annex with real dates, numbers and sums, ready for A4."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from xml.etree import ElementTree

import pytest

from campaigns.dates import Day
from reports.blocks import Document, Table
from reports.renderers import FORMATS
from tests.reports.builders import a_round, at_company
from tests.reports.sheets import report_of_2024, report_of_sixty

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class Written:
    """What a cell holds: its value as stored, its formula, how a number is shown."""

    value: str
    formula: str
    shown: str
    is_text: bool


@dataclass(frozen=True)
class Sheet:
    xml: str
    workbook: str
    core: str
    cells: dict[str, Written]

    def row(self, number: int) -> list[str]:
        found = {at: cell for at, cell in self.cells.items() if at[1:] == str(number)}
        return [cell.value for _at, cell in sorted(found.items())]


def read(document: Document) -> Sheet:
    with zipfile.ZipFile(io.BytesIO(FORMATS["xlsx"].render(document))) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    strings = [
        "".join(text.text or "" for text in item.iter(f"{{{MAIN['m']}}}t"))
        for item in ElementTree.fromstring(files["xl/sharedStrings.xml"])
    ]
    styles = ElementTree.fromstring(files["xl/styles.xml"])
    formats = {
        each.get("numFmtId"): each.get("formatCode") or ""
        for each in styles.iterfind("m:numFmts/m:numFmt", MAIN)
    } | {"0": "General", "3": "#,##0"}
    shown = [formats[each.get("numFmtId")] for each in styles.iterfind("m:cellXfs/m:xf", MAIN)]
    found = {}
    xml = files["xl/worksheets/sheet1.xml"]
    for cell in ElementTree.fromstring(xml).iter(f"{{{MAIN['m']}}}c"):
        value = cell.findtext("m:v", "", MAIN)
        is_text = cell.get("t") == "s"
        found[cell.get("r", "")] = Written(
            strings[int(value)] if is_text else value,
            cell.findtext("m:f", "", MAIN),
            shown[int(cell.get("s", "0"))],
            is_text,
        )
    return Sheet(xml, files["xl/workbook.xml"], files["docProps/core.xml"], found)


def serial(day: date) -> str:
    """A date as spreadsheets store it."""
    return str((day - date(1899, 12, 30)).days)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return read(report_of_2024())


@pytest.fixture(scope="module")
def sixty() -> Sheet:
    return read(report_of_sixty())


def test_it_is_the_annex_with_its_title_lines_and_notes(sheet):
    table = next(block for block in report_of_2024().blocks if isinstance(block, Table))
    texts = [cell.value for cell in sheet.cells.values() if cell.is_text]

    assert 'sheet name="Phụ lục"' in sheet.workbook
    assert texts[:2] == [
        "Phụ lục",
        "KẾT QUẢ CÁC NGÀY HỘI HIẾN MÁU TÌNH NGUYỆN 6 THÁNG ĐẦU NĂM 2024",
    ]
    assert texts[2].startswith("(Kèm theo Báo cáo số 15/BC-BCĐHMKCN ngày 02 tháng 7 năm 2024")
    assert sheet.row(5) == [column.title for column in table.columns]
    assert sheet.cells["D7"].value == "Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên"
    assert "Ghi chú:" in texts
    assert texts[-1].endswith("không làm tròn lên./.")


def test_days_and_figures_are_real(sheet):
    assert sheet.cells["B6"].value == serial(date(2024, 4, 9))
    assert sheet.cells["B6"].shown == "dd/mm/yyyy"
    assert (sheet.cells["H6"].value, sheet.cells["H6"].shown) == ("263", "#,##0")
    assert (sheet.cells["J6"].value, sheet.cells["J6"].shown) == ("21.9", "0.0")
    assert not any(sheet.cells[at].is_text for at in ("A6", "B6", "H6", "I6", "J6"))


def test_what_is_no_figure_stays_text(sheet):
    assert (sheet.cells["F6"].value, sheet.cells["F6"].is_text) == ("...", True)
    assert (sheet.cells["G11"].value, sheet.cells["G11"].is_text) == ("trên 1.500", True)


def test_totals_are_formulas_with_their_values_stored(sheet):
    units, running, share = (sheet.cells[at] for at in ("H11", "I11", "J11"))

    assert (units.formula, units.value) == ("SUM(H6:H10)", "1265")
    assert (running.formula, running.value) == ("I10", "1265")
    assert (share.formula, share.value) == ("J10", "105.4")


def test_sixty_drives_are_summed_in_every_column_of_figures(sixty):
    totals = {at: sixty.cells[f"{at}66"] for at in "FGHIJ"}

    assert {at: cell.formula for at, cell in totals.items()} == {
        "F": "SUM(F6:F65)",
        "G": "SUM(G6:G65)",
        "H": "SUM(H6:H65)",
        "I": "I65",
        "J": "J65",
    }
    assert [cell.value for cell in totals.values()] == ["2400", "1800", "1200", "1200", "100.0"]


def test_a_total_over_a_missing_result_is_no_formula():
    held = (
        a_round(1, date(2024, 4, 9), 263, cumulative=263),
        a_round(2, date(2024, 4, 11), None, cumulative=263),
    )

    sheet = read(report_of_2024(rounds=held))

    assert sheet.cells["H7"].value == "[chưa nhập kết quả]"
    assert (sheet.cells["H8"].value, sheet.cells["H8"].formula) == ("263", "")
    assert sheet.cells["I8"].formula == "I7"


def test_what_was_carried_over_stands_before_the_first_row_and_outside_the_sum():
    sheet = read(report_of_2024(carried=300))

    assert sheet.cells["A6"].value == "Lũy kế đến hết ngày 31/12/2023"
    assert sheet.cells["I6"].value == "300"
    assert sheet.cells["H12"].formula == "SUM(H7:H11)"


def test_a_drive_of_several_days_is_written_out():
    day = Day(date(2024, 4, 9), last_on=date(2024, 4, 10))
    held = replace(a_round(1, date(2024, 4, 9), 263, cumulative=263), day=day)

    sheet = read(report_of_2024(rounds=(held,)))

    assert sheet.cells["B6"].is_text
    assert sheet.cells["B6"].value == day.text


@pytest.mark.parametrize("name", ["=1+1", "+84", "-5", "@SUM(A1)", "http://vi.du"])
def test_a_name_is_never_read_as_a_formula_or_a_link(name):
    held = a_round(1, date(2024, 4, 9), 263, at_company(name), cumulative=263)

    sheet = read(report_of_2024(rounds=(held,)))

    assert sheet.cells["D6"] == Written(name, "", "General", is_text=True)
    assert "hyperlink" not in sheet.xml


def test_it_prints_on_a4_across_with_the_titles_on_each_page(sheet):
    setup = re.search(r"<pageSetup [^>]*>", sheet.xml)[0]

    assert 'paperSize="9"' in setup
    assert 'orientation="landscape"' in setup
    assert 'fitToHeight="0"' in setup
    assert 'fitToPage="1"' in sheet.xml
    assert 'horizontalCentered="1"' in sheet.xml
    assert "Phụ lục'!$5:$5" in sheet.workbook
    assert 'ySplit="5"' in sheet.xml
    assert "&amp;P" in re.search(r"<oddHeader>.*</oddHeader>", sheet.xml)[0]


def test_columns_are_as_wide_as_in_the_report(sheet):
    widths = [float(width) for width in re.findall(r"<col [^>]*width=\"([\d.]+)\"", sheet.xml)]
    repeated = len(re.findall(r'<col min="8" max="9"', sheet.xml))  # two alike are one entry

    assert len(widths) + repeated == 10
    assert widths[3] > widths[4] > widths[0]


def test_the_file_is_the_committees_and_of_the_reports_day(sheet):
    assert "<dc:title>Báo cáo kết quả tuyên truyền" in sheet.core
    assert "<dc:creator>Ban Chỉ đạo vận động hiến máu" in sheet.core
    assert "2024-07-02T00:00:00Z" in sheet.core


def test_without_a_drive_it_says_so_in_the_reports_words():
    document = report_of_2024(rounds=(), statement=None, targets=())

    texts = [cell.value for cell in read(document).cells.values() if cell.is_text]

    assert texts[0] == document.title
    assert "chưa tổ chức Ngày hội" in texts[1]
    assert len(texts) == 2


def test_rendered_twice_it_is_the_same_file():
    render = FORMATS["xlsx"].render

    assert render(report_of_2024()) == render(report_of_2024())
