"""Drives that were not held: still to come, overdue, postponed, cancelled. Part of the summary."""

from __future__ import annotations

from datetime import date

from campaigns.dates import Day, month_start
from campaigns.models import Drive

from .drive_rows import DriveRows
from .facts import Cancelled, Planned, Postponed
from .periods import Period
from .progress import Progress


def not_held(
    rows: DriveRows, period: Period, following: Period, since: date, as_of: date
) -> tuple[tuple[Planned, ...], tuple[Planned, ...], tuple[Postponed, ...], tuple[Cancelled, ...]]:
    """What is still to come, what was due, what was postponed, what was cancelled.

    What was planned counts from ``since`` on, the first day of the year or of the period.
    """
    day = min(as_of, period.to_on)
    planned = [
        drive
        for drive in rows.that_are(Drive.Status.PLANNED)
        if drive.on >= month_start(since) and since <= drive.day.latest <= following.to_on
    ]
    return (
        tuple(_planned(drive, rows, as_of) for drive in planned if drive.day.latest > day),
        tuple(_planned(drive, rows, as_of) for drive in planned if drive.day.latest <= day),
        tuple(
            _postponed(drive)
            for drive in rows.that_are(Drive.Status.POSTPONED)
            if _is_still_open(drive, period, day)
        ),
        tuple(
            Cancelled(drive.pk, drive.day, drive.place, drive.reason)
            for drive in rows.that_are(Drive.Status.CANCELLED)
            if drive.day.latest in period
        ),
    )


def planned_before(
    rows: DriveRows, targets: tuple[Progress, ...], first: date, as_of: date
) -> tuple[Planned, ...]:
    """Drives planned for a day before ``first`` on which one of the targets counts already."""
    since = min([first, *(target.from_on for target in targets)])
    return tuple(
        _planned(drive, rows, as_of)
        for drive in rows.that_are(Drive.Status.PLANNED)
        if since <= drive.on and drive.day.latest < first
    )


def _is_still_open(drive: Drive, period: Period, day: date) -> bool:
    """Postponed in the period, or before it and still without a day; not yet held again.

    Where the drive that was to replace it has itself been postponed or cancelled within the
    period, that one tells the story.
    """
    if drive.day.latest > period.to_on:
        return False
    is_of_period = drive.day.latest in period
    again = _again(drive)
    if again is None:
        return True
    if again.status == Drive.Status.PLANNED:
        return is_of_period
    if again.status == Drive.Status.HELD:
        return is_of_period and again.on > day
    is_told_later = again.day.latest > period.to_on
    return is_told_later and (is_of_period or again.status == Drive.Status.POSTPONED)


def _again(drive: Drive) -> Drive | None:
    """The drive that holds this postponed one again."""
    return getattr(drive, "replaced_by", None)


def new_day_of(drive: Drive) -> Day | None:
    """When a postponed drive is or was held again; ``None`` while that is open."""
    again = _again(drive)
    is_set = again is not None and again.status in (Drive.Status.PLANNED, Drive.Status.HELD)
    return again.day if again and is_set else None


def _postponed(drive: Drive) -> Postponed:
    return Postponed(drive.pk, drive.day, drive.place, drive.reason, new_day_of(drive))


def _planned(drive: Drive, rows: DriveRows, today: date) -> Planned:
    return Planned(
        drive_id=drive.pk,
        day=drive.day,
        place=drive.place,
        facilities=rows.facilities.get(drive.pk, ()),
        expected_units=drive.expected_units,
        is_overdue=drive.day.latest < today,
        replaces_id=drive.replaces_id,
    )
