"""The dashboard as a browser gets it."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from campaigns.models import Drive
from tests.factories import (
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    PlanFactory,
    TargetFactory,
    ZoneFactory,
    held,
)
from tests.reports.test_views import H1, add_two_drives, text_of

pytestmark = pytest.mark.django_db


def test_the_dashboard_opens_on_the_newest_year_with_a_plan(demo_leader):
    response = demo_leader.get("/")

    assert "Đến 31/12/2024:" in response.context["headline"]


def test_nothing_is_joined_to_a_place_of_which_no_more_is_known(as_leader, committee):
    host = CompanyFactory.create(committee=committee)
    held(committee, date(2024, 4, 9), 263, host=host)
    DriveFactory.create(
        committee=committee,
        form="company",
        zone=None,
        host=host,
        on=date(2030, 1, 2),
        starts_at=time(7, 30),
    )

    for url in ("/?year=2024", "/?year=2030"):
        page = text_of(as_leader.get(url))
        assert not re.search(r"· ?</(span|small)", page)
        assert "<p> ·" not in page


def test_the_dashboard_says_where_the_half_year_stands(demo_leader):
    response = demo_leader.get("/?year=2024&period=h1")

    page = text_of(response)
    assert (
        response.context["headline"]
        == "Đến 30/6/2024: 1.265 đơn vị, đạt 105% kế hoạch UBND tỉnh giao, vượt 65 đơn vị"
    )
    assert "<em>1.265 đơn vị</em></a>, đạt" in page
    assert "<em>105%</em></a> kế hoạch UBND tỉnh giao" in page
    for shown in ("trên 1.500", "105,4%", "vượt 65", "263", "119", "560", "143", "180"):
        assert shown in page


def test_the_dashboard_shows_what_comes_next_and_what_was_postponed(demo_leader):
    page = text_of(demo_leader.get("/?year=2024"))

    assert "Công ty TNHH Điện tử Canon Việt Nam" in page
    assert "quá hạn, chưa có kết quả" in page
    assert "Regina Miracle" in page
    assert "Chưa ghi lý do" in page


def test_a_drive_cancelled_long_ago_does_not_come_next(as_leader, committee):
    for month in (3, 9):
        DriveFactory.create(committee=committee, on=date(2024, month, 9), status="cancelled")

    response = as_leader.get("/?year=2024&period=h1")

    assert [each.day.on.month for each in response.context["cancelled"]] == []
    assert [each.day.on.month for each in response.context["summary"].cancelled] == [3]


def test_the_dashboard_leads_to_the_report(demo_leader):
    page = text_of(demo_leader.get("/?year=2024&period=h1"))

    assert f'href="{H1}"' in page


def test_the_assumed_target_is_marked_as_such(demo_leader):
    assert "giả định của bản demo" in text_of(demo_leader.get("/?year=2024"))


def test_a_committee_without_anything_gets_a_calm_page(as_leader):
    response = as_leader.get("/")

    page = text_of(response)
    assert response.status_code == 200
    assert "chưa tổ chức Ngày hội nào; chưa có chỉ tiêu năm" in page
    assert "Chưa có đợt nào được lên kế hoạch." in page


def test_a_plan_without_drives_gets_a_dashboard_and_a_report(as_leader, committee):
    PlanFactory.create(committee=committee)

    assert as_leader.get("/?year=2024").status_code == 200
    page = text_of(as_leader.get(H1))
    assert "Trong 6 tháng đầu năm 2024, Ban Chỉ đạo chưa tổ chức" in page
    assert "Phụ lục" not in page


def test_a_held_drive_without_its_result_stands_out(as_leader, committee):
    held(committee, date(2024, 4, 9), None)

    page = text_of(as_leader.get("/?year=2024"))

    assert "chưa nhập" in page


def test_a_leader_is_offered_no_change(demo_leader):
    for address in ("/?year=2024", "/reports/", H1):
        assert "/admin/" not in text_of(demo_leader.get(address))


def test_a_drive_leads_to_its_page(as_leader, committee):
    drive = held(committee, date(2024, 4, 9), 263)

    page = text_of(as_leader.get("/?year=2024"))

    assert f'href="{reverse("drive", args=[drive.pk])}"' in page


def test_the_dashboards_queries_do_not_grow_with_the_drives(
    as_leader, committee, django_assert_num_queries
):
    TargetFactory.create(committee=committee)
    for index in range(3):
        add_two_drives(committee, index)
    with django_assert_num_queries(28):
        as_leader.get("/?year=2024")

    for index in range(3, 28):
        add_two_drives(committee, index)
    with django_assert_num_queries(28):
        as_leader.get("/?year=2024")


def test_every_figure_of_the_head_opens_what_it_is_made_of(demo_leader):
    page = text_of(demo_leader.get("/?year=2024&period=h1"))

    refs = set(re.findall(rf'href="{H1}#([^"]+)"', page))
    report = text_of(demo_leader.get(H1))
    assert {"target-province-units", "target-province", "drives", "attended", "average"} <= refs
    assert all(f'id="{ref}"' in report for ref in refs)


def test_zone_host_and_facility_lead_to_their_pages(as_leader, committee):
    zone = ZoneFactory.create(committee=committee)
    host = CompanyFactory.create(committee=committee, zone=zone)
    drive = held(committee, date(2024, 4, 9), 263, host=host, zone=zone)
    facility = FacilityFactory.create()
    drive.facilities.add(facility)

    page = text_of(as_leader.get("/?year=2024"))

    for kind, thing in (("zone", zone), ("company", host), ("facility", facility)):
        assert f'<a href="{reverse(kind, args=[thing.pk])}">{thing.name}</a>' in page


def test_three_hundred_drives_are_told_by_the_last_twelve(as_leader, committee):
    zone = ZoneFactory.create(committee=committee)
    drives = [
        DriveFactory.build(committee=committee, zone=zone, on=date(2024, 1, 1) + timedelta(days=n))
        for n in range(300)
    ]
    Drive.objects.bulk_create(drives)
    Drive.objects.update(status="held")

    response = as_leader.get("/?year=2024")

    assert len(response.context["held"]) == 12
    assert "300 đợt; 12 đợt mới nhất" in text_of(response)
    assert len(response.content) < 70_000


# Will we make it


@pytest.fixture
def year_with_a_plan(committee):
    """This year: 6 drives of 100 units last year, and one planned before its end."""
    today = localdate()
    for month in range(1, 7):
        held(committee, date(today.year - 1, month, 9), 100)
    last = committee.year_bounds(committee.year_of(today))[1]
    DriveFactory.create(committee=committee, on=last)
    return TargetFactory.create(committee=committee, year=committee.year_of(today), units=90)


def test_the_head_answers_whether_the_target_will_be_met(as_leader, year_with_a_plan):
    page = text_of(as_leader.get(f"/?year={year_with_a_plan.year}"))

    assert "Sẽ đạt, nếu giữ đúng kế hoạch" in page
    assert "Ngay cả ở mức thấp, tổng cộng cũng thu được 100 đơn vị, đủ chỉ tiêu" in page
    assert "Cần bình quân 90 đơn vị mỗi đợt còn lại (01 đợt)." in page


def test_a_part_of_the_year_is_shown_without_a_forecast(as_leader, year_with_a_plan):
    response = as_leader.get(f"/?year={year_with_a_plan.year}&period=h1")

    assert response.context["forecast"] is None
    assert "có đạt chỉ tiêu không?" not in text_of(response)


def test_with_too_little_history_the_page_says_so_and_gives_no_figure(as_leader, committee):
    today = localdate()
    year = committee.year_of(today)
    DriveFactory.create(committee=committee, on=committee.year_bounds(year)[1])
    TargetFactory.create(committee=committee, year=year, units=90)

    page = text_of(as_leader.get(f"/?year={year}"))

    assert "Chưa đủ căn cứ để dự báo" in page
    assert "Mức giữa" not in page


def test_a_year_that_is_over_needs_no_forecast(demo_leader):
    response = demo_leader.get("/?year=2024")

    assert response.context["forecast"] is None


# However much there is


def test_six_years_need_no_more_queries_than_one(
    as_leader, committee, django_assert_max_num_queries
):
    TargetFactory.create(committee=committee)
    PlanFactory.create(committee=committee)
    for index in range(3):
        add_two_drives(committee, index)

    for year in range(2019, 2024):
        PlanFactory.create(committee=committee, year=year)
        TargetFactory.create(committee=committee, year=year)
        for month in range(1, 13):
            held(committee, date(year, month, 9), 100)
    with django_assert_max_num_queries(28):
        response = as_leader.get("/?year=2024")

    assert [year.year for year, _width in response.context["compared"]] == list(
        range(2024, 2018, -1)
    )


def test_a_yield_of_nobody_is_not_told(as_leader, committee):
    result = held(committee, date(2024, 4, 9), 0).result
    result.registered = result.attended = result.donated = 0
    result.save()

    page = text_of(as_leader.get("/?year=2024"))

    assert "Từ đăng ký đến hiến máu" in page
    assert "Số người hiến bằng" not in page


def test_the_day_of_each_year_is_written_as_every_day_is(as_leader, committee):
    held(committee, date(2024, 4, 9), 263)

    assert "đến hết ngày 30/6 mỗi năm" in text_of(as_leader.get("/?year=2024&period=h1"))
