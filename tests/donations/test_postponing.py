"""A drive is put off, called off or given a new day: asked for, carried over, told."""

from __future__ import annotations

from datetime import date, time

import pytest

from campaigns.models import Drive
from reports.outlook import tasks
from reports.periods import preset_period
from reports.summary import summarise
from tests.donations.pages import errors_of, form_of, page_of, said
from tests.factories import CampaignFactory, CompanyFactory, DriveFactory, FacilityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def drive(committee) -> Drive:
    """Planned at a company, with everything agreed."""
    host = CompanyFactory.create(committee=committee, name="Công ty TNHH A")
    drive = DriveFactory.create(
        committee=committee,
        form="company",
        zone=None,
        host=host,
        on=date(2024, 6, 6),
        starts_at=time(7, 45),
        ends_at=time(11),
        expected_units=200,
        label="lần thứ 2",
        venue="Nhà ăn số 1",
    )
    drive.facilities.add(FacilityFactory.create(name="Bệnh viện Việt Đức"))
    drive.campaigns.add(CampaignFactory.create(committee=committee))
    return drive


def _postponed(drive: Drive, **fields: object) -> dict[str, object]:
    kept = {
        "facilities": [facility.pk for facility in drive.facilities.all()],
        "campaigns": [campaign.pk for campaign in drive.campaigns.all()],
        "starts_at": "07:45",
        "ends_at": "11:00",
        "expected_units": "200",
        "label": drive.label,
    }
    return form_of(drive, **{"status": "postponed", "reason": "dịch sởi", **kept, **fields})


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_whoever_puts_a_drive_off_or_calls_it_off_is_asked_why(as_officer, drive, status):
    response = as_officer.post(page_of(drive), _postponed(drive, status=status, reason=""))

    assert errors_of(response) == {"reason": ["Ghi lý do; báo cáo sẽ in lý do này."]}
    drive.refresh_from_db()
    assert drive.status == "planned"


def test_a_drive_that_was_put_off_long_ago_is_not_asked_again(as_officer, committee):
    drive = DriveFactory.create(committee=committee, status="postponed")

    as_officer.post(page_of(drive), form_of(drive, venue="Ramen"))

    assert Drive.objects.get().venue == "Ramen"


def test_a_new_day_makes_the_drive_that_takes_its_place(as_officer, drive):
    as_officer.post(page_of(drive), _postponed(drive, new_on="20/8/2024"))

    again = Drive.objects.get(replaces=drive)
    assert (again.on, again.status, again.precision) == (date(2024, 8, 20), "planned", "day")
    assert again.host == drive.host
    assert (again.starts_at, again.ends_at) == (time(7, 45), time(11))
    assert (again.expected_units, again.venue) == (200, "Nhà ăn số 1")
    assert again.label == "lần thứ 2"
    assert [facility.name for facility in again.facilities.all()] == ["Bệnh viện Việt Đức"]
    assert list(again.campaigns.all()) == list(drive.campaigns.all())
    drive.refresh_from_db()
    assert (drive.status, drive.on) == ("postponed", date(2024, 6, 6))


def test_the_new_day_may_be_known_to_the_month_only(as_officer, drive):
    as_officer.post(page_of(drive), _postponed(drive, new_on="9/2024"))

    assert Drive.objects.get(replaces=drive).day_text == "tháng 9/2024"


def test_a_drive_of_two_days_is_held_again_on_two_days(as_officer, drive):
    form = _postponed(drive, last_on="07/6/2024", new_on="20/8/2024")

    as_officer.post(page_of(drive), form)

    assert Drive.objects.get(replaces=drive).last_on == date(2024, 8, 21)


def test_of_two_days_put_off_to_a_month_the_last_hour_is_unknown(as_officer, drive):
    two_days = {"last_on": "07/6/2024", "starts_at": "13:00", "ends_at": "11:00"}

    as_officer.post(page_of(drive), _postponed(drive, **two_days, new_on="9/2024"))

    again = Drive.objects.get(replaces=drive)
    assert (again.starts_at, again.ends_at) == (time(13), None)


