"""Two rows for one name become one: what points at the one that goes is moved to the one kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from .models import User
from .models.places import Named
from .names import with_alias

REASON = "Gộp “%(gone)s” vào “%(keep)s”"  # as it stands in the history
LONGEST_REASON = 100  # the history's column
# What is filled in where nothing of it is known; a phone number belongs to a person.
FILLED = [("zone_id",), ("contact_name", "contact_phone")]


class MergeRefusedError(Exception):
    """Nothing was merged; the text says why, to a person."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """Rows of ``model`` that name another row in their field ``name``."""

    model: Any
    name: str
    is_many: bool

    def at(self, *keys: int) -> models.QuerySet:
        found: models.QuerySet = self.model._default_manager.filter(**{f"{self.name}__in": keys})
        return found

    def with_names(self, rows: models.QuerySet) -> models.QuerySet:
        """``rows`` with what their names are made of, which lies two steps away at most."""
        paths: list[str] = []
        for near in _relations(self.model):
            further = _relations(near.related_model)
            paths += [near.name, *(f"{near.name}__{far.name}" for far in further)]
        return rows.select_related(*paths)


def pointing_at(model: type[Named]) -> list[Pointing]:
    """All that may point at a row of ``model``, in whichever app it lies."""
    return [
        Pointing(relation.related_model, relation.field.name, relation.many_to_many)
        for relation in model._meta.related_objects
    ]


def many_pointing_at(
    model: type[Named], rows: Collection[int], user: User
) -> dict[int, Counter[str]]:
    """How many rows that ``user`` may see point at each of ``rows``, by what they are called.

    One query for each kind of them.
    """
    told: dict[int, Counter[str]] = {key: Counter() for key in rows}
    for pointing in pointing_at(model) if rows else []:
        seen: Any = pointing.at(*rows)
        seen = seen.visible_to(user).order_by().values_list(pointing.name)
        for key, many in seen.annotate(many=Count("pk")):
            told[key][str(pointing.model._meta.verbose_name)] += many
    return told


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows that cannot both point at the row that is kept; ``where`` they meet, in words."""

    of_gone: Any
    of_keep: Any
    where: str

    @property
    def empty(self) -> Any:
        """The one of them that says nothing and may be dropped; ``None`` where both do."""
        both = (self.of_gone, self.of_keep)
        return next((row for row in both if not getattr(row, "has_figures", True)), None)


def clashes(keep: Named, gone: Named) -> list[Clash]:
    """Of each kind of rows that may point at a name only once; one query or two for each."""
    return [
        clash for pointing in pointing_at(type(keep)) for clash in _clashes_of(pointing, keep, gone)
    ]


def _clashes_of(pointing: Pointing, keep: Named, gone: Named) -> Iterator[Clash]:
    for rule in pointing.model._meta.total_unique_constraints:
        if pointing.name not in rule.fields:
            continue
        beside = [name for name in rule.fields if name != pointing.name]
        kept, going = (
            {tuple(getattr(each, name) for name in beside): each for each in rows}
            for rows in (pointing.with_names(pointing.at(row.pk)) for row in (keep, gone))
        )
        for key, each in going.items():
            if key in kept:
                yield Clash(each, kept[key], ", ".join(map(str, key)))


def obstacles(keep: Named, gone: Named) -> list[str]:
    """Why these two cannot become one, in sentences; empty where they can."""
    if keep.pk == gone.pk:
        return [_("Không gộp được một mục với chính nó.")]
    if getattr(keep, "committee_id", None) != getattr(gone, "committee_id", None):
        return [_("Hai mục thuộc hai Ban Chỉ đạo khác nhau nên không gộp được.")]
    told = [clash.where for clash in clashes(keep, gone) if clash.empty is None]
    if not told:
        return []
    return [
        _("Cả hai mục đều có số liệu ở: %(places)s. Hãy sửa ở đó trước, để chỉ một mục có số liệu.")
        % {"places": "; ".join(told)}
    ]


