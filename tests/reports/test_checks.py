"""The list of findings before signing: how grave each is, what it says, where it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import timezone

from campaigns.dates import Day
from donations.models import DriveResult
from reports.attendance import Attendance
from reports.checks import Mends, Severity, findings
from reports.facts import OtherCalendar, Statement
from reports.letter import NO_ADDRESSEE, NO_PLACE, Signature
from reports.periods import preset_period
from reports.templatetags.opening import MENDS
from tests.factories import TargetFactory, held
from tests.reports.builders import (
    ADMINISTRATIVE,
    HOSPITAL,
    INSTITUTE,
    PLAN,
    a_round,
    at_company,
    draft,
    of,
    planned,
    progress,
    stated,
    summary,
)

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
TARGET = progress(1200, 263, document_number="08/KH-UBND", document_on=date(2024, 1, 12))


def _round(units: int | None = 263, number: int = 1, **rest: object):
    rest = {"facilities": (HOSPITAL,)} | rest
    return a_round(number, date(2024, 4, 9), units, **rest)


def _found(*rounds, letter=None, **rest: object) -> list[tuple[Severity, str]]:
    """What is found in a period that has a target with its document and nothing else odd."""
    facts = summary(rounds=rounds, **{"plan": PLAN, "targets": (TARGET,)} | rest)
    return [(each.severity, each.text) for each in findings(facts, letter)]


def _letter(**rest: object):
    signed = {"addressees": ("UBND tỉnh",), "signature": Signature("Nguyễn Văn A", "head")}
    return draft(**signed | rest)


def test_a_clean_report_has_no_finding():
    assert _found(_round(), letter=_letter()) == []


# Errors


def test_a_held_drive_without_a_result_is_an_error():
    assert _found(_round(None)) == [(ERROR, "Đợt 1 (09/4/2024, KCN Phố Nối A): chưa nhập kết quả.")]


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        ({"addressees": ()}, "Chưa chọn nơi gửi (Kính gửi)."),
        ({"addressees": (NO_ADDRESSEE,)}, "Chưa chọn nơi gửi (Kính gửi)."),
        ({"signature": None}, "Chưa chọn người ký."),
        ({"place": NO_PLACE}, "Chưa nhập đầu văn bản của Ban Chỉ đạo."),
    ],
)
def test_a_letter_that_lacks_a_part_is_an_error(missing, text):
    assert _found(_round(), letter=_letter(**missing)) == [(ERROR, text)]


def test_errors_come_first_and_notes_last():
    found = _found(_round(None, facilities=()), letter=_letter(signature=None), targets=())

    assert [severity for severity, _ in found] == [ERROR, ERROR, WARNING, NOTE]


# Warnings


def test_no_target_is_a_warning():
    assert _found(_round(), targets=()) == [(WARNING, "Chưa có chỉ tiêu năm 2024.")]


def test_a_target_without_its_document_is_a_warning_and_its_note_a_note():
    assert _found(_round(), targets=(progress(1200, 263, note="số tạm giao."),)) == [
        (WARNING, "Kế hoạch UBND tỉnh giao năm 2024: chưa nhập văn bản giao chỉ tiêu."),
        (NOTE, "Kế hoạch UBND tỉnh giao năm 2024: số tạm giao."),
    ]


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ({"donated": 250}, "số đơn vị máu (263) lớn hơn số người đã hiến (250)"),
        ({"attended": Attendance(250)}, "số đơn vị máu (263) lớn hơn số tham dự (250)"),
        (
            {"registered": 300, "attended": Attendance(310)},
            "số tham dự (310) lớn hơn số đăng ký (300)",
        ),
        (
            {"registered": 300, "attended": Attendance(310, "over")},
            "số tham dự (310) lớn hơn số đăng ký (300)",
        ),
    ],
)
def test_more_that_came_out_than_went_in_is_a_warning(figures, text):
    assert _found(_round(**figures)) == [(WARNING, f"Đợt 1: {text}.")]


@pytest.mark.parametrize(
    "figures",
    [
        {"registered": 300, "attended": Attendance(300), "eligible": 263, "donated": 263},
        {"attended": Attendance(250, "over")},
        {"registered": 300, "attended": Attendance(310, "nearly")},
    ],
    ids=["equal", "over 250 may be 263", "nearly 310 may be 300"],
)
def test_what_may_be_so_is_no_finding(figures):
    assert _found(_round(**figures)) == []


def test_a_statement_that_the_drives_contradict_is_a_warning():
    held = _round(attended=Attendance(300))

    assert _found(held, statement=stated(1500)) == [
        (
            WARNING,
            "Số người tham dự của cả kỳ (trên 1.500) khác tổng các đợt (300); "
            "báo cáo in tổng các đợt.",
        )
    ]
    assert _found(held, statement=Statement(None, (INSTITUTE,))) == [
        (
            WARNING,
            f"Đơn vị tiếp nhận máu của cả kỳ ({INSTITUTE}) khác ở các đợt ({HOSPITAL}); "
            "báo cáo in theo các đợt.",
        )
    ]


@pytest.mark.parametrize("label", ["lần thứ 2", "Đợt 2", "Ngày hội lần II"])
def test_a_label_announced_with_another_number_is_a_warning(label):
    assert _found(_round(label=label)) == [
        (WARNING, f"Đợt 1 (09/4/2024, KCN Phố Nối A): khi thông báo gọi là “{label}”.")
    ]


@pytest.mark.parametrize(
    "label",
    [
        "",
        "lần thứ 1",
        "Đợt I",
        "Giọt hồng 2024",
        "Ngày hội tại KCN Thăng Long II",
        "Ngày hội sáng thứ 7",
        "Hưởng ứng Hành trình Đỏ lần thứ XII",
        "Ngày hội lần thứ 5 của Canon",
    ],
)
def test_a_label_with_the_same_number_or_none_is_no_finding(label):
    assert _found(_round(label=label)) == []


def test_an_overdue_drive_is_a_warning():
    overdue = planned(Day(date(2024, 7, 1), is_month=True), is_overdue=True)

    assert _found(_round(), upcoming=(overdue,)) == [
        (WARNING, "Tháng 7/2024, Chưa ấn định địa điểm: quá hạn, chưa có kết quả.")
    ]


def test_a_drive_between_the_two_calendars_ends_is_a_warning():
    held, late = _round(), _round(90, 2)
    other = OtherCalendar(
        "administrative", preset_period("h1", 2024, ADMINISTRATIVE), 1, 90, (late,), (held,)
    )

    assert _found(held, other_calendar=other) == [
        (
            WARNING,
            "09/4/2024, KCN Phố Nối A: tính trong kỳ này, khác với cùng kỳ theo lịch kia "
            "(15/12/2023 - 14/6/2024).",
        ),
        (
            WARNING,
            "09/4/2024, KCN Phố Nối A: không tính trong kỳ này, khác với cùng kỳ theo lịch kia "
            "(15/12/2023 - 14/6/2024).",
        ),
    ]


def test_results_entered_more_than_two_weeks_after_the_period_are_one_warning():
    in_time = _round(entered_on=date(2024, 7, 14))
    late = _round(number=2, place=at_company("A"), entered_on=date(2024, 7, 15))
    later = _round(number=3, place=at_company("B"), entered_on=date(2024, 8, 1))

    assert _found(in_time) == []
    assert _found(in_time, late, later) == [
        (
            WARNING,
            "Kết quả đợt 2 và 3 nhập sau khi kỳ kết thúc hơn 14 ngày (muộn nhất ngày 01/8/2024).",
        )
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH Sews-Components Việt Nam", "Công ty TNHH Sews-Componets Việt Nam"),
        ("Công ty TNHH Sews-Components Việt Nam", "Công ty TNHH SewsComponents Việt Nam"),
        ("Công ty Regina Miracle International", "Công ty Regina Miracle Internationnal"),
    ],
)
def test_two_names_that_differ_in_spelling_only_are_a_warning(one, other):
    rounds = [_round(number=n, place=at_company(name)) for n, name in ((1, one), (2, other))]
    facts = summary(rounds=tuple(rounds), targets=(TARGET,))

    (found,) = [each for each in findings(facts) if each.mends == "company"]

    assert found.severity == WARNING
    assert one in found.text
    assert other in found.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH 1", "Công ty TNHH 2"),
        ("Công ty May 10", "Công ty May 11"),
        ("Nhà máy Yên Mỹ", "Nhà máy Yên Mỹ II"),
        ("Nhà máy Yên Mỹ VII", "Nhà máy Yên Mỹ VIII"),
        ("Công ty Minh Quang", "Công ty Minh Khang"),
        ("Công ty Hòa Phát", "Công ty Hòa Bình"),
        ("Công ty Minh Quang", "Công ty Minh Đức"),
    ],
)
def test_two_names_that_mean_two_things_are_no_finding(one, other):
    rounds = [_round(number=n, place=at_company(name)) for n, name in ((1, one), (2, other))]
    facts = summary(rounds=tuple(rounds), targets=(TARGET,))

    assert not [each for each in findings(facts) if each.mends == "company"]


def test_a_period_that_is_not_over_is_a_warning():
    facts = replace(
        summary(rounds=(_round(),), targets=(TARGET,), plan=PLAN), day=date(2024, 6, 20)
    )

    assert [(each.severity, each.text) for each in findings(facts)] == [
        (WARNING, "Kỳ chưa kết thúc: số liệu đến hết ngày 20/6/2024.")
    ]


# Notes


def test_what_is_known_for_the_whole_period_only_is_a_note():
    assert _found(_round(facilities=()), statement=stated(1500)) == [
        (
            NOTE,
            "Số người tham dự chỉ có cho cả kỳ (trên 1.500), chưa ghi theo từng đợt.",
        ),
        (NOTE, "Có đợt chưa ghi đơn vị tiếp nhận máu."),
    ]


def test_no_plan_is_a_note():
    assert _found(_round(), plan=None) == [(NOTE, "Chưa nhập kế hoạch năm 2024.")]


def test_more_units_than_people_stated_for_the_period_is_a_warning():
    found = _found(_round(), statement=stated(200, "nearly"))

    assert (WARNING, "Số đơn vị máu của cả kỳ (263) lớn hơn số người tham dự (gần 200).") in found
    assert not [each for each in _found(_round(), statement=stated(200)) if each[0] == WARNING]


def test_the_84_days_are_a_planners_note():
    again = replace(_round(number=2), day=Day(date(2024, 5, 9)))

    assert [severity for severity, text in _found(_round(), again) if "84 ngày" in text] == [NOTE]


# Where it is mended, and what the data tell


@pytest.mark.django_db
def test_each_finding_leads_to_the_page_that_mends_it(committee):
    drive = held(committee, date(2024, 4, 9), None)
    target = TargetFactory.create(committee=committee)

    mends = {each.text: (each.mends, each.pk) for each in findings(of(committee))}

    assert mends[f"Đợt 1 (09/4/2024, {drive.place.short}): chưa nhập kết quả."] == (
        "drive",
        drive.pk,
    )
    assert mends["Kế hoạch UBND tỉnh giao năm 2024: chưa nhập văn bản giao chỉ tiêu."] == (
        "target",
        target.pk,
    )


def test_whatever_is_to_be_mended_has_a_page_for_it():
    assert set(MENDS) == set(Mends)


@pytest.mark.django_db
def test_the_links_are_on_the_page_for_those_who_may_follow_them(as_officer, as_leader, committee):
    drive = held(committee, date(2024, 4, 9), None)
    link = f'<a href="/admin/campaigns/drive/{drive.pk}/change/">Mở đợt này</a>'

    assert link in as_officer.get("/reports/2024/h1/").content.decode()
    assert link not in as_leader.get("/reports/2024/h1/").content.decode()


@pytest.mark.django_db
def test_the_day_of_entry_is_the_first_that_the_history_tells(committee):
    drive = held(committee, date(2024, 4, 9), 263)
    july = datetime(2024, 7, 20, 1, 0, tzinfo=timezone.get_current_timezone())
    DriveResult.history.update(history_date=july)
    drive.result.units = 264
    drive.result.save()

    (found,) = of(committee).rounds

    assert found.entered_on == date(2024, 7, 20)


# The two calendars


@pytest.mark.django_db
def test_the_two_calendars_are_compared_and_their_drives_named(committee):
    december = held(committee, date(2023, 12, 20), 10)
    april = held(committee, date(2024, 4, 9), 263)
    june = held(committee, date(2024, 6, 20), 100)

    other = of(committee).other_calendar

    assert (other.period.from_on, other.period.to_on) == (date(2023, 12, 15), date(2024, 6, 14))
    assert (other.drives, other.units) == (2, 273)
    assert [each.drive_id for each in other.only_there] == [december.pk]
    assert [each.drive_id for each in other.only_here] == [june.pk]
    assert of(committee).units == 363
    assert april.pk not in {each.drive_id for each in (*other.only_here, *other.only_there)}


@pytest.mark.django_db
def test_the_administrative_committee_sees_the_statistical_period_beside_its_own(committee):
    committee.calendar = ADMINISTRATIVE
    committee.save()
    held(committee, date(2024, 6, 20), 100)

    facts = of(committee)

    assert facts.units == 0
    assert facts.other_calendar.units == 100
    assert facts.year_units == 0


@pytest.mark.django_db
def test_what_has_not_happened_yet_counts_in_neither_calendar(committee):
    held(committee, date(2024, 6, 20), 100)
    committee.calendar = ADMINISTRATIVE
    committee.save()

    assert of(committee, as_of=date(2024, 6, 19)).other_calendar.units == 0


@pytest.mark.django_db
def test_the_periods_page_shows_both_totals_and_names_the_drives(as_leader, committee):
    held(committee, date(2024, 6, 20), 100)
    held(committee, date(2024, 4, 9), 263)

    page = as_leader.get("/reports/2024/h1/").content.decode()

    assert "Theo hai cách tính kỳ" in page
    assert "15/12/2023 - 14/6/2024" in page
    assert "chỉ tính ở báo cáo này" in page
