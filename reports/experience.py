"""What a committee's drives of earlier days brought: for comparing years, and for the forecast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from campaigns.models import Committee, Drive
from campaigns.place import Place

from .facts import LastYear
from .periods import Period, preset_period, same_days_of


@dataclass(frozen=True, slots=True)
class Past:
    """A drive held; ``units`` is ``None`` until its result is entered."""

    on: date
    place: Place
    units: int | None


def past_drives(committee: Committee, *, until: date) -> tuple[Past, ...]:
    """Every drive held up to and including ``until``, by day. One query."""
    rows = (
        Drive.objects.of(committee)
        .filter(status=Drive.Status.HELD, on__lte=until)
        .order_by("on", "pk")
        .values_list("on", "form", "zone__name", "host__name", "venue", "result__units")
    )
    return tuple(
        Past(on, Place(form, zone or "", host or "", venue), units)
        for on, form, zone, host, venue, units in rows
    )


def years_before(
    past: Iterable[Past], period: Period, day: date, calendar: Committee.Calendar, years: int = 5
) -> tuple[LastYear, ...]:
    """The same days of the ``years`` before, newest first; from the first year with a drive on.

    Empty where the period's ends were set by hand, or before it has begun.
    """
    held = list(past)
    if not period.key or not held or day < period.from_on:
        return ()
    oldest = max(calendar.year_of(min(each.on for each in held)), period.year - years)
    return tuple(
        _standing(held, preset_period(period.key, year, calendar), period, day)
        for year in range(period.year - 1, oldest - 1, -1)
    )


def _standing(held: Iterable[Past], then: Period, period: Period, day: date) -> LastYear:
    first, last = same_days_of(then, period, day)
    counted = [each for each in held if first <= each.on <= last]
    return LastYear(then.year, sum(each.units or 0 for each in counted), len(counted))
