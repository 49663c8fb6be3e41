"""The plan of a year out of its summary: its months, what is missing, what last year proposes.

Nothing here asks the database or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from campaigns.dates import Day
from campaigns.models import Committee, Drive
from campaigns.place import Place

from . import standing
from .checks import Finding, for_the_planner
from .clauses import target_of
from .facts import Cancelled, Planned, Postponed, Round, Summary
from .periods import Period, months_of
from .progress import Progress
from .screen import screen_units
from .standing import Standing, State
from .wording import count

YEAR_OF_WEEKS = timedelta(weeks=52)  # the same weekday of the same week
NEAR = timedelta(days=21)  # a drive at the same place that lies so near is the proposed one


@dataclass(frozen=True, slots=True)
class Entry:
    """One drive of the plan.

    ``findings`` are the planner's warnings.
    """

    drive_id: int
    day: Day
    place: Place
    standing: Standing
    expected_units: int | None = None
    units: int | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def status(self) -> str:
        return self.standing.text

    @property
    def counts(self) -> bool:
        return self.state not in (State.POSTPONED, State.CANCELLED)

    @property
    def is_on_course(self) -> bool:
        return self.standing.is_on_course


@dataclass(frozen=True, slots=True)
class Month:
    """A reporting month; drives with only a month stand after those with a day."""

    period: Period
    entries: tuple[Entry, ...]

    @property
    def expected_units(self) -> int:
        return sum(entry.expected_units or 0 for entry in self.entries if entry.counts)

    @property
    def units(self) -> int:
        return sum(entry.units or 0 for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a target will stand if every drive still to come brings what is expected of it.

    ``unsaid`` of them have no expected figure; ``over`` are past, but without a result.
    """

    target: Progress
    expected: int
    unsaid: int
    over: int

    @property
    def total(self) -> int:
        return self.target.reached + self.expected

    @property
    def missing(self) -> int:
        return max(self.target.units - self.total, 0)

    @property
    def surplus(self) -> int:
        return max(self.total - self.target.units, 0)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A drive of the year before on the same weekday of this year.

    ``units`` is what it brought then, ``None`` if that is unknown; ``expected_units`` what may
    be planned with: those units, else what was expected then.
    """

    drive_id: int  # of the year before
    was: Day
    day: Day
    place: Place
    units: int | None
    expected_units: int | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class YearPlan:
    """``left_over`` were postponed in an earlier year and have not been held again."""

    months: tuple[Month, ...]
    left_over: tuple[Entry, ...]
    outlooks: tuple[Outlook, ...]

    @property
    def expected_units(self) -> int:
        return sum(month.expected_units for month in self.months)

    @property
    def units(self) -> int:
        return sum(month.units for month in self.months)


def year_plan(summary: Summary, calendar: Committee.Calendar) -> YearPlan:
    """The plan of the year that ``summary`` is about.

    A drive counts in the reporting month that its day lies in; with only a month, in the one of
    that name: 12/2024 is of the reporting year 2024, although it may be held after 14/12.
    """
    entries = _entries(summary)
    return YearPlan(
        months=tuple(_month(month, entries) for month in months_of(summary.period.year, calendar)),
        left_over=tuple(
            _postponed(each) for each in summary.postponed if each.day.on < summary.period.from_on
        ),
        outlooks=tuple(_outlook(target, summary) for target in summary.targets),
    )


def _month(period: Period, entries: Sequence[Entry]) -> Month:
    within = [entry for entry in entries if entry.day.on in period]
    return Month(period, tuple(sorted(within, key=lambda entry: entry.day.is_month)))


def _entries(summary: Summary) -> list[Entry]:
    """Everything that is, was or was to be, by day."""
    found = findings_by_drive(summary)
    entries = chain(
        map(_held, summary.rounds),
        map(_planned, (*summary.pending, *summary.upcoming)),
        map(_postponed, summary.postponed),
        map(_cancelled, summary.cancelled),
    )
    told = (replace(entry, findings=found.get(entry.drive_id, ())) for entry in entries)
    return sorted(told, key=lambda entry: entry.day.on)


def _held(held: Round) -> Entry:
    return Entry(
        held.drive_id,
        held.day,
        held.place,
        standing.held(is_known=held.units is not None),
        expected_units=held.expected_units,
        units=held.units,
    )


def _planned(drive: Planned) -> Entry:
    return Entry(
        drive.drive_id,
        drive.day,
        drive.place,
        standing.planned(is_overdue=drive.is_overdue),
        expected_units=drive.expected_units,
    )


def _postponed(drive: Postponed) -> Entry:
    return Entry(drive.drive_id, drive.day, drive.place, standing.postponed(drive.new_day))


def _cancelled(drive: Cancelled) -> Entry:
    return Entry(drive.drive_id, drive.day, drive.place, standing.cancelled())


def findings_by_drive(summary: Summary) -> dict[int, tuple[Finding, ...]]:
    """The planner's warnings beside every drive that they speak of."""
    found: dict[int, tuple[Finding, ...]] = {}
    for finding in for_the_planner(summary):
        for pk in (finding.pk, *finding.beside):
            if pk is not None:
                found[pk] = (*found.get(pk, ()), finding)
    return found


