"""The page behind the search box of every page; with nothing typed, the way to everything."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.access import visible_committee, visible_committees, with_committee
from campaigns.models import Campaign, Committee, Company, ReceivingFacility, Zone
from campaigns.querysets import LONGEST_QUESTION, Scope

from .search import FINDERS, found
from .years import known_years


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``?q=`` in all of the user's committees, or in the one that is chosen."""
    committee = visible_committee(request)
    text = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    if not text:
        context = {"searched": "", **_index(committee)}
        return render(request, "reports/search.html", with_committee(request, committee, context))
    is_chosen = "committee" in request.GET
    asked = request.GET.get("kind", "")
    kind = asked if asked in FINDERS else ""
    context = with_committee(
        request,
        committee,
        {
            "searched": text,
            "groups": found(_scope(request, committee if is_chosen else None), text, kind),
            "kind": kind,
            "is_chosen": is_chosen,
            "names_committees": not is_chosen and len(visible_committees(request.user)[:2]) > 1,
        },
    )
    if not is_chosen:
        context["committee_query"] = ""  # nothing was chosen that links could carry
    return render(request, "reports/search.html", context)


def _scope(request: HttpRequest, chosen: Committee | None) -> Scope:
    """The rows of the chosen committee, else of all that the user may see."""

    def rows_of(model: Any) -> QuerySet:
        rows: QuerySet = (
            model.objects.of(chosen) if chosen else model.objects.visible_to(request.user)
        )
        return rows

    return rows_of


def _index(committee: Committee) -> dict[str, Any]:
    """Everything that has a page, but for the drives: those stand in their years."""
    zones = list(Zone.objects.of(committee))
    companies: dict[int | None, list[Company]] = {}
    for company in Company.objects.of(committee).order_by("folded_name"):
        companies.setdefault(company.zone_id, []).append(company)
    places: list[tuple[Zone | None, list[Company]]] = [
        (zone, companies[zone.pk]) for zone in zones if zone.pk in companies
    ]
    if None in companies:
        places.append((None, companies[None]))
    return {
        "zones": zones,
        "companies": places,
        "facilities": _facilities(committee),
        "campaigns": list(Campaign.objects.of(committee).order_by("-from_on", "name")),
        "years": known_years(committee),
    }


def _facilities(committee: Committee) -> list[ReceivingFacility]:
    """Those that the committee works with, and those with whom nobody has worked yet."""
    are_theirs = Q(drives__committee=committee) | Q(statements__committee=committee)
    are_new = Q(drives__isnull=True, statements__isnull=True)
    return list(ReceivingFacility.objects.filter(are_theirs | are_new).distinct())
