"""What every kind of sheet has: columns with what may stand in them, and a plan for its lines."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _

from campaigns.dates import date_text
from campaigns.models import Committee
from campaigns.sheets import Line

from .directory import Directories
from .plan import Outcome, PlannedRow
from .reading import COMMITTEE, Draft, LineReader

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Holds(Enum):
    """What may stand in a column; the template's cells are checked for it."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    WORD = "word"  # one of ``words``
    ZONE = "zone"
    COMPANY = "company"
    FACILITY = "facility"
    NOTHING = "nothing"  # only to be looked at: it is not read


@dataclass(frozen=True, slots=True)
class SheetColumn:
    header: str
    holds: Holds = Holds.TEXT
    is_required: bool = False
    words: tuple[str, ...] = ()
    help_text: StrOrPromise = ""

    @property
    def is_only_shown(self) -> bool:
        return self.holds is Holds.NOTHING


class Sheet(ABC):
    """One kind of sheet of a committee. A plan is made once; it saves nothing."""

    title: ClassVar[StrOrPromise]
    columns: ClassVar[Sequence[SheetColumn]]
    extra_columns: ClassVar[Sequence[SheetColumn]] = ()  # not in the template

    def __init__(self, committee: Committee, directories: Directories) -> None:
        self.committee = committee
        self.directories = directories

    @classmethod
    def headers(cls) -> list[str]:
        columns = (*cls.columns, *cls.extra_columns)
        return [*(column.header for column in columns), COMMITTEE]

    @classmethod
    def required(cls) -> list[str]:
        return [column.header for column in cls.columns if column.is_required]

    @abstractmethod
    def rows(self, lines: Sequence[Line]) -> Iterator[PlannedRow]:
        """What each line comes to, in order."""


def planned(
    reader: LineReader, title: str, drafts: Sequence[Draft], kept: Iterable[str] = ()
) -> PlannedRow:
    """The line with all that its drafts change, or with all that is wrong with it.

    The first draft is of what the line is about.
    """
    is_new = bool(drafts) and drafts[0].record._state.adding
    writes, changes = [], []
    if not reader.problems:
        for draft in drafts:
            write, told = reader.checked(draft.applied) or (None, [])
            writes += [write] if write else []
            changes += told
    number = reader.line.number
    if reader.problems:
        return PlannedRow(number, title, Outcome.REJECTED, problems=tuple(reader.problems))
    if not writes:
        return PlannedRow(number, title, Outcome.UNCHANGED, kept=tuple(kept))
    outcome = Outcome.NEW if is_new else Outcome.CHANGED
    return PlannedRow(
        number, title, outcome, tuple(changes), kept=tuple(kept), writes=tuple(writes)
    )


def left_empty(reader: LineReader, stored: dict[str, Any]) -> Iterator[str]:
    """Values under headers of the table that stay, since the line leaves their cells empty."""
    for header, value in stored.items():
        is_column = header in reader.line.cells
        if is_column and not reader.is_filled(header) and value not in (None, ""):
            yield f"{header}: {date_text(value) if isinstance(value, date) else value}"


class Twice:
    """Lines that speak of one thing: the second is refused, and names the first."""

    def __init__(self) -> None:
        self._lines: dict[object, int] = {}

    def claim(self, reader: LineReader, thing: object) -> None:
        line = self._lines.setdefault(thing, reader.line.number)
        if line != reader.line.number:
            reader.problems.append(
                _("trùng với dòng %(line)s: hai dòng nói về một mục.") % {"line": line}
            )
