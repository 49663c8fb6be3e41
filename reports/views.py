"""The list of reports and the live ones. The clock is asked here and nowhere below."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.access import visible_committee, with_committee
from campaigns.deeds import log_deed
from campaigns.models import Committee

from .blocks import Document
from .checks import findings
from .document import report_document
from .letter import draft_letter
from .models import KEPT, Report
from .pages import (
    attachment,
    known_period,
    periods_of,
    rendered,
    report_context,
)
from .periods import Period
from .renderers import UnprintableError
from .summary import summarise
from .wording import period_title
from .years import known_years


@never_cache
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Every year that has a plan, a target or a drive, with the periods to report on."""
    committee = visible_committee(request)
    years = [(year, periods_of(committee, year)) for year in known_years(committee)]
    context = {
        "years": years,
        "reports": Report.objects.of(committee)
        .select_related("committee", "replaced_by")
        .defer(*KEPT, *(f"replaced_by__{name}" for name in KEPT)),
    }
    context = with_committee(request, committee, context)
    return render(request, "reports/report_list.html", context)


@never_cache
@require_safe
def period_report(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """The report of a period as the data have it now, in draft."""
    committee = visible_committee(request)
    period = known_period(committee, year, key)
    document = _draft(committee, period)
    reports = Report.objects.of(committee).named_as(period)
    context = report_context(document) | {
        "title": period_title(period),
        "period": period,
        "findings": findings(document.summary),
        "periods": periods_of(committee, period.year),
        "draft": reports.drafts().first(),
        "in_force": reports.in_force().defer(*KEPT).first(),
    }
    return render(request, "reports/report.html", with_committee(request, committee, context))


@never_cache
@require_safe
def download(request: HttpRequest, year: int, key: str, extension: str) -> HttpResponse:
    """The same report as a file."""
    committee = visible_committee(request)
    period = known_period(committee, year, key)
    try:
        content = rendered(_draft(committee, period), extension)
    except UnprintableError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('period-report', args=[year, key])}?committee={committee.pk}")
    named = f"{key}-{year}"
    log_deed("report_downloaded", request, committee=committee, period=named, format=extension)
    return attachment(content, extension, f"bao-cao-{named}.{extension}")


def _draft(committee: Committee, period: Period) -> Document:
    today = localdate()
    return report_document(
        summarise(committee, period, as_of=today), draft_letter(committee, today=today)
    )
