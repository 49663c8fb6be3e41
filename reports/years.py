"""The reporting years of which anything is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaigns.form_fields import FIRST_YEAR, LAST_YEAR
from campaigns.models import Committee, Drive, Plan, Target


def year_is_known(committee: Committee, year: int) -> bool:
    """Whether anything at all was planned, assigned or held in a reporting year."""
    return (
        Plan.objects.of(committee).filter(year=year).exists()
        or Target.objects.of(committee).filter(year=year).exists()
        or Drive.objects.of(committee).filter(on__range=committee.year_bounds(year)).exists()
    )


def planned_years(committee: Committee) -> list[int]:
    """Years with a plan, newest first."""
    plans = Plan.objects.of(committee).order_by("-year")
    return list(plans.values_list("year", flat=True))


def newest_year(committee: Committee, known: Sequence[int], today: date) -> int:
    """The newest with a plan, else the newest of the ``known`` ones that has begun, else this."""
    this_year = committee.year_of(today)
    begun = [year for year in known if year <= this_year]
    return [*planned_years(committee), *begun, this_year][0]


def known_years(committee: Committee) -> list[int]:
    """Years with a plan, a target or a drive, newest first."""
    days = Drive.objects.of(committee).dates("on", "day")
    targets = Target.objects.of(committee).order_by().values_list("year", flat=True)
    named = Plan.objects.of(committee).order_by().values_list("year", flat=True).union(targets)
    return sorted({*named, *map(committee.year_of, days)}, reverse=True)


def years_to_plan(committee: Committee, today: date) -> list[int]:
    """This year, every known one, and the year after each; in order."""
    years = {committee.year_of(today), *known_years(committee)}
    following = {year + 1 for year in years}
    return sorted(year for year in years | following if FIRST_YEAR <= year <= LAST_YEAR)
