"""The pictures that a report prints: of drives that it counts, those that the officer ticked."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from django.db.models import F, QuerySet

from campaigns.models import DrivePicture

from .blocks import Picture
from .facts import Round, Summary
from .models import Report
from .narrative import round_name

SIDE = 79  # of the square that a picture is fitted into, in millimetres: two fill a line


def pictures_on_offer(summary: Summary) -> QuerySet[DrivePicture]:
    """Those of the drives that the report counts, in the order of its rounds."""
    drives = [held.drive_id for held in summary.rounds]
    in_round_order = ("drive__on", F("drive__starts_at").asc(nulls_last=True), "drive_id")
    pictures = DrivePicture.objects.filter(drive__in=drives)
    return pictures.order_by(*in_round_order, "added_at", "pk")


def chosen_pictures(report: Report, summary: Summary) -> list[DrivePicture]:
    """One query. A picture whose drive no longer counts is left out, and stays ticked."""
    return list(pictures_on_offer(summary).filter(reports=report))


def printed(rows: Iterable[DrivePicture], summary: Summary) -> tuple[Picture, ...]:
    """Each under its caption, else under day and place of its drive."""
    rounds = {held.drive_id: held for held in summary.rounds}
    return tuple(_printed(row, rounds[row.drive_id]) for row in rows)


def contents(rows: Iterable[DrivePicture]) -> dict[str, bytes]:
    """The bytes of each in the size of a report, by their SHA-256.

    One that is no longer in the storage (a backup restored without it) is left out; while it is
    ticked, nothing is issued.
    """
    found = {}
    for row in rows:
        with suppress(FileNotFoundError), row.medium.open() as file:
            found[row.sha256] = file.read()
    return found


def _printed(row: DrivePicture, held: Round) -> Picture:
    millimetres = SIDE / max(row.width, row.height)
    name = round_name(held)
    return Picture(
        sha256=row.sha256,
        caption=row.caption or name,
        alt=f"Ảnh: {name}",
        width=round(row.width * millimetres, 1),
        height=round(row.height * millimetres, 1),
    )
