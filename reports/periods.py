"""Reporting periods: a name with a first and a last day, in either calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.dates import month_text
from campaigns.models import Committee

# Key -> (first month, last month, name). Statistical ends; the administrative calendar starts
# each of them on the 15th of the month before (Nghị định 09/2019/NĐ-CP, Đ.12).
_PRESETS = {
    "year": (1, 12, "năm {year}"),
    "h1": (1, 6, "6 tháng đầu năm {year}"),
    "h2": (7, 12, "6 tháng cuối năm {year}"),
    "9m": (1, 9, "9 tháng đầu năm {year}"),
    "q1": (1, 3, "quý I/{year}"),
    "q2": (4, 6, "quý II/{year}"),
    "q3": (7, 9, "quý III/{year}"),
    "q4": (10, 12, "quý IV/{year}"),
}
# The three months after the first nine: reported on as quý IV, announced under this name.
_REST_OF_YEAR = (10, 12, "3 tháng cuối năm {year}")

_FOLLOWED_BY = {
    "q1": ("q2", 0),
    "q2": ("q3", 0),
    "q3": ("q4", 0),
    "q4": ("q1", 1),
    "h1": ("h2", 0),
    "h2": ("h1", 1),
    "year": ("year", 1),
}

PERIOD_KEYS = tuple(_PRESETS)
PERIOD_CHOICES = [(key, name.format(year="").strip(" /")) for key, (_, _, name) in _PRESETS.items()]


class UnknownPeriodError(ValueError):
    """No period has this key, or the year is none that a report can be about."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``from_on`` to ``to_on``, both included; it bears the reporting year it ends in.

    ``name`` is empty where somebody set the ends by hand and named nothing.
    """

    key: str
    year: int
    name: str
    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


def _from_months(
    preset: tuple[int, int, str], year: int, calendar: Committee.Calendar, key: str
) -> Period:
    first, last, name = preset
    return Period(
        key=key,
        year=year,
        name=name.format(year=year),
        from_on=calendar.month_start(year, first),
        to_on=calendar.month_start(year, last + 1) - timedelta(days=1),
    )


def preset_period(key: str, year: int, calendar: Committee.Calendar) -> Period:
    """One of ``PERIOD_KEYS`` of a reporting year.

    Raises:
        UnknownPeriodError: the key is none of them, or the year lies outside 1900-2999.
    """
    if key not in _PRESETS or not 1900 <= year <= 2999:
        raise UnknownPeriodError(key, year)
    return _from_months(_PRESETS[key], year, calendar, key)


def months_of(year: int, calendar: Committee.Calendar) -> list[Period]:
    """The twelve months of a reporting year; an administrative one starts on the 15th before."""
    return [
        _from_months((month, month, month_text(date(year, month, 1))), year, calendar, key="")
        for month in range(1, 13)
    ]


def custom_period(
    from_on: date,
    to_on: date,
    calendar: Committee.Calendar,
    name: str = "",
    year: int | None = None,
) -> Period:
    """A period with ends set by hand, both included; of the year that it ends in, unless told."""
    return Period("", year or calendar.year_of(to_on), name, from_on, to_on)


def stored_period(
    key: str, year: int, from_on: date, to_on: date, calendar: Committee.Calendar
) -> Period:
    """The preset, if the ends are its own; else a period with ends set by hand.

    Raises:
        UnknownPeriodError: there is no preset of this key.
    """
    if not key:
        return custom_period(from_on, to_on, calendar)
    preset = preset_period(key, year, calendar)
    if (preset.from_on, preset.to_on) == (from_on, to_on):
        return preset
    return custom_period(from_on, to_on, calendar, preset.name, year)


def next_period(period: Period, calendar: Committee.Calendar) -> Period:
    """What follows ``period``; a year long and named "thời gian tới" after ends set by hand."""
    if period.key == "9m":
        return _from_months(_REST_OF_YEAR, period.year, calendar, key="q4")
    if period.key in _FOLLOWED_BY:
        key, years = _FOLLOWED_BY[period.key]
        return preset_period(key, period.year + years, calendar)
    first = period.to_on + timedelta(days=1)
    year_later = first + timedelta(days=365)
    return Period("", calendar.year_of(first), "thời gian tới", first, year_later)


def same_period_last_year(period: Period, calendar: Committee.Calendar) -> Period | None:
    """The preset of the same key a year before; ``None`` where the ends were set by hand."""
    if period.key not in _PRESETS:
        return None
    return preset_period(period.key, period.year - 1, calendar)


def same_days_of(then: Period, period: Period, day: date) -> tuple[date, date]:
    """The days of ``then``, an earlier year's period, that answer ``period`` up to ``day``."""
    if day == period.to_on:
        return then.from_on, then.to_on
    return then.from_on, min(years_earlier(day, period.year - then.year), then.to_on)


def years_earlier(day: date, years: int) -> date:
    """The same day of an earlier year; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def same_period_otherwise(period: Period, calendar: Committee.Calendar) -> Period | None:
    """The preset of this key in the other calendar; ``None`` where the ends were set by hand."""
    if period.key not in _PRESETS:
        return None
    return preset_period(period.key, period.year, calendar.other)
