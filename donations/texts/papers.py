"""The plan document that a text carries out, and the period that it tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.dates import month_end

from .days import DayFound, days_in
from .facts import FoundPeriod, FoundPlan
from .grammar import YEAR, phrase
from .marked import Marked

# "Kế hoạch số 03/KH-BCĐHMKCN"; what a People's Committee issues assigns the target
_PLAN = phrase(
    r"\bkế hoạch (?:số )?(?P<number>[0-9]{1,5}[a-z]?/KH-(?!UBND)[\w-]{2,40})(?P<dated>,? ngày )?"
)
# "… của Ban Chỉ đạo … về tuyên truyền, vận động …", up to who did what
_ABOUT = phrase(
    r",?(?: của [^.;:\n]{3,250}?)?,? về (?:việc )?(?P<subject>[^.;:()\n]{3,400}?)"
    r"(?=, ?(?:Ban|BCĐ|UBND|Hội|Công đoàn|Liên đoàn|ngày|sáng|chiều|trong|đến|tính|với)\b|"
    r"[.;:()\n]|$)"
)

_QUARTERS = {"i": "q1", "ii": "q2", "iii": "q3", "iv": "q4", "1": "q1", "2": "q2", "3": "q3"}
_KEYS = {"6 đầu": "h1", "6 cuối": "h2", "9": "9m", "9 đầu": "9m", "3 đầu": "q1", "3 cuối": "q4"}
_NAMES = {
    "h1": "6 tháng đầu năm {}",
    "h2": "6 tháng cuối năm {}",
    "9m": "9 tháng đầu năm {}",
    "q1": "quý I/{}",
    "q2": "quý II/{}",
    "q3": "quý III/{}",
    "q4": "quý IV/{}",
    "year": "năm {}",
}
# First and last month of each, for their order.
_MONTHS = {
    "h1": (1, 6),
    "h2": (7, 12),
    "9m": (1, 9),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
    "year": (1, 12),
}
# "6 tháng đầu năm 2024", "quý II/2024", "trong năm 2024"
PERIOD = phrase(
    rf"\b0?(?P<months>[369]) tháng(?: (?P<part>đầu|cuối))? năm (?P<year>{YEAR})|"
    rf"\bquý (?P<quarter>IV|I{{1,3}}|[1-4])(?: ?/ ?| năm |-)(?P<quarter_year>{YEAR})|"
    rf"(?P<before>\b(?:trong|cả|kết quả|nhiệm vụ|tổng kết) )năm (?P<whole_year>{YEAR})"
)
_ENDS = phrase(r" ?\(?(?=từ ngày )")
_TIME = phrase(r"\bthời gian (?=từ ngày )")
_COMPARED = phrase(r"\b(?:cùng kỳ|so với|bằng)(?: năm)? ?$")
_AHEAD = phrase(r"\b(?:phương hướng,? ?|nhiệm vụ ?|kế hoạch ?){1,2}$|nhiệm vụ năm")
OF_A_YEAR = phrase(rf"\bnăm (?P<year>{YEAR})")


def read_plan(marked: Marked) -> FoundPlan | None:
    """The committee's plan: of several mentions of one number that with its date."""
    found = [_plan(marked, match) for match in marked.find(_PLAN, 0, len(marked.plain))]
    if not found:
        return None
    number = found[0][0].number
    mentions = [(plan, span) for plan, span in found if plan.number == number]
    for _, span in mentions:
        marked.mark(*span)
    return max((plan for plan, _ in mentions), key=lambda plan: plan.issued_on is not None)


def _plan(marked: Marked, match: re.Match[str]) -> tuple[FoundPlan, tuple[int, int]]:
    start, end = match.start(), match.end("number")
    issued_on, subject = None, ""
    days = days_in(marked, end, min(end + 40, len(marked.plain))) if match["dated"] else []
    if days and days[0].start <= match.end() and (day := days[0].on(None)):
        issued_on, end = day.on, days[0].end
        if about := _ABOUT.match(marked.plain, end):
            subject, end = about["subject"].strip(), about.end()
    return FoundPlan(marked.words(start, end), match["number"], issued_on, subject), (start, end)


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    key: str
    year: int
    from_on: date | None
    to_on: date | None
    is_ahead: bool

    @property
    def order(self) -> tuple[int, tuple[int, int]]:
        return self.year, _MONTHS.get(self.key, (0, 0))

    @property
    def rank(self) -> int:
        """With its ends told, then by a name, then a whole year."""
        return 0 if self.from_on else 2 if self.key == "year" else 1

    def period(self, marked: Marked) -> FoundPeriod:
        name = _NAMES[self.key].format(self.year) if self.key else ""
        words = marked.words(self.start, self.end)
        return FoundPeriod(words, self.key, name, self.year, self.from_on, self.to_on)


