"""Files as people bring them: the table is found, or one sentence says why not, soon."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError

from campaigns.office_files import LARGEST
from campaigns.sheets import Cell, Table, read_table
from tests.spreadsheets import csv, xlsx

SHEET = "xl/worksheets/sheet1.xml"
COLUMNS, REQUIRED = ["Ngày", "Khu công nghiệp", "Số đơn vị máu"], ["Ngày", "Số đơn vị máu"]


def read(content: bytes) -> Table:
    return read_table(content, columns=COLUMNS, required=REQUIRED)


def drawn(draw: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    draw(book)
    book.close()
    return buffer.getvalue()


def told(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        read(content)
    (message,) = refused.value.messages
    return message


def _values(table: Table, header: str) -> list[object]:
    return [line[header].value for line in table.lines]


# What is tolerated


def test_titles_above_the_header_and_empty_rows_are_passed_over():
    def draw(book):
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "BÁO CÁO HIẾN MÁU NĂM 2024")
        sheet.write("A2", "Đơn vị: BQL")
        sheet.write_row("A5", COLUMNS)
        sheet.write_row("A7", ["09/4/2024", "Phố Nối A", 263])
        sheet.write_row("A11", ["11/4/2024", "Thăng Long II", 119])

    table = read(drawn(draw))

    assert [line.number for line in table.lines] == [7, 11]
    assert _values(table, "Số đơn vị máu") == [263, 119]


def test_a_header_may_be_written_otherwise():
    table = read(xlsx(["NGÀY ", "KHU\nCÔNG NGHIỆP", "so don vi mau:", "Lạ"], ["1/4/2024", "A", 5]))

    assert table.lines[0]["Khu công nghiệp"] == Cell("A")
    assert table.unread == ("Lạ",)


def test_a_cell_merged_down_counts_for_each_of_its_rows():
    def draw(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", COLUMNS)
        sheet.merge_range("B2:B4", "Phố Nối A")
        for row, units in enumerate((1, 2, 3, 4), 1):
            sheet.write(row, 0, "09/4/2024")
            sheet.write(row, 2, units)

    table = read(drawn(draw))

    assert _values(table, "Khu công nghiệp") == ["Phố Nối A"] * 3 + [None]


def test_a_number_merged_over_rows_is_nobodys():
    def draw(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", COLUMNS)
        sheet.write("A2", "09/4/2024")
        sheet.write("A3", "10/4/2024")
        sheet.merge_range("C2:C3", 500)

    assert [line["Số đơn vị máu"].is_shared for line in read(drawn(draw)).lines] == [True, True]


def test_hidden_and_stray_sheets_are_passed_over():
    def draw(book):
        book.add_worksheet("Ghi chú").write("A1", "Ngày mai họp")
        hidden = book.add_worksheet("Cũ")
        hidden.write_row("A1", COLUMNS)
        hidden.write_row("A2", ["01/01/2020", "", 1])
        hidden.hide()
        sheet = book.add_worksheet("Năm nay")
        sheet.write_row("A1", COLUMNS)
        sheet.write_row("A2", ["09/4/2024", "", 263])

    assert _values(read(drawn(draw)), "Số đơn vị máu") == [263]


def test_sums_and_repeated_headers_are_no_lines():
    rows = ["09/4/2024", "", 5], COLUMNS, ["10/4/2024", "", 6], ["TỔNG CỘNG:", None, 11]

    table = read(xlsx(COLUMNS, *rows))

    assert _values(table, "Số đơn vị máu") == [5, 6]
    assert table.skipped == (5,)


def test_a_formula_gives_the_value_that_is_stored_with_it():
    def draw(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", COLUMNS)
        sheet.write("A2", "09/4/2024")
        sheet.write_formula("C2", "=200+63", None, 263)

    assert _values(read(drawn(draw)), "Số đơn vị máu") == [263]


def test_a_formula_that_was_never_worked_out_is_said_to_be_one():
    content = drawn(
        lambda book: [
            (sheet := book.add_worksheet()).write_row("A1", COLUMNS),
            sheet.write("A2", "09/4/2024"),
            sheet.write_formula("C2", "=200+63", None, 263),
        ]
    )

    (line,) = read(_without_stored_values(content)).lines

    assert "chưa tính" in line["Số đơn vị máu"].problem


def _without_stored_values(content: bytes) -> bytes:
    return _repacked(content, {SHEET: lambda xml: xml.replace(b"<v>263</v>", b"")})


def _repacked(content: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
    return buffer.getvalue()


def test_an_error_in_a_cell_is_said_to_be_one():
    def draw(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", COLUMNS)
        sheet.write("A2", "09/4/2024")
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")

    assert "#DIV/0!" in read(drawn(draw)).lines[0]["Số đơn vị máu"].problem


def test_a_real_day_is_a_day_and_one_shown_as_a_month_is_a_month():
    def draw(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", COLUMNS)
        shown = ["dd/mm/yyyy", "mmm-yy", '"tháng" m/yyyy', "[$-42A]d mmmm yyyy"]
        for row, number_format in enumerate(shown, 1):
            cell = book.add_format({"num_format": number_format})
            sheet.write_datetime(row, 0, datetime(2024, 7, 1, 7, 45), cell)  # noqa: DTZ001

    cells = [line["Ngày"] for line in read(drawn(draw)).lines]

    assert [cell.value for cell in cells] == [date(2024, 7, 1)] * 4
    assert [cell.is_month for cell in cells] == [False, True, True, False]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_by_any_sign_that_excel_writes(sign, encoding):
    content = csv([COLUMNS, ["09/4/2024", "Phố Nối A", "'=263"]], sign)

    table = read(content.decode("utf-8-sig").encode(encoding))

    assert _values(table, "Khu công nghiệp") == ["Phố Nối A"]
    assert _values(table, "Số đơn vị máu") == ["=263"]


def test_lines_of_text_are_numbered_as_the_spreadsheet_numbers_them():
    content = 'Ngày,Khu công nghiệp,Số đơn vị máu\n\n9/4/2024,"A\nB",5\n10/4/2024,C,6\n'

    assert [line.number for line in read(content.encode()).lines] == [3, 4]


# What is refused


@pytest.mark.parametrize(
    ("content", "because"),
    [
        (b"", "Tệp trống"),
        (b"   \n", "Tệp trống"),
        (b"%PDF-1.7\n\x00\x01", "không phải là bảng tính"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Không đọc được chữ"),
        ("Công ty chúng tôi".encode("cp1258", "ignore") + b"\xff", "Không đọc được chữ"),
        (b"PK\x03\x04" + b"x" * 50, "hỏng"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "kiểu cũ"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("Chỉ là một câu.".encode(), "Không thấy hàng tiêu đề"),
        ("Ngày,Nơi\n1/4/2024,A".encode(), "thiếu cột: Số đơn vị máu"),
        ("Ngày,Số đơn vị máu\n".encode(), "không có dòng nào"),
        ("Ngày,Ngày,Số đơn vị máu\n1/4/2024,,1".encode(), "hai lần"),
        (b"x" * (LARGEST + 1), "lớn hơn 10 MB"),
    ],
)
def test_what_is_no_such_table_is_told_in_a_sentence(content, because):
    assert because in told(content)


def test_an_opendocument_sheet_is_told_apart():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")

    assert ".ods" in told(buffer.getvalue())


def test_a_word_file_is_no_spreadsheet():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert "không phải là bảng tính" in told(buffer.getvalue())


def test_headers_alone_on_another_sheet_are_passed_over():
    def draw(book):
        book.add_worksheet("Mẫu").write_row("A1", COLUMNS)
        sheet = book.add_worksheet("Năm nay")
        sheet.write_row("A1", COLUMNS)
        sheet.write_row("A2", ["09/4/2024", "", 263])

    assert _values(read(drawn(draw)), "Số đơn vị máu") == [263]


def test_two_sheets_with_the_same_header_are_not_guessed_between():
    def draw(book):
        for title in ("Quý I", "Quý II"):
            sheet = book.add_worksheet(title)
            sheet.write_row("A1", COLUMNS)
            sheet.write_row("A2", ["09/4/2024", "", 1])

    assert "“Quý I”, “Quý II”" in told(drawn(draw))


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
def test_a_damaged_part_is_told(part):
    content = xlsx(COLUMNS, ["09/4/2024", "A", 5])

    assert "hỏng" in told(_repacked(content, {part: lambda xml: xml[: len(xml) // 2]}))


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    content = _repacked(
        xlsx(COLUMNS, ["09/4/2024", "A", 5]),
        {SHEET: lambda xml: xml.replace(b"<worksheet", bomb + b"<worksheet", 1)},
    )

    assert "hỏng" in told(content)


def _told_with_memory(content: bytes) -> tuple[str, float]:
    """The sentence, and the megabytes that it took at the most until it was said."""
    tracemalloc.start()
    sentence = told(content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return sentence, peak / 1024**2


def test_a_zip_that_unpacks_to_gigabytes_is_not_unpacked():
    buffer = BytesIO()
    with ZipFile(BytesIO(xlsx(COLUMNS, ["09/4/2024", "A", 5]))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as bomb:
        for name, part in parts.items():
            with bomb.open(name, "w") as file:
                file.write(part)
                if name == SHEET:
                    for _megabyte in range(200):
                        file.write(b" " * 1024**2)
    content = buffer.getvalue()
    assert len(content) < 1024**2

    sentence, megabytes = _told_with_memory(content)

    assert "quá lớn khi mở ra" in sentence
    assert megabytes < 20


def test_a_million_formatted_empty_rows_are_refused_with_little_memory():
    rows = b"".join(b'<row r="%d" s="1"/>' % row for row in range(3, 1_000_001))
    content = _repacked(
        xlsx(COLUMNS, ["09/4/2024", "A", 5]),
        {SHEET: lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")},
    )

    sentence, megabytes = _told_with_memory(content)

    assert "hơn 50.000 hàng" in sentence
    assert megabytes < 60


def test_more_lines_than_can_be_shown_are_refused():
    rows = "".join(f"09/4/2024,,{number}\n" for number in range(20_001))

    assert "20.000 dòng" in told(f"Ngày,Khu,Số đơn vị máu\n{rows}".encode())


def _with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    return _repacked(xlsx(COLUMNS, ["09/4/2024", "A", 5]), {SHEET: change})


def test_a_formatted_cell_in_the_last_row_of_excel_is_passed_over():
    far = b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    content = _with_sheet(lambda xml: xml.replace(b"</sheetData>", far))

    assert len(read(content).lines) == 1


def test_something_in_the_last_row_of_excel_is_too_far():
    far = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'

    assert "50.000" in told(_with_sheet(lambda xml: xml.replace(b"</sheetData>", far)))


def _with_many(element: bytes, count: int) -> bytes:
    many = b"<row>" + element * count + b"</row></sheetData>"
    return _with_sheet(lambda xml: xml.replace(b"</sheetData>", many))


@pytest.mark.parametrize(
    ("element", "why"),
    [(b"<c/>", "quá lớn"), (b"<x></x>", "quá lớn"), (b"<row/>", "hơn 50.000 hàng")],
)
def test_millions_of_empty_elements_are_refused_before_they_are_parsed(monkeypatch, element, why):
    content = _with_many(element, 3_000_000)
    monkeypatch.setattr("campaigns.sheets.excel.iterparse", None)

    sentence, megabytes = _told_with_memory(content)

    assert why in sentence
    assert megabytes < 20


def test_a_row_wider_than_any_of_excel_is_refused():
    assert "hỏng" in told(_with_many(b"<c/>", 16_385))


def test_a_row_as_wide_as_excel_has_them_is_read():
    assert len(read(_with_many(b"<c/>", 16_384)).lines) == 1


def test_millions_of_shared_texts_are_refused():
    many = b"<si/>" * 500_000 + b"</sst>"
    content = _repacked(
        xlsx(COLUMNS, ["09/4/2024", "A", 5]),
        {"xl/sharedStrings.xml": lambda xml: xml.replace(b"</sst>", many)},
    )

    assert "quá lớn khi mở ra" in told(content)


def test_a_text_of_empty_lines_ends_soon():
    assert "50.000 hàng" in told("Ngày,Số đơn vị máu\n".encode() + b"\n" * 60_000)


def test_commas_in_a_note_do_not_hide_the_signs_that_part_cells():
    content = "Ngày;Số đơn vị máu;Ghi chú\n9/4/2024;5;a,b,c,d,e,f,g,h\n".encode()

    assert _values(read(content), "Số đơn vị máu") == ["5"]


def test_a_percentage_is_no_count():
    def draw(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", COLUMNS)
        sheet.write("A2", "09/4/2024")
        sheet.write("C2", 1, book.add_format({"num_format": "0%"}))

    assert "phần trăm" in read(drawn(draw)).lines[0]["Số đơn vị máu"].problem
