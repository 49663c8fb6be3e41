"""Sets of rows, named as the sentence reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from .access import visible_committees
from .dates import month_start
from .folding import fold
from .spellings import COMMON

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import Committee, User


LONGEST_QUESTION = 100  # characters of a question; the rest is not looked at

# The rows of a model among which something is looked for.
Scope = Callable[[type[models.Model]], models.QuerySet]


def containing(
    rows: models.QuerySet, columns: Sequence[str], text: str, scope: Scope | None = None
) -> models.QuerySet:
    """The ``rows`` where every word of ``text`` occurs in one of the ``columns`` of folded text.

    Words that tell no name from another, and are often shortened, need not occur. What the rows
    point at is looked through once (joined, it would be so for every row), as far as it lies in
    ``scope``, where one is given.
    """
    folded = fold(text[:LONGEST_QUESTION])
    for word in dict.fromkeys(COMMON.sub(" ", folded).split() or folded.split()):
        found = Q()
        for column in columns:
            found |= _holding(rows.model, column, word, scope)
        rows = rows.filter(found)
    return rows


def _holding(model: type[models.Model], column: str, word: str, scope: Scope | None) -> Q:
    relation, _, own = column.rpartition("__")
    if not relation or scope is None:
        return Q(**{f"{column}__contains": word})
    named: type[models.Model] = model._meta.get_field(relation).related_model  # type: ignore[assignment]
    among = scope(named).order_by().filter(**{f"{own}__contains": word})
    return Q(**{f"{relation}__in": among.values("pk")})


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a committee."""

    def of(self, committee: Committee) -> Self:
        return self.filter(committee=committee)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Of an administrator everything: not to be asked row by row."""
        if user.is_superuser:
            return self
        return self.filter(committee__in=visible_committees(user))


class InForceQuerySet(ScopedQuerySet):
    """Names that hold from a day on, and perhaps only until another."""

    def in_force_on(self, day: date) -> Self:
        """Newest first."""
        return self.filter(valid_from__lte=day).order_by("-valid_from", "pk")


class DriveQuerySet(ScopedQuerySet):
    def held_between(self, first: date, last: date) -> Self:
        """Drives held from ``first`` to ``last``, both included; a postponed one is not held."""
        return self.filter(status="held", on__range=(first, last))

    def standing_between(self, first: date, last: date) -> Self:
        """Drives planned or held on one of these days, both included."""
        days = Q(on__lte=last) & (Q(on__gte=first) | Q(last_on__gte=first))
        return self.filter(days, status__in=("planned", "held"), precision="day")

    def awaiting_result(self, today: date) -> Self:
        """Drives whose last possible day has passed, or that were held, without a result."""
        is_month = Q(precision="month")
        is_over = ~is_month & Q(on__lt=today) & (Q(last_on__isnull=True) | Q(last_on__lt=today))
        is_month_over = is_month & Q(on__lt=month_start(today))
        return self.filter(
            Q(status="planned") & (is_over | is_month_over) | Q(status="held", result__isnull=True)
        )

    def in_round_order(self) -> Self:
        """By day, then hour, a drive without an hour last; databases sort NULL differently."""
        return self.order_by("on", F("starts_at").asc(nulls_last=True), "pk")


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(drive__committee__in=visible_committees(user))


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        seen = visible_committees(user)
        return self.filter(
            Q(plan__committee__in=seen)
            | Q(target__committee__in=seen)
            | Q(drive__committee__in=seen)
        )
