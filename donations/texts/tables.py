"""Tables copied from Word: a line a row, cells parted by tabs, a heading that says what is what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaigns.folding import fold
from campaigns.place import bare_zone

from .days import days_in
from .facts import FoundDrive, FoundTotal, Hedge, Kind
from .grammar import HEDGED, hedge_of, number_of, phrase
from .marked import Marked
from .names import Facilities
from .places import PlaceFound, UnclearPlaceError, place_at
from .sentences import Span

# Words of a heading's cell, folded, and what the column holds; the first that fits.
_COLUMNS = (
    ("luy ke", "derived"),
    ("ty le", "derived"),
    ("stt", "derived"),
    ("tiep nhan", "facilities"),
    ("dang ky", "registered"),
    ("tham du", "attended"),
    ("tham gia", "attended"),
    ("don vi mau", "units"),
    ("luong mau", "units"),
    ("dot", "number"),
    ("ngay", "day"),
    ("thoi gian", "day"),
    ("doanh nghiep", "host"),
    ("cong ty", "host"),
    ("khu cong nghiep", "zone"),
    ("kcn", "zone"),
    ("dia diem", "place"),
    ("noi to chuc", "place"),
)
_TOTAL = phrase(r"\s*(?:tổng cộng|tổng số|tổng|cộng)\s*$")
_MOST_COLUMNS = 40
_LONGEST = 100  # characters of a heading's cell that are looked at
_UNKNOWN = ("", "-", "...", "…")
_FIGURE = phrase(rf"\s*{HEDGED}\s*$")
_VENUE = re.compile(r"\s*\(([^()]{1,80})\)\s*$")
_BUILDING = phrase(r"(?:tòa|toà|nhà|hội trường|trung tâm|sân|trụ sở|văn phòng|phòng|khuôn viên)\b")


Key = tuple[date, int | str]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading's columns, by what they hold ("" where nobody knows), and the rows below it."""

    columns: tuple[str, ...]
    rows: tuple[Span, ...]


def tables_in(marked: Marked, lines: Sequence[Span]) -> Iterator[Table]:
    """Tables with a heading that tells at least days and units."""
    position = 0
    while position < len(lines):
        columns = _columns(marked, lines[position])
        position += 1
        if not {"day", "units"} <= set(columns):
            continue
        first = position
        while position < len(lines) and "\t" in marked.plain[slice(*lines[position])]:
            position += 1
        yield Table(columns, tuple(lines[first:position]))


def _columns(marked: Marked, line: Span) -> tuple[str, ...]:
    spans = cells_of(marked.plain, *line)
    if not 3 <= len(spans) <= _MOST_COLUMNS:
        return ()
    cells = [fold(marked.plain[start : min(end, start + _LONGEST)]) for start, end in spans]
    return tuple(next((name for words, name in _COLUMNS if words in cell), "") for cell in cells)


def cells_of(plain: str, start: int, end: int) -> list[Span]:
    cells = []
    for cell in plain[start:end].split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return cells


class _Row:
    """The cells of a row by what their columns hold."""

    def __init__(self, marked: Marked, columns: Sequence[str], cells: Sequence[Span]) -> None:
        self._marked = marked
        self._known = [cell for name, cell in zip(columns, cells, strict=True) if name]
        self.spans = dict(zip(columns, cells, strict=True))

    def mark(self) -> None:
        """All cells that a heading names; what only follows from the others is not read anew."""
        for cell in self._known:
            self._marked.mark(*cell)

    def text(self, name: str) -> str:
        text = self._marked.plain[slice(*self.spans.get(name, (0, 0)))].strip()
        return "" if text in _UNKNOWN else text

    def figure(self, name: str) -> tuple[int, Hedge] | None:
        found = _FIGURE.match(self.text(name))
        return (number_of(found["number"]), hedge_of(found)) if found else None


