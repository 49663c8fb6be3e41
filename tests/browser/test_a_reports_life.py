"""The half-year report of 2024 from draft to signed paper, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Drive
from reports.models import Report
from reports.renderers import FORMATS
from tests.browser.looks import DESK, PHONE, assert_nothing_sticks_out

pytestmark = pytest.mark.django_db(transaction=True)


def _open_draft(page: Page) -> None:
    page.get_by_role("button", name="Lập báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("6 tháng đầu năm 2024")


def _take_note(page: Page) -> None:
    acknowledge = page.get_by_role("button", name="Đã xem, xác nhận")
    while left := acknowledge.count():
        acknowledge.first.click()
        expect(acknowledge).to_have_count(left - 1)


def _downloads(page: Page, report: Report) -> dict[str, bytes]:
    """Each format, fetched with the page's own session."""
    url = page.url.split("/reports/")[0]
    return {
        extension: page.request.get(f"{url}/reports/{report.pk}/report.{extension}").body()
        for extension in FORMATS
    }


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_officer_sees_the_printed_page_while_writing(visit, picture, width):
    page = visit("/reports/2024/h1/", user="canbo", width=width)
    _open_draft(page)
    before = page.locator("#preview img").first.get_attribute("src")

    page.get_by_label("V. Kiến nghị, đề xuất").fill("Đề nghị khen thưởng các tập thể.")
    page.get_by_label("I. Công tác chỉ đạo và tuyên truyền").fill("Ban Chỉ đạo đã họp.")

    expect(page.locator("#preview-state")).to_have_text("chưa lưu")
    assert page.locator("#preview img").first.get_attribute("src") != before
    assert Report.objects.get().proposals == ""
    assert_nothing_sticks_out(page)
    page.evaluate("scrollTo(0, 0)")
    picture(page, f"desk-{width}")
    if width == DESK:
        picture(page, "help/images/desk")

    page.get_by_role("button", name="Lưu").click()

    expect(page.get_by_role("status").first).to_contain_text("Đã lưu bản dự thảo.")
    assert Report.objects.get().direction == "Ban Chỉ đạo đã họp."


def test_what_was_issued_stays_the_same_bytes_and_its_page_tells_what_changed(visit, hung_yen):
    page = visit("/reports/2024/h1/", user="canbo")
    _open_draft(page)
    page.get_by_role("link", name="Ban hành").click()
    page.get_by_label("Số", exact=True).fill("15")
    page.get_by_label("Ngày ban hành").fill("02/7/2024")
    page.get_by_label("Ngày ban hành").press("Enter")
    expect(page.get_by_role("heading", name="Bản sẽ ban hành")).to_be_visible()
    _take_note(page)
    page.get_by_role("button", name="Ban hành", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("15/BC-BCĐHMKCN")
    report = Report.objects.get()
    first = _downloads(page, report)

    drive = Drive.objects.of(hung_yen).get(result__units=180)
    page.goto(re.sub(r"/reports/.*", f"/admin/campaigns/drive/{drive.pk}/change/", page.url))
    page.get_by_role("textbox", name="Số đơn vị máu:", exact=True).fill("185")
    page.get_by_label("Lý do sửa").fill("Bệnh viện gửi lại số liệu")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(re.sub(r"/admin/.*", f"/reports/{report.pk}/", page.url))

    row = page.get_by_role("row").filter(has_text="Số đơn vị máu").first
    expect(row).to_contain_text("1.265")
    expect(row).to_contain_text("1.270")
    expect(page.locator(".paper")).to_contain_text("thu được 1.265 đơn vị máu")
    expect(page.get_by_text("Bệnh viện gửi lại số liệu").first).to_be_visible()
    assert _downloads(page, report) == first


def test_a_number_in_the_report_leads_to_what_it_is_made_of(visit):
    page = visit("/reports/2024/h1/", user="lanhdao")

    page.locator(".paper").get_by_role("link", name="1.265 đơn vị máu").first.click()

    opened = page.locator(".source:target")
    expect(opened).to_contain_text("263 + 119 + 560 + 143 + 180 = 1.265")
    expect(opened).to_be_in_viewport()

    opened.get_by_role("link", name="Đợt 3").click()

    expect(page.locator(".source:target")).to_contain_text("nhập mới kết quả: 560 đơn vị")


def test_the_signed_paper_is_filed_and_downloaded(visit, tmp_path: Path):
    page = visit("/reports/2024/h1/", user="canbo")
    _open_draft(page)
    page.get_by_role("link", name="Ban hành").click()
    page.get_by_label("Số", exact=True).fill("15")
    page.get_by_label("Ngày ban hành").fill("02/7/2024")
    page.get_by_label("Ngày ban hành").press("Enter")
    expect(page.get_by_role("heading", name="Bản sẽ ban hành")).to_be_visible()
    _take_note(page)
    page.get_by_role("button", name="Ban hành", exact=True).click()
    scan = tmp_path / "ban-ky.pdf"
    scan.write_bytes(bytes(Report.objects.get().files.get(name="pdf").content))

    page.get_by_label("Bản đã ký, đóng dấu").set_input_files(scan)
    page.get_by_role("button", name="Lưu bản ký").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Bản ký").click()

    assert download.value.suggested_filename.startswith("ban-ky-15-2024")
    assert Path(download.value.path()).read_bytes() == scan.read_bytes()
