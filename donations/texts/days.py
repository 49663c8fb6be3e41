"""Days, months and hours as reports and news write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise

from campaigns.dates import Day

from .grammar import YEAR, phrase
from .marked import Marked

_LEAD = r"(?:\b(?:(?:các |từ |sáng |chiều |tối )?ngày|sáng|chiều|tối|trưa|hôm|đến|từ|hết) )"
# "9/4/2024", "ngày 09-4-2024", "9.4.2024", "ngày 9-10/4/2024"
_IN_FIGURES = (
    rf"{_LEAD}?(?<![0-9./,-])(?:(?P<first>[0-9]{{1,2}}) ?- ?)?"
    r"(?P<day>[0-9]{1,2})(?P<part>[/.-])(?P<month>[0-9]{1,2})(?P=part)(?P<year>[0-9]{4})"
    r"(?![0-9]|[./,-][0-9])"
)
# "sáng 24/4", "ngày 9/4": without a year only after a word for a time
_WITHOUT_YEAR = (
    rf"{_LEAD}(?:(?P<first>[0-9]{{1,2}}) ?- ?)?(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})"
    r"(?![0-9]|[./,-][0-9]|/)"
)
# "ngày 09 tháng 4 năm 2024", "ngày 9 tháng 4"
_IN_WORDS = (
    r"\bngày (?P<day>[0-9]{1,2}) tháng (?P<month>[0-9]{1,2})(?![0-9])"
    rf"(?:(?: năm |/)(?P<year>{YEAR}))?(?!/)"
)
# "tháng 7/2024", "tháng 7 năm 2024", "tháng 7"
_MONTH = rf"\btháng (?P<month>[0-9]{{1,2}})(?![0-9])(?:(?: năm |/|-)(?P<year>{YEAR}))?(?![/-])"
_PATTERNS = tuple(map(phrase, (_IN_FIGURES, _IN_WORDS, _WITHOUT_YEAR, _MONTH)))

_BOUND = phrase(r"\b(?:đến(?: hết)?|tính đến|trước|sau|kể từ|từ|hết)(?: ngày)? ?$")
_BOUND_LEAD = phrase(r"(?:đến|từ|hết) ")
_ONWARDS = phrase(r" ?(?:- ?|đến (?:hết )?)(?:ngày )?[0-9]")
_CITED = phrase(r"\b(?:số|số:) ?[^\s,;]{1,60},?(?: ban hành)? $")

# "từ 07 giờ 45 phút đến 11 giờ 00 phút", "7h45-11h00"
_CLOCK = r"([0-9]{1,2}) ?(?:giờ|h)(?: ?([0-9]{2})(?![0-9])(?: ?phút)?)?"
_HOURS = phrase(rf"\b(?:từ |lúc )?(?<![0-9]){_CLOCK}(?: ?(?:-|đến) ?{_CLOCK})?(?![0-9])")


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day or month in the text, as yet without a year if the text gives none.

    ``first`` is the first of several days: a whole one, or a day of the same month.
    ``is_bound``: it only ends or begins a time ("đến hết ngày …"). ``is_cited``: it is the date
    of a numbered paper.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None  # None: only the month is told
    first: date | int | None = None
    is_bound: bool = False
    is_cited: bool = False

    def on(self, year: int | None) -> Day | None:
        """The day, in ``year`` if the text names none; ``None`` if there is no such day."""
        year = self.year or year
        if year is None:
            return None
        try:
            if self.day is None:
                return Day(date(year, self.month, 1), is_month=True)
            last = date(year, self.month, self.day)
            first = self.first
            first = last.replace(day=first) if isinstance(first, int) else first
        except ValueError:
            return None
        if first is None:
            return Day(last)
        return Day(first, last_on=last) if first < last else None

    @property
    def exists(self) -> bool:
        """A day without a year is tried in a leap year."""
        return self.on(2024) is not None


def days_in(marked: Marked, start: int, end: int) -> list[DayFound]:
    """Days and months in ``plain[start:end]`` of which nothing has been read, in their order."""
    matches = [match for pattern in _PATTERNS for match in marked.find(pattern, start, end)]
    found: list[DayFound] = []
    for match in sorted(matches, key=re.Match.start):
        if not found or match.start() >= found[-1].end:
            found.append(_day_found(marked.plain, match))
    return list(_joined(marked.plain, found))


def _day_found(plain: str, match: re.Match[str]) -> DayFound:
    parts = match.groupdict()
    before = plain[max(match.start() - 90, 0) : match.start()]
    leads = _BOUND_LEAD.match(match[0])
    return DayFound(
        *match.span(),
        year=int(parts["year"]) if parts.get("year") else None,
        month=int(parts["month"]),
        day=int(parts["day"]) if parts.get("day") else None,
        first=int(parts["first"]) if parts.get("first") else None,
        is_bound=bool(leads or _BOUND.search(before[-20:])),
        is_cited=bool(_CITED.search(before)),
    )


def _joined(plain: str, days: list[DayFound]) -> Iterator[DayFound]:
    """Two days with "đến" or a dash between them made one of several days."""
    rest = iter([*pairwise(days), (days[-1], None)] if days else [])
    for day, following in rest:
        if following and _is_range(plain, day, following):
            first = day.on(following.year)
            yield replace(
                following,
                start=day.start,
                first=first.on if first else following.first,
                is_bound=False,
            )
            next(rest, None)
        else:
            yield day


def _is_range(plain: str, day: DayFound, following: DayFound) -> bool:
    between = plain[day.end : following.end][:40]
    is_whole = day.day is not None and following.day is not None
    return is_whole and following.year is not None and bool(_ONWARDS.match(between))


def hours_in(
    marked: Marked, start: int, end: int
) -> tuple[re.Match[str], time, time | None] | None:
    """The hours told in ``plain[start:end]``; ``None`` unless they are told once and can be."""
    found = marked.find(_HOURS, start, end)
    if len(found) != 1:
        return None
    hour, minute, last_hour, last_minute = found[0].groups()
    try:
        starts_at = time(int(hour), int(minute or 0))
        ends_at = time(int(last_hour), int(last_minute or 0)) if last_hour else None
    except ValueError:
        return None
    return None if ends_at and ends_at <= starts_at else (found[0], starts_at, ends_at)
