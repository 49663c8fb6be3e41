"""A country of invented committees, as large as wanted: to measure with, never to work with.

The same numbers make the same rows, whatever the day: it is as if 01/10/2024 were today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.timezone import make_aware

from campaigns.folding import fold
from campaigns.models import (
    Committee,
    Company,
    Drive,
    Letterhead,
    Plan,
    ReceivingFacility,
    Record,
    Signatory,
    Target,
    User,
    Zone,
)
from campaigns.writing import Write, write_all

from .models import CompanyTurnout, DriveResult

TODAY = date(2024, 10, 1)
# Drives, and the committees that they are spread over: in 2025 the country held about 7.000.
SIZES = {60: 1, 10_000: 150, 140_000: 2_000}
# The first committee is the same at every size, so that its pages show the same.
OWN_DRIVES, OWN_IN_LAST_YEAR, OWN_YEARS = 60, 30, 6
YEARS = 20  # of every other committee
AT_ONCE = 25  # committees whose rows are in memory
ZONES, COMPANIES, FACILITIES = 4, 12, 30
SEED = 1265
REASON = "số liệu giả định để đo tốc độ"


@dataclass(frozen=True, slots=True)
class _Province:
    """A committee with what its drives name."""

    committee: Committee
    zones: Sequence[Zone]
    companies: Sequence[Company]
    facilities: Sequence[ReceivingFacility]
    rng: Random


def symbol(number: int) -> str:
    """Of the committee ``number``, from 1."""
    return f"BCĐHM{number:04}"


@transaction.atomic
def seed(drives: int, told: Callable[[int], object]) -> None:
    """Write ``drives`` (one of ``SIZES``) into an empty database, all or none.

    ``told`` hears how many are new. An administrator ``quantri`` and an officer ``canbo-<number>``
    of each committee cannot log in until somebody gives them a password.
    """
    committees = SIZES[drives]
    counts = _shares(drives, committees)
    facilities = [
        ReceivingFacility.objects.get_or_create(
            folded_name=fold(name), defaults={"name": name, "position": number}
        )[0]
        for number in range(1, FACILITIES + 1)
        for name in [f"Bệnh viện Đo lường số {number}"]
    ]
    User.objects.create(username="quantri", is_superuser=True, password=make_password(None))
    for first in range(1, committees + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, committees + 1))
        rows = [row for each in numbers for row in _rows(each, counts[each - 1], facilities)]
        write_all(rows, by=None, reason=REASON)
        told(sum(counts[each - 1] for each in numbers))


def _shares(drives: int, committees: int) -> list[int]:
    """How many drives each committee has; the first has its own number."""
    if committees == 1:
        return [drives]
    each, over = divmod(drives - OWN_DRIVES, committees - 1)
    return [OWN_DRIVES, *(each + (number < over) for number in range(committees - 1))]


def _rows(number: int, drives: int, facilities: Sequence[ReceivingFacility]) -> list[Write]:
    province = _province(number, facilities)
    years = _years(number, drives)
    rows: list[Record] = [*province.zones, *province.companies, *_papers(province.committee)]
    for year in sorted(set(years)):
        rows += _assigned(province.committee, year)
    writes = [_write(row, date(years[0], 1, 1)) for row in rows]
    for place, year in enumerate(years):
        writes += _drive(province, _day(province.rng, year), place)
    return writes


def _years(number: int, drives: int) -> list[int]:
    """The year of each drive, in order."""
    last = TODAY.year
    if number == 1:
        before = drives - OWN_IN_LAST_YEAR
        earlier = [last - OWN_YEARS + 1 + at * (OWN_YEARS - 1) // before for at in range(before)]
        return [*earlier, *[last] * OWN_IN_LAST_YEAR]
    return [last - YEARS + 1 + at * YEARS // drives for at in range(drives)]


def _province(number: int, facilities: Sequence[ReceivingFacility]) -> _Province:
    committee = Committee.objects.create(
        name=f"Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh số {number}",
        symbol=symbol(number),
        addressees=f"Ủy ban nhân dân tỉnh số {number}",
        recipients="Thành viên Ban Chỉ đạo",
        drafting_unit="BCĐ",
    )
    officer = User.objects.create(username=f"canbo-{number}", password=make_password(None))
    officer.groups.add(Group.objects.get(name="Cán bộ"))
    committee.members.add(officer)
    rng = Random(SEED + number)
    zones = [
        Zone(committee=committee, name=f"Khu số {at} tỉnh {number}", position=at)
        for at in range(1, ZONES + 1)
    ]
    companies = [
        Company(
            committee=committee,
            name=f"Công ty TNHH Đo lường số {at} tỉnh {number}",
            zone=zones[at % ZONES],
        )
        for at in range(1, COMPANIES + 1)
    ]
    return _Province(committee, zones, companies, rng.sample(facilities, 3), rng)


def _papers(committee: Committee) -> Iterator[Record]:
    since = date(TODAY.year - YEARS, 1, 1)
    yield Letterhead(
        committee=committee,
        valid_from=since,
        host_body="BAN QUẢN LÝ\nCÁC KHU CÔNG NGHIỆP",
        issuing_body="BAN CHỈ ĐẠO VẬN ĐỘNG\nHIẾN MÁU TÌNH NGUYỆN\nCÁC KHU CÔNG NGHIỆP",
        place="Hà Nội",
    )
    yield Signatory(committee=committee, name="Nguyễn Văn A", valid_from=since)


def _assigned(committee: Committee, year: int) -> Iterator[Record]:
    yield Plan(
        committee=committee,
        year=year,
        number=f"03/KH-{committee.symbol}",
        issued_on=date(year, 1, 5),
        subject=f"Vận động hiến máu tình nguyện năm {year}",
    )
    yield Target(
        committee=committee,
        year=year,
        assigned_by=Target.AssignedBy.PROVINCE,
        units=1000,
        is_headline=True,
    )


def _day(rng: Random, year: int) -> date:
    return date(year, 1, 2) + timedelta(days=rng.randrange(360))


def _drive(province: _Province, on: date, place: int) -> Iterator[Write]:
    """The drive; if it is over, its result, and of each fourth its list of companies."""
    rng = province.rng
    is_held = on < TODAY
    is_for_zone = place % 4 == 0
    host = None if is_for_zone else rng.choice(province.companies)
    drive = Drive(
        committee=province.committee,
        status=Drive.Status.HELD if is_held else Drive.Status.PLANNED,
        on=on,
        form=Drive.Form.ZONE if is_for_zone else Drive.Form.COMPANY,
        zone=host.zone if host else rng.choice(province.zones),
        host=host,
        expected_units=rng.randrange(40, 300, 5),
    )
    write = _write(drive, on - timedelta(days=60))
    write.many = {"facilities": [rng.choice(province.facilities)]}
    yield write
    if is_held:
        yield _write(_result(rng, drive), on + timedelta(days=2))
    if is_held and is_for_zone:
        for company in rng.sample(province.companies, 3):
            turnout = CompanyTurnout(drive=drive, company=company, registered=30, units=20)
            yield _write(turnout, on + timedelta(days=2))


def _result(rng: Random, drive: Drive) -> DriveResult:
    units = round((drive.expected_units or 0) * rng.uniform(0.7, 1.2))
    of_350 = units // 3
    return DriveResult(
        drive=drive,
        registered=units + rng.randrange(40),
        attended=units + rng.randrange(20),
        donated=units,
        units=units,
        bags_250=units - of_350,
        bags_350=of_350,
        bags_450=0,
    )


def _write(row: Any, entered: date) -> Write:
    row._history_date = make_aware(datetime.combine(min(entered, TODAY), time(9)))
    return Write(row)
