"""What the pages of reports have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.fields import is_year
from campaigns.models import Committee, User

from .blocks import Document
from .checks import Finding
from .corrections import result_histories
from .models import KEPT, Report, ReportFile
from .periods import PERIOD_KEYS, Period, UnknownPeriodError, preset_period
from .renderers import FORMATS, html
from .sources import of_drive, sources
from .years import year_is_known


def report_context(document: Document) -> dict[str, Any]:
    """The paper, and beneath it what each of its figures is made of."""
    return {
        "paper": html.render(document),
        "summary": document.summary,
        "sources": _traced(document),
        "formats": {extension: format_.label for extension, format_ in FORMATS.items()},
    }


def _traced(document: Document) -> list[dict[str, Any]]:
    """Each source; a drive's also with the drive and the history of its result."""
    counted = (*document.summary.earlier, *document.summary.rounds)
    rounds = {of_drive(held): held for held in counted}
    histories = result_histories(held.drive_id for held in counted)
    return [
        {
            "source": source,
            "drive": rounds.get(source.ref),
            "history": histories.get(rounds[source.ref].drive_id, [])
            if source.ref in rounds
            else [],
        }
        for source in sources(document.summary)
    ]


def rendered(document: Document, extension: str) -> bytes:
    """The document as a file.

    Raises:
        Http404: there is no such format.
        UnprintableError: it holds a letter that official paper cannot show.
    """
    if extension not in FORMATS:
        raise Http404(_("Báo cáo không có định dạng này."))
    return FORMATS[extension].render(document)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file of one of ``FORMATS``, or a scan: to be saved, never shown inside a page of ours."""
    content_type = FORMATS["pdf" if kind == ReportFile.SCAN else kind].content_type
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def visible_report(request: HttpRequest, pk: int) -> Report:
    """A report of one of the user's committees.

    Raises:
        Http404: there is none, or it is another's (which of the two is not told).
    """
    others = [f"{other}__{name}" for other in ("replaces", "replaced_by") for name in KEPT]
    reports = Report.objects.visible_to(request.user).defer(*others)
    related = ("committee", "replaces", "replaced_by", "signatory", "issued_by")
    report: Report = get_object_or_404(reports.select_related(*related), pk=pk)
    return report


def with_acknowledgements(report: Report, found: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings, each with whoever has acknowledged it."""
    seen = {each.text: each for each in report.acknowledgements.select_related("by")}
    return [{"finding": finding, "seen": seen.get(finding.text)} for finding in found]


def may_handle(user: User) -> bool:
    """Whether a member may take note of warnings and file the signed paper."""
    return user.has_perm("reports.change_report") or user.has_perm("reports.issue_report")


def period_of(committee: Committee, year: int, key: str) -> Period:
    try:
        return preset_period(key, year, Committee.Calendar(committee.calendar))
    except UnknownPeriodError as error:
        raise Http404(_("Không có kỳ báo cáo này.")) from error


def periods_of(committee: Committee, year: int) -> list[Period]:
    """Every preset of a reporting year, the whole year first."""
    return [period_of(committee, year, key) for key in PERIOD_KEYS]


def known_period(committee: Committee, year: int | str, key: str) -> Period:
    """A period of this year, or of one in which anything was planned or held; else 404."""
    text = str(year)
    if not is_year(text):
        raise Http404(_("Năm không hợp lệ."))
    period = period_of(committee, int(text), key)
    is_now = period.year == committee.year_of(localdate())
    if not is_now and not year_is_known(committee, period.year):
        raise Http404(_("Không có số liệu của năm này."))
    return period
