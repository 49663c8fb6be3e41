"""Where the figures come from: each total with its drives, each percentage with its two terms.

A source has a name, its ``ref``; figures in blocks say by that name what they are made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.models import Communication, Drive

from .attendance import Attendance
from .clauses import HELD_HOW, drives_text, plan_of
from .facts import Round, Share, Summary
from .progress import Progress
from .wording import (
    date_text,
    hedged,
    integer,
    percent_cell,
    percent_text,
    period_name,
    range_text,
    units_text,
    upper_first,
    zone_text,
)

DRIVES, UNITS, ATTENDED, REGISTERED = "drives", "units", "attended", "registered"
RUNNING, CARRIED, AVERAGE, LAST_YEAR = "running", "carried", "average", "last-year"
OUTREACH = "outreach"


def of_drive(held: Round) -> str:
    return f"drive-{held.drive_id}"


def of_target(target: Progress) -> str:
    return f"target-{target.assigned_by}"


def of_total(summary: Summary) -> str:
    """Of the total that the dashboard's headline says; empty where nothing has been counted."""
    target = summary.headline
    if target and target.has_begun:
        return f"{of_target(target)}-units" if target.drives else ""
    return RUNNING if summary.year_drives else ""


def of_percent(summary: Summary) -> str:
    return of_target(summary.headline) if summary.headline else ""


def of_form(share: Share) -> str:
    return f"form-{share.name}"


def of_zone(summary: Summary, share: Share) -> str:
    return f"zone-{summary.by_zone.index(share) + 1}"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a figure is made of; ``opens`` is the part's own source."""

    label: str
    figure: str
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """``sum`` says in figures how the parts make what ``title`` names."""

    ref: str
    title: str
    parts: tuple[Part, ...]
    sum: str = ""


def sources(summary: Summary) -> tuple[Source, ...]:
    """Every source that a figure of the summary's report may open; the drives come last."""
    return (
        *_totals(summary),
        *_running(summary),
        *_compared(summary),
        *_shares(summary),
        *_targets(summary),
        *_outreach(summary),
        *(_drive(summary, held) for held in (*summary.earlier, *summary.rounds)),
    )


def _totals(summary: Summary) -> Iterator[Source]:
    rounds = summary.rounds
    if not rounds:
        return
    where = f"trong {period_name(summary.period)}"
    units = tuple(map(_units_part, rounds))
    yield Source(DRIVES, f"{drives_text(len(rounds))} {where}", units)
    yield Source(UNITS, f"{units_text(summary.units)} {where}", units, _sum(_units_of(rounds)))
    if summary.attended:
        yield _attended(summary)
    if summary.registered is not None:
        counts = [held.registered or 0 for held in rounds]
        parts = tuple(_part(held, integer(held.registered or 0)) for held in rounds)
        yield Source(
            REGISTERED, f"{integer(summary.registered)} người đăng ký", parts, _sum(counts)
        )
    if summary.average is not None:
        total, drives = integer(summary.units), len(rounds)
        yield Source(
            AVERAGE,
            f"bình quân mỗi Ngày hội {units_text(summary.average)}",
            (
                Part("Số đơn vị máu", total, UNITS),
                Part("Số Ngày hội", integer(drives), DRIVES),
            ),
            f"{total} ÷ {drives} = {integer(summary.average)} (lấy phần nguyên)",
        )


def _attended(summary: Summary) -> Source:
    attended, statement = summary.attended, summary.statement
    assert attended is not None
    text = hedged(attended.number, attended.hedge, running=False)
    title = f"{text} người tham dự"
    if summary.attendance_is_stated:
        said = statement.source if statement and statement.source else "chưa ghi nguồn số liệu"
        return Source(ATTENDED, title, (Part(f"Số liệu chung của kỳ: {said}", text),))
    figures = [held.attended for held in summary.rounds if held.attended]
    shown = [hedged(each.number, each.hedge, running=False) for each in figures]
    parts = tuple(map(_part, summary.rounds, shown))
    return Source(ATTENDED, title, parts, f"{' + '.join(shown)} = {text}" if len(shown) > 1 else "")


def _running(summary: Summary) -> Iterator[Source]:
    """The running total, and the part of it that was there before the period."""
    eve = summary.period.from_on - timedelta(days=1)
    for ref, last in ((CARRIED, eve), (RUNNING, summary.day)):
        counted = _held_between(summary, summary.counts_from, last)
        if counted:
            total = sum(_units_of(counted))
            days = range_text(summary.counts_from, last)
            title = f"Lũy kế {days}: {integer(total)} đơn vị máu"
            parts = tuple(map(_units_part, counted))
            share = _division(total, summary.running.units) if summary.running else ""
            yield Source(ref, title, parts, _joined(_sum(_units_of(counted)), share))


def _held_between(summary: Summary, first: date, last: date) -> list[Round]:
    return [each for each in (*summary.earlier, *summary.rounds) if first <= each.day.on <= last]


def _compared(summary: Summary) -> Iterator[Source]:
    last = summary.last_year
    if last is None:
        return
    now, then = integer(summary.units), integer(last.units)
    difference = integer(abs(summary.units - last.units))
    sign = (now, then) if summary.units >= last.units else (then, now)
    percent = ""
    if last.units and summary.units != last.units:
        percent = f"; {_division(abs(summary.units - last.units), last.units)}"
    yield Source(
        LAST_YEAR,
        f"so với cùng kỳ năm {last.year}",
        (
            Part(upper_first(period_name(summary.period)), now, UNITS if summary.rounds else ""),
            Part(f"Cùng kỳ năm {last.year} ({drives_text(last.drives)})", then),
        ),
        f"{sign[0]} − {sign[1]} = {difference}{percent}",
    )


