"""What does not fit: things to look at before a person signs. Warnings, never refusals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from campaigns.models import Drive
from campaigns.place import Place

from .clauses import plan_of
from .facts import Planned, Round, Summary
from .summary import REST
from .wording import date_text, hedged, integer, upper_first, zone_text


@dataclass(frozen=True, slots=True)
class Finding:
    """``drive_id`` is the drive to mend, where it is one drive."""

    text: str
    drive_id: int | None = None


def findings(summary: Summary) -> tuple[Finding, ...]:
    """Everything odd about a period, what blocks a signature first."""
    return (
        *_not_over(summary),
        *_results_missing(summary),
        *_overdue(summary),
        *_targets(summary),
        *_only_for_the_period(summary),
        *(finding for held in summary.rounds for finding in _counts(held)),
        *_too_soon(summary),
    )


def _not_over(summary: Summary) -> Iterator[Finding]:
    if summary.day < summary.period.to_on:
        yield Finding(f"Kỳ chưa kết thúc: số liệu đến hết ngày {date_text(summary.day)}.")


def _results_missing(summary: Summary) -> Iterator[Finding]:
    for held in summary.rounds:
        if held.units is None:
            text = f"Đợt {held.number} ({_named(held.day.text, held.place)}): chưa nhập kết quả."
            yield Finding(text, held.drive_id)


def _overdue(summary: Summary) -> Iterator[Finding]:
    for drive in (*summary.pending, *summary.upcoming):
        if drive.is_overdue:
            text = f"{_named(drive.day.text, drive.place)}: quá hạn, chưa có kết quả."
            yield Finding(text, drive.drive_id)


def _targets(summary: Summary) -> Iterator[Finding]:
    if not summary.targets:
        yield Finding(f"Chưa có chỉ tiêu năm {summary.period.year}.")
    elif not summary.targets[0].is_headline:
        plan = plan_of(summary.targets[0].assigned_by, summary.committee.short_name)
        yield Finding(f"Chưa chọn chỉ tiêu chính năm {summary.period.year}; tạm tính theo {plan}.")
    for target in summary.targets:
        plan = upper_first(plan_of(target.assigned_by, summary.committee.short_name))
        if not target.document_number:
            yield Finding(f"{plan} năm {target.year}: chưa nhập văn bản giao chỉ tiêu.")
        if target.note:
            yield Finding(f"{plan} năm {target.year}: {target.note}")


def _only_for_the_period(summary: Summary) -> Iterator[Finding]:
    stated = summary.statement.attended if summary.statement else None
    counted = summary.attended_at_drives
    if stated and counted and stated != counted:
        yield Finding(
            f"Số người tham dự của cả kỳ ({hedged(stated.number, stated.hedge)}) khác tổng các "
            f"đợt ({hedged(counted.number, counted.hedge)}); báo cáo in tổng các đợt."
        )
    if summary.attendance_is_stated and stated:
        yield Finding(
            f"Số người tham dự chỉ có cho cả kỳ ({hedged(stated.number, stated.hedge)}), "
            "chưa ghi theo từng đợt."
        )
    if any(not held.facilities for held in summary.rounds):
        yield Finding("Có đợt chưa ghi đơn vị tiếp nhận máu.")


def _counts(held: Round) -> Iterator[Finding]:
    """Registered ≥ attended ≥ eligible ≥ donated ≥ units is usual, not certain: walk-ins come."""
    attended = held.attended.number if held.attended else None
    steps = [
        ("đăng ký", held.registered),
        ("tham dự", attended),
        ("đủ điều kiện", held.eligible),
        ("đã hiến", held.donated),
    ]
    known = [(name, number) for name, number in steps if number is not None]
    for (before, more), (after, fewer) in pairwise(known):
        if fewer > more:
            text = f"số {after} ({integer(fewer)}) lớn hơn số {before} ({integer(more)})."
            yield Finding(f"Đợt {held.number}: {text}", held.drive_id)
    if held.units is not None and held.donated is not None and held.units > held.donated:
        text = f"số đơn vị máu ({integer(held.units)}) lớn hơn số người đã hiến"
        yield Finding(f"Đợt {held.number}: {text} ({integer(held.donated)}).", held.drive_id)


def _too_soon(summary: Summary) -> Iterator[Finding]:
    """Twice at one host, or twice zone-wide in one zone, within the rest of 84 days."""
    held: tuple[Round, ...] = (*summary.recent, *summary.rounds)
    drives: list[Round | Planned] = [*held, *summary.pending, *summary.upcoming]
    dated = [drive for drive in drives if not drive.day.is_month]
    last: dict[str, date] = {}
    for drive in sorted(dated, key=lambda drive: drive.day.on):
        on, people = drive.day.on, _people_of(drive.place)
        before = last.get(people)
        if people and before and on - before < REST:
            text = f"{upper_first(people)} có hai đợt cách nhau {(on - before).days} ngày"
            days = f"({date_text(before)} và {date_text(on)})"
            yield Finding(f"{text} {days}, dưới 84 ngày giữa hai lần hiến máu.", drive.drive_id)
        last[people] = on


def _people_of(place: Place) -> str:
    """Whom a drive invites: one company's workers, or those of a whole zone."""
    if place.form == Drive.Form.COMPANY:
        return place.host
    return zone_text(place.zone) if place.zone else ""


def _named(day: str, place: Place) -> str:
    return f"{upper_first(day)}, {place.short}"
