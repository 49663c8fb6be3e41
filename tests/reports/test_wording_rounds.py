"""Section 6 of the settled wording: the list of rounds."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Committee
from campaigns.place import Place
from reports.attendance import Attendance
from reports.narrative import round_text
from reports.periods import preset_period
from reports.summary import summarise
from tests.factories import ZoneFactory, held
from tests.reports.builders import (
    STATISTICAL,
    a_round,
    at_company,
    draft,
    rounds_of_2024,
    summary,
    texts,
)


def test_the_rounds_of_2024_are_listed_with_semicolons_and_a_last_full_stop():
    """6.1, 6.2"""
    facts = summary(rounds=rounds_of_2024())

    lines = [text for text in texts(facts, draft()) if text.startswith("- ")]

    assert lines == [
        "- Đợt 1: Ngày 09/4/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
        "thu được 263 đơn vị máu;",
        "- Đợt 2: Ngày 11/4/2024, tổ chức tại Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên, "
        "khu công nghiệp Thăng Long II, thu được 119 đơn vị máu;",
        "- Đợt 3: Ngày 24/4/2024, tổ chức tập trung tại khu công nghiệp Thăng Long II, "
        "thu được 560 đơn vị máu;",
        "- Đợt 4: Ngày 23/5/2024, tổ chức tại Công ty TNHH Sews-Components Việt Nam, "
        "khu công nghiệp Thăng Long II, thu được 143 đơn vị máu;",
        "- Đợt 5: Ngày 27/5/2024, tổ chức tại Công ty TNHH Mektec Manufacturing (Việt Nam), "
        "khu công nghiệp Thăng Long II, thu được 180 đơn vị máu.",
    ]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param(
            at_company("Công ty TNHH Regina Miracle International Hưng Yên"),
            "tổ chức tại Công ty TNHH Regina Miracle International Hưng Yên",
            id="6.3 company, zone unknown",
        ),
        pytest.param(
            Place("zone", "Thăng Long II", "", "tòa nhà Ramen"),
            "tổ chức tập trung tại tòa nhà Ramen, khu công nghiệp Thăng Long II",
            id="6.4 zone and venue",
        ),
        pytest.param(
            Place("zone", "", "", "Trung tâm dịch vụ Phố Nối - Ecogarden"),
            "tổ chức tập trung tại Trung tâm dịch vụ Phố Nối - Ecogarden",
            id="6.5 venue only",
        ),
        pytest.param(
            at_company("Công ty TNHH A", "Phố Nối A", "nhà ăn số 1"),
            "tổ chức tại Công ty TNHH A (nhà ăn số 1), khu công nghiệp Phố Nối A",
            id="6.6 company with venue",
        ),
        pytest.param(
            Place("zone", "Khu công nghiệp Yên Mỹ II", "", ""),
            "tổ chức tập trung tại khu công nghiệp Yên Mỹ II",
            id="6.8 stored with the common noun",
        ),
        pytest.param(
            Place("zone", "Yên Mỹ II", "", ""),
            "tổ chức tập trung tại khu công nghiệp Yên Mỹ II",
            id="6.8 stored without it",
        ),
    ],
)
def test_the_place_follows_the_form_of_the_drive(place: Place, text: str):
    held_there = a_round(1, date(2024, 4, 9), 263, place)

    assert round_text(held_there) == f"Đợt 1: Ngày 09/4/2024, {text}, thu được 263 đơn vị máu"


def test_a_known_attendance_stands_before_the_units():
    """6.7"""
    facts = summary(
        rounds=(
            a_round(1, date(2024, 4, 9), 263, attended=Attendance(300, "over")),
            a_round(2, date(2024, 4, 24), 200),
        )
    )

    lines = [text for text in texts(facts, draft()) if text.startswith("- ")]

    assert lines[0] == (
        "- Đợt 1: Ngày 09/4/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
        "với trên 300 người tham dự, thu được 263 đơn vị máu;"
    )


def test_a_missing_result_is_a_gap():
    """6.9"""
    facts = summary(
        "q3",
        rounds=(a_round(5, date(2024, 7, 11), 90), a_round(6, date(2024, 8, 15), None)),
    )

    lines = [text for text in texts(facts, draft()) if text.startswith("- ")]

    assert lines[-1] == (
        "- Đợt 6: Ngày 15/8/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A: "
        "[chưa nhập kết quả]."
    )


def test_rounds_count_through_the_year(committee: Committee):
    """6.10"""
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    for day in range(1, 6):
        held(committee, date(2024, 4, day), 100, zone=zone)
    held(committee, date(2024, 7, 11), 90, zone=zone)
    held(committee, date(2024, 8, 15), 80, zone=zone)

    third_quarter = preset_period("q3", 2024, STATISTICAL)
    facts = summarise(committee, third_quarter, as_of=date(2024, 9, 30))

    assert [text for text in texts(facts, draft()) if text.startswith("- ")] == [
        "- Đợt 6: Ngày 11/7/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
        "thu được 90 đơn vị máu;",
        "- Đợt 7: Ngày 15/8/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, "
        "thu được 80 đơn vị máu.",
    ]
