"""A leader looks: will we make it, why, what is behind a figure, what comes next."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import DESK, PHONE, assert_nothing_sticks_out


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_dashboard_answers_and_every_thing_on_it_opens(visit, sample, picture, width):
    page = visit(f"/?committee={sample.pk}", user="lanhdao", width=width)

    expect(page.locator("#forecast .verdict")).to_be_visible()
    expect(page.locator("svg.chart:visible")).to_have_count(1)
    assert_nothing_sticks_out(page)
    picture(page, f"dashboard-{width}")
    if width == DESK:
        picture(page.locator("#forecast"), "help/images/forecast")

    page.locator("table", has_text="Khu công nghiệp").get_by_role("link").first.click()
    page.wait_for_url("**/zones/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_nothing_sticks_out(page)

    page.locator("table").last.get_by_role("link").first.click()
    page.wait_for_url(re.compile("/(drives|companies)/"))
    expect(page.get_by_role("link", name="Sửa")).to_have_count(0)
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_name_typed_without_accents_is_found_from_any_page(visit, sample, width):
    page = visit(f"/calendar/?committee={sample.pk}", user="lanhdao", width=width)

    page.get_by_role("searchbox").fill("thang long ii")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Thăng Long II", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Thăng Long II")
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_calendar_leads_to_a_drive(visit, sample, picture, width):
    page = visit(f"/calendar/?committee={sample.pk}", user="lanhdao", width=width)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Lịch năm")
    assert_nothing_sticks_out(page)
    picture(page, f"calendar-{width}")

    page.locator("main li a[href*='/drives/']").first.click()
    page.wait_for_url("**/drives/**")