@transaction.atomic
def merge(keep: Named, gone: Named, *, by: User) -> int:
    """Let ``keep`` stand for ``gone`` everywhere, and delete that; return how many rows were moved.

    Both are as they were shown to whoever merges them; ``keep`` is then as it is stored.

    Raises:
        MergeRefusedError: something stands in the way, or one of them has changed since.
    """
    _hold(keep, gone)
    for obstacle in obstacles(keep, gone):
        raise MergeRefusedError(obstacle)
    reason = REASON % {"gone": gone.name, "keep": keep.name}
    trace = _Trace(reason[:LONGEST_REASON], by)
    moved = sum(_move(pointing, keep, gone, trace) for pointing in pointing_at(type(keep)))
    for name in (gone.name, *gone.aliases.splitlines()):
        with_alias(keep, name)
    for names in FILLED:
        _fill(keep, gone, names)
    trace.save(keep)
    trace.delete(gone)
    return moved


def was_merged(record: Any) -> bool:
    """Whether a deleted row went into another one, by the last row of its history."""
    return (record.history_change_reason or "").startswith(REASON.partition("%")[0])


def _hold(keep: Named, gone: Named) -> None:
    """Lock what points at them and then both, as whoever saves a drive does; read both anew.

    Raises:
        MergeRefusedError: one of them is no longer as it was shown.
    """
    keys = [keep.pk, gone.pk]
    for pointing in pointing_at(type(keep)):
        list(pointing.at(*keys).select_for_update().order_by("pk").values_list("pk"))
    rows: Any = type(keep)._default_manager
    held = dict(
        rows.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", "version")
    )
    for row in (keep, gone):
        if row.pk not in held:
            text = _("“%(name)s” đã bị xóa sau khi bạn mở trang; chưa gộp gì.")
            raise MergeRefusedError(text % {"name": row.name})
        if row.version != held[row.pk]:
            text = _("“%(name)s” đã được sửa sau khi bạn mở trang; chưa gộp gì, hãy xem lại.")
            raise MergeRefusedError(text % {"name": row.name})
    for row in (keep, gone):
        row.refresh_from_db()


@dataclass(frozen=True, slots=True)
class _Trace:
    """What the history tells of each row that is written."""

    reason: str
    by: User

    def save(self, row: Any) -> None:
        row._change_reason, row._history_user = self.reason, self.by
        row.save()

    def delete(self, row: Any) -> None:
        row._change_reason, row._history_user = self.reason, self.by
        row.delete()


def _move(pointing: Pointing, keep: Named, gone: Named, trace: _Trace) -> int:
    """Let every row that points at ``gone`` point at ``keep``; return how many did."""
    settled = list(_clashes_of(pointing, keep, gone))
    for clash in settled:
        _settle(clash, pointing, keep, trace)
    rows = list(pointing.at(gone.pk).order_by("pk"))
    for row in rows:
        if pointing.is_many:
            _name_instead(row, pointing.name, keep, gone)
        else:
            setattr(row, pointing.name, keep)
        trace.save(row)
    return len(settled) + len(rows)


def _name_instead(row: Any, name: str, keep: Named, gone: Named) -> None:
    """Let ``row`` name ``keep`` in place of ``gone``; its next save tells the history of it."""
    named = getattr(row, name)
    row.skip_history_when_saving = True
    named.set([*named.exclude(pk=gone.pk), keep])
    del row.skip_history_when_saving


def _settle(clash: Clash, pointing: Pointing, keep: Named, trace: _Trace) -> None:
    """Drop the row that says nothing; what little it knows, the other one takes over."""
    stays = clash.of_keep if clash.empty is clash.of_gone else clash.of_gone
    trace.delete(clash.empty)
    filled = [
        _fill(stays, clash.empty, [field.attname])
        for field in pointing.model._meta.fields
        if field.blank and field.editable
    ]
    if stays is clash.of_gone or any(filled):
        setattr(stays, pointing.name, keep)
        trace.save(stays)


def _fill(row: Any, other: Any, names: Collection[str]) -> bool:
    """Let ``row`` know what ``other`` does of ``names``, if it knows nothing of them itself."""
    if any(_is_known(row, name) for name in names):
        return False
    if not any(_is_known(other, name) for name in names):
        return False
    for name in names:
        setattr(row, name, getattr(other, name))
    return True


def _is_known(row: Any, name: str) -> bool:
    return getattr(row, name, None) not in (None, "")


def _relations(model: Any) -> list[Any]:
    return [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
