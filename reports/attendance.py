"""People who came, as far as anybody counted them: a number and how exact it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from donations.models import Hedge


@dataclass(frozen=True, slots=True)
class Attendance:
    """``number`` people; ``hedge`` (a ``Hedge``) says on which side of it the truth lies."""

    number: int
    hedge: str = Hedge.EXACT


def total_attendance(parts: Sequence[Attendance | None]) -> Attendance | None:
    """The sum with its hedge; ``None`` where there is nothing, or one part is unknown.

    Exact parts add exactly. One "over" makes the sum "over", one "nearly" makes it "nearly";
    both together pull it apart, as any "about" does: the sum is "about".
    """
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    hedges = {part.hedge for part in known} - {Hedge.EXACT}
    hedge = Hedge.EXACT if not hedges else hedges.pop() if len(hedges) == 1 else Hedge.ABOUT
    return Attendance(sum(part.number for part in known), hedge)
