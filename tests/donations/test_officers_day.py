"""The officer's day: what the first page shows, how lists are narrowed, where saving leads."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate

from campaigns.models import Target
from donations.models import DriveResult
from reports.workday import workday
from tests.donations.pages import add_form, errors_of, form_of, page_of
from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    PlanFactory,
    TargetFactory,
    TurnoutFactory,
    held,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/campaigns/drive/"


@pytest.fixture
def today() -> date:
    return localdate()


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


# The first page


def test_a_drive_whose_day_has_passed_waits_for_its_result(as_officer, committee, today):
    late = DriveFactory.create(committee=committee, on=today - timedelta(days=1))

    page = as_officer.get("/admin/")

    assert page.context["work"].waiting == (late,)
    assert (
        f'href="{page_of(late)}?next=%2Fadmin%2F#id_result-0-registered"' in page.content.decode()
    )


def test_a_month_is_over_with_its_last_day(as_officer, committee, today):
    this_month = today.replace(day=1)
    before = (this_month - timedelta(days=1)).replace(day=1)
    for month in (this_month, before):
        DriveFactory.create(committee=committee, on=month, precision="month")

    work = as_officer.get("/admin/").context["work"]

    assert [drive.on for drive in work.waiting] == [before]


def test_a_drive_of_two_days_is_over_with_the_second(as_officer, committee, today):
    yesterday = today - timedelta(days=1)
    DriveFactory.create(committee=committee, on=yesterday, last_on=today)

    assert as_officer.get("/admin/").context["work"].waiting == ()


def test_a_held_drive_without_a_result_waits_too(as_officer, committee):
    drive = held(committee, date(2024, 4, 9), None)
    held(committee, date(2024, 4, 10), 5)

    assert as_officer.get("/admin/").context["work"].waiting == (drive,)


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_what_was_put_off_or_called_off_does_not_wait(as_officer, committee, status):
    DriveFactory.create(committee=committee, on=date(2024, 4, 9), status=status)

    assert as_officer.get("/admin/").context["work"].waiting == ()


def test_this_week_goes_from_monday_to_sunday(as_officer, committee, today):
    monday = _monday(today)
    sunday = DriveFactory.create(committee=committee, on=monday + timedelta(days=6))
    DriveFactory.create(committee=committee, on=monday + timedelta(days=7))

    assert as_officer.get("/admin/").context["work"].week == (sunday,)


def test_in_a_quiet_week_the_next_drive_is_told(as_officer, committee, today):
    later = _monday(today) + timedelta(days=20)
    drive = DriveFactory.create(committee=committee, on=later)
    DriveFactory.create(committee=committee, on=later + timedelta(days=1))

    work = as_officer.get("/admin/").context["work"]

    assert (work.week, work.coming) == ((), drive)


def test_a_drive_of_this_month_without_a_day_comes_at_the_months_end(committee):
    july = DriveFactory.create(committee=committee, on=date(2024, 7, 1), precision="month")
    today = date(2024, 7, 17)

    DriveFactory.create(committee=committee, on=date(2024, 8, 1))
    assert workday(committee, today).coming == july

    dated = DriveFactory.create(committee=committee, on=date(2024, 7, 30))
    assert workday(committee, today).coming == dated


def test_of_many_that_wait_the_newest_are_listed_and_the_rest_counted(as_officer, committee):
    for day in range(1, 24):
        DriveFactory.create(committee=committee, on=date(2024, 4, day))

    page = as_officer.get("/admin/")

    work = page.context["work"]
    assert [drive.on.day for drive in work.waiting] == list(range(23, 3, -1))
    assert "Xem 3 đợt nữa" in page.content.decode()


def test_the_first_page_says_where_the_year_stands(as_officer, committee):
    PlanFactory.create(committee=committee, year=2024)
    TargetFactory.create(committee=committee, year=2024, units=1200)
    held(committee, date(2024, 4, 9), 1265)

    page = as_officer.get("/admin/").content.decode()

    assert "Đến 31/12/2024: 1.265 đơn vị, đạt 105% kế hoạch UBND tỉnh giao" in page
    assert "chưa nhập văn bản giao chỉ tiêu" in page


def test_a_finding_that_the_waiting_drives_say_already_is_not_said_twice(
    as_officer, committee, today
):
    DriveFactory.create(committee=committee, on=today - timedelta(days=1))

    texts = [finding.text for finding in as_officer.get("/admin/").context["findings"]]

    assert not any("quá hạn" in text for text in texts)
    assert any("Chưa có chỉ tiêu" in text for text in texts)


def test_what_to_look_over_stays_short(as_officer, committee, today):
    host = CompanyFactory.create(committee=committee)
    for days in range(12):
        held(committee, today - timedelta(days=days), 30, host=host)

    page = as_officer.get("/admin/")

    assert len(page.context["findings"]) == 10
    assert re.search(r"Xem \d+ điều nữa ở báo cáo", page.content.decode())


def test_lists_and_names_group_thousands(as_officer, committee):
    TargetFactory.create(committee=committee, units=1200)
    held(committee, date(2024, 4, 9), 1265, expected_units=1300)

    drives = as_officer.get(LIST).content.decode()
    targets = as_officer.get("/admin/campaigns/target/").content.decode()

    assert ">1.265<" in drives
    assert ">1.300<" in drives
    assert ">97%<" in drives
    assert ">1.200<" in targets
    assert str(Target.objects.get()) == "UBND tỉnh 2024: 1.200"


def test_another_committees_drives_are_not_my_work(as_officer, today):
    DriveFactory.create(on=today - timedelta(days=1))

    assert as_officer.get("/admin/").context["work"].waiting == ()


def test_who_has_several_committees_chooses(as_officer, officer, today):
    other = CommitteeFactory.create()
    other.members.add(officer)
    late = DriveFactory.create(committee=other, on=today - timedelta(days=1))

    page = as_officer.get(f"/admin/?committee={other.pk}")

    assert page.context["work"].waiting == (late,)


def test_an_administrator_without_any_committee_finds_the_lists(as_administrator):
    page = as_administrator.get("/admin/").content.decode()

    assert "/admin/campaigns/committee/add/" in page


def test_the_first_page_asks_as_much_for_many_drives_as_for_one(
    as_officer, committee, today, django_assert_num_queries
):
    for days in range(40):
        DriveFactory.create(committee=committee, on=today - timedelta(days=days))
        held(committee, today - timedelta(days=days), 5)

    with django_assert_num_queries(23):
        as_officer.get("/admin/")


# Who is still to be called


def test_a_coming_drive_tells_how_many_companies_have_not_answered(as_officer, committee, today):
    drive = DriveFactory.create(committee=committee, on=today + timedelta(days=30))
    TurnoutFactory.create_batch(2, drive=drive)
    TurnoutFactory.create(drive=drive, registered=15)

    page = as_officer.get("/admin/").content.decode()

    link = f'<a href="/drives/{drive.pk}/turnout/">còn 2 doanh nghiệp chưa trả lời</a>'
    assert link in page


def test_later_drives_stand_there_as_long_as_companies_have_to_answer(committee, today):
    this_week = DriveFactory.create(committee=committee, on=_monday(today) + timedelta(days=6))
    DriveFactory.create(committee=committee, on=today + timedelta(days=20))
    waited_for = DriveFactory.create(committee=committee, on=today + timedelta(days=30))
    told = DriveFactory.create(committee=committee, on=today + timedelta(days=40))
    TurnoutFactory.create(drive=this_week)
    TurnoutFactory.create(drive=waited_for)
    TurnoutFactory.create(drive=told, answered_on=today)

    work = workday(committee, today)

    assert (work.week, work.asking) == ((this_week,), (waited_for,))


def test_nobody_is_called_for_a_drive_that_is_over_or_put_off(as_officer, committee, today):
    for drive in (
        DriveFactory.create(committee=committee, on=today - timedelta(days=1)),
        held(committee, today, 5),
        DriveFactory.create(
            committee=committee, on=today + timedelta(days=9), status="postponed", reason="Mưa"
        ),
    ):
        TurnoutFactory.create(drive=drive)

    assert "chưa trả lời" not in as_officer.get("/admin/").content.decode()


# A result says that the drive was held


def test_a_result_typed_for_a_planned_drive_makes_it_held(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 9))

    as_officer.post(page_of(drive), form_of(drive, {"units": "263"}))

    drive.refresh_from_db()
    assert (drive.status, drive.result.units) == ("held", 263)


def test_a_month_does_not_do_for_a_result(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 1), precision="month")

    response = as_officer.post(page_of(drive), form_of(drive, {"units": "263"}, on="4/2024"))

    assert errors_of(response) == {"on": ["Đợt đã tổ chức phải có ngày, không chỉ có tháng."]}


def test_a_result_before_the_day_is_refused(as_officer, committee, today):
    drive = DriveFactory.create(committee=committee, on=today + timedelta(days=1))

    response = as_officer.post(page_of(drive), form_of(drive, {"units": "263"}))

    assert "result.units" in errors_of(response)
    assert not DriveResult.objects.exists()


# Where saving leads


def test_saving_leads_back_to_where_the_form_was_opened(as_officer, committee):
    drive = held(committee, date(2024, 4, 9), 5)

    response = as_officer.post(f"{page_of(drive)}?next=/admin/", form_of(drive, {"units": "6"}))

    assert response.url == "/admin/"


def test_a_new_drive_too(as_officer, committee):
    response = as_officer.post(f"{LIST}add/?next=/plan/2024/", add_form(committee))

    assert response.url == "/plan/2024/"


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example/", "javascript:x", "plan"]
)
def test_saving_leads_nowhere_else(as_officer, committee, onward):
    drive = held(committee, date(2024, 4, 9), 5)

    response = as_officer.post(f"{page_of(drive)}?next={onward}", form_of(drive, {"units": "6"}))

    assert response.url == LIST


# A finding opens the form that mends it


def _mended_by(client, address: str, text: str) -> str:
    """The page to which the link of this name leads."""
    page = client.get(address).content.decode()
    links = [unescape(link) for link in re.findall(rf'href="([^"]+)">{text}<', page)]
    assert links, f"no link {text}"
    return client.get(links[0]).content.decode()


def test_a_missing_target_is_entered_for_the_year_that_lacks_it(as_officer, committee):
    PlanFactory.create(committee=committee, year=2024)

    form = _mended_by(as_officer, "/admin/", "Nhập chỉ tiêu")

    assert 'name="year" value="2024"' in form


def test_figures_of_the_whole_period_are_entered_for_its_days(as_officer, committee):
    held(committee, date(2024, 4, 9), 5)

    form = _mended_by(as_officer, "/reports/2024/h1/", "Nhập số liệu chung của kỳ")

    assert 'name="from_on" value="01/01/2024"' in form
    assert 'name="to_on" value="30/06/2024"' in form


def test_what_was_mended_leads_back_to_the_report(as_officer, committee):
    drive = held(committee, date(2024, 4, 9), None)
    page = as_officer.get("/reports/2024/h1/").content.decode()

    assert f"{page_of(drive)}?next=%2Freports%2F2024%2Fh1%2F" in page
