"""The newest changes of a committee's drives, results, targets and plans, for the dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from campaigns.models import Committee, Drive, Plan, Target
from donations.models import DriveResult

from .screen import screen_units
from .wording import date_text, integer

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Newest:
    """``about`` names the drive or the year; ``who`` is empty where nobody was logged in."""

    at: datetime
    who: str
    text: str
    about: str
    drive_id: int | None = None


def newest_changes(committee: Committee) -> tuple[Newest, ...]:
    """The newest first. Five queries, however long the history is."""
    results = DriveResult.history.filter(drive__committee=committee)
    before = DriveResult.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    units_before = Subquery(before.order_by("-history_id").values("units")[:1])
    rows = [
        *_newest(results.annotate(before=units_before)),
        *_newest(Drive.history.filter(committee=committee)),
        *_newest(Target.history.filter(committee=committee)),
        *_newest(Plan.history.filter(committee=committee)),
    ]
    shown = sorted(rows, key=lambda row: row.history_date, reverse=True)[:SHOWN]
    ids = {pk for row in shown if (pk := _drive_id(row))}
    drives = Drive.objects.of(committee).select_related("zone", "host").in_bulk(ids)
    return tuple(_told(row, drives.get(_drive_id(row))) for row in shown)


def _newest(rows: QuerySet) -> QuerySet:
    return rows.select_related("history_user").order_by("-history_date", "-history_id")[:SHOWN]


def _drive_id(row: Any) -> int | None:
    return row.id if row.instance_type is Drive else getattr(row, "drive_id", None)


def _told(row: Any, drive: Drive | None) -> Newest:
    if drive:
        about = f"{drive.day.text}, {drive.place.short}"
    else:
        about = date_text(row.on) if row.instance_type is Drive else str(getattr(row, "year", ""))
    return Newest(
        at=row.history_date,
        who=str(row.history_user or ""),
        text=_text(row),
        about=about,
        drive_id=drive.pk if drive else None,
    )


def _text(row: Any) -> str:
    name = row.instance_type._meta.verbose_name
    did = {"+": _("nhập mới"), "~": _("sửa"), "-": _("xóa")}[row.history_type]
    units = getattr(row, "units", None)
    before = getattr(row, "before", None)
    if units is None:
        return f"{did} {name}"
    if before is not None and before != units:
        return f"{did} {name}: {integer(before)} → {screen_units(units)}"
    return f"{did} {name}: {screen_units(units)}"
