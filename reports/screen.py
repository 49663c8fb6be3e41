"""What the screens say in a sentence: the dashboard's headline, the word after saving."""

from __future__ import annotations

from datetime import date

from .clauses import difference, drives_text, plan_of, reached_short
from .facts import Summary
from .progress import Progress
from .wording import date_text, integer, range_text


def screen_units(units: int) -> str:
    return f"{integer(units)} đơn vị"


def headline(summary: Summary) -> str:
    """The dashboard's first sentence, without a full stop."""
    return f"Đến {date_text(summary.day)}: {_standing_on_screen(summary)}"


def _standing_on_screen(summary: Summary) -> str:
    target = summary.headline
    if not summary.year_drives:
        plan = target and plan_of(target.assigned_by, summary.committee.short_name)
        goal = f"{plan} {screen_units(target.units)}" if target else unknown_target(summary)
        return f"chưa tổ chức Ngày hội nào; {goal}"
    drives = drives_text(summary.year_drives)
    if target is None:
        return f"{screen_units(summary.year_units)} qua {drives}; {unknown_target(summary)}"
    if target.unknown and target.unknown == target.drives:
        return f"{drives}, chưa nhập kết quả; còn thiếu {screen_units(target.missing)}"
    return f"{total_on_screen(summary)}{pace(target)}"


def total_on_screen(summary: Summary) -> str:
    """Units of the year with what they mean for the headline target."""
    target = summary.headline
    if target is None:
        return f"{screen_units(summary.year_units)}; {unknown_target(summary)}"
    if not target.has_begun:
        plan = plan_of(target.assigned_by, summary.committee.short_name)
        since = f"{screen_units(target.units)} tính từ ngày {date_text(target.from_on)}"
        return f"{screen_units(summary.year_units)}; {plan} {since}"
    reached = reached_short(target, summary.committee.short_name)
    standing = f"{screen_units(target.reached)}, {reached}{difference(target, screen_units)}"
    if summary.running is None:
        # The target counts other days than the year's total does.
        days = range_text(target.from_on, target.day)
        return f"{screen_units(summary.year_units)}; {days}: {standing}"
    return standing


def unknown_target(summary: Summary) -> str:
    return f"chưa có chỉ tiêu năm {summary.period.year}"


def pace(target: Progress) -> str:
    """Ahead of or behind an even pace; nothing once the target is reached or its time is over."""
    if target.is_reached or target.is_closed or not target.has_begun:
        return ""
    lead = target.reached - target.pace
    if lead == 0:
        return ", đúng tiến độ"
    how = "nhanh hơn" if lead > 0 else "chậm hơn"
    return f", {how} tiến độ {screen_units(abs(lead))}"


def result_saved(summary: Summary, on: date, units: int, before: int | None) -> str:
    """What the officer reads after saving; ``before`` is the figure that was there, if any."""
    day = f"kết quả Ngày hội ngày {date_text(on)}"
    if before is None:
        saved = f"Đã lưu {day}: {screen_units(units)}."
    else:
        saved = f"Đã sửa {day}: từ {integer(before)} thành {screen_units(units)}."
    return f"{saved} Lũy kế năm {summary.period.year}: {total_on_screen(summary)}."


def no_last_year(summary: Summary) -> str:
    """For the screen."""
    return f"Chưa có số liệu cùng kỳ năm {summary.period.year - 1}"
