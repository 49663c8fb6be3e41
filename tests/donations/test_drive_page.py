"""The drive's page in the admin: drive and result together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from campaigns.models import Drive
from donations.models import DriveResult
from tests.donations.pages import errors_of, form_of, page_of, said
from tests.factories import (
    CompanyFactory,
    DriveFactory,
    PlanFactory,
    TargetFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(committee):
    """The demo's year up to 11/4: 382 units of 1200."""
    PlanFactory.create(committee=committee)
    TargetFactory.create(committee=committee, units=1200)
    held(committee, date(2024, 4, 9), 263)
    held(committee, date(2024, 4, 11), 119)


def test_what_a_drive_is_to_bring_is_asked_for_in_sight(as_officer, committee):
    page = as_officer.get("/admin/campaigns/drive/add/").content.decode()

    assert 'name="expected_units"' in page.split("Thêm về đợt này")[0]


# Entering a result


def test_the_officer_reads_the_years_standing_after_saving(as_officer, committee, year):
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 24))

    response = as_officer.post(page_of(drive), form_of(drive, {"units": "560"}, status="held"))

    assert (
        "Đã lưu kết quả Ngày hội ngày 24/4/2024: 560 đơn vị. Lũy kế năm 2024: 942 đơn vị, "
        "đạt 78% kế hoạch UBND tỉnh giao, còn thiếu 258 đơn vị." in said(response)
    )


def test_a_corrected_result_says_from_what_to_what(as_officer, committee, year):
    drive = held(committee, date(2024, 5, 27), 180)

    response = as_officer.post(page_of(drive), form_of(drive, {"units": "185"}))

    assert (
        "Đã sửa kết quả Ngày hội ngày 27/5/2024: từ 180 thành 185 đơn vị. Lũy kế năm 2024: "
        "567 đơn vị, đạt 47% kế hoạch UBND tỉnh giao, còn thiếu 633 đơn vị." in said(response)
    )


def test_without_a_target_the_total_stands_alone(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 9))

    response = as_officer.post(page_of(drive), form_of(drive, {"units": "263"}, status="held"))

    assert (
        "Đã lưu kết quả Ngày hội ngày 09/4/2024: 263 đơn vị. "
        "Lũy kế năm 2024: 263 đơn vị; chưa có chỉ tiêu năm 2024." in said(response)
    )


def test_a_drive_saved_without_a_result_says_nothing_of_the_year(as_officer, committee):
    drive = DriveFactory.create(committee=committee)

    response = as_officer.post(page_of(drive), form_of(drive, venue="Ramen"))

    assert not [text for text in said(response) if "Lũy kế" in text]
    assert Drive.objects.get().venue == "Ramen"
    assert not DriveResult.objects.exists()


@pytest.mark.parametrize("typed", ["1265", "1.265", "1 265", " 1265 "])
def test_units_are_read_as_vietnamese_write_them(as_officer, committee, typed):
    drive = DriveFactory.create(committee=committee, status="held")

    as_officer.post(page_of(drive), form_of(drive, {"units": typed}))

    assert DriveResult.objects.get().units == 1265


@pytest.mark.parametrize(
    "typed", ["09/4/2024", "9/4/2024", "09-04-2024", "9.4.2024", "2024-04-09", "9/4/24"]
)
def test_the_ninth_of_april_is_read_as_such(as_officer, committee, typed):
    drive = DriveFactory.create(committee=committee, on=date(2024, 1, 1))

    as_officer.post(page_of(drive), form_of(drive, on=typed))

    assert Drive.objects.get().on == date(2024, 4, 9)


@pytest.mark.parametrize("typed", ["7/2024", "07/2024", "tháng 7/2024", "7-2024"])
def test_a_planned_drive_may_have_only_a_month(as_officer, committee, typed):
    drive = DriveFactory.create(committee=committee, on=date(2024, 7, 1))

    as_officer.post(page_of(drive), form_of(drive, on=typed))

    drive.refresh_from_db()
    assert drive.day.text == "tháng 7/2024"
    assert 'value="07/2024"' in as_officer.get(page_of(drive)).content.decode()


def test_a_month_becomes_a_day_when_the_day_is_known(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 7, 1), precision="month")

    as_officer.post(page_of(drive), form_of(drive, on="01/7/2024"))

    drive.refresh_from_db()
    assert drive.day.text == "01/7/2024"


# Bad input: a message beside the field, and nothing saved


