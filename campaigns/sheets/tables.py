"""The table in a file: its header row, wherever that stands, and the lines below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..folding import fold
from .files import grid_sheets
from .grids import EMPTY, Cell, Grid, Merged

HEADER_WITHIN = 30  # rows: a title, an office, a date stand above it
MOST_LINES = 20_000
TOTALS = {"tong", "tong cong", "tong so", "cong"}


class NoTableError(ValidationError):
    """No sheet of the file has the header that is wanted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; ``number`` is the sheet's own."""

    number: int
    cells: dict[str, Cell]

    def __getitem__(self, header: str) -> Cell:
        """Empty where the table has no such column."""
        return self.cells.get(header, EMPTY)


@dataclass(frozen=True, slots=True)
class Table:
    """``unread`` are headers that say nothing to us, ``skipped`` the numbers of lines with sums."""

    lines: tuple[Line, ...]
    unread: tuple[str, ...] = ()
    skipped: tuple[int, ...] = ()


def read_table(content: bytes, *, columns: Sequence[str], required: Collection[str]) -> Table:
    """The table with these columns; others are left aside, and named.

    Titles above the header, empty rows, rows of sums, a repeated header, hidden sheets and
    sheets with something else are passed over.

    Raises:
        NoTableError: there is no such table.
        ValidationError: there are several, it has no lines, or the file cannot be read.
    """
    wanted = {_key(column): column for column in columns}
    found: list[tuple[str, Table]] = []
    nearest: set[str] = set()
    for grid in grid_sheets(content):
        rows = enumerate(grid.rows, 1)
        for _number, cells in islice(rows, HEADER_WITHIN):
            headers = [_key(cell.text) for cell in cells]
            there = {wanted[header] for header in headers if header in wanted}
            nearest = max(nearest, there, key=len)
            if there.issuperset(required):
                found.append((grid.title, _table(grid, headers, cells, rows, wanted)))
                break
    if not found:
        raise NoTableError(_no_header(columns, required, nearest))
    return _the_one_with_lines(found)


def _the_one_with_lines(found: Sequence[tuple[str, Table]]) -> Table:
    """Headers alone, of a copy that nobody has filled in, are in nobody's way."""
    filled = [(title, table) for title, table in found if table.lines]
    if not filled:
        raise ValidationError(_("Bảng chỉ có hàng tiêu đề, không có dòng nào ở dưới."))
    if len(filled) > 1:
        titles = ", ".join(f"“{title}”" for title, _table_of in filled)
        raise ValidationError(
            _("Nhiều trang tính có cùng đầu cột: %(titles)s; hãy để lại một.") % {"titles": titles}
        )
    return filled[0][1]


def _key(header: str) -> str:
    """Case, accents, punctuation and line breaks in a header do not matter."""
    return " ".join(re.findall(r"\w+", fold(header)))


def _no_header(columns: Sequence[str], required: Collection[str], nearest: Collection[str]) -> str:
    missing = [column for column in columns if column in required and column not in nearest]
    if nearest:
        return _("Bảng thiếu cột: %(columns)s.") % {"columns": ", ".join(missing)}
    return _("Không thấy hàng tiêu đề có các cột: %(columns)s.") % {"columns": ", ".join(missing)}


def _table(
    grid: Grid,
    headers: Sequence[str],
    titles: Sequence[Cell],
    rows: Iterator[tuple[int, list[Cell]]],
    wanted: dict[str, str],
) -> Table:
    places = {at: wanted[header] for at, header in enumerate(headers) if header in wanted}
    if twice := next((each for each in places.values() if [*places.values()].count(each) > 1), ""):
        raise ValidationError(_("Cột “%(column)s” có hai lần trong bảng.") % {"column": twice})
    lines: list[Line] = []
    skipped: list[int] = []
    for line in _filled(_lines(rows, places), grid.merged, places):
        said = [cell for cell in line.cells.values() if not cell.is_empty]
        if _key(said[0].text) in TOTALS:
            skipped.append(line.number)
        elif any(_key(line[column].text) != _key(column) for column in places.values()):
            lines.append(line)
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Bảng có hơn 20.000 dòng; hãy chia thành nhiều tệp."))
    unread = [
        titles[at].text for at, header in enumerate(headers) if header and header not in wanted
    ]
    return Table(tuple(lines), tuple(unread), tuple(skipped))


def _lines(rows: Iterator[tuple[int, list[Cell]]], places: dict[int, str]) -> Iterator[Line]:
    """Rows in which something stands under a known header."""
    for number, cells in rows:
        told = {column: cells[at] if at < len(cells) else EMPTY for at, column in places.items()}
        if any(not cell.is_empty for cell in told.values()):
            yield Line(number, told)


def _filled(
    lines: Iterator[Line], merged: Sequence[Merged], places: dict[int, str]
) -> Iterator[Line]:
    """With what stands in a cell that was merged down over several rows, in each of them."""
    spans = sorted(
        (
            each
            for each in merged
            if each.last_row > each.first_row and each.first_column - 1 in places
        ),
        key=lambda each: each.first_row,
    )
    tops: dict[Merged, Cell] = {}
    open_spans: list[Merged] = []
    at = 0
    for line in lines:
        while at < len(spans) and spans[at].first_row <= line.number:
            open_spans.append(spans[at])
            at += 1
        open_spans = [each for each in open_spans if each.last_row >= line.number]
        for span in open_spans:
            column = places[span.first_column - 1]
            top = tops.setdefault(span, replace(line[column], is_shared=True))
            line.cells[column] = top
        yield line
