"""A period's units by zone, host and facility, and its people from registering to giving."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from donations.models import Hedge

from .attendance import Attendance, total_attendance
from .facts import Round, Summary
from .wording import percent_cell, percent_text

SHOWN = 8  # rows; what is left stands in one more


@dataclass(frozen=True, slots=True)
class Group:
    """The drives of one name; ``share`` is of the period's units, in percent, cut."""

    name: str
    drives: int
    units: int
    share: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """``groups`` with most units first. ``rest`` is told in one row, ``unnamed`` are the drives
    that have no such name; ``overlaps`` where one drive may stand in several groups, so that the
    shares add up to more than 100 %.
    """

    groups: tuple[Group, ...]
    rest: Group | None
    unnamed: int
    overlaps: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(group.name for group in self.groups)


def by_zone(summary: Summary) -> Breakdown:
    return _by(summary, lambda held: filter(None, [held.place.zone]))


def by_host(summary: Summary) -> Breakdown:
    """Drives at companies; zone-wide ones have no host."""
    return _by(summary, lambda held: filter(None, [held.place.host]))


def by_facility(summary: Summary) -> Breakdown:
    return _by(summary, lambda held: held.facilities)


def _by(summary: Summary, names_of: Callable[[Round], Iterable[str]]) -> Breakdown:
    rounds: dict[str, list[Round]] = {}
    unnamed, overlaps = 0, False
    for held in summary.rounds:
        names = tuple(names_of(held))
        unnamed += not names
        overlaps |= len(names) > 1
        for name in names:
            rounds.setdefault(name, []).append(held)
    groups = sorted(
        (_group(name, held, summary.units) for name, held in rounds.items()),
        key=lambda group: (-group.units, group.name),
    )
    shown = groups if len(groups) == SHOWN + 1 else groups[:SHOWN]
    rest = groups[len(shown) :]
    return Breakdown(tuple(shown), _rest(rest, summary.units), unnamed, overlaps)


def _group(name: str, held: Sequence[Round], whole: int) -> Group:
    units = sum(each.units or 0 for each in held)
    return Group(name, len(held), units, percent_cell(units, whole) if whole else "")


def _rest(groups: Sequence[Group], whole: int) -> Group | None:
    if not groups:
        return None
    units = sum(group.units for group in groups)
    share = percent_cell(units, whole) if whole else ""
    return Group(f"{len(groups)} nơi khác", sum(group.drives for group in groups), units, share)


@dataclass(frozen=True, slots=True)
class Funnel:
    """From registering to giving, over the ``drives`` of which all three figures are known."""

    drives: int
    of: int
    registered: int
    attended: Attendance
    donated: int

    @property
    def given_of_registered(self) -> str:
        return percent_text(self.donated, self.registered) if self.registered else ""

    @property
    def given_of_attended(self) -> str:
        """Of a hedged number only about."""
        if not self.attended.number:
            return ""
        about = "" if self.attended.hedge == Hedge.EXACT else "khoảng "
        return f"{about}{percent_text(self.donated, self.attended.number)}"

    @property
    def steps(self) -> tuple[int, int, int]:
        return self.registered, self.attended.number, self.donated


def funnel(summary: Summary) -> Funnel | None:
    """``None`` where no drive tells all three figures."""
    known = [
        (held.registered, held.attended, held.donated)
        for held in summary.rounds
        if held.registered is not None and held.attended and held.donated is not None
    ]
    attended = total_attendance([each for _registered, each, _donated in known])
    if attended is None:
        return None
    return Funnel(
        drives=len(known),
        of=len(summary.rounds),
        registered=sum(registered for registered, _attended, _donated in known),
        attended=attended,
        donated=sum(donated for _registered, _attended, donated in known),
    )
