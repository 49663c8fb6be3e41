"""What does not fit: the one list of things to look at before a person signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import combinations, pairwise

from campaigns.dates import Day
from campaigns.models import Drive
from campaigns.place import Place
from campaigns.spellings import Spelling
from donations.models import Hedge

from .clauses import plan_of
from .facts import Planned, Round, Summary
from .letter import NO_ADDRESSEE, NO_HOST_BODY, NO_PLACE, Letter
from .summary import REST
from .wording import ROMAN, count, date_text, hedged, integer, join_names, upper_first, zone_text

ENTERED_LATE = timedelta(days=14)  # after the period's end; then somebody should ask why


class Severity(StrEnum):
    """An error blocks issuing, a warning is acknowledged by a person, a note asks for nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Mends(StrEnum):
    """What has to be opened to mend a finding."""

    DRIVE = "drive"
    PLAN = "plan"
    TARGET = "target"
    STATEMENT = "statement"
    COMPANY = "company"
    ZONE = "zone"
    FACILITY = "facility"
    LETTERHEAD = "letterhead"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Finding:
    """``pk`` is the row to be mended, where it is one; ``beside`` the other drives it speaks of."""

    severity: Severity
    text: str
    mends: Mends | None = None
    pk: int | None = None
    beside: tuple[int, ...] = ()


def findings(summary: Summary, letter: Letter | None = None) -> tuple[Finding, ...]:
    """Everything odd about a period and, with its letter, about a report; errors first."""
    found = (
        *_results_missing(summary),
        *(_letter(letter) if letter else ()),
        *_not_over(summary),
        *_overdue(summary),
        *_targets(summary),
        *_two_calendars(summary),
        *_only_for_the_period(summary),
        *(finding for held in summary.rounds for finding in _counts(held)),
        *(finding for held in summary.rounds for finding in _label(held)),
        *_entered_late(summary),
        *_spelt_twice(summary),
        *for_the_planner(summary),
    )
    return gravest_first(found)


def for_the_planner(summary: Summary) -> tuple[Finding, ...]:
    """Drives that stand in each other's way."""
    return (*_too_soon(summary), *_same_day(summary))


def gravest_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))


def _drive(severity: Severity, text: str, drive_id: int, *beside: int) -> Finding:
    return Finding(severity, text, Mends.DRIVE, drive_id, beside)


# Errors


def _results_missing(summary: Summary) -> Iterator[Finding]:
    for held in summary.rounds:
        if held.units is None:
            text = f"Đợt {held.number} ({_named(held.day.text, held.place)}): chưa nhập kết quả."
            yield _drive(Severity.ERROR, text, held.drive_id)


def _letter(letter: Letter) -> Iterator[Finding]:
    if not letter.addressees or NO_ADDRESSEE in letter.addressees:
        yield Finding(Severity.ERROR, "Chưa chọn nơi gửi (Kính gửi).", Mends.REPORT)
    if letter.signature is None:
        yield Finding(Severity.ERROR, "Chưa chọn người ký.", Mends.REPORT)
    if NO_HOST_BODY in letter.host_body or letter.place == NO_PLACE:
        yield Finding(Severity.ERROR, "Chưa nhập đầu văn bản của Ban Chỉ đạo.", Mends.LETTERHEAD)


# Warnings


def _not_over(summary: Summary) -> Iterator[Finding]:
    if summary.day < summary.period.to_on:
        text = f"Kỳ chưa kết thúc: số liệu đến hết ngày {date_text(summary.day)}."
        yield Finding(Severity.WARNING, text)


def _overdue(summary: Summary) -> Iterator[Finding]:
    for drive in (*summary.pending, *summary.upcoming):
        if drive.is_overdue:
            text = f"{_named(drive.day.text, drive.place)}: quá hạn, chưa có kết quả."
            yield _drive(Severity.WARNING, text, drive.drive_id)


def _targets(summary: Summary) -> Iterator[Finding]:
    if not summary.plan:
        yield Finding(Severity.NOTE, f"Chưa nhập kế hoạch năm {summary.period.year}.", Mends.PLAN)
    if not summary.targets:
        text = f"Chưa có chỉ tiêu năm {summary.period.year}."
        yield Finding(Severity.WARNING, text, Mends.TARGET)
    elif not summary.targets[0].is_headline:
        plan = plan_of(summary.targets[0].assigned_by, summary.committee.short_name)
        text = f"Chưa chọn chỉ tiêu chính năm {summary.period.year}; tạm tính theo {plan}."
        yield Finding(Severity.WARNING, text, Mends.TARGET, summary.targets[0].target_id)
    for target in summary.targets:
        plan = upper_first(plan_of(target.assigned_by, summary.committee.short_name))
        if not target.document_number:
            text = f"{plan} năm {target.year}: chưa nhập văn bản giao chỉ tiêu."
            yield Finding(Severity.WARNING, text, Mends.TARGET, target.target_id)
        if target.note:
            text = f"{plan} năm {target.year}: {target.note}"
            yield Finding(Severity.NOTE, text, Mends.TARGET, target.target_id)


