"""The main job, done in a real browser, at a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Drive
from tests.browser.looks import DESK, PHONE, assert_nothing_sticks_out

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_logs_in_and_out(visit):
    page = visit("/", user=None)
    page.get_by_label("Tên đăng nhập").fill("lanhdao")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đến 31/12/2024")

    page.get_by_role("button", name="Đăng xuất").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_leader_sees_the_dashboard_and_goes_on_to_the_report(visit, picture, width):
    page = visit("/?year=2024&period=h1", user="lanhdao", width=width)

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Đến 30/6/2024: 1.265 đơn vị, đạt 105% kế hoạch UBND tỉnh giao, vượt 65 đơn vị"
    )
    assert_nothing_sticks_out(page)

    page.get_by_role("link", name="Xem báo cáo 6 tháng đầu năm 2024").click()

    expect(page.locator(".paper")).to_contain_text("thu được 1.265 đơn vị máu, đạt 105%")
    assert_nothing_sticks_out(page)
    picture(page, f"report-{width}")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_officer_enters_the_result_of_the_month(visit, picture, width):
    page = visit("/?year=2024", user="canbo", width=width)
    page.get_by_role("link", name="Nhập kết quả").click()

    page.get_by_label("Trạng thái").select_option("đã tổ chức")
    page.get_by_label("Ngày:", exact=True).fill("18/7/2024")
    page.get_by_role("textbox", name="Số đơn vị máu:", exact=True).fill("135")
    page.get_by_role("textbox", name="Tham dự").fill("160")
    assert_nothing_sticks_out(page)
    picture(page, f"drive-{width}")
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(page.locator(".messages")).to_contain_text(
        "Đã lưu kết quả Ngày hội ngày 18/7/2024: 135 đơn vị. Lũy kế năm 2024: 1.400 đơn vị, "
        "đạt 116% kế hoạch UBND tỉnh giao, vượt 200 đơn vị."
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.400 đơn vị")  # the dashboard
    drive = Drive.objects.get(host__name__contains="Canon")
    assert (drive.status, drive.result.units, drive.result.attended) == ("held", 135, 160)


def test_a_double_click_makes_one_drive(visit, hung_yen):
    page = visit(f"/admin/campaigns/drive/add/?committee={hung_yen.pk}", user="canbo")
    fill_in_a_drive(page, "20/8/2024")

    page.get_by_role("button", name="Lưu", exact=True).dblclick()

    expect(page.locator(".messagelist")).to_contain_text("Lũy kế năm 2024: 1.365 đơn vị")
    assert Drive.objects.of(hung_yen).filter(on="2024-08-20").count() == 1


def fill_in_a_drive(page: Page, day: str) -> None:
    page.get_by_label("Trạng thái").select_option("đã tổ chức")
    page.get_by_label("Ngày:", exact=True).fill(day)
    page.get_by_label("Hình thức").select_option("tập trung tại khu công nghiệp")
    page.get_by_label("Địa điểm cụ thể").fill("Trung tâm dịch vụ Phố Nối - Ecogarden")
    page.get_by_role("textbox", name="Số đơn vị máu:", exact=True).fill("100")


def test_back_and_save_leads_to_the_drive_that_is_there(visit, hung_yen):
    page = visit(f"/admin/campaigns/drive/add/?committee={hung_yen.pk}", user="canbo")
    fill_in_a_drive(page, "20/8/2024")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Lũy kế năm 2024: 1.365 đơn vị")

    page.go_back()
    fill_in_a_drive(page, "20/8/2024")
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("không lưu thêm lần nữa")
    assert Drive.objects.of(hung_yen).filter(on="2024-08-20").count() == 1


def test_one_drive_after_the_other_is_entered_without_a_way_round(visit, hung_yen):
    page = visit(f"/admin/campaigns/drive/add/?committee={hung_yen.pk}", user="canbo")

    for day in ("20/8/2024", "21/8/2024"):
        fill_in_a_drive(page, day)
        page.get_by_role("button", name="Lưu và thêm mục khác").click()
        expect(page.locator(".messagelist")).to_contain_text("Đã lưu kết quả")

    assert Drive.objects.of(hung_yen).filter(on__month=8).count() == 2


def test_the_officer_finds_a_company_by_a_misspelt_name_without_accents(visit, hung_yen):
    page = visit(f"/admin/campaigns/drive/add/?committee={hung_yen.pk}", user="canbo")
    page.get_by_label("Ngày:", exact=True).fill("9/2024")
    page.get_by_label("Hình thức").select_option("tại doanh nghiệp")

    page.locator(".field-host .select2-selection").click()
    page.locator(".select2-search__field:focus").press_sequentially("sews-componets")
    page.get_by_role("option", name="Công ty TNHH Sews-Components Việt Nam").click()
    page.get_by_role("button", name="Lưu", exact=True).click()

    drive = Drive.objects.of(hung_yen).get(on="2024-09-01")
    assert drive.host.name == "Công ty TNHH Sews-Components Việt Nam"
    assert drive.zone.name == "Thăng Long II"
    assert drive.day.text == "tháng 9/2024"


def test_a_mistake_is_told_in_vietnamese_beside_its_field(visit, hung_yen):
    drives = f"/admin/campaigns/drive/?committee__id__exact={hung_yen.pk}&status__exact=planned"
    page = visit(drives, user="canbo")
    page.get_by_role("link", name="tháng 7/2024").click()

    page.get_by_label("Ngày:", exact=True).fill("31/02/2024")
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(page.locator(".field-on .errorlist")).to_contain_text("Ngày không hợp lệ")
    expect(page.get_by_label("Ngày:", exact=True)).to_have_value("31/02/2024")


def test_the_report_prints_on_a4_as_the_paper_alone(visit):
    page = visit("/reports/2024/h1/", user="lanhdao")

    page.emulate_media(media="print")

    printed = page.locator("body").inner_text()
    assert printed.strip().startswith("DỰ THẢO")
    assert printed.strip().endswith("không làm tròn lên./.")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842)}


@pytest.mark.parametrize("name", ["Word", "PDF", "Excel", "JSON"])
def test_the_report_is_taken_as_a_file(visit, name):
    page = visit("/reports/2024/h1/", user="lanhdao")

    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()

    assert download.value.suggested_filename.startswith("bao-cao-h1-2024.")


def test_the_dashboard_works_in_the_dark_and_without_javascript(visit, sample, picture):
    page = visit(
        f"/?committee={sample.pk}", user="lanhdao", color_scheme="dark", java_script_enabled=False
    )

    expect(page.get_by_role("heading", level=1)).to_contain_text("UBND tỉnh giao")
    page.get_by_text("Tính thế nào?").click()
    expect(page.get_by_text("Mỗi đợt còn lại được ước bằng mức bình quân")).to_be_visible()
    picture(page, "dashboard-dark")
