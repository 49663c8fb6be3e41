"""A document as Word, comfortable to edit: real styles, real paragraphs, real tables."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from ..blocks import (
    Addressees,
    AnnexHead,
    Document,
    Foot,
    Head,
    Heading,
    Notes,
    Paragraph,
    SumRow,
    Table,
    Title,
    runs,
)

FONT = "Times New Roman"
PLAIN = "Không thụt dòng"
TEXT_WIDTH = Mm(210 - 30 - 15)

_ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
}


def render(document: Document) -> bytes:
    word = docx.Document()
    _reset_template(word, document)
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
                word.add_heading(block.text, block.level)
            case Paragraph():
                _write(word.add_paragraph(), block.text)
            case Foot():
                _foot(word, block)
            case AnnexHead():
                _annex_head(word, block)
            case Table():
                _table(word, block)
            case Notes():
                _notes(word, block)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


# The page, the styles, the properties


def _reset_template(word: WordDocument, document: Document) -> None:
    """python-docx starts from an American letter of 2013 with blue headings; this undoes it."""
    _set_page(word.sections[0])
    _set_styles(word)
    properties = word.core_properties
    properties.title = document.title
    properties.author = properties.last_modified_by = document.summary.committee.name
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(
        document.summary.as_of, datetime.min.time()
    )


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    # The number stands centred in the top margin, and not on the first page.
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Pt(0)
    _add_page_number(paragraph.add_run())


def _add_page_number(run: WordRun) -> None:
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _set_styles(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    _set_font(normal, 14)
    body = normal.paragraph_format
    body.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.first_line_indent = Cm(1.27)
    body.space_before, body.space_after = Pt(0), Pt(6)
    body.line_spacing = 1.1
    body.widow_control = True
    for level in (1, 2):
        heading = word.styles[f"Heading {level}"]
        _set_font(heading, 14, bold=True)
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(6)
        heading.paragraph_format.keep_with_next = True
    plain = word.styles.add_style(PLAIN, WD_STYLE_TYPE.PARAGRAPH)
    plain.base_style = normal
    plain.paragraph_format.first_line_indent = Pt(0)
    plain.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    plain.paragraph_format.space_after = Pt(0)
    plain.paragraph_format.line_spacing = 1.0
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
        language.set(qn("w:eastAsia"), "vi-VN")


def _set_font(style: ParagraphStyle, size: int, *, bold: bool = False) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


# Text


def _write(
    paragraph: WordParagraph,
    text: str,
    size: float | None = None,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
) -> WordParagraph:
    """Add ``text``, its gaps highlighted."""
    for part in runs(text):
        run = paragraph.add_run(part.text)
        run.bold, run.italic = bold, italic
        if size:
            run.font.size = Pt(size)
        if part.is_gap:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph


def _plain(word: WordDocument, align: str = "center") -> WordParagraph:
    paragraph = word.add_paragraph(style=PLAIN)
    paragraph.alignment = _ALIGN[align]
    return paragraph


def _line(
    cell: Cell,
    text: str,
    size: float,
    *,
    align: str = "center",
    bold: bool = False,
    italic: bool = False,
) -> WordParagraph:
    """One line of a cell; the cell's own first paragraph serves before new ones are added."""
    first = cell.paragraphs[0]
    is_free = len(cell.paragraphs) == 1 and not first.runs
    paragraph = first if is_free else cell.add_paragraph()
    paragraph.style = PLAIN
    paragraph.alignment = _ALIGN[align]
    return _write(paragraph, text, size, bold=bold, italic=italic)


def _rule_below(paragraph: WordParagraph, width: Mm, within: int) -> None:
    """A drawn line of ``width`` under a paragraph, centred in ``within``: a bordered paragraph."""
    rule = OxmlElement("w:p")
    paragraph._p.addnext(rule)
    line = WordParagraph(rule, paragraph._parent)
    line.style = PLAIN
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = Pt(4)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = (within - width) // 2
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    line._p.get_or_add_pPr().append(borders)


# Blocks


