"""Where the figures come from: each total with its drives, each percentage with its two terms.

A source has a name, its ``ref``; figures in blocks say by that name what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .clauses import drives_text, plan_of
from .facts import Round, Share, Summary
from .progress import Progress
from .wording import (
    date_text,
    decimal_text,
    hedged,
    integer,
    percent_text,
    period_name,
    range_text,
    units_text,
    upper_first,
    zone_text,
)

DRIVES, UNITS, ATTENDED, REGISTERED = "drives", "units", "attended", "registered"
RUNNING, AVERAGE, LAST_YEAR = "running", "average", "last-year"

_FORMS = {"zone": "tổ chức tập trung tại khu công nghiệp", "company": "tổ chức tại doanh nghiệp"}


def of_drive(held: Round) -> str:
    return f"drive-{held.drive_id}"


def of_target(target: Progress) -> str:
    return f"target-{target.assigned_by}"


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
    return (*_totals(summary), *_shares(summary), *_targets(summary), *_drives(summary))


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
    yield _running(summary)
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
    yield from _compared(summary)


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


def _running(summary: Summary) -> Source:
    counted = (*summary.earlier, *summary.rounds)
    days = range_text(summary.counts_from, summary.day)
    return Source(
        RUNNING,
        f"lũy kế {days}: {units_text(summary.year_units)}",
        tuple(map(_units_part, counted)),
        _sum(_units_of(counted)),
    )


def _compared(summary: Summary) -> Iterator[Source]:
    last = summary.last_year
    if last is None:
        return
    now, then = integer(summary.units), integer(last.units)
    difference = integer(abs(summary.units - last.units))
    sign = (now, then) if summary.units >= last.units else (then, now)
    percent = ""
    if last.units and summary.units != last.units:
        percent = f"; {difference} × 100 ÷ {then}, cắt còn một chữ số thập phân"
    yield Source(
        LAST_YEAR,
        f"so với cùng kỳ năm {last.year}",
        (
            Part(upper_first(period_name(summary.period)), now, UNITS),
            Part(f"Cùng kỳ năm {last.year} ({drives_text(last.drives)})", then),
        ),
        f"{sign[0]} − {sign[1]} = {difference}{percent}",
    )


def _shares(summary: Summary) -> Iterator[Source]:
    for share in summary.by_form:
        held = [each for each in summary.rounds if each.place.form == share.name]
        yield _share(of_form(share), f"{drives_text(share.drives)} {_FORMS[share.name]}", held)
    for share in summary.by_zone:
        held = [each for each in summary.rounds if each.place.zone == share.name]
        yield _share(of_zone(summary, share), f"tại {zone_text(share.name)}", held)


def _share(ref: str, what: str, held: Sequence[Round]) -> Source:
    units = _units_of(held)
    return Source(
        ref, f"{what}: {units_text(sum(units))}", tuple(map(_units_part, held)), _sum(units)
    )


def _targets(summary: Summary) -> Iterator[Source]:
    for target in summary.targets:
        plan = plan_of(target.assigned_by, summary.committee.short_name)
        is_running = (target.from_on, target.day) == (summary.counts_from, summary.day)
        reached = Part(
            f"Đơn vị máu thu được {range_text(target.from_on, target.day)}",
            integer(target.reached),
            RUNNING if is_running and summary.rounds else "",
        )
        assigned = Part(f"{upper_first(plan)} năm {target.year}", integer(target.units))
        yield Source(
            of_target(target),
            f"{percent_text(target.reached, target.units)} {plan}",
            (reached, assigned),
            _percentage(target),
        )


def _percentage(target: Progress) -> str:
    reached, units = integer(target.reached), integer(target.units)
    whole = percent_text(target.reached, target.units)
    rest = "…" if target.reached * 1000 % target.units else ""
    percent = f"{reached} × 100 ÷ {units} = {decimal_text(target.percent)}{rest}, cắt: {whole}"
    if target.over:
        return f"{percent}; {reached} − {units} = {integer(target.over)} (vượt)"
    if target.missing:
        return f"{percent}; {units} − {reached} = {integer(target.missing)} (còn thiếu)"
    return percent


def _drives(summary: Summary) -> Iterator[Source]:
    for held in summary.rounds:
        known = [
            ("Số đơn vị máu", None if held.units is None else integer(held.units)),
            ("Đăng ký (người)", None if held.registered is None else integer(held.registered)),
            (
                "Tham dự (người)",
                hedged(held.attended.number, held.attended.hedge, running=False)
                if held.attended
                else None,
            ),
            ("Đủ điều kiện (người)", None if held.eligible is None else integer(held.eligible)),
            ("Đã hiến (người)", None if held.donated is None else integer(held.donated)),
        ]
        parts = tuple(Part(label, figure) for label, figure in known if figure is not None)
        yield Source(of_drive(held), f"Đợt {held.number}: {_named(held)}", parts)


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
