"""What an import would do, line by line, before anything is saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.places import Named
from campaigns.writing import Write

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = TypeVar("Row", bound=Named)


class Outcome(models.TextChoices):
    REJECTED = "rejected", _("lỗi")
    CHANGED = "changed", _("sửa")
    NEW = "new", _("mới")
    UNCHANGED = "unchanged", _("giữ nguyên")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One line of the sheet; of the sheet ``part`` where there are several.

    ``changes`` read "số đơn vị máu: 180 → 185"; of a new row they say what it holds. ``kept``
    names values that stay although the line leaves their cells empty.
    """

    line: int
    title: str
    outcome: Outcome
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    writes: tuple[Write, ...] = ()
    part: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Question(Generic[Row]):
    """A name that nobody knows yet: is it one of ``candidates``, or, if that is allowed, new?

    ``key`` stands for it in forms and answers; ``lines`` are where it is written.
    """

    key: str
    kind: str  # the verbose name of what is asked for
    text: str
    candidates: tuple[Row, ...]
    may_be_new: bool
    lines: list[int] = field(default_factory=list)
    answer: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """``learned`` are names made or learned by the answers to ``questions``, in words and writes.

    ``unread`` are columns that were not understood, ``skipped`` lines that hold sums only.
    """

    rows: tuple[PlannedRow, ...]
    questions: tuple[Question[Any], ...] = ()
    learned: tuple[tuple[str, Write], ...] = ()
    unread: tuple[str, ...] = ()
    skipped: tuple[int, ...] = ()

    @cached_property
    def counts(self) -> Mapping[Outcome, int]:
        """How many lines come to what."""
        outcomes = [row.outcome for row in self.rows]
        return {outcome: outcomes.count(outcome) for outcome in Outcome}

    @property
    def asked(self) -> list[Question[Any]]:
        """The questions that can be answered; of another name its lines tell that it is unknown."""
        return [each for each in self.questions if each.candidates or each.may_be_new]

    @property
    def unanswered(self) -> int:
        return sum(not each.answer for each in self.asked)

    @property
    def is_ready(self) -> bool:
        """Whether all lines are right and something is to be done: all lines or none."""
        return not self.counts[Outcome.REJECTED] and bool(self.writes)

    @cached_property
    def writes(self) -> list[Write]:
        """All that is to be saved, each record once; what others point at stands before them."""
        merged: dict[int, Write] = {}
        for write in self._every_write():
            if (earlier := merged.get(id(write.record))) is None:
                merged[id(write.record)] = write
                continue
            if earlier.before is not None:
                earlier.before = {**(write.before or {}), **earlier.before}
            earlier.many |= write.many
        depths = {model: _depth(model) for model in {type(each.record) for each in merged.values()}}
        return sorted(merged.values(), key=lambda write: depths[type(write.record)])

    def _every_write(self) -> Iterator[Write]:
        yield from (write for _text, write in self.learned)
        for row in self.rows:
            yield from row.writes

    @cached_property
    def digest(self) -> str:
        """Stands for all that this plan would do: another one, if anything has changed since."""
        digest = hashlib.sha256()
        for told in self._all_that_is_told():  # all at once, it would weigh as much as the plan
            digest.update(json.dumps(told, default=str).encode())
        return digest.hexdigest()

    def _all_that_is_told(self) -> Iterator[list[Any]]:
        for row in self.rows:
            yield ["row", row.line, row.outcome, row.changes, row.problems]
        for text, _write in self.learned:
            yield ["name", text]
        for each in self.writes:
            yield ["record", str(each.record._meta), each.record.pk, each.record.version]


def _depth(model: Any) -> int:
    """How far down a model lies: below all that it points at, a result below its drive."""
    above = {field.related_model for field in model._meta.fields if field.is_relation} - {model}
    return 1 + max(map(_depth, above), default=0)
