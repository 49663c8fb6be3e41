"""The sheets of an Excel workbook, row by row."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHEET_MAIN_NS

from ..office_files import DAMAGED, MEGABYTE, TOO_LARGE_UNPACKED
from .grids import EMPTY, Cell, Grid, Merged, day_or_text

# Of what is in a workbook besides cells: nobody reads it here.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")

MOST_ROWS = 50_000  # empty ones that somebody has formatted included
MOST_ELEMENTS = 1_500_000  # of all sheets together: a cell has two or three
MOST_SHEETS = 100
MOST_COLUMNS = 100
WIDEST_ROW = 16_384  # cells: Excel's own bound
MOST_MERGED = 2_000
TOO_MANY_ROWS = gettext_lazy(
    "Trang tính “%(title)s” có hơn 50.000 hàng, kể cả hàng trống có định dạng; hãy chép riêng "
    "vùng số liệu sang một bảng mới."
)


def excel_grids(content: bytes) -> Iterator[Grid]:
    """The visible sheets; a formula gives the value that was stored with it.

    Raises:
        ValidationError: it cannot be read, or has too many rows.
    """
    with _told_if_damaged():
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise ValidationError(TOO_LARGE_UNPACKED)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        layouts = list(_layouts(visible))
    for sheet, layout in zip(visible, layouts, strict=True):
        yield Grid(str(sheet.title), _rows(sheet, layout), layout.merged)


@contextmanager
def _told_if_damaged() -> Iterator[None]:
    try:
        yield
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken file makes the reader stumble over
        raise ValidationError(DAMAGED) from error


@dataclass(slots=True)
class _Layout:
    """What the library leaves out where it reads row by row.

    ``uncalculated``: cells like ``C7`` whose formula has no value stored with it. ``last_row`` is
    the last in which anything stands.
    """

    merged: tuple[Merged, ...] = ()
    uncalculated: set[str] = field(default_factory=set)
    rows: int = 0
    last_row: int = 1


def _layouts(sheets: Sequence[Any]) -> Iterator[_Layout]:
    """Look over each sheet before it is read, in little memory, and only so far."""
    left = MOST_ELEMENTS
    for sheet in sheets:
        left -= _elements_of(sheet, at_most=left)
        layout = _Layout()
        with sheet._get_source() as source:
            for _event, element in iterparse(source):
                _look_at(element, layout)
                if layout.rows > MOST_ROWS or layout.last_row > MOST_ROWS:
                    raise ValidationError(TOO_MANY_ROWS % {"title": sheet.title})
        yield layout


def _elements_of(sheet: Any, at_most: int) -> int:
    """How many elements the sheet opens; counted, since to parse millions takes many seconds.

    Raises:
        ValidationError: there are more than ``at_most``.
    """
    rows = elements = 0
    with sheet._get_source() as source:
        for part in iter(lambda: source.read(MEGABYTE), b""):
            rows += part.count(b"<row")
            elements += part.count(b"<") - part.count(b"</")
    if elements <= at_most:
        return elements
    if rows > MOST_ROWS:
        raise ValidationError(TOO_MANY_ROWS % {"title": sheet.title})
    raise ValidationError(TOO_LARGE_UNPACKED)


def _look_at(element: Any, layout: _Layout) -> None:
    """Take note of an element that has been read whole, and let it go."""
    name = element.tag.removeprefix(f"{{{SHEET_MAIN_NS}}}")
    if name in ("f", "v", "is", "t"):
        return  # told of with their cell
    if name == "c" and len(element):
        reference = element.get("r", "")
        if _is_uncalculated(element):
            layout.uncalculated.add(reference)
        row = re.search(r"\d+", reference)
        layout.last_row = max(layout.last_row, int(row[0]) if row else layout.rows + 1)
    elif name == "row":
        layout.rows += 1
        if len(element) > WIDEST_ROW:
            raise ValidationError(DAMAGED)
    elif name == "mergeCell" and len(layout.merged) < MOST_MERGED:
        layout.merged += (_merged(element.get("ref", "")),)
    element.clear()


def _is_uncalculated(cell: Any) -> bool:
    has = {child.tag.removeprefix(f"{{{SHEET_MAIN_NS}}}") for child in cell}
    return "f" in has and "v" not in has


def _merged(reference: str) -> Merged:
    left, top, right, bottom = range_boundaries(reference)
    return Merged(top or 1, bottom or 1, left or 1, right or 1)


def _rows(sheet: Any, layout: _Layout) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # some programs write them wrong
    with _told_if_damaged():
        for row in sheet.iter_rows(max_row=layout.last_row, max_col=MOST_COLUMNS):
            # Most of the many columns are empty ones that the library adds.
            width = next((at for at in range(len(row), 0, -1) if row[at - 1] is not EMPTY_CELL), 0)
            cells = [_cell(each, layout.uncalculated) for each in row[:width]]
            while cells and cells[-1] is EMPTY:
                cells.pop()
            yield cells


# One for all cells that say the same; of another type is not the same, though 1 == 1.0 == True.
_shared = lru_cache(maxsize=2000, typed=True)(Cell)
LONGEST_SHARED = 100  # characters; a longer text stands in one cell, and would fill the memory


def _cell(cell: Any, uncalculated: Set[str]) -> Cell:
    if cell.value is None:
        if uncalculated and cell is not EMPTY_CELL and cell.coordinate in uncalculated:
            return Cell(problem=_("ô là công thức chưa tính; mở bằng Excel rồi lưu lại"))
        return EMPTY
    if cell.data_type == "e":
        return Cell(problem=_("ô báo lỗi %(error)s") % {"error": cell.value})
    if isinstance(cell.value, int | float) and "%" in (cell.number_format or ""):
        return Cell(problem=_("ô ghi phần trăm; hãy ghi số đếm"))
    value = day_or_text(cell.value)
    if isinstance(value, str):
        value = unescape(value)  # _x000D_ is a sign that XML cannot hold
    is_first = isinstance(value, date) and value.day == 1
    make = Cell if isinstance(value, str) and len(value) > LONGEST_SHARED else _shared
    return make(value, is_first and _shows_no_day(cell.number_format))


def _shows_no_day(number_format: str | None) -> bool:
    """``mmm-yy``: what Excel makes of a typed 7/2024."""
    shown = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", number_format or "").lower()
    return "y" in shown and "m" in shown and "d" not in shown