def _shares(summary: Summary) -> Iterator[Source]:
    for share in summary.by_form:
        held = [each for each in summary.rounds if each.place.form == share.name]
        yield _share(
            of_form(share), f"{drives_text(share.drives)} {HELD_HOW[Drive.Form(share.name)]}", held
        )
    for share in summary.by_zone:
        held = [each for each in summary.rounds if each.place.zone == share.name]
        yield _share(of_zone(summary, share), f"tại {zone_text(share.name)}", held)


def _share(ref: str, what: str, held: Sequence[Round]) -> Source:
    units = _units_of(held)
    return Source(
        ref, f"{what}: {units_text(sum(units))}", tuple(map(_units_part, held)), _sum(units)
    )


def _targets(summary: Summary) -> Iterator[Source]:
    """Of each target the two terms of its percentage, and the drives that make the first."""
    for target in summary.targets:
        plan = plan_of(target.assigned_by, summary.committee.short_name)
        ref = of_target(target)
        days = range_text(target.from_on, target.day)
        reached = f"Đơn vị máu thu được {days} ({drives_text(target.drives)})"
        counted = _held_between(summary, target.from_on, target.day)
        terms = (
            Part(reached, integer(target.reached), f"{ref}-units" if counted else ""),
            Part(f"{upper_first(plan)} năm {target.year}", integer(target.units)),
        )
        title = f"{percent_text(target.reached, target.units)} {plan}"
        yield Source(ref, title, terms, _percentage(target))
        if counted:
            parts = tuple(map(_units_part, counted))
            yield Source(f"{ref}-units", reached, parts, _sum(_units_of(counted)))


def _percentage(target: Progress) -> str:
    reached, units = integer(target.reached), integer(target.units)
    whole = percent_text(target.reached, target.units)
    percent = f"{_division(target.reached, target.units)}, cắt: {whole}"
    if target.over:
        return f"{percent}; {reached} − {units} = {integer(target.over)} (vượt)"
    if target.missing:
        return f"{percent}; {units} − {reached} = {integer(target.missing)} (còn thiếu)"
    return percent


def _division(part: int, whole: int) -> str:
    """``1.265 × 100 ÷ 1.200 = 105,4…``; the dots where it goes on."""
    rest = "…" if part * 1000 % whole else ""
    return f"{integer(part)} × 100 ÷ {integer(whole)} = {percent_cell(part, whole)}{rest}"


def _outreach(summary: Summary) -> Iterator[Source]:
    """The communication log of the period, a line a row."""
    if not summary.communications:
        return
    parts = tuple(
        Part(
            f"{date_text(done.on)} · {Communication.Kind(done.kind).label}",
            "..." if done.reached is None else integer(done.reached),
        )
        for done in summary.communications
    )
    times = Counter(str(Communication.Kind(done.kind).label) for done in summary.communications)
    counts = [f"{kind}: {integer(number)}" for kind, number in times.items()]
    known = [done.reached for done in summary.communications if done.reached is not None]
    title = "Việc tuyên truyền trong kỳ (số người được tiếp cận)"
    yield Source(OUTREACH, title, parts, _joined(*counts, _sum(known)))


def _joined(*sums: str) -> str:
    return "; ".join(filter(None, sums))


def _drive(summary: Summary, held: Round) -> Source:
    """What is known of a drive, and the running total that it brings."""
    known = [
        ("Số đơn vị máu", _shown(held.units)),
        ("Đăng ký (người)", _shown(held.registered)),
        ("Tham dự (người)", _attendance(held.attended)),
        ("Đủ điều kiện (người)", _shown(held.eligible)),
        ("Đã hiến (người)", _shown(held.donated)),
    ]
    parts = tuple(Part(label, figure) for label, figure in known if figure)
    return Source(
        of_drive(held), f"Đợt {held.number}: {_named(held)}", parts, _cumulative(summary, held)
    )


def _shown(number: int | None) -> str:
    return "" if number is None else integer(number)


def _attendance(attended: Attendance | None) -> str:
    return hedged(attended.number, attended.hedge, running=False) if attended else ""


def _cumulative(summary: Summary, held: Round) -> str:
    """``Lũy kế: 263 + 119 = 382; 382 × 100 ÷ 1.200 = 31,8…``."""
    if held.day.on < summary.counts_from:
        return ""
    before = held.cumulative - (held.units or 0)
    brought = "" if held.units is None else f"{integer(before)} + {integer(held.units)} = "
    total = f"Lũy kế: {brought}{integer(held.cumulative)}"
    target = summary.running
    return f"{total}; {_division(held.cumulative, target.units)}" if target else total


def _part(held: Round, figure: str) -> Part:
    return Part(
        f"{f'Đợt {held.number} · ' if held.number else ''}{_named(held)}", figure, of_drive(held)
    )


def _units_part(held: Round) -> Part:
    return _part(held, "chưa nhập" if held.units is None else integer(held.units))


def _named(held: Round) -> str:
    return f"{date_text(held.day.on)} · {held.place.short}"


def _units_of(held: Sequence[Round]) -> list[int]:
    return [each.units for each in held if each.units is not None]


def _sum(figures: Sequence[int]) -> str:
    """``263 + 119 = 382``; of a single figure there is nothing to add."""
    if len(figures) < 2:
        return ""
    return f"{' + '.join(map(integer, figures))} = {integer(sum(figures))}"
