"""Figures of a text that cannot all be right, each named with the right one where it follows.

The reports' own arithmetic lies above this app; what is checked here is what a text states.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from campaigns.dates import date_text
from campaigns.folding import fold

from .days import DayFound
from .facts import (
    Contradiction,
    FoundDrive,
    FoundPeriod,
    FoundTotal,
    Words,
)
from .grammar import count, integer
from .marked import Marked


@dataclass(frozen=True, slots=True)
class Told:
    """What the contradictions are looked for in. ``is_whole``: every listed drive could be read."""

    drives: Sequence[FoundDrive]
    totals: Sequence[FoundTotal]
    period: FoundPeriod | None
    bounds: tuple[date, date] | None
    is_whole: bool

    @property
    def held(self) -> list[FoundDrive]:
        return [drive for drive in self.drives if drive.status == "held"]

    @property
    def listed(self) -> list[FoundDrive]:
        """The drives of a list: at least two that were held."""
        return self.held if len(self.held) > 1 else []


def contradictions(told: Told) -> list[Contradiction]:
    found = (
        *_sums(told),
        *_counts(told),
        *_announced(told),
        *_numbers(told.drives),
        *_twice(told.drives),
        *_outside(told),
        *_more_than_came(told.drives),
        *_totals_differ(told.totals),
    )
    return list(found)


def _sums(told: Told) -> Iterator[Contradiction]:
    """Rounds of 263 + 119, and a total of 400."""
    units = [drive.units for drive in told.listed]
    known = [each for each in units if each is not None]
    if not known or len(known) < len(units) or not told.is_whole:
        return
    for total in _of_list(told, "units"):
        if total.hedge == "exact" and total.number != sum(known):
            yield Contradiction(
                f"Các đợt cộng lại được {integer(sum(known))} đơn vị máu, "
                f"văn bản ghi tổng số {integer(total.number)} đơn vị máu.",
                (total.words, *(drive.words for drive in told.listed)),
            )


def _of_list(told: Told, kind: str) -> list[FoundTotal]:
    """Totals of what is listed: the period's; the year's only where the list starts with 1."""
    of_kind = [total for total in told.totals if total.kind == kind]
    found = [total for total in of_kind if total.scope == "period"]
    from_the_first = told.listed and told.listed[0].number == 1
    if not found and from_the_first:
        found = [total for total in of_kind if total.scope == "year"]
    return list({total.number: total for total in reversed(found)}.values())


def _counts(told: Told) -> Iterator[Contradiction]:
    """ "05 Ngày hội", and four of them listed."""
    if not told.listed or not told.is_whole:
        return
    for total in _of_list(told, "drives"):
        if total.number != len(told.listed):
            yield Contradiction(
                f"Văn bản ghi {count(total.number)} đợt, danh sách có "
                f"{count(len(told.listed))} đợt.",
                (total.words, *(drive.words for drive in told.listed)),
            )


def _announced(told: Told) -> Iterator[Contradiction]:
    """ "lần thứ 2" of the only drive told, and "sau 03 đợt"."""
    numbered = [drive for drive in told.held if drive.number is not None]
    if told.listed or not numbered:
        return
    for total in told.totals:
        if total.kind == "drives" and total.scope == "year" and total.number != numbered[0].number:
            yield Contradiction(
                f"Đợt này được gọi là lần thứ {numbered[0].number}, văn bản lại ghi đã tổ chức "
                f"{count(total.number)} đợt.",
                (numbered[0].words, total.words),
            )


# Drives by themselves


def _numbers(drives: Sequence[FoundDrive]) -> Iterator[Contradiction]:
    """Two drives with one number, and a number whose day comes before that of a lower one."""
    numbered = [drive for drive in drives if drive.number is not None and drive.status == "held"]
    for same in _alike(numbered, lambda drive: drive.number):
        yield Contradiction(
            f"Có {count(len(same))} đợt cùng mang số {same[0].number}.", _words(same)
        )
    for before, drive in pairwise(numbered):
        is_back = (before.number or 0) > (drive.number or 0)
        if is_back or (before.number != drive.number and before.day.on > drive.day.on):
            yield Contradiction(
                f"Thứ tự các đợt không khớp: đợt {before.number} ngày {before.day.text} đứng trước "
                f"đợt {drive.number} ngày {drive.day.text}.",
                (before.words, drive.words),
            )


def _twice(drives: Sequence[FoundDrive]) -> Iterator[Contradiction]:
    """One day and one place told of two drives."""
    placed = [drive for drive in drives if _where(drive)]
    for same in _alike(placed, lambda drive: (drive.status, drive.day.on, fold(_where(drive)))):
        yield Contradiction(
            f"{count(len(same))} đợt cùng ngày {same[0].day.text} tại {_where(same[0])}.",
            _words(same),
        )


def _where(drive: FoundDrive) -> str:
    zone = f"khu công nghiệp {drive.zone}" if drive.zone else ""
    return drive.host or ", ".join(filter(None, [drive.venue, zone]))


def _outside(told: Told) -> Iterator[Contradiction]:
    """Held on a day that cannot belong to the period that the text tells of."""
    if told.bounds is None or told.period is None:
        return
    first, last = told.bounds
    for drive in told.held:
        if drive.day.latest < first or drive.day.on > last:
            yield Contradiction(
                f"Ngày {drive.day.text} nằm ngoài kỳ của văn bản "
                f"({date_text(first)} - {date_text(last)}).",
                (drive.words, told.period.words),
            )


def _more_than_came(drives: Sequence[FoundDrive]) -> Iterator[Contradiction]:
    """ "Trên 100" may be any number above; of the others the units must not be more."""
    for drive in drives:
        if drive.units is None or drive.attended is None or drive.attended_hedge == "over":
            continue
        if drive.units > drive.attended:
            yield Contradiction(
                f"Đợt ngày {drive.day.text}: {integer(drive.units)} đơn vị máu, nhiều hơn "
                f"{integer(drive.attended)} người tham dự.",
                (drive.words,),
            )


def no_such_days(marked: Marked, days: Iterable[DayFound]) -> Iterator[Contradiction]:
    """ "31/6/2024", whatever it is the day of."""
    for day in days:
        if not day.exists:
            said = marked.plain[day.start : day.end]
            text = f"“{said}”: lịch không có ngày này."
            yield Contradiction(text, (marked.words(day.start, day.end),))


def _totals_differ(totals: Sequence[FoundTotal]) -> Iterator[Contradiction]:
    """The period's units stated twice, and not alike."""
    stated = [each for each in totals if each.scope == "period" and each.kind == "units"]
    for one, other in pairwise({total.number: total for total in reversed(stated)}.values()):
        yield Contradiction(
            f"Văn bản ghi hai tổng số: {integer(other.number)} và {integer(one.number)} "
            "đơn vị máu.",
            (other.words, one.words),
        )


def differ(listed: FoundDrive, row: FoundDrive) -> Contradiction | None:
    """One drive told in a sentence and in the row of a table, with other units."""
    if listed.units is None or row.units is None or listed.units == row.units:
        return None
    return Contradiction(
        f"Đợt ngày {listed.day.text}: câu văn ghi {integer(listed.units)} đơn vị máu, bảng ghi "
        f"{integer(row.units)} đơn vị máu.",
        (listed.words, row.words),
    )


# Words


def _alike(
    drives: Sequence[FoundDrive], key: Callable[[FoundDrive], Hashable]
) -> Iterator[list[FoundDrive]]:
    groups: dict[Hashable, list[FoundDrive]] = {}
    for drive in drives:
        groups.setdefault(key(drive), []).append(drive)
    yield from (group for group in groups.values() if len(group) > 1)


def _words(drives: Sequence[FoundDrive]) -> tuple[Words, ...]:
    return tuple(drive.words for drive in drives)
