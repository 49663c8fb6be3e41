"""Pictures from the phone to the printed report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Drive, Plan, User
from tests.browser.looks import PHONE, assert_nothing_sticks_out
from tests.reports.measuring import measure
from tests.uploads import BLUE, filed_picture, pdf, picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drive(hung_yen) -> Drive:
    return Drive.objects.of(hung_yen).get(result__units=263)


@pytest.fixture
def album(tmp_path: Path) -> list[Path]:
    """Two pictures as a phone takes them, and a file that is none."""
    files = {
        "mot.jpg": picture((1200, 900)),
        "hai.heic": picture((900, 1200), "HEIF", color=BLUE),
        "gia.jpg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in files]


def loaded(page: Page, selector: str) -> list[int]:
    """The widths of the pictures as the browser has decoded them."""
    pictures = page.locator(selector)
    pictures.last.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return pictures.evaluate_all("all => all.map(each => each.naturalWidth)")


def test_an_officer_adds_pictures_from_the_phone_and_sees_them(visit, drive, album):
    page = visit(f"/admin/campaigns/drive/{drive.pk}/change/", user="canbo", width=PHONE)
    page.get_by_role("link", name="Thêm ảnh của đợt này").click()

    page.get_by_label("Ảnh", exact=True).set_input_files(album)
    page.get_by_label("Chú thích").fill("Công nhân hiến máu")
    page.get_by_role("button", name="Lưu ảnh").click()  # the browser asks for the tick first
    expect(page.locator(".gallery")).to_have_count(0)
    page.get_by_label("Những người nhận ra được").check()
    page.get_by_role("button", name="Lưu ảnh").click()

    expect(page.get_by_text("Đã lưu 2 ảnh.")).to_be_visible()
    expect(page.get_by_text("Chưa lưu “gia.jpg”")).to_be_visible()
    assert loaded(page, ".gallery img") == [480, 360]
    assert_nothing_sticks_out(page)


def test_a_leader_sees_them_and_they_are_printed_with_the_report(visit, site, drive):
    officer = User.objects.get(username="canbo")
    for color in (BLUE, (23, 105, 74)):
        filed_picture(drive, officer, caption="Công nhân hiến máu", size=(1600, 1200), color=color)
    desk = visit("/reports/2024/h1/", user="canbo")
    desk.get_by_role("button", name="Lập báo cáo").click()
    for box in desk.locator("[name=pictures]").all():
        box.check()
    expect(desk.locator("#preview-state")).to_have_text("chưa lưu")
    assert desk.locator("#preview img").count() == 5
    desk.get_by_role("button", name="Lưu", exact=True).click()
    expect(desk.get_by_text("Đã lưu bản dự thảo.")).to_be_visible()
    report = re.sub(r".*(/reports/\d+/).*", r"\1", desk.url)

    page = visit("/files/", user="lanhdao", width=PHONE)
    assert loaded(page, ".gallery img") == [480, 480]
    page.goto(site + report)
    assert loaded(page, ".paper img") == [1280, 1280]
    assert_nothing_sticks_out(page)

    pages = measure(page.pdf(prefer_css_page_size=True))
    heads = [pages.line(label).page for label in ("Phụ lục I", "Phụ lục II")]
    assert heads == [4, 5]


def test_a_paper_is_added_to_the_plan_and_downloaded(visit, hung_yen, tmp_path):
    (tmp_path / "ke-hoach.pdf").write_bytes(pdf())
    plan = Plan.objects.of(hung_yen).get()
    page = visit(f"/admin/campaigns/plan/{plan.pk}/change/", user="canbo", width=PHONE)
    page.get_by_role("link", name="Thêm văn bản (PDF)").click()

    page.get_by_label("Tên văn bản").fill("Kế hoạch số 03")
    page.get_by_label("Tệp PDF").set_input_files(tmp_path / "ke-hoach.pdf")
    page.get_by_role("button", name="Lưu văn bản").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Kế hoạch số 03").click()

    assert download.value.suggested_filename == "Kế hoạch số 03.pdf"
    assert Path(download.value.path()).read_bytes() == pdf()
