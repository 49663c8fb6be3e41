"""Companies through the years: the drives they took part in, and what they brought."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from campaigns.models import Company, Drive
from campaigns.querysets import DriveQuerySet
from donations.models import CompanyTurnout

from .drive_records import DriveLine, DriveRecord, figures_of, line_of, newest_first, record_of

Rows = dict[tuple[int, int], CompanyTurnout]  # by company and drive


@dataclass(frozen=True, slots=True)
class Visit(DriveLine):
    """A drive, and what one company brought to it. What is expected is so of the whole drive."""

    is_host: bool

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
class CompanyRecord(DriveRecord):
    """``last_part`` is the last drive held in which the company took part."""

    last_part: Visit | None


def company_record(company: Company, today: date) -> CompanyRecord:
    """Three queries, however many drives."""
    rows = _rows([company.pk])
    drives = _listed(newest_first(company_drives(company)))
    visits = [_visit(drive, company.pk, rows, today) for drive in drives]
    last = next((visit for visit in visits if visit.took_part), None)
    return CompanyRecord(record_of(company.committee, visits).years, last)


def company_drives(company: Company) -> DriveQuerySet:
    """Those at the company, and those that have it on their list."""
    return _with_any_of([company.pk]).of(company.committee)


def last_parts(companies: Collection[Company], today: date) -> dict[int, Visit]:
    """Of each company the last drive in which it took part, if any. Two queries.

    All ``companies`` are of one committee.
    """
    asked = [company.pk for company in companies]
    rows, missing = _rows(asked), set(asked)
    by_drive: dict[int, list[int]] = {}
    for company, at in rows:
        by_drive.setdefault(at, []).append(company)
    found: dict[int, Visit] = {}
    for drive in _listed(newest_first(_with_any_of(asked).filter(status=Drive.Status.HELD))):
        for pk in missing.intersection({*by_drive.get(drive.pk, ()), drive.host_id or 0}):
            visit = _visit(drive, pk, rows, today)
            if visit.took_part:
                found[pk] = visit
                missing.discard(pk)
    return found


def _with_any_of(companies: Collection[int]) -> DriveQuerySet:
    listed = CompanyTurnout.objects.filter(drive=OuterRef("pk"), company__in=companies)
    return Drive.objects.filter(Q(host__in=companies) | Exists(listed))


def _listed(drives: DriveQuerySet) -> Iterator[Drive]:
    """Each bears whether it has a list of companies."""
    has_list = Exists(CompanyTurnout.objects.filter(drive=OuterRef("pk")))
    yield from drives.annotate(has_list=has_list)


def _rows(companies: Collection[int]) -> Rows:
    rows = CompanyTurnout.objects.filter(company__in=companies).order_by()
    return {(row.company_id, row.drive_id): row for row in rows}


def _visit(drive: Drive, company: int, rows: Rows, today: date) -> Visit:
    """Of its own row; of a drive at the company that has no list, the drive's result."""
    line, row = line_of(drive, today), rows.get((company, drive.pk))
    if row or drive.has_list:  # type: ignore[attr-defined]
        line |= figures_of(row)
    return Visit(**line, is_host=drive.host_id == company)