def _two_calendars(summary: Summary) -> Iterator[Finding]:
    """Drives that count in one calendar's period and not in the other's."""
    other = summary.other_calendar
    if other is None:
        return
    for held in (*other.only_here, *other.only_there):
        counts = "tính" if held in other.only_here else "không tính"
        ends = f"{date_text(other.period.from_on)} - {date_text(other.period.to_on)}"
        text = (
            f"{_named(held.day.text, held.place)}: {counts} trong kỳ này, khác với cùng kỳ theo "
            f"lịch kia ({ends})."
        )
        yield _drive(Severity.WARNING, text, held.drive_id)


def _only_for_the_period(summary: Summary) -> Iterator[Finding]:
    """What is stated for the whole period, beside what its drives say."""
    stated = summary.statement.attended if summary.statement else None
    counted = summary.attended_at_drives
    if stated and counted and stated != counted:
        text = (
            f"Số người tham dự của cả kỳ ({hedged(stated.number, stated.hedge)}) khác tổng các "
            f"đợt ({hedged(counted.number, counted.hedge)}); báo cáo in tổng các đợt."
        )
        yield Finding(Severity.WARNING, text, Mends.STATEMENT)
    if summary.attendance_is_stated and stated:
        text = (
            f"Số người tham dự chỉ có cho cả kỳ ({hedged(stated.number, stated.hedge)}), "
            "chưa ghi theo từng đợt."
        )
        yield Finding(Severity.NOTE, text, Mends.STATEMENT)
        if summary.units > stated.number and stated.hedge != Hedge.OVER:
            text = (
                f"Số đơn vị máu của cả kỳ ({integer(summary.units)}) lớn hơn số người tham dự "
                f"({hedged(stated.number, stated.hedge)})."
            )
            yield Finding(Severity.WARNING, text, Mends.STATEMENT)
    yield from _facilities(summary)


def _facilities(summary: Summary) -> Iterator[Finding]:
    stated = summary.statement.facilities if summary.statement else ()
    if any(not held.facilities for held in summary.rounds):
        yield Finding(Severity.NOTE, "Có đợt chưa ghi đơn vị tiếp nhận máu.", Mends.STATEMENT)
    elif stated and summary.rounds and set(stated) != set(summary.facilities):
        text = (
            f"Đơn vị tiếp nhận máu của cả kỳ ({join_names(stated)}) khác ở các đợt "
            f"({join_names(summary.facilities)}); báo cáo in theo các đợt."
        )
        yield Finding(Severity.WARNING, text, Mends.STATEMENT)


def _counts(held: Round) -> Iterator[Finding]:
    """Registered ≥ attended ≥ eligible ≥ donated ≥ units is usual, not certain: walk-ins come.

    "Trên 300" may be any number above, "gần 300" any below: what may be so is no finding.
    """
    for before, after in pairwise(_steps(held)):
        is_certain = before.hedge != Hedge.OVER and after.hedge != Hedge.NEARLY
        if after.number > before.number and is_certain:
            text = (
                f"Đợt {held.number}: {after.name} ({integer(after.number)}) lớn hơn "
                f"{before.name} ({integer(before.number)})."
            )
            yield _drive(Severity.WARNING, text, held.drive_id)


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    number: int
    hedge: str = Hedge.EXACT


def _steps(held: Round) -> list[_Step]:
    """The numbers that are known, from first to last."""
    attended = held.attended
    steps = [
        _Step("số đăng ký", held.registered) if held.registered is not None else None,
        _Step("số tham dự", attended.number, attended.hedge) if attended else None,
        _Step("số đủ điều kiện", held.eligible) if held.eligible is not None else None,
        _Step("số người đã hiến", held.donated) if held.donated is not None else None,
        _Step("số đơn vị máu", held.units) if held.units is not None else None,
    ]
    return [step for step in steps if step]


def _label(held: Round) -> Iterator[Finding]:
    """The round's number as it was announced, where the label holds one."""
    announced = _number_in(held.label)
    if announced is not None and announced != held.number:
        text = f"Đợt {held.number} ({_named(held.day.text, held.place)}): khi thông báo gọi là"
        yield _drive(Severity.WARNING, f"{text} “{held.label}”.", held.drive_id)


