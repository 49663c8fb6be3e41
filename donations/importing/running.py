"""An import from the uploaded file to the saved rows: planned, shown, confirmed, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DataError, IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Committee, Drive, User
from campaigns.models.papers import with_its_files
from campaigns.models.records import StaleVersionError
from campaigns.sheets import NoTableError, Table, read_table
from campaigns.writing import BATCH, Progress, Write, no_progress, write_all

from ..models import DriveResult, ImportedRow, SheetImport
from .directory import Directories
from .drives import DrivesSheet
from .papers import PlansSheet, StatementsSheet, TargetsSheet
from .places import CompaniesSheet, ZonesSheet
from .plan import ImportPlan, Outcome, PlannedRow
from .sheet import Sheet
from .turnout import TurnoutSheet

SHEETS: dict[str, type[Sheet]] = {
    SheetImport.Kind.DRIVES: DrivesSheet,
    SheetImport.Kind.TURNOUT: TurnoutSheet,
    SheetImport.Kind.COMPANIES: CompaniesSheet,
    SheetImport.Kind.ZONES: ZonesSheet,
}
# What an old text may give: each in a sheet of its own, in the order in which it is saved.
TEXT_SHEETS: tuple[type[Sheet], ...] = (PlansSheet, TargetsSheet, DrivesSheet, StatementsSheet)
FORGOTTEN_AFTER = timedelta(days=7)  # a file may name contacts; nobody comes back for it
LONGEST_REASON = 100  # of the history's own column


# Looks at what is about to be saved, while nobody else can change it, and raises what it objects.
Guard = Callable[[Sequence[Write]], None]


class ChangedPlanError(Exception):
    """What was shown is no longer what would be done; nothing was saved."""


def allow(writes: Sequence[Write]) -> None:
    """The guard that never objects."""


def receive(
    content: bytes,
    name: str,
    *,
    kind: str,
    committee: Committee,
    by: User | None,
    drive: Drive | None = None,
) -> SheetImport:
    """Keep the file until it is confirmed. One waits at a time for each person and kind.

    Raises:
        ValidationError: there is no such table in it.
    """
    _tables(content, kind)
    waiting_on = SheetImport.objects.of(committee)
    replaced = Q(kind=kind, drive=drive, by=by)
    forgotten = Q(at__lt=timezone.now() - FORGOTTEN_AFTER)
    waiting = SheetImport(
        committee=committee,
        kind=kind,
        drive=drive,
        by=by,
        file_name=name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
    )
    with with_its_files(waiting):
        forget_waiting(waiting_on.filter(replaced | forgotten))
        waiting.file.save("sheet", ContentFile(content), save=False)
        waiting.save()
    return waiting


@transaction.atomic
def forget_waiting(imports: QuerySet[SheetImport]) -> int:
    """Drop those of ``imports`` that were never confirmed, and their files; how many they were."""
    waiting = imports.filter(status=SheetImport.Status.WAITING)
    held = list(waiting.select_for_update(of=("self",)))
    for each in held:
        _forget_file(each)
        each.delete()
    return len(held)


def hold_drives(keys: Iterable[int | None]) -> None:
    """As a drive's form does before it looks at the result: neither then overtakes the other."""
    drives = Drive.objects.filter(pk__in={key for key in keys if key})
    list(drives.select_for_update().order_by("pk").values_list("pk"))


def _drive_of(write: Write) -> int | None:
    record = write.record
    return record.drive_id if isinstance(record, DriveResult) else None


def _forget_file(each: SheetImport) -> None:
    """Only once it is sure that nobody has to read it again."""
    storage, name = each.file.storage, each.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def plan_of(waiting: SheetImport, *, by: User | None) -> ImportPlan:
    """What would be done now.

    Raises:
        ValidationError: the file is gone, or no longer the one that was uploaded.
    """
    with waiting.file.open() as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != waiting.sha256:
        raise ValidationError(_("Tệp đã lưu không còn nguyên vẹn; hãy tải lên lại."))
    return _plan_content(content, waiting, by)


