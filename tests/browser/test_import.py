"""A spreadsheet goes in: told what is wrong, asked about a name, confirmed, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Company, Drive
from donations.models import SheetImport
from tests.browser.looks import DESK, PHONE, assert_nothing_sticks_out
from tests.spreadsheets import drives_sheet

pytestmark = pytest.mark.django_db(transaction=True)

# The demo has 1.265 units in 2024, of 1.200; 263 of them of this drive.
KNOWN = {"Ngày": date(2024, 4, 9), "Khu công nghiệp": "Phố Nối A", "Số đơn vị máu": 263}
AT_SEWS = {"Ngày": date(2024, 8, 15), "Doanh nghiệp": "Sews Components", "Số đơn vị máu": 91}
CORRECTED = {"Ngày": date(2024, 4, 24), "Khu công nghiệp": "Thăng Long II", "Số đơn vị máu": 565}
NEW = {"Ngày": date(2024, 9, 12), "Khu công nghiệp": "Phố Nối A", "Số đơn vị máu": 40}
BAD = {"Ngày": "31/02/2024", "Khu công nghiệp": "Phố Nối A", "Số đơn vị máu": "12,5"}
LONG = (
    "Công ty Cổ phần Sản xuất và Kinh doanh Linh kiện Điện tử, Thiết bị Viễn thông Công nghệ cao "
    "Châu Á Thái Bình Dương - VN1"
)


def upload(page: Page, *lines: dict[str, object], name: str = "ket-qua.xlsx") -> None:
    """Choose a sheet of these lines on the page of the upload, and go on to its preview."""
    content = drives_sheet(*lines)
    page.get_by_label("Tệp Excel").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def answer(page: Page) -> None:
    page.get_by_label("Là Công ty TNHH Sews-Components Việt Nam").check()
    page.get_by_role("button", name="Trả lời và xem lại").click()


def test_an_officer_brings_a_sheet_in_and_takes_it_back(visit, hung_yen):
    page = visit("/admin/", user="canbo")
    page.get_by_role("link", name="Nhập từ bảng").click()
    page.get_by_role("link", name="Đợt hiến máu và kết quả").click()

    upload(page, KNOWN, BAD)
    expect(page.locator(".verdict")).to_contain_text("Bảng có 2 dòng, 1 dòng lỗi.")
    bad = page.get_by_role("table", name="1 dòng lỗi").get_by_role("row").last
    expect(bad).to_contain_text("3")
    expect(bad).to_contain_text("Ngày không hợp lệ")
    expect(page.get_by_role("button", name="Nhập vào hệ thống")).to_have_count(0)

    page.get_by_role("link", name="Chọn tệp đã sửa").click()
    upload(page, KNOWN, AT_SEWS)
    page.get_by_role("link", name="Trả lời 1 tên chưa rõ").click()
    answer(page)
    expect(page.locator(".verdict")).to_contain_text("Chưa lưu gì. Bảng có 2 dòng, không dòng nào")
    assert Drive.objects.of(hung_yen).count() == 7
    page.get_by_role("button", name="Nhập vào hệ thống").click()

    expect(page.locator(".messages")).to_have_text(
        "Đã nhập từ ket-qua.xlsx: 1 mới, 0 sửa, 1 giữ nguyên. Lũy kế năm 2024: 1.356 đơn vị, "
        "đạt 113% kế hoạch UBND tỉnh giao, vượt 156 đơn vị."
    )
    sews = Company.objects.get(name="Công ty TNHH Sews-Components Việt Nam")
    assert Drive.objects.of(hung_yen).get(on="2024-08-15").host == sews
    assert "Sews Components" in sews.aliases.splitlines()

    page.get_by_text("Hoàn tác lần nhập này").click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(".messages")).to_have_text("Đã hoàn tác lần nhập từ ket-qua.xlsx.")
    assert Drive.objects.of(hung_yen).count() == 7


def test_the_companies_of_a_drive_are_brought_in_from_its_page(visit, hung_yen):
    drive = Drive.objects.of(hung_yen).get(on="2024-04-24")
    page = visit(f"/drives/{drive.pk}/turnout/", user="canbo")

    page.get_by_role("link", name="Nhập từ bảng").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("24/4/2024 · KCN Thăng Long II")


def test_a_leader_is_not_offered_to_bring_companies_in(visit, hung_yen):
    drive = Drive.objects.of(hung_yen).get(on="2024-04-24")
    page = visit(f"/drives/{drive.pk}/turnout/", user="lanhdao")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Doanh nghiệp tham gia")
    expect(page.get_by_role("link", name="Nhập từ bảng")).to_have_count(0)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_preview_says_what_is_wrong_and_what_to_do(visit, picture, width):
    page = visit("/imports/drives/", user="canbo", width=width)

    upload(page, KNOWN, CORRECTED, NEW, AT_SEWS)

    expect(page.locator(".counts li")).to_have_text(["1 lỗi", "1 sửa", "1 mới", "1 giữ nguyên"])
    expect(page.locator(".verdict")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Trả lời 1 tên chưa rõ")).to_be_in_viewport()
    picture(page, f"import-{width}")
    if width == DESK:
        picture(page.locator("form.card").first, "help/images/import")


def test_long_names_and_long_reasons_stay_within_a_phone(visit):
    page = visit("/imports/drives/", user="canbo", width=PHONE)
    assert len(LONG) == 120
    assert_nothing_sticks_out(page)

    upload(page, BAD, {**AT_SEWS, "Doanh nghiệp": LONG}, name=f"{'ket_qua_' * 12}.xlsx")
    expect(page.get_by_role("table", name="2 dòng lỗi")).to_contain_text(LONG)
    assert_nothing_sticks_out(page)

    page.get_by_role("link", name="Chọn tệp đã sửa").click()
    upload(page, {**AT_SEWS, "Doanh nghiệp": LONG}, name=f"{'ket_qua_' * 12}.xlsx")
    page.get_by_label("Là tên mới").check()
    page.get_by_role("button", name="Trả lời và xem lại").click()
    assert_nothing_sticks_out(page)
    page.get_by_role("button", name="Nhập vào hệ thống").click()
    expect(page.locator(".messages")).to_contain_text("1 mới")
    assert_nothing_sticks_out(page)

    page.get_by_role("link", name="Các lần nhập").click()
    expect(page.get_by_role("table")).to_contain_text("đã nhập")
    assert_nothing_sticks_out(page)


def test_all_of_it_works_without_scripts(visit):
    page = visit("/imports/drives/", user="canbo", java_script_enabled=False)

    upload(page, AT_SEWS)
    answer(page)
    page.get_by_role("button", name="Nhập vào hệ thống").click()
    expect(page.locator(".messages")).to_contain_text("1.356 đơn vị")
    page.get_by_text("Hoàn tác lần nhập này").click()
    page.get_by_role("button", name="Hoàn tác").click()

    expect(page.locator(".messages")).to_contain_text("Đã hoàn tác")


def test_a_sheet_is_thrown_away_without_a_trace(visit):
    page = visit("/imports/drives/", user="canbo")
    upload(page, NEW)

    page.get_by_role("button", name="Bỏ, không nhập").click()

    expect(page.locator(".messages")).to_have_text("Đã bỏ tệp; chưa nhập gì.")
    assert not SheetImport.objects.exists()


def tab_stops(page: Page) -> list[str]:
    """What Tab leads to in the page's main part; each shows that it has the focus."""
    page.locator("main").evaluate("main => { main.tabIndex = -1; main.focus() }")
    found: list[str] = []
    while True:
        page.keyboard.press("Tab")
        inside, name, outline = page.evaluate("""() => {
            const here = document.activeElement;
            return [here.matches("main *"), here.labels?.[0]?.innerText ?? here.innerText,
                    getComputedStyle(here).outlineStyle];
        }""")
        if not inside:
            return found
        assert outline == "solid", name
        found.append(name)


