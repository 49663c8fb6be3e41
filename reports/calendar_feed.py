"""The committee's drives as an iCalendar file (RFC 5545), for the calendar of a phone.

A drive that has only a month is left out: as a month-long event it would cover every day of the
phone's page. One of several days covers whole days, and its hours are told in words: from the
first morning to the last noon it would seem to go on through the night.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone
from icalendar import Calendar, Event, Timezone

from campaigns.dates import clock_text
from campaigns.models import Committee, Drive

from .not_held import new_day_of
from .wording import join_names, units_text, upper_first

MAKER = "-//giot-hong//lich hien mau//VI"
# Of the drive and not of the host: the calendar may move to another name.
UID_DOMAIN = "giot-hong"
STATUSES = {
    Drive.Status.PLANNED: "TENTATIVE",
    Drive.Status.HELD: "CONFIRMED",
    Drive.Status.POSTPONED: "CANCELLED",
    Drive.Status.CANCELLED: "CANCELLED",
}


def calendar_file(
    committee: Committee,
    drives: Iterable[Drive],
    *,
    made_at: datetime,
    address_of: Callable[[Drive], str],
) -> bytes:
    """Every drive with a day. Asks nothing where places, facilities and new days are at hand."""
    drives = [drive for drive in drives if not drive.day.is_month]
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Hiến máu · {committee.name}")
    calendar.add("x-wr-timezone", str(get_default_timezone()))
    # How often to ask again: the standard's word, and Outlook's.
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    if drives:
        calendar.add_component(_timezone(drives))
    for drive in drives:
        calendar.add_component(_event(drive, made_at, address_of(drive)))
    return bytes(calendar.to_ical())


def _timezone(drives: list[Drive]) -> Timezone:
    days = [drive.on for drive in drives]
    first, last = min(days).replace(month=1, day=1), max(days) + timedelta(days=366)
    return Timezone.from_tzinfo(get_default_timezone(), first_date=first, last_date=last)


def _event(drive: Drive, made_at: datetime, address: str) -> Event:
    event = Event()
    event.add("uid", f"drive-{drive.pk}@{UID_DOMAIN}")
    event.add("sequence", drive.version)
    event.add("dtstamp", made_at)
    starts, ends = _span(drive)
    event.add("dtstart", starts)
    if ends:
        event.add("dtend", ends)
    event.add("summary", _title(drive))
    if venue := drive.venue or drive.place.zone_text:
        event.add("location", venue)
    event.add("description", "\n".join(_lines(drive)))
    event.add("status", STATUSES[Drive.Status(drive.status)])
    event.add("url", address)
    return event


def _span(drive: Drive) -> tuple[date, date | None]:
    """Hours where they are known of one day; else whole days, the last one excluded.

    Without an end where nobody has said when it ends.
    """
    if drive.starts_at is None or drive.last_on:
        return drive.on, drive.day.latest + timedelta(days=1)
    starts = _moment(drive.on, drive.starts_at)
    return starts, _moment(drive.on, drive.ends_at) if drive.ends_at else None


def _moment(on: date, at: time) -> datetime:
    return datetime.combine(on, at, get_default_timezone())


def _title(drive: Drive) -> str:
    """A phone that shows no status tells it by the name."""
    is_off = STATUSES[Drive.Status(drive.status)] == "CANCELLED"
    before = upper_first(_status(drive)) if is_off else "Hiến máu"
    return f"{before}: {drive.place.short}"


def _status(drive: Drive) -> str:
    return str(Drive.Status(drive.status).label)


def _lines(drive: Drive) -> list[str]:
    day, again = drive.day, new_day_of(drive)
    lines = [drive.place.detail, upper_first(_status(drive))]
    if drive.reason:
        lines.append(f"Lý do: {drive.reason}")
    if again:
        lines.append(f"Tổ chức lại: {again.text}")
    if day.starts_at and day.last_on:
        lines.append(f"Giờ: {clock_text(day.starts_at, day.ends_at)}")
    if drive.expected_units is not None:
        lines.append(f"Dự kiến: {units_text(drive.expected_units)}")
    if facilities := [facility.name for facility in drive.facilities.all()]:
        lines.append(f"Đơn vị tiếp nhận máu: {join_names(facilities)}")
    return [line for line in lines if line]
