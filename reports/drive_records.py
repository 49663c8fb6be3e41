"""A set of drives through the years: what each brought, and what a year of them comes to.

The pages of a zone, a company, a facility and a campaign all draw this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from campaigns.dates import Day
from campaigns.models import Committee, Drive
from campaigns.place import Place
from campaigns.querysets import DriveQuerySet
from donations.models import CompanyTurnout, DriveResult, Hedge
from donations.turnout import Sum, sum_of

from .attendance import Attendance, total_attendance
from .standing import Standing, standing_of
from .summary import REST
from .wording import percent_cell, percent_text


@dataclass(frozen=True, slots=True)
class DriveLine:
    """A drive and what it brought; on a company's page, what that one company brought to it.

    ``None`` is unknown, not 0. ``expected_units`` is what was planned with.
    """

    drive_id: int
    day: Day
    place: Place
    zone_id: int | None
    host_id: int | None
    standing: Standing
    is_held: bool
    registered: int | None
    attended: Attendance | None
    units: int | None
    expected_units: int | None

    @property
    def rested_on(self) -> date:
        """The day from which who gave at this drive may be asked again: for the planner."""
        return self.day.latest + REST


@dataclass(frozen=True, slots=True)
class DriveYear:
    """A reporting year of some drives, newest first; only those held count in the sums.

    ``committee_units`` is what all drives of the committee brought in that year.
    """

    year: int
    lines: tuple[DriveLine, ...]
    committee_units: int

    @property
    def drives(self) -> int:
        return len(self._held)

    @property
    def registered(self) -> Sum:
        return sum_of(line.registered for line in self._held)

    @property
    def attended(self) -> Attendance | None:
        """Of the drives where anybody counted."""
        return total_attendance([line.attended for line in self._held if line.attended])

    @property
    def attended_unknown(self) -> int:
        return sum(line.attended is None for line in self._held)

    @property
    def units(self) -> Sum:
        return sum_of(line.units for line in self._held)

    @property
    def average(self) -> int | None:
        """Units a drive, cut to whole, of the drives of which they are known."""
        units = self.units
        return None if units.total is None else units.total // (self.drives - units.unknown)

    @property
    def compared(self) -> int:
        """How many drives the yield rests on: those of which both figures are known."""
        return len(self._both_known)

    @property
    def given(self) -> str:
        """Units against registered, cut: ``78%``; empty where no drive tells both."""
        registered = sum(registered for registered, _units in self._both_known)
        units = sum(units for _registered, units in self._both_known)
        return percent_text(units, registered) if registered else ""

    @property
    def share(self) -> str:
        """Of the committee's units, in percent with one decimal, cut; empty where unknown."""
        if self.units.total is None or not self.committee_units:
            return ""
        return percent_cell(self.units.total, self.committee_units)

    @property
    def _held(self) -> list[DriveLine]:
        return [line for line in self.lines if line.is_held]

    @property
    def _both_known(self) -> list[tuple[int, int]]:
        return [
            (line.registered, line.units)
            for line in self._held
            if line.registered is not None and line.units is not None
        ]


@dataclass(frozen=True, slots=True)
class DriveRecord:
    """``years`` newest first."""

    years: tuple[DriveYear, ...]

    @property
    def lines(self) -> tuple[DriveLine, ...]:
        """All drives, newest first."""
        return tuple(chain.from_iterable(year.lines for year in self.years))

    @property
    def drives(self) -> int:
        """Those held."""
        return sum(year.drives for year in self.years)

    @property
    def units(self) -> Sum:
        return sum_of(line.units for line in self.lines if line.is_held)

    @property
    def last(self) -> DriveLine | None:
        """The newest that was held."""
        return next((line for line in self.lines if line.is_held), None)


def drive_record(committee: Committee, drives: DriveQuerySet, today: date) -> DriveRecord:
    """``drives`` are some of the committee's. Two queries, however many there are."""
    lines = [DriveLine(**line_of(drive, today)) for drive in newest_first(drives)]
    return record_of(committee, lines)


def record_of(committee: Committee, lines: Iterable[DriveLine]) -> DriveRecord:
    """``lines`` come newest first. One query."""
    by_year: dict[int, list[DriveLine]] = {}
    for line in lines:
        by_year.setdefault(committee.year_of(line.day.on), []).append(line)
    brought = _units_by_year(committee)
    return DriveRecord(
        tuple(DriveYear(year, tuple(of), brought[year]) for year, of in by_year.items())
    )


def newest_first(drives: DriveQuerySet) -> DriveQuerySet:
    """With all that a line tells."""
    related = ("zone", "host", "result", "replaced_by")
    return drives.in_round_order().reverse().select_related(*related)


def line_of(drive: Drive, today: date) -> dict[str, Any]:
    """The fields of a ``DriveLine``, with the figures of the drive's own result."""
    return {
        "drive_id": drive.pk,
        "day": drive.day,
        "place": drive.place,
        "zone_id": drive.zone_id,
        "host_id": drive.host_id,
        "standing": standing_of(drive, today),
        "is_held": drive.status == Drive.Status.HELD,
        "expected_units": drive.expected_units,
        **figures_of(getattr(drive, "result", None)),
    }


def figures_of(told: CompanyTurnout | DriveResult | None) -> dict[str, Any]:
    attended = None
    if told and told.attended is not None:
        attended = Attendance(told.attended, getattr(told, "attended_hedge", Hedge.EXACT))
    return {
        "registered": told.registered if told else None,
        "attended": attended,
        "units": told.units if told else None,
    }


def _units_by_year(committee: Committee) -> Counter[int]:
    results = DriveResult.objects.filter(drive__committee=committee, drive__status="held")
    units: Counter[int] = Counter()
    for on, brought in results.values_list("drive__on", "units"):
        units[committee.year_of(on)] += brought
    return units
