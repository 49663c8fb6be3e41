"""What lies in an issued report is corrected with a reason, and told on the report's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils.formats import localize
from django.utils.translation import gettext as _

from campaigns.models import Committee, Drive
from donations.models import DriveResult, PeriodStatement

from .models import Report

_KINDS = {"+": "nhập mới", "~": "sửa", "-": "xóa"}
_UNTOLD = {"id", "version", "entry_key", "drive", "committee", "precision"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One saved change: when, by whom, what from and to, and why."""

    at: datetime
    who: str
    what: tuple[str, ...]
    reason: str


def report_holding(
    committee: Committee, days: Iterable[date], drive: Drive | None = None
) -> Report | None:
    """The newest issued report whose figures count one of ``days``, or count ``drive``."""
    issued = Report.objects.of(committee).issued().order_by("-issued_on", "-pk")
    if over := issued.over(*days).first():
        return over
    if drive is None or drive.pk is None:
        return None
    # Moved out of the report's days since, it is still what the report counts.
    return next((each for each in issued.filter(drives=drive) if _counts(each, drive)), None)


def _counts(report: Report, drive: Drive) -> bool:
    summary = report.summary
    return drive.pk in {held.drive_id for held in (*summary.earlier, *summary.rounds)}


def result_histories(drive_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Every change of the results of these drives, oldest first; one query."""
    records = (
        DriveResult.history.filter(drive_id__in=list(drive_ids))
        .select_related("history_user")
        .order_by("drive_id", "history_date", "history_id")
    )
    histories: dict[int, list[Entry]] = {}
    for before, record in pairwise([None, *records]):
        is_next = before is not None and before.id == record.id
        entry = _entry(record, before if is_next else None)
        if entry.what:
            histories.setdefault(record.drive_id, []).append(entry)
    return histories


def corrections(report: Report) -> list[Entry]:
    """What was changed after issuing in the drives that the report counts or would count now,
    and in what was stated for its period; oldest first. A query or two for each change.
    """
    first = report.figures_from or report.from_on
    counted = Q(
        committee_id=report.committee_id,
        on__range=(first, report.to_on),
        status=Drive.Status.HELD,
    )
    drives = {
        *(held.drive_id for held in (*report.summary.earlier, *report.summary.rounds)),
        *report.drives.filter(on__range=(report.from_on, report.to_on)).values_list(
            "pk", flat=True
        ),
        *Drive.objects.filter(counted).values_list("pk", flat=True),
        *Drive.history.filter(counted).values_list("id", flat=True),
    }
    since: dict[str, Any] = {"history_date__gt": report.issued_at}
    stated = PeriodStatement.history.filter(
        committee_id=report.committee_id, from_on=report.from_on, to_on=report.to_on, **since
    )
    found = [
        *_changes(Drive.history.filter(id__in=drives, **since)),
        *_changes(DriveResult.history.filter(drive_id__in=drives, **since)),
        *_changes(stated),
    ]
    return sorted(found, key=lambda entry: entry.at)


def _changes(records: Any) -> Iterator[Entry]:
    for record in records.select_related("history_user").order_by("history_date", "history_id"):
        entry = _entry(record, record.prev_record)
        if entry.what:
            yield entry


def _entry(record: Any, before: Any) -> Entry:
    user = record.history_user
    return Entry(
        at=record.history_date,
        who=(user.get_full_name() or user.get_username()) if user else "",
        what=tuple(_what(record, before)),
        reason=record.history_change_reason or "",
    )


def _what(record: Any, before: Any) -> Iterator[str]:
    """``số đơn vị máu: 180 → 185``; of a new or deleted row what it says."""
    options = record.instance_type._meta
    if before is None or record.history_type != "~":
        kind = _KINDS["+" if before is None else record.history_type]
        units = f": {localize(record.units)} {_('đơn vị')}" if hasattr(record, "units") else ""
        yield f"{kind} {options.verbose_name}{units}"
        return
    delta = record.diff_against(before, foreign_keys_are_objs=True, excluded_fields=_UNTOLD)
    for change in delta.changes:
        field = options.get_field(change.field)
        old, new = (_shown(field, value) for value in (change.old, change.new))
        yield f"{field.verbose_name}: {old} → {new}"


def _shown(field: Any, value: Any) -> str:
    if isinstance(value, list):  # a many-to-many: rows of the table between
        return ", ".join(str(row[field.m2m_reverse_field_name()]) for row in value) or "-"
    if value in (None, ""):
        return "-"
    return str(dict(field.flatchoices).get(value, localize(value)))
