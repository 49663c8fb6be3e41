"""The report as Chromium prints it, measured against Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from campaigns.models import Committee, Drive
from tests.browser.looks import PHONE, assert_nothing_sticks_out
from tests.factories import DriveFactory, ResultFactory
from tests.reports import law
from tests.reports.measuring import Pages, measure

pytestmark = pytest.mark.django_db(transaction=True)


def printed(page: Page) -> Pages:
    return measure(page.pdf(prefer_css_page_size=True))


def hold_more_drives(committee: Committee, number: int) -> None:
    zone = committee.zones.first()
    for index in range(number):
        day = date(2024, 1, 2) + timedelta(days=index)
        drive = DriveFactory.create(
            committee=committee, zone=zone, on=day, status=Drive.Status.HELD, venue="Nhà văn hóa"
        )
        ResultFactory.create(drive=drive, units=20)


def test_the_printed_page_is_the_laws(visit):
    pages = printed(visit("/reports/2024/h1/", user="lanhdao"))

    for rule in law.RULES:
        rule(pages)
    assert law.room_to_sign(pages, "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN QUẢN LÝ") >= 20


def test_sixty_drives_are_printed_with_titles_on_each_page_and_whole_rows(visit, hung_yen):
    hold_more_drives(hung_yen, 55)

    pages = printed(visit("/reports/2024/h1/", user="lanhdao"))

    law.assert_pages_are_numbered_in_the_top_margin(pages)
    law.assert_every_page_of_the_annex_has_the_column_titles(pages)
    law.assert_no_row_breaks_over_two_pages(pages, rows=60)
    law.assert_the_signature_is_not_alone(pages)


def test_a_hyphen_between_names_is_held_to_the_word_before(visit):
    paper = visit("/reports/2024/h1/", user="lanhdao").locator(".paper")

    text = paper.evaluate("paper => paper.textContent")

    assert text.count("Viện Huyết học\u00a0- Truyền máu Trung ương") == 2
    assert text.count("TOTO Việt Nam\u00a0- Chi nhánh Hưng Yên") == 2
    assert "Viện Huyết học - " not in text


def test_figures_that_link_look_like_text_on_paper(visit):
    page = visit("/reports/2024/h1/", user="lanhdao")
    look = """() => {
      const link = getComputedStyle(document.querySelector(".paper .body a"));
      const text = getComputedStyle(document.querySelector(".paper .body"));
      return [link.textDecorationLine, link.color === text.color];
    }"""

    assert page.evaluate(look) == ["underline", True]
    page.emulate_media(media="print")
    assert page.evaluate(look) == ["none", True]


def test_proposed_texts_are_coloured_on_screen_and_black_on_paper(visit):
    page = visit("/reports/2024/h1/", user="lanhdao")
    colour = "() => getComputedStyle(document.querySelector('.paper .proposed')).color"

    assert page.evaluate(colour) != "rgb(0, 0, 0)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(0, 0, 0)"


def test_on_a_phone_the_table_scrolls_in_its_own_box(visit):
    page = visit("/reports/2024/h1/", user="lanhdao", width=PHONE)

    box = page.locator(".paper .scroll")

    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert_nothing_sticks_out(page)
