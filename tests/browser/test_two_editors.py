"""Two people at one drive, in real browsers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Drive
from tests.browser.looks import PHONE, assert_nothing_sticks_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drive(site) -> Drive:
    """Mektec on 27/5/2024: 180 units."""
    return Drive.objects.get(host__name__contains="Mektec")


def units(page: Page):
    return page.get_by_role("textbox", name="Số đơn vị máu:", exact=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu", exact=True).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_slower_of_two_compares_and_chooses_on_a_phone(visit, drive, javascript):
    address = f"/admin/campaigns/drive/{drive.pk}/change/"
    slower = visit(address, user="canbo", width=PHONE, java_script_enabled=javascript)
    faster = visit(address, user="quantri")
    units(faster).fill("185")
    faster.get_by_label("Địa điểm cụ thể").fill("Nhà ăn số 1")
    save(faster)

    units(slower).fill("190")
    slower.get_by_role("textbox", name="Tham dự").fill("200")
    save(slower)
    comparison = slower.get_by_role("region", name="So hai bản")
    expect(comparison.locator("th[scope=row]")).to_have_text(["Tham dự (người)", "Số đơn vị máu"])
    expect(comparison).to_contain_text("185")
    if javascript:
        assert_nothing_sticks_out(slower)

    save(slower)
    expect(slower.locator(".comparison .errorlist")).to_have_text("Chọn một trong hai.")
    slower.get_by_label("Giữ của tôi").check()
    save(slower)

    expect(slower.locator(".messagelist")).to_contain_text("từ 185 thành 190 đơn vị")
    drive.refresh_from_db()
    assert (drive.venue, drive.result.units, drive.result.attended) == ("Nhà ăn số 1", 190, 200)


def test_an_old_value_is_put_back_with_the_keyboard_alone(visit, drive):
    drive.result.units = 810
    drive.result.save()
    page = visit(f"/admin/campaigns/drive/{drive.pk}/history/", user="canbo", width=PHONE)
    assert_nothing_sticks_out(page)

    page.get_by_role("button", name="Lấy lại giá trị cũ: số đơn vị máu: 180 → 810").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("từ 810 thành 180 đơn vị")
    expect(page.locator(".record-history")).to_contain_text("lấy lại giá trị cũ")
