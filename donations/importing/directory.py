"""Whom or what a name in a sheet means; where that is not certain, a person is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.folding import fold
from campaigns.models import Committee, Company, ReceivingFacility, User, Zone
from campaigns.models.places import Named
from campaigns.names import Names, is_one_name, with_alias
from campaigns.rules import require_rules
from campaigns.writing import Write

from .plan import Question

Row = TypeVar("Row", bound=Named)

NEW = "new"  # the answer that a name is not yet there; any other is a row's key


class Directory(Generic[Row]):
    """The rows of one kind by name. Nothing is created or taken for another one in silence.

    An answer is remembered as an alias of the row, where the person may change that row.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        make: Callable[[str], Row],
        *,
        answers: Mapping[str, str],
        may_add: bool,
        may_teach: bool,
    ) -> None:
        self._rows = list(rows)
        self._names = Names(self._rows)
        self._make = make
        self._model = type(make(""))
        self._answers, self._may_add, self._may_teach = answers, may_add, may_teach
        self._found: dict[str, Row | None] = {}
        self._learned: dict[int, tuple[str, Write]] = {}
        self._questions: dict[str, Question[Row]] = {}

    @property
    def rows(self) -> list[Row]:
        return self._rows

    @property
    def questions(self) -> list[Question[Row]]:
        return list(self._questions.values())

    @property
    def learned(self) -> list[tuple[str, Write]]:
        """What the answers make or change, in words and as it is to be saved."""
        return list(self._learned.values())

    def find(self, text: str, line: int) -> Row:
        """The row that bears this name.

        Raises:
            ValidationError: nobody knows it; from now on it is a question.
        """
        row = self._known(text, line, is_named_there=True)
        if row is None:
            raise ValidationError(self._unknown(text))
        return row

    def find_or_new(self, text: str, line: int) -> Row | None:
        """The row that bears this name; ``None`` where it resembles none and so is a new one.

        Raises:
            ValidationError: it is probably a known name spelt otherwise; that is a question.
        """
        row = self._known(text, line, is_named_there=False)
        if row is None and self._key(text) in self._questions:
            raise ValidationError(self._unknown(text))
        return row

    def called(self, text: str) -> list[Row]:
        """The rows that bear this name, asking nobody."""
        return self._names.called(text)

    def remember(self, row: Row) -> None:
        """A row that a line of the sheet makes, or gives another name, for the lines below it."""
        self._found.clear()
        self._names.add(row)

    def _known(self, text: str, line: int, *, is_named_there: bool) -> Row | None:
        """``is_named_there``: the sheet speaks of it as of something that exists."""
        key = self._key(text)
        if key not in self._found:
            self._found[key] = self._looked_up(text, is_named_there)
        if question := self._questions.get(key):
            question.lines.append(line)
        return self._found[key]

    def _looked_up(self, text: str, is_named_there: bool) -> Row | None:
        called = self._names.called(text)
        if len(called) == 1:
            return called[0]
        similar = called or (self._names.like(text) if is_named_there else self._likely(text))
        if not similar and not is_named_there:
            return None
        key = self._key(text)
        question = self._questions.setdefault(
            key,
            Question(
                key=key,
                kind=str(self._model._meta.verbose_name),
                text=text,
                candidates=tuple(row for row in similar if row.pk),
                may_be_new=self._may_add and not called,
                answer=self._answers.get(key, ""),
            ),
        )
        return self._answered(question)

    def _answered(self, question: Question[Row]) -> Row | None:
        if question.answer == NEW and question.may_be_new:
            return self._new(question.text)
        chosen = next((row for row in question.candidates if str(row.pk) == question.answer), None)
        if chosen and self._may_teach:
            self._teach(chosen, question.text)
        return chosen

    def _new(self, text: str) -> Row:
        row = self._make(text)
        require_rules(row)
        told = _("thêm %(kind)s “%(name)s”") % {"kind": row._meta.verbose_name, "name": text}
        self._learned[id(row)] = (told, Write(row))
        self._names.add(row)
        return row

    def _teach(self, row: Row, text: str) -> None:
        aliases = row.aliases
        if not with_alias(row, text):
            return
        told = _("“%(text)s” là tên gọi khác của %(name)s") % {"text": text, "name": row.name}
        if earlier := self._learned.get(id(row)):
            self._learned[id(row)] = (f"{earlier[0]}; {told}", earlier[1])
        else:
            self._learned[id(row)] = (told, Write(row, {"aliases": aliases}))

    def _likely(self, text: str) -> list[Row]:
        """Rows of which this is probably another spelling."""
        return [
            row
            for row in self._names.like(text)
            if any(is_one_name(text, name) for name in (row.name, *row.aliases.splitlines()))
        ]

    def _key(self, text: str) -> str:
        return f"{self._model._meta.model_name}:{fold(text)}"

    def _unknown(self, text: str) -> str:
        question = self._questions.get(self._key(text))
        names = ", ".join(f"“{row.name}”" for row in question.candidates) if question else ""
        if names:
            return _("chưa rõ “%(text)s” là tên nào; gần giống: %(names)s.") % {
                "text": text,
                "names": names,
            }
        if question and question.may_be_new:
            return _("chưa có tên “%(text)s”.") % {"text": text}
        return _("chưa có tên “%(text)s”; sửa trong bảng, hoặc nhờ quản trị thêm tên này.") % {
            "text": text
        }


class Directories:
    """The zones, companies and facilities that a committee's sheets may name. Three queries."""

    def __init__(
        self, committee: Committee, *, by: User | None, answers: Mapping[str, str] | None = None
    ) -> None:
        def may(verb: str, model: type[Row]) -> bool:
            return by is not None and by.has_perm(f"campaigns.{verb}_{model._meta.model_name}")

        def directory(model: type[Row], rows: Iterable[Row], **owner: Committee) -> Directory[Row]:
            return Directory(
                rows,
                lambda text: model(name=text, **owner),
                answers=answers or {},
                may_add=may("add", model),
                may_teach=may("change", model),
            )

        companies = Company.objects.of(committee).select_related("zone")
        self.zones = directory(Zone, Zone.objects.of(committee), committee=committee)
        self.companies = directory(Company, companies, committee=committee)
        self.facilities = directory(ReceivingFacility, ReceivingFacility.objects.all())

    @property
    def questions(self) -> tuple[Question, ...]:
        return (*self.zones.questions, *self.companies.questions, *self.facilities.questions)

    @property
    def learned(self) -> tuple[tuple[str, Write], ...]:
        return (*self.zones.learned, *self.companies.learned, *self.facilities.learned)
