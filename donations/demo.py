"""The first half of 2024 in the industrial zones of Hưng Yên, for the demo and the tests.

Facts are those of the committee's own news of that half-year and of its notices of 27/5 and
3/6/2024. What these do not say stands in ``ASSUMED`` and in the notes marked "giả định".
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from campaigns.folding import fold
from campaigns.models import (
    Campaign,
    Committee,
    Company,
    Drive,
    Letterhead,
    Plan,
    ReceivingFacility,
    Signatory,
    Target,
    Zone,
)

from .models import DriveResult, Hedge, PeriodStatement

SYMBOL = "BCĐHMKCN"
NAME = "Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên"

# The source prints 105 % only: 1.265 ÷ 1.200 = 105,41…
ASSUMED_TARGET = 1200
ASSUMED_TARGET_NOTE = "giả định của bản demo; nguồn chỉ in tỷ lệ 105%, không in chỉ tiêu."
# Known from the season, not from the source.
ASSUMED_DATES_NOTE = "Ngày bắt đầu, kết thúc là giả định của bản demo."

FACILITIES = ["Viện Huyết học - Truyền máu Trung ương", "Bệnh viện Hữu nghị Việt Đức"]
ZONES = {"Phố Nối A": 1, "Thăng Long II": 3}  # with their place in the Board's own list
TOTO = "Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên"
SEWS = "Công ty TNHH Sews-Components Việt Nam"
MEKTEC = "Công ty TNHH Mektec Manufacturing (Việt Nam)"
CANON = "Công ty TNHH Điện tử Canon Việt Nam"
REGINA = "Công ty TNHH Regina Miracle International Hưng Yên"
COMPANIES = {
    TOTO: "Thăng Long II",
    SEWS: "Thăng Long II",
    MEKTEC: "Thăng Long II",
    CANON: "Phố Nối A",
    REGINA: None,
}
ALIASES = {SEWS: "Công ty TNHH Sews-Componets Việt Nam"}

# Day, zone, host (none: zone-wide), units.
HELD: list[tuple[date, str, str | None, int]] = [
    (date(2024, 4, 9), "Phố Nối A", None, 263),
    (date(2024, 4, 11), "Thăng Long II", TOTO, 119),
    (date(2024, 4, 24), "Thăng Long II", None, 560),
    (date(2024, 5, 23), "Thăng Long II", SEWS, 143),
    (date(2024, 5, 27), "Thăng Long II", MEKTEC, 180),
]


def create_demo() -> Committee:
    """Write the demo's rows; the caller wraps it in a transaction."""
    committee = _committee()
    zones = {
        name: Zone.objects.create(committee=committee, name=name, position=position)
        for name, position in ZONES.items()
    }
    companies = {
        name: Company.objects.create(
            committee=committee,
            name=name,
            zone=zones[zone] if zone else None,
            aliases=ALIASES.get(name, ""),
        )
        for name, zone in COMPANIES.items()
    }
    national_day = _campaigns(committee)
    for on, zone, host, units in HELD:
        drive = Drive.objects.create(
            committee=committee,
            status=Drive.Status.HELD,
            on=on,
            form=Drive.Form.COMPANY if host else Drive.Form.ZONE,
            zone=zones[zone],
            host=companies[host] if host else None,
        )
        drive.campaigns.add(national_day)
        DriveResult.objects.create(drive=drive, units=units)
    _not_held(committee, companies)
    _statement(committee)
    return committee


