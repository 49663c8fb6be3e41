"""Figures of a text that cannot all be right are named, with the right one where it follows."""

from __future__ import annotations

import pytest

from donations.texts import read_text
from tests.donations.reading_aloud import HALF_YEAR, findings, said


def changed(old: str, new: str):
    assert old in HALF_YEAR
    return read_text(HALF_YEAR.replace(old, new))


def test_a_total_that_is_not_the_sum_of_the_rounds():
    # 263 + 119 + 560 + 143 + 180 = 1.265
    reading = changed("1.265", "1.256")

    assert findings(reading) == [
        "Các đợt cộng lại được 1.265 đơn vị máu, văn bản ghi tổng số 1.256 đơn vị máu."
    ]
    words = said(reading, *reading.contradictions[0].words)
    assert words[0] == "thu được 1.256 đơn vị máu"
    assert words[1].startswith("Đợt 1: Ngày 9/4/2024")
    assert len(words) == 6


def test_fewer_rounds_listed_than_counted():
    fourth = HALF_YEAR[HALF_YEAR.index("- Đợt 4") : HALF_YEAR.index("- Đợt 5")]

    reading = read_text(HALF_YEAR.replace(fourth, "").replace("1.265", "1.122"))

    assert findings(reading) == ["Văn bản ghi 05 đợt, danh sách có 04 đợt."]


def test_a_round_that_could_not_be_read_leaves_the_sums_open():
    reading = changed("khu công nghiệp Phố Nối A thu", "Phố Nối A thu")

    assert len(reading.drives) == 5
    assert findings(reading) == []


def test_a_second_time_that_was_the_third():
    reading = read_text(
        "Ngày 25/5/2022 tổ chức hiến máu lần thứ 2 tại Công ty A, thu được 166 đơn vị máu. "
        "Sau 03 đợt đã thu được 666 đơn vị máu."
    )

    assert findings(reading) == [
        "Đợt này được gọi là lần thứ 2, văn bản lại ghi đã tổ chức 03 đợt."
    ]
    assert said(reading, reading.contradictions[0].words[1]) == ["03 đợt"]


@pytest.mark.parametrize(
    "stated",
    [
        "đạt 54%",  # 666 × 100 ÷ 1.220 = 54,59…, cut
        "đạt 55%",  # rounded
        "đạt 54,5%",
        "đạt 54,6%",
        "đạt 54,59%",
    ],
)
def test_a_percentage_may_be_cut_or_rounded(stated):
    assert findings(_so_far(666, stated, 1220)) == []


def _so_far(units: int, stated: str, target: int):
    return read_text(
        f"Đến nay thu được {units} đơn vị máu, {stated} kế hoạch UBND tỉnh giao ({target} đơn vị)."
    )


def test_a_percentage_that_does_not_fit_is_named_with_the_right_one():
    reading = _so_far(666, "đạt 64%", 1220)

    assert findings(reading) == [
        "Văn bản ghi đạt 64%, nhưng 666 đơn vị máu trên chỉ tiêu 1.220 là đạt 54,5%."
    ]
    assert said(reading, *reading.contradictions[0].words) == [
        "đạt 64% kế hoạch UBND tỉnh giao",
        "thu được 666 đơn vị máu",
        "kế hoạch UBND tỉnh giao (1220 đơn vị)",
    ]


def test_exceeded_is_said_where_reached_is_meant():
    # 744 × 100 ÷ 610 = 121,96…
    assert findings(_so_far(744, "vượt 122%", 610)) == [
        "“vượt 122%” đúng ra là “đạt 122%”: 744 đơn vị máu trên chỉ tiêu 610 là đạt 121,9%, "
        "tức vượt 21,9%."
    ]


def test_exceeded_in_its_strict_meaning_is_right():
    assert findings(_so_far(744, "vượt 22%", 610)) == []


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("vượt 65 đơn vị máu", []),
        ("vượt 56 đơn vị máu", ["Văn bản ghi vượt 56 đơn vị máu, tính ra vượt 65."]),
        ("còn thiếu 65 đơn vị máu", ["Văn bản ghi còn thiếu 65 đơn vị máu, tính ra vượt 65."]),
    ],
)
def test_what_lies_between_units_and_target_is_worked_out(stated, found):
    reading = read_text(
        "Đến nay thu được 1.265 đơn vị máu, đạt 105% kế hoạch UBND tỉnh giao (1.200 đơn vị máu), "
        f"{stated}."
    )

    assert findings(reading) == found


