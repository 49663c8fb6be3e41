"""Will we make it: where the year will end, by what comparable drives brought.

Each drive still to come is worth the mean of comparable drives of the last three years. There are
three groups: all drives, those of the same zone and form, those at the same host. The mean of a
group is drawn towards that of the wider one, as if two of its drives were added: one good day at
a host says little. The spread is found in the same way, and eight years out of ten should end
between low and high. Nothing here asks the database or the clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from math import floor, sqrt

from campaigns.dates import Day
from campaigns.models import Drive
from campaigns.place import Place

from .experience import Past
from .facts import Planned, Round, Summary
from .periods import years_earlier
from .planning import planned_between
from .progress import Progress

YEARS = 3  # how far back drives are comparable: sites grow, shrink and change hands
ENOUGH = 5  # drives with a result; of fewer no spread can be told
DRAW = 2  # how many drives of the wider group's mean a narrower group is given
EIGHT_OF_TEN = 1.2816  # standard deviations to either side that hold 80 % of a normal spread


class Basis(StrEnum):
    """The narrowest group of which there is a drive."""

    HOST = "host"
    ZONE = "zone"
    ALL = "all"


class Answer(StrEnum):
    """To "will we make it?": by which of low, middle and high reaches the target."""

    NO_TARGET = "no_target"
    REACHED = "reached"
    OVER = "over"  # the target's time is over, without it
    NOTHING_LEFT = "nothing_left"
    UNKNOWN = "unknown"  # too few drives to tell
    YES = "yes"  # even the low figure
    LIKELY = "likely"  # the middle one
    HARDLY = "hardly"  # the high one only
    NO = "no"


@dataclass(frozen=True, slots=True)
class Worth:
    """What a drive will bring: ``mean`` units and their ``variance``; ``group`` names the drives
    that this rests on, ``drives`` says how many they are."""

    basis: Basis
    drives: int
    mean: Fraction
    variance: Fraction
    group: tuple[str, ...]

    @property
    def units(self) -> int:
        """Rounded, a half up."""
        return floor(self.mean + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A drive still to come, or held without a result, and the total once it has been.

    ``middle`` is the sum of what was reached and of the units of the drives up to this one.
    """

    drive_id: int
    day: Day
    place: Place
    is_held: bool
    worth: Worth
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The year's end. ``estimates`` are by day, and empty where ``past`` drives are too few, or
    the year is over: what is still to be entered then is no matter of chance.

    ``remaining`` drives are still to bring units; ``overdue`` ones, of which nobody knows whether
    they were held, are not counted.
    """

    target: Progress | None
    reached: int
    to_on: date
    is_closed: bool
    past: int
    remaining: int
    overdue: int
    estimates: tuple[Estimate, ...] = field(repr=False)

    @property
    def is_known(self) -> bool:
        """Whether there are figures for the year's end."""
        return bool(self.estimates)

    @property
    def low(self) -> int:
        return self.estimates[-1].low if self.estimates else self.reached

    @property
    def middle(self) -> int:
        return self.estimates[-1].middle if self.estimates else self.reached

    @property
    def high(self) -> int:
        return self.estimates[-1].high if self.estimates else self.reached

    @property
    def needed(self) -> int | None:
        """Units that each remaining drive has to bring on average, rounded up."""
        if self.target is None or self.target.is_reached or self.is_closed or not self.remaining:
            return None
        return -(-self.target.missing // self.remaining)

    @property
    def reached_with(self) -> Estimate | None:
        """The drive with which the middle figure reaches the target."""
        if self.target is None or self.target.is_reached:
            return None
        goal = self.target.units
        return next((each for each in self.estimates if each.middle >= goal), None)

    @property
    def answer(self) -> Answer:
        if self.target is None:
            return Answer.NO_TARGET
        if self.target.is_reached:
            return Answer.REACHED
        if self.is_closed:
            return Answer.OVER
        if not self.remaining:
            return Answer.NOTHING_LEFT
        if not self.is_known:
            return Answer.UNKNOWN
        return self._expected(self.target.units)

    def _expected(self, goal: int) -> Answer:
        if self.low >= goal:
            return Answer.YES
        if self.middle >= goal:
            return Answer.LIKELY
        return Answer.HARDLY if self.high >= goal else Answer.NO


def forecast(summary: Summary, past: Iterable[Past]) -> Forecast:
    """The end of the year that ``summary`` is about, against its headline target.

    ``past`` are the committee's drives of the years before ``summary.day`` and of this one.
    """
    target, period = summary.headline, summary.period
    first, last = (target.from_on, target.to_on) if target else (period.from_on, period.to_on)
    planned = planned_between(summary, first, last)
    coming = [drive for drive in planned if not drive.is_overdue]
    unknown = [
        held
        for held in (*summary.earlier, *summary.rounds)
        if held.units is None and first <= held.day.on <= last
    ]
    drives: list[Round | Planned] = [*unknown, *coming]
    remaining = sorted(drives, key=lambda drive: (drive.day.latest, drive.drive_id))
    comparable = _comparable(past, summary.day)
    reached = target.reached if target else summary.units
    # Looked back at, a year is seen as it stood at its end: nothing is foretold of it any more.
    is_closed = summary.day >= last or summary.as_of > period.to_on
    is_known = len(comparable) >= ENOUGH and not is_closed
    return Forecast(
        target=target,
        reached=reached,
        to_on=last,
        is_closed=is_closed,
        past=len(comparable),
        remaining=len(remaining),
        overdue=len(planned) - len(coming),
        estimates=_estimates(remaining, comparable, reached) if is_known else (),
    )


@dataclass(frozen=True, slots=True)
class _Drive:
    """A past drive whose result is known."""

    place: Place
    units: int


def _comparable(past: Iterable[Past], day: date) -> list[_Drive]:
    since = years_earlier(day, YEARS)
    return [
        _Drive(each.place, each.units)
        for each in past
        if each.units is not None and since < each.on <= day
    ]


def _estimates(
    remaining: Sequence[Round | Planned], comparable: Sequence[_Drive], reached: int
) -> tuple[Estimate, ...]:
    worths = [worth(drive.place, comparable) for drive in remaining]
    totals = accumulate((each.units for each in worths), initial=reached)
    next(totals)
    margins = _margins(worths)
    return tuple(
        Estimate(
            drive_id=drive.drive_id,
            day=drive.day,
            place=drive.place,
            is_held=isinstance(drive, Round),
            worth=each,
            low=max(middle - margin, reached),
            middle=middle,
            high=middle + margin,
        )
        for drive, each, middle, margin in zip(remaining, worths, totals, margins, strict=True)
    )


def _margins(worths: Iterable[Worth]) -> Iterator[int]:
    """How far the total may lie off after each drive: the root of the sum of their variances.

    Drives of one group share an error besides: that of its mean, which a few drives tell badly.
    """
    chance = Fraction(0)
    shared: Counter[tuple[str, ...]] = Counter()
    of_mean: dict[tuple[str, ...], Fraction] = {}
    for each in worths:
        chance += each.variance
        shared[each.group] += 1
        of_mean[each.group] = each.variance / (each.drives + DRAW)
        together = sum((shared[group] ** 2 * of_mean[group] for group in shared), Fraction(0))
        yield round(EIGHT_OF_TEN * sqrt(chance + together))


def worth(place: Place, comparable: Sequence[_Drive]) -> Worth:
    """What a drive at ``place`` will bring, by what ``comparable`` ones brought; not empty."""
    mean = Fraction(sum(each.units for each in comparable), len(comparable))
    squares = _squares([each.units for each in comparable], mean)
    found = Worth(Basis.ALL, len(comparable), mean, squares / max(len(comparable) - 1, 1), ())
    for basis, group, is_like in _groups(place):
        units = [each.units for each in comparable if is_like(each.place)]
        if units:
            found = _drawn(units, found, basis, group)
    return found


def _groups(place: Place) -> Iterator[tuple[Basis, tuple[str, ...], Callable[[Place], bool]]]:
    """From the wider to the narrower; a drive that has no such group has none of its name."""
    if place.zone:
        zone = (place.form, place.zone)
        yield Basis.ZONE, zone, lambda other: (other.form, other.zone) == zone
    if place.form == Drive.Form.COMPANY and place.host:
        yield Basis.HOST, (place.host,), lambda other: other.host == place.host


def _drawn(units: Sequence[int], wider: Worth, basis: Basis, group: tuple[str, ...]) -> Worth:
    """The group's own mean and variance, with ``DRAW`` drives of the wider group's added."""
    weight = len(units) + DRAW
    mean = (sum(units) + DRAW * wider.mean) / weight
    squares = _squares(units, mean)
    return Worth(basis, len(units), mean, (squares + DRAW * wider.variance) / weight, group)


def _squares(units: Sequence[int], mean: Fraction) -> Fraction:
    """The sum of the squared distances from ``mean``, multiplied out: few fractions, not many."""
    return sum(each * each for each in units) - 2 * mean * sum(units) + len(units) * mean**2
