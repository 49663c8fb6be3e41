"""A line on its way to records: what its cells mean, what is wrong, what would change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.fields import FoldedField
from campaigns.folding import tidy
from campaigns.history import plain, shown, value_at
from campaigns.models import Committee, Record
from campaigns.rules import require_rules
from campaigns.sheets import Cell, Line
from campaigns.writing import Write

from ..resources import COMMITTEE_COLUMN
from .cells import text_of

Meaning = TypeVar("Meaning")

COMMITTEE = COMMITTEE_COLUMN.header


@dataclass(slots=True)
class LineReader:
    """Reads the cells of one line, and gathers all that is wrong with it."""

    line: Line
    problems: list[str] = field(default_factory=list)

    def read(self, header: str, meaning: Callable[[Cell], Meaning | None]) -> Meaning | None:
        """What the cell under ``header`` means; ``None`` where it is empty or wrong."""
        try:
            return meaning(self.line[header])
        except ValidationError as error:
            self.problems.append(f"{header}: {' '.join(error.messages)}")
            return None

    def checked(self, attempt: Callable[[], Meaning]) -> Meaning | None:
        """What ``attempt`` gives; ``None`` where a rule hinders it, which is told of the line."""
        try:
            return attempt()
        except ValidationError as error:
            self.problems += error.messages
            return None

    def text(self, header: str) -> str:
        return self.read(header, text_of) or ""

    def named(self, header: str, find: Callable[[str, int], Meaning]) -> Meaning | None:
        """The row that the cell names."""
        name = " ".join(self.text(header).split())
        return self.read(header, lambda _cell: find(name, self.line.number)) if name else None

    def require_own(self, committee: Committee) -> None:
        """A list that was taken out of several committees says of each row whose it is."""
        owner = self.text(COMMITTEE)
        if owner and owner not in (committee.name, committee.symbol):
            self.problems.append(_("dòng này của Ban Chỉ đạo khác: %(owner)s.") % {"owner": owner})

    def is_filled(self, header: str) -> bool:
        return not self.line[header].is_empty


@dataclass(slots=True)
class Draft:
    """A record, stored or new, and what a line makes of it."""

    record: Record
    values: Mapping[str, Any]
    many: Mapping[str, Sequence[models.Model]] = field(default_factory=dict)

    def applied(self) -> tuple[Write | None, list[str]]:
        """What is to be saved, and in words what changes; ``None`` where nothing does.

        A rule may fill in what the line leaves open: a drive's zone is that of its host.

        Raises:
            ValidationError: the record would break a rule; each message names its field.
        """
        is_new = self.record._state.adding
        before = {name: value_at(self.record, name) for name in self._names(is_new)}
        columns = {each.attname: getattr(self.record, each.attname) for each in self._fields}
        for name, value in self.values.items():
            setattr(self.record, name, value)
        if not is_new and not self._changed(before):
            return None, []
        try:
            require_rules(self.record)
        except ValidationError as error:
            raise ValidationError(self._beside_names(error)) from error
        changed = self._changed(before)
        # Of ten thousand lines many tell the same; kept once, they weigh a tenth.
        told = [sys.intern(self._told(name, before[name])) for name in changed]
        many = {name: list(rows) for name, rows in self.many.items() if name in changed}
        if is_new:
            return Write(self.record, many=many), told
        kept: dict[str, Any] = {name: [row.pk for row in before[name]] for name in many}
        for each in self._fields:
            old, is_told = columns[each.attname], _told_as(each.name) in changed
            # A key that is not known yet is no reason to think that nothing has changed.
            if is_told and (each.is_relation or old != getattr(self.record, each.attname)):
                kept[each.attname] = old
        return Write(self.record, kept, many), told

    @property
    def _fields(self) -> list[Any]:
        """Those that people fill in."""
        derived = ("id", "version", "entry_key")
        return [
            field
            for field in self.record._meta.fields
            if field.name not in derived and not isinstance(field, FoldedField)
        ]

    def _names(self, is_new: bool) -> list[str]:
        """What may change, as it is told."""
        names = self.values if is_new else [field.name for field in self._fields]
        return list(dict.fromkeys([*map(_told_as, names), *self.many]))

    def _changed(self, before: Mapping[str, Any]) -> list[str]:
        return [
            name
            for name, value in before.items()
            if _comparable(value) != _comparable(self._wished(name))
        ]

    def _wished(self, name: str) -> Any:
        if name in self.many:
            return tuple(sorted(self.many[name], key=lambda row: row.pk or 0))
        # One that is to be saved with it has no key yet.
        is_relation = self.record._meta.get_field(name).is_relation
        return (is_relation and getattr(self.record, name)) or value_at(self.record, name)

    def _told(self, name: str, before: Any) -> str:
        """``số đơn vị máu: 180 → 185``; of a new record what it holds."""
        field: Any = self.record._meta.get_field(name)
        wished = self._wished(name)
        # ``shown`` looks among choices, where a row without a key cannot be looked for.
        new = str(wished) if isinstance(wished, models.Model) else shown(field, wished)
        if self.record._state.adding:
            return f"{_label(field)}: {new}"
        return f"{_label(field)}: {shown(field, before)} → {new}"

    def _beside_names(self, error: ValidationError) -> list[str]:
        fields = {field.name: str(field.verbose_name) for field in self.record._meta.fields}
        return [
            f"{capfirst(fields[name])}: {' '.join(messages)}"
            if name in fields
            else " ".join(messages)
            for name, messages in error.message_dict.items()
        ]


@lru_cache  # asked for each cell of each line
def _label(field: Any) -> str:
    return str(field.verbose_name)


def _comparable(value: Any) -> Any:
    """A text as a cell would hold it: no sheet keeps the spaces around its lines."""
    if isinstance(value, str):
        value = "\n".join(line.strip() for line in tidy(value).splitlines()).strip()
    return plain(value)


def _told_as(name: str) -> str:
    return "on" if name == "precision" else name
