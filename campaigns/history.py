"""What the history of records tells, in words: who changed what, from what, to what, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.formats import date_format, localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .dates import Day, date_text
from .folding import tidy

# Bookkeeping, and what the other fields say better.
_UNTOLD = {"id", "version", "entry_key", "drive", "committee"}
# What tells a new or a deleted row from others of its kind.
_NAMED_BY = {"drivepicture": "caption", "paper": "title"}


@dataclass(frozen=True, slots=True)
class Gone:
    """A name that was deleted since."""

    pk: int

    def __str__(self) -> str:
        return _("(mục đã xóa)")


@dataclass(frozen=True, slots=True)
class Change:
    """``số đơn vị máu: 180 → 185``. ``old`` is what ``field`` held, and the history row ``older``
    is where that is written.

    Without a ``field`` it tells of the whole row: that it was entered, or deleted.
    """

    text: str
    field: str = ""
    old: Any = None
    older: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One saved change. ``model`` and ``row`` say of which record.

    ``about`` names it where changes of several records are told in one list.
    """

    at: datetime
    who: str
    model: str
    row: int
    changes: tuple[Change, ...]
    reason: str
    about: str = ""

    @property
    def what(self) -> tuple[str, ...]:
        return tuple(change.text for change in self.changes)


def entries(
    records: Any, *, since: datetime | None = None, untold: Collection[str] = ()
) -> list[Entry]:
    """The changes that history ``records`` of one model tell, each record's oldest first.

    ``since`` leaves out what was changed before or at that moment, ``untold`` fields that say
    nothing to a reader. A save that changed nothing is
    no entry. One query, and two more for each change of a record with many-to-many fields.
    """
    in_order = records.select_related("history_user").order_by("id", "history_date", "history_id")
    told = []
    for before, record in pairwise([None, *in_order]):
        if since and record.history_date <= since:
            continue
        is_next = before is not None and before.id == record.id
        entry = _entry(record, before if is_next else None, {*_UNTOLD, *untold})
        if entry.changes:
            told.append(entry)
    return told


def _entry(record: Any, before: Any, untold: set[str]) -> Entry:
    user = record.history_user
    return Entry(
        at=record.history_date,
        who=str(user) if user else "",
        model=record.instance_type._meta.model_name,
        row=record.id,
        changes=tuple(_changes(record, before, untold)),
        reason=record.history_change_reason or "",
    )


def _changes(record: Any, before: Any, untold: set[str]) -> Iterator[Change]:
    """Each field that differs; of a new or deleted row its kind, with units or name."""
    options = record.instance_type._meta
    if before is None or record.history_type != "~":
        did = _("xóa") if record.history_type == "-" else _("nhập mới")
        name = getattr(record, _NAMED_BY.get(options.model_name, ""), "")
        if getattr(record, "units", None) is not None:
            name = f"{localize(record.units)} {_('đơn vị')}"
        yield Change(f"{did} {options.verbose_name}{': ' if name else ''}{name}")
        return
    changed = set(record.diff_against(before, excluded_fields=untold).changed_fields)
    if "precision" in changed:  # told with the day
        changed = changed - {"precision"} | {"on"}
    for name in sorted(changed):
        field = options.get_field(name)
        old, new = (value_at(each, name) for each in (before, record))
        if plain(old) == plain(new):
            continue
        text = f"{field.verbose_name}: {shown(field, old)} → {shown(field, new)}"
        yield Change(text, name, old, before.history_id)


def held_fields(deleted: Any) -> list[tuple[str, str]]:
    """Names and values, in words, of the fields that held something in a row that was deleted, by
    the last row of its history.
    """
    # At the moment of deleting, its many-to-many fields are empty already.
    record = deleted.prev_record or deleted
    model = record.instance_type
    kept_fields = (*record.tracked_fields, *record._history_m2m_fields)
    kept = {field.name for field in kept_fields} - _UNTOLD - {"precision"}
    fields = [field for field in model._meta.get_fields() if field.name in kept]
    told = [(str(each.verbose_name), shown(each, value_at(record, each.name))) for each in fields]
    return [(label, value) for label, value in told if value != _EMPTY]


def value_at(row: Any, name: str) -> Any:
    """What a record, or a row of its history, holds in ``name``.

    The named rows themselves, not their keys; of a many-to-many a tuple of them, by key. A day
    that may be a month is a ``Day``.
    """
    field: Any = getattr(row, "instance_type", type(row))._meta.get_field(name)
    if name == "on" and hasattr(row, "precision"):
        return Day(row.on, row.precision == "month")
    if field.many_to_many:
        return _named_rows(row, field)
    return _named(row, field) if field.is_relation else getattr(row, name)


def _named_rows(row: Any, field: Any) -> tuple[Any, ...]:
    if row.pk is None:
        return ()
    if hasattr(row, "instance_type"):
        between = getattr(row, field.name).all()
        name = field.m2m_reverse_field_name()
        rows = [_named(each, each._meta.get_field(name)) for each in between]
    else:
        rows = list(getattr(row, field.name).all())
    return tuple(sorted(rows, key=lambda each: each.pk))


def _named(row: Any, field: Any) -> Any:
    key = getattr(row, field.attname)
    try:
        found = getattr(row, field.name) if key is not None else None
    except ObjectDoesNotExist:
        found = None
    return Gone(key) if key is not None and found is None else found


def plain(value: Any) -> Any:
    """Text as it is stored, whatever ends its lines; and one value for all that is empty."""
    if isinstance(value, str):
        value = "\n".join(tidy(value).splitlines())
    return None if value in ("", ()) else value


_EMPTY = "-"


def shown(field: Any, value: Any) -> str:
    """A value of a model's ``field`` as people read it."""
    if value in (None, "", ()):
        return _EMPTY
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, Day):
        return value.text
    if isinstance(value, datetime):
        return date_format(localtime(value), "H:i d/m/Y")
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    choices = dict(field.flatchoices)
    return str(choices[value] if value in choices else localize(value))


def name_of(record: Any) -> str:
    """The name that a row bore, by a row of its history; what history leaves out is in no name."""
    kept = {field.attname: getattr(record, field.attname) for field in record.tracked_fields}
    try:
        return str(record.instance_type(**kept))
    except ObjectDoesNotExist:  # it was made of another one's name, which is gone too
        return f"{record.instance_type._meta.verbose_name} {record.id}"
