"""Two people have edited one record: what each of them changed, and which version is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

# What a field held when the form was opened, where the history does not tell.
UNKNOWN = object()


class Take(Enum):
    MINE = "mine"
    STORED = "stored"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Versions:
    """One field as it was when the form was opened, as it is stored now, and as it was typed."""

    opened: Any
    stored: Any
    typed: Any

    @property
    def differ(self) -> bool:
        is_same_to_all = self.opened is UNKNOWN or self.opened == self.stored
        return not (is_same_to_all and self.typed == self.stored)

    @property
    def take(self) -> Take:
        """The version that one person alone has changed; where both have, one has to choose."""
        if self.typed in (self.stored, self.opened):
            return Take.STORED
        return Take.MINE if self.stored == self.opened else Take.ASK

    def answered(self, answer: str) -> Take:
        """As ``take`` says, after somebody was asked; an answer once given is not asked for again
        unless the stored version has changed since.
        """
        if answer == Take.STORED.value or self.typed == self.stored:
            return Take.STORED
        return self.take if answer == Take.MINE.value else Take.ASK


@dataclass(frozen=True, slots=True)
class Line:
    """A field in which the versions differ, in words.

    ``opened`` is ``None`` where it is not known. ``since`` is the version with which the form was
    opened, empty for a form that was opened before the record was there.
    """

    html_name: str
    label: str
    opened: str | None
    stored: str
    typed: str
    take: Take
    since: str
    is_unanswered: bool = False

    @property
    def is_question(self) -> bool:
        return self.take is Take.ASK

    @property
    def is_mine(self) -> bool:
        return self.take is Take.MINE


@dataclass(frozen=True, slots=True)
class Comparison:
    """``who`` has saved the stored version, and when."""

    title: str
    who: str
    at: datetime | None
    lines: tuple[Line, ...]

    @property
    def has_question(self) -> bool:
        return any(line.is_question for line in self.lines)

    @property
    def is_unanswered(self) -> bool:
        """Whether this is not the first time that it is asked."""
        return any(line.is_unanswered for line in self.lines)

    @property
    def has_mine(self) -> bool:
        """Whether anything that was typed is more than what is stored already."""
        return any(line.take is not Take.STORED for line in self.lines)

    @property
    def has_opened(self) -> bool:
        return any(line.opened is not None for line in self.lines)
