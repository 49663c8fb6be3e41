"""One company through the years: its drives, what came of them, when a new one makes sense."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Company, Drive
from donations.models import Hedge
from donations.turnout import Sum
from reports.attendance import Attendance
from reports.companies import company_record
from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    ResultFactory,
    TurnoutFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 1)


@pytest.fixture
def canon(committee) -> Company:
    zone = ZoneFactory.create(committee=committee, name="Yên Mỹ")
    contact = {"contact_name": "Chị Hồng", "contact_phone": "0221 3974 567"}
    return CompanyFactory.create(committee=committee, name="Canon", zone=zone, **contact)


def at_zone(company: Company, on: date, whole: int | None = 100, /, **figures: object) -> Drive:
    """A zone-wide drive that brought so many units as a whole, with the company on its list."""
    drive = held(company.committee, on, whole)
    TurnoutFactory.create(drive=drive, company=company, **figures)
    return drive


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_year_tells_registered_against_given_and_the_share(committee, canon):
    at_zone(canon, date(2024, 4, 9), 263, registered=40, units=30)
    at_zone(canon, date(2024, 8, 9), 560, registered=20, units=16)
    held(committee, date(2024, 9, 9), 177)

    (year,) = company_record(canon, TODAY).years

    assert (year.registered, year.units) == (Sum(60, 0), Sum(46, 0))
    assert year.given == "76%"  # 46 ÷ 60 = 76,66…
    assert (year.committee_units, year.share) == (1000, "4,6")


def test_percentages_are_cut_and_not_rounded(canon):
    at_zone(canon, date(2024, 4, 9), 3000, registered=1000, units=999)

    (year,) = company_record(canon, TODAY).years

    assert year.given == "99%"
    assert year.share == "33,3"


def test_the_yield_rests_on_drives_of_which_both_figures_are_known(canon):
    at_zone(canon, date(2024, 4, 9), registered=40, units=30)
    at_zone(canon, date(2024, 5, 9), registered=100)
    at_zone(canon, date(2024, 6, 9), units=50)

    (year,) = company_record(canon, TODAY).years

    assert (year.given, year.compared) == ("75%", 1)
    assert (year.registered, year.units) == (Sum(140, 1), Sum(80, 1))


def test_nothing_known_is_neither_0_nor_a_percentage(canon):
    at_zone(canon, date(2024, 4, 9), None)

    (year,) = company_record(canon, TODAY).years

    assert (year.given, year.share, year.units) == ("", "", Sum(None, 1))


def test_the_share_is_that_of_its_own_committee(canon):
    at_zone(canon, date(2024, 4, 9), 100, units=10)
    held(CommitteeFactory.create(), date(2024, 4, 9), 900)

    assert company_record(canon, TODAY).years[0].share == "10,0"


def test_a_registered_0_gives_no_yield(canon):
    at_zone(canon, date(2024, 4, 9), registered=0, units=0)

    assert company_record(canon, TODAY).years[0].given == ""


def test_years_are_the_committees_and_come_newest_first(committee, canon):
    committee.calendar = "administrative"
    committee.save()
    at_zone(canon, date(2023, 12, 14), 100, units=10)
    at_zone(canon, date(2023, 12, 15), 50, units=20)
    at_zone(canon, date(2024, 12, 14), 150, units=30)
    canon.refresh_from_db()

    newer, older = company_record(canon, TODAY).years

    assert (newer.year, newer.units.total, newer.committee_units) == (2024, 50, 200)
    assert [visit.day.on for visit in newer.lines] == [date(2024, 12, 14), date(2023, 12, 15)]
    assert (older.year, older.share) == (2023, "10,0")


def test_what_is_planned_is_listed_and_not_counted(committee, canon):
    planned = DriveFactory.create(committee=committee, on=date(2024, 9, 9))
    TurnoutFactory.create(drive=planned, company=canon, registered=40)

    (year,) = company_record(canon, TODAY).years

    assert [(visit.is_held, visit.registered) for visit in year.lines] == [(False, 40)]
    assert year.registered == Sum(None, 0)


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_what_was_put_off_is_listed_and_not_counted(committee, canon, status):
    drive = DriveFactory.create(committee=committee, status=status)
    TurnoutFactory.create(drive=drive, company=canon, registered=40)

    (year,) = company_record(canon, TODAY).years

    assert [line.drive_id for line in year.lines] == [drive.pk]
    assert (year.drives, year.registered) == (0, Sum(None, 0))


# A drive at the company itself


def hosted(company: Company, **figures: object) -> Drive:
    drive = held(company.committee, date(2024, 4, 9), None, host=company)
    ResultFactory.create(drive=drive, **figures)
    return drive


def test_without_a_list_the_drives_result_is_the_hosts(canon):
    hosted(canon, registered=40, attended=35, attended_hedge=Hedge.OVER, units=30)

    (visit,) = company_record(canon, TODAY).years[0].lines

    told = (visit.is_host, visit.registered, visit.attended, visit.units)
    assert told == (True, 40, Attendance(35, Hedge.OVER), 30)


def test_the_hosts_own_row_wins_over_the_result(canon):
    drive = hosted(canon, registered=40, attended=35, units=30)
    TurnoutFactory.create(drive=drive, company=canon, registered=25, units=20)

    (visit,) = company_record(canon, TODAY).years[0].lines

    assert (visit.registered, visit.attended, visit.units) == (25, None, 20)


def test_where_only_others_are_listed_the_hosts_part_is_unknown(canon):
    drive = hosted(canon, registered=40, attended=35, units=30)
    TurnoutFactory.create(drive=drive, units=5)

    (visit,) = company_record(canon, TODAY).years[0].lines

    assert (visit.registered, visit.attended, visit.units) == (None, None, None)


# The last drive, and the next


def test_the_next_makes_sense_84_days_after_the_last(canon):
    at_zone(canon, date(2024, 4, 24), units=12)

    record = company_record(canon, TODAY)

    assert record.last_part.rested_on == date(2024, 7, 17)


def test_the_rest_counts_from_the_last_of_several_days(canon):
    drive = at_zone(canon, date(2024, 4, 22), units=12)
    drive.last_on = date(2024, 4, 24)
    drive.save()

    assert company_record(canon, TODAY).last_part.rested_on == date(2024, 7, 17)


@pytest.mark.parametrize(
    ("figures", "took_part"),
    [
        ({"units": 3}, True),
        ({"attended": 3}, True),
        ({"registered": 3}, True),
        ({"registered": 3, "attended": 0, "units": 0}, False),
        ({"registered": 3, "units": 0}, False),
        ({"registered": 0}, False),
        ({}, False),
    ],
)
def test_who_was_only_asked_took_no_part(canon, figures, took_part):
    drive = at_zone(canon, date(2024, 4, 24), **figures)

    last = company_record(canon, TODAY).last_part

    assert (last and last.drive_id) == (drive.pk if took_part else None)


def test_a_host_took_part_though_nobody_counted(canon):
    drive = held(canon.committee, date(2024, 4, 9), None, host=canon)

    assert company_record(canon, TODAY).last_part.drive_id == drive.pk


# The page


def test_the_page_tells_all_of_it(as_leader, canon):
    drive = at_zone(canon, date(2024, 4, 24), 560, registered=40, units=30)

    page = text_of(as_leader.get(f"/companies/{canon.pk}/"))

    assert f'Đợt gần nhất có tham gia: <a href="/drives/{drive.pk}/">24/4/2024, KCN Khu' in page
    assert "Nên đặt đợt mới từ ngày 17/7/2024" in page
    assert "Thông tư 26/2013/TT-BYT, Đ.6" in page
    assert 'data-column="So với đăng ký">75%</td>' in page
    assert 'data-column="Phần trong cả năm">5,3%<small>của 560</small></td>' in page
    assert '<span aria-hidden="true">-</span><span class="hidden">chưa biết</span>' in page


def test_a_leader_sees_no_contact_and_no_way_to_change(as_leader, canon):
    page = text_of(as_leader.get(f"/companies/{canon.pk}/"))

    assert "Chị Hồng" not in page
    assert "/admin/" not in page
    assert "Chưa có đợt hiến máu nào của doanh nghiệp này." in page


def test_an_officer_calls_mends_and_goes_on_to_the_drives(as_officer, canon):
    drive = at_zone(canon, date(2024, 4, 24), units=30)

    page = text_of(as_officer.get(f"/companies/{canon.pk}/"))

    assert '<a href="tel:02213974567">0221 3974 567</a>' in page
    assert (
        f'href="/admin/campaigns/company/{canon.pk}/change/?next=%2Fcompanies%2F{canon.pk}%2F"'
        in page
    )
    assert f'<a href="/drives/{drive.pk}/">24/4/2024</a>' in page


def test_list_and_form_lead_to_the_page(as_officer, canon):
    drive = at_zone(canon, date(2024, 4, 24))
    address = f'href="/companies/{canon.pk}/"'

    assert address in text_of(as_officer.get(f"/drives/{drive.pk}/turnout/"))
    assert address in text_of(as_officer.get(f"/admin/campaigns/company/{canon.pk}/change/"))


def test_strangers_log_in_and_other_committees_find_nothing(client, as_officer, canon):
    foreign = CompanyFactory.create(committee=CommitteeFactory.create())

    assert "/login/" in client.get(f"/companies/{canon.pk}/").url
    assert as_officer.get(f"/companies/{foreign.pk}/").status_code == 404


def test_the_queries_do_not_grow_with_the_years(as_officer, canon, django_assert_num_queries):
    at_zone(canon, date(2024, 4, 9), units=30)
    page = f"/companies/{canon.pk}/"
    with django_assert_num_queries(11):
        as_officer.get(page)

    for year in range(2010, 2024):
        at_zone(canon, date(year, 4, 9), units=30)
        held(canon.committee, date(year, 6, 9), 5, host=canon)
    with django_assert_num_queries(11):
        as_officer.get(page)
