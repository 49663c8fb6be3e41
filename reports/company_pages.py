"""The page of one company: for whoever proposes rewards, or plans its next drive."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.access import with_committee
from campaigns.models import Company
from campaigns.pages import visible_row

from .companies import company_record


@never_cache
@require_safe
def company(request: HttpRequest, pk: int) -> HttpResponse:
    shown = visible_row(Company, request, pk, "committee", "zone")
    context = {"company": shown, "record": company_record(shown)}
    return render(
        request, "reports/company.html", with_committee(request, shown.committee, context)
    )
