"""Figures of more than one drive: totals, targets, and how far the one reaches to the other."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .days import days_in
from .facts import FoundPercent, FoundTarget, FoundTotal, Hedge, Kind, Scope, Words
from .grammar import (
    DIFFERENCE,
    DRIVES_COUNTED,
    NO_TOTAL,
    OF_OTHERS,
    PEOPLE_ATTRACTED,
    PEOPLE_DID,
    PEOPLE_TOOK_PART,
    PERCENT,
    PERCENT_LAST,
    SO_FAR,
    TARGET_IN_BRACKETS,
    TARGET_STATED,
    UNITS_ALONE,
    UNITS_COLLECTED,
    UNITS_RAISED,
    assigner_of,
    hedge_of,
    number_of,
    phrase,
)
from .marked import Marked
from .papers import OF_A_YEAR, PERIOD, Times, is_of_another_period
from .places import UnclearPlaceError, place_in
from .sentences import Span, clauses_of

_PEOPLE = (PEOPLE_DID, PEOPLE_TOOK_PART, PEOPLE_ATTRACTED)
_LOOKED_BACK = 200  # characters
_UNITS = (UNITS_RAISED, UNITS_COLLECTED, UNITS_ALONE)
# "Trong 05 Ngày hội, có 02 Ngày hội …": the parts that a sum is made of
_PARTS = phrase(r"\bcó [0-9]{1,3} (?:ngày hội|đợt)|\bcùng kỳ\b")
_PART_OF = phrase(r"\b(?:trong đó|bao gồm|gồm có|gồm:)")
_NOT_HELD = phrase(r"\b(?:sẽ|dự kiến|phấn đấu|kế hoạch tổ chức|chuẩn bị|hoãn|hủy|huỷ|cùng kỳ)\b")


def read_targets(marked: Marked) -> list[FoundTarget]:
    """ "kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu)"; marks what it reads."""
    found = []
    for pattern in (TARGET_IN_BRACKETS, TARGET_STATED):
        for match in _of_the_committee(marked, pattern):
            document = match.groupdict().get("document") or ""
            found.append(
                FoundTarget(
                    words=marked.words(*match.span()),
                    units=number_of(match["number"]),
                    year=int(match["year"]) if match["year"] else None,
                    assigned_by=assigner_of(match),
                    document=document if any(map(str.isdigit, document)) else "",
                )
            )
            marked.mark(*match.span())
    return [target for target in _in_order(found) if target.units]


def read_percents(marked: Marked) -> list[FoundPercent]:
    """ "đạt 105% kế hoạch UBND tỉnh giao", "vượt 22% kế hoạch"; marks what it reads."""
    found = []
    for pattern in (PERCENT, PERCENT_LAST):
        for match in _of_the_committee(marked, pattern):
            is_over = match["verb"].lower() == "vượt"
            found.append(
                FoundPercent(
                    words=marked.words(*match.span()),
                    percent=_decimal(match["percent"]),
                    verb="vượt" if is_over else "đạt",
                    assigned_by=assigner_of(match),
                )
            )
            marked.mark(*match.span())
    return _in_order(found)


def _of_the_committee(marked: Marked, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Less those whose sentence has spoken of the whole province or of another year before."""
    for match in pattern.finditer(marked.plain):
        before = marked.plain[max(match.start() - _LOOKED_BACK, 0) : match.start()]
        sentence = re.split(r"\n|\. ", before)[-1]
        if not OF_OTHERS.search(sentence):
            yield match


def _in_order(found: list) -> list:
    return sorted(found, key=lambda fact: fact.words.start)


@dataclass(frozen=True, slots=True)
class Difference:
    """ "vượt 65 đơn vị máu"; what is missing is less than 0."""

    span: Span
    words: Words
    number: int


def differences_in(marked: Marked) -> list[Difference]:
    found = []
    for match in marked.find(DIFFERENCE, 0, len(marked.plain)):
        sign = 1 if match["way"].lower() == "vượt" else -1
        number = sign * number_of(match["number"])
        found.append(Difference(match.span(), marked.words(*match.span()), number))
    return found


