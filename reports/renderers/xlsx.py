"""The annex of a document as a spreadsheet: the same table, with real dates, numbers and sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import cache
from io import BytesIO
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ..blocks import AnnexHead, Cell, Document, Heading, Notes, Paragraph, SumRow, Table, Title
from ..document import RESULTS
from .typeface import bold_width

FONT, SIZE = "Times New Roman", 11
A4 = 9
SIDE, TOP = 15 / 25.4, 20 / 25.4  # margins, in inches
WIDTH = 130  # of the table, in digits: about what A4 landscape holds
POINTS_A_DIGIT = 5.5

_ALIGN = {"center": "center", "start": "left", "end": "right"}
Look = Callable[..., Format]


def render(document: Document) -> bytes:
    """Where no drive was held there is no annex: the title, and what the report says of that."""
    buffer = BytesIO()
    options = {
        "in_memory": True,
        # What people typed stays text, whatever sign it begins with.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
    }
    book = xlsxwriter.Workbook(buffer, options)
    made_on = datetime.combine(document.summary.as_of, time())
    author = document.summary.committee.name
    book.set_properties({"title": document.title, "author": author, "created": made_on})
    sheet = book.add_worksheet(_name(document))
    _set_page(sheet)

    @cache
    def look(**properties: object) -> Format:
        wrapped = {"text_wrap": True, "valign": "top"}
        return book.add_format({**wrapped, **properties})

    _draw(sheet, look, document)
    book.close()
    return buffer.getvalue()


def _name(document: Document) -> str:
    labels = [block.label for block in document.blocks if isinstance(block, AnnexHead)]
    names = [block.name for block in document.blocks if isinstance(block, Title)]
    return [*labels, *names][0]


def _set_page(sheet: Worksheet) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)  # one page wide, as many high as it takes
    sheet.set_margins(left=SIDE, right=SIDE, top=TOP, bottom=SIDE)
    sheet.center_horizontally()
    sheet.set_header(f'&C&"{FONT}"&13&P')


def _draw(sheet: Worksheet, look: Look, document: Document) -> None:
    row = 0
    tables = [block for block in document.blocks if isinstance(block, Table)]
    last = max([len(table.columns) for table in tables], default=10) - 1
    for text, line_look in _lines_above(document, look):
        _merge(sheet, row, last, text, line_look)
        row += 1
    for table in tables:
        row = _table(sheet, look, table, row + 1)
    for block in document.blocks:
        if isinstance(block, Notes):
            for text in block.texts:
                row += 1
                _merge(sheet, row, last, text, look())


def _lines_above(document: Document, look: Look) -> Iterator[tuple[str, Format]]:
    title = look(bold=True, align="center", font_size=13)
    for block in document.blocks:
        if isinstance(block, AnnexHead):
            yield block.label, title
            yield block.title, title
            yield block.belongs_to, look(italic=True, align="center")
            return
    yield document.title, title
    yield _results(document), look()


def _results(document: Document) -> str:
    """The first sentence under the heading of the results."""
    blocks = iter(document.blocks)
    for block in blocks:
        if isinstance(block, Heading) and block.text.endswith(RESULTS):
            return next(each.text for each in blocks if isinstance(each, Paragraph))
    return ""


def _merge(sheet: Worksheet, row: int, last: int, text: str, look: Format) -> None:
    """A line over the table's whole width, high enough: no program fits merged cells by itself."""
    sheet.merge_range(row, 0, row, last, text, look)
    lines = ceil(bold_width(text, look.font_size) / (WIDTH * POINTS_A_DIGIT))
    sheet.set_row(row, 1.3 * look.font_size * max(1, lines))


def _table(sheet: Worksheet, look: Look, table: Table, top: int) -> int:
    """Draw ``table`` from row ``top`` on; the row below it."""
    whole = sum(column.width for column in table.columns)
    head = look(bold=True, border=1, align="center", valign="vcenter")
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, WIDTH * column.width / whole)
        sheet.write_string(top, index, column.title, head)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    row = top + 1
    if table.carried:
        _label(sheet, row, table, table.carried, look(border=1, align="center"))
        for index, cell in enumerate(table.carried.cells, table.label_span):
            _write(sheet, row, index, cell, look, align="right")
        row += 1
    first = row
    for cells in table.rows:
        for index, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
            _write(sheet, row, index, cell, look, align=_ALIGN[column.align])
        row += 1
    _label(sheet, row, table, table.total, look(bold=True, border=1, align="center"))
    for index, cell in enumerate(table.total.cells, table.label_span):
        formula = _total(table, index, cell, first, row - 1)
        _write(sheet, row, index, cell, look, formula, align="right", bold=True)
    return row + 1


def _label(sheet: Worksheet, row: int, table: Table, sums: SumRow, look: Format) -> None:
    sheet.merge_range(row, 0, row, table.label_span - 1, sums.label, look)


def _write(
    sheet: Worksheet,
    row: int,
    column: int,
    cell: Cell,
    look: Look,
    formula: str = "",
    **properties: object,
) -> None:
    if cell.number is not None:
        # As many decimals as the report prints.
        shown = look(border=1, num_format="0.0" if "," in cell.text else "#,##0", **properties)
        if formula:
            sheet.write_formula(row, column, formula, shown, cell.number)
        else:
            sheet.write_number(row, column, cell.number, shown)
    elif cell.day:
        shown = look(border=1, num_format="dd/mm/yyyy", **properties)
        sheet.write_datetime(row, column, cell.day, shown)
    else:
        sheet.write_string(row, column, cell.text, look(border=1, **properties))


def _total(table: Table, column: int, total: Cell, first: int, last: int) -> str:
    """The formula of a total whose whole column is numbers; else none."""
    if total.number is None or any(row[column].number is None for row in table.rows):
        return ""
    return {
        "sum": f"=SUM({xl_range(first, column, last, column)})",
        "last": f"={xl_rowcol_to_cell(last, column)}",
    }.get(table.columns[column].total, "")
