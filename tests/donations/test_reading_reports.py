"""A half-year's news read whole: every fact, and the words that it was read from."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from campaigns.dates import Day
from donations.texts import read_text
from tests.donations.reading_aloud import HALF_YEAR, findings, said, unread


@pytest.fixture(scope="module")
def reading():
    return read_text(HALF_YEAR)


def test_every_held_drive_is_found(reading):
    held = [drive for drive in reading.drives if drive.status == "held"]

    assert [(d.number, d.day, d.form, d.zone, d.host, d.units) for d in held] == [
        (1, Day(date(2024, 4, 9)), "zone", "Phố Nối A", "", 263),
        (
            2,
            Day(date(2024, 4, 11)),
            "company",
            "Thăng Long II",
            "Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên",
            119,
        ),
        (3, Day(date(2024, 4, 24)), "zone", "Thăng Long II", "", 560),
        (
            4,
            Day(date(2024, 5, 23)),
            "company",
            "Thăng Long II",
            "Công ty TNHH Sews-Components Việt Nam",
            143,
        ),
        (
            5,
            Day(date(2024, 5, 27)),
            "company",
            "Thăng Long II",
            "Công ty TNHH Mektec Manufacturing (Việt Nam)",
            180,
        ),
    ]


def test_a_drive_has_the_words_of_its_item(reading):
    assert said(reading, reading.drives[0].words) == [
        "Đợt 1: Ngày 9/4/2024 tổ chức tập trung tại khu công nghiệp Phố Nối A "
        "thu được 263 đơn vị máu"
    ]


def test_what_is_still_to_come_is_planned(reading):
    planned = reading.drives[-1]

    assert (planned.status, planned.day) == ("planned", Day(date(2024, 7, 1), is_month=True))
    assert (planned.host, planned.zone) == ("Công ty TNHH Điện tử Canon Việt Nam", "Phố Nối A")
    assert (planned.number, planned.units) == (None, None)


def test_the_totals_of_the_period_are_found(reading):
    totals = [(each.kind, each.number, each.hedge, each.scope) for each in reading.totals]

    assert totals == [
        ("drives", 5, "exact", "period"),
        ("attended", 1500, "over", "period"),
        ("units", 1265, "exact", "period"),
    ]
    assert said(reading, *(total.words for total in reading.totals)) == [
        "05 Ngày hội",
        "trên 1.500 người tham dự",
        "thu được 1.265 đơn vị máu",
    ]


def test_the_percentage_says_whose_plan_it_is_of(reading):
    (percent,) = reading.percents

    assert (percent.percent, percent.verb) == (Decimal(105), "đạt")
    assert percent.assigned_by == "province"
    assert said(reading, percent.words) == ["đạt 105% kế hoạch UBND tỉnh được giao"]


def test_the_plan_is_found_with_its_date_and_subject(reading):
    plan = reading.plan

    assert (plan.number, plan.issued_on) == ("03/KH-BCĐHMKCN", date(2024, 3, 5))
    assert plan.subject == "tuyên truyền và tổ chức hiến máu tình nguyện năm 2024"
    assert said(reading, plan.words)[0].startswith("Kế hoạch số 03/KH-BCĐHMKCN ngày 5/3/2024")


def test_the_period_is_found(reading):
    period = reading.period

    assert (period.key, period.name, period.year) == ("h1", "6 tháng đầu năm 2024", 2024)
    assert said(reading, period.words) == ["6 tháng đầu năm 2024"]


def test_the_facilities_are_found(reading):
    names = ["Viện Huyết học - Truyền máu Trung ương", "Bệnh viện Hữu nghị Việt Đức"]

    assert [facility.name for facility in reading.facilities] == names
    assert said(reading, *(facility.words for facility in reading.facilities)) == names


def test_the_campaigns_are_found_though_a_mark_of_quotation_is_missing(reading):
    assert [(campaign.name, campaign.message) for campaign in reading.campaigns] == [
        ("Ngày toàn dân hiến máu tình nguyện 07/4/2024", "Hiến giọt máu đào - Trao đời sự sống"),
        ("Chiến dịch những giọt máu hồng - hè", ""),
        ("Chương trình Hành trình đỏ lần thứ XII", ""),
    ]
    assert said(reading, reading.campaigns[2].words) == ["Chương trình “Hành trình đỏ” lần thứ XII"]


def test_nothing_is_left_over_and_nothing_contradicts_itself(reading):
    assert unread(reading) == []
    assert findings(reading) == []


def in_decomposed_letters(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def with_no_break_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def with_bullets(text: str) -> str:
    return text.replace("\n- ", "\n•\t")


def with_semicolons(text: str) -> str:
    return text.replace("đơn vị máu.\n-", "đơn vị máu;\n-")


def without_list_marks(text: str) -> str:
    return text.replace("\n- ", "\n")


def on_one_line(text: str) -> str:
    return text.replace("\n- ", " ")


def in_lines_of_a_page(text: str) -> str:
    """Broken after some seventy characters, as a PDF gives its text."""
    lines = []
    for line in text.split("\n"):
        while len(line) > 70 and " " in line[:70]:
            cut = line[:70].rindex(" ")
            lines.append(line[:cut])
            line = line[cut + 1 :]
        lines.append(line)
    return "\n".join(lines)


def with_windows_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_zero_width_spaces(text: str) -> str:
    return text.replace("Ngày ", "Ngày\u200b ")


@pytest.mark.parametrize(
    "written",
    [
        in_decomposed_letters,
        with_no_break_spaces,
        with_bullets,
        with_semicolons,
        without_list_marks,
        on_one_line,
        in_lines_of_a_page,
        with_windows_ends,
        with_zero_width_spaces,
    ],
)
def test_the_same_facts_are_found_however_it_is_written(reading, written):
    other = read_text(written(HALF_YEAR))

    for kind in ("drives", "totals", "percents", "campaigns", "facilities"):
        assert _facts(other, kind) == _facts(reading, kind)
    assert findings(other) == []
    assert unread(other) == []


def _facts(reading, kind: str) -> list[list[object]]:
    facts = getattr(reading, kind)
    return [[getattr(fact, name) for name in fact.__slots__ if name != "words"] for fact in facts]


def test_words_lead_back_to_the_text_as_it_was_given():
    given = unicodedata.normalize("NFD", HALF_YEAR).replace(" ", "\u00a0\u00a0")

    reading = read_text(given)

    words = said(reading, reading.totals[1].words)[0]
    assert unicodedata.normalize("NFC", words).split() == ["trên", "1.500", "người", "tham", "dự"]
    assert reading.text == given


TABLE = """Kết quả 6 tháng đầu năm 2024
Đợt\tNgày\tKhu công nghiệp\tDoanh nghiệp\tĐơn vị tiếp nhận\tĐăng ký\tTham dự\tĐơn vị máu\tLũy kế
1\t09/4/2024\tPhố Nối A (tòa nhà Ramen)\t-\tBệnh viện A và Viện B\t350\ttrên 300\t263\t263
2\t11/4/2024\tThăng Long II\tCông ty TNHH TOTO Việt Nam\t...\t...\t...\t1.119\t1.382
Tổng cộng\t350\t...\t1.382\t1.382
"""


def test_a_table_copied_from_word_is_read_by_its_heading():
    reading = read_text(TABLE)

    first, second = reading.drives
    assert (first.number, first.day.on, first.form) == (1, date(2024, 4, 9), "zone")
    assert (first.zone, first.venue, first.host) == ("Phố Nối A", "tòa nhà Ramen", "")
    assert (first.units, first.attended, first.attended_hedge) == (263, 300, "over")
    assert first.facilities == ("Bệnh viện A", "Viện B")
    assert (second.form, second.host) == ("company", "Công ty TNHH TOTO Việt Nam")
    assert (second.units, second.attended, second.facilities) == (1119, None, ())
    assert said(reading, second.words) == [TABLE.splitlines()[3]]
    assert unread(reading) == []


def test_the_last_row_of_a_table_gives_totals():
    reading = read_text(TABLE)

    assert [(each.kind, each.number, each.scope) for each in reading.totals] == [
        ("registered", 350, "drive"),
        ("registered", 350, "period"),
        ("units", 1382, "period"),
    ]


def test_a_row_that_does_not_fit_its_heading_is_left_unread():
    reading = read_text("Đợt\tNgày\tSố đơn vị máu\n1\t09/4/2024\t263\tx\n")

    assert reading.drives == ()
    assert unread(reading) == ["1\t09/4/2024\t263"]
