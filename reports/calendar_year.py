"""A reporting year as twelve grids of days, out of its plan. Asks neither database nor clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import TypeVar

from campaigns.dates import Day, span_text
from campaigns.models import Drive
from campaigns.place import Place

from .facts import Planned, Round, Summary
from .periods import Period
from .planning import Entry, YearPlan
from .summary import REST

ONE_DAY = timedelta(days=1)
Span = TypeVar("Span")


@dataclass(frozen=True, slots=True)
class Rest:
    """The days after a zone-wide drive on which its zone's people are not asked again."""

    place: Place
    drive_on: date
    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True)
class Running:
    """A campaign by its name, with its first and last day, both included."""

    pk: int
    name: str
    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on

    @property
    def days(self) -> str:
        return span_text(self.from_on, self.to_on)


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: the drives that stand on it, whose rest and which campaigns it lies in."""

    on: date
    entries: tuple[Entry, ...]
    rests: tuple[Rest, ...]
    campaigns: tuple[Running, ...]


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A reporting month in weeks from Monday on; ``None`` where another month's day stands.

    ``entries`` are the drives that start in it, those with only a month last.
    """

    period: Period
    entries: tuple[Entry, ...]
    weeks: tuple[tuple[DayCell | None, ...], ...]
    rests: tuple[Rest, ...]
    campaigns: tuple[Running, ...]


def calendar_year(
    plan: YearPlan, rests: Sequence[Rest], campaigns: Sequence[Running]
) -> tuple[MonthGrid, ...]:
    dated = [each for month in plan.months for each in month.entries if not each.day.is_month]
    grids = []
    for month in plan.months:
        cells = [_cell(day, dated, rests, campaigns) for day in _days(month.period)]
        grids.append(
            MonthGrid(
                period=month.period,
                entries=month.entries,
                weeks=_weeks(cells),
                rests=_each_once(cell.rests for cell in cells),
                campaigns=_each_once(cell.campaigns for cell in cells),
            )
        )
    return tuple(grids)


def _cell(
    on: date, dated: Iterable[Entry], rests: Iterable[Rest], campaigns: Iterable[Running]
) -> DayCell:
    return DayCell(
        on=on,
        entries=tuple(each for each in dated if each.day.on <= on <= each.day.latest),
        rests=tuple(each for each in rests if on in each),
        campaigns=tuple(each for each in campaigns if on in each),
    )


def _each_once(groups: Iterable[tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(groups)))


def _days(period: Period) -> Iterator[date]:
    day = period.from_on
    while day <= period.to_on:
        yield day
        day += ONE_DAY


def _weeks(cells: Sequence[DayCell]) -> tuple[tuple[DayCell | None, ...], ...]:
    padded: list[DayCell | None] = [None] * cells[0].on.weekday() + [*cells]
    padded += [None] * (-len(padded) % 7)
    return tuple(tuple(padded[first : first + 7]) for first in range(0, len(padded), 7))


def rests_of(summary: Summary) -> tuple[Rest, ...]:
    """After each zone-wide drive that was held or is still to come, by its day.

    Those of the twelve weeks before the year count as far as they were held.
    """
    coming = [each for each in (*summary.pending, *summary.upcoming) if not each.is_overdue]
    drives: list[Round | Planned] = [*summary.recent, *summary.rounds, *coming]
    found = [_rest(each.day, each.place) for each in drives if _is_zone_wide(each)]
    return tuple(sorted(found, key=lambda rest: rest.drive_on))


def _is_zone_wide(drive: Round | Planned) -> bool:
    place = drive.place
    return place.form == Drive.Form.ZONE and bool(place.zone) and not drive.day.is_month


def _rest(day: Day, place: Place) -> Rest:
    """Who gave on the drive's last day may be asked again once ``REST`` is over."""
    return Rest(place, day.on, day.latest + ONE_DAY, day.latest + REST - ONE_DAY)
