"""Stored reports as people read them: drafts as of now, issued ones as they were kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import with_committee
from campaigns.deeds import log_deed
from campaigns.pages import person

from .blocks import Document, pictures_in
from .changes import changes, sentences
from .corrections import corrections
from .document import document_of, report_document
from .drafting import draft_document, summary_of, texts_of
from .forms import ScanForm
from .issuing import file_away, findings_of
from .letter import letter_of
from .models import Report, ReportFile
from .pages import (
    attachment,
    may_handle,
    rendered,
    report_context,
    visible_report,
    with_acknowledgements,
)
from .pictures import contents
from .renderers import FORMATS, UnprintableError
from .wording import period_title


@never_cache
@require_safe
def stored_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft as the data have it now; an issued report as it was kept, and what changed since."""
    report, today = visible_report(request, pk), localdate()
    document = _document(report, today)
    context = report_context(document) | {
        "report": report,
        "title": str(report) if report.is_issued else period_title(report.period),
        "form": ScanForm(),
        "may_handle": may_handle(person(request)),
    }
    if report.is_issued:
        context |= _since_issued(report, document)
    else:
        found = findings_of(report, document, today=today)
        context["findings"] = with_acknowledgements(report, found)
    context = with_committee(request, report.committee, context)
    return render(request, "reports/stored.html", context)


def _document(report: Report, today: date) -> Document:
    if report.is_issued:
        return replace(document_of(report.summary, report.blocks), report=report.pk)
    return draft_document(report, today=today)


def _since_issued(report: Report, document: Document) -> dict[str, Any]:
    kept = document.summary
    now = summary_of(report, today=kept.as_of)
    texts = replace(texts_of(report), pictures=pictures_in(document.blocks))
    rewritten = report_document(now, letter_of(report, today=kept.as_of), texts)
    kept_files = report.files.exclude(name=ReportFile.PICTURE)
    files = list(kept_files.defer("content").select_related("filed_by"))
    labels = {file.name: FORMATS[file.name].label for file in files if file.name in FORMATS}
    return {
        "formats": labels,
        "changes": changes(kept, now),
        "sentences": sentences(document.blocks, rewritten.blocks),
        "corrections": corrections(report),
        "files": files,
        "acknowledgements": report.acknowledgements.select_related("by"),
    }


@never_cache
@require_safe
def download(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The file: of an issued report the bytes that were kept, of a draft those of now."""
    report = visible_report(request, pk)
    if report.is_issued:
        issued = report.files.filter(name__in=FORMATS)
        content = bytes(get_object_or_404(issued, name=extension).content)
    else:
        try:
            content = rendered(draft_document(report, today=localdate()), extension)
        except UnprintableError as error:
            messages.error(request, str(error))
            return redirect("report", pk)
    log_deed("report_downloaded", request, report, format=extension)
    return attachment(content, extension, f"bao-cao-{_file_name(report)}.{extension}")


@cache_control(private=True, max_age=3600)
@require_safe
def picture(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """A picture of the report: of an issued one as it was kept, of a draft as its drive has it."""
    report = visible_report(request, pk)
    if report.is_issued:
        kept = get_object_or_404(report.files, name=ReportFile.PICTURE, sha256=sha256)
        content = bytes(kept.content)
    else:
        chosen = report.pictures.filter(sha256=sha256)[:1]  # two drives may have the same one
        content = contents(chosen).get(sha256, b"")
    if not content:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg")


@never_cache
@require_safe
def download_scan(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The signed paper, as it was filed."""
    report = visible_report(request, pk)
    scan = get_object_or_404(report.files, pk=file, name=ReportFile.SCAN)
    log_deed("report_downloaded", request, report, format=ReportFile.SCAN)
    name = f"ban-ky-{_file_name(report)}-{scan.pk}.pdf"
    return attachment(bytes(scan.content), scan.name, name)


def _file_name(report: Report) -> str:
    if report.is_issued:
        return f"{report.number:02}-{report.number_year}"
    return f"du-thao-{report.key or report.from_on}-{report.year}"


@require_POST
def file_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """File the signed paper's scan with an issued report; an earlier one stays."""
    report = visible_report(request, pk)
    if not may_handle(person(request)):
        raise PermissionDenied
    if not report.is_issued:
        raise PermissionDenied(_("Chỉ lưu bản ký cho báo cáo đã ban hành."))
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            scan = form.cleaned_data["scan"]
            filed = file_away(report, ReportFile.SCAN, scan, by=person(request))
            log_deed("scan_filed", request, report, file=filed.pk)
        except ValidationError as error:
            form.add_error("scan", error.messages)
        except IntegrityError:  # sent twice at the same moment
            form.add_error("scan", _("Tệp này đã được lưu với báo cáo."))
    if form.is_valid():
        messages.success(request, _("Đã lưu bản ký."))
    else:
        messages.error(request, form.errors["scan"].as_text().removeprefix("* "))
    return redirect("report", pk)
