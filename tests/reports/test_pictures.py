"""Pictures that a report prints: an annex of their own, kept for good when it is issued."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

import docx
import openpyxl
import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from PIL import Image

from campaigns.models import Drive
from reports.blocks import AnnexHead, Paragraph, Pictures
from reports.drafting import draft_document, open_replacement
from reports.issuing import UnseenError, issue
from reports.models import Report
from reports.renderers import FORMATS
from tests.factories import CommitteeFactory, held
from tests.reports.lives import TODAY, digest_of, issued, take_note, url_of
from tests.reports.measuring import measure
from tests.uploads import BLUE, RED, filed_picture

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 9)


@pytest.fixture
def drive(draft):
    return Drive.objects.get()


@pytest.fixture
def illustrated(draft, drive, officer):
    """The draft with three pictures, one of them upright and without a caption."""
    for caption, size, color in (
        ("Công nhân hiến máu", (1600, 1200), RED),
        ("Lễ phát động", (1600, 900), BLUE),
        ("", (600, 800), RED),
    ):
        draft.pictures.add(filed_picture(drive, officer, caption=caption, size=size, color=color))
    return draft


def document_of(report: Report):
    return draft_document(Report.objects.get(pk=report.pk), today=TODAY)


def annexes_of(document) -> list[tuple[str, str]]:
    return [(each.label, each.title) for each in document.blocks if isinstance(each, AnnexHead)]


def pictures_of(document):
    return [
        each for block in document.blocks if isinstance(block, Pictures) for each in block.pictures
    ]


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# The annex


def test_chosen_pictures_stand_in_a_second_annex_to_which_the_body_refers(illustrated):
    document = document_of(illustrated)

    assert annexes_of(document) == [
        ("Phụ lục I", "KẾT QUẢ CÁC NGÀY HỘI HIẾN MÁU TÌNH NGUYỆN 6 THÁNG ĐẦU NĂM 2024"),
        ("Phụ lục II", "MỘT SỐ HÌNH ẢNH CÁC NGÀY HỘI HIẾN MÁU TÌNH NGUYỆN 6 THÁNG ĐẦU NĂM 2024"),
    ]
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert (
        "Chi tiết từng đợt tại Phụ lục I, một số hình ảnh tại Phụ lục II kèm theo Báo cáo này."
        in texts
    )
    assert document.blocks[-1].ending == "./."


def test_without_pictures_there_is_one_annex(draft, drive, officer):
    filed_picture(drive, officer)  # there, but not chosen

    document = document_of(draft)

    assert [label for label, _title in annexes_of(document)] == ["Phụ lục"]
    assert not pictures_of(document)


def test_a_picture_without_a_caption_stands_under_day_and_place_of_its_drive(illustrated, drive):
    captions = [each.caption for each in pictures_of(document_of(illustrated))]

    assert captions == [
        "Công nhân hiến máu",
        "Lễ phát động",
        f"Đợt 1: Ngày 09/4/2024, tổ chức tập trung tại khu công nghiệp {drive.zone.name}",
    ]


def test_a_ticked_picture_that_the_storage_has_lost_blocks_issuing(illustrated):
    lost = illustrated.pictures.get(caption="Lễ phát động")
    lost.medium.storage.delete(lost.medium.name)

    with pytest.raises(ValidationError) as refused:
        issued(illustrated, number=15)

    assert refused.value.messages == [
        "Không còn tệp của ảnh “Lễ phát động” trong kho lưu: hãy bỏ ảnh ở đợt rồi thêm lại, "
        "hoặc bỏ chọn ảnh này."
    ]


def test_no_caption_breaks_over_two_pages(draft, drive, officer):
    for number in range(10):
        caption = f"Ảnh {number} {'rất dài ' * 22}hết {number}"
        color = (20 * number, 0, 0)
        picture = filed_picture(drive, officer, caption=caption, size=(1600, 1340), color=color)
        draft.pictures.add(picture)

    content = FORMATS["pdf"].render(document_of(draft))

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    begun = [re.findall(r"Ảnh (\d)", page) for page in pages]
    assert [re.findall(r"hết\s(\d)", page) for page in pages] == begun
    assert sum(map(len, begun)) == 10


def test_a_picture_is_fitted_into_its_square(illustrated):
    sizes = [(each.width, each.height) for each in pictures_of(document_of(illustrated))]

    assert sizes == [(79.0, 59.2), (79.0, 44.4), (59.2, 79.0)]


def test_pictures_follow_the_order_of_the_rounds(illustrated, committee, officer):
    earlier = held(committee, date(2024, 3, 1), 10)
    illustrated.pictures.add(filed_picture(earlier, officer, caption="Đợt đầu năm"))

    captions = [each.caption for each in pictures_of(document_of(illustrated))]

    assert captions[:2] == ["Đợt đầu năm", "Công nhân hiến máu"]


def test_a_picture_whose_drive_no_longer_counts_is_not_printed(illustrated, committee):
    held(committee, date(2024, 5, 9), 100)
    Drive.objects.filter(on=DAY).update(on=date(2024, 8, 9))

    assert not pictures_of(document_of(illustrated))


def test_a_picture_that_was_removed_or_lost_is_not_printed(illustrated):
    removed, lost, _kept = illustrated.pictures.order_by("pk")
    removed.delete()
    lost.medium.storage.delete(lost.medium.name)

    assert len(pictures_of(document_of(illustrated))) == 1


# Choosing


def _form_of(client, draft, **typed):
    """What a browser sends back from the draft's page, some of it changed."""
    page = client.get(url_of(draft, "edit/"))
    data = {}
    for form in (page.context["form"], page.context["statement"]):
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
            if bound.field.show_hidden_initial:
                data[bound.html_initial_name] = data[bound.html_name]
    return {**data, "pictures": [], **typed}


