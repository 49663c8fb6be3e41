"""Clauses that several sentences share: a drive's place and day, units, whose plan, how far.

Documents say "đơn vị máu" always; screens may say "đơn vị". A gap that somebody has still to fill
stands in square brackets and starts with "chưa".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from campaigns.dates import Day
from campaigns.models import Drive, Target
from campaigns.place import Place

from .attendance import Attendance
from .facts import PlanDocument
from .periods import Period
from .progress import Progress
from .wording import (
    count,
    date_text,
    hedged,
    hours_text,
    month_text,
    percent_text,
    period_name,
    range_text,
    units_text,
    zone_text,
)

DRIVE = "Ngày hội hiến máu tình nguyện"
NO_RESULT = "[chưa nhập kết quả]"
HELD_HOW = {
    Drive.Form.ZONE: "tổ chức tập trung tại khu công nghiệp",
    Drive.Form.COMPANY: "tổ chức tại doanh nghiệp",
}


def plan_cited(plan: PlanDocument) -> str:
    """``Kế hoạch số 03/KH-BCĐHMKCN``: every mention after the first."""
    return f"Kế hoạch số {plan.number}"


def in_period(period: Period) -> str:
    return f"trong {period_name(period)}"


def drives_text(drives: int) -> str:
    return f"{count(drives)} Ngày hội"


def collected(units: int | None) -> str:
    if units is None:
        return NO_RESULT
    return f"thu được {units_text(units)}" if units else "không thu được đơn vị máu nào"


def attendance_text(attended: Attendance) -> str:
    if not attended.number:
        return "không có người tham dự"  # never "00 người"
    return f"với {hedged(attended.number, attended.hedge)} người tham dự"


def place_text(place: Place) -> str:
    """Where a drive is held, as it follows "tổ chức"."""
    if place.form == Drive.Form.COMPANY:
        host = f"{place.host} ({place.venue})" if place.venue else place.host
        return "tại " + ", ".join(filter(None, [host, _zone(place)]))
    if not place.zone and not place.venue:
        return ""
    return "tập trung tại " + ", ".join(filter(None, [place.venue, _zone(place)]))


def _zone(place: Place) -> str:
    return zone_text(place.zone) if place.zone else ""


def day_text(day: Day) -> str:
    """``ngày 06/6/2024``, with hours before it, or ``tháng 7/2024``."""
    if day.is_month:
        return month_text(day.on)
    days = range_text(day.on, day.last_on) if day.last_on else f"ngày {date_text(day.on)}"
    if not day.starts_at:
        return days
    hours = hours_text(day.starts_at, day.ends_at)
    return f"{hours}, {days}" if day.last_on else f"{hours} {days}"


def held_on(day: Day) -> str:
    """The same for a drive that is over: the hours no longer matter."""
    return day_text(Day(day.on, day.is_month, day.last_on))


def plan_of(assigned_by: str, short_name: str) -> str:
    """Whose plan the target is: ``kế hoạch UBND tỉnh giao``."""
    return f"kế hoạch {_assigned(assigned_by, short_name)}"


def target_of(assigned_by: str, short_name: str) -> str:
    """The same where the plan document is spoken of as well: ``chỉ tiêu UBND tỉnh giao``."""
    return f"chỉ tiêu {_assigned(assigned_by, short_name)}"


def _assigned(assigned_by: str, short_name: str) -> str:
    return {
        Target.AssignedBy.CENTRE: "Trung ương giao",
        Target.AssignedBy.PROVINCE: "UBND tỉnh giao",
        Target.AssignedBy.SELF: f"{short_name} tự đăng ký",
    }[Target.AssignedBy(assigned_by)]


def reached_short(progress: Progress, short_name: str) -> str:
    percent = percent_text(progress.reached, progress.units)
    return f"đạt {percent} {plan_of(progress.assigned_by, short_name)}"


def difference(progress: Progress, as_text: Callable[[int], str]) -> str:
    """``, vượt 65 đơn vị máu`` or ``, còn thiếu …``; empty where the target is met exactly."""
    if progress.over:
        return f", vượt {as_text(progress.over)}"
    return f", còn thiếu {as_text(progress.missing)}" if progress.missing else ""


def bulleted(lines: Sequence[str]) -> list[str]:
    """A list as the decree writes its own: each line with ";", the last with "."."""
    return [
        f"- {line}{'.' if number == len(lines) else ';'}" for number, line in enumerate(lines, 1)
    ]
