"""Whole documents, built by hand, whose pages are measured."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from campaigns.dates import Day
from reports.attendance import Attendance
from reports.blocks import Document
from reports.document import report_document
from reports.facts import Summary
from reports.letter import Letter, Signature
from tests.reports.builders import (
    BLOOD_DAY,
    HOSPITAL,
    INSTITUTE,
    PHO_NOI_A,
    PLAN,
    RED_JOURNEY,
    SUMMER,
    THANG_LONG_II,
    a_round,
    at_company,
    draft,
    issued,
    planned,
    postponed,
    progress,
    rounds_of_2024,
    stated,
    summary,
)

SEAL = ("PHÓ TRƯỞNG BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP TỈNH")
HEAD_WITH_SEAL = Signature("Nguyễn Văn A", "head", agency_post=SEAL)
NAMES: dict[str, Any] = {
    "host_body": ("BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP", "TỈNH HƯNG YÊN"),
    "issuing_body": (
        "BAN CHỈ ĐẠO VẬN ĐỘNG",
        "HIẾN MÁU TÌNH NGUYỆN",
        "CÁC KHU CÔNG NGHIỆP",
        "TỈNH HƯNG YÊN",
    ),
    "addressees": (
        "Ủy ban nhân dân tỉnh Hưng Yên",
        "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên",
    ),
    "recipients": (
        "Lãnh đạo Ban Quản lý các khu công nghiệp tỉnh",
        "Hội Chữ thập đỏ tỉnh",
        "Thành viên Ban Chỉ đạo",
    ),
    "drafting_unit": "BCĐ",
    "signature": HEAD_WITH_SEAL,
}


def draft_sheet(**rest: Any) -> Letter:
    """A draft with every name that it wants; ``rest`` says what differs."""
    return draft(**NAMES | rest)


def issued_sheet(**rest: Any) -> Letter:
    """The same, issued as number 15 on 02/7/2024."""
    return issued(**NAMES | rest)


def facts_of_2024(**rest: Any) -> Summary:
    """The first half of 2024, as the demo has it."""
    values: dict[str, Any] = {
        "as_of": date(2024, 7, 2),
        "plan": PLAN,
        "rounds": rounds_of_2024(campaigns=(BLOOD_DAY,)),
        "targets": (progress(1200, 1265),),
        "statement": stated(1500, "over", INSTITUTE, HOSPITAL),
        "campaigns_ahead": (SUMMER, RED_JOURNEY),
        "upcoming": (
            planned(
                Day(date(2024, 7, 1), is_month=True),
                at_company("Công ty TNHH Điện tử Canon Việt Nam", "Phố Nối A"),
            ),
        ),
        "postponed": (postponed(at_company("Công ty TNHH Regina Miracle International Hưng Yên")),),
    }
    return summary(**values | rest)


def facts_of_sixty() -> Summary:
    """A half-year of sixty drives with everything known, long names among them."""
    places = (
        PHO_NOI_A,
        at_company("Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên", "Thăng Long II"),
        THANG_LONG_II,
        at_company(
            "Công ty TNHH Công nghiệp Dệt may và Phụ kiện Xuất khẩu Thành Đạt Hưng Yên",
            "Dệt may Phố Nối",
            "Nhà văn hóa công nhân",
        ),
    )
    first = date(2024, 1, 2)
    rounds = tuple(
        a_round(
            number,
            first + timedelta(days=3 * (number - 1)),
            20,
            places[number % len(places)],
            facilities=(INSTITUTE, HOSPITAL)[: 1 + number % 2],
            registered=40,
            attended=Attendance(30),
            cumulative=20 * number,
        )
        for number in range(1, 61)
    )
    return facts_of_2024(rounds=rounds, targets=(progress(1200, 1200),), statement=None)


def report_of_2024(letter: Letter | None = None, **rest: Any) -> Document:
    return report_document(facts_of_2024(**rest), letter or issued_sheet())


def report_of_sixty(letter: Letter | None = None) -> Document:
    return report_document(facts_of_sixty(), letter or issued_sheet())
