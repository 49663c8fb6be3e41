"""The dashboard: where we stand, whether we will make it, what comes next, what needs somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.access import visible_committee, with_committee
from campaigns.models import Committee, Company, ReceivingFacility, Zone

from . import forecast_words, screen
from .breakdown import Breakdown, Group, by_facility, by_host, by_zone, funnel
from .charts import NARROW, WIDE, cumulative_chart, widths
from .checks import Finding, Severity, findings
from .experience import past_drives, years_before
from .facts import LastYear, Round, Summary
from .forecast import Answer, Forecast, forecast
from .newest import newest_changes
from .pages import known_period, period_of
from .periods import PERIOD_CHOICES, Period, months_of
from .sources import of_percent, of_total
from .summary import summarise
from .wording import count, upper_first
from .years import known_years, newest_year

LATEST = 12  # drives that the table shows; the report has them all
FOUND = 8  # findings; the report shows them all


@dataclass(frozen=True, slots=True)
class Bar:
    """A group beside the widest of its kind; ``url`` is the page of the thing that it names."""

    group: Group
    width: float
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """``unnamed`` says why some drives stand in no row; empty where all do."""

    title: str
    column: str
    bars: tuple[Bar, ...]
    unnamed: str
    overlaps: bool


@never_cache
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Where the year (or one period of it) stands; without a year the newest that has a plan."""
    committee = visible_committee(request)
    years = known_years(committee)
    period = _chosen_period(request, committee, years)
    summary = summarise(committee, period, as_of=localdate())
    found = findings(summary)
    context = {
        "summary": summary,
        "headline": screen.headline(summary),
        "refs": {"total": of_total(summary), "percent": of_percent(summary)},
        "found": _counted(found),
        "findings": found[:FOUND],
        "more_findings": len(found[FOUND:]),
        "years": sorted({*years, period.year}),
        "periods": PERIOD_CHOICES,
        "held": _latest(summary),
        "cancelled": [each for each in summary.cancelled if each.day.latest > summary.day],
        "breakdowns": _breakdowns(committee, summary),
        "funnel": funnel(summary),
        "newest": newest_changes(committee),
        **_over_the_years(committee, summary),
    }
    context = with_committee(request, committee, context)
    query = context["committee_query"]
    context["report_query"] = f"?{query}" if query else ""
    return render(request, "reports/dashboard.html", context)


def _counted(found: Sequence[Finding]) -> str:
    """``1 điểm phải sửa, 3 cảnh báo``; empty where there is neither."""
    severities = Counter(finding.severity for finding in found)
    names = {Severity.ERROR: "điểm phải sửa", Severity.WARNING: "cảnh báo"}
    return ", ".join(
        f"{severities[each]} {name}" for each, name in names.items() if severities[each]
    )


def _chosen_period(request: HttpRequest, committee: Committee, years: list[int]) -> Period:
    key = request.GET.get("period", "year")
    if "year" in request.GET:
        return known_period(committee, request.GET["year"], key)
    return period_of(committee, newest_year(committee, years, localdate()), key)


def _over_the_years(committee: Committee, summary: Summary) -> dict[str, Any]:
    """What earlier drives are good for: the years beside this one, the forecast, the charts.

    A forecast is the year's; a period of it is shown without.
    """
    calendar = Committee.Calendar(committee.calendar)
    past = past_drives(committee, until=summary.day)
    this = LastYear(summary.period.year, summary.units, len(summary.rounds))
    compared = (this, *years_before(past, summary.period, summary.day, calendar))
    foreseen = forecast(summary, past) if summary.period.key == "year" else None
    months = months_of(summary.period.year, calendar)
    return {
        "compared": list(zip(compared, widths(each.units for each in compared), strict=True)),
        "no_last_year": screen.no_last_year(summary),
        "charts": [
            cumulative_chart(summary, foreseen, months, canvas) for canvas in (WIDE, NARROW)
        ],
        "forecast": None if foreseen is None or foreseen.is_closed else foreseen,
        "words": _in_words(foreseen, summary) if foreseen else None,
    }


def _in_words(foreseen: Forecast, summary: Summary) -> dict[str, Any]:
    name = summary.committee.short_name
    return {
        "verdict": forecast_words.verdict(foreseen),
        "tone": forecast_words.tone(foreseen),
        "reason": forecast_words.reason(foreseen, name) if _says_more(foreseen) else "",
        "more": forecast_words.more(foreseen),
        "how": forecast_words.HOW,
    }


def _says_more(foreseen: Forecast) -> bool:
    """Whether the answer tells what the headline does not."""
    return foreseen.answer not in (Answer.NO_TARGET, Answer.REACHED, Answer.OVER)


def _latest(summary: Summary) -> list[tuple[Round, float]]:
    """The last drives with the length of their bars, the best drive's being 100."""
    bars = widths(held.units or 0 for held in summary.rounds)
    return list(zip(summary.rounds, bars, strict=True))[-LATEST:]


def _breakdowns(committee: Committee, summary: Summary) -> Iterator[Bars]:
    """By zone, host and facility; three queries, for the addresses of their pages."""
    zones, hosts = Zone.objects.of(committee), Company.objects.of(committee)
    facilities = ReceivingFacility.objects.all()
    yield _bars("khu công nghiệp", "chưa rõ khu công nghiệp", by_zone(summary), "zone", zones)
    yield _bars("doanh nghiệp", "tổ chức tập trung", by_host(summary), "company", hosts)
    yield _bars(
        "đơn vị tiếp nhận",
        "chưa ghi đơn vị tiếp nhận",
        by_facility(summary),
        "facility",
        facilities,
    )


def _bars(kind: str, without: str, breakdown: Breakdown, page: str, things: QuerySet) -> Bars:
    ids = dict(things.filter(name__in=breakdown.names).order_by().values_list("name", "pk"))
    groups = [*breakdown.groups, *filter(None, [breakdown.rest])]
    bars = (
        Bar(group, width, reverse(page, args=[ids[group.name]]) if group.name in ids else "")
        for group, width in zip(groups, widths(each.units for each in groups), strict=True)
    )
    unnamed = f"Không tính {count(breakdown.unnamed)} đợt {without}." if breakdown.unnamed else ""
    return Bars(f"Theo {kind}", upper_first(kind), tuple(bars), unnamed, breakdown.overlaps)
