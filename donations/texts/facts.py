"""What a text says: facts in plain values, each tied to the words that it was read from.

The names of forms, states and hedges are those of ``Drive`` and ``Hedge``; nothing here needs a
database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from campaigns.dates import Day

Hedge = Literal["exact", "over", "nearly", "about"]
Form = Literal["zone", "company"]
Status = Literal["held", "planned", "postponed", "cancelled"]
AssignedBy = Literal["province", "centre", "self", ""]  # empty where the text does not say
# Of the reported period; of the year up to a day; of the drive whose words hold it.
Scope = Literal["period", "year", "drive"]
Kind = Literal["units", "drives", "attended", "registered"]


@dataclass(frozen=True, slots=True)
class Words:
    """The slice ``text[start:end]`` of the text as it was given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundDrive:
    """One drive. ``number`` is what the text calls it: "Đợt 2", "lần thứ 2".

    Empty strings and ``None`` stand for what the text does not say; ``zone`` is without "khu công
    nghiệp". Hedged units are not taken for a number of bags.
    """

    words: Words
    number: int | None
    day: Day
    form: Form
    zone: str
    host: str
    venue: str
    units: int | None
    attended: int | None
    attended_hedge: Hedge
    facilities: tuple[str, ...]
    status: Status
    expected_units: int | None = None


@dataclass(frozen=True, slots=True)
class FoundTotal:
    words: Words
    kind: Kind
    number: int
    hedge: Hedge
    scope: Scope


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """``document`` is the number of the paper that assigns it: ``08/KH-UBND``."""

    words: Words
    units: int
    year: int | None
    assigned_by: AssignedBy
    document: str


@dataclass(frozen=True, slots=True)
class FoundPercent:
    """A share of a target, in the verb of the text: "vượt 5%" is 105 % reached, if it is right."""

    words: Words
    percent: Decimal
    verb: Literal["đạt", "vượt"]
    assigned_by: AssignedBy


@dataclass(frozen=True, slots=True)
class FoundPlan:
    words: Words
    number: str
    issued_on: date | None
    subject: str


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """``key`` is that of a report's period, empty where only ends are told.

    The ends are those that the text tells: what "6 tháng đầu năm" spans depends on the calendar.
    """

    words: Words
    key: str
    name: str
    year: int
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class FoundCampaign:
    words: Words
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class FoundFacility:
    words: Words
    name: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures of the text that cannot all be right, in one sentence."""

    text: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in ``text``; facts stand in its order.

    ``facilities`` holds each one named once, those of single drives too. ``unread`` are clauses
    with a number or a date that no fact was taken from; one may lie within a drive's words.
    """

    text: str
    drives: tuple[FoundDrive, ...]
    totals: tuple[FoundTotal, ...]
    targets: tuple[FoundTarget, ...]
    percents: tuple[FoundPercent, ...]
    plan: FoundPlan | None
    period: FoundPeriod | None
    next_period: FoundPeriod | None
    campaigns: tuple[FoundCampaign, ...]
    facilities: tuple[FoundFacility, ...]
    contradictions: tuple[Contradiction, ...]
    unread: tuple[Words, ...]
