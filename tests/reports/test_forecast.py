"""Will we make it: every figure here was worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from campaigns.dates import Day
from campaigns.place import Place
from reports.experience import Past, past_drives, years_before
from reports.forecast import Answer, Basis, Forecast, forecast
from reports.forecast_words import basis, left_out, needs, reached_when, reason, verdict
from reports.periods import preset_period
from reports.summary import summarise
from tests.factories import DriveFactory
from tests.factories import held as held_drive
from tests.reports.builders import (
    PHO_NOI_A,
    STATISTICAL,
    THANG_LONG_II,
    a_round,
    at_company,
    planned,
    progress,
    summary,
)

TODAY = date(2024, 6, 30)
CANON = at_company("Công ty Canon", "Phố Nối A")
TOTO = at_company("Công ty TOTO", "Thăng Long II")
NEW = at_company("Công ty Mới", "Phố Nối A")

# Zone-wide 260 and 300; at TOTO 100 and 120; at Canon 180. In all 960 units in 5 drives: mean 192.
PAST = (
    Past(date(2023, 4, 9), PHO_NOI_A, 260),
    Past(date(2023, 5, 9), PHO_NOI_A, 300),
    Past(date(2023, 6, 9), TOTO, 100),
    Past(date(2024, 4, 9), TOTO, 120),
    Past(date(2024, 5, 9), CANON, 180),
)


def _coming(*places: Place, first: int = 7):
    return tuple(
        planned(Day(date(2024, first + index, 10)), place, drive_id=index)
        for index, place in enumerate(places)
    )


def _forecast(*places: Place, goal: int = 1000, reached: int = 700, past=PAST, **rest) -> Forecast:
    target = progress(goal, reached)
    values = {
        "targets": (target,),
        "upcoming": _coming(*places),
        "day": TODAY,
        "as_of": TODAY,
    } | rest
    return forecast(summary("year", **values), past)


# What a drive is worth


def test_a_drive_like_no_other_is_worth_the_mean_of_all():
    estimate = _forecast(THANG_LONG_II).estimates[0]

    assert (estimate.worth.basis, estimate.worth.drives) == (Basis.ALL, 5)
    assert estimate.worth.mean == 192


def test_the_mean_of_a_zone_is_drawn_towards_that_of_all():
    estimate = _forecast(PHO_NOI_A).estimates[0]

    # (260 + 300 + 2 × 192) ÷ (2 + 2) = 944 ÷ 4
    assert (estimate.worth.basis, estimate.worth.drives) == (Basis.ZONE, 2)
    assert estimate.worth.mean == 236


def test_the_mean_of_a_host_is_drawn_towards_that_of_its_zone():
    estimate = _forecast(TOTO).estimates[0]

    # Companies of Thăng Long II: (100 + 120 + 2 × 192) ÷ 4 = 151;
    # TOTO itself: (100 + 120 + 2 × 151) ÷ 4 = 130,5, a half up.
    assert estimate.worth.basis == Basis.HOST
    assert estimate.worth.mean == Fraction(261, 2)
    assert estimate.worth.units == 131


def test_a_new_host_is_worth_what_others_of_its_zone_and_form_brought():
    estimate = _forecast(NEW).estimates[0]

    # Companies of Phố Nối A: (180 + 2 × 192) ÷ 3 = 188
    assert (estimate.worth.basis, estimate.worth.mean) == (Basis.ZONE, 188)


def test_drives_of_more_than_three_years_ago_and_those_without_a_result_say_nothing():
    old = Past(date(2021, 6, 30), TOTO, 9000)
    unknown = Past(date(2024, 6, 1), TOTO, None)

    assert _forecast(TOTO, past=(old, *PAST, unknown)).middle == 831


# The year's end


def test_the_middle_figure_is_what_was_reached_and_what_the_drives_are_worth():
    found = _forecast(TOTO, PHO_NOI_A)

    assert [each.middle for each in found.estimates] == [700 + 131, 700 + 131 + 236]
    assert found.middle == 1067


def test_low_and_high_lie_as_far_off_as_the_comparable_drives_lie_apart():
    found = _forecast(THANG_LONG_II)

    # Squares of 260, 300, 100, 120, 180 about 192: 4624 + 11664 + 8464 + 5184 + 144 = 30080;
    # ÷ 4 = 7520. Of the mean, told by 5 drives and 2 more: 7520 ÷ 7 = 1074,29.
    # 1,2816 × √(7520 + 1074,29) = 1,2816 × 92,706 = 118,8.
    assert (found.low, found.middle, found.high) == (773, 892, 1011)


def test_two_drives_of_one_group_share_the_error_of_its_mean():
    found = _forecast(THANG_LONG_II, THANG_LONG_II)

    # Two by chance: 15040; the mean's error twice over: 4 × 1074,29 = 4297,14.
    # 1,2816 × √19337,14 = 1,2816 × 139,058 = 178,2.
    assert (found.low, found.middle, found.high) == (1084 - 178, 1084, 1084 + 178)


def test_the_low_figure_never_lies_below_what_was_reached():
    wild = tuple(Past(date(2024, 5, day), THANG_LONG_II, day % 2 * 500) for day in range(1, 7))

    assert _forecast(PHO_NOI_A, past=wild).low == 700


def test_a_drive_held_without_a_result_is_still_to_bring_its_units():
    unknown = a_round(1, date(2024, 6, 20), None, PHO_NOI_A)

    found = _forecast(rounds=(unknown,))

    assert (found.remaining, found.estimates[0].is_held, found.middle) == (1, True, 936)


def test_an_overdue_drive_is_not_counted_and_said_to_be_left_out():
    late = planned(Day(date(2024, 5, 2)), TOTO, is_overdue=True)

    found = _forecast(PHO_NOI_A, pending=(late,))

    assert (found.remaining, found.middle) == (1, 936)
    assert left_out(found) == "Chưa tính 01 đợt quá hạn, chưa có kết quả."


def test_a_drive_of_next_year_does_not_count():
    drive = planned(Day(date(2025, 1, 10)), PHO_NOI_A)

    assert _forecast(upcoming=(drive,)).remaining == 0


def test_drives_are_taken_by_the_last_day_that_they_may_mean():
    july = planned(Day(date(2024, 7, 1), is_month=True), PHO_NOI_A, drive_id=1)
    tenth = planned(Day(date(2024, 7, 10)), TOTO, drive_id=2)

    found = _forecast(upcoming=(july, tenth))

    assert [each.drive_id for each in found.estimates] == [2, 1]


# The answer


@pytest.mark.parametrize(
    ("goal", "reached", "answer", "says"),
    [
        # One drive worth 192: 773 - 892 - 1.011 from 700.
        (
            773,
            700,
            Answer.YES,
            "Ngay cả ở mức thấp, tổng cộng cũng thu được 773 đơn vị, đủ chỉ tiêu UBND tỉnh giao "
            "773 đơn vị.",
        ),
        (
            892,
            700,
            Answer.LIKELY,
            "Ở mức giữa, tổng cộng thu được 892 đơn vị, đủ chỉ tiêu UBND tỉnh giao 892 đơn vị; "
            "ở mức thấp thì thiếu 119 đơn vị.",
        ),
        (
            1011,
            700,
            Answer.HARDLY,
            "Ở mức giữa, tổng cộng thu được 892 đơn vị, thiếu 119 đơn vị so với chỉ tiêu UBND tỉnh "
            "giao 1.011 đơn vị; chỉ ở mức cao mới đủ.",
        ),
        (
            1012,
            700,
            Answer.NO,
            "Ngay cả ở mức cao, tổng cộng cũng chỉ thu được 1.011 đơn vị, thiếu 1 đơn vị so với chỉ "
            "tiêu UBND tỉnh giao 1.012 đơn vị.",
        ),
        (
            1200,
            1265,
            Answer.REACHED,
            "1.265 đơn vị, đạt 105% kế hoạch UBND tỉnh giao, vượt 65 đơn vị.",
        ),
    ],
)
def test_the_answer_gives_its_reason(goal, reached, answer, says):
    found = _forecast(THANG_LONG_II, goal=goal, reached=reached)

    assert found.answer == answer
    assert reason(found, "Ban Chỉ đạo") == says


def test_with_four_known_drives_no_figure_is_given():
    found = _forecast(PHO_NOI_A, past=PAST[1:])

    assert (found.answer, found.is_known) == (Answer.UNKNOWN, False)
    assert reason(found, "Ban Chỉ đạo") == (
        "Trong 03 năm gần nhất mới có 04 đợt biết kết quả, cần ít nhất 05 đợt; còn thiếu 300 đơn "
        "vị so với chỉ tiêu UBND tỉnh giao 1.000 đơn vị."
    )


def test_without_a_drive_left_the_target_is_missed_unless_one_is_added():
    found = _forecast()

    assert verdict(found) == "Chưa đạt, không còn đợt nào trong kế hoạch"
    assert reason(found, "Ban Chỉ đạo") == (
        "Còn thiếu 300 đơn vị so với chỉ tiêu UBND tỉnh giao 1.000 đơn vị; cần lên kế hoạch thêm "
        "Ngày hội hiến máu tình nguyện."
    )


def test_after_the_targets_last_day_it_is_missed():
    over = progress(1000, 700, day=date(2024, 12, 31))

    found = _forecast(targets=(over,), day=date(2024, 12, 31))

    assert found.answer == Answer.OVER
    assert reason(found, "Ban Chỉ đạo").startswith("Hết ngày 31/12/2024, còn thiếu 300 đơn vị")


def test_a_year_that_is_looked_back_at_is_not_foretold_though_its_target_runs_on():
    runs_on = progress(1000, 700, from_on=date(2024, 7, 1), to_on=date(2025, 6, 30))
    coming = planned(Day(date(2025, 3, 10)), PHO_NOI_A)

    found = _forecast(
        targets=(runs_on,), upcoming=(coming,), day=date(2024, 12, 31), as_of=date(2025, 2, 1)
    )

    assert (found.is_closed, found.estimates) == (True, ())


def test_without_a_target_there_is_a_figure_and_no_answer():
    found = _forecast(PHO_NOI_A, targets=())

    assert (found.answer, found.middle, found.needed) == (Answer.NO_TARGET, 236, None)


def test_what_each_drive_has_to_bring_is_rounded_up():
    found = _forecast(TOTO, TOTO, TOTO, goal=1001)

    # 301 ÷ 3 = 100,3
    assert needs(found) == "Cần bình quân 101 đơn vị mỗi đợt còn lại (03 đợt)."


def test_the_drive_is_named_at_which_the_target_is_reached():
    found = _forecast(TOTO, PHO_NOI_A, TOTO, goal=1060)

    # 831, 1.067, 1.198
    assert reached_when(found) == (
        "Nếu mọi đợt diễn ra như kế hoạch, chỉ tiêu đạt được ở đợt 10/8/2024, KCN Phố Nối A."
    )


def test_an_estimate_says_what_it_rests_on():
    host, zone = _forecast(TOTO, NEW).estimates

    assert basis(host) == "02 đợt tại doanh nghiệp này"
    assert basis(zone) == "01 đợt cùng khu công nghiệp và hình thức"


# The years before


@pytest.mark.django_db
def test_past_drives_are_those_held_with_their_units(committee):
    held_drive(committee, date(2023, 4, 9), 263)
    held_drive(committee, date(2024, 4, 9), 100)
    DriveFactory.create(committee=committee, on=date(2022, 4, 9), status="cancelled")

    found = past_drives(committee, until=date(2024, 4, 8))

    assert [(each.on, each.units) for each in found] == [(date(2023, 4, 9), 263)]


def test_the_years_before_count_the_same_days():
    period = preset_period("year", 2024, STATISTICAL)

    found = years_before(PAST, period, date(2024, 5, 31), STATISTICAL)

    # 9/6/2023 lies after 31/5.
    assert [(each.year, each.units, each.drives) for each in found] == [(2023, 560, 2)]


@pytest.mark.django_db
def test_the_year_before_is_told_as_the_summary_tells_it(committee):
    held_drive(committee, date(2023, 4, 9), 263)
    held_drive(committee, date(2023, 8, 9), 100)
    period = preset_period("year", 2024, STATISTICAL)
    day = date(2024, 7, 1)

    past = past_drives(committee, until=day)

    expected = summarise(committee, period, as_of=day).last_year
    assert years_before(past, period, day, STATISTICAL) == (expected,)
