"""Facts built by hand, for sentences that need no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from campaigns.dates import Day
from campaigns.models import Committee
from reports.attendance import Attendance
from reports.facts import (
    CommitteeName,
    Place,
    PlanDocument,
    Round,
    Statement,
    Summary,
)
from reports.periods import next_period, preset_period
from reports.progress import Progress

STATISTICAL = Committee.Calendar.STATISTICAL
ADMINISTRATIVE = Committee.Calendar.ADMINISTRATIVE

HUNG_YEN = CommitteeName(
    "Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên",
    "Ban Chỉ đạo",
    "BCĐHMKCN",
)
PLAN = PlanDocument(
    "03/KH-BCĐHMKCN",
    date(2024, 3, 5),
    "Tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh "
    "năm 2024",
)
PHO_NOI_A = Place("zone", "Phố Nối A", "", "")
THANG_LONG_II = Place("zone", "Thăng Long II", "", "")


def at_company(host: str, zone: str = "", venue: str = "") -> Place:
    return Place("company", zone, host, venue)


def a_round(
    number: int, on: date, units: int | None, place: Place = PHO_NOI_A, **rest: Any
) -> Round:
    values: dict[str, Any] = {
        "label": "",
        "facilities": (),
        "campaigns": (),
        "cumulative": 0,
        "registered": None,
        "attended": None,
        "eligible": None,
        "donated": None,
    }
    return Round(number, drive_id=number, day=Day(on), place=place, units=units, **values | rest)


def rounds(units: int, drives: int, first: int = 1) -> tuple[Round, ...]:
    """``drives`` rounds with ``units`` in all, the first taking what the others leave."""
    each = units // drives
    return tuple(
        a_round(
            first + index,
            date(2024, 4, 1 + index),
            units - each * (drives - 1) if index == 0 else each,
        )
        for index in range(drives)
    )


def progress(
    units: int,
    reached: int,
    assigned_by: str = "province",
    year: int = 2024,
    day: date = date(2024, 6, 30),
    **rest: Any,
) -> Progress:
    values: dict[str, Any] = {
        "drives": 5,
        "from_on": date(year, 1, 1),
        "to_on": date(year, 12, 31),
    }
    return Progress(assigned_by, year, units, reached, day=day, **values | rest)


def summary(
    key: str = "h1",
    year: int = 2024,
    calendar: Committee.Calendar = STATISTICAL,
    **rest: Any,
) -> Summary:
    """A period without drives, plan or target; ``rest`` says what it has."""
    period = rest.pop("period", None) or preset_period(key, year, calendar)
    empty = Summary(
        committee=HUNG_YEN,
        period=period,
        next_period=next_period(period, calendar),
        as_of=period.to_on,
        day=period.to_on,
        plan=None,
        rounds=(),
        counts_from=period.from_on,
        year_drives=0,
        year_units=0,
        carried=0,
        targets=(),
        statement=None,
        upcoming=(),
        pending=(),
        postponed=(),
        cancelled=(),
        campaigns_ahead=(),
        last_year=None,
    )
    held = rest.get("rounds", ())
    counted = {"year_drives": len(held), "year_units": sum(each.units or 0 for each in held)}
    return replace(empty, **counted | rest)


def stated(number: int, hedge: str = "over", *facilities: str) -> Statement:
    return Statement(Attendance(number, hedge), facilities)
