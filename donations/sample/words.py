"""The papers of Tỉnh Mẫu's years: letterhead, plans, targets, campaigns, word of them.

They are written before the drives, and know nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from campaigns.models import (
    Campaign,
    Committee,
    Communication,
    Letterhead,
    Plan,
    Signatory,
    Target,
)

from .names import INVENTED, SYMBOL, TARGETS, TARGETS_OF_THE_CENTRE

DAY, CAMPAIGN = Campaign.Kind.DAY, Campaign.Kind.CAMPAIGN

# Kind, name, first and last day.
CAMPAIGNS = (
    (DAY, "Lễ hội Xuân Hồng {year}", (2, 20), (3, 20)),
    (DAY, "Ngày toàn dân hiến máu tình nguyện 07/4/{year}", (4, 1), (4, 30)),
    (CAMPAIGN, "Những giọt máu hồng - hè {year}", (5, 15), (9, 2)),
    (DAY, "Ngày Quốc tế người hiến máu 14/6/{year}", (6, 8), (6, 20)),
)
MESSAGE = "Hiến giọt máu đào - Trao đời sự sống"

_KIND = Communication.Kind
# Days from a campaign's first one, kind, subject, how many it reaches.
SPREAD: tuple[tuple[int, _KIND, str, int | None], ...] = (
    (-24, _KIND.LETTER, "Công văn gửi doanh nghiệp về việc hưởng ứng {name}", None),
    (-12, _KIND.TRAINING, "Tập huấn cán bộ công đoàn, đoàn thanh niên doanh nghiệp", 60),
    (-6, _KIND.POSTER, "Treo băng rôn tại cổng các khu công nghiệp", None),
    (-3, _KIND.BROADCAST, "Phát thanh tại nhà ăn, xe đưa đón công nhân", 2500),
    (4, _KIND.PRESS, "Tin về {name} trên trang thông tin của Ban Quản lý", 1200),
)

YEARS_END = "Công văn đề nghị doanh nghiệp đăng ký ngày tổ chức hiến máu năm sau"


def paper(committee: Committee, since: date) -> tuple[Letterhead, Signatory]:
    letterhead = Letterhead(
        committee=committee,
        valid_from=since,
        host_body="BAN QUẢN LÝ\nCÁC KHU CÔNG NGHIỆP\nTỈNH MẪU",
        issuing_body="BAN CHỈ ĐẠO VẬN ĐỘNG\nHIẾN MÁU TÌNH NGUYỆN\nCÁC KHU CÔNG NGHIỆP\nTỈNH MẪU",
        place="Tỉnh Mẫu",
    )
    signatory = Signatory(
        committee=committee,
        name="Trần Thị Mẫu",
        agency_post="TRƯỞNG BAN QUẢN LÝ\nCÁC KHU CÔNG NGHIỆP TỈNH MẪU",
        valid_from=since,
    )
    return letterhead, signatory


def issued_on(year: int) -> date:
    """The day of the plan of ``year``: in the last days of the year before."""
    return date(year - 1, 12, 28)


def plan(committee: Committee, year: int, offset: int) -> tuple[Plan, list[Target]]:
    """With what the province, and in some years the centre as well, asks for."""
    document = Plan(
        committee=committee,
        year=year,
        number=f"{21 + offset}/KH-{SYMBOL}",
        issued_on=issued_on(year),
        subject="Vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp Tỉnh Mẫu "
        f"năm {year} ({INVENTED})",
    )
    targets = [
        _target(committee, year, Target.AssignedBy.PROVINCE, TARGETS[offset], f"{140 + offset}")
    ]
    if units := TARGETS_OF_THE_CENTRE.get(offset):
        targets.append(_target(committee, year, Target.AssignedBy.CENTRE, units, f"{60 + offset}"))
    return document, targets


def _target(committee: Committee, year: int, by: Target.AssignedBy, units: int, no: str) -> Target:
    is_headline = by == Target.AssignedBy.PROVINCE
    return Target(
        committee=committee,
        year=year,
        assigned_by=by,
        units=units,
        is_headline=is_headline,
        document_number=f"{no}/KH-{'UBND' if is_headline else 'BCĐQG'}",
        document_on=date(year - 1, 12, 12),
        document_subject=f"Vận động hiến máu tình nguyện năm {year}",
        note=f"{INVENTED}.",
    )


def campaigns(committee: Committee, year: int) -> list[Campaign]:
    return [
        Campaign(
            committee=committee,
            kind=kind,
            name=name.format(year=year),
            message=MESSAGE if kind == DAY else "",
            from_on=date(year, *first),
            to_on=date(year, *last),
        )
        for kind, name, first, last in CAMPAIGNS
    ]


def communications(
    committee: Committee, campaigns: Sequence[Campaign], today: date
) -> Iterator[Communication]:
    """What has been done by ``today`` for the campaigns, and at the end of each of their years."""
    done = [
        Communication(
            committee=committee,
            on=campaign.from_on + timedelta(days=days),
            kind=kind,
            subject=subject.format(name=campaign.name),
            campaign=campaign,
            reached=reached,
        )
        for campaign in campaigns
        for days, kind, subject, reached in SPREAD
    ]
    done += [
        Communication(
            committee=committee, on=date(year, 11, 10), kind=_KIND.LETTER, subject=YEARS_END
        )
        for year in sorted({campaign.from_on.year for campaign in campaigns})
    ]
    return (each for each in done if each.on <= today)