def test_an_officer_ticks_pictures_of_the_drives_that_the_report_counts(
    as_officer, draft, drive, officer, committee
):
    shown = filed_picture(drive, officer)
    later = filed_picture(held(committee, date(2024, 8, 1), 1), officer)

    page = text_of(as_officer.get(url_of(draft, "edit/")))
    as_officer.post(url_of(draft, "edit/"), _form_of(as_officer, draft, pictures=[shown.pk]))

    assert f'src="/pictures/{shown.pk}/small.jpg"' in page
    assert f"/pictures/{later.pk}/" not in page
    assert list(draft.pictures.all()) == [shown]


def test_a_picture_of_another_committee_cannot_be_ticked(as_officer, draft, officer):
    foreign = filed_picture(held(CommitteeFactory.create(), DAY, 1), officer)

    as_officer.post(url_of(draft, "edit/"), _form_of(as_officer, draft, pictures=[foreign.pk]))

    assert not draft.pictures.exists()


@pytest.mark.parametrize("name", ["pictures", "statement-facilities"])
@pytest.mark.parametrize("key", ["abc", "9" * 30])
def test_what_is_no_id_is_refused_beside_its_field(as_officer, draft, drive, name, key):
    form = _form_of(as_officer, draft, pictures=[]) | {name: [key]}

    page = as_officer.post(url_of(draft, "edit/"), form)

    errors = page.context["form"].errors | page.context["statement"].errors
    assert list(errors) == [name.removeprefix("statement-")]


def test_more_than_twenty_pictures_are_too_many(as_officer, draft, drive, officer):
    rows = [filed_picture(drive, officer, color=(number, 0, 0)).pk for number in range(0, 210, 10)]

    page = as_officer.post(url_of(draft, "edit/"), _form_of(as_officer, draft, pictures=rows))

    assert "Một báo cáo in nhiều nhất 20 ảnh; bạn đã chọn 21." in text_of(page)
    assert not draft.pictures.exists()


def test_the_preview_shows_a_picture_before_it_is_saved(as_officer, draft, drive, officer):
    shown = filed_picture(drive, officer)
    without = as_officer.post(url_of(draft, "preview/"), _form_of(as_officer, draft))

    form = _form_of(as_officer, draft, pictures=[shown.pk])
    answer = as_officer.post(url_of(draft, "preview/"), form)

    assert answer.content.count(b"<img") == without.content.count(b"<img") + 1
    assert not draft.pictures.exists()


