"""Days and months as they are written in Vietnamese documents and on our screens.

The day has two digits; the month two only where it is 1 or 2, so that nothing can be added to
the figure (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4.b, says so for the dated line).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta


def month_number(month: int) -> str:
    return f"{month:02}" if month <= 2 else f"{month}"


def date_text(day: date) -> str:
    """``09/4/2024``."""
    return f"{day_of_year(day)}/{day.year}"


def day_of_year(day: date) -> str:
    """``09/4``: the day in whichever year."""
    return f"{day.day:02}/{month_number(day.month)}"


def span_text(first: date, last: date) -> str:
    """``01/6/2024 - 31/7/2024``; a single day once."""
    return " - ".join(date_text(day) for day in dict.fromkeys((first, last)))


def month_text(day: date) -> str:
    """``tháng 7/2024``: the month that ``day`` lies in."""
    return f"tháng {month_number(day.month)}/{day.year}"


def clock_text(starts_at: time, ends_at: time | None) -> str:
    """Hours for the screen: ``07h45 - 11h00``."""
    times = (starts_at, ends_at) if ends_at else (starts_at,)
    return " - ".join(f"{at.hour:02}h{at.minute:02}" for at in times)


def month_start(day: date) -> date:
    return day.replace(day=1)


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """When a drive is held or meant to be: a day, several, or only a month; perhaps with hours."""

    on: date
    is_month: bool = False
    last_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None

    @property
    def text(self) -> str:
        """``09/4/2024``, ``09/4/2024 - 10/4/2024`` or ``tháng 7/2024``; for tables and screens."""
        if self.is_month:
            return month_text(self.on)
        return span_text(self.on, self.last_on or self.on)

    @property
    def latest(self) -> date:
        """The last day that it may mean, as far as it is known."""
        return month_end(self.on) if self.is_month else self.last_on or self.on