def _decimal(text: str) -> Decimal:
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", text):
        return Decimal(text.replace(".", ""))
    return Decimal(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of one kind where it stands in the plain text."""

    kind: Kind
    match: re.Match[str]

    @property
    def number(self) -> int:
        return number_of(self.match["number"])

    @property
    def hedge(self) -> Hedge:
        return hedge_of(self.match) if "hedge" in self.match.re.groupindex else "exact"

    @property
    def span(self) -> Span:
        return self.match.span()


def figures_in(marked: Marked, start: int, end: int, *, read_too: bool = False) -> list[Figure]:
    """Units and people in ``plain[start:end]``, in order; ``read_too``: those already read too.

    What is planned, or told of a part, an average or another time, is left out.
    """
    start, end = _whole(marked, start, end)
    clauses = list(clauses_of(marked.plain, start, end))
    starts = [clause[0] for clause in clauses]
    is_left_out = [bool(NO_TOTAL.search(marked.plain, *clause)) for clause in clauses]
    found = [
        Figure("units" if pattern in _UNITS else _did(match), match)
        for pattern in (*_UNITS, *_PEOPLE)
        for match in pattern.finditer(marked.plain, start, end)
        if read_too or marked.is_free(*match.span())
    ]
    return [
        figure
        for figure in _apart(found)
        if not is_left_out[max(bisect(starts, figure.match.start("number")) - 1, 0)]
    ]


def _whole(marked: Marked, start: int, end: int) -> Span:
    """Up to where parts of what was told before are listed: "…, trong đó …"."""
    parts = _PART_OF.search(marked.plain, start, end)
    return start, parts.start() if parts else end


def _did(match: re.Match[str]) -> Kind:
    return "registered" if match["did"].lower() == "đăng ký" else "attended"


def _apart(found: list[Figure]) -> list[Figure]:
    """Of overlapping ones that which starts first: "thu được 263 đơn vị máu"."""
    apart: list[Figure] = []
    for figure in sorted(found, key=lambda each: (each.span[0], -each.span[1])):
        if not apart or figure.span[0] >= apart[-1].span[1]:
            apart.append(figure)
    return apart


def tells_of_all(marked: Marked, sentence: Span, times: Times) -> bool:
    """Whether a sentence may hold totals: it tells of no part, no other period or year."""
    if _PARTS.search(marked.plain, *sentence):
        return False
    if is_of_another_period(marked.plain, *sentence, times.period):
        return False
    named = {int(match["year"]) for match in OF_A_YEAR.finditer(marked.plain, *sentence)}
    return not named or times.year is None or times.year in named


def totals_in(marked: Marked, item: Span) -> list[FoundTotal]:
    """Totals that ``item`` tells, of the period or of the year so far.

    Only where it counts drives, or says of which time it speaks, and names no single place.
    """
    counted = drives_counted(marked, *item)
    if not counted and not _says_when(marked, item):
        return []
    scope: Scope = "year" if SO_FAR.search(marked.plain, *item) else "period"
    figures = [*counted, *figures_in(marked, *item)]
    if figures:
        for day in days_in(marked, *item):
            if day.is_bound or day.first:
                marked.mark(day.start, day.end)  # the time that the total is of
    return [total_of(marked, figure, scope) for figure in figures]


def total_of(marked: Marked, figure: Figure, scope: Scope) -> FoundTotal:
    marked.mark(*figure.span)
    words = marked.words(*figure.span)
    return FoundTotal(words, figure.kind, figure.number, figure.hedge, scope)


def drives_counted(marked: Marked, start: int, end: int) -> list[Figure]:
    """ "05 Ngày hội", "sau 03 đợt"; not those that are still to come, nor "mỗi Ngày hội"."""
    start, end = _whole(marked, start, end)
    ahead = _NOT_HELD.search(marked.plain, start, end)
    matches = marked.find(DRIVES_COUNTED, start, ahead.start() if ahead else end)
    return [Figure("drives", match) for match in matches]


def _says_when(marked: Marked, item: Span) -> bool:
    try:
        is_of_a_place = bool(place_in(marked, *item).spans)
    except UnclearPlaceError:
        is_of_a_place = True
    says_when = SO_FAR.search(marked.plain, *item) or PERIOD.search(marked.plain, *item)
    return bool(says_when) and not is_of_a_place
