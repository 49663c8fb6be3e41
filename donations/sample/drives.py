"""The drives of Tỉnh Mẫu: when they are planned, what becomes of them, what they bring.

The figures of a drive depend on its year's place among the six only; ``today`` moves the days,
and says which of them are past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from campaigns.models import Drive

from .names import FACILITIES, SLOTS, TROUBLES, Slot, Trouble

YEARS = 6
GROWTH = 0.04  # a year
FIRST_COUNTED = 1  # who was eligible was not counted in the first year
FIRST_BY_VOLUME = 3  # nor how many bags of which volume in the first three
KNOWN_AHEAD = timedelta(days=10)  # a drive is called off so long before its day


@dataclass(frozen=True, slots=True)
class Tally:
    """What the paper slip of a drive says. ``is_over``: so many came, and a few more."""

    registered: int
    attended: int
    is_over: bool
    eligible: int | None
    donated: int | None
    deferred: int | None
    units: int
    bags: tuple[int, int, int] | None


@dataclass(slots=True)
class Draft:
    """A drive as it shall stand today. ``tally`` is what it brings if it is held."""

    offset: int  # of its year, 0-5
    slot: Slot
    on: date
    expected_units: int
    tally: Tally
    facilities: tuple[str, ...]
    status: Drive.Status = Drive.Status.PLANNED
    has_result: bool = False
    is_month: bool = False
    reason: str = ""
    again: Draft | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """What no other draft has."""
        return f"{self.slot.where} {self.on}"


def draft_all(today: date) -> list[Draft]:
    """The drives of six years, by day; what replaces a postponed one hangs on that."""
    drafts = [
        draft
        for offset in range(YEARS)
        for draft in _of_year(offset, today.year - YEARS + 1 + offset, today)
    ]
    every = [each for draft in drafts for each in (draft, draft.again) if each]
    past = [each for each in every if each.on < today and each.status == Drive.Status.PLANNED]
    past.sort(key=lambda draft: draft.on)
    for draft in past[:-1]:
        draft.status, draft.has_result = Drive.Status.HELD, True
    if len(past) > 1:
        # The newest is overdue, and of the one before it the numbers have not come in.
        past[-2].has_result = False
    return sorted(drafts, key=lambda draft: draft.on)


def _of_year(offset: int, year: int, today: date) -> Iterator[Draft]:
    rng = Random(f"Tỉnh Mẫu {offset}")
    troubles = {(each.month, each.day): each for each in TROUBLES[offset]}
    slots = [slot for slot in SLOTS if slot.since <= offset]
    days = _days(rng, slots, year, today)
    for number, (slot, on) in enumerate(zip(slots, days, strict=True)):
        draft = _draft(rng, offset, slot, on)
        trouble = troubles.get((slot.month, slot.day))
        if trouble and on <= today + KNOWN_AHEAD:
            _call_off(draft, trouble)
        elif number % 3 == 0 and not slot.is_zone_wide and _is_far(on, today):
            draft.on, draft.is_month = on.replace(day=1), True
        yield draft


def _days(rng: Random, slots: Sequence[Slot], year: int, today: date) -> list[date]:
    """Working days, about those of the slots; the last two of this year still lie ahead."""
    days = [
        _working_day(date(year, slot.month, slot.day) + timedelta(days=rng.randint(-2, 2)))
        for slot in slots
    ]
    if year == today.year:
        for position, ahead in ((-2, 1), (-1, 2)):
            earliest = today + timedelta(days=ahead)
            if days[position] < earliest <= date(year, 12, 31):
                days[position] = earliest
    return days


def _working_day(day: date) -> date:
    """``day``, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _is_far(on: date, today: date) -> bool:
    """In a later year's month, or one of this year's that is at least three months ahead."""
    return (on.year - today.year) * 12 + on.month - today.month >= 3


def _draft(rng: Random, offset: int, slot: Slot, on: date) -> Draft:
    expected = slot.units * (1 + GROWTH * offset)
    return Draft(
        offset=offset,
        slot=slot,
        on=on,
        expected_units=round(expected / 5) * 5,
        tally=_tally(rng, offset, expected),
        facilities=_facilities(rng, slot),
    )


def _facilities(rng: Random, slot: Slot) -> tuple[str, ...]:
    """The usual ones; now and then another one comes to a company."""
    is_usual = slot.is_zone_wide or rng.random() < 0.85
    return slot.facilities if is_usual else (rng.choice(FACILITIES),)


def _tally(rng: Random, offset: int, expected: float) -> Tally:
    donated = round(expected * min(max(rng.gauss(1, 0.09), 0.78), 1.22))
    eligible = donated + round(donated * rng.uniform(0, 0.03))
    attended = round(eligible / rng.uniform(0.86, 0.95))
    registered = round(attended / rng.uniform(0.9, 0.985))
    units = donated - (rng.random() < 0.2)
    of_450 = round(units * rng.uniform(0.02, 0.08))
    of_350 = round(units * (0.28 + 0.03 * offset + rng.uniform(-0.04, 0.04)))
    is_over = rng.random() < 0.2 and attended >= 100
    is_counted = offset >= FIRST_COUNTED
    return Tally(
        registered=registered,
        attended=attended // 10 * 10 if is_over else attended,
        is_over=is_over,
        eligible=eligible if is_counted else None,
        donated=donated if is_counted else None,
        deferred=attended - eligible if is_counted else None,
        units=units,
        bags=(units - of_350 - of_450, of_350, of_450) if offset >= FIRST_BY_VOLUME else None,
    )


def _call_off(draft: Draft, trouble: Trouble) -> None:
    draft.reason = trouble.reason
    draft.status = Drive.Status.POSTPONED if trouble.days else Drive.Status.CANCELLED
    if trouble.days:
        on = _working_day(draft.on + timedelta(days=trouble.days))
        draft.again = Draft(
            draft.offset, draft.slot, on, draft.expected_units, draft.tally, draft.facilities
        )
