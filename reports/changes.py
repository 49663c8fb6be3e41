"""What has changed since a report was issued, figure by figure: then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from .attendance import Attendance
from .blocks import Block, Heading, Paragraph
from .clauses import drives_text, plan_of
from .document import AHEAD
from .facts import Round, Summary
from .outreach import outreach
from .progress import Progress
from .wording import date_text, hedged, integer, join_names, percent_cell, upper_first

NOTHING = "không có"
UNKNOWN = "chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Change:
    """``drive_id`` where it is a figure of one drive."""

    label: str
    then: str
    now: str
    drive_id: int | None = None


def changes(kept: Summary, now: Summary) -> tuple[Change, ...]:
    """The figures in which ``now`` differs from what was ``kept``; both as of the same day.

    What comes next is not compared: plans are there to be carried out.
    """
    pairs = (*_totals(kept, now), *_targets(kept, now), *_rounds(kept, now))
    return tuple(change for change in pairs if change.then != change.now)


def sentences(kept: Sequence[Block], now: Sequence[Block]) -> tuple[Change, ...]:
    """The paragraphs before "what comes next" that would read otherwise if written now."""
    then, today = _paragraphs(kept), _paragraphs(now)
    matcher = SequenceMatcher(None, then, today, autojunk=False)
    pairs: list[tuple[str, str]] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            pairs += zip_longest(then[first:last], today[start:end], fillvalue=NOTHING)
    return tuple(Change("", before, after) for before, after in pairs)


def _paragraphs(blocks: Sequence[Block]) -> list[str]:
    """Section IV is left out: plans are there to be carried out."""
    texts = []
    for block in blocks:
        if isinstance(block, Heading) and AHEAD in block.text:
            break
        if isinstance(block, Paragraph):
            texts.append(block.text)
    return texts


def _totals(kept: Summary, now: Summary) -> Iterator[Change]:
    yield Change("Số Ngày hội", integer(len(kept.rounds)), integer(len(now.rounds)))
    yield Change("Số đơn vị máu", integer(kept.units), integer(now.units))
    if kept.rounds or now.rounds:
        yield Change("Số đơn vị máu lũy kế", integer(kept.year_units), integer(now.year_units))
    yield Change("Số người đăng ký", _count(kept.registered), _count(now.registered))
    yield Change("Số người tham dự", _attended(kept.attended), _attended(now.attended))
    yield Change("Đơn vị tiếp nhận máu", _names(kept.facilities), _names(now.facilities))
    yield Change("Cùng kỳ năm trước", _last_year(kept), _last_year(now))
    yield Change("Kế hoạch năm", _plan(kept), _plan(now))
    yield Change("Chỉ tiêu chính", _headline(kept), _headline(now))
    yield Change("Việc tuyên truyền", outreach(kept) or NOTHING, outreach(now) or NOTHING)


def _targets(kept: Summary, now: Summary) -> Iterator[Change]:
    before = {target.assigned_by: target for target in kept.targets}
    after = {target.assigned_by: target for target in now.targets}
    for assigned_by in dict.fromkeys((*before, *after)):
        plan = upper_first(plan_of(assigned_by, kept.committee.short_name))
        then, today = before.get(assigned_by), after.get(assigned_by)
        yield Change(plan, _assigned(then), _assigned(today))
        yield Change(f"{plan}: đã đạt", _reached(then), _reached(today))


def _rounds(kept: Summary, now: Summary) -> Iterator[Change]:
    before = {held.drive_id: held for held in kept.rounds}
    after = {held.drive_id: held for held in now.rounds}
    for drive_id in dict.fromkeys((*before, *after)):
        then, today = before.get(drive_id), after.get(drive_id)
        named = then or today
        assert named is not None
        label = f"{date_text(named.day.on)}, {named.place.short}"
        yield Change(label, _round(then), _round(today), drive_id)


def _round(held: Round | None) -> str:
    """Everything that the report tells of a drive."""
    if held is None:
        return NOTHING
    units = "chưa nhập kết quả" if held.units is None else f"{integer(held.units)} đơn vị"
    parts = [f"đợt {held.number}", held.day.text, held.place.short, held.place.detail, units]
    if held.registered is not None:
        parts.append(f"đăng ký {integer(held.registered)}")
    if held.attended:
        parts.append(f"tham dự {_attended(held.attended)}")
    return "; ".join([*filter(None, parts), *held.facilities])


def _count(number: int | None) -> str:
    return UNKNOWN if number is None else integer(number)


def _attended(attended: Attendance | None) -> str:
    return hedged(attended.number, attended.hedge, running=False) if attended else UNKNOWN


def _names(names: tuple[str, ...]) -> str:
    return join_names(names) or UNKNOWN


def _last_year(summary: Summary) -> str:
    last = summary.last_year
    return f"{drives_text(last.drives)}, {integer(last.units)} đơn vị" if last else UNKNOWN


def _plan(summary: Summary) -> str:
    plan = summary.plan
    return f"{plan.number} ngày {date_text(plan.issued_on)}" if plan else NOTHING


def _headline(summary: Summary) -> str:
    headline = summary.headline
    return plan_of(headline.assigned_by, summary.committee.short_name) if headline else NOTHING


def _assigned(target: Progress | None) -> str:
    return f"{integer(target.units)} đơn vị" if target else NOTHING


def _reached(target: Progress | None) -> str:
    if target is None:
        return NOTHING
    return f"{integer(target.reached)} đơn vị, {percent_cell(target.reached, target.units)}%"
