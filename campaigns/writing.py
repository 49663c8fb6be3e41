"""Many records saved at once, as carefully as one: versions claimed, history told, all or none.

``bulk_create`` and ``bulk_update`` alone leave no history and ask no version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from .fields import FoldedField
from .models import Record, User
from .models.records import StaleVersionError

BATCH = 500  # rows a statement
# What is told of the work: how many records are saved, and of how many.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Write:
    """A record as it shall be. ``many`` are the rows of its many-to-many fields, where they change.

    ``before`` holds the stored values of the columns that change, and under the names of its
    many-to-many fields the keys that they held; ``None`` for a new record.
    """

    record: Record
    before: dict[str, Any] | None = None
    many: dict[str, list[models.Model]] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.before is None


def no_progress(done: int, of: int) -> None:
    """For whoever does not wait."""


@transaction.atomic
def write_all(
    writes: Sequence[Write], *, by: User | None, reason: str, progress: Progress = no_progress
) -> None:
    """Save them all, or none; what another one points at has to stand before it.

    Raises:
        StaleVersionError: somebody has saved one of them since it was read.
        IntegrityError: the database refuses one.
    """
    done = 0
    for model, group in _by_model(writes).items():
        for batch in _batches(group):
            new = [write for write in batch if write.is_new]
            changed = [write for write in batch if not write.is_new]
            _create(model, new, by, reason)
            _update(model, changed, by, reason)
            done += len(batch)
            progress(done, len(writes))


def _by_model(writes: Iterable[Write]) -> Mapping[type[Record], list[Write]]:
    groups: dict[type[Record], list[Write]] = defaultdict(list)
    for write in writes:
        groups[type(write.record)].append(write)
    return groups


def _batches(writes: Sequence[Write]) -> Iterator[Sequence[Write]]:
    return (writes[at : at + BATCH] for at in range(0, len(writes), BATCH))


def _create(model: Any, writes: Sequence[Write], by: User | None, reason: str) -> None:
    if not writes:
        return
    records = [write.record for write in writes]
    for record in records:
        # A row that it points at may have got its key only now.
        record._prepare_related_fields_for_save("bulk_create")  # type: ignore[attr-defined]
    model._base_manager.bulk_create(records)
    _fill_many(model, writes)
    _tell(model, records, by, reason, is_new=True)


def _update(model: Any, writes: Sequence[Write], by: User | None, reason: str) -> None:
    if not writes:
        return
    _claim(model, [write.record for write in writes])
    names = {name for write in writes for name in write.before or ()}
    folded = [each for each in model._meta.fields if isinstance(each, FoldedField)]
    columns = {each.name for each in model._meta.fields if {each.name, each.attname} & names}
    records = [write.record for write in writes]
    for record in records:
        record.version += 1
        for each in folded:
            each.pre_save(record, add=False)
    model._base_manager.bulk_update(
        records, sorted(columns | {"version", *(each.name for each in folded)})
    )
    _fill_many(model, writes)
    _tell(model, records, by, reason, is_new=False)


def _claim(model: Any, records: Sequence[Record]) -> None:
    """Hold the rows, and make sure that they are those that were read."""
    rows = model._base_manager.select_for_update().filter(pk__in=[each.pk for each in records])
    stored = dict(rows.order_by("pk").values_list("pk", "version"))
    if any(stored.get(record.pk) != record.version for record in records):
        raise StaleVersionError


def _fill_many(model: Any, writes: Sequence[Write]) -> None:
    """Set the many-to-many rows without a history row each: the record's own tells of them."""
    for name in {name for write in writes for name in write.many}:
        relation = model._meta.get_field(name)
        between, own, other = _between(relation)
        those = [write for write in writes if name in write.many]
        changed = [write.record.pk for write in those if not write.is_new]
        between._base_manager.filter(**{f"{own}__in": changed}).delete()
        between._base_manager.bulk_create(
            between(**{own: write.record.pk, other: row.pk})
            for write in those
            for row in write.many[name]
        )


def _between(relation: Any) -> tuple[Any, str, str]:
    """The table of a many-to-many field, and its two columns: the record's and the other's."""
    own, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    return relation.remote_field.through, f"{own}_id", f"{other}_id"


def _tell(
    model: Any, records: Sequence[Record], by: User | None, reason: str, *, is_new: bool
) -> None:
    """A history row for each, with all that its many-to-many fields hold."""
    told = model.history.bulk_history_create(
        records, update=not is_new, default_user=by, default_change_reason=reason
    )
    by_record = {row.id: row for row in told}
    for relation in model.history.model._history_m2m_fields:
        between, own, other = _between(relation)
        kept = getattr(model.history.model, relation.name).model
        rows = between._base_manager.filter(**{f"{own}__in": list(by_record)})
        kept.objects.bulk_create(
            kept(
                history=by_record[getattr(row, own)],
                id=row.pk,
                **{own: getattr(row, own), other: getattr(row, other)},
            )
            for row in rows
        )
