"""Lists: how they are narrowed, what they tell, and how they are taken along as spreadsheets."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.admin.utils import flatten
from openpyxl import load_workbook

from campaigns.models import Drive
from donations.models import Hedge
from tests.donations.pages import page_of
from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    PlanFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/campaigns/drive/"


def _listed(client, **filters: object) -> list[Drive]:
    return list(client.get(LIST, filters).context["cl"].result_list)


def test_a_reporting_year_is_that_of_the_committees_calendar(as_officer, committee):
    committee.calendar = "administrative"
    committee.save()
    drive = held(committee, date(2023, 12, 15), 5)
    held(committee, date(2023, 12, 14), 5)

    assert _listed(as_officer, year=2024) == [drive]


def test_each_drive_counts_by_its_own_committees_calendar(as_officer, officer, committee):
    other = CommitteeFactory.create(calendar="administrative")
    other.members.add(officer)
    held(committee, date(2023, 12, 20), 5)
    theirs = held(other, date(2023, 12, 20), 5)

    assert _listed(as_officer, year=2024) == [theirs]


@pytest.mark.parametrize("year", ["abc", "0", "99999", "²"])
def test_a_year_that_is_none_lists_nothing(as_officer, committee, year):
    held(committee, date(2024, 4, 9), 5)

    assert _listed(as_officer, year=year) == []


def test_drives_are_filtered_by_facility_zone_and_status(as_officer, committee):
    facility, zone = FacilityFactory.create(), ZoneFactory.create(committee=committee)
    found = held(committee, date(2024, 4, 9), 5, zone=zone)
    found.facilities.add(facility)
    held(committee, date(2024, 4, 10), 5).facilities.add(FacilityFactory.create())
    filters = {"facilities__id__exact": facility.pk, "zone__id__exact": zone.pk}

    assert _listed(as_officer, status__exact="held", **filters) == [found]


def test_drives_that_wait_for_a_result_are_a_filter(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 9))
    held(committee, date(2024, 4, 9), 5)

    assert _listed(as_officer, todo="result") == [drive]


def test_the_list_tells_what_is_wanting_and_what_came_of_what_was_expected(as_officer, committee):
    DriveFactory.create(committee=committee, on=date(2024, 4, 9))
    held(committee, date(2024, 4, 10), None)
    held(committee, date(2024, 4, 11), 199, expected_units=200)

    page = as_officer.get(LIST).content.decode()

    assert "dự kiến, quá hạn" in page
    assert "đã tổ chức, chưa có kết quả" in page
    assert "99%" in page


# The list as a spreadsheet


def _rows(response) -> list[tuple[object, ...]]:
    assert response.status_code == 200
    sheet = load_workbook(BytesIO(response.content)).active
    return [tuple(_value(cell.value) for cell in row) for row in sheet]


def _value(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def test_the_list_is_taken_along_as_it_is_filtered(as_officer, committee):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    drive = held(committee, date(2024, 4, 9), 263, zone=zone, code="D1", note="=1+1")
    result = drive.result
    result.registered, result.attended, result.attended_hedge = 300, 290, Hedge.OVER
    result.bags_250, result.bags_350 = 63, 200
    result.save()
    drive.facilities.add(FacilityFactory.create(name="Bệnh viện Việt Đức"))
    held(committee, date(2023, 4, 9), 5)

    header, row = _rows(as_officer.get(f"{LIST}export/", {"year": 2024}))

    assert dict(zip(header, row, strict=True)) == {
        "Mã đợt": "D1",
        "Ngày": date(2024, 4, 9),
        "Hình thức": "tập trung tại khu công nghiệp",
        "Khu công nghiệp": "Phố Nối A",
        "Doanh nghiệp": None,
        "Đơn vị tiếp nhận": "Bệnh viện Việt Đức",
        "Đăng ký": 300,
        "Tham dự": "trên 290",
        "Số đơn vị máu": 263,
        "Túi 250 ml": 63,
        "Túi 350 ml": 200,
        "Túi 450 ml": None,
        "Trạng thái": "đã tổ chức",
        "Ghi chú": "=1+1",
    }


def test_what_somebody_typed_is_no_formula(as_officer, committee):
    held(committee, date(2024, 4, 9), 5, note="=cmd|' /C calc'!A0")

    content = as_officer.get(f"{LIST}export/").content

    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_another_committees_rows_are_not_in_the_sheet(as_officer):
    CompanyFactory.create(name="Công ty khác")

    rows = _rows(as_officer.get("/admin/campaigns/company/export/"))

    assert len(rows) == 1


def test_other_lists_carry_the_fields_of_their_forms(as_officer, committee):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    CompanyFactory.create(committee=committee, name="Công ty A", zone=zone, contact_phone="0912")

    header, row = _rows(as_officer.get("/admin/campaigns/company/export/"))

    told = dict(zip(header, row, strict=True))
    assert (told["Tên chính thức"], told["Khu công nghiệp"]) == ("Công ty A", "Phố Nối A")
    assert told["Điện thoại"] == "0912"
    assert "Phiên bản" not in told


def test_a_search_without_accents_narrows_the_sheet_too(as_officer, committee):
    CompanyFactory.create(committee=committee, name="Công ty Phố Nối")
    CompanyFactory.create(committee=committee, name="Công ty Yên Mỹ")

    rows = _rows(as_officer.get("/admin/campaigns/company/export/", {"q": "pho noi"}))

    assert [row[1] for row in rows[1:]] == ["Công ty Phố Nối"]


def test_a_leader_takes_no_lists(as_leader):
    assert as_leader.get(f"{LIST}export/").status_code in (302, 403)


def test_an_unknown_filter_is_not_found(as_officer):
    assert as_officer.get(f"{LIST}export/", {"on__gte": "abc"}).status_code == 404


def test_days_in_lists_are_written_as_on_every_page(as_officer, committee):
    PlanFactory.create(committee=committee, issued_on=date(2024, 3, 5))

    page = as_officer.get("/admin/campaigns/plan/").content.decode()

    assert "05/3/2024" in page
    assert "05/03/2024" not in page


def test_the_result_is_asked_for_in_the_order_of_the_slip_and_each_number_explained(
    as_officer, committee
):
    page = as_officer.get(page_of(held(committee, date(2024, 4, 9), 5)))

    (inline,) = page.context["inline_admin_formsets"]
    fields = inline.formset.forms[0].fields
    asked = [name for fieldset in inline.fieldsets for name in flatten(fieldset[1]["fields"])]
    counts = ["registered", "attended", "eligible", "donated", "units"]
    assert [name for name in asked if name in counts] == counts
    assert all(fields[name].help_text for name in counts)
