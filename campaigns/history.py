"""What the history of records tells, in words: who changed what, from what, to what, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from .dates import date_text

# Bookkeeping, and what the other fields say better.
_UNTOLD = {"id", "version", "entry_key", "drive", "committee", "precision"}
# What tells a new or a deleted row from others of its kind.
_NAMED_BY = {"drivepicture": "caption", "paper": "title"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One saved change. ``row`` is the key of the record that was changed.

    ``about`` names it where changes of several records are told in one list.
    """

    at: datetime
    who: str
    row: int
    what: tuple[str, ...]
    reason: str
    about: str = ""


def entries(records: Any, *, since: datetime | None = None) -> list[Entry]:
    """The changes that history ``records`` of one model tell, each record's oldest first.

    ``since`` leaves out what was changed before or at that moment. A save that changed nothing is
    no entry. One query, and two more for each change of a record with many-to-many fields.
    """
    in_order = records.select_related("history_user").order_by("id", "history_date", "history_id")
    told = []
    for before, record in pairwise([None, *in_order]):
        if since and record.history_date <= since:
            continue
        is_next = before is not None and before.id == record.id
        entry = _entry(record, before if is_next else None)
        if entry.what:
            told.append(entry)
    return told


def _entry(record: Any, before: Any) -> Entry:
    user = record.history_user
    return Entry(
        at=record.history_date,
        who=str(user) if user else "",
        row=record.id,
        what=tuple(_what(record, before)),
        reason=record.history_change_reason or "",
    )


def _what(record: Any, before: Any) -> Iterator[str]:
    """``số đơn vị máu: 180 → 185``; of a new or deleted row its kind, with units or name."""
    options = record.instance_type._meta
    if before is None or record.history_type != "~":
        did = _("xóa") if record.history_type == "-" else _("nhập mới")
        name = getattr(record, _NAMED_BY.get(options.model_name, ""), "")
        if hasattr(record, "units"):
            name = f"{localize(record.units)} {_('đơn vị')}"
        yield f"{did} {options.verbose_name}{': ' if name else ''}{name}"
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
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, date) and not isinstance(value, datetime):
        return date_text(value)
    return str(dict(field.flatchoices).get(value, localize(value)))