def _two_columns(word: WordDocument, left: Mm, rows: int = 1) -> list[Cell]:
    """A borderless table for what stands side by side; its cells row by row."""
    table = word.add_table(rows, 2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_cell_margins(table, Mm(0))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _set_widths(table, [left, TEXT_WIDTH - left])
    return [cell for row in table.rows for cell in row.cells]


def _set_widths(table: WordTable, widths: list[int]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _set_cell_margins(table: WordTable, width: Mm) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(width.pt * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _head(word: WordDocument, block: Head) -> None:
    left_width = Mm(76)  # the country's name in 12 pt bold takes 88,3 mm of the rest
    left, right, number, dated = _two_columns(word, left_width, rows=2)
    if block.draft_mark:
        _line(left, block.draft_mark, 13, bold=True)
    for text in block.host_body:
        _line(left, text, 12)
    for text in block.issuing_body:
        last = _line(left, text, 12, bold=True)
    _rule_below(last, Mm(26), left_width)
    _line(right, block.motto_country, 12, bold=True)
    motto = _line(right, block.motto, 13, bold=True)
    _rule_below(motto, Mm(56), TEXT_WIDTH - left_width)
    _line(number, block.number_line, 13).paragraph_format.space_before = Pt(6)
    _line(dated, block.dated_line, 13, italic=True).paragraph_format.space_before = Pt(6)


def _title(word: WordDocument, block: Title) -> None:
    name = _write(_plain(word), block.name, 14, bold=True)
    name.paragraph_format.space_before = Pt(14)
    subject = _write(_plain(word), block.subject, 14, bold=True)
    _rule_below(subject, Mm(50), TEXT_WIDTH)


def _addressees(word: WordDocument, block: Addressees) -> None:
    if len(block.names) == 1:
        only = _write(_plain(word), f"{block.label} {block.names[0]}")
        only.paragraph_format.space_before = only.paragraph_format.space_after = Pt(10)
        return
    label = _write(_plain(word, "start"), block.label)
    label.paragraph_format.left_indent = Mm(35)
    label.paragraph_format.space_before = Pt(10)
    for name in block.names:
        line = _write(_plain(word, "start"), name)
        line.paragraph_format.left_indent = Mm(55)
    line.paragraph_format.space_after = Pt(10)


def _foot(word: WordDocument, block: Foot) -> None:
    left, right = _two_columns(word, Mm(80))
    _line(left, block.label, 12, align="start", bold=True, italic=True)
    for text in block.recipients:
        _line(left, text, 11, align="start")
    for text in block.capacity:
        last = _line(right, text, 14, bold=True)
    last.paragraph_format.space_after = Mm(25)
    for text in (*block.agency_post, block.signer):
        _line(right, text, 14, bold=True)


def _annex_head(word: WordDocument, block: AnnexHead) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    section._sectPr.append(restart)
    _write(_plain(word), block.label, 14, bold=True)
    _write(_plain(word), block.title, 14, bold=True)
    last = _write(_plain(word), block.belongs_to, 13, italic=True)
    last.paragraph_format.space_after = Pt(8)


def _table(word: WordDocument, block: Table) -> None:
    sums = [block.carried] if block.carried else []
    table = word.add_table(0, len(block.columns))
    table.style = "Table Grid"
    table.autofit = False
    _set_cell_margins(table, Mm(0.7))
    _row(table, [column.title for column in block.columns], block, is_header=True)
    for row in sums:
        _sum_row(table, row, block)
    for cells in block.rows:
        _row(table, [cell.text for cell in cells], block)
    _sum_row(table, block.total, block, bold=True)
    share = TEXT_WIDTH / sum(column.width for column in block.columns)
    _set_widths(table, [int(column.width * share) for column in block.columns])


def _row(table: WordTable, texts: list[str], block: Table, *, is_header: bool = False) -> None:
    row = table.add_row()
    row_properties = row._tr.get_or_add_trPr()
    row_properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        row_properties.append(OxmlElement("w:tblHeader"))
    for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
        align = "center" if is_header else column.align
        _line(cell, text, 10, align=align, bold=is_header)


def _sum_row(table: WordTable, row: SumRow, block: Table, *, bold: bool = False) -> None:
    cells = table.add_row().cells
    label = cells[0].merge(cells[block.label_span - 1])
    _line(label, row.label, 10, bold=bold)
    for cell, summed in zip(cells[block.label_span :], row.cells, strict=True):
        _line(cell, summed.text, 10, align="end", bold=bold)


def _notes(word: WordDocument, block: Notes) -> None:
    label = _write(_plain(word, "start"), block.label, 12)
    label.paragraph_format.space_before = Pt(6)
    for line in block.lines:
        _write(_plain(word, "start"), line, 12)
