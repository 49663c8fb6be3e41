"""Rules on drives that lie across tables or depend on the clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.timezone import localdate

from campaigns.models import Drive
from donations.models import DriveResult
from tests.factories import (
    CampaignFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    ResultFactory,
    StatementFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db


def problems(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


def test_a_drive_held_in_the_future_is_refused(committee):
    zone = ZoneFactory.create(committee=committee)
    tomorrow = localdate() + timedelta(days=1)
    drive = DriveFactory.build(committee=committee, zone=zone, status="held", on=tomorrow)

    assert problems(drive) == {"on": ["Đợt đã tổ chức không thể có ngày ở tương lai."]}


def test_a_drive_held_today_is_accepted(committee):
    zone = ZoneFactory.create(committee=committee)

    DriveFactory.build(committee=committee, zone=zone, status="held", on=localdate()).full_clean()


def test_a_host_of_another_zone_is_refused(committee):
    here, there = ZoneFactory.create_batch(2, committee=committee)
    host = CompanyFactory.create(committee=committee, name="Công ty A", zone=there)
    drive = CompanyDriveFactory.build(committee=committee, host=host, zone=here)

    assert problems(drive) == {"zone": [f"Công ty A ở khu công nghiệp {there.name}."]}


def test_the_zone_of_a_company_drive_is_the_companys_on_that_day(committee):
    old, new = ZoneFactory.create_batch(2, committee=committee)
    host = CompanyFactory.create(committee=committee, zone=old)
    drive = CompanyDriveFactory.build(committee=committee, host=host, zone=None)
    drive.full_clean()
    drive.save()

    host.zone = new
    host.save()

    drive.refresh_from_db()
    drive.full_clean()  # the old drive is still right
    assert drive.zone == old


def test_a_company_may_be_without_a_zone(committee):
    host = CompanyFactory.create(committee=committee)

    drive = CompanyDriveFactory.create(committee=committee, host=host)

    drive.full_clean()
    assert drive.zone is None


def test_rows_of_another_committee_are_refused(committee):
    drive = CompanyDriveFactory.build(
        committee=committee, host=CompanyFactory.create(), zone=ZoneFactory.create()
    )

    assert problems(drive) == {
        "zone": ["Khu công nghiệp thuộc Ban Chỉ đạo khác."],
        "host": ["Doanh nghiệp thuộc Ban Chỉ đạo khác."],
    }


def test_only_a_postponed_drive_is_held_again(committee):
    planned = DriveFactory.create(committee=committee)
    again = DriveFactory.build(committee=committee, zone=planned.zone, replaces=planned)

    assert problems(again) == {"replaces": ["Chỉ tổ chức lại cho đợt đã hoãn."]}


@pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
def test_a_result_belongs_to_a_held_drive(committee, status):
    drive = DriveFactory.create(committee=committee, status=status)
    result = ResultFactory.build(drive=drive)

    assert problems(result)["units"][0].startswith("Chỉ nhập kết quả cho đợt đã tổ chức")


def test_a_drive_with_a_result_stays_held(committee):
    drive = held(committee, date(2024, 4, 9), 263)
    drive.status = Drive.Status.POSTPONED

    (message,) = problems(drive)["status"]
    assert message.startswith("Đợt này đã có kết quả nên phải là “đã tổ chức”")


def test_a_row_that_a_report_rests_on_cannot_be_deleted(committee):
    drive = held(committee, date(2024, 4, 9), 263)

    for row in (drive, drive.zone, committee):
        with pytest.raises(ProtectedError):
            row.delete()
    assert DriveResult.objects.count() == 1


def test_a_facility_or_campaign_that_a_drive_names_cannot_be_deleted(committee):
    drive = DriveFactory.create(committee=committee)
    drive.facilities.add(FacilityFactory.create())
    drive.campaigns.add(CampaignFactory.create(committee=committee))

    for named in (drive.facilities, drive.campaigns):
        with pytest.raises(ProtectedError):
            named.all().delete()
        assert named.count() == 1


def test_a_facility_that_a_statement_names_cannot_be_deleted():
    facility = FacilityFactory.create()
    StatementFactory.create(facilities=[facility])

    with pytest.raises(ProtectedError):
        facility.delete()


def test_a_month_ends_on_its_last_day():
    drive = Drive(on=date(2024, 2, 1), precision=Drive.Precision.MONTH)

    assert drive.day.latest == date(2024, 2, 29)
    assert drive.day.text == "tháng 02/2024"
