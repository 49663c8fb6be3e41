"""Tỉnh Mẫu as rows, each with a history of the days on which it would have been entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.utils.timezone import make_aware

from campaigns.folding import fold
from campaigns.models import (
    Campaign,
    Committee,
    Company,
    Drive,
    ReceivingFacility,
    Record,
    Zone,
)
from campaigns.writing import Write, write_all

from ..models import DriveResult, Hedge
from . import names, words
from .drives import YEARS, Draft, draft_all
from .turnouts import turnouts

FACILITY_POSITION = 100  # after those of the committees that are real


@dataclass(frozen=True, slots=True)
class _Directory:
    """Who and where, by name."""

    committee: Committee
    zones: Mapping[str, Zone]
    companies: Mapping[str, Company]
    facilities: Mapping[str, ReceivingFacility]


def create_sample(today: date) -> Committee:
    """Write six years that end with the one of ``today``; the caller wraps it in a transaction.

    The same day makes the same rows. What would lie in the future of ``today`` is planned only.
    """
    first, last = today.year - YEARS + 1, today.year
    directory = _directory(first)
    committee = directory.committee
    campaigns = [
        each for year in range(first, last + 1) for each in words.campaigns(committee, year)
    ]
    _write(_of_the_years(committee, first), today)
    _write(((each, words.issued_on(each.from_on.year)) for each in campaigns), today)
    spread = words.communications(committee, campaigns, today)
    _write(((each, each.on) for each in spread), today)
    _write_drives(directory, campaigns, draft_all(today), today)
    return committee


def _directory(first: int) -> _Directory:
    committee = Committee.objects.create(
        name=names.NAME,
        symbol=names.SYMBOL,
        addressees="Ủy ban nhân dân Tỉnh Mẫu\nBan Chỉ đạo vận động hiến máu tình nguyện Tỉnh Mẫu",
        recipients="Lãnh đạo Ban Quản lý các khu công nghiệp Tỉnh Mẫu\nThành viên Ban Chỉ đạo",
        drafting_unit="BCĐ",
    )
    zones = {
        name: Zone(committee=committee, name=name, position=position)
        for position, name in enumerate(names.ZONES, 1)
    }
    companies = {
        name: Company(committee=committee, name=name, zone=zones[zone] if zone else None)
        for name, zone in names.COMPANIES.items()
    }
    started = date(first, 1, 1)
    _write(((row, started) for row in (*zones.values(), *companies.values())), started)
    facilities = {
        name: ReceivingFacility.objects.get_or_create(
            folded_name=fold(name),
            defaults={"name": name, "position": FACILITY_POSITION + position},
        )[0]
        for position, name in enumerate(names.FACILITIES)
    }
    return _Directory(committee, zones, companies, facilities)


def _of_the_years(committee: Committee, first: int) -> list[tuple[Record, date]]:
    """Letterhead, signatory, plans and targets, each with the day of its entry."""
    rows: list[tuple[Record, date]] = [
        (row, date(first, 1, 1)) for row in words.paper(committee, date(first, 1, 1))
    ]
    for offset in range(YEARS):
        plan, targets = words.plan(committee, first + offset, offset)
        rows += [(row, plan.issued_on) for row in (plan, *targets)]
    return rows


def _write_drives(
    directory: _Directory, campaigns: list[Campaign], drafts: list[Draft], today: date
) -> None:
    """What is replaced is written before what replaces it."""
    rows: dict[str, Drive] = {}
    first = {draft.key: _drive(draft, directory) for draft in drafts}
    rows |= first
    _write_all(_drive_write(draft, first, directory, campaigns, today) for draft in drafts)
    again = [draft.again for draft in drafts if draft.again]
    second = {draft.key: _drive(draft, directory) for draft in again}
    for draft in drafts:
        if draft.again:
            second[draft.again.key].replaces = first[draft.key]
    rows |= second
    _write_all(_drive_write(draft, second, directory, campaigns, today) for draft in again)
    every = [*drafts, *again]
    held = [draft for draft in every if draft.has_result]
    _write(((_result(rows[each.key], each), _entered(each.on)) for each in held), today)
    listed = turnouts(every, rows, list(directory.companies.values()), today)
    _write(((row, _entered(row.drive.on)) for row in listed), today)


def _drive_write(
    draft: Draft,
    rows: Mapping[str, Drive],
    directory: _Directory,
    campaigns: Iterable[Campaign],
    today: date,
) -> Write:
    answered: list[Model] = [
        each for each in campaigns if each.from_on <= draft.on <= each.to_on and not draft.is_month
    ]
    write = _new(rows[draft.key], words.issued_on(draft.on.year), today)
    write.many = {
        "facilities": [directory.facilities[name] for name in draft.facilities],
        "campaigns": answered,
    }
    return write


def _drive(draft: Draft, directory: _Directory) -> Drive:
    slot = draft.slot
    host = None if slot.is_zone_wide else directory.companies[slot.where]
    is_known = not draft.is_month
    return Drive(
        committee=directory.committee,
        status=draft.status,
        reason=draft.reason,
        on=draft.on,
        precision=Drive.Precision.DAY if is_known else Drive.Precision.MONTH,
        starts_at=time(7, 30) if is_known else None,
        ends_at=time(11, 30) if is_known else None,
        form=Drive.Form.COMPANY if host else Drive.Form.ZONE,
        zone=host.zone if host else directory.zones[slot.where],
        host=host,
        venue="" if host else "Nhà văn hóa công nhân",
        expected_units=draft.expected_units,
    )


def _result(drive: Drive, draft: Draft) -> DriveResult:
    tally = draft.tally
    of_250, of_350, of_450 = tally.bags or (None, None, None)
    return DriveResult(
        drive=drive,
        registered=tally.registered,
        attended=tally.attended,
        attended_hedge=Hedge.OVER if tally.is_over else Hedge.EXACT,
        eligible=tally.eligible,
        donated=tally.donated,
        deferred=tally.deferred,
        units=tally.units,
        bags_250=of_250,
        bags_350=of_350,
        bags_450=of_450,
    )


def _entered(on: date) -> date:
    """Two days after the drive, on a Monday after one at the end of the week."""
    return on + timedelta(days=2 if on.weekday() < 3 else 7 - on.weekday())


def _write(rows: Iterable[tuple[Record, date]], today: date) -> None:
    _write_all(_new(row, on, today) for row, on in rows)


def _write_all(writes: Iterable[Write]) -> None:
    write_all(list(writes), by=None, reason=names.INVENTED)


def _new(row: Any, on: date, today: date) -> Write:
    """``on`` is the day of its entry, which has come."""
    row._history_date = make_aware(datetime.combine(min(on, today), time(9)))
    return Write(row)
