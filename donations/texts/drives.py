"""Single drives, read from one item of a list or one sentence of the news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaigns.dates import Day

from .days import DayFound, days_in, hours_in
from .facts import FoundDrive, FoundTotal, Hedge, Kind, Status, Words
from .figures import Figure, drives_counted, figures_in, total_of
from .grammar import (
    CANCELLED,
    DONE,
    DRIVES_COUNTED,
    NO_RESULT,
    NO_UNITS,
    NOBODY_CAME,
    OF_DRIVES,
    OTHER_DRIVES,
    PLANNED,
    POSTPONED,
    ROUND,
    SO_FAR,
    UNITS_EXPECTED,
    number_of,
    ordinal_of,
    phrase,
)
from .marked import Marked
from .names import facilities_in
from .papers import OF_A_YEAR, PERIOD, Times
from .places import PlaceFound, UnclearPlaceError, place_in
from .sentences import Span

# "dự kiến ban đầu ngày 06/6/2024": the day that a drive was put off from
_AT_FIRST = phrase(r"\bban đầu(?: là)?(?: vào)? $")
# "sang ngày 20/8/2024", "dự kiến ngày 20/8/2024": the one that it was put off to
_ANEW = phrase(r"\b(?:sang|đến|lại|dự kiến|chuyển|vào)(?: vào)?(?: ngày)? ?$")
_AGAIN = phrase(r"\btổ chức lại\b")
_OF_OTHERS = (SO_FAR, PERIOD, DRIVES_COUNTED, ROUND, OF_A_YEAR, OTHER_DRIVES)
_LONGEST = 7  # days; what lasts longer is a time, not a drive


@dataclass(slots=True)
class _Item:
    """The words of one drive; ``spans`` are those that a fact was read from."""

    marked: Marked
    start: int
    end: int
    spans: list[Span]

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.marked.plain, self.start, self.end) is not None

    def took(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match that nothing has been read from, taken."""
        found = self.marked.find(pattern, self.start, self.end)[:1]
        self.spans += [match.span() for match in found]
        return found[0] if found else None


def drives_in(
    marked: Marked, start: int, end: int, times: Times
) -> tuple[list[FoundDrive], list[FoundTotal]]:
    """The drive of an item, with the day it is put off to as a second one; registrations beside.

    Nothing where the item counts several drives, sums up, or leaves open which day or place.
    """
    item = _Item(marked, start, end, [])
    status = _status(item)
    days = _days(item, status, times)
    number = _number(item)
    counted = drives_counted(marked, start, end)
    is_one = {figure.number for figure in counted} <= {1}
    if not days or not is_one or item.has(SO_FAR):
        return [], []
    try:
        place = place_in(marked, start, end)
    except UnclearPlaceError:
        return [], []
    item.spans += place.spans
    drive = _drive(item, status, days[0], place, number)
    if drive is None:
        return [], []
    drives = [drive, *(replace(drive, day=day, status="planned") for day in days[1:])]
    return drives, _beside(item, counted)


def _status(item: _Item) -> Status:
    if item.has(POSTPONED):
        return "postponed"
    if item.has(CANCELLED):
        return "cancelled"
    return "planned" if item.has(PLANNED) else "held"


def _days(item: _Item, status: Status, times: Times) -> list[Day]:
    """The drive's day, of a postponed one also its new day; empty where that is not sure."""
    days = [day for day in days_in(item.marked, item.start, item.end) if not day.is_cited]
    anew: list[DayFound] = []
    if status == "postponed":
        put_off = POSTPONED.search(item.marked.plain, item.start, item.end)
        after = [day for day in days if put_off and day.start > put_off.start()]
        anew = [day for day in after if _is_told_so(_ANEW, item, day)]
        others = {day.start for day in anew}
        # "từ ngày 06/6/2024 sang ngày 20/8/2024" bounds no time.
        days = [
            replace(day, is_bound=day.is_bound and not anew)
            for day in days
            if day.start not in others
        ]
        if item.has(_AGAIN):
            days = [day for day in days if _is_told_so(_AT_FIRST, item, day)]
    days = [day for day in days if not day.is_bound]
    if len(days) != 1 or len(anew) > 1:
        return []
    found = [_on(days[0], status, times), *(_on(day, "planned", times) for day in anew)]
    item.spans += [(day.start, day.end) for day in (*days, *anew)]
    sure = [day for day in found if day]
    if len(sure) < len(found):
        return []
    # The hours are those of the only day, or of the new one.
    return [*sure[:-1], _with_hours(item, sure[-1])]


def _is_told_so(words: re.Pattern[str], item: _Item, day: DayFound) -> bool:
    """Whether ``words`` end where the day begins."""
    return words.search(item.marked.plain, max(day.start - 30, 0), day.start) is not None


def _on(day: DayFound, status: Status, times: Times) -> Day | None:
    on = day.on(times.year)
    if on is None or (on.last_on and (on.last_on - on.on).days >= _LONGEST):
        return None
    is_past = day.year is None and times.told_to is not None and on.latest < times.told_to
    # "dự kiến tháng 3" at the year's end means the next year, which the text does not say.
    return None if status == "planned" and is_past else on


