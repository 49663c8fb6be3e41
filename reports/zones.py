"""One zone: its drives through the years, its companies, and when a new drive makes sense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaigns.models import Company, Drive, Zone

from .companies import Visit, last_parts
from .drive_records import DriveLine, DriveRecord, drive_record


@dataclass(frozen=True, slots=True)
class ZoneCompany:
    """``last`` is the last drive in which the company took part; ``has_rested`` by today."""

    pk: int
    name: str
    last: Visit | None
    has_rested: bool


@dataclass(frozen=True, slots=True)
class ZoneRecord:
    """``last`` is the last drive for the whole zone: only that one asked everybody in it."""

    drives: DriveRecord
    last: DriveLine | None
    companies: tuple[ZoneCompany, ...]


def zone_record(zone: Zone, today: date) -> ZoneRecord:
    """Five queries, however many drives and companies."""
    drives = drive_record(zone.committee, Drive.objects.filter(zone=zone), today)
    companies = list(Company.objects.filter(zone=zone).order_by("name", "pk"))
    parts = last_parts(companies, today)
    whole = (line for line in drives.lines if line.is_held and line.place.form == Drive.Form.ZONE)
    return ZoneRecord(
        drives=drives,
        last=next(whole, None),
        companies=tuple(_company(each, parts.get(each.pk), today) for each in companies),
    )


def _company(company: Company, last: Visit | None, today: date) -> ZoneCompany:
    has_rested = last is not None and last.rested_on <= today
    return ZoneCompany(company.pk, company.name, last, has_rested)
