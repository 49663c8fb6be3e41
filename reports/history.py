"""The history of a report: what people wrote into it, and what was stated for its period."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import with_committee
from campaigns.history import Entry, entries
from campaigns.putting_back import (
    NOT_THERE,
    of_records,
    sent_with_old_value,
    type_in,
    with_buttons,
)

from .corrections import statement_history
from .desk import desk_forms, edit, held_draft
from .models import Report
from .pages import visible_report
from .wording import period_title

# Told by the text, or by number and day.
UNTOLD = {
    "direction_is_written",
    "assessment_is_written",
    "number_year",
    "figures_from",
    "issued_at",
}


def history_of(report: Report) -> list[Entry]:
    of_report = entries(Report.history.filter(id=report.pk), untold=UNTOLD)
    return [*of_report, *entries(statement_history(report))]


@never_cache
@require_safe
def report_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what; a draft's writer can put an older value back."""
    report = visible_report(request, pk)
    may_change = not report.is_issued and request.user.has_perm("reports.change_report")
    parts = of_records(desk_forms(None, report, localdate())) if may_change else {}
    context = {
        "title": str(report) if report.is_issued else period_title(report.period),
        "report": report,
        "rows": with_buttons(history_of(report), parts),
        "may_change": may_change,
        "versions": {name: form.instance.version for name, form in parts.items()},
    }
    context = with_committee(request, report.committee, context)
    return render(request, "reports/report_history.html", context)


@permission_required("reports.change_report", raise_exception=True)
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the draft as it is stored, with one older value."""
    data = sent_with_old_value(desk_forms(None, held_draft(request, pk), localdate()), request.POST)
    if data is None:
        messages.warning(request, NOT_THERE)
        return redirect("report-history", pk)
    type_in(request, data)
    return edit(request, pk)  # type: ignore[call-arg, return-value]