def read_row(
    marked: Marked, table: Table, row: Span, year: int | None
) -> tuple[FoundDrive | None, list[FoundTotal], Facilities]:
    """The drive of a row with its registrations, or the totals of the last row; marks the row.

    A row that does not fit under its heading says nothing.
    """
    cells = cells_of(marked.plain, *row)
    label = next((marked.plain[slice(*cell)] for cell in cells if cell[1] > cell[0]), "")
    if _TOTAL.match(label):
        return None, _totals(marked, table, cells), Facilities()
    if len(cells) != len(table.columns):
        return None, [], Facilities()
    read = _Row(marked, table.columns, cells)
    facilities = _facilities(marked, read)
    drive = _drive(marked, read, row, year, facilities)
    if drive is None:
        return None, [], Facilities()
    read.mark()
    return drive, _registered(marked, read), facilities


def _drive(
    marked: Marked, read: _Row, row: Span, year: int | None, facilities: Facilities
) -> FoundDrive | None:
    days = days_in(marked, *read.spans["day"])
    day = days[0].on(year) if len(days) == 1 else None
    place = _place(marked, read)
    units = read.figure("units")
    number = read.figure("number")
    if day is None or place is None or (units is None and read.text("units")[:1].isdigit()):
        return None
    attended, hedge = read.figure("attended") or (None, "exact")
    return FoundDrive(
        words=marked.words(*row),
        number=number[0] if number else None,
        day=day,
        form=place.form,
        zone=place.zone,
        host=place.host,
        venue=place.venue,
        units=units[0] if units and units[1] == "exact" else None,
        attended=attended,
        attended_hedge=hedge,
        facilities=facilities.names,
        status="held",
    )


def _place(marked: Marked, read: _Row) -> PlaceFound | None:
    """Of columns for the zone and the company, or of one for the place."""
    if "place" in read.spans:
        start, end = read.spans["place"]
        try:
            found = place_at(marked, start, end)
        except UnclearPlaceError:
            return None
        return found if found.spans else None
    zone, zone_venue = _with_venue(bare_zone(read.text("zone")))
    host, host_venue = _with_venue(read.text("host"))
    if _BUILDING.match(zone):
        zone, zone_venue = "", zone
    return PlaceFound("company" if host else "zone", zone, host, host_venue or zone_venue)


def _with_venue(name: str) -> tuple[str, str]:
    """ "Phố Nối A (tòa nhà Ramen)" in its two parts; "(Việt Nam)" belongs to the name."""
    inside = _VENUE.search(name)
    if inside and _BUILDING.match(inside[1]):
        return name[: inside.start()], inside[1]
    return name, ""


def _facilities(marked: Marked, read: _Row) -> Facilities:
    text = read.text("facilities")
    parts = text.split(";") if ";" in text else re.split(r", | và ", text)
    names = tuple(filter(None, (part.strip() for part in parts)))
    starts = [marked.plain.index(name, *read.spans["facilities"]) for name in names]
    spans = [(start, start + len(name)) for start, name in zip(starts, names, strict=True)]
    return Facilities(names, tuple(spans))


def _registered(marked: Marked, read: _Row) -> list[FoundTotal]:
    figure = read.figure("registered")
    if figure is None:
        return []
    words = marked.words(*read.spans["registered"])
    return [FoundTotal(words, "registered", *figure, "drive")]


def _totals(marked: Marked, table: Table, cells: Sequence[Span]) -> list[FoundTotal]:
    """The last row's, its cells counted from the right: its label takes several of them."""
    shown = min(len(cells), len(table.columns))
    read = _Row(marked, table.columns[-shown:], cells[-shown:])
    kinds: tuple[Kind, ...] = ("units", "attended", "registered")
    found = []
    for kind in kinds:
        if figure := read.figure(kind):
            words = marked.words(*read.spans[kind])
            found.append(FoundTotal(words, kind, *figure, "period"))
    read.mark()
    return found


def drive_keys(drive: FoundDrive) -> tuple[Key, ...]:
    """By what a row tells a drive again: its day with its number, or with its host or zone."""
    place = fold(drive.host or drive.zone or drive.venue)
    by_place: Key = (drive.day.on, place)
    return (by_place,) if drive.number is None else ((drive.day.on, drive.number), by_place)


def with_row(told: FoundDrive, row: FoundDrive) -> FoundDrive:
    """``told`` with what only its row says."""
    knows = told.attended is not None
    return replace(
        told,
        units=row.units if told.units is None else told.units,
        attended=told.attended if knows else row.attended,
        attended_hedge=told.attended_hedge if knows else row.attended_hedge,
        facilities=told.facilities or row.facilities,
    )
