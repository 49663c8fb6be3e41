"""From an old text, through its facts beside it, to the preview of an import."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from campaigns.models import Drive, Plan, ReceivingFacility, Target
from donations.models import DriveResult, Hedge, PeriodStatement, SheetImport
from donations.texts import read_text
from reports.text_pages import pieces
from tests.donations.pages import said
from tests.factories import CompanyFactory, FacilityFactory, ZoneFactory
from tests.forms import form_on
from tests.spreadsheets import uploaded

pytestmark = pytest.mark.django_db

PAGE = "/imports/text/"
TEXT = """Thực hiện Kế hoạch số 03/KH-BCĐHMKCN ngày 05/3/2024 của Ban Chỉ đạo về hiến máu năm 2024.
Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã phối hợp với Bệnh viện Hữu nghị Việt Đức tổ chức 02 Ngày hội hiến máu tình nguyện, với trên 500 người tham dự, thu được 382 đơn vị máu, đạt 31% kế hoạch UBND tỉnh giao (1.200 đơn vị), cụ thể:
- Đợt 1: Ngày 9/4/2024 tổ chức tập trung tại khu công nghiệp Phố Nối A thu được 263 đơn vị máu.
- Đợt 2: Ngày 11/4/2024 tổ chức tại Công ty TNHH TOTO Việt Nam, khu công nghiệp Thăng Long II thu được 119 đơn vị máu.
"""  # noqa: E501


@pytest.fixture
def known(committee):
    """The names of the text."""
    ZoneFactory.create(committee=committee, name="Phố Nối A")
    zone = ZoneFactory.create(committee=committee, name="Thăng Long II")
    CompanyFactory.create(committee=committee, name="Công ty TNHH TOTO Việt Nam", zone=zone)
    FacilityFactory.create(name="Bệnh viện Hữu nghị Việt Đức")
    return committee


def read(client, text: str = TEXT):
    answer = client.post(PAGE, {"text": text})
    assert answer.status_code == 200
    return answer


def bring(client, page, **changes: str):
    """Send what was read as it is shown, with changes; the preview."""
    return client.post(PAGE, {**form_on(page), "bring": "1", **changes}, follow=True)


def confirm(client, preview):
    plan = preview.context["plan"]
    assert plan.is_ready, [row.problems for row in plan.rows]
    return client.post(preview.request["PATH_INFO"], {"digest": plan.digest}, follow=True)


def test_all_that_a_text_tells_is_brought_in_through_one_preview(as_officer, known):
    preview = bring(as_officer, read(as_officer))
    assert not Drive.objects.exists()

    confirm(as_officer, preview)

    drives = Drive.objects.order_by("on")
    assert [(drive.on, drive.result.units) for drive in drives] == [
        (date(2024, 4, 9), 263),
        (date(2024, 4, 11), 119),
    ]
    target = Target.objects.get()
    assert (target.year, target.units, target.assigned_by) == (2024, 1200, "province")
    assert target.is_headline
    plan = Plan.objects.get()
    assert (plan.year, plan.number, plan.issued_on) == (2024, "03/KH-BCĐHMKCN", date(2024, 3, 5))
    stated = PeriodStatement.objects.get()
    assert (stated.from_on, stated.to_on) == (date(2024, 1, 1), date(2024, 6, 30))
    assert (stated.attended, stated.attended_hedge) == (500, Hedge.OVER)
    assert list(stated.facilities.all()) == [ReceivingFacility.objects.get()]


def test_the_same_text_once_more_changes_nothing(as_officer, known):
    confirm(as_officer, bring(as_officer, read(as_officer)))

    again = bring(as_officer, read(as_officer))

    assert not again.context["plan"].writes


def test_what_the_officer_corrects_is_what_comes_in(as_officer, known):
    preview = bring(as_officer, read(as_officer), **{"drives-0-Số đơn vị máu": "264"})

    confirm(as_officer, preview)

    assert DriveResult.objects.get(drive__on=date(2024, 4, 9)).units == 264


def test_a_line_without_its_tick_stays_out(as_officer, known):
    page = read(as_officer)
    sent = {name: value for name, value in form_on(page).items() if name != "drives-1-take"}

    preview = as_officer.post(PAGE, {**sent, "bring": "1"}, follow=True)
    confirm(as_officer, preview)

    assert [drive.on for drive in Drive.objects.all()] == [date(2024, 4, 9)]


def test_lines_keep_the_numbers_that_they_have_beside_the_text(as_officer, known):
    page = read(as_officer)
    sent = {name: value for name, value in form_on(page).items() if name != "drives-0-take"}

    preview = as_officer.post(PAGE, {**sent, "bring": "1"}, follow=True)

    rows = preview.context["plan"].rows
    assert [row.line for row in rows if row.part == "Đợt hiến máu"] == [2]


def test_a_drive_that_was_not_found_is_added_in_the_empty_line(as_officer, known):
    more = {
        "drives-2-take": "on",
        "drives-2-Ngày": "24/4/2024",
        "drives-2-Hình thức": "tập trung tại khu công nghiệp",
        "drives-2-Khu công nghiệp": "Phố Nối A",
        "drives-2-Số đơn vị máu": "560",
    }

    confirm(as_officer, bring(as_officer, read(as_officer), **more))

    assert DriveResult.objects.get(drive__on=date(2024, 4, 24)).units == 560


def test_a_bad_correction_is_told_in_the_preview(as_officer, known):
    preview = bring(as_officer, read(as_officer), **{"drives-0-Ngày": "31/6/2024"})

    assert "31/6/2024" in preview.content.decode()
    assert not preview.context["plan"].is_ready


def test_without_any_tick_nothing_is_brought_in_and_nothing_is_lost(as_officer, known):
    sent = {name: value for name, value in form_on(read(as_officer)).items() if "take" not in name}
    sent["drives-0-Số đơn vị máu"] = ["264"]

    answer = as_officer.post(PAGE, {**sent, "bring": "1"})

    assert said(answer) == ["Chưa chọn dòng nào để nhập."]
    assert 'value="264"' in answer.content.decode()
    assert not SheetImport.objects.exists()


def test_contradictions_stand_above_and_unread_words_are_marked(as_officer, known):
    text = TEXT.replace("382 đơn vị", "400 đơn vị") + "Quà tặng trị giá 7.500.000 đồng.\n"

    page = read(as_officer, text).content.decode()

    assert "Mâu thuẫn trong văn bản" in page
    assert "382" in page
    assert "Có 1 chỗ có con số mà phần mềm không đọc được" in page


def test_a_word_file_is_read_like_a_pasted_text(as_officer, known):
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)

    page = as_officer.post(PAGE, {"text": "", "file": uploaded(buffer.getvalue(), "cu.docx")})
    confirm(as_officer, bring(as_officer, page))

    assert Drive.objects.count() == 2
    assert SheetImport.objects.get().file_name == "cu.docx"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Dán một văn bản"),
        ({"text": "   "}, "Dán một văn bản"),
        ({"file": uploaded(b"x", "a.docx")}, "không phải là Word"),
        ({"text": "x" * 100_001}, "100.000"),
    ],
)
def test_what_is_no_text_is_told_in_a_sentence(as_officer, committee, data, told):
    page = as_officer.post(PAGE, data).content.decode()

    assert told in page


def test_a_text_without_drives_says_so(as_officer, committee):
    page = read(as_officer, "Trời hôm nay đẹp.").content.decode()

    assert "Không tìm thấy đợt hiến máu" in page


def test_the_pieces_are_the_text_and_say_what_each_is():
    found = list(pieces(read_text(TEXT)))

    assert "".join(piece.text for piece in found) == TEXT
    (first_round,) = [piece for piece in found if piece.text.startswith("Đợt 1")]
    assert "drive" in first_round.kinds
    assert "đợt hiến máu" in first_round.label


def test_a_text_is_no_markup(as_officer, committee):
    page = read(as_officer, "<script>alert(1)</script> ngày 9/4/2024").content.decode()

    assert "<script>alert" not in page


def test_a_leader_brings_nothing_in(as_leader):
    assert as_leader.get(PAGE).status_code == 403
