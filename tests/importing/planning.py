"""Plans for the tests: a sheet's bytes in, what would be done out."""

from __future__ import annotations

from campaigns.models import Committee, Drive, User
from donations.importing.plan import ImportPlan, Outcome, PlannedRow
from donations.importing.running import confirm, plan_of, receive
from donations.models import SheetImport

Kind = SheetImport.Kind


def waiting(
    content: bytes, owner: Committee | Drive, *, kind: str = Kind.DRIVES, by: User | None = None
) -> SheetImport:
    drive = owner if isinstance(owner, Drive) else None
    committee = owner.committee if isinstance(owner, Drive) else owner
    return receive(content, "bang.xlsx", kind=kind, committee=committee, by=by, drive=drive)


def plan(
    content: bytes,
    owner: Committee | Drive,
    *,
    kind: str = Kind.DRIVES,
    by: User | None = None,
    answers: dict[str, str] | None = None,
) -> ImportPlan:
    found = waiting(content, owner, kind=kind, by=by)
    found.answers = answers or {}
    return plan_of(found, by=by)


def only_row(made: ImportPlan) -> PlannedRow:
    (row,) = made.rows
    return row


def brought_in(
    content: bytes,
    owner: Committee | Drive,
    *,
    kind: str = Kind.DRIVES,
    by: User | None = None,
    answers: dict[str, str] | None = None,
) -> SheetImport:
    """Planned, found right, and saved."""
    found = waiting(content, owner, kind=kind, by=by)
    found.answers = answers or {}
    found.save()
    made = plan_of(found, by=by)
    assert made.is_ready, [row.problems for row in made.rows if row.outcome == Outcome.REJECTED]
    return confirm(found, made.digest, by=by)
