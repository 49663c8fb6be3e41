"""How far units reach to a target, as a text states it, against the same worked out."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from .facts import Contradiction, FoundPercent, FoundTarget, FoundTotal, Words
from .figures import Difference
from .grammar import integer


@dataclass(frozen=True, slots=True)
class Sums:
    """The totals of units and the targets of a text, each in its order."""

    units: tuple[FoundTotal, ...]
    targets: tuple[FoundTarget, ...]

    def units_before(self, words: Words) -> FoundTotal | None:
        """The total that ``words`` follow; before all of them, the only one there is."""
        before = bisect(self.units, words.start, key=lambda total: total.words.end)
        if before:
            found = self.units[before - 1]
        elif len({total.number for total in self.units}) == 1:
            found = self.units[0]
        else:
            return None
        return found if found.hedge == "exact" else None

    def target_of(self, stated: FoundPercent) -> FoundTarget | None:
        """The target that the percentage's own words name, else the only one of its assigner.

        One whose assigner the text does not say may be anybody's.
        """
        at = bisect(self.targets, stated.words.end, key=lambda target: target.words.start)
        beside = self.targets[at - 1] if at else None
        if beside and beside.words.start > stated.words.start:
            return beside
        of_one = {
            target.units: target
            for target in self.targets[:_MOST_TARGETS]
            if target.assigned_by in ("", stated.assigned_by) or not stated.assigned_by
        }
        return next(iter(of_one.values())) if len(of_one) == 1 else None

    def target_before(self, words: Words) -> FoundTarget | None:
        before = bisect(self.targets, words.start, key=lambda target: target.words.start)
        return self.targets[before - 1] if before else None


_MOST_TARGETS = 20  # no report has more; beside so many no percentage is checked against one


def wrong_percents(percents: Sequence[FoundPercent], sums: Sums) -> Iterator[Contradiction]:
    for stated in percents:
        target, units = sums.target_of(stated), sums.units_before(stated.words)
        if target and units and (text := _percent_text(stated, units.number, target.units)):
            yield Contradiction(text, (stated.words, units.words, target.words))


def _percent_text(stated: FoundPercent, units: int, target: int) -> str:
    """Empty where the percentage is right, cut or rounded to as many places as it has."""
    verb, percent = stated.verb, stated.percent
    reached, over = Decimal(units * 100) / target, Decimal((units - target) * 100) / target
    if _fits(percent, over if verb == "vượt" else reached):
        return ""
    shown = f"{_decimal(percent)}%"
    sums = f"{integer(units)} đơn vị máu trên chỉ tiêu {integer(target)}"
    right = f"đạt {_cut(reached)}%" + (f", tức vượt {_cut(over)}%" if over > 0 else "")
    if verb == "vượt" and _fits(percent, reached):
        return f"“vượt {shown}” đúng ra là “đạt {shown}”: {sums} là {right}."
    return f"Văn bản ghi {verb} {shown}, nhưng {sums} là {right}."


def _fits(stated: Decimal, exact: Decimal) -> bool:
    places = Decimal(1).scaleb(min(int(stated.as_tuple().exponent), 0))
    return stated in {exact.quantize(places, how) for how in (ROUND_DOWN, ROUND_HALF_UP)}


def _cut(percent: Decimal) -> str:
    return _decimal(percent.quantize(Decimal("0.1"), ROUND_DOWN))


def _decimal(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def worked_out(
    differences: Sequence[Difference], sums: Sums
) -> Iterator[tuple[Difference, Contradiction | None]]:
    """The differences that can be worked out from what stands before them; the wrong ones named.

    "vượt 65 đơn vị máu", "còn thiếu 554 đơn vị máu"
    """
    for stated in differences:
        target, units = sums.target_before(stated.words), sums.units_before(stated.words)
        if target is None or units is None:
            continue
        right = units.number - target.units
        if right == stated.number:
            yield stated, None
            continue
        text = f"Văn bản ghi {_way(stated.number)} đơn vị máu, tính ra {_way(right)}."
        yield stated, Contradiction(text, (stated.words, units.words, target.words))


def _way(number: int) -> str:
    return f"{'vượt' if number > 0 else 'còn thiếu'} {integer(abs(number))}"
