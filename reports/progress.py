"""How far the units collected reach: against a target, and against the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal


def cut_percent(part: int, whole: int, places: str = "0.1") -> Decimal:
    """``part`` of ``whole`` in percent, cut and not rounded: 99,97 % is not 100 %.

    Raises:
        ZeroDivisionError: ``whole`` is 0.
    """
    if whole == 0:
        raise ZeroDivisionError
    return (Decimal(part) * 100 / whole).quantize(Decimal(places), ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Progress:
    """Units of blood reached against one target.

    ``reached`` counts the drives held from ``from_on`` to ``day``, both included, whatever the
    reported period; ``drives`` is how many they were. ``document_*`` is what assigned the target.
    """

    assigned_by: str  # Target.AssignedBy
    year: int
    units: int
    reached: int
    drives: int
    from_on: date
    to_on: date
    day: date
    document_number: str = ""
    document_on: date | None = None
    document_subject: str = ""
    note: str = ""
    is_headline: bool = True
    unknown: int = 0  # how many of ``drives`` have no result yet
    target_id: int | None = None

    @property
    def has_begun(self) -> bool:
        return self.from_on <= self.day

    def spans(self, first: date, last: date) -> bool:
        """Whether every day from ``first`` to ``last`` counts."""
        return self.from_on <= first and last <= self.to_on

    @property
    def percent(self) -> Decimal:
        """To one decimal, cut."""
        return cut_percent(self.reached, self.units)

    @property
    def missing(self) -> int:
        return max(self.units - self.reached, 0)

    @property
    def over(self) -> int:
        return max(self.reached - self.units, 0)

    @property
    def is_reached(self) -> bool:
        return self.reached >= self.units

    @property
    def is_closed(self) -> bool:
        """The target's last day has come: nothing more can be added."""
        return self.day >= self.to_on

    @property
    def pace(self) -> int:
        """Units that an even pace would have brought by ``day``, rounded up.

        Days gone ÷ days of the target's time, both ends included: on 30/6/2024
        1.200 × 182 ÷ 366 = 596,7 makes 597.
        """
        gone = min((self.day - self.from_on).days + 1, self._days)
        return -(-self.units * max(gone, 0) // self._days)

    @property
    def _days(self) -> int:
        return (self.to_on - self.from_on).days + 1
