"""An empty sheet to fill in: the headers, lists of known names, and cells that check themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter.utility import xl_col_to_name

from campaigns.form_fields import FIRST_YEAR, LAST_YEAR
from campaigns.models.places import Named

from .directory import Directories
from .sheet import Holds, Sheet, SheetColumn

LINES = 1_000  # with lists and checks
LISTS = "Danh sách"
WIDTHS = {Holds.COMPANY: 44, Holds.FACILITY: 40, Holds.ZONE: 22, Holds.COUNT: 12, Holds.DAY: 13}
NOT_LISTED = gettext_lazy(
    "Tên này chưa có trong danh sách. Vẫn ghi được; phần mềm sẽ hỏi lại khi nhập."
)


def template(sheet: type[Sheet], directories: Directories) -> bytes:
    """The workbook for one kind of sheet, with the names of one committee."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet(str(sheet.title)[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {
        Holds.DAY: book.add_format({"num_format": "dd/mm/yyyy"}),
        Holds.COUNT: book.add_format({"num_format": "#,##0"}),
    }
    text = book.add_format({"num_format": "@"})
    ranges = _lists(book, sheet.columns, directories)
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.header, bold)
        width = WIDTHS.get(column.holds, max(14, len(column.header) + 2))
        page.set_column(at, at, width, formats.get(column.holds, text))
        if checks := _checks(column, ranges):
            page.data_validation(1, at, LINES, at, checks)
    page.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def _lists(
    book: Any, columns: Sequence[SheetColumn], directories: Directories
) -> Mapping[Holds, str]:
    """Known names on a hidden sheet, and where they stand there."""
    rows: Mapping[Holds, Sequence[Named]] = {
        Holds.ZONE: directories.zones.rows,
        Holds.COMPANY: directories.companies.rows,
        Holds.FACILITY: directories.facilities.rows,
    }
    used = [column.holds for column in columns if rows.get(column.holds)]
    if not used:
        return {}
    hidden = book.add_worksheet(LISTS)
    hidden.hide()
    ranges = {}
    for at, holds in enumerate(used):
        names = [row.name for row in rows[holds]]
        for line, name in enumerate(names):
            hidden.write_string(line, at, name)
        letter = xl_col_to_name(at)
        ranges[holds] = f"='{LISTS}'!${letter}$1:${letter}${len(names)}"
    return ranges


def _checks(column: SheetColumn, ranges: Mapping[Holds, str]) -> dict[str, Any]:
    """What Excel itself says of a cell while it is typed; a doubtful name is not refused there."""
    checks: dict[str, Any] = {}
    if column.holds is Holds.WORD:
        checks = {"validate": "list", "source": list(column.words)}
    elif column.holds in ranges:
        told = {"error_type": "warning", "error_message": str(NOT_LISTED)}
        checks = {"validate": "list", "source": ranges[column.holds], **told}
    elif column.holds is Holds.COUNT:
        told = {"error_message": _("Nhập số nguyên, từ 0.")}
        checks = {"validate": "integer", "criteria": ">=", "value": 0, **told}
    elif column.holds is Holds.DAY:
        told = {"error_type": "warning", "error_message": _("Ngày như 09/4/2024.")}
        days = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
        checks = {"validate": "date", "criteria": "between", **days, **told}
    if column.help_text:
        checks = {"validate": "any", **checks, "input_message": str(column.help_text)}
    return checks