def test_the_keyboard_reaches_everything_and_is_seen(visit):
    page = visit("/imports/drives/", user="canbo")
    expected = ["Các lần nhập", "Tệp Excel (.xlsx) hoặc CSV, tối đa 10 MB", "Xem trước"]
    assert tab_stops(page) == [*expected, "Tải bảng mẫu"]

    upload(page, AT_SEWS)
    assert tab_stops(page) == [
        *("1 lỗi", "Trả lời 1 tên chưa rõ", "Chọn tệp đã sửa", "Bỏ, không nhập"),
        *("Tên chưa rõ", "Là Công ty TNHH Sews-Components Việt Nam Thăng Long II"),
        "Trả lời và xem lại",
    ]


def test_a_long_wait_is_told_until_one_comes_back(visit):
    page = visit("/imports/drives/", user="canbo")
    upload(page, KNOWN, NEW)
    # The answer is long in coming.
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    button = page.get_by_role("button", name="Nhập vào hệ thống")
    told = page.get_by_role("status").filter(has_text="Đang nhập 2 dòng…")

    button.click()
    expect(told.locator("progress")).to_be_visible()
    expect(button).to_be_disabled()
    expect(page.get_by_role("button", name="Bỏ, không nhập")).to_be_disabled()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(told).to_have_count(0)
    expect(button).to_be_enabled()


def test_the_reading_of_a_sheet_is_told_too(visit):
    page = visit("/imports/drives/", user="canbo")
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_label("Tệp Excel").set_input_files("pyproject.toml")

    page.get_by_role("button", name="Xem trước").click()

    expect(page.get_by_role("status")).to_have_text("Đang đọc bảng…")
