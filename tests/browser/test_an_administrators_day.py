"""An administrator lets somebody in: an account with its role, and the first log-in with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looks import assert_nothing_sticks_out


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_new_leader_is_let_in_and_chooses_a_password(visit, hung_yen, picture, width, scheme):
    page = visit("/admin/campaigns/user/add/", user="quantri", width=width, color_scheme=scheme)
    page.get_by_label("Tên đăng nhập").fill("pho.truong.ban")
    page.get_by_label("Lãnh đạo").check()
    page.get_by_label(hung_yen.name).check()
    assert_nothing_sticks_out(page)
    if width == 1280:
        picture(page.locator("#user_form"), "help/images/account")
    page.get_by_role("button", name="Lưu", exact=True).click()
    if width == 1280:
        picture(page.locator(".messagelist li").first, "help/images/password")
    password = page.locator(".messagelist code").inner_text()

    page = visit("/accounts/login/", user=None, width=width, color_scheme=scheme)
    page.get_by_label("Tên đăng nhập").fill("pho.truong.ban")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
    page.get_by_label("Mật khẩu cũ").fill(password)
    page.get_by_label("Mật khẩu mới", exact=True).fill("giot-hong-cho-di")
    page.locator("#id_new_password2").fill("giot-hong-cho-di")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url("**/accounts/password_change/done/")
    page.goto(page.url.split("/accounts/")[0])

    expect(page.get_by_role("heading", level=1)).to_contain_text("1.265 đơn vị")
    assert_nothing_sticks_out(page)
