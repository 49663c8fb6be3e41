"""The pages on which a spreadsheet is brought in, as a browser walks them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from campaigns.models import Company, Drive
from donations.models import DriveResult, SheetImport
from tests.donations.pages import said
from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    TargetFactory,
    UserFactory,
    ZoneFactory,
    held,
)
from tests.importing.planning import Kind, waiting
from tests.reports.lives import drafted, fit_to_sign, issued
from tests.spreadsheets import drives_sheet, uploaded, xlsx

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 9)
LINE = {"Ngày": DAY, "Hình thức": "tập trung", "Khu công nghiệp": "Phố Nối A"}
UPLOAD = "/imports/drives/"


@pytest.fixture
def zone(committee):
    return ZoneFactory.create(committee=committee, name="Phố Nối A")


def upload(client, content: bytes, address: str = UPLOAD) -> str:
    """The address of the preview."""
    answer = client.post(address, {"file": uploaded(content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def confirm(client, preview: str, **typed: str):
    digest = client.get(preview).context["plan"].digest
    return client.post(preview, {"digest": digest, **typed}, follow=True)


def test_a_sheet_goes_from_upload_to_the_years_total(as_officer, committee, zone):
    TargetFactory.create(committee=committee, units=1200)
    preview = upload(as_officer, drives_sheet({**LINE, "Số đơn vị máu": 263}))
    shown = as_officer.get(preview).content.decode()
    assert "09/4/2024 · KCN Phố Nối A" in shown
    assert "số đơn vị máu: 263" in shown
    assert not Drive.objects.exists()

    answer = confirm(as_officer, preview)

    assert DriveResult.objects.get().units == 263
    assert said(answer) == [
        "Đã nhập từ bang.xlsx: 1 mới, 0 sửa, 0 giữ nguyên. Lũy kế năm 2024: 263 đơn vị, đạt 21% "
        "kế hoạch UBND tỉnh giao, còn thiếu 937 đơn vị."
    ]


def test_a_bad_line_is_named_and_nothing_can_be_confirmed(as_officer, zone):
    preview = upload(as_officer, drives_sheet(LINE, {**LINE, "Ngày": "31/02/2024"}))

    page = as_officer.get(preview)

    assert "Chưa lưu gì. Bảng có 2 dòng, 1 dòng lỗi." in page.content.decode()
    assert 'name="digest"' not in page.content.decode()
    confirm(as_officer, preview)
    assert not Drive.objects.exists()


def test_a_file_that_is_no_sheet_is_told_beside_the_field(as_officer):
    answer = as_officer.post(UPLOAD, {"file": uploaded(b"%PDF-1.7 \x00", "a.pdf")})

    assert "không phải là bảng tính" in answer.context["form"].errors["file"][0]
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize("data", [{}, {"file": uploaded(b"", "a.xlsx")}, {"file": "x"}])
def test_a_form_without_a_file_asks_for_one(as_officer, data):
    assert as_officer.post(UPLOAD, data).context["form"].errors["file"]


def test_a_name_is_answered_on_the_page_and_remembered(as_officer, committee):
    company = CompanyFactory.create(committee=committee, name="Công ty TNHH Sews-Components")
    line = {"Ngày": DAY, "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": "Sews-Componets"}
    preview = upload(as_officer, drives_sheet(line))
    (question,) = as_officer.get(preview).context["plan"].questions

    as_officer.post(preview, {f"answer-{question.key}": company.pk, "answers": "1"})
    confirm(as_officer, preview)

    assert Drive.objects.get().host == company
    assert Company.objects.get().aliases == "Sews-Componets"


def test_the_preview_says_which_cells_were_not_read(as_officer, zone):
    headers = [*LINE, "Doanh nghiệp", "Thời tiết"]
    content = xlsx(headers, {**LINE, "Thời tiết": "mưa"}, {"Ngày": "Tổng cộng"})

    page = as_officer.get(upload(as_officer, content)).content.decode()

    assert "“Thời tiết”" in page
    assert "Dòng tổng, không nhập: 3" in page


def test_sending_the_confirmation_twice_saves_once_and_says_so(as_officer, zone):
    preview = upload(as_officer, drives_sheet(LINE))
    digest = as_officer.get(preview).context["plan"].digest
    as_officer.post(preview, {"digest": digest})

    again = as_officer.post(preview, {"digest": digest})

    assert again.status_code == 200
    assert "đã nhập" in again.content.decode()
    assert Drive.objects.count() == 1


def test_what_changed_after_the_preview_is_shown_again(as_officer, committee, zone):
    drive = held(committee, DAY, 180, zone=zone)
    preview = upload(as_officer, drives_sheet({**LINE, "Số đơn vị máu": 185}))
    digest = as_officer.get(preview).context["plan"].digest
    drive.result.units = 181
    drive.result.save()

    answer = as_officer.post(preview, {"digest": digest})

    assert "số đơn vị máu: 181 → 185" in answer.content.decode()
    assert "hãy xem lại rồi xác nhận" in " ".join(said(answer))
    assert DriveResult.objects.get().units == 181


def test_another_officer_does_not_see_what_waits(as_officer, committee, zone, client):
    preview = upload(as_officer, drives_sheet(LINE))
    colleague = UserFactory.create()
    colleague.groups.set(Group.objects.filter(name="Cán bộ"))
    committee.members.add(colleague)
    client.force_login(colleague)

    assert client.get(preview).status_code == 404
    assert client.post(preview, {"digest": "x"}).status_code == 404


def test_an_officer_who_left_the_committee_can_confirm_no_more(
    as_officer, officer, committee, zone
):
    preview = upload(as_officer, drives_sheet(LINE))
    digest = as_officer.get(preview).context["plan"].digest
    committee.members.remove(officer)

    assert as_officer.post(preview, {"digest": digest}).status_code == 404
    assert not Drive.objects.exists()


def test_the_sheet_is_of_the_chosen_committee(as_officer, officer, zone):
    other = CommitteeFactory.create()
    other.members.add(officer)
    ZoneFactory.create(committee=other, name="Phố Nối A")

    preview = upload(as_officer, drives_sheet(LINE), f"{UPLOAD}?committee={other.pk}")
    confirm(as_officer, preview)

    assert Drive.objects.get().committee == other


def test_a_dropped_file_is_forgotten(as_officer, zone, django_capture_on_commit_callbacks):
    preview = upload(as_officer, drives_sheet(LINE))
    name = SheetImport.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        as_officer.post(f"{preview}cancel/")

    assert not SheetImport.objects.exists()
    assert not default_storage.exists(name)


def test_a_file_that_is_gone_has_to_be_uploaded_again(as_officer, zone):
    preview = upload(as_officer, drives_sheet(LINE))
    default_storage.delete(SheetImport.objects.get().file.name)

    answer = as_officer.get(preview, follow=True)

    assert "hãy tải lên lại" in " ".join(said(answer))
    assert answer.request["PATH_INFO"] == UPLOAD


def test_an_import_is_taken_back_on_its_page(as_officer, zone):
    preview = upload(as_officer, drives_sheet({**LINE, "Số đơn vị máu": 5}))
    confirm(as_officer, preview)

    answer = as_officer.post(f"{preview}undo/", follow=True)

    assert said(answer)[-1] == "Đã hoàn tác lần nhập từ bang.xlsx."
    assert not Drive.objects.exists()
    assert "đã hoàn tác" in answer.content.decode()


def test_what_hinders_taking_back_is_told(as_officer, zone):
    preview = upload(as_officer, drives_sheet(LINE))
    confirm(as_officer, preview)
    drive = Drive.objects.get()
    drive.note = "sửa tay"
    drive.save()

    answer = as_officer.post(f"{preview}undo/", follow=True)

    assert "1 mục đã đổi" in said(answer)[-1]
    assert Drive.objects.exists()


def test_the_list_tells_who_brought_what(as_officer, officer, zone):
    confirm(as_officer, upload(as_officer, drives_sheet(LINE)))

    page = as_officer.get("/imports/").content.decode()

    assert "bang.xlsx" in page
    assert str(officer) in page


def test_todays_work_leads_to_the_sheets_of_the_chosen_committee(as_officer, officer):
    other = CommitteeFactory.create()
    other.members.add(officer)

    page = as_officer.get(f"/admin/?committee={other.pk}").content.decode()

    assert f'href="/imports/?committee={other.pk}"' in page


def test_a_drive_without_companies_leads_to_their_sheet(as_officer, committee):
    drive = DriveFactory.create(committee=committee)

    page = as_officer.get(f"/drives/{drive.pk}/turnout/").content.decode()

    assert f'href="/drives/{drive.pk}/turnout/import/"' in page


def test_a_name_that_nobody_here_may_add_is_told_and_not_asked(as_officer, committee):
    preview = upload(as_officer, drives_sheet({**LINE, "Khu công nghiệp": "Lạ"}))

    page = as_officer.get(preview).content.decode()

    assert "nhờ quản trị thêm tên này" in page
    assert "Trả lời và xem lại" not in page


def test_a_sheet_that_changes_nothing_offers_another_file_only(as_officer, committee, zone):
    held(committee, DAY, 180, zone=zone)

    page = as_officer.get(upload(as_officer, drives_sheet({**LINE, "Số đơn vị máu": 180})))

    assert "Không có gì để nhập. Bảng có 1 dòng" in page.content.decode()
    assert "Nhập vào hệ thống" not in page.content.decode()


def test_zones_are_brought_in_by_administrators_only(as_officer, as_administrator, committee):
    assert as_officer.get("/imports/zones/").status_code == 403
    assert as_administrator.get("/imports/zones/").status_code == 200


@pytest.mark.parametrize("address", ["/imports/nothing/", "/imports/turnout/", "/imports/text/x/"])
def test_an_unknown_kind_is_not_found(as_officer, committee, address):
    assert as_officer.get(address).status_code == 404


def test_a_long_sheet_shows_some_lines_and_leads_to_the_others(as_officer, zone):
    lines = [{**LINE, "Ngày": date(2024, 1 + at // 28, 1 + at % 28)} for at in range(60)]
    preview = upload(as_officer, drives_sheet(*lines))

    first, all_new = as_officer.get(preview), as_officer.get(preview, {"show": "new"})

    assert "Xem cả 60 dòng" in first.content.decode()
    assert first.content.decode().count("KCN Phố Nối A") == 50
    assert all_new.content.decode().count("KCN Phố Nối A") == 60


# Reports that were issued


@pytest.fixture
def counted(committee, zone):
    """A drive that an issued report counts."""
    fit_to_sign(committee)
    drive = held(committee, DAY, 180, zone=zone)
    issued(drafted(committee))
    return drive


def test_a_drive_in_an_issued_report_is_changed_with_a_reason_only(as_officer, counted):
    preview = upload(as_officer, drives_sheet({**LINE, "Số đơn vị máu": 185}))
    answer = confirm(as_officer, preview)
    assert "ghi lý do sửa" in answer.context["form"].errors["change_reason"][0]
    assert DriveResult.objects.get().units == 180

    confirm(as_officer, preview, change_reason="đếm lại")

    assert DriveResult.objects.get().units == 185
    assert DriveResult.history.first().history_change_reason.startswith("đếm lại; nhập từ")


def test_a_new_drive_within_an_issued_report_needs_a_reason_too(as_officer, counted):
    line = {**LINE, "Ngày": "10/4/2024", "Số đơn vị máu": 7}

    answer = confirm(as_officer, upload(as_officer, drives_sheet(line)))

    assert answer.context["form"].errors["change_reason"]


def test_a_plan_beside_an_issued_report_needs_none(as_officer, counted):
    confirm(as_officer, upload(as_officer, drives_sheet({**LINE, "Ngày": "10/4/2024"})))

    assert Drive.objects.count() == 2


def test_what_an_issued_report_counts_by_now_is_not_taken_back(as_officer, committee, zone):
    preview = upload(as_officer, drives_sheet({**LINE, "Số đơn vị máu": 5}))
    confirm(as_officer, preview)
    fit_to_sign(committee)
    issued(drafted(committee))

    answer = as_officer.post(f"{preview}undo/", follow=True)

    assert "đã nằm trong báo cáo" in said(answer)[-1]
    assert DriveResult.objects.exists()


# The empty sheet


def _sheets(response) -> dict[str, list[list[object]]]:
    book = load_workbook(BytesIO(response.content))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def test_the_template_has_the_contracts_headers_and_the_known_names(as_officer, committee, zone):
    CompanyFactory.create(committee=committee, name="Công ty A")
    CompanyFactory.create(name="Công ty của Ban khác")
    FacilityFactory.create(name="Bệnh viện A")

    sheets = _sheets(as_officer.get("/imports/drives/template.xlsx"))

    (header,) = sheets["Đợt hiến máu"]
    assert header == [
        *("Mã đợt", "Ngày", "Hình thức", "Khu công nghiệp", "Doanh nghiệp", "Đơn vị tiếp nhận"),
        *("Đăng ký", "Tham dự", "Số đơn vị máu", "Túi 250 ml", "Túi 350 ml", "Túi 450 ml"),
        *("Trạng thái", "Ghi chú"),
    ]
    assert sheets["Danh sách"] == [["Phố Nối A", "Công ty A", "Bệnh viện A"]]


def test_the_templates_cells_offer_names_and_check_numbers(as_officer, committee, zone):
    content = as_officer.get("/imports/drives/template.xlsx").content
    sheet = load_workbook(BytesIO(content))["Đợt hiến máu"]

    checks = {
        str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation
    }

    assert checks["D2"].formula1 == "'Danh sách'!$A$1:$A$1"
    assert checks["D2"].errorStyle == "warning"
    assert (checks["I2"].type, checks["I2"].formula1) == ("whole", "0")
    assert "đã tổ chức" in checks["M2"].formula1


def test_a_filled_template_is_read(as_officer, committee, zone):
    book = load_workbook(BytesIO(as_officer.get("/imports/drives/template.xlsx").content))
    sheet = book["Đợt hiến máu"]
    sheet["B2"], sheet["C2"], sheet["D2"], sheet["I2"] = (
        DAY,
        "tập trung tại khu công nghiệp",
        "Phố Nối A",
        9,
    )
    buffer = BytesIO()
    book.save(buffer)

    confirm(as_officer, upload(as_officer, buffer.getvalue()))

    assert DriveResult.objects.get().units == 9


def test_the_templates_of_all_kinds_are_read_again(as_administrator, committee):
    for kind in (Kind.DRIVES, Kind.COMPANIES, Kind.ZONES):
        content = as_administrator.get(f"/imports/{kind}/template.xlsx").content
        answer = as_administrator.post(f"/imports/{kind}/", {"file": uploaded(content)})
        assert "không có dòng nào" in answer.context["form"].errors["file"][0]


# The companies of a drive


def test_turnout_is_brought_in_from_the_drives_page(as_officer, committee):
    drive = DriveFactory.create(committee=committee)
    CompanyFactory.create(committee=committee, name="Công ty A")
    content = xlsx(["Doanh nghiệp", "Đăng ký"], ["Công ty A", 25])

    preview = upload(as_officer, content, f"/drives/{drive.pk}/turnout/import/")
    confirm(as_officer, preview)

    assert drive.turnouts.get().registered == 25


def test_another_committees_drive_is_not_found(as_officer, committee):
    drive = DriveFactory.create()

    assert as_officer.get(f"/drives/{drive.pk}/turnout/import/").status_code == 404
    assert as_officer.get(f"/drives/{drive.pk}/turnout/template.xlsx").status_code == 404


def test_another_committees_import_is_not_found(as_officer, committee, administrator):
    other = ZoneFactory.create(name="Phố Nối A").committee
    found = waiting(drives_sheet(LINE), other, by=administrator)

    assert as_officer.get(f"/imports/{found.pk}/").status_code == 404
    assert as_officer.post(f"/imports/{found.pk}/undo/").status_code == 404


def test_an_import_that_is_done_cannot_be_dropped(as_officer, zone):
    preview = upload(as_officer, drives_sheet(LINE))
    confirm(as_officer, preview)

    answer = as_officer.post(f"{preview}cancel/", follow=True)

    assert "đã xong" in " ".join(said(answer))
    assert SheetImport.objects.get().rows.count() == 1


def test_an_answer_that_was_not_asked_for_is_not_kept(as_officer, zone):
    preview = upload(as_officer, drives_sheet(LINE))

    as_officer.post(preview, {"answers": "1", "answer-company:x": "new", "answer-y": "\0"})

    assert SheetImport.objects.get().answers == {}


def test_names_that_an_administrator_made_are_not_an_officers_to_undo(
    as_officer, as_administrator, committee
):
    line = {**LINE, "Khu công nghiệp": "Khu Mới"}
    preview = upload(as_administrator, drives_sheet(line), f"{UPLOAD}?committee={committee.pk}")
    (question,) = as_administrator.get(preview).context["plan"].questions
    as_administrator.post(preview, {f"answer-{question.key}": "new", "answers": "1"})
    confirm(as_administrator, preview)

    answer = as_officer.post(f"{preview}undo/", follow=True)

    assert "nhờ quản trị hoàn tác" in said(answer)[-1]
    assert committee.zones.exists()


def test_taking_back_moves_no_drive_into_an_issued_report(as_officer, committee, zone):
    fit_to_sign(committee)
    drive = held(committee, date(2024, 5, 10), 180, zone=zone, code="A1")
    held(committee, DAY, 1, zone=zone)
    preview = upload(as_officer, drives_sheet({**LINE, "Mã đợt": "A1", "Ngày": "10/7/2024"}))
    confirm(as_officer, preview)
    issued(drafted(committee))

    answer = as_officer.post(f"{preview}undo/", follow=True)

    assert "đã nằm trong báo cáo" in said(answer)[-1]
    drive.refresh_from_db()
    assert drive.on == date(2024, 7, 10)
