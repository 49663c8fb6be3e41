"""A drive once more, on another day: what a copy, a series and a new date carry over."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .dates import Day
from .models import Drive

# What makes it the same drive, whenever it is held.
CARRIED = ("committee", "form", "zone", "host", "venue", "starts_at", "ends_at", "expected_units")
# What belongs to this one drive, and to the one that takes its place.
CARRIED_ON = ("label", "note")


class Step(models.TextChoices):
    WEEKS = "weeks", _("tuần")
    MONTHS = "months", _("tháng")


def series(first: Day, *, every: int, step: str, times: int) -> list[Day]:
    """``times`` days from ``first`` on, that one included, ``every`` so many weeks or months.

    A month without such a day gives its last: 31/01, 28/02, 31/3. Weeks are counted from a day.
    """
    later = _months_later if step == Step.MONTHS else _weeks_later
    return [replace(first, on=later(first.on, every * number)) for number in range(times)]


def _weeks_later(day: date, weeks: int) -> date:
    return day + timedelta(weeks=weeks)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@transaction.atomic
def copy_to(drive: Drive, on: date, *, is_month: bool = False, **agreed: Any) -> Drive:
    """Save a planned drive like ``drive`` on ``on``, or in the month that starts on it.

    ``agreed`` are fields in which the copy differs. The announced name, the note and the code
    stay with the original; so does its result.

    Raises:
        ValidationError: there can be no such drive.
    """
    copy = _draft(drive, on, is_month)
    for name, value in agreed.items():
        setattr(copy, name, value)
    copy.full_clean()
    return _save(copy, drive)


def held_again(postponed: Drive, on: date, *, is_month: bool = False) -> Drive:
    """The drive that would take the place of ``postponed``, not yet saved.

    Raises:
        ValidationError: there can be no such drive.
    """
    again = _draft(postponed, on, is_month)
    for name in CARRIED_ON:
        setattr(again, name, getattr(postponed, name))
    again.replaces = postponed
    again.full_clean()
    return again


@transaction.atomic
def hold_again(postponed: Drive, on: date, *, is_month: bool = False) -> Drive:
    """Save the drive that takes the place of ``postponed``, with all that was agreed for it.

    Raises:
        ValidationError: it is not postponed, or another drive takes its place already.
    """
    return _save(held_again(postponed, on, is_month=is_month), postponed)


def _draft(drive: Drive, on: date, is_month: bool) -> Drive:
    carried = {name: getattr(drive, name) for name in CARRIED}
    if drive.host and drive.host.zone:
        carried["zone"] = drive.host.zone  # where the company is today
    precision = Drive.Precision.MONTH if is_month else Drive.Precision.DAY
    last_on = on + (drive.last_on - drive.on) if drive.last_on and not is_month else None
    if drive.last_on and not last_on:
        carried["ends_at"] = None  # it was that of the last day
    return Drive(**carried, on=on, precision=precision, last_on=last_on)


def _save(copy: Drive, original: Drive) -> Drive:
    copy.save()
    copy.facilities.set(original.facilities.all())
    year_of = copy.committee.year_of
    if year_of(copy.on) == year_of(original.on):
        copy.campaigns.set(original.campaigns.all())  # another year has campaigns of its own
    return copy
