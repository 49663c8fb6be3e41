"""Issuing a report: from here on it is what was kept, whatever happens to the data."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Committee, Drive, User

from .blocks import Document, Paragraph, gaps_in
from .checks import Finding, Mends, Severity, blocking, findings, gravest_first, to_acknowledge
from .document import KIND, report_document
from .drafting import draft_document
from .facts import Summary
from .keeping import plain_blocks, plain_summary
from .letter import letter_of
from .models import Report, ReportFile
from .pictures import chosen_pictures, printed
from .renderers import FORMATS, UnprintableError
from .wording import date_text, join_names, numbered


class UnseenError(Exception):
    """What is about to be issued is not what the person has seen."""


def last_number(committee: Committee, year: int) -> int | None:
    """The highest number of a report of ours in a calendar year; the register may know more."""
    reports = Report.objects.of(committee).filter(number_year=year).order_by("-number")
    return reports.values_list("number", flat=True).first()


def findings_of(report: Report, document: Document, *, today: date) -> tuple[Finding, ...]:
    found = findings(document.summary, letter_of(report, today=today))
    of_report = (
        *_pictures_lost(report, document),
        *_of_the_same_name(report),
        *_figures_not_in_the_data(report, document),
    )
    return gravest_first((*found, *of_report))


def _pictures_lost(report: Report, document: Document) -> Iterator[Finding]:
    """Ticked, but no longer in the storage: a report goes out with them, or without their tick."""
    for chosen in printed(chosen_pictures(report, document.summary), document.summary):
        if chosen.sha256 not in document.pictures:
            text = (
                f"Không còn tệp của ảnh “{chosen.caption}” trong kho lưu: hãy bỏ ảnh ở đợt rồi "
                "thêm lại, hoặc bỏ chọn ảnh này."
            )
            yield Finding(Severity.ERROR, text, Mends.REPORT)


_FIGURE = re.compile(r"\d[\d.]* (?:đơn vị máu|Ngày hội)")


def _figures_not_in_the_data(report: Report, document: Document) -> Iterator[Finding]:
    """What somebody wrote keeps its figures; the data may have gone on since."""
    generated = report_document(document.summary, letter_of(report, today=document.summary.as_of))
    paragraphs = [block.text for block in generated.blocks if isinstance(block, Paragraph)]
    known = set(_FIGURE.findall("\n".join(paragraphs)))
    written = {
        "I": report.direction if report.direction_is_written else "",
        "III": report.assessment if report.assessment_is_written else "",
    }
    for section, text in written.items():
        if strange := dict.fromkeys(each for each in _FIGURE.findall(text) if each not in known):
            told = join_names(list(strange))
            yield Finding(
                Severity.WARNING,
                f"Mục {section} tự viết nêu {told}, không có trong số liệu hiện tại.",
                Mends.REPORT,
            )


def _of_the_same_name(report: Report) -> Iterator[Finding]:
    """A report in force with this period's name and other ends: two "6 tháng đầu năm 2024"."""
    if not report.key:
        return
    in_force = Report.objects.of(report.committee).in_force().exclude(pk=report.replaces_id or 0)
    for other in in_force.filter(key=report.key, year=report.year).exclude(pk=report.pk):
        ends = f"{date_text(other.from_on)} - {date_text(other.to_on)}"
        text = f"Đã có báo cáo {other} cùng tên kỳ nhưng khác ngày ({ends})."
        yield Finding(Severity.WARNING, text)


def not_acknowledged(report: Report, found: Sequence[Finding]) -> list[Finding]:
    seen = set(report.acknowledgements.values_list("text", flat=True))
    return [finding for finding in to_acknowledge(found) if finding.text not in seen]


def digest(document: Document) -> str:
    """Tells what a person saw, figures and blocks, from what is about to be kept."""
    kept = [plain_summary(document.summary), plain_blocks(document.blocks)]
    plain = json.dumps(kept, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def numbered_document(report: Report, *, number: int, issued_on: date, today: date) -> Document:
    """The document as it would be issued; ``report`` takes number and day, and is not saved."""
    report.number, report.issued_on = number, issued_on
    return draft_document(report, today=today)


def issue(
    report: Report, *, number: int, issued_on: date, seen: str, by: User, today: date
) -> None:
    """Give a draft its number and day, and keep it: figures, blocks and files, or nothing.

    ``seen`` is the ``digest`` of the document that the person has looked at: nothing is issued
    unseen. The caller has compared the report's version with the form's.

    Raises:
        UnseenError: the document is no longer, or never was, the one that was seen.
        ValidationError: something still blocks it, a warning is not acknowledged, or the number
            is taken.
        IntegrityError: somebody took the number in this very moment.

    Whatever it raises, nothing was saved.
    """
    with transaction.atomic():
        # One committee issues one report at a time.
        Committee.objects.select_for_update().get(pk=report.committee_id)
        document = numbered_document(report, number=number, issued_on=issued_on, today=today)
        found = findings_of(report, document, today=today)
        _refuse_unready(report, document, found)
        if digest(document) != seen:
            raise UnseenError
        summary = document.summary
        report.number_year = issued_on.year
        report.symbol = numbered("", KIND, report.committee.symbol, number).strip()
        report.figures_from = min(
            [report.from_on, summary.counts_from, *(each.from_on for each in summary.targets)]
        )
        report.issued_at, report.issued_by = timezone.now(), by
        report.kept_summary = plain_summary(summary)
        report.kept_blocks = plain_blocks(document.blocks)
        report.full_clean()
        report.save()
        report.drives.set(Drive.objects.filter(pk__in=_named_drives(summary)))
        # Filed is what was acknowledged of what stands.
        stands = [finding.text for finding in found]
        report.acknowledgements.exclude(text__in=stands).delete()
        for extension, content in _files(document).items():
            file_away(report, extension, content, by=by)
        for content in document.pictures.values():
            file_away(report, ReportFile.PICTURE, content, by=by)


def _files(document: Document) -> dict[str, bytes]:
    try:
        return {extension: format_.render(document) for extension, format_ in FORMATS.items()}
    except UnprintableError as error:
        raise ValidationError(str(error)) from error


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


def _refuse_unready(report: Report, document: Document, found: Sequence[Finding]) -> None:
    gaps = [_("Văn bản còn chỗ trống: %(gap)s") % {"gap": gap} for gap in gaps_in(document.blocks)]
    problems = [finding.text for finding in blocking(found)] or gaps
    if document.summary.day < report.to_on:
        problems.append(_("Kỳ chưa kết thúc vào ngày ban hành."))
    problems += [
        _("Chưa xác nhận: %(text)s") % {"text": finding.text}
        for finding in not_acknowledged(report, found)
    ]
    if problems:
        raise ValidationError(problems)


def _named_drives(summary: Summary) -> set[int]:
    """The drives that the report tells of; they can no longer be deleted."""
    return {
        *(held.drive_id for held in (*summary.earlier, *summary.rounds)),
        *(drive.drive_id for drive in (*summary.pending, *summary.upcoming)),
        *(drive.drive_id for drive in summary.postponed),
        *(drive.drive_id for drive in summary.cancelled),
    }
