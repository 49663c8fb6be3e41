"""A column of numbers is typed by keyboard alone, at a desk and on a phone."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Company, Drive
from donations.asking import put_on_list
from tests.browser.looks import DESK, PHONE, assert_nothing_sticks_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drive(hung_yen) -> Drive:
    """The zone-wide drive of 24/4/2024: 560 units; its zone has three companies."""
    drive = Drive.objects.of(hung_yen).get(on=date(2024, 4, 24))
    put_on_list(drive, Company.objects.filter(zone=drive.zone))
    return drive


def units(page: Page, number: int):
    return page.get_by_role("textbox", name="Số đơn vị máu").nth(number)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_column_is_typed_by_keyboard_alone(visit, drive, picture, width):
    page = visit(f"/drives/{drive.pk}/turnout/", user="canbo", width=width)
    assert_nothing_sticks_out(page)

    units(page, 0).focus()
    for number in ("200", "1.265", "12"):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
    expect(page.locator(".save button")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(".messages")).to_contain_text("Đã lưu 3 doanh nghiệp.")
    total, own, difference = (page.locator("tfoot tr").nth(at) for at in range(3))
    expect(total).to_contain_text("1.477")
    expect(own).to_contain_text("560")
    expect(difference).to_contain_text("chênh +917")
    assert_nothing_sticks_out(page)
    picture(page, f"turnout-{width}")
    if width == DESK:
        # Tall enough for the button at the window's foot not to lie on the last row.
        page.set_viewport_size({"width": DESK, "height": 1200})
        picture(page.locator("#turnout .scroll"), "help/images/turnout")


def test_the_arrows_go_up_and_down_and_tab_along_the_row(visit, drive):
    page = visit(f"/drives/{drive.pk}/turnout/", user="canbo")

    units(page, 0).focus()
    page.keyboard.press("ArrowDown")
    expect(units(page, 1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(units(page, 0)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Ghi chú").nth(0)).to_be_focused()


def test_without_scripts_enter_saves_and_takes_nobody_off(visit, drive):
    page = visit(f"/drives/{drive.pk}/turnout/", user="canbo", java_script_enabled=False)

    units(page, 0).fill("12")
    units(page, 0).press("Enter")

    expect(page.locator(".messages")).to_contain_text("Đã lưu 1 doanh nghiệp.")
    assert drive.turnouts.count() == 3


def test_two_officers_compare_and_choose_on_a_phone(visit, drive):
    slower = visit(f"/drives/{drive.pk}/turnout/", user="canbo", width=PHONE)
    faster = visit(f"/drives/{drive.pk}/turnout/", user="quantri")
    units(faster, 0).fill("185")
    faster.locator(".save button").click()
    expect(faster.locator(".messages")).to_be_visible()

    units(slower, 0).fill("190")
    slower.locator(".save button").click()
    expect(slower.get_by_role("region", name="So hai bản")).to_contain_text("185")
    assert_nothing_sticks_out(slower)
    slower.get_by_label("Giữ của tôi").check()
    slower.locator(".save button").click()

    expect(slower.locator(".messages")).to_contain_text("Đã lưu 1 doanh nghiệp.")
    assert drive.turnouts.get(units__isnull=False).units == 190
