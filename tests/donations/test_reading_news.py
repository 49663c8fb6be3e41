"""News of single drives: what is read, and what is left unread because nobody could be sure."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from campaigns.dates import Day
from campaigns.models import Drive, Target
from donations.models import Hedge
from donations.texts import LONGEST, facts, read_text
from tests.donations.reading_aloud import findings, said, unread


def only_drive(text: str):
    (drive,) = read_text(text).drives
    return drive


NEWS = (
    "Ngày 25/5/2022, Ban Chỉ đạo phối hợp với Viện Huyết học - Truyền máu Trung ương tổ chức Ngày "
    "hội hiến máu tình nguyện lần thứ 3 tại Công ty TNHH Hoya, khu công nghiệp Thăng Long II với "
    "gần 200 người tham dự, thu được 166 đơn vị máu. Như vậy, sau 03 đợt tổ chức Ngày hội hiến máu "
    "đã thu được 666 đơn vị máu, đạt 54% kế hoạch UBND tỉnh giao (1.220 đơn vị). Đợt tiếp theo dự "
    "kiến vào tháng 7 năm 2022 tại Công ty TNHH Canon."
)


def test_a_news_item_tells_a_drive_with_its_facility_and_attendance():
    drive = read_text(NEWS).drives[0]

    assert (drive.number, drive.day, drive.status) == (3, Day(date(2022, 5, 25)), "held")
    assert (drive.host, drive.zone) == ("Công ty TNHH Hoya", "Thăng Long II")
    assert (drive.units, drive.attended, drive.attended_hedge) == (166, 200, "nearly")
    assert drive.facilities == ("Viện Huyết học - Truyền máu Trung ương",)


def test_a_news_item_tells_the_sum_of_the_year_so_far_and_the_target():
    reading = read_text(NEWS)

    assert [(each.kind, each.number, each.scope) for each in reading.totals] == [
        ("drives", 3, "year"),
        ("units", 666, "year"),
    ]
    (target,) = reading.targets
    assert (target.units, target.assigned_by, target.year) == (1220, "province", None)
    assert said(reading, target.words) == ["kế hoạch UBND tỉnh giao (1.220 đơn vị)"]
    assert reading.percents[0].percent == Decimal(54)
    assert findings(reading) == []
    assert unread(reading) == []


def test_the_next_drive_is_planned_in_its_month():
    planned = read_text(NEWS).drives[1]

    assert (planned.day, planned.status) == (Day(date(2022, 7, 1), is_month=True), "planned")
    assert planned.host == "Công ty TNHH Canon"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Ngày 9/4/2024", Day(date(2024, 4, 9))),
        ("Ngày 09/4/2024", Day(date(2024, 4, 9))),
        ("Ngày 9-4-2024", Day(date(2024, 4, 9))),
        ("Ngày 9.4.2024", Day(date(2024, 4, 9))),
        ("Ngày 9 tháng 4 năm 2024", Day(date(2024, 4, 9))),
        ("Ngày 09 tháng 4 năm 2024", Day(date(2024, 4, 9))),
        ("Sáng 9/4/2024", Day(date(2024, 4, 9))),
        ("Tháng 4/2024", Day(date(2024, 4, 1), is_month=True)),
        ("Tháng 4 năm 2024", Day(date(2024, 4, 1), is_month=True)),
        ("Ngày 9-10/4/2024", Day(date(2024, 4, 9), last_on=date(2024, 4, 10))),
        ("Từ ngày 9/4 đến ngày 10/4/2024", Day(date(2024, 4, 9), last_on=date(2024, 4, 10))),
        (
            "Từ 07 giờ 45 phút đến 11 giờ 00 phút ngày 9/4/2024",
            Day(date(2024, 4, 9), starts_at=time(7, 45), ends_at=time(11)),
        ),
        (
            "7h45-11h00 ngày 9/4/2024",
            Day(date(2024, 4, 9), starts_at=time(7, 45), ends_at=time(11)),
        ),
    ],
)
def test_days_are_read_as_they_are_written(written, day):
    text = f"{written} tổ chức tập trung tại khu công nghiệp Phố Nối A thu được 263 đơn vị máu."

    reading = read_text(text)

    assert [drive.day for drive in reading.drives] == [day]
    assert said(reading, reading.drives[0].words) == [text[:-1]]
    assert unread(reading) == []


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Tin năm 2023. Sáng 24/4 đã hiến máu tại khu công nghiệp Sạch.", date(2023, 4, 24)),
        ("6 tháng đầu năm 2022: ngày 24/4 đã hiến máu tại KCN Số 5.", date(2022, 4, 24)),
        (
            "Ngày 9/4/2021 đã hiến máu tại KCN Sạch. Ngày 24 tháng 4 đã hiến máu tại KCN Số 5.",
            date(2021, 4, 24),
        ),
    ],
)
def test_a_day_without_a_year_takes_that_of_the_text(text, on):
    assert read_text(text).drives[-1].day.on == on


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 24/4 tổ chức hiến máu tại khu công nghiệp Sạch thu được 20 đơn vị máu.",
        "Năm 2022 khác năm 2023. Sáng 24/4 tổ chức hiến máu tại khu công nghiệp Sạch.",
        "Ngày 9/4/2024 hoặc ngày 11/4/2024 tổ chức hiến máu tại khu công nghiệp Sạch.",
        "Ngày 9/4/2024 tổ chức hiến máu tại Phố Nối A thu được 20 đơn vị máu.",
        "Ngày 9/4/2024 hiến máu tại khu công nghiệp Sạch và tại khu công nghiệp Số 5.",
        "Ngày 9/4/2024 hiến máu tại Công ty A và Công ty B thu được 20 đơn vị máu.",
        "Ngày 9/4/24 tổ chức hiến máu tại khu công nghiệp Sạch thu được 20 đơn vị máu.",
        "Hoãn Ngày hội hiến máu tại Công ty A sang ngày 20/8/2024.",
        "Thông báo về tổ chức Ngày hội hiến máu tại Công ty A ngày 06/6/2024.",
        "Ngày 06/6/2024 tổ chức hiến máu tại Công ty A. Đợt sau thu được 20 đơn vị máu.",
        "Tin 6 tháng cuối năm 2024. Dự kiến tháng 3 tổ chức hiến máu tại khu công nghiệp Sạch.",
    ],
)
def test_where_the_day_or_the_place_is_not_sure_there_is_no_drive(text):
    reading = read_text(text)

    assert reading.drives == ()
    assert unread(reading)


@pytest.mark.parametrize(
    "units",
    [
        "thu được gần 300 đơn vị máu",
        "thu được 1,265 đơn vị máu",
        "thu được 1 265 đơn vị máu",
        "phấn đấu đạt 300 đơn vị máu quy đổi",
        "bình quân thu được 20 đơn vị máu",
    ],
)
def test_what_is_no_number_of_bags_is_left_unread(units):
    reading = read_text(f"Ngày 9/4/2024 đã hiến máu tại khu công nghiệp Sạch, {units}.")

    assert reading.drives[0].units is None
    assert unread(reading) == [f"{units}."]


@pytest.mark.parametrize(
    ("text", "number", "hedge"),
    [
        ("với trên 1.500 người tham dự", 1500, "over"),
        ("với gần 200 người tham dự", 200, "nearly"),
        ("với khoảng 300 người tham dự", 300, "about"),
        ("với 08 người tham dự", 8, "exact"),
        ("với sự tham gia của hơn 300 cán bộ, công nhân viên", 300, "over"),
        ("thu hút hơn 900 người lao động trong khu công nghiệp tham gia", 900, "over"),
    ],
)
def test_attendance_is_read_with_its_hedge(text, number, hedge):
    drive = only_drive(f"Ngày 9/4/2024 hiến máu tại khu công nghiệp Sạch, {text}.")

    assert (drive.attended, drive.attended_hedge) == (number, hedge)


def test_what_the_next_sentence_says_belongs_to_the_drive():
    text = (
        "Sáng 24/4/2024, tại khu công nghiệp Thăng Long II, Ban Chỉ đạo tổ chức Ngày hội hiến máu. "
        "Kết quả, đã có hơn 900 người đăng ký và thu được 560 đơn vị máu."
    )

    reading = read_text(text)

    (drive,) = reading.drives
    (registered,) = reading.totals
    assert (drive.units, drive.attended) == (560, None)
    assert (registered.kind, registered.number, registered.hedge) == ("registered", 900, "over")
    assert registered.scope == "drive"
    assert said(reading, registered.words) == ["hơn 900 người đăng ký"]
    assert said(reading, drive.words) == [text[:-1]]


@pytest.mark.parametrize(
    ("place", "form", "zone", "host", "venue"),
    [
        ("tập trung tại tòa nhà Ramen, KCN Số 5", "zone", "Số 5", "", "tòa nhà Ramen"),
        (
            "tập trung tại Trung tâm dịch vụ Phố Nối - Ecogarden",
            "zone",
            "",
            "",
            "Trung tâm dịch vụ Phố Nối - Ecogarden",
        ),
        ("tại Công ty A (nhà ăn số 1), KCN Sạch", "company", "Sạch", "Công ty A", "nhà ăn số 1"),
        ("tại nhà ăn của Công ty TNHH A", "company", "", "Công ty TNHH A", "nhà ăn"),
        ("tại Công ty may Hưng Yên, huyện Yên Mỹ", "company", "", "Công ty may Hưng Yên", ""),
        ("tại khu công nghiệp Dệt may Phố Nối", "zone", "Dệt may Phố Nối", "", ""),
        ("tại khu công nghiệp Tiên Lữ - Kim Động", "zone", "Tiên Lữ - Kim Động", "", ""),
    ],
)
def test_places_are_read_in_their_parts(place, form, zone, host, venue):
    drive = only_drive(f"Đợt 1: Ngày 9/4/2024 tổ chức {place} thu được 263 đơn vị máu.")

    assert (drive.form, drive.zone, drive.host, drive.venue) == (form, zone, host, venue)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ngày hội hiến máu tại Công ty A ngày 6/6/2024 hoãn do mưa bão.", "postponed"),
        ("Hủy Ngày hội hiến máu tại Công ty A dự kiến ngày 6/6/2024.", "cancelled"),
        ("Huỷ Ngày hội hiến máu tại Công ty A ngày 6/6/2024.", "cancelled"),
        ("Không tổ chức Ngày hội tại Công ty A (dự kiến ban đầu ngày 06/6/2024).", "cancelled"),
        ("Sẽ tổ chức Ngày hội hiến máu tại Công ty A ngày 6/6/2024.", "planned"),
        ("Ngày 6/6/2024, Ban Chỉ đạo đã tổ chức Ngày hội hiến máu tại Công ty A.", "held"),
    ],
)
def test_what_became_of_a_drive_is_read(text, status):
    drive = only_drive(text)

    assert (drive.status, drive.day.on, drive.host) == (status, date(2024, 6, 6), "Công ty A")


@pytest.mark.parametrize(
    "text",
    [
        "Hoãn Ngày hội hiến máu tại Công ty A từ ngày 6/6/2024 sang ngày 20/8/2024.",
        "Tổ chức lại Ngày hội hiến máu đã hoãn tại Công ty A (dự kiến ban đầu ngày 06/6/2024), "
        "dự kiến ngày 20/8/2024.",
    ],
)
def test_a_postponed_drive_with_its_new_day_is_two(text):
    first, second = read_text(text).drives

    assert (first.status, first.day.on) == ("postponed", date(2024, 6, 6))
    assert (second.status, second.day.on) == ("planned", date(2024, 8, 20))
    assert second.host == "Công ty A"


def test_the_only_drive_of_a_period_is_told_with_its_totals():
    reading = read_text(
        "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã tổ chức 01 Ngày hội (Đợt 1, ngày 09/4/2024, tổ "
        "chức tập trung tại khu công nghiệp Phố Nối A), thu được 263 đơn vị máu."
    )

    assert [(drive.number, drive.units) for drive in reading.drives] == [(1, 263)]
    assert [(each.kind, each.number) for each in reading.totals] == [("drives", 1), ("units", 263)]


@pytest.mark.parametrize(
    ("text", "units", "assigned_by", "year", "document"),
    [
        ("kế hoạch Trung ương giao năm 2022 (610 đơn vị máu)", 610, "centre", 2022, ""),
        ("Kế hoạch UBND tỉnh giao năm 2024 là 1.200 đơn vị máu", 1200, "province", 2024, ""),
        ("kế hoạch Ban Chỉ đạo tự đăng ký năm 2022 (1.300 đơn vị máu)", 1300, "self", 2022, ""),
        ("chỉ tiêu 930 đơn vị máu", 930, "", None, ""),
        (
            "kế hoạch UBND tỉnh giao năm 2022 (1.220 đơn vị máu theo Kế hoạch số 08/KH-UBND ngày "
            "12/01/2022 của Ủy ban nhân dân tỉnh)",
            1220,
            "province",
            2022,
            "08/KH-UBND",
        ),
    ],
)
def test_targets_are_read_with_who_assigned_them(text, units, assigned_by, year, document):
    reading = read_text(f"Đó là {text}.")

    (target,) = reading.targets
    assert (target.units, target.assigned_by) == (units, assigned_by)
    assert (target.year, target.document) == (year, document)
    assert said(reading, target.words) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Cùng kỳ năm 2023 tổ chức 04 Ngày hội, thu được 1.000 đơn vị máu.",
        "Trong 05 Ngày hội, có 02 Ngày hội tổ chức tập trung, thu được 823 đơn vị máu.",
        "Tại khu công nghiệp Phố Nối A thu được 263 đơn vị máu.",
        "Thời gian tới sẽ tổ chức 08 Ngày hội.",
        "Trong quý I/2024 tổ chức 02 Ngày hội, thu được 300 đơn vị máu.",
    ],
)
def test_figures_of_a_part_or_of_another_time_are_no_totals(text):
    reading = read_text(f"Báo cáo 6 tháng đầu năm 2024. {text}")

    assert reading.totals == ()
    assert unread(reading)


def test_figures_of_the_whole_province_are_left_unread():
    text = "Năm 2023, toàn tỉnh thu được 15.561 đơn vị máu, đạt 155,6% kế hoạch Trung ương giao."

    reading = read_text(text)

    assert (reading.totals, reading.percents) == ((), ())
    assert unread(reading) == [text.removeprefix("Năm 2023, ")]


def test_a_day_a_place_and_units_are_a_drive_without_a_verb():
    drive = only_drive("- Ngày 9/4/2024: KCN Phố Nối A, 263 đơn vị máu")

    assert (drive.zone, drive.units, drive.status) == ("Phố Nối A", 263, "held")


def test_the_year_of_a_mention_of_the_period_before_is_not_that_of_the_text():
    reading = read_text("So với 6 tháng đầu năm 2023, kết quả 6 tháng đầu năm 2024 tăng.")

    assert reading.period.year == 2024
    assert unread(reading) == ["So với 6 tháng đầu năm 2023"]


def test_a_period_is_read_with_its_ends():
    reading = read_text("Báo cáo quý II/2024 (từ ngày 15/3/2024 đến ngày 14/6/2024).")

    period = reading.period
    assert (period.key, period.name) == ("q2", "quý II/2024")
    assert (period.from_on, period.to_on) == (date(2024, 3, 15), date(2024, 6, 14))


def test_what_lies_ahead_is_the_next_period():
    reading = read_text("Kết quả năm 2024; phương hướng, nhiệm vụ năm 2025")

    assert (reading.period.key, reading.period.year) == ("year", 2024)
    assert reading.next_period.year == 2025


def test_names_of_states_forms_and_hedges_are_those_of_the_models():
    assert set(facts.Status.__args__) == set(Drive.Status.values)
    assert set(facts.Form.__args__) == set(Drive.Form.values)
    assert set(facts.Hedge.__args__) == set(Hedge.values)
    assert set(facts.AssignedBy.__args__) - {""} == set(Target.AssignedBy.values)


def test_a_text_longer_than_forty_pages_is_refused():
    with pytest.raises(ValidationError, match=r"Văn bản dài hơn 100\.000 ký tự"):
        read_text("a" * (LONGEST + 1))
