"""Text out of uploaded Word files, and files that are none."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from django.core.exceptions import ValidationError
from docx.oxml import parse_xml

from campaigns.office_files import DAMAGED, LARGEST, UNPACKED
from donations.texts import text_of_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_body(xml: str) -> bytes:
    """A document whose first paragraph is ``xml``."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml))
    return saved(document)


def test_paragraphs_and_tables_come_in_their_order():
    document = docx.Document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(
        table._cells, ("Đợt", "Ngày", "Số", "1", "09/4/2024", "263"), strict=True
    ):
        cell.text = text
    document.add_paragraph("Sau bảng")

    assert text_of_docx(saved(document)) == (
        "Trước bảng\nĐợt\tNgày\tSố\n1\t09/4/2024\t263\nSau bảng"
    )


def test_a_merged_cell_keeps_the_columns_after_it_in_their_place():
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Tổng cộng"
    table.cell(0, 2).text = "263"

    assert text_of_docx(saved(document)) == "Tổng cộng\t\t263"


def test_a_cell_that_claims_a_billion_columns_is_cut_down():
    document = docx.Document()
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "263"
    cell = table.cell(0, 0)._tc.get_or_add_tcPr()
    cell.append(parse_xml(f'<w:gridSpan {W} w:val="1000000000"/>'))

    assert text_of_docx(saved(document)) == "263" + "\t" * 62


def test_lines_of_one_cell_stay_in_their_row():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Phố Nối A\n(tòa nhà Ramen)"
    table.cell(0, 1).text = "263"

    assert text_of_docx(saved(document)) == "Phố Nối A (tòa nhà Ramen)\t263"


def test_a_table_within_a_cell_is_told_once():
    document = docx.Document()
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "263"

    assert text_of_docx(saved(document)) == "263"


def test_what_was_struck_out_is_gone_and_what_was_put_in_is_there():
    content = with_body(
        f"<w:p {W}><w:r><w:t>thu được </w:t></w:r>"
        "<w:del><w:r><w:delText>236</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>263</w:t></w:r></w:ins></w:p>"
    )

    assert text_of_docx(content).startswith("thu được 263")


def test_text_in_links_and_content_controls_is_read():
    content = with_body(
        f"<w:sdt {W}><w:sdtContent><w:p><w:hyperlink><w:r><w:t>Phố Nối</w:t><w:tab/>"
        "<w:t>A</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    )

    assert text_of_docx(content).startswith("Phố Nối\tA")


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def spreadsheet() -> bytes:
    buffer = BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def other_zip() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as packed:
        packed.writestr("a.txt", "a")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Tệp này không phải là Word (.docx)."),
        (b"%PDF-1.7", "Tệp này không phải là Word (.docx)."),
        (spreadsheet(), "Tệp này không phải là Word (.docx)."),
        (OLE, "Tệp Word kiểu cũ (.doc); hãy mở bằng Word và lưu thành .docx rồi tải lên lại."),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "Tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại.",
        ),
        (saved(docx.Document())[:2000], str(DAMAGED)),
        (other_zip(), str(DAMAGED)),
        (b"PK\x03\x04", str(DAMAGED)),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content, message):
    with pytest.raises(ValidationError) as refused:
        text_of_docx(content)

    assert refused.value.messages == [message]


def test_a_file_larger_than_ten_megabytes_is_refused():
    with pytest.raises(ValidationError, match="Tệp lớn hơn 10 MB"):
        text_of_docx(b"PK" + bytes(LARGEST))


def test_a_small_file_that_unpacks_into_too_much_is_refused():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(UNPACKED + 1))

    assert len(buffer.getvalue()) < 100_000
    with pytest.raises(ValidationError, match="quá lớn khi mở ra"):
        text_of_docx(buffer.getvalue())


def test_a_part_that_lies_about_its_size_is_not_unpacked():
    document = bytearray(with_body(f"<w:p {W}><w:r><w:t>{'a' * 90_000}</w:t></w:r></w:p>"))
    with ZipFile(BytesIO(bytes(document))) as packed:
        size = packed.getinfo("word/document.xml").file_size
    entry = document.rindex(b"word/document.xml") - 46  # its record in the directory
    assert document[entry + 24 : entry + 28] == size.to_bytes(4, "little")
    document[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")

    with pytest.raises(ValidationError, match="bị hỏng"):
        text_of_docx(bytes(document))


def test_entities_that_grow_without_end_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">' + "".join(
        f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 10}">' for n in range(9)
    )
    paragraph = "<w:p><w:r><w:t>&k;</w:t></w:r></w:p>"
    body = f"{bomb}]><w:document {W}><w:body>{paragraph}</w:body></w:document>"
    source, target = BytesIO(saved(docx.Document())), BytesIO()
    with ZipFile(source) as packed, ZipFile(target, "w") as repacked:
        for name in packed.namelist():
            repacked.writestr(name, body if name == "word/document.xml" else packed.read(name))

    with pytest.raises(ValidationError, match="bị hỏng"):
        text_of_docx(target.getvalue())
