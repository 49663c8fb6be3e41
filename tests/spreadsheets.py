"""Spreadsheets as people bring them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

DRIVE_HEADERS = [
    *("Mã đợt", "Ngày", "Hình thức", "Khu công nghiệp", "Doanh nghiệp", "Đơn vị tiếp nhận"),
    *("Đăng ký", "Tham dự", "Số đơn vị máu", "Túi 250 ml", "Túi 350 ml", "Túi 450 ml"),
    *("Trạng thái", "Ghi chú"),
]


def xlsx(headers: Sequence[str], *rows: dict[str, object] | Sequence[object]) -> bytes:
    """A sheet with a header row; a row by header, or in the order of the headers."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for at, header in enumerate(headers):
        sheet.write_string(0, at, header)
    for number, row in enumerate(rows, 1):
        cells = [row.get(header) for header in headers] if isinstance(row, dict) else row
        for at, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(number, at, value, day)
            elif isinstance(value, str):
                sheet.write_string(number, at, value)
            elif value is not None:
                sheet.write(number, at, value)
    book.close()
    return buffer.getvalue()


def drives_sheet(*rows: dict[str, object]) -> bytes:
    """A sheet by the contract's headers; what a row leaves out is empty."""
    return xlsx(DRIVE_HEADERS, *rows)


def uploaded(content: bytes, name: str = "bang.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def csv(rows: Iterable[Sequence[str]], sign: str = ",") -> bytes:
    return "\n".join(sign.join(row) for row in rows).encode("utf-8-sig")
