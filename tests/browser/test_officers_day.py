"""The officer's day in a real browser: by keyboard alone, on a phone, in a hurry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from campaigns.models import Drive
from tests.browser.looks import PHONE, assert_nothing_sticks_out
from tests.factories import CompanyFactory, DriveFactory


@pytest.fixture
def yesterdays(hung_yen) -> Drive:
    """A drive of yesterday, whose numbers have just come in."""
    host = CompanyFactory.create(committee=hung_yen, name="Công ty TNHH Giày Hưng Yên")
    day = localdate() - timedelta(days=1)
    return DriveFactory.create(
        committee=hung_yen, form="company", zone=None, host=host, on=day, expected_units=200
    )


def _tab_to(page: Page, text: str) -> None:
    """Press Tab until the link or field of this name has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == text:
            return
    raise AssertionError(f"Tab does not lead to {text}")


def test_a_result_is_entered_from_the_login_by_keyboard_alone(visit, yesterdays, picture):
    page = visit("/accounts/login/", user=None)
    # The field takes the focus by itself, in the browser's own time.
    expect(page.locator("#id_username")).to_be_focused()
    for text in ("canbo", "mot-mat-khau"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Việc hôm nay")
    picture(page, "work-1280")
    picture(page.locator(".work .module").first, "help/images/work")

    _tab_to(page, "Nhập kết quả")
    page.keyboard.press("Enter")
    expect(page.locator("#id_result-0-registered")).to_be_focused()
    # Registered; exact or not, attended; eligible, deferred; donated; units.
    for typed in ("230", "", "210", "195", "15", "190", "188"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    picture(page.locator("#result-group"), "help/images/result")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Đã lưu kết quả")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Việc hôm nay")
    yesterdays.refresh_from_db()
    assert yesterdays.status == "held"
    assert (yesterdays.result.registered, yesterdays.result.attended) == (230, 210)
    assert (yesterdays.result.donated, yesterdays.result.units) == (190, 188)


def test_a_result_is_entered_on_a_phone(visit, yesterdays, picture):
    page = visit("/admin/", user="canbo", width=PHONE)
    picture(page, "work-360")
    assert_nothing_sticks_out(page)

    page.get_by_role("link", name="Nhập kết quả").first.click()
    page.locator("#id_result-0-units").fill("188")
    assert_nothing_sticks_out(page)
    # What is too wide for its own box is cut there, without widening the page.
    for part in page.locator("#result-0 select, #result-0 .help").all():
        assert part.bounding_box()["x"] + part.bounding_box()["width"] <= PHONE - 25
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("188 đơn vị")
    yesterdays.refresh_from_db()
    assert yesterdays.result.units == 188


def test_a_phone_shows_how_much_each_drive_brought(visit, site):
    page = visit("/admin/campaigns/drive/", user="canbo", width=PHONE)

    units = page.locator("#result_list thead .column-units")

    assert units.bounding_box()["x"] + units.bounding_box()["width"] <= PHONE - 15


def test_a_postponed_drive_is_found_in_the_report(visit, site, hung_yen):
    page = visit(f"/admin/campaigns/drive/?committee__id__exact={hung_yen.pk}", user="canbo")
    page.get_by_role("link", name="tháng 7/2024").click()
    expect(page.get_by_label("Lý do hoãn, hủy")).to_be_hidden()

    page.get_by_label("Trạng thái").select_option("hoãn")
    page.get_by_label("Lý do hoãn, hủy").fill("công ty đổi lịch sản xuất")
    page.get_by_label("Ngày mới:").fill("20/01/2025")
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("Đã có đợt tổ chức lại: 20/01/2025")
    page.goto(f"{site}/reports/2024/9m/")
    expect(page.locator("main")).to_contain_text(
        "Tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn tại Công ty TNHH Điện tử Canon Việt Nam"
    )
    expect(page.locator("main")).to_contain_text("lý do hoãn: công ty đổi lịch sản xuất")


def test_what_is_wrong_is_in_sight_although_the_link_led_to_a_field(visit, yesterdays):
    page = visit("/admin/", user="canbo", width=PHONE)
    page.get_by_role("link", name="Hoãn, hủy").first.click()

    page.get_by_label("Trạng thái").select_option("hoãn")
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(page.locator(".errornote")).to_be_in_viewport()


def test_without_scripts_the_reason_is_asked_for_as_well(visit, hung_yen):
    drives = f"/admin/campaigns/drive/?committee__id__exact={hung_yen.pk}"
    page = visit(drives, user="canbo", java_script_enabled=False)
    page.get_by_role("link", name="tháng 7/2024").click()

    page.get_by_label("Trạng thái").select_option("hoãn")
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(page.locator(".field-reason .errorlist")).to_contain_text("Ghi lý do")


def test_the_list_is_taken_along_as_a_spreadsheet(visit):
    page = visit("/admin/campaigns/drive/?status__exact=held", user="canbo")

    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Excel").click()

    assert download.value.suggested_filename == "dot-hien-mau.xlsx"