@pytest.mark.parametrize(
    ("result", "where", "message"),
    [
        ({"units": "-1"}, "result.units", "Không được nhỏ hơn 0."),
        ({"units": "12,5"}, "result.units", "Nhập số nguyên, ví dụ 263 hoặc 1.265."),
        ({"units": "12.5"}, "result.units", "Nhập số nguyên, ví dụ 263 hoặc 1.265."),
        ({"units": "263 túi"}, "result.units", "Nhập số nguyên, ví dụ 263 hoặc 1.265."),
        ({"attended": "300"}, "result.units", "Vui lòng nhập mục này."),
        (
            {"units": "263", "bags_250": "100", "bags_350": "100"},
            "result.units",
            "Tổng số túi phải bằng số đơn vị máu.",
        ),
        (
            {"units": "263", "attended_hedge": "over"},
            "result.attended",
            "Nhập số người tham dự.",
        ),
    ],
)
def test_a_bad_result_is_told_beside_its_field(as_officer, committee, result, where, message):
    drive = DriveFactory.create(committee=committee, status="held")

    response = as_officer.post(page_of(drive), form_of(drive, result, venue="Ramen"))

    assert errors_of(response) == {where: [message]}
    assert not DriveResult.objects.exists()
    assert Drive.objects.get().venue == ""


def far_future() -> str:
    return f"{localdate() + timedelta(days=1):%d/%m/%Y}"


@pytest.mark.parametrize(
    ("fields", "where", "message"),
    [
        (
            {"on": "31/02/2024"},
            "on",
            "Ngày không hợp lệ; nhập ngày như 09/4/2024, hoặc tháng như 7/2024.",
        ),
        (
            {"on": "13/2024"},
            "on",
            "Ngày không hợp lệ; nhập ngày như 09/4/2024, hoặc tháng như 7/2024.",
        ),
        ({"on": ""}, "on", "Vui lòng nhập mục này."),
        (
            {"on": "7/2024", "status": "held"},
            "on",
            "Đợt đã tổ chức phải có ngày, không chỉ có tháng.",
        ),
        ({"form": "company", "zone": ""}, "host", "Chọn doanh nghiệp nơi tổ chức."),
    ],
)
def test_a_bad_drive_is_told_beside_its_field(as_officer, committee, fields, where, message):
    drive = DriveFactory.create(committee=committee)

    response = as_officer.post(page_of(drive), form_of(drive, **fields))

    assert errors_of(response) == {where: [message]}
    drive.refresh_from_db()
    assert (drive.status, drive.form, drive.version) == ("planned", "zone", 0)


def test_a_held_drive_in_the_future_is_refused(as_officer, committee):
    drive = DriveFactory.create(committee=committee)

    response = as_officer.post(
        page_of(drive), form_of(drive, {"units": "5"}, on=far_future(), status="held")
    )

    assert errors_of(response) == {"on": ["Đợt đã tổ chức không thể có ngày ở tương lai."]}
    assert not DriveResult.objects.exists()


def test_a_host_of_another_zone_is_refused(as_officer, committee):
    here, there = ZoneFactory.create_batch(2, committee=committee)
    host = CompanyFactory.create(committee=committee, zone=there, name="Công ty A")
    drive = DriveFactory.create(committee=committee, zone=here)

    response = as_officer.post(page_of(drive), form_of(drive, form="company", host=host.pk))

    assert errors_of(response) == {"zone": [f"Công ty A ở khu công nghiệp {there.name}."]}


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_result_for_a_drive_not_held_is_refused(as_officer, committee, status):
    drive = DriveFactory.create(committee=committee)

    response = as_officer.post(
        page_of(drive), form_of(drive, {"units": "5"}, status=status, reason="mưa bão")
    )

    (message,) = errors_of(response)["result.units"]
    assert message.startswith("Chỉ nhập kết quả cho đợt đã tổ chức")
    assert not DriveResult.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(as_officer, committee):
    drive = DriveFactory.create(committee=committee, status="held")

    response = as_officer.post(
        page_of(drive), form_of(drive, {"units": "x1", "attended": "312"}, on="31/02/2024")
    )

    page = response.content.decode()
    for typed in ("31/02/2024", "x1", "312"):
        assert f'value="{typed}"' in page


# History


def test_a_change_is_kept_with_its_user(as_officer, officer, committee):
    drive = held(committee, date(2024, 5, 27), 180)

    as_officer.post(page_of(drive), form_of(drive, {"units": "185"}))

    changed, made = DriveResult.history.all()
    assert (changed.units, changed.history_user) == (185, officer)
    assert made.units == 180


def test_a_form_sent_unchanged_leaves_no_trace(as_officer, committee):
    drive = held(committee, date(2024, 5, 27), 180)

    as_officer.post(page_of(drive), form_of(drive))

    assert drive.history.count() == 1
    assert DriveResult.history.count() == 1
