"""Facts built by hand, for sentences that need no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from campaigns.dates import Day
from campaigns.models import Committee
from campaigns.place import Place
from reports.attendance import Attendance
from reports.blocks import Cell, Heading, Paragraph
from reports.document import report_document
from reports.facts import (
    CampaignName,
    Cancelled,
    CommitteeName,
    Outreach,
    PlanDocument,
    Planned,
    Postponed,
    Round,
    Statement,
    Summary,
)
from reports.letter import Letter
from reports.periods import next_period, preset_period
from reports.progress import Progress
from reports.summary import summarise

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
NOWHERE = Place("zone", "", "", "")
INSTITUTE = "Viện Huyết học - Truyền máu Trung ương"
HOSPITAL = "Bệnh viện Hữu nghị Việt Đức"
BLOOD_DAY = CampaignName(
    "day",
    "Ngày toàn dân hiến máu tình nguyện 07/4/2024",
    "Hiến giọt máu đào - Trao đời sự sống",
    date(2024, 4, 7),
    date(2024, 4, 7),
)
SUMMER = CampaignName(
    "campaign", "Những giọt máu hồng - hè", "", date(2024, 6, 1), date(2024, 8, 31)
)
RED_JOURNEY = CampaignName(
    "programme", "Hành trình Đỏ lần thứ XII", "", date(2024, 7, 1), date(2024, 7, 31)
)


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


def rounds_of_2024(**rest: Any) -> tuple[Round, ...]:
    """The five rounds of the first half of 2024; ``rest`` is what each of them has besides."""
    toto, sews, mektec = (
        at_company(host, "Thăng Long II")
        for host in (
            "Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên",
            "Công ty TNHH Sews-Components Việt Nam",
            "Công ty TNHH Mektec Manufacturing (Việt Nam)",
        )
    )
    return (
        a_round(1, date(2024, 4, 9), 263, PHO_NOI_A, cumulative=263, **rest),
        a_round(2, date(2024, 4, 11), 119, toto, cumulative=382, **rest),
        a_round(3, date(2024, 4, 24), 560, THANG_LONG_II, cumulative=942, **rest),
        a_round(4, date(2024, 5, 23), 143, sews, cumulative=1085, **rest),
        a_round(5, date(2024, 5, 27), 180, mektec, cumulative=1265, **rest),
    )


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
        recent=(),
        earlier=(),
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
        communications=(),
        last_year=None,
        other_calendar=None,
    )
    held = rest.get("rounds", ())
    counted = {"year_drives": len(held), "year_units": sum(each.units or 0 for each in held)}
    return replace(empty, **counted | rest)


def stated(number: int, hedge: str = "over", *facilities: str) -> Statement:
    return Statement(Attendance(number, hedge), facilities)


def planned(day: Day, place: Place = NOWHERE, **rest: Any) -> Planned:
    values: dict[str, Any] = {
        "drive_id": 20,
        "facilities": (),
        "expected_units": None,
        "is_overdue": False,
        "replaces_id": None,
    }
    return Planned(day=day, place=place, **values | rest)


def postponed(place: Place, reason: str = "", new_day: Day | None = None) -> Postponed:
    """A drive that was to be on 06/6/2024."""
    return Postponed(30, Day(date(2024, 6, 6)), place, reason, new_day)


def cancelled(place: Place, reason: str = "") -> Cancelled:
    """A drive that was to be on 06/6/2024."""
    return Cancelled(40, Day(date(2024, 6, 6)), place, reason)


def logged(
    *kinds: str, campaign: CampaignName | None = None, reached: int | None = None
) -> tuple[Outreach, ...]:
    """Communication work of these kinds, one piece each, all done on 02/4/2024."""
    return tuple(Outreach(kind, date(2024, 4, 2), campaign, reached) for kind in kinds)


def draft(**rest: Any) -> Letter:
    """A letter without addressee, recipient or signatory; ``rest`` says what it has."""
    return Letter(**{"host_body": (), "issuing_body": (), "place": "Hưng Yên"} | rest)


def issued(number: int = 15, **rest: Any) -> Letter:
    return draft(number=number, issued_on=date(2024, 7, 2), **rest)


def block(facts: Summary, letter: Letter, kind: type) -> Any:
    """The report's only block of this kind."""
    (found,) = (each for each in report_document(facts, letter).blocks if isinstance(each, kind))
    return found


def cells(row: Sequence[Cell]) -> tuple[str, ...]:
    """What a row of a table says."""
    return tuple(cell.text for cell in row)


def texts(facts: Summary, letter: Letter) -> list[str]:
    """The report's headings and paragraphs, in order."""
    return [
        each.text
        for each in report_document(facts, letter).blocks
        if isinstance(each, Heading | Paragraph)
    ]


def of(
    committee: Committee, key: str = "h1", year: int = 2024, as_of: date = date(2024, 12, 31)
) -> Summary:
    """A preset period of a committee, read from the database long after its end."""
    calendar = Committee.Calendar(committee.calendar)
    return summarise(committee, preset_period(key, year, calendar), as_of=as_of)
