"""One company through the years: the drives it took part in, and what they brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from campaigns.dates import Day
from campaigns.models import Committee, Company, Drive
from campaigns.place import Place
from donations.models import CompanyTurnout, DriveResult, Hedge
from donations.turnout import Sum, sum_of

from .attendance import Attendance
from .summary import REST
from .wording import percent_cell, percent_text


@dataclass(frozen=True, slots=True)
class Visit:
    """A drive, and what this one company brought to it; ``None`` is unknown, not 0."""

    drive_id: int
    day: Day
    place: Place
    is_host: bool
    is_held: bool
    registered: int | None
    attended: Attendance | None
    units: int | None

    @property
    def took_part(self) -> bool:
        """A company that was only asked did not; where nobody counted, who registered came."""
        if not self.is_held:
            return False
        counted = [self.attended.number if self.attended else None, self.units]
        if counted == [None, None]:
            return self.is_host or bool(self.registered)
        return any(counted)


@dataclass(frozen=True, slots=True)
class CompanyYear:
    """A reporting year of one company. ``committee_units`` is what all drives of it brought.

    ``visits`` are the drives held or planned, newest first; only those held count in the sums.
    """

    year: int
    visits: tuple[Visit, ...]
    committee_units: int

    @property
    def registered(self) -> Sum:
        return sum_of(visit.registered for visit in self._held)

    @property
    def units(self) -> Sum:
        return sum_of(visit.units for visit in self._held)

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
    def _held(self) -> list[Visit]:
        return [visit for visit in self.visits if visit.is_held]

    @property
    def _both_known(self) -> list[tuple[int, int]]:
        return [
            (visit.registered, visit.units)
            for visit in self._held
            if visit.registered is not None and visit.units is not None
        ]


@dataclass(frozen=True, slots=True)
class CompanyRecord:
    """``years`` newest first; ``last`` is the last drive held in which the company took part."""

    years: tuple[CompanyYear, ...]
    last: Visit | None

    @property
    def rested_on(self) -> date | None:
        """The day from which who gave at the last drive may be asked again: for the planner."""
        return self.last.day.latest + REST if self.last else None


def company_record(company: Company) -> CompanyRecord:
    """Three queries, however many drives."""
    year_of = Committee.Calendar(company.committee.calendar).year_of
    rows = {row.drive_id: row for row in CompanyTurnout.objects.filter(company=company)}
    visits = [_visit(drive, company, rows.get(drive.pk)) for drive in _drives(company)]
    by_year: dict[int, list[Visit]] = {}
    for visit in visits:
        by_year.setdefault(year_of(visit.day.on), []).append(visit)
    brought = _units_by_year(company.committee)
    years = tuple(CompanyYear(year, tuple(of), brought[year]) for year, of in by_year.items())
    return CompanyRecord(years, next((visit for visit in visits if visit.took_part), None))


def _drives(company: Company) -> Iterable[Drive]:
    """Held or planned, newest first; each bears whether it has a list of companies."""
    is_listed = Exists(CompanyTurnout.objects.filter(drive=OuterRef("pk"), company=company))
    has_list = Exists(CompanyTurnout.objects.filter(drive=OuterRef("pk")))
    standing = (Drive.Status.HELD, Drive.Status.PLANNED)
    return (
        Drive.objects.of(company.committee)
        .filter(Q(host=company) | is_listed, status__in=standing)
        .in_round_order()
        .reverse()
        .select_related("zone", "host", "result")
        .annotate(has_list=has_list)
    )


def _visit(drive: Drive, company: Company, row: CompanyTurnout | None) -> Visit:
    """Of its own row; of a drive at the company that has no list, the drive's result."""
    told: CompanyTurnout | DriveResult | None = row
    if row is None and not drive.has_list:  # type: ignore[attr-defined]
        told = getattr(drive, "result", None)
    attended = None
    if told and told.attended is not None:
        attended = Attendance(told.attended, getattr(told, "attended_hedge", Hedge.EXACT))
    return Visit(
        drive_id=drive.pk,
        day=drive.day,
        place=drive.place,
        is_host=drive.host_id == company.pk,
        is_held=drive.status == Drive.Status.HELD,
        registered=told.registered if told else None,
        attended=attended,
        units=told.units if told else None,
    )


def _units_by_year(committee: Committee) -> Counter[int]:
    results = DriveResult.objects.filter(drive__committee=committee, drive__status="held")
    units: Counter[int] = Counter()
    for on, brought in results.values_list("drive__on", "units"):
        units[committee.year_of(on)] += brought
    return units
