"""The calendar as a phone reads it: by a secret address, without a login."""

from __future__ import annotations

import logging
from datetime import date, datetime, time
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.test import Client
from icalendar import Calendar

from campaigns.models import Committee, Drive
from campaigns.models.records import StaleVersionError
from config.logs import JsonLines
from tests.factories import (
    CommitteeFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("reports.calendar_pages.localdate", lambda: date(2024, 6, 15))


def address(committee: Committee) -> str:
    return f"/calendar/{committee.feed_key}.ics"


def answer(committee: Committee):
    return Client().get(address(committee))


def events(committee: Committee) -> list:
    return list(Calendar.from_ical(answer(committee).content).walk("VEVENT"))


def event(drive: Drive):
    (found,) = events(drive.committee)
    return found


# What it holds


def test_a_phone_gets_a_calendar_without_a_login(committee):
    held(committee, date(2024, 4, 9), 100)
    response = answer(committee)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private"
    assert "Set-Cookie" not in response


def test_a_drive_tells_its_place_and_what_is_expected_of_it(committee):
    zone = ZoneFactory.create(committee=committee, name="Yên Mỹ")
    drive = DriveFactory.create(
        committee=committee, zone=zone, venue="Nhà ăn, tầng 1; sảnh A", expected_units=1300
    )
    drive.facilities.add(FacilityFactory.create(name="Bệnh viện Việt Đức"))
    told = event(drive)

    assert told["SUMMARY"] == "Hiến máu: KCN Yên Mỹ"
    assert told["LOCATION"] == "Nhà ăn, tầng 1; sảnh A"
    assert "Dự kiến: 1.300 đơn vị máu" in told["DESCRIPTION"]
    assert "Đơn vị tiếp nhận máu: Bệnh viện Việt Đức" in told["DESCRIPTION"]
    assert told["URL"] == f"http://testserver/drives/{drive.pk}/"
    assert told["UID"] == f"drive-{drive.pk}@giot-hong"


def test_hours_are_those_of_vietnam(committee):
    drive = DriveFactory.create(committee=committee, starts_at=time(7, 45), ends_at=time(11))
    content = answer(committee).content.decode()

    assert event(drive)["DTSTART"].dt == datetime(2024, 4, 9, 7, 45, tzinfo=VIETNAM)
    assert event(drive)["DTEND"].dt == datetime(2024, 4, 9, 11, tzinfo=VIETNAM)
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20240409T074500" in content
    assert content.count("BEGIN:VTIMEZONE") == 1
    assert "TZOFFSETTO:+0700" in content


def test_a_drive_whose_end_nobody_has_said_has_none(committee):
    drive = DriveFactory.create(committee=committee, starts_at=time(7, 45))

    assert event(drive)["DTSTART"].dt == datetime(2024, 4, 9, 7, 45, tzinfo=VIETNAM)
    assert "DTEND" not in event(drive)


def test_without_hours_a_drive_takes_its_whole_day(committee):
    drive = DriveFactory.create(committee=committee)

    assert event(drive)["DTSTART"].dt == date(2024, 4, 9)
    assert event(drive)["DTEND"].dt == date(2024, 4, 10)


def test_several_days_are_whole_days_and_their_hours_are_told(committee):
    drive = DriveFactory.create(
        committee=committee, last_on=date(2024, 4, 10), starts_at=time(7, 45), ends_at=time(11)
    )

    assert event(drive)["DTSTART"].dt == date(2024, 4, 9)
    assert event(drive)["DTEND"].dt == date(2024, 4, 11)
    assert "Giờ: 07h45 - 11h00" in event(drive)["DESCRIPTION"]


def test_a_postponed_drive_is_called_off_and_names_its_new_day(committee):
    drive = DriveFactory.create(committee=committee, status="postponed", reason="mưa bão")
    DriveFactory.create(committee=committee, on=date(2024, 5, 7), replaces=drive)
    (told, _again) = events(committee)

    assert told["STATUS"] == "CANCELLED"
    assert told["SUMMARY"].startswith("Hoãn: ")
    assert "Lý do: mưa bão" in told["DESCRIPTION"]
    assert "Tổ chức lại: 07/5/2024" in told["DESCRIPTION"]


def test_each_state_has_its_status(committee):
    held(committee, date(2024, 4, 1), 100)
    DriveFactory.create(committee=committee, on=date(2024, 7, 1))
    DriveFactory.create(committee=committee, on=date(2024, 8, 1), status="cancelled")

    assert [each["STATUS"] for each in events(committee)] == ["CONFIRMED", "TENTATIVE", "CANCELLED"]


def test_it_holds_three_years_of_drives_with_a_day(committee):
    for year in (2022, 2023, 2024, 2025, 2026):
        DriveFactory.create(committee=committee, on=date(year, 3, 1))
    DriveFactory.create(committee=committee, on=date(2024, 7, 1), precision="month")
    held(CommitteeFactory.create(), date(2024, 4, 9), 100)

    assert [each["DTSTART"].dt.year for each in events(committee)] == [2023, 2024, 2025]


def test_no_contact_is_told(committee):
    host = CompanyFactory.create(
        committee=committee, contact_name="Trần Thị B", contact_phone="0912345678"
    )
    CompanyDriveFactory.create(committee=committee, host=host, note="gọi anh C")
    content = answer(committee).content.decode()

    assert "0912345678" not in content
    assert "Trần Thị B" not in content
    assert "gọi anh C" not in content


def test_a_committee_without_drives_has_an_empty_calendar(committee):
    assert events(committee) == []


def test_the_queries_do_not_grow_with_the_drives(committee, django_assert_num_queries):
    def fill(day: int) -> None:
        drive = CompanyDriveFactory.create(
            committee=committee, on=date(2024, 4, day), status="postponed"
        )
        drive.facilities.add(FacilityFactory.create())
        DriveFactory.create(committee=committee, on=date(2024, 5, day), replaces=drive)

    fill(1)
    with django_assert_num_queries(3):
        answer(committee)
    for day in (2, 3, 4):
        fill(day)
    with django_assert_num_queries(3):
        answer(committee)


# The address


@pytest.mark.parametrize("secret", ["x", "", "%20", "a" * 5000, "'--", "%F0%9F%A9%B8"])
def test_an_address_that_is_nobodys_is_not_found(committee, secret):
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_members_read_the_address_on_the_page(as_leader, committee):
    page = as_leader.get("/calendar/2024/").content.decode()

    assert f'value="http://testserver{address(committee)}"' in page
    assert "Đổi địa chỉ, bỏ" not in page


def test_renewing_takes_the_old_address_away(as_officer, committee):
    old = address(committee)
    response = as_officer.post("/calendar/renew/", follow=True)
    committee.refresh_from_db()

    assert "Địa chỉ cũ không dùng được nữa" in response.content.decode()
    assert Client().get(old).status_code == 404
    assert answer(committee).status_code == 200
    assert len(committee.feed_key) >= 32


def test_renewing_is_not_for_another_committee(as_officer):
    other = CommitteeFactory.create()

    assert as_officer.post(f"/calendar/renew/?committee={other.pk}").status_code == 404
    assert Committee.objects.get(pk=other.pk).feed_key == other.feed_key


def test_a_form_open_meanwhile_does_not_bring_the_old_address_back(committee):
    opened = Committee.objects.get(pk=committee.pk)
    committee.renew_feed_key()

    with pytest.raises(StaleVersionError):
        opened.save()
    assert Committee.objects.get(pk=committee.pk).feed_key == committee.feed_key


def test_the_history_does_not_tell_the_address(committee):
    fields = {field.name for field in Committee.history.model._meta.get_fields()}

    assert "feed_key" not in fields


def test_the_administrators_form_leaves_the_address_alone(as_administrator, committee):
    page = as_administrator.get(f"/admin/campaigns/committee/{committee.pk}/change/")

    assert committee.feed_key not in page.content.decode()


def test_the_log_does_not_tell_the_address(committee, caplog):
    with caplog.at_level(logging.WARNING):
        Client().post(address(committee))  # 405, which Django logs with its address
    (record,) = caplog.records

    line = JsonLines().format(record)

    assert committee.feed_key not in line
    assert "/calendar/…" in line


def test_committees_of_before_get_an_address_each(committee):
    other = CommitteeFactory.create()
    give_keys = import_module("campaigns.migrations.0005_calendar_feed_key").give_keys
    before = {committee.feed_key, other.feed_key}

    give_keys(apps, None)

    given = set(Committee.objects.values_list("feed_key", flat=True))
    assert len(given) == 2
    assert not given & before