# A label that is nothing but a number: "lần thứ 2 năm 2024", "Ngày hội hiến máu Đợt II".
_ANNOUNCED = re.compile(
    r"(?:ngày hội[^\d,]*?)?(?:đợt|lần)(?: thứ)? (?P<number>\d{1,3}|[IVX]+)(?: năm \d{4})?",
    re.IGNORECASE,
)


def _number_in(label: str) -> int | None:
    announced = _ANNOUNCED.fullmatch(label.strip())
    if announced is None:
        return None
    number = announced["number"].upper()
    if number.isdecimal():
        return int(number)
    return ROMAN.index(number) + 1 if number in ROMAN else None


def _entered_late(summary: Summary) -> Iterator[Finding]:
    deadline = summary.period.to_on + ENTERED_LATE
    late = [held for held in summary.rounds if held.entered_on and held.entered_on > deadline]
    if late:
        numbers = join_names([str(held.number) for held in late])
        newest = max(held.entered_on for held in late if held.entered_on)
        text = (
            f"Kết quả đợt {numbers} nhập sau khi kỳ kết thúc hơn 14 ngày "
            f"(muộn nhất ngày {date_text(newest)})."
        )
        yield Finding(Severity.WARNING, text)


def _spelt_twice(summary: Summary) -> Iterator[Finding]:
    drives: list[Round | Planned] = [*summary.rounds, *summary.pending, *summary.upcoming]
    places = [*(drive.place for drive in drives), *(each.place for each in summary.postponed)]
    kinds = {
        Mends.COMPANY: [place.host for place in places],
        Mends.ZONE: [place.zone for place in places],
        Mends.FACILITY: [name for drive in drives for name in drive.facilities],
    }
    for kind, names in kinds.items():
        spelt = {name: Spelling.of(name) for name in {*names} - {""}}
        for one, other in combinations(sorted(spelt), 2):
            if spelt[one].is_one(spelt[other]):
                text = f"Hai tên chỉ khác cách viết, có phải là một: “{one}” và “{other}”?"
                yield Finding(Severity.WARNING, text, kind)


# Notes


def _too_soon(summary: Summary) -> Iterator[Finding]:
    """Twice at one host, or twice zone-wide in one zone, within the rest of 84 days.

    Thông tư 26/2013/TT-BYT, Đ.6: for the planner, and never a judgement on a person.
    """
    held: tuple[Round, ...] = (*summary.recent, *summary.rounds)
    drives: list[Round | Planned] = [*held, *summary.pending, *summary.upcoming]
    dated = [drive for drive in drives if not drive.day.is_month]
    last: dict[str, Round | Planned] = {}
    for drive in sorted(dated, key=lambda drive: drive.day.on):
        on, people = drive.day.on, _people_of(drive.place)
        before = last.get(people)
        if people and before and on - before.day.on < REST:
            days = (on - before.day.on).days
            text = (
                f"{upper_first(people)} có hai đợt cách nhau {days} ngày "
                f"({date_text(before.day.on)} và {date_text(on)}), dưới 84 ngày giữa hai lần "
                "hiến máu."
            )
            yield _drive(Severity.NOTE, text, drive.drive_id, before.drive_id)
        last[people] = drive


def _same_day(summary: Summary) -> Iterator[Finding]:
    """A drive still to come that shares a day with another one, told once for each."""
    coming = [each for each in (*summary.pending, *summary.upcoming) if not each.is_overdue]
    drives: list[Round | Planned] = [*summary.rounds, *coming]
    dated = [each for each in drives if not each.day.is_month]
    for position, drive in enumerate(dated):
        before = [each for each in dated[:position] if _overlap(each.day, drive.day)]
        if before and isinstance(drive, Planned):
            places = join_names([each.place.short for each in (*before, drive)])
            text = f"{count(len(before) + 1)} đợt cùng ngày {drive.day.text}: {places}."
            beside = [each.drive_id for each in before]
            yield _drive(Severity.NOTE, text, drive.drive_id, *beside)


def _overlap(one: Day, other: Day) -> bool:
    return one.on <= other.latest and other.on <= one.latest


def _people_of(place: Place) -> str:
    """Whom a drive invites: one company's workers, or those of a whole zone."""
    if place.form == Drive.Form.COMPANY:
        return place.host
    return zone_text(place.zone) if place.zone else ""


def _named(day: str, place: Place) -> str:
    return f"{upper_first(day)}, {place.short}"


def blocking(found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity == Severity.ERROR]


def to_acknowledge(found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity == Severity.WARNING]
