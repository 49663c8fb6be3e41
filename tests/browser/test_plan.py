"""The year is planned from last year's drives, and one of them made a series, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from campaigns.models import Drive
from tests.browser.looks import DESK, PHONE, assert_nothing_sticks_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_officer_plans_2025_from_2024(visit, picture, width):
    page = visit("/plan/2025/", user="canbo", width=width)
    page.get_by_role("link", name="Xem 6 đề xuất").click()

    page.get_by_role("checkbox", name="KCN Phố Nối A Tổ chức tập trung").check()
    page.get_by_role("checkbox", name="KCN Thăng Long II Tổ chức tập trung").check()
    row = page.get_by_role("listitem").filter(has_text="Canon")
    row.get_by_role("checkbox").check()
    row.get_by_label("Dự kiến").fill("135")
    assert_nothing_sticks_out(page)
    picture(page, f"plan-{width}")
    page.get_by_role("button", name="Đưa vào kế hoạch").click()

    expect(page.locator(".messages")).to_be_in_viewport()
    expect(page.locator(".messages")).to_contain_text("Đã đưa 3 đợt vào kế hoạch năm 2025.")
    expect(page.locator("tfoot")).to_contain_text("958")  # 263 + 560 + 135
    expect(page.get_by_role("link", name="Xem 3 đề xuất")).to_be_visible()
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_officer_copies_a_drive_as_a_series(visit, hung_yen, width):
    page = visit("/plan/2024/", user="canbo", width=width)
    page.get_by_role("link", name="Chép 09/4/2024, KCN Phố Nối A").click()
    page.get_by_label("Từ ngày").fill("20/8/2025")
    page.get_by_label("Cứ mỗi").fill("3")
    page.get_by_label("Số lần").fill("2")

    page.get_by_role("button", name="Xem trước các ngày").click()

    expect(page.get_by_role("heading", name="Sẽ có 2 đợt")).to_be_visible()
    expect(page.locator(".copies")).to_contain_text("20/11/2025, Thứ 5")
    assert_nothing_sticks_out(page)
    assert not Drive.objects.of(hung_yen).filter(on__year=2025).exists()

    page.get_by_role("button", name="Chép", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch năm 2025")
    expect(page.locator(".messages")).to_contain_text(
        "Đã chép thành 2 đợt: 20/8/2025 và 20/11/2025."
    )
    assert_nothing_sticks_out(page)