def _tables(content: bytes, kind: str) -> list[tuple[type[Sheet], Table]]:
    """Each sheet that the file has, with its lines."""
    if kind != SheetImport.Kind.TEXT:
        return [_table(content, SHEETS[kind])]
    found = []
    for each in TEXT_SHEETS:
        with suppress(NoTableError):
            sheet, table = _table(content, each)
            # As the lines are numbered beside the text, where there is no header.
            lines = tuple(replace(line, number=line.number - 1) for line in table.lines)
            found.append((sheet, replace(table, lines=lines)))
    return found


def _table(content: bytes, sheet: type[Sheet]) -> tuple[type[Sheet], Table]:
    return sheet, read_table(content, columns=sheet.headers(), required=sheet.required())


def _plan_content(content: bytes, waiting: SheetImport, by: User | None) -> ImportPlan:
    directories = Directories(waiting.committee, answers=waiting.answers, by=by)
    owner: Any = waiting.drive or waiting.committee
    tables = _tables(content, waiting.kind)
    rows: list[PlannedRow] = []
    for sheet, table in tables:
        part = sheet.title if len(tables) > 1 else ""
        planned = sheet(owner, directories).rows(table.lines)
        rows += (replace(row, part=part) for row in planned) if part else planned
    return ImportPlan(
        rows=tuple(rows),
        questions=directories.questions,
        learned=directories.learned,
        unread=tuple(header for _sheet, table in tables for header in table.unread),
        skipped=tuple(line for _sheet, table in tables for line in table.skipped),
    )


def confirm(
    waiting: SheetImport,
    digest: str,
    *,
    by: User | None,
    reason: str = "",
    guard: Guard = allow,
    progress: Progress = no_progress,
) -> SheetImport:
    """Save what the plan with this digest says, unless ``guard`` objects in the last moment.

    Raises:
        ChangedPlanError: the plan is another one by now, or not ready, or confirmed already.
    """
    try:
        with transaction.atomic():
            # One sheet of a committee after the other: each sees what the other has made.
            Committee.objects.select_for_update().get(pk=waiting.committee_id)
            held = SheetImport.objects.select_for_update().get(pk=waiting.pk)
            if held.status != SheetImport.Status.WAITING:
                raise ChangedPlanError
            plan = plan_of(held, by=by)
            if plan.digest != digest or not plan.is_ready:
                raise ChangedPlanError
            guard(plan.writes)
            hold_drives({_drive_of(write) for write in plan.writes})
            _save(held, plan, by, reason, progress)
    except (SheetImport.DoesNotExist, StaleVersionError, DataError, IntegrityError) as error:
        raise ChangedPlanError from error
    return held


def _save(
    held: SheetImport, plan: ImportPlan, by: User | None, reason: str, progress: Progress
) -> None:
    why = "; ".join(filter(None, [reason, _("nhập từ %(file)s") % {"file": held.file_name}]))
    write_all(plan.writes, by=by, reason=why[:LONGEST_REASON], progress=progress)
    imported = _imported(held, plan.writes)
    while batch := list(islice(imported, BATCH)):  # ten thousand at once would be a worker's weight
        ImportedRow.objects.bulk_create(batch)
    held.status, held.done_at = SheetImport.Status.DONE, timezone.now()
    held.added, held.changed, held.unchanged = (
        plan.counts[outcome] for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)
    )
    _forget_file(held)
    held.file = ""
    held.save()


def _imported(held: SheetImport, writes: Iterable[Write]) -> Iterator[ImportedRow]:
    """As history keeps them: what it leaves out, like a telephone, is kept here neither."""
    tracked = {model: _tracked_columns(model) for model in {type(write.record) for write in writes}}
    for write in writes:
        record, before = write.record, write.before
        if before:
            kept = tracked[type(record)] | write.many.keys()
            before = {name: before[name] for name in before.keys() & kept}
        yield ImportedRow(
            sheet_import=held,
            model=record._meta.label_lower,
            row=record.pk,
            version=record.version,
            before=before,
        )


def _tracked_columns(model: Any) -> set[str]:
    return {field.attname for field in model.history.model.tracked_fields}