def test_a_second_day_beyond_all_days_is_told_beside_the_new_day(as_officer, drive):
    form = _postponed(drive, last_on="07/6/2024", new_on="31/12/2100")

    told = errors_of(as_officer.post(page_of(drive), form))

    assert told == {"new_on": ["Ngày quá xa trong tương lai."]}
    assert Drive.objects.count() == 1


def test_without_a_new_day_nothing_is_made(as_officer, drive):
    as_officer.post(page_of(drive), _postponed(drive))

    assert Drive.objects.get().status == "postponed"


def test_a_later_day_is_given_when_it_is_known(as_officer, drive):
    as_officer.post(page_of(drive), _postponed(drive))

    as_officer.post(page_of(drive), _postponed(drive, new_on="20/8/2024"))

    assert Drive.objects.get(replaces=drive).on == date(2024, 8, 20)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"status": "planned"}, "Chỉ ghi ngày mới khi hoãn"),
        ({"status": "cancelled"}, "Chỉ ghi ngày mới khi hoãn"),
        ({"new_on": "06/6/2024"}, "Ngày mới phải khác ngày cũ."),
        ({"new_on": "32/12/2024"}, "Ngày không hợp lệ"),
        ({"new_on": "20/8/2204"}, "Ngày quá xa trong tương lai."),
        ({"new_on": "20/8/0204"}, "Ngày quá xa trong quá khứ."),
    ],
)
def test_a_new_day_that_makes_no_sense_is_told_beside_it(as_officer, drive, fields, message):
    form = _postponed(drive, **{"new_on": "20/8/2024", **fields})

    (told,) = errors_of(as_officer.post(page_of(drive), form))["new_on"]

    assert told.startswith(message)
    assert Drive.objects.count() == 1


def test_a_second_new_day_is_refused_and_leads_to_the_drive_that_is_there(as_officer, drive):
    as_officer.post(page_of(drive), _postponed(drive, new_on="20/8/2024"))

    response = as_officer.post(page_of(drive), _postponed(drive, new_on="27/8/2024"))

    (told,) = errors_of(response)["new_on"]
    assert "20/8/2024" in told
    assert Drive.objects.count() == 2


def test_sending_the_new_day_twice_makes_one_drive(as_officer, drive):
    form = _postponed(drive, new_on="20/8/2024")

    for _ in range(2):
        as_officer.post(page_of(drive), form)

    assert Drive.objects.filter(replaces=drive).count() == 1


def test_both_pages_tell_the_story(as_officer, drive):
    response = as_officer.post(page_of(drive), _postponed(drive, new_on="20/8/2024"))
    again = Drive.objects.get(replaces=drive)

    old = as_officer.get(page_of(drive)).content.decode()
    new = as_officer.get(page_of(again)).content.decode()

    assert any("20/8/2024 · Công ty TNHH A" in message for message in said(response))
    assert "Đợt này đã hoãn; tổ chức lại:" in old
    assert page_of(again) in old
    assert "Tổ chức lại cho đợt đã hoãn" in new
    assert "lý do hoãn: dịch sởi" in new
    assert page_of(drive) in new


def test_the_report_tells_the_story(as_officer, committee, drive):
    form = _postponed(drive, new_on="20/8/2024", starts_at="", ends_at="", venue="")
    as_officer.post(page_of(drive), form)
    first_half = preset_period("h1", 2024, committee.Calendar.STATISTICAL)

    told = tasks(summarise(committee, first_half, as_of=date(2024, 7, 2)))

    assert (
        "Tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn tại Công ty TNHH A (dự kiến ban đầu "
        "ngày 06/6/2024, lý do hoãn: dịch sởi), dự kiến ngày 20/8/2024."
    ) in told