def test_each_percentage_is_held_against_the_target_of_its_own_assigner():
    # 666 ÷ 610 = 109,1…
    reading = read_text(
        "Đến nay thu được 666 đơn vị máu:\n"
        "- Đạt 54% kế hoạch UBND tỉnh giao năm 2022 (1.220 đơn vị máu);\n"
        "- Đạt 108% kế hoạch Trung ương giao năm 2022 (610 đơn vị máu)."
    )

    assert findings(reading) == [
        "Văn bản ghi đạt 108%, nhưng 666 đơn vị máu trên chỉ tiêu 610 là đạt 109,1%, tức vượt 9,1%."
    ]


def test_two_rounds_with_one_number():
    assert findings(changed("Đợt 2", "Đợt 1")) == ["Có 02 đợt cùng mang số 1."]


def test_rounds_out_of_order():
    reading = changed("Đợt 3: Ngày 24/4/2024", "Đợt 3: Ngày 10/4/2024")

    assert findings(reading) == [
        "Thứ tự các đợt không khớp: đợt 2 ngày 11/4/2024 đứng trước đợt 3 ngày 10/4/2024."
    ]


def test_a_day_that_no_calendar_has():
    reading = changed("Ngày 27/5/2024", "Ngày 31/6/2024")

    assert findings(reading) == ["“Ngày 31/6/2024”: lịch không có ngày này."]
    assert said(reading, reading.contradictions[0].words[0]) == ["Ngày 31/6/2024"]


def test_a_day_outside_the_period_in_either_calendar():
    # The first half starts on 15/12 of the year before in the administrative calendar.
    reading = changed("Ngày 27/5/2024", "Ngày 01/7/2024")

    assert findings(reading) == [
        "Ngày 01/7/2024 nằm ngoài kỳ của văn bản (15/12/2023 - 30/6/2024)."
    ]


def test_the_last_half_of_december_may_belong_to_the_first_half():
    assert findings(changed("Ngày 9/4/2024", "Ngày 15/12/2023")) == []


def test_ends_that_the_text_tells_are_the_period():
    reading = changed(
        "Tin hoạt động 6 tháng đầu năm 2024",
        "Tin 6 tháng đầu năm 2024 (từ ngày 15/12/2023 đến ngày 14/5/2024)",
    )

    assert findings(reading) == [
        "Ngày 23/5/2024 nằm ngoài kỳ của văn bản (15/12/2023 - 14/5/2024).",
        "Ngày 27/5/2024 nằm ngoài kỳ của văn bản (15/12/2023 - 14/5/2024).",
    ]


def test_one_day_and_place_told_twice():
    reading = read_text(
        "- Ngày 9/4/2024 hiến máu tại khu công nghiệp Phố Nối A thu được 263 đơn vị máu;\n"
        "- Ngày 09/4/2024 hiến máu tại KCN PHỐ NỐI A thu được 263 đơn vị máu."
    )

    assert findings(reading) == ["02 đợt cùng ngày 09/4/2024 tại khu công nghiệp Phố Nối A."]


@pytest.mark.parametrize(
    ("attended", "found"),
    [
        ("200", ["Đợt ngày 09/4/2024: 263 đơn vị máu, nhiều hơn 200 người tham dự."]),
        ("gần 200", ["Đợt ngày 09/4/2024: 263 đơn vị máu, nhiều hơn 200 người tham dự."]),
        ("trên 200", []),
        ("263", []),
    ],
)
def test_more_units_than_people_who_came(attended, found):
    reading = read_text(
        f"Ngày 9/4/2024 hiến máu tại khu công nghiệp Sạch với {attended} người tham dự, thu được "
        "263 đơn vị máu."
    )

    assert findings(reading) == found


def test_a_table_that_differs_from_its_text():
    reading = read_text(
        "Đợt 1: Ngày 9/4/2024 hiến máu tại KCN Sạch thu được 263 đơn vị máu.\n"
        "Đợt\tNgày\tKhu công nghiệp\tSố đơn vị máu\n"
        "1\t9/4/2024\tSạch\t236\n"
    )

    assert len(reading.drives) == 1
    assert findings(reading) == [
        "Đợt ngày 09/4/2024: câu văn ghi 263 đơn vị máu, bảng ghi 236 đơn vị máu."
    ]


def test_two_totals_of_one_period():
    reading = changed(
        "Thời gian tới", "Trong 6 tháng đầu năm 2024 thu được 1.256 đơn vị máu. Sau đó"
    )

    assert "Văn bản ghi hai tổng số: 1.265 và 1.256 đơn vị máu." in findings(reading)
