"""Taking a whole import back, as long as nothing else has touched its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.history import value_at
from campaigns.models import Committee, Record, User
from campaigns.rules import require_rules
from campaigns.writing import Write, write_all

from ..models import DriveResult, ImportedRow, SheetImport
from .running import LONGEST_REASON, Guard, allow, hold_drives

NAMED = 3  # of the rows in the way, in the message


@transaction.atomic
def undo(done: SheetImport, *, by: User, guard: Guard = allow) -> None:
    """Delete what the import has made, and put back what it has changed; all or none.

    ``guard`` is asked first, with each record as it stands and with what it stood as before.

    Contacts of companies stay as they are: nobody keeps what they were before.

    Raises:
        ValidationError: it was taken back already, or one of its rows has changed since.
    """
    Committee.objects.select_for_update().get(pk=done.committee_id)
    held = SheetImport.objects.select_for_update().get(pk=done.pk)
    if held.status != SheetImport.Status.DONE:
        raise ValidationError(_("Lần nhập này đã được hoàn tác."))
    why = (_("hoàn tác lần nhập từ %(file)s") % {"file": held.file_name})[:LONGEST_REASON]
    results = held.rows.filter(model=DriveResult._meta.label_lower).values("row")
    hold_drives(DriveResult.objects.filter(pk__in=results).values_list("drive_id", flat=True))
    by_model = imported_records(held)
    _require_untouched(by_model)
    pairs = [pair for rows in by_model.values() for pair in rows]
    guard([Write(record, _parsed(row.before or {}, record)) for row, record in pairs])
    # In the reverse order: a result goes before its drive is what it was, a company goes last.
    for rows in reversed(by_model.values()):
        changed = [(row, record) for row, record in rows if row.before is not None]
        _put_back([(row.before, record) for row, record in changed], by, why)
        _let_earlier_ones_be_undone(held, [row for row, _record in changed])
        for imported, record in rows:
            if imported.before is None:
                _delete(record, by, why)
    held.status, held.undone_by, held.undone_at = SheetImport.Status.UNDONE, by, timezone.now()
    held.save()


def imported_records(done: SheetImport) -> dict[str, list[tuple[ImportedRow, Any]]]:
    """Rows of the import by model, in the order in which they were saved, each with its record.

    The record is ``None`` where somebody has changed or deleted it since. Inside a transaction
    the records are held. One query for each model.
    """
    by_model: dict[str, list[ImportedRow]] = defaultdict(list)
    for imported in done.rows.all():
        by_model[imported.model].append(imported)
    found = {}
    for label, rows in by_model.items():
        model: Any = apps.get_model(label)
        above = [each.name for each in model._meta.fields if each.is_relation and not each.null]
        stored = model._base_manager.select_related(*above)
        if transaction.get_connection().in_atomic_block:
            stored = stored.select_for_update(of=("self",))
        records = stored.in_bulk([row.row for row in rows])
        found[label] = [(row, _as_left(row, records.get(row.row))) for row in rows]
    return found


def _as_left(imported: ImportedRow, record: Record | None) -> Record | None:
    return record if record and record.version == imported.version else None


def _require_untouched(by_model: Mapping[str, Sequence[tuple[ImportedRow, Any]]]) -> None:
    touched = [row for rows in by_model.values() for row, record in rows if record is None]
    if touched:
        names = ", ".join(map(_name, touched[:NAMED]))
        raise ValidationError(
            _("Không hoàn tác được: %(count)s mục đã đổi hoặc bị xóa sau lần nhập (%(names)s).")
            % {"count": len(touched), "names": names}
        )


def _name(imported: ImportedRow) -> str:
    model: Any = apps.get_model(imported.model)
    row = model._base_manager.filter(pk=imported.row).first()
    return str(row or _("%(kind)s đã xóa") % {"kind": model._meta.verbose_name})


def _put_back(rows: Sequence[tuple[dict[str, Any], Record]], by: User, why: str) -> None:
    writes = [_as_before(before, record) for before, record in rows]
    for write in writes:
        try:
            require_rules(write.record)
        except ValidationError as error:
            raise _hindered(write.record, " ".join(error.messages)) from error
    write_all(writes, by=by, reason=why)


def _as_before(before: dict[str, Any], record: Any) -> Write:
    """The record with what it held, and what it holds now as what is to be changed."""
    write = Write(record, now := {})
    columns = {field.attname: field for field in record._meta.fields}
    for name, old in before.items():
        if name in columns:
            field = columns[name]
            now[name] = getattr(record, name)
            if field.is_relation and old is not None:
                _require_there(record, field.related_model, [old])
            setattr(record, name, field.to_python(old))
        else:
            others = record._meta.get_field(name).related_model
            now[name] = [row.pk for row in value_at(record, name)]
            write.many[name] = _require_there(record, others, old)
    return write


def _require_there(record: Record, model: Any, keys: Sequence[int]) -> list[Any]:
    """The rows that the record named before; what was merged or deleted cannot be named again."""
    found = list(model._base_manager.filter(pk__in=keys))
    if len(found) < len(set(keys)):
        because = _("%(kind)s trước đó đã bị gộp hoặc xóa.") % {"kind": model._meta.verbose_name}
        raise _hindered(record, because)
    return found


def _parsed(before: dict[str, Any], record: Any) -> dict[str, Any]:
    """Values as the record holds them, out of what JSON made of them."""
    columns = {field.attname: field for field in record._meta.fields}
    return {name: columns[name].to_python(old) for name, old in before.items() if name in columns}


def _let_earlier_ones_be_undone(held: SheetImport, rows: Sequence[ImportedRow]) -> None:
    """What stands as an earlier import has left it is untouched, for all that came between."""
    left = {(row.model, row.row, row.version - 1): row.version + 1 for row in rows}
    done = ImportedRow.objects.exclude(sheet_import=held)
    earlier = done.filter(
        sheet_import__committee=held.committee_id,
        sheet_import__status=SheetImport.Status.DONE,
        row__in=[row.row for row in rows],
    )
    mended = []
    for each in earlier:
        if version := left.get((each.model, each.row, each.version)):
            each.version = version
            mended.append(each)
    ImportedRow.objects.bulk_update(mended, ["version"])


def _delete(record: Any, by: User, why: str) -> None:
    record._history_user, record._change_reason = by, why
    try:
        record.delete()
    except ProtectedError as error:
        kinds = sorted({str(each._meta.verbose_name) for each in error.protected_objects})
        because = _("đã có %(others)s gắn với mục này.") % {"others": ", ".join(kinds)}
        raise _hindered(record, because) from error


def _hindered(record: Record, because: str) -> ValidationError:
    message = _("Không hoàn tác được “%(row)s”: %(because)s")
    return ValidationError(message % {"row": record, "because": because})
