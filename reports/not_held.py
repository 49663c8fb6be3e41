"""Drives that were not held: still to come, overdue, postponed, cancelled. Part of the summary."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from campaigns.dates import Day, month_start
from campaigns.models import Committee, Drive

from .facts import Cancelled, Planned, Postponed
from .periods import Period
from .progress import Progress


def not_held(
    committee: Committee, period: Period, following: Period, as_of: date
) -> tuple[tuple[Planned, ...], tuple[Planned, ...], tuple[Postponed, ...], tuple[Cancelled, ...]]:
    """What is still to come, what was due, what was postponed, what was cancelled."""
    day = min(as_of, period.to_on)
    year_start = committee.year_bounds(period.year)[0]
    # One with only a month stands on its first day, which may lie before the period.
    since = month_start(min(year_start, period.from_on))
    drives = list(
        Drive.objects.of(committee)
        .filter(
            Q(status=Drive.Status.PLANNED, on__range=(since, following.to_on))
            | Q(status=Drive.Status.POSTPONED, on__lte=period.to_on)
            | Q(status=Drive.Status.CANCELLED, on__range=(since, period.to_on))
        )
        .in_round_order()
        .select_related("zone", "host", "replaced_by")
        .prefetch_related("facilities")
    )
    planned = [
        drive
        for drive in drives
        if drive.status == Drive.Status.PLANNED
        and min(year_start, period.from_on) <= drive.day.latest <= following.to_on
    ]
    return (
        tuple(_planned(drive, as_of) for drive in planned if drive.day.latest > day),
        tuple(_planned(drive, as_of) for drive in planned if drive.day.latest <= day),
        tuple(
            _postponed(drive)
            for drive in drives
            if drive.status == Drive.Status.POSTPONED and _is_still_open(drive, period, day)
        ),
        tuple(
            Cancelled(drive.pk, drive.day, drive.place, drive.reason)
            for drive in drives
            if drive.status == Drive.Status.CANCELLED and drive.day.latest in period
        ),
    )


def planned_before(
    committee: Committee, targets: tuple[Progress, ...], first: date, as_of: date
) -> tuple[Planned, ...]:
    """Drives planned for a day before ``first`` on which one of the targets counts already.

    No query where every target counts from ``first`` or later.
    """
    since = min([first, *(target.from_on for target in targets)])
    if since == first:
        return ()
    drives = (
        Drive.objects.of(committee)
        .filter(status=Drive.Status.PLANNED, on__range=(since, first - timedelta(days=1)))
        .in_round_order()
        .select_related("zone", "host")
        .prefetch_related("facilities")
    )
    return tuple(_planned(drive, as_of) for drive in drives if drive.day.latest < first)


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


def _planned(drive: Drive, today: date) -> Planned:
    return Planned(
        drive_id=drive.pk,
        day=drive.day,
        place=drive.place,
        facilities=names_of_facilities(drive),
        expected_units=drive.expected_units,
        is_overdue=drive.day.latest < today,
        replaces_id=drive.replaces_id,
    )


def names_of_facilities(drive: Drive) -> tuple[str, ...]:
    return tuple(facility.name for facility in drive.facilities.all())
