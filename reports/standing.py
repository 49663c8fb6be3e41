"""What has become of a drive, in the words of every screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaigns.dates import Day
from campaigns.models import Drive

from .not_held import new_day_of


@dataclass(frozen=True, slots=True)
class Standing:
    """``is_on_course``: held with its result, or still to come."""

    text: str
    is_on_course: bool


def held(*, is_known: bool) -> Standing:
    return Standing(str(Drive.Status.HELD.label) if is_known else "chưa nhập kết quả", is_known)


def planned(*, is_overdue: bool) -> Standing:
    text = "quá hạn, chưa có kết quả" if is_overdue else str(Drive.Status.PLANNED.label)
    return Standing(text, not is_overdue)


def postponed(new_day: Day | None) -> Standing:
    again = f"tổ chức lại {new_day.text}" if new_day else "chưa có ngày mới"
    return Standing(f"{Drive.Status.POSTPONED.label}, {again}", False)


def cancelled() -> Standing:
    return Standing(str(Drive.Status.CANCELLED.label), False)


def standing_of(drive: Drive, today: date) -> Standing:
    """No query where the drive's result and the one that replaces it are at hand."""
    if drive.status == Drive.Status.HELD:
        return held(is_known=getattr(drive, "result", None) is not None)
    if drive.status == Drive.Status.PLANNED:
        return planned(is_overdue=drive.day.latest < today)
    if drive.status == Drive.Status.POSTPONED:
        return postponed(new_day_of(drive))
    return cancelled()
