"""A drive once more: what a copy, a series and a new date carry over, and what they leave."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from campaigns.copying import copy_to, hold_again, series
from campaigns.dates import Day
from campaigns.form_fields import DaysField
from campaigns.models import Drive
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    ZoneFactory,
    held,
)


@pytest.fixture
def agreed(committee) -> Drive:
    """A planned drive of which everything is known."""
    drive = DriveFactory.create(
        committee=committee,
        on=date(2024, 6, 6),
        venue="Tòa nhà Ramen",
        starts_at=time(7, 45),
        ends_at=time(11),
        expected_units=300,
        label="lần thứ 2",
        code="06-06",
        note="Mang thêm ghế.",
    )
    drive.facilities.add(FacilityFactory.create())
    drive.campaigns.add(CampaignFactory.create(committee=committee))
    return drive


@pytest.mark.django_db
def test_a_copy_is_held_as_its_original_on_another_day(agreed):
    copy = copy_to(agreed, date(2024, 9, 12))

    copy.refresh_from_db()
    assert (copy.status, copy.on, copy.precision) == ("planned", date(2024, 9, 12), "day")
    assert (copy.zone, copy.venue, copy.expected_units) == (agreed.zone, "Tòa nhà Ramen", 300)
    assert (copy.starts_at, copy.ends_at) == (time(7, 45), time(11))
    assert list(copy.facilities.all()) == list(agreed.facilities.all())
    assert list(copy.campaigns.all()) == list(agreed.campaigns.all())


@pytest.mark.django_db
def test_name_note_and_code_stay_with_the_original(agreed):
    copy = copy_to(agreed, date(2024, 9, 12))

    assert (copy.label, copy.note, copy.code) == ("", "", "")


@pytest.mark.django_db
def test_the_campaigns_of_a_year_stay_in_it(agreed):
    copy = copy_to(agreed, date(2025, 6, 5))

    assert not copy.campaigns.exists()
    assert copy.facilities.exists()


@pytest.mark.django_db
def test_a_copy_of_a_held_drive_is_planned_and_has_no_result(committee):
    drive = held(committee, date(2024, 4, 9), 263)

    copy = copy_to(drive, date(2024, 9, 12))

    assert copy.status == "planned"
    assert not hasattr(copy, "result")


@pytest.mark.django_db
def test_a_copy_may_differ_in_what_was_agreed_meanwhile(agreed):
    copy = copy_to(agreed, date(2024, 9, 12), expected_units=120)

    assert copy.expected_units == 120


@pytest.mark.django_db
def test_a_copy_of_several_days_lasts_as_long(committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 6, 6), last_on=date(2024, 6, 8))

    assert copy_to(drive, date(2024, 9, 12)).last_on == date(2024, 9, 14)
    assert copy_to(drive, date(2024, 10, 1), is_month=True).last_on is None


@pytest.mark.django_db
def test_a_copy_goes_where_the_company_is_today(committee):
    company = CompanyFactory.create(
        committee=committee, zone=ZoneFactory.create(committee=committee)
    )
    drive = held(committee, date(2024, 4, 9), 100, host=company)
    company.zone = ZoneFactory.create(committee=committee)
    company.save()
    drive = Drive.objects.get(pk=drive.pk)

    assert copy_to(drive, date(2024, 9, 12)).zone == company.zone


@pytest.mark.django_db
def test_no_copy_is_made_for_a_day_that_no_drive_can_have(agreed):
    with pytest.raises(ValidationError) as refused:
        copy_to(agreed, date(2200, 1, 1))

    assert refused.value.message_dict == {"on": ["Ngày quá xa trong tương lai."]}
    assert Drive.objects.get() == agreed


@pytest.mark.django_db
def test_a_postponed_drive_is_held_again_under_its_name(agreed):
    agreed.status = "postponed"
    agreed.save()

    again = hold_again(agreed, date(2024, 9, 1), is_month=True)

    assert (again.replaces, again.status, again.precision) == (agreed, "planned", "month")
    assert (again.label, again.note, again.code) == ("lần thứ 2", "Mang thêm ghế.", "")


@pytest.mark.django_db
def test_only_what_was_postponed_is_held_again(agreed):
    with pytest.raises(ValidationError) as refused:
        hold_again(agreed, date(2024, 9, 12))

    assert refused.value.message_dict == {"replaces": ["Chỉ tổ chức lại cho đợt đã hoãn."]}


@pytest.mark.django_db
def test_a_postponed_drive_is_held_again_once(committee):
    drive = CompanyDriveFactory.create(committee=committee, status="postponed")
    hold_again(drive, date(2024, 9, 12))

    with pytest.raises(ValidationError) as refused:
        hold_again(drive, date(2024, 9, 19))

    assert "replaces" in refused.value.message_dict
    assert Drive.objects.count() == 2


@pytest.mark.django_db
def test_the_year_of_the_administrative_calendar_decides_on_campaigns():
    committee = CommitteeFactory.create(calendar="administrative")
    drive = DriveFactory.create(committee=committee, on=date(2024, 12, 16))
    drive.campaigns.add(CampaignFactory.create(committee=committee))

    assert copy_to(drive, date(2025, 3, 1)).campaigns.exists()
    assert not copy_to(drive, date(2025, 12, 15)).campaigns.exists()


# Series


def _days(days: list[Day]) -> list[str]:
    return [day.text for day in days]


def test_a_series_of_weeks_keeps_the_weekday():
    days = series(Day(date(2024, 12, 20)), every=2, step="weeks", times=3)

    assert _days(days) == ["20/12/2024", "03/01/2025", "17/01/2025"]


def test_a_series_of_months_keeps_the_day_where_the_month_has_it():
    days = series(Day(date(2023, 12, 31)), every=1, step="months", times=5)

    assert _days(days) == ["31/12/2023", "31/01/2024", "29/02/2024", "31/3/2024", "30/4/2024"]


def test_a_series_of_months_without_a_day():
    days = series(Day(date(2024, 9, 1), is_month=True), every=3, step="months", times=3)

    assert _days(days) == ["tháng 9/2024", "tháng 12/2024", "tháng 3/2025"]


# Days as officers type them


@pytest.mark.parametrize(
    "typed",
    [
        "20/8/2024, 9/2024, 15/10/2024",
        "20/8/2024; 9/2024;15/10/2024;",
        "20/8/2024 9/2024\r\n15/10/2024",
        " 20-8-2024,, tháng 9/2024 , 15 / 10 / 2024",
        "20/8/2024\nTháng 9 / 2024\n2024-10-15",
    ],
)
def test_days_and_months_are_read_in_one_field(typed):
    assert _days(DaysField().clean(typed)) == ["20/8/2024", "tháng 9/2024", "15/10/2024"]


@pytest.mark.parametrize("typed", ["", "  ", ",;"])
def test_an_empty_field_holds_no_day(typed):
    assert DaysField(required=False).clean(typed) == []


def test_each_day_that_cannot_be_read_is_named():
    with pytest.raises(ValidationError) as refused:
        DaysField().clean("31/4/2024, 20/8/2024, 13/2024")

    how = "Ngày không hợp lệ; nhập ngày như 09/4/2024, hoặc tháng như 7/2024."
    assert refused.value.messages == [f"“31/4/2024”: {how}", f"“13/2024”: {how}"]
