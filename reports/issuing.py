"""Issuing a report: from here on it is what was kept, whatever happens to the data."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Committee, Drive, User

from .blocks import Document, gaps_in
from .checks import Finding, blocking, findings, to_acknowledge
from .document import KIND
from .drafting import draft_document
from .facts import Summary
from .keeping import plain_blocks, plain_summary
from .letter import letter_of
from .models import Report, ReportFile
from .renderers import FORMATS
from .wording import numbered


def last_number(committee: Committee, year: int) -> int | None:
    """The highest number of a report of ours in a calendar year; the register may know more."""
    reports = Report.objects.of(committee).filter(number_year=year).order_by("-number")
    return reports.values_list("number", flat=True).first()


def findings_of(report: Report, document: Document, *, today: date) -> tuple[Finding, ...]:
    return findings(document.summary, letter_of(report, today=today))


def not_acknowledged(report: Report, found: Sequence[Finding]) -> list[Finding]:
    seen = set(report.acknowledgements.values_list("text", flat=True))
    return [finding for finding in to_acknowledge(found) if finding.text not in seen]


def issue(report: Report, *, number: int, issued_on: date, by: User, today: date) -> None:
    """Give a draft its number and day, and keep it: figures, blocks and files, or nothing.

    The caller has read ``report`` just now and compared its version with what the user saw.

    Raises:
        ValidationError: something still blocks it, a warning is not acknowledged, or the number
            is taken; nothing was saved.
        IntegrityError: somebody took the number in this very moment; nothing was saved.
    """
    with transaction.atomic():
        # One committee issues one report at a time.
        Committee.objects.select_for_update().get(pk=report.committee_id)
        report.number, report.issued_on = number, issued_on
        document = draft_document(report, today=today)
        _refuse_unready(report, document, today=today)
        report.number_year = issued_on.year
        report.symbol = numbered("", KIND, report.committee.symbol, number).strip()
        report.issued_at, report.issued_by = timezone.now(), by
        report.kept_summary = plain_summary(document.summary)
        report.kept_blocks = plain_blocks(document.blocks)
        report.full_clean()
        report.save()
        report.drives.set(Drive.objects.filter(pk__in=_named_drives(document.summary)))
        for extension, format_ in FORMATS.items():
            file_away(report, extension, format_.render(document), by=by)


def file_away(report: Report, name: str, content: bytes, *, by: User) -> ReportFile:
    """Keep a file with an issued report.

    Raises:
        ValidationError: this very scan is filed already.
    """
    file = ReportFile(
        report=report,
        name=name,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        filed_by=by,
    )
    file.full_clean()
    file.save()
    return file


def _refuse_unready(report: Report, document: Document, *, today: date) -> None:
    found = findings_of(report, document, today=today)
    gaps = [_("Văn bản còn chỗ trống: %(gap)s") % {"gap": gap} for gap in gaps_in(document.blocks)]
    problems = [finding.text for finding in blocking(found)] or gaps
    problems += [
        _("Chưa xác nhận: %(text)s") % {"text": finding.text}
        for finding in not_acknowledged(report, found)
    ]
    if problems:
        raise ValidationError(problems)


def _named_drives(summary: Summary) -> set[int]:
    """The drives that the report tells of; they can no longer be deleted."""
    return {
        *(held.drive_id for held in summary.rounds),
        *(drive.drive_id for drive in (*summary.pending, *summary.upcoming)),
        *(drive.drive_id for drive in summary.postponed),
        *(drive.drive_id for drive in summary.cancelled),
    }
