"""The page and the styles of a Word file: what Nghị định 30/2020/NĐ-CP, Phụ lục I, lays down.

Whoever edits the file finds each part of the document as a style of its own name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from ..blocks import Document
from .docx_elements import element, text_runs

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
# Word counts in twentieths of a point: 15 mm sharp would come out a hair below the least allowed.
LEFT_MARGIN, RIGHT_MARGIN = Mm(30), Mm(15.02)
TEXT_WIDTH = Mm(210 - 30 - 15)

_ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks; lengths in points, but the first line's indent in millimetres."""

    size: float
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: float = 0
    after: float = 0
    first_line: float = 0
    line_spacing: float = 1
    keeps_with_next: bool = False


# A comma in a style's name would begin a second name for it, so "và" stands where the decree
# has one.
LOOKS = {
    "Normal": Look(14, align="justify", after=6, first_line=12.7),
    "Heading 1": Look(
        14, bold=True, align="justify", after=6, first_line=12.7, keeps_with_next=True
    ),
    "Heading 2": Look(
        14, bold=True, align="justify", after=6, first_line=12.7, keeps_with_next=True
    ),
    "Header": Look(13),  # the page number
    "Dự thảo": Look(13, bold=True),
    "Quốc hiệu": Look(12, bold=True),
    "Tiêu ngữ": Look(13, bold=True, after=6),
    "Cơ quan chủ quản": Look(12),
    "Cơ quan ban hành": Look(12, bold=True),
    "Số và ký hiệu": Look(13, before=8),
    "Địa danh và thời gian": Look(13, italic=True, before=8),
    "Tên loại": Look(14, bold=True, before=12, keeps_with_next=True),
    "Trích yếu": Look(14, bold=True, after=12),
    "Kính gửi": Look(14, align="start"),
    "Nơi nhận": Look(12, bold=True, italic=True, align="start"),
    "Danh sách nơi nhận": Look(11, align="start"),
    "Quyền hạn và chức vụ": Look(14, bold=True, keeps_with_next=True),
    "Họ tên": Look(14, bold=True),
    "Ngắt phần": Look(1),
    "Phụ lục": Look(14, bold=True, keeps_with_next=True),
    "Tên phụ lục": Look(14, bold=True, keeps_with_next=True),
    "Văn bản kèm theo": Look(13, italic=True, after=8, keeps_with_next=True),
    "Bảng": Look(10, align="start", before=1.5, after=1.5),
    "Bảng - giữa": Look(10, before=1.5, after=1.5),
    "Bảng - số": Look(10, align="end", before=1.5, after=1.5),
    "Bảng - đầu cột": Look(10, bold=True, before=1.5, after=1.5),
    "Bảng - tổng": Look(10, bold=True, align="end", before=1.5, after=1.5),
    "Ghi chú": Look(12, align="start", before=3),
    "Hình ảnh": Look(12, before=6, keeps_with_next=True),
    "Chú thích ảnh": Look(12, italic=True, before=3, after=6),
}
# All else that the template brings along, some hundred table styles, is thrown away.
_KEPT = {"default paragraph font", "normal table", "no list", "table grid"}
_KEPT |= {name.lower() for name in LOOKS}


@cache
def empty_document() -> bytes:
    """python-docx starts from an American letter of 2013 with blue headings; this undoes it."""
    word = docx.Document()
    _set_styles(word)
    _set_page(word.sections[0])
    _set_language(word)
    _drop_leftovers(word)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = document.title
    properties.author = properties.last_modified_by = document.summary.committee.name
    properties.comments = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime.combine(
        document.summary.as_of, datetime.min.time()
    )


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = LEFT_MARGIN, RIGHT_MARGIN
    section.header_distance = Mm(10)
    # The number stands centred in the top margin, and not on the first page.
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    # A figure stands in the field until a program counts the pages.
    number = element("fldSimple", *text_runs("2"), instr="PAGE")
    section.header.paragraphs[0]._p.append(number)


def _set_styles(word: WordDocument) -> None:
    styles = word.styles
    for kind in list(styles.element.style_lst):
        if kind.name_val.lower() not in _KEPT:
            styles.element.remove(kind)
    for name, look in LOOKS.items():
        is_known = name in styles
        style = styles[name] if is_known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if not isinstance(style, ParagraphStyle):
            raise TypeError(name)
        if not is_known:
            style.base_style = styles["Normal"]
            style.quick_style = True
        _set_look(style, look)


def _set_look(style: ParagraphStyle, look: Look) -> None:
    _set_font(style, look)
    paragraph = style.paragraph_format
    paragraph.alignment = _ALIGN[look.align]
    paragraph.first_line_indent = Mm(look.first_line)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing = look.line_spacing
    paragraph.keep_with_next = look.keeps_with_next
    paragraph.widow_control = True
    for link in style.element.findall(qn("w:link")):
        style.element.remove(link)  # to a style that is thrown away


def _set_font(style: ParagraphStyle, look: Look) -> None:
    style.font.size = Pt(look.size)
    style.font.bold, style.font.italic = look.bold, look.italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # of the theme's
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_language(word: WordDocument) -> None:
    """Vietnamese wherever the template says American English or Japanese."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    settings = word.settings.element
    theme = settings.find(qn("w:themeFontLang"))
    for language in (*word.styles.element.iter(qn("w:lang")), theme):
        language.attrib.clear()
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)
    for name, value in (("decimalSymbol", ","), ("listSeparator", ";")):
        settings.find(qn(f"w:{name}")).set(qn("w:val"), value)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word opens the file as one of an older Word


def _drop_leftovers(word: WordDocument) -> None:
    """The template's thumbnail, its statistics by "Microsoft Macintosh Word", its styles' twin."""
    leftovers = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
    for relationships in (word.part.package.rels, word.part.rels):
        for key, relationship in list(relationships.items()):
            if relationship.reltype.endswith(leftovers):
                del relationships[key]