def _with_hours(item: _Item, day: Day) -> Day:
    hours = hours_in(item.marked, item.start, item.end)
    if hours is None or day.is_month or day.last_on:
        return day
    match, starts_at, ends_at = hours
    item.spans.append(match.span())
    return replace(day, starts_at=starts_at, ends_at=ends_at)


def _number(item: _Item) -> int | None:
    """ "Đợt 1", "lần thứ 2"; ``None`` too where the item gives two."""
    matches = item.marked.find(ROUND, item.start, item.end)
    numbers = {ordinal_of(match["number"]) for match in matches}
    if len(numbers) != 1:
        return None
    item.spans += [match.span() for match in matches]
    return numbers.pop()


def _drive(
    item: _Item, status: Status, day: Day, place: PlaceFound, number: int | None
) -> FoundDrive | None:
    expected = item.took(UNITS_EXPECTED)
    units = _units(item)
    if units is not None and status == "planned":
        status = "held"
    has_gap = item.took(NO_RESULT) is not None
    is_told = bool(place.spans) or units is not None or number is not None or has_gap
    is_placed = bool(place.spans) and units is not None
    if not is_told or not (number or is_placed or item.has(OF_DRIVES)):
        return None
    attended, hedge = _attended(item)
    facilities = facilities_in(item.marked, item.start, item.end)
    item.spans += facilities.spans
    return FoundDrive(
        words=_words(item),
        number=number,
        day=day,
        form=place.form,
        zone=place.zone,
        host=place.host,
        venue=place.venue,
        units=units if status == "held" else None,
        attended=attended,
        attended_hedge=hedge,
        facilities=facilities.names,
        status=status,
        expected_units=number_of(expected["number"]) if expected else None,
    )


def is_surely_held(drive: FoundDrive, marked: Marked, start: int, end: int) -> bool:
    """Whether a drive told as if it were over has a result, or words that say so.

    "Ngày 9/4/2024 tổ chức Ngày hội tại …" stands in news and in invitations alike.
    """
    has_result = drive.units is not None or drive.attended is not None
    return has_result or any(
        pattern.search(marked.plain, start, end) for pattern in (DONE, NO_RESULT)
    )


def _units(item: _Item) -> int | None:
    if item.took(NO_UNITS):
        return 0
    figure = _only(item, "units")
    if figure is None or figure.hedge != "exact":
        return None  # bags are counted: "gần 300 đơn vị máu" is no number of them
    item.spans.append(figure.span)
    return figure.number


def _attended(item: _Item) -> tuple[int | None, Hedge]:
    if item.took(NOBODY_CAME):
        return 0, "exact"
    figure = _only(item, "attended")
    if figure is None:
        return None, "exact"
    item.spans.append(figure.span)
    return figure.number, figure.hedge


def _only(item: _Item, kind: Kind) -> Figure | None:
    """The item's figure of a kind; ``None`` where there are two."""
    figures = figures_in(item.marked, item.start, item.end)
    of_kind = [figure for figure in figures if figure.kind == kind]
    return of_kind[0] if len(of_kind) == 1 else None


def _words(item: _Item) -> Words:
    """From the first words of the drive to the last; all that was read from is marked."""
    for span in item.spans:
        item.marked.mark(*span)
    first = min(start for start, _ in item.spans)
    last = max(end for _, end in item.spans)
    return item.marked.words(first, last)


def _beside(item: _Item, counted: Sequence[Figure]) -> list[FoundTotal]:
    """Registrations of the drive; where it is told as the period's only one, its totals."""
    figures = figures_in(item.marked, item.start, item.end, read_too=bool(counted))
    if counted:
        return [total_of(item.marked, figure, "period") for figure in (*counted, *figures)]
    registered = [figure for figure in figures if figure.kind == "registered"]
    return [total_of(item.marked, figure, "drive") for figure in registered]


def gone_on(
    drive: FoundDrive, marked: Marked, start: int, end: int
) -> tuple[FoundDrive, list[FoundTotal]] | None:
    """``drive`` with what the next sentence tells of it: "Kết quả thu được 166 đơn vị máu."

    ``None`` where that sentence speaks of something else, or may do so.
    """
    item = _Item(marked, start, end, [])
    is_other = any(map(item.has, _OF_OTHERS))
    if drive.status != "held" or is_other or days_in(marked, start, end):
        return None
    try:
        if place_in(marked, start, end).spans:
            return None
    except UnclearPlaceError:
        return None
    units = _units(item) if drive.units is None else None
    attended, hedge = _attended(item) if drive.attended is None else (None, drive.attended_hedge)
    registered = _beside(item, [])
    if not item.spans:
        return (drive, registered) if registered else None
    last = _words(item)
    return (
        replace(
            drive,
            words=Words(drive.words.start, last.end),
            units=drive.units if units is None else units,
            attended=drive.attended if attended is None else attended,
            attended_hedge=hedge,
        ),
        registered,
    )


def is_round(marked: Marked, start: int, end: int) -> bool:
    """Whether an item is told as one of the rounds, though no drive could be read from it."""
    label = ROUND.match(marked.plain, start, end)
    return label is not None and marked.is_free(*label.span())
