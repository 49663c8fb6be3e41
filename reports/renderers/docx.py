"""A document as Word, comfortable to edit: real styles, real paragraphs, real tables.

How a part looks is told by its style (``docx_styles``); here stands which part goes where.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from ..blocks import (
    Addressees,
    AnnexHead,
    Document,
    Foot,
    Head,
    Heading,
    Notes,
    Paragraph,
    Pictures,
    Table,
    Title,
)
from .docx_elements import element, text_runs
from .docx_pictures import add_pictures
from .docx_rule import draw_rule
from .docx_styles import LOOKS, TEXT_WIDTH, empty_document, set_properties
from .docx_table import add_grid, side_by_side
from .typeface import bold_width, longest_line

# Beside the bodies: the country's name in 12 pt bold takes 88,3 mm of the rest.
HEAD_LEFT = Mm(76)
FOOT_LEFT = Mm(80)
ROOM_TO_SIGN = Mm(25)
RULE_SHARE = 0.4  # of the line above it; the decree wants 1/3 to 1/2
KINH_GUI = Mm(17.6)  # from the K of "Kính gửi:" to its colon


def render(document: Document) -> bytes:
    word = docx.Document(BytesIO(empty_document()))
    set_properties(word, document)
    for block in document.blocks:
        if isinstance(block, Foot):
            # The signature never stands alone on a page: the closing sentence goes with it.
            word.paragraphs[-1].paragraph_format.keep_with_next = True
        match block:
            case Head():
                _head(word, block)
            case Title():
                _title(word, block)
            case Addressees():
                _addressees(word, block)
            case Heading():
                _add(word, block.text, f"Heading {block.level}")
            case Paragraph():
                _add(word, block.text, "Normal")
            case Foot():
                _foot(word, block)
            case AnnexHead():
                _annex_head(word, block)
            case Table():
                add_grid(word, block)
            case Notes():
                for line in block.texts:
                    _add(word, line, "Ghi chú")
            case Pictures():
                add_pictures(word, block, document.pictures)
                _add(word, block.ending, "Ghi chú")
    buffer = BytesIO()
    word.save(buffer)
    return _dated(buffer, document.summary.as_of)


def _dated(saved: BytesIO, day: date) -> bytes:
    """The same package, its parts dated by the report: rendered twice, it is the same file."""
    packed = BytesIO()
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()


# Text


def _write(paragraph: WordParagraph, text: str) -> WordParagraph:
    paragraph._p.extend(text_runs(text))
    return paragraph


def _add(word: WordDocument, text: str, style: str) -> WordParagraph:
    return _write(word.add_paragraph(style=style), text)


def _fill(cell: WordCell, style: str, lines: Iterable[str]) -> WordParagraph:
    """Write lines into a cell, each a paragraph of ``style``; the last of them."""
    written = [_write(cell.add_paragraph(style=style), line) for line in lines]
    return written[-1]


# Blocks


def _head(word: WordDocument, block: Head) -> None:
    left, right, number, dated = side_by_side(word, HEAD_LEFT, rows=2)
    if block.draft_mark:
        _fill(left, "Dự thảo", [block.draft_mark])
    if block.host_body:
        _fill(left, "Cơ quan chủ quản", block.host_body)
    issuer = _fill(left, "Cơ quan ban hành", block.issuing_body)
    size = LOOKS["Cơ quan ban hành"].size
    longest = max(longest_line(line, size, HEAD_LEFT.pt) for line in block.issuing_body)
    _rule_below(issuer, RULE_SHARE * longest, size, number=1)
    _fill(right, "Quốc hiệu", [block.motto_country])
    motto = right.add_paragraph(block.motto, "Tiêu ngữ")  # short: nothing to hold together
    size = LOOKS["Tiêu ngữ"].size
    _rule_below(motto, bold_width(block.motto, size), size, number=2)
    _fill(number, "Số và ký hiệu", [block.number_line])
    _fill(dated, "Địa danh và thời gian", [block.dated_line])


def _title(word: WordDocument, block: Title) -> None:
    _add(word, block.name, "Tên loại")
    subject = _add(word, block.subject, "Trích yếu")
    size = LOOKS["Trích yếu"].size
    longest = longest_line(block.subject, size, TEXT_WIDTH.pt)
    _rule_below(subject, RULE_SHARE * longest, size, number=3)


def _rule_below(paragraph: WordParagraph, points: float, size: float, number: int) -> None:
    """A rule clear of the last line's descenders: a line of Times is 1,15 times its size."""
    draw_rule(paragraph, Pt(points), Pt(1.15 * size + 2.5), number)


def _addressees(word: WordDocument, block: Addressees) -> None:
    """Several stand in a list whose dashes are under the colon."""
    size = LOOKS["Kính gửi"].size
    if len(block.names) == 1:
        label = _add(word, f"{block.label} {block.names[0]}", "Kính gửi")
        label.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        longest = Pt(max(longest_line(name, size, TEXT_WIDTH.pt) for name in block.names))
        indent = max(0, (TEXT_WIDTH - KINH_GUI - longest) // 2)
        label = _add(word, block.label, "Kính gửi")
        label.paragraph_format.left_indent = indent
        for name in block.names:
            _add(word, name, "Kính gửi").paragraph_format.left_indent = indent + KINH_GUI
    word.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _foot(word: WordDocument, block: Foot) -> None:
    left, right = side_by_side(word, FOOT_LEFT)
    _fill(left, "Nơi nhận", [block.label])
    _fill(left, "Danh sách nơi nhận", block.recipients)
    last = _fill(right, "Quyền hạn và chức vụ", block.capacity)
    last.paragraph_format.space_after = ROOM_TO_SIGN
    _fill(right, "Họ tên", (*block.agency_post, block.signer))


def _annex_head(word: WordDocument, block: AnnexHead) -> None:
    """A section of its own, its pages numbered from 1."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    # Word ends a section in a paragraph only, and after the signature stands none with words.
    word.paragraphs[-1].style = "Ngắt phần"
    if section._sectPr.find(qn("w:pgNumType")) is None:  # a second annex has the first one's
        section._sectPr.find(qn("w:cols")).addprevious(element("pgNumType", start=1))
    _add(word, block.label, "Phụ lục")
    _add(word, block.title, "Tên phụ lục")
    _add(word, block.belongs_to, "Văn bản kèm theo")