def read_periods(marked: Marked) -> tuple[FoundPeriod | None, FoundPeriod | None]:
    """The period that the text tells of, and the one that it looks ahead to."""
    mentions = _mentions(marked)
    told = [mention for mention in mentions if not mention.is_ahead]
    main = min(told, key=lambda mention: mention.rank) if told else None
    later = [each for each in mentions if main is None or each.order > main.order]
    ahead = later[0] if later else None
    for mention in mentions:
        if any(each and each.order == mention.order for each in (main, ahead)):
            marked.mark(mention.start, mention.end)
    return (main.period(marked) if main else None, ahead.period(marked) if ahead else None)


def _mentions(marked: Marked) -> list[_Mention]:
    plain, found = marked.plain, []
    for match in marked.find(PERIOD, 0, len(plain)):
        before = plain[max(match.start() - 40, 0) : match.start()]
        if _COMPARED.search(before) or (key := _key_of(match)) is None:
            continue
        start = match.end("before") if match["before"] else match.start()
        year = _year_in(match)
        ends = _ends(marked, match.end())
        end = ends.end if ends else match.end()
        end += plain.startswith(")", end) and "(" in plain[match.end() : end]
        day = ends.on(None) if ends else None
        is_ahead = bool(_AHEAD.search(before + (match["before"] or "")))
        from_on, to_on = (day.on, day.last_on) if day else (None, None)
        found.append(_Mention(start, end, key, year, from_on, to_on, is_ahead))
    return sorted([*found, *_by_ends(marked)], key=lambda mention: mention.start)


def _key_of(match: re.Match[str]) -> str | None:
    if match["months"]:
        part = f"{match['months']} {(match['part'] or '').lower()}".strip()
        return _KEYS.get(part)
    if match["quarter"]:
        return _QUARTERS.get(match["quarter"].lower(), "q4")
    return "year"


def _year_in(match: re.Match[str]) -> int:
    return int(match["year"] or match["quarter_year"] or match["whole_year"])


def _ends(marked: Marked, position: int) -> DayFound | None:
    """Of "(từ ngày 01/01/2024 đến ngày 30/6/2024)" after a period's name."""
    opening = _ENDS.match(marked.plain, position)
    if opening is None:
        return None
    stop = min(opening.end() + 60, len(marked.plain))
    days = [day for day in days_in(marked, opening.end(), stop) if day.start <= opening.end() + 3]
    return days[0] if days and days[0].first else None


def _by_ends(marked: Marked) -> list[_Mention]:
    """Periods that have no name: "trong thời gian từ ngày 01/3/2024 đến ngày 31/5/2024"."""
    found = []
    for match in marked.find(_TIME, 0, len(marked.plain)):
        days = _ends(marked, match.end())
        if days and (day := days.on(None)) and day.last_on:
            year = day.last_on.year
            found.append(_Mention(match.start(), days.end, "", year, day.on, day.last_on, False))
    return found


def is_of_another_period(plain: str, start: int, end: int, period: FoundPeriod | None) -> bool:
    """Whether ``plain[start:end]`` names a period, and not ``period``."""
    named = [
        (_key_of(match), _year_in(match))
        for match in PERIOD.finditer(plain, start, end)
        if not _COMPARED.search(plain, max(match.start() - 40, 0), match.start())
    ]
    if period is None or not period.key or not named:
        return False
    return (period.key, period.year) not in named


def bounds_of(period: FoundPeriod | None) -> tuple[date, date] | None:
    """The first and last day that may belong to it, in whichever calendar.

    The administrative one begins each period on the 15th of the month before.
    """
    if period is None:
        return None
    if period.from_on and period.to_on:
        return period.from_on, period.to_on
    first, last = _MONTHS[period.key]
    earliest = date(period.year - (first == 1), (first - 2) % 12 + 1, 15)
    return earliest, month_end(date(period.year, last, 1))


@dataclass(frozen=True, slots=True)
class Times:
    """``year`` is that of days without one; what is planned lies after ``told_to``."""

    period: FoundPeriod | None
    year: int | None
    told_to: date | None


def times_of(marked: Marked, period: FoundPeriod | None, days: Sequence[DayFound]) -> Times:
    """The year is the period's, else the only one that the text's days have, else its only one."""
    own = [day for day in days if not day.is_cited and day.year]
    bounds = bounds_of(period)
    dated = [on.on for day in own if not day.is_bound and (on := day.on(None))]
    told_to = bounds[1] if bounds else min(dated, default=None)
    if period:
        return Times(period, period.year, told_to)
    years = {day.year for day in own}
    years = years or {int(match["year"]) for match in OF_A_YEAR.finditer(marked.plain)}
    return Times(None, years.pop() if len(years) == 1 else None, told_to)


def mark_year(marked: Marked, year: int | None) -> None:
    """ "năm 2024" says nothing new once the text's year is known."""
    for match in marked.find(OF_A_YEAR, 0, len(marked.plain)):
        if int(match["year"]) == year:
            marked.mark(*match.span())
