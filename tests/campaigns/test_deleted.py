"""What was deleted leaves its history, which an administrator finds."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Drive
from tests.factories import CompanyFactory, DriveFactory, FacilityFactory, PlanFactory, held

pytestmark = pytest.mark.django_db

DELETED = "/admin/campaigns/drive/deleted/"


@pytest.fixture
def deleted(as_administrator, committee) -> int:
    """The key of a drive that was moved to Ecogarden and then deleted."""
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 9), venue="Nhà ăn")
    drive.facilities.add(FacilityFactory.create(name="Bệnh viện Việt Đức"))
    drive.venue = "Ecogarden"
    drive.save()
    key: int = drive.pk
    as_administrator.post(f"/admin/campaigns/drive/{key}/delete/", {"post": "yes"})
    return key


def test_the_administrator_reads_what_was_deleted_by_whom(as_administrator, deleted):
    page = as_administrator.get(DELETED).content.decode()

    assert not Drive.objects.exists()
    for text in ("quantri", "Ecogarden", "09/4/2024", "Bệnh viện Việt Đức", "dự kiến"):
        assert text in page


def test_the_queries_do_not_grow_with_what_was_deleted(
    as_administrator, committee, django_assert_max_num_queries
):
    for year in range(2020, 2025):
        PlanFactory.create(committee=committee, year=year).delete()

    with django_assert_max_num_queries(14):
        page = as_administrator.get("/admin/campaigns/plan/deleted/").content.decode()

    assert all(f"({year})" in page for year in range(2020, 2025))


def test_the_list_leads_there(as_administrator, committee):
    assert DELETED in as_administrator.get("/admin/campaigns/drive/").content.decode()


def test_the_officers_list_does_not(as_officer):
    assert DELETED not in as_officer.get("/admin/campaigns/drive/").content.decode()


def test_an_officer_does_not_see_what_was_deleted(as_officer, deleted):
    assert as_officer.get(DELETED).status_code == 403
    assert as_officer.get(f"/admin/campaigns/drive/{deleted}/history/").status_code == 302


def test_the_history_of_what_was_deleted_can_be_read_and_not_put_back(as_administrator, deleted):
    page = as_administrator.get(f"/admin/campaigns/drive/{deleted}/history/")

    told = [what for entry, _told in page.context["rows"] for what in entry.what]
    assert told[:2] == ["xóa đợt hiến máu", "địa điểm cụ thể: Nhà ăn → Ecogarden"]
    assert told[-1] == "nhập mới đợt hiến máu"
    assert "Lấy lại giá trị cũ" not in page.content.decode()


def test_nothing_deleted_is_said_in_a_sentence(as_administrator):
    assert "Chưa có mục nào bị xóa." in as_administrator.get(DELETED).content.decode()


def test_a_name_that_is_gone_too_is_no_hindrance(as_administrator, committee):
    company = CompanyFactory.create(committee=committee, name="Công ty Canon")
    drive = DriveFactory.create(committee=committee, zone=None, form="company", host=company)
    drive.delete()
    company.delete()

    page = as_administrator.get(DELETED).content.decode()

    assert "(mục đã xóa)" in page


def test_the_page_that_asks_names_the_row_and_no_tables(as_administrator, committee):
    drive = DriveFactory.create(committee=committee)
    drive.facilities.add(FacilityFactory.create())

    page = as_administrator.get(f"/admin/campaigns/drive/{drive.pk}/delete/").content.decode()

    assert f"Xóa đợt hiến máu “{drive}”?" in page
    assert "relationship" not in page


def test_whatever_names_a_row_is_told_by_its_name(as_administrator, committee):
    facility = FacilityFactory.create()
    drive = DriveFactory.create(committee=committee)
    drive.facilities.add(facility)

    page = as_administrator.get(f"/admin/campaigns/receivingfacility/{facility.pk}/delete/")

    assert f"Đợt hiến máu: {drive}" in page.content.decode()


def test_a_drive_with_a_result_is_not_deleted(as_administrator, committee):
    drive = held(committee, date(2024, 4, 9), 180)

    as_administrator.post(f"/admin/campaigns/drive/{drive.pk}/delete/", {"post": "yes"})

    assert Drive.objects.exists()


def test_several_are_deleted_from_the_list_with_their_history(as_administrator, committee):
    plan = PlanFactory.create(committee=committee)

    as_administrator.post(
        "/admin/campaigns/plan/",
        {"action": "delete_selected", "_selected_action": [plan.pk], "post": "yes"},
    )

    assert (
        "03/KH-BCĐHMKCN" in as_administrator.get("/admin/campaigns/plan/deleted/").content.decode()
    )