@pytest.mark.parametrize("page", ["", "edit/"])
def test_the_queries_of_a_draft_do_not_grow_with_its_pictures(
    as_officer, draft, drive, officer, page
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            as_officer.get(url_of(draft, page))
        return len(counted)

    draft.pictures.add(filed_picture(drive, officer))
    of_one = queries()
    for number in range(1, 4):
        draft.pictures.add(filed_picture(drive, officer, color=(number * 60, 0, 0)))

    assert queries() == of_one


# Drawing


def test_word_holds_the_pictures_with_captions_and_a_text_for_the_blind(illustrated):
    word = docx.Document(io.BytesIO(FORMATS["docx"].render(document_of(illustrated))))

    body = word.element.body
    drawn = list(body.iter(qn("wp:docPr")))
    paragraphs = [WordParagraph(each, word) for each in body.iter(qn("w:p"))]
    captions = [each.text for each in paragraphs if each.style.name == "Chú thích ảnh"]
    described = [each.get("descr") for each in drawn if each.get("descr")]
    assert len(described) == 3
    assert all(each.startswith("Ảnh: Đợt 1: Ngày 09/4/2024") for each in described)
    assert len({each.get("id") for each in drawn}) == len(drawn)
    assert captions[:2] == ["Công nhân hiến máu", "Lễ phát động"]


def test_each_annex_of_the_word_file_is_numbered_from_1(illustrated):
    word = docx.Document(io.BytesIO(FORMATS["docx"].render(document_of(illustrated))))

    starts = [
        [each.get(qn("w:start")) for each in section._sectPr.iter(qn("w:pgNumType"))]
        for section in word.sections
    ]

    assert starts == [[], ["1"], ["1"]]


def test_the_pdf_holds_the_pictures_and_stays_accessible(illustrated):
    content = FORMATS["pdf"].render(document_of(illustrated))

    reader = pypdf.PdfReader(io.BytesIO(content))
    last = reader.pages[-1].extract_text()
    assert len(reader.pages[-1].images) + len(reader.pages[-2].images) == 3
    assert "Phụ lục II" in last
    assert "Lễ phát động" in last
    assert (
        "<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    )
    alternatives = _alternatives(reader)
    assert len(alternatives) == 3
    assert all(each.startswith("Ảnh: Đợt 1") for each in alternatives)


def _alternatives(reader: pypdf.PdfReader) -> list[str]:
    """The texts that stand for what cannot be seen."""

    def below(element) -> Iterator[str]:
        element = element.get_object()
        if isinstance(element, dict):
            if "/Alt" in element:
                yield str(element["/Alt"])
            element = element.get("/K", [])
        for child in element if isinstance(element, list) else []:
            yield from below(child)

    return list(below(reader.trailer["/Root"]["/StructTreeRoot"]))


def test_the_printed_pictures_are_those_that_were_chosen(illustrated):
    content = FORMATS["pdf"].render(document_of(illustrated))

    pages = measure(content)
    reader = pypdf.PdfReader(io.BytesIO(content))
    image = Image.open(io.BytesIO(reader.pages[-1].images[0].data))
    assert pages.line("Phụ lục II").page == len(reader.pages)
    assert image.size == (1280, 960)


def test_drawn_twice_it_is_the_same_file(illustrated):
    for kind in ("docx", "pdf"):
        assert FORMATS[kind].render(document_of(illustrated)) == FORMATS[kind].render(
            document_of(illustrated)
        )


def test_excel_and_json_leave_the_pictures_out(illustrated, draft):
    sheet = openpyxl.load_workbook(
        io.BytesIO(FORMATS["xlsx"].render(document_of(illustrated)))
    ).active
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]

    assert sheet.title == "Phụ lục I"
    assert not sheet._images
    assert "./." not in values
    assert b"sha256" not in FORMATS["json"].render(document_of(illustrated))


def test_the_page_shows_the_pictures_from_the_reports_own_address(as_leader, illustrated):
    shown = illustrated.pictures.earliest("pk")
    source = url_of(illustrated, f"pictures/{shown.sha256}.jpg")

    page = text_of(as_leader.get(url_of(illustrated)))
    answer = as_leader.get(source)

    assert f'<img src="{source}" alt="Ảnh: Đợt 1: Ngày 09/4/2024' in page
    assert Image.open(io.BytesIO(answer.content)).size == (1280, 960)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_there_is_no_picture_but_those_of_the_report(as_leader, draft, drive, officer):
    other = filed_picture(drive, officer)

    assert as_leader.get(url_of(draft, f"pictures/{other.sha256}.jpg")).status_code == 404
    assert as_leader.get(url_of(draft, "pictures/x.jpg")).status_code == 404


# Issuing


def test_an_issued_report_goes_on_drawing_whatever_becomes_of_its_pictures(as_leader, illustrated):
    report = issued(illustrated)
    shown = illustrated.pictures.earliest("pk")
    files = {each.name: bytes(each.content) for each in report.files.all()}
    document = report.blocks

    shown.caption = "Chú thích khác"
    shown.save()
    for row in list(illustrated.pictures.all()):
        row.delete()

    page = text_of(as_leader.get(url_of(report)))
    assert Report.objects.get(pk=report.pk).blocks == document
    assert "Công nhân hiến máu" in page
    assert "Phụ lục II" in page
    assert as_leader.get(url_of(report, f"pictures/{shown.sha256}.jpg")).status_code == 200
    assert as_leader.get(url_of(report, "report.pdf")).content == files["pdf"]
    assert not as_leader.get(url_of(report)).context["sentences"]


def test_each_picture_is_kept_once_and_is_not_listed_among_the_files(
    as_leader, illustrated, committee, officer
):
    again = filed_picture(held(committee, date(2024, 5, 9), 5), officer, size=(1600, 1200))
    illustrated.pictures.add(again)

    report = issued(illustrated)

    page = text_of(as_leader.get(url_of(report)))
    kept = report.files.filter(name="picture")
    assert {each.sha256 for each in kept} == {each.sha256 for each in illustrated.pictures.all()}
    assert kept.count() == 3
    assert "report.picture" not in page
    assert as_leader.get(url_of(report, "report.picture")).status_code == 404


def test_a_caption_changed_after_it_was_seen_is_not_issued_unseen(illustrated, officer):
    take_note(illustrated, officer)
    seen = digest_of(illustrated, 15)
    illustrated.pictures.update(caption="Chú thích khác")

    with pytest.raises(UnseenError):
        issue(
            Report.objects.get(pk=illustrated.pk),
            number=15,
            issued_on=TODAY,
            seen=seen,
            by=officer,
            today=TODAY,
        )


def test_a_replacement_proposes_the_same_pictures(illustrated):
    report = issued(illustrated)

    draft = open_replacement(report, today=TODAY)

    assert set(draft.pictures.all()) == set(illustrated.pictures.all())


def test_a_report_that_was_issued_before_there_were_pictures_is_still_read(as_leader, report):
    assert all(block["kind"] != "pictures" for block in report.kept_blocks)

    assert as_leader.get(url_of(report)).status_code == 200
