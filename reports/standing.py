"""What has become of a drive: a state to draw, and the words of every screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaigns.dates import Day
from campaigns.models import Drive

from .not_held import new_day_of


class State(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    LATE = "late"  # over, or even held, but without a result
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Standing:
    state: State
    text: str

    @property
    def is_on_course(self) -> bool:
        """Held with its result, or still to come."""
        return self.state in (State.HELD, State.PLANNED)


def held(*, is_known: bool) -> Standing:
    if not is_known:
        return Standing(State.LATE, "chưa nhập kết quả")
    return Standing(State.HELD, str(Drive.Status.HELD.label))


def planned(*, is_overdue: bool) -> Standing:
    if is_overdue:
        return Standing(State.LATE, "quá hạn, chưa có kết quả")
    return Standing(State.PLANNED, str(Drive.Status.PLANNED.label))


def postponed(new_day: Day | None) -> Standing:
    again = f"tổ chức lại {new_day.text}" if new_day else "chưa có ngày mới"
    return Standing(State.POSTPONED, f"{Drive.Status.POSTPONED.label}, {again}")


def cancelled() -> Standing:
    return Standing(State.CANCELLED, str(Drive.Status.CANCELLED.label))


def standing_of(drive: Drive, today: date) -> Standing:
    """No query where the drive's result and the one that replaces it are at hand."""
    if drive.status == Drive.Status.HELD:
        return held(is_known=getattr(drive, "result", None) is not None)
    if drive.status == Drive.Status.PLANNED:
        return planned(is_overdue=drive.day.latest < today)
    if drive.status == Drive.Status.POSTPONED:
        return postponed(new_day_of(drive))
    return cancelled()
