"""The dashboard and the reports as a browser gets them."""

from __future__ import annotations

import io
import json
from datetime import date

import docx
import pytest

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


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_reports_queries_do_not_grow_with_the_drives(
    as_leader, committee, django_assert_num_queries
):
    TargetFactory.create(committee=committee)
    for index in range(3):
        add_two_drives(committee, index)
    with django_assert_num_queries(25):
        as_leader.get(H1)

    for index in range(3, 28):
        add_two_drives(committee, index)
    with django_assert_num_queries(25):
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