# What is missing


def _outlook(target: Progress, summary: Summary) -> Outlook:
    drives = planned_between(summary, target.from_on, target.to_on)
    coming = [drive for drive in drives if not drive.is_overdue]
    return Outlook(
        target=target,
        expected=sum(drive.expected_units or 0 for drive in coming),
        unsaid=sum(drive.expected_units is None for drive in coming),
        over=len(drives) - len(coming) + target.unknown,
    )


def planned_between(summary: Summary, first: date, last: date) -> list[Planned]:
    """Drives still planned for these days, both included; the overdue ones are among them."""
    drives = (*summary.planned_before, *summary.pending, *summary.upcoming)
    return [drive for drive in drives if first <= drive.day.on <= last]


def gap_text(outlook: Outlook, short_name: str) -> str:
    """``Còn thiếu 320 đơn vị so với chỉ tiêu UBND tỉnh giao``, without a full stop."""
    target = target_of(outlook.target.assigned_by, short_name)
    if outlook.missing:
        by = "Theo số dự kiến, còn" if outlook.expected else "Còn"
        return f"{by} thiếu {screen_units(outlook.missing)} so với {target}"
    if not outlook.surplus:
        return f"Vừa đủ {target}"
    more = "dự kiến dư" if outlook.expected else "dư"
    return f"Đủ {target}, {more} {screen_units(outlook.surplus)}"


def unknown_text(outlook: Outlook) -> str:
    """What the gap cannot know; empty where it knows everything."""
    parts = []
    if outlook.unsaid:
        parts.append(f"{count(outlook.unsaid)} đợt chưa ghi số đơn vị dự kiến")
    if outlook.over:
        parts.append(f"{count(outlook.over)} đợt đã qua, chưa có kết quả")
    return "; ".join(parts)


# What last year proposes


def proposals(
    summary: Summary, before: Summary, planned: Iterable[tuple[Day, Place]]
) -> tuple[Proposal, ...]:
    """The drives of the year before that nothing in the year of ``summary`` answers yet.

    ``before`` is that year's summary; ``planned`` is when and where this year has a drive,
    whatever has become of it. The warnings hold if all of them are taken over.
    """
    there = list(planned)
    proposed = [
        each
        for each in _proposed(summary, before)
        if not any(_is_near(each.day, day) and _is_same(each.place, at) for day, at in there)
    ]
    found = findings_by_drive(_as_if_planned(summary, proposed))
    return tuple(replace(each, findings=found.get(-each.drive_id, ())) for each in proposed)


def _proposed(summary: Summary, before: Summary) -> list[Proposal]:
    planned = [
        drive
        for drive in (*before.pending, *before.upcoming)
        if drive.day.on in before.period and _is_settled(drive.place)
    ]
    drives: list[Round | Planned] = [*before.rounds, *planned]
    proposed = [_proposal(drive, summary.period) for drive in drives]
    return sorted(proposed, key=lambda each: (each.day.on, each.day.is_month))


def _proposal(drive: Round | Planned, year: Period) -> Proposal:
    units = drive.units if isinstance(drive, Round) else None
    return Proposal(
        drive_id=drive.drive_id,
        was=drive.day,
        day=_a_year_later(drive.day, year),
        place=drive.place,
        units=units,
        expected_units=drive.expected_units if units is None else units,
    )


def _a_year_later(day: Day, year: Period) -> Day:
    """52 weeks later, or 53 where that lies before the year; a month gives the same month."""
    if day.is_month:
        return replace(day, on=day.on.replace(year=day.on.year + 1))
    later = YEAR_OF_WEEKS
    if day.on + later < year.from_on:
        later += timedelta(weeks=1)
    return replace(day, on=day.on + later, last_on=day.last_on and day.last_on + later)


def _is_settled(place: Place) -> bool:
    return bool(place.host or place.zone or place.venue)


def _is_near(one: Day, other: Day) -> bool:
    return one.on - other.latest <= NEAR and other.on - one.latest <= NEAR


def _is_same(one: Place, other: Place) -> bool:
    """The same host; of zone-wide drives the same zone or venue."""
    if one.form != other.form:
        return False
    if one.form == Drive.Form.COMPANY:
        return one.host == other.host
    return bool(one.zone and one.zone == other.zone) or bool(one.venue and one.venue == other.venue)


def _as_if_planned(summary: Summary, proposed: Iterable[Proposal]) -> Summary:
    """With the proposals among what is to come, each under its number below zero."""
    drives = [
        Planned(-each.drive_id, each.day, each.place, (), each.expected_units, False, None)
        for each in proposed
    ]
    return replace(summary, upcoming=(*summary.upcoming, *drives))
