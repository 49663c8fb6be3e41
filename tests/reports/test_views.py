"""The dashboard and the reports as a browser gets them."""

from __future__ import annotations

import io
import json
import re
from datetime import date, time

import docx
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    PlanFactory,
    TargetFactory,
    UserFactory,
    held,
)

pytestmark = pytest.mark.django_db

H1 = "/reports/2024/h1/"


@pytest.fixture
def demo_leader(demo, client):
    leader = UserFactory.create()
    leader.groups.add(Group.objects.get(name="Lãnh đạo"))
    demo.members.add(leader)
    client.force_login(leader)
    return client


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# The dashboard


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
    assert "<em>1.265 đơn vị</em>, đạt <em>105%</em> kế hoạch UBND tỉnh giao" in page
    for shown in ("trên 1.500", "105,4%", "vượt 65", "263", "119", "560", "143", "180"):
        assert shown in page


def test_the_dashboard_shows_what_comes_next_and_what_was_postponed(demo_leader):
    page = text_of(demo_leader.get("/?year=2024"))

    assert "Công ty TNHH Điện tử Canon Việt Nam" in page
    assert "quá hạn, chưa có kết quả" in page
    assert "Regina Miracle" in page
    assert "Chưa ghi lý do" in page


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


def test_an_officer_gets_from_a_drive_to_its_form(as_officer, committee):
    drive = held(committee, date(2024, 4, 9), 263)

    page = text_of(as_officer.get("/?year=2024"))

    assert reverse("admin:campaigns_drive_change", args=[drive.pk]) in page


def test_the_dashboards_queries_do_not_grow_with_the_drives(
    as_leader, committee, django_assert_num_queries
):
    TargetFactory.create(committee=committee)
    for index in range(3):
        add_two_drives(committee, index)
    with django_assert_num_queries(25):
        as_leader.get("/?year=2024")

    for index in range(3, 28):
        add_two_drives(committee, index)
    with django_assert_num_queries(25):
        as_leader.get("/?year=2024")


def test_the_reports_queries_do_not_grow_with_the_drives(
    as_leader, committee, django_assert_num_queries
):
    TargetFactory.create(committee=committee)
    for index in range(3):
        add_two_drives(committee, index)
    with django_assert_num_queries(28):
        as_leader.get(H1)

    for index in range(3, 28):
        add_two_drives(committee, index)
    with django_assert_num_queries(28):
        as_leader.get(H1)


def add_two_drives(committee, index: int) -> None:
    held(committee, date(2024, 3, 1 + index), 10)
    host = CompanyFactory.create(committee=committee)
    DriveFactory.create(
        committee=committee, form="company", host=host, zone=None, on=date(2024, 9, 1 + index)
    )


# Reports


def test_the_list_of_reports_shows_every_planned_year(as_leader, committee):
    PlanFactory.create(committee=committee, year=2023)
    TargetFactory.create(committee=committee, year=2024)

    page = text_of(as_leader.get("/reports/"))

    assert "/reports/2023/year/" in page
    assert H1 in page


def test_the_list_of_reports_may_be_empty(as_leader):
    assert "chưa có báo cáo" in text_of(as_leader.get("/reports/"))


def test_the_report_page_offers_word_pdf_and_json(demo_leader):
    page = text_of(demo_leader.get(H1))

    for extension in ("docx", "pdf", "json"):
        assert f'href="{H1}report.{extension}"' in page


@pytest.mark.parametrize(
    ("extension", "content_type", "start"),
    [
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
        ("pdf", "application/pdf", b"%PDF"),
        ("json", "application/json", b"{"),
    ],
)
def test_the_report_is_downloaded_as_a_file(demo_leader, extension, content_type, start):
    response = demo_leader.get(f"{H1}report.{extension}")

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="bao-cao-h1-2024.{extension}"'
    assert response.content.startswith(start)


def test_a_committee_without_letterhead_target_or_drives_still_prints(as_leader, committee):
    PlanFactory.create(committee=committee)

    word = docx.Document(io.BytesIO(as_leader.get(f"{H1}report.docx").content))
    as_leader.get(f"{H1}report.pdf")

    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "[chưa có chỉ tiêu năm 2024]" in text
    assert "[chưa chọn nơi gửi]" in text


@pytest.mark.parametrize(
    "address",
    [
        "/reports/1999/h1/",
        "/reports/0/h1/",
        "/reports/99999/h1/",
        "/reports/2024/h3/",
        "/reports/2024/H1/",
        "/reports/2024/h1/report.exe",
        "/reports/2024/h1/report.html",
        "/reports/2024/x1/report.pdf",
        "/reports/1999/h1/report.json",
        "/?year=1999",
        "/?year=abc",
        "/?year=-1",
        "/?year=2024&period=x",
        "/?committee=abc",
        "/?committee=99999999999999999999",
        "/nowhere/",
    ],
)
def test_an_unknown_address_is_a_vietnamese_404_page(demo_leader, address):
    response = demo_leader.get(address)

    assert response.status_code == 404
    assert "Không tìm thấy trang" in text_of(response)


def test_several_committees_are_chosen_by_address(client):
    first, second = CommitteeFactory.create_batch(2)
    user = UserFactory.create()
    for committee in (first, second):
        committee.members.add(user)
    held(second, date(2024, 4, 9), 263)
    client.force_login(user)

    data = json.loads(client.get(f"{H1}report.json?committee={second.pk}").content)

    assert data["committee"] == second.name
    assert data["units"] == 263
    page = text_of(client.get(f"{H1}?committee={second.pk}"))
    assert f"report.pdf?committee={second.pk}" in page


def test_pages_answer_reading_only(demo_leader):
    for address in ("/", "/reports/", H1, f"{H1}report.pdf"):
        assert demo_leader.post(address).status_code == 405
