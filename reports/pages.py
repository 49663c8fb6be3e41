"""What the pages of reports have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from campaigns.access import visible_committees
from campaigns.models import Committee, User

from .blocks import Document
from .checks import Finding
from .corrections import result_histories
from .models import Report
from .renderers import FORMATS, html
from .sources import of_drive, sources


def with_committee(
    request: HttpRequest, committee: Committee, context: dict[str, Any]
) -> dict[str, Any]:
    """Add what every page shows of committees; links carry the choice where there is one."""
    committees = list(visible_committees(request.user))
    several = len(committees) > 1
    return {
        **context,
        "committee": committee,
        "committees": committees if several else [],
        "committee_query": f"committee={committee.pk}" if several else "",
    }


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
    rounds = {of_drive(held): held for held in document.summary.rounds}
    histories = result_histories(held.drive_id for held in document.summary.rounds)
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


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to be saved, never shown inside a page of ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def visible_report(request: HttpRequest, pk: int) -> Report:
    """A report of one of the user's committees.

    Raises:
        Http404: there is none, or it is another's (which of the two is not told).
    """
    reports = Report.objects.visible_to(request.user)
    related = ("committee", "replaces", "replaced_by", "signatory", "issued_by")
    report: Report = get_object_or_404(reports.select_related(*related), pk=pk)
    return report


def with_acknowledgements(report: Report, found: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings, each with whoever has acknowledged it."""
    seen = {each.text: each for each in report.acknowledgements.select_related("by")}
    return [{"finding": finding, "seen": seen.get(finding.text)} for finding in found]


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every page asks for a login
    return request.user


def may_handle(user: User) -> bool:
    """Whether a member may take note of warnings and file the signed paper."""
    return user.has_perm("reports.change_report") or user.has_perm("reports.issue_report")
