"""A drive once more, on another day: what a copy, a series and a new date carry over."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from .models import Drive

# What makes it the same drive, whenever it is held.
CARRIED = ("committee", "form", "zone", "host", "venue", "starts_at", "ends_at", "expected_units")
# What belongs to this one drive, and to the one that takes its place.
CARRIED_ON = ("label", "note")


@transaction.atomic
def copy_to(drive: Drive, on: date, *, is_month: bool = False) -> Drive:
    """Save a planned drive like ``drive`` on ``on``, or in the month that starts on it.

    The announced name, the note and the code stay with the original; so does its result.

    Raises:
        ValidationError: there can be no such drive.
    """
    return _save(_draft(drive, on, is_month), drive)


@transaction.atomic
def hold_again(postponed: Drive, on: date, *, is_month: bool = False) -> Drive:
    """Save the drive that takes the place of ``postponed``, with all that was agreed for it.

    Raises:
        ValidationError: it is not postponed, or another drive takes its place already.
    """
    again = _draft(postponed, on, is_month)
    for name in CARRIED_ON:
        setattr(again, name, getattr(postponed, name))
    again.replaces = postponed
    return _save(again, postponed)


def _draft(drive: Drive, on: date, is_month: bool) -> Drive:
    carried = {name: getattr(drive, name) for name in CARRIED}
    precision = Drive.Precision.MONTH if is_month else Drive.Precision.DAY
    last_on = on + (drive.last_on - drive.on) if drive.last_on and not is_month else None
    return Drive(**carried, on=on, precision=precision, last_on=last_on)


def _save(copy: Drive, original: Drive) -> Drive:
    copy.full_clean()
    copy.save()
    copy.facilities.set(original.facilities.all())
    copy.campaigns.set(original.campaigns.all())
    return copy
