"""The newest changes of a committee's drives, results, targets and plans, for the dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from campaigns.models import Committee, Drive, Plan, Target, User
from donations.models import DriveResult

from .screen import screen_units
from .wording import date_text, integer

SHOWN = 6
NOTHING = Value(None, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Newest:
    """``about`` names the drive or the year; ``who`` is empty where nobody was logged in."""

    at: datetime
    who: str
    text: str
    about: str
    drive_id: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A row of history, as far as it is told. ``about`` is the year or day that it holds itself."""

    what: str
    at: datetime
    did: str
    by: int | None
    drive: int | None
    about: int | date | None
    units: int | None
    before: int | None


def newest_changes(committee: Committee) -> tuple[Newest, ...]:
    """The newest first. Six queries, however long the history is."""
    results = DriveResult.history.filter(drive__committee=committee)
    before = DriveResult.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    units_before = Subquery(before.order_by("-history_id").values("units")[:1])
    drives = Drive.history.filter(committee=committee)
    changes = [
        *_newest(DriveResult, results, "drive_id", NOTHING, "units", units_before),
        *_newest(Drive, drives, "id", "on"),
        *_newest(Target, Target.history.filter(committee=committee), NOTHING, "year", "units"),
        *_newest(Plan, Plan.history.filter(committee=committee), NOTHING, "year"),
    ]
    shown = sorted(changes, key=attrgetter("at"), reverse=True)[:SHOWN]
    about = Drive.objects.of(committee).select_related("zone", "host")
    stored = about.in_bulk({change.drive for change in shown if change.drive})
    people = User.objects.in_bulk({change.by for change in shown if change.by})
    return tuple(_told(each, stored.get(each.drive), people.get(each.by)) for each in shown)


def _newest(model: Any, rows: QuerySet, *columns: Any) -> Iterator[HistoryRow]:
    """``columns`` are the last of ``HistoryRow``; those that a model has not are nothing."""
    told = [*columns, *[NOTHING] * (4 - len(columns))]
    newest = rows.order_by("-history_date", "-history_id")
    found = newest.values_list("history_date", "history_type", "history_user_id", *told)[:SHOWN]
    return (HistoryRow(model._meta.verbose_name, *row) for row in found)


def _told(change: HistoryRow, drive: Drive | None, by: User | None) -> Newest:
    if drive:
        about = f"{drive.day.text}, {drive.place.short}"
    elif isinstance(change.about, date):
        about = date_text(change.about)
    else:
        about = str(change.about or "")
    return Newest(
        at=change.at,
        who=str(by or ""),
        text=_text(change),
        about=about,
        drive_id=drive.pk if drive else None,
    )


def _text(change: HistoryRow) -> str:
    did = {"+": _("nhập mới"), "~": _("sửa"), "-": _("xóa")}[change.did]
    if change.units is None:
        return f"{did} {change.what}"
    units = screen_units(change.units)
    if change.before is not None and change.before != change.units:
        return f"{did} {change.what}: {integer(change.before)} → {units}"
    return f"{did} {change.what}: {units}"