def _committee() -> Committee:
    committee = Committee.objects.create(
        name=NAME,
        symbol=SYMBOL,
        addressees="Ủy ban nhân dân tỉnh Hưng Yên\n"
        "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên",
        recipients="Lãnh đạo Ban Quản lý các khu công nghiệp tỉnh\n"
        "Hội Chữ thập đỏ tỉnh\n"
        "Thành viên Ban Chỉ đạo",
        drafting_unit="BCĐ",
    )
    Letterhead.objects.create(
        committee=committee,
        valid_from=date(2024, 1, 1),
        # Broken so that each line fits beside the motto at 12 pt.
        host_body="BAN QUẢN LÝ\nCÁC KHU CÔNG NGHIỆP\nTỈNH HƯNG YÊN",
        issuing_body="BAN CHỈ ĐẠO VẬN ĐỘNG\nHIẾN MÁU TÌNH NGUYỆN\n"
        "CÁC KHU CÔNG NGHIỆP\nTỈNH HƯNG YÊN",
        place="Hưng Yên",
    )
    Signatory.objects.create(
        committee=committee,
        name="Nguyễn Văn A",  # a stand-in: the source names nobody
        agency_post="PHÓ TRƯỞNG BAN QUẢN LÝ\nCÁC KHU CÔNG NGHIỆP TỈNH",
        valid_from=date(2024, 1, 1),
    )
    Plan.objects.create(
        committee=committee,
        year=2024,
        number="03/KH-BCĐHMKCN",
        issued_on=date(2024, 3, 5),
        subject="Tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công "
        "nghiệp tỉnh năm 2024",
    )
    Target.objects.create(
        committee=committee,
        year=2024,
        assigned_by=Target.AssignedBy.PROVINCE,
        units=ASSUMED_TARGET,
        note=ASSUMED_TARGET_NOTE,
    )
    return committee


def _campaigns(committee: Committee) -> Campaign:
    """The year's campaigns; returns the one that the half-year's drives answered."""
    common: dict[str, Any] = {"committee": committee}
    national_day = Campaign.objects.create(
        **common,
        kind=Campaign.Kind.DAY,
        name="Ngày toàn dân hiến máu tình nguyện 07/4/2024",
        message="Hiến giọt máu đào - Trao đời sự sống",
        from_on=date(2024, 4, 7),
        to_on=date(2024, 4, 7),
    )
    Campaign.objects.create(
        **common,
        kind=Campaign.Kind.CAMPAIGN,
        name="Những giọt máu hồng - hè",
        from_on=date(2024, 5, 15),
        to_on=date(2024, 9, 2),
        note=ASSUMED_DATES_NOTE,
    )
    Campaign.objects.create(
        **common,
        kind=Campaign.Kind.PROGRAMME,
        name="Hành trình Đỏ lần thứ XII",
        from_on=date(2024, 6, 1),
        to_on=date(2024, 7, 31),
        note=ASSUMED_DATES_NOTE,
    )
    return national_day


def _not_held(committee: Committee, companies: dict[str, Company]) -> None:
    Drive.objects.create(
        committee=committee,
        on=date(2024, 7, 1),
        precision=Drive.Precision.MONTH,
        form=Drive.Form.COMPANY,
        host=companies[CANON],
        zone=companies[CANON].zone,
    )
    Drive.objects.create(
        committee=committee,
        status=Drive.Status.POSTPONED,
        on=date(2024, 6, 6),
        starts_at=time(7, 45),
        ends_at=time(11, 0),
        form=Drive.Form.COMPANY,
        host=companies[REGINA],
        note="Thông báo hoãn ngày 03/6/2024; nguồn không nêu lý do.",
    )


def _statement(committee: Committee) -> None:
    """One figure and two facilities for the half-year; the source does not tell them by drive."""
    statement = PeriodStatement.objects.create(
        committee=committee,
        from_on=date(2024, 1, 1),
        to_on=date(2024, 6, 30),
        attended=1500,
        attended_hedge=Hedge.OVER,
        source="Bản tin 6 tháng đầu năm 2024 của Ban Chỉ đạo",
    )
    statement.facilities.set(
        [
            # Facilities are shared: another committee may have entered them.
            ReceivingFacility.objects.get_or_create(
                folded_name=fold(name), defaults={"name": name, "position": position}
            )[0]
            for position, name in enumerate(FACILITIES, 1)
        ]
    )
