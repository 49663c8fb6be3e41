"""Choosing one committee of many."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .access import visible_committee, visible_committees, with_committee
from .folding import fold
from .querysets import LONGEST_QUESTION

A_PAGE = 50


@never_cache
@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    """The user's committees, to choose one of many; ``?q=`` in their names and symbols."""
    committee = visible_committee(request)
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    words = fold(asked).split()
    rows = visible_committees(request.user).order_by("name", "pk").only("name", "symbol")
    # In memory: the folded form is kept of no committee.
    named = [row for row in rows if all(word in fold(f"{row.name} {row.symbol}") for word in words)]
    context = {
        "asked": asked,
        "page": Paginator(named, A_PAGE).get_page(request.GET.get("page")),
        "query": urlencode({"q": asked}) if asked else "",
    }
    return render(request, "campaigns/committees.html", with_committee(request, committee, context))
