"""The sheets of an Excel workbook, row by row."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS

from ..office_files import DAMAGED
from .grids import EMPTY, Cell, Grid, Merged, day_or_text

# Of what is in a workbook besides cells: nobody reads it here.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")

MOST_ROWS = 50_000  # empty ones that somebody has formatted included
MOST_COLUMNS = 100
MOST_MERGED = 20_000


def excel_grids(content: bytes) -> Iterator[Grid]:
    """The visible sheets; a formula gives the value that was stored with it.

    Raises:
        ValidationError: it cannot be read, or has too many rows.
    """
    with _told_if_damaged():
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        layouts = [_layout(sheet) for sheet in visible]
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


@dataclass(frozen=True, slots=True)
class _Layout:
    """``uncalculated``: cells like ``C7`` whose formula has no value stored with it."""

    merged: tuple[Merged, ...]
    uncalculated: Set[str]


def _layout(sheet: Any) -> _Layout:
    """What the library leaves out where it reads row by row, and whether that is wise at all."""
    merged: list[Merged] = []
    uncalculated: set[str] = set()
    rows = 0
    with sheet._get_source() as source:
        for _event, element in iterparse(source):
            name = element.tag.removeprefix(f"{{{SHEET_MAIN_NS}}}")
            if name == "c" and _is_uncalculated(element):
                uncalculated.add(element.get("r", ""))
            elif name == "row":
                rows += 1
                element.clear()
            elif name == "mergeCell" and len(merged) < MOST_MERGED:
                merged.append(_merged(element.get("ref", "")))
            if rows > MOST_ROWS:
                raise ValidationError(
                    _(
                        "Trang tính “%(title)s” có hơn 50.000 hàng, kể cả hàng trống có định dạng; "
                        "hãy chép riêng vùng số liệu sang một bảng mới."
                    )
                    % {"title": sheet.title}
                )
    return _Layout(tuple(merged), uncalculated)


def _is_uncalculated(cell: Any) -> bool:
    has = {child.tag.removeprefix(f"{{{SHEET_MAIN_NS}}}") for child in cell}
    return "f" in has and "v" not in has


def _merged(reference: str) -> Merged:
    left, top, right, bottom = range_boundaries(reference)
    return Merged(top or 1, bottom or 1, left or 1, right or 1)


def _rows(sheet: Any, layout: _Layout) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # some programs write them wrong
    with _told_if_damaged():
        for row in sheet.iter_rows(max_col=MOST_COLUMNS):
            cells = [_cell(each, layout.uncalculated) for each in row]
            while cells and cells[-1] is EMPTY:
                cells.pop()
            yield cells


def _cell(cell: Any, uncalculated: Set[str]) -> Cell:
    if cell.value is None:
        if uncalculated and cell is not EMPTY_CELL and cell.coordinate in uncalculated:
            return Cell(problem=_("ô là công thức chưa tính; mở bằng Excel rồi lưu lại"))
        return EMPTY
    if cell.data_type == "e":
        return Cell(problem=_("ô báo lỗi %(error)s") % {"error": cell.value})
    value = day_or_text(cell.value)
    is_first = isinstance(value, date) and value.day == 1
    return Cell(value, is_month=is_first and _shows_no_day(cell.number_format))


def _shows_no_day(number_format: str | None) -> bool:
    """``mmm-yy``: what Excel makes of a typed 7/2024."""
    shown = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", number_format or "").lower()
    return "y" in shown and "m" in shown and "d" not in shown
