"""What an officer finds on coming in: drives that wait for a result, and this week's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.timezone import localdate

from campaigns.access import visible_committee, with_committee
from campaigns.dates import month_start
from campaigns.models import Committee, Drive
from campaigns.querysets import DriveQuerySet
from donations.models import CompanyTurnout

from .checks import Finding, Mends, findings
from .pages import period_of
from .screen import headline
from .summary import summarise
from .years import known_years, newest_year

LISTED = 20  # drives that wait; the list shows them all
FOUND = 10  # findings; the overview shows them all


@dataclass(frozen=True, slots=True)
class Workday:
    """``waiting`` are the drives overdue, or held without a result, newest first; ``more`` of them
    are left out. ``coming`` is the next drive, where this week has none to come; ``asking`` are
    later ones of which companies are still to answer. Each drive bears its ``units``, ``None``
    without a result, and how many companies are ``unanswered``.
    """

    waiting: tuple[Drive, ...]
    more: int
    week: tuple[Drive, ...]
    coming: Drive | None
    asking: tuple[Drive, ...]


def workday(committee: Committee, today: date) -> Workday:
    """A fixed number of queries, however many drives."""
    drives = (
        Drive.objects.of(committee)
        .in_round_order()
        .select_related("zone", "host")
        .annotate(units=F("result__units"), unanswered=Coalesce(_unanswered(), 0))
    )
    late = drives.awaiting_result(today)
    waiting = tuple(late.reverse()[:LISTED])
    week = tuple(drives.standing_between(*week_of(today)).exclude(pk__in=late.values("pk")))
    is_quiet = all(drive.day.latest < today for drive in week)
    coming = _coming(drives, today) if is_quiet else None
    shown = {drive.pk for drive in (*waiting, *week, *filter(None, [coming]))}
    return Workday(
        waiting=waiting,
        more=late.count() - LISTED if len(waiting) == LISTED else 0,
        week=week,
        coming=coming,
        asking=_asking(drives, late, shown),
    )


def _unanswered() -> Subquery:
    """Of each drive; counted apart, for a join would count its other relations along."""
    of_drive = CompanyTurnout.objects.unanswered().filter(drive=OuterRef("pk")).order_by()
    return Subquery(of_drive.values("drive").annotate(n=Count("pk")).values("n"))


def _asking(drives: DriveQuerySet, late: DriveQuerySet, shown: set[int]) -> tuple[Drive, ...]:
    planned = drives.filter(status=Drive.Status.PLANNED, unanswered__gt=0)
    return tuple(planned.exclude(pk__in=late.values("pk")).exclude(pk__in=shown)[:LISTED])


def _coming(drives: DriveQuerySet, today: date) -> Drive | None:
    """The next drive; one of this month, of which no day is known, comes at its end."""
    planned = drives.filter(status=Drive.Status.PLANNED)
    of_this_month = planned.filter(precision=Drive.Precision.MONTH, on=month_start(today))
    found = (planned.filter(on__gt=today).first(), of_this_month.first())
    return min(filter(None, found), key=lambda drive: drive.day.latest, default=None)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def working_year(committee: Committee, today: date) -> int:
    """This year if anything of it is known, else the newest that has a plan."""
    this_year, years = committee.year_of(today), known_years(committee)
    return this_year if this_year in years else newest_year(committee, years, today)


def workday_context(request: HttpRequest) -> dict[str, Any]:
    """What the officer's first page shows of the chosen committee."""
    committee, today = visible_committee(request), localdate()
    period = period_of(committee, working_year(committee, today), "year")
    summary, work = summarise(committee, period, as_of=today), workday(committee, today)
    found = [each for each in findings(summary) if _is_to_mend(each, work)]
    context = {
        "today": today,
        "work": work,
        "summary": summary,
        "headline": headline(summary),
        "findings": found[:FOUND],
        "more_findings": max(0, len(found) - FOUND),
    }
    return with_committee(request, committee, context)


def _is_to_mend(finding: Finding, work: Workday) -> bool:
    """Whether something can be done about it that the waiting drives do not say already."""
    is_said = finding.mends == Mends.DRIVE and finding.pk in {drive.pk for drive in work.waiting}
    return finding.mends is not None and not is_said
