"""The meeting's page as a file. The clock is asked here."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.access import visible_committee
from campaigns.deeds import log_deed
from campaigns.models import Committee

from .brief import Brief, brief
from .experience import past_drives
from .forecast import forecast
from .pages import attachment, known_period
from .periods import Period, months_of
from .renderers import UnprintableError
from .renderers.brief import render
from .summary import summarise


@never_cache
@require_safe
def download_brief(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """One A4 page of a period as it stands now; a forecast only of a whole year."""
    committee = visible_committee(request)
    period = known_period(committee, year, key)
    try:
        content = render(_brief(committee, period, localtime()))
    except UnprintableError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('period-report', args=[year, key])}?committee={committee.pk}")
    log_deed("brief_downloaded", request, committee=committee, period=f"{key}-{year}")
    return attachment(content, "pdf", f"tom-tat-{key}-{year}.pdf")


def _brief(committee: Committee, period: Period, now: datetime) -> Brief:
    summary = summarise(committee, period, as_of=now.date())
    foreseen = None
    if period.key == "year":
        foreseen = forecast(summary, past_drives(committee, until=summary.day))
    months = months_of(period.year, Committee.Calendar(committee.calendar))
    return brief(summary, foreseen, months, now)
