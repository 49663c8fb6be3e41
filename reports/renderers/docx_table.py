"""Tables of a Word file: two columns side by side without borders, and the annex's grid.

Built from their elements: python-docx counts through the whole table for each cell asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell

from ..blocks import SumRow, Table
from .docx_elements import element, text_runs
from .docx_styles import TEXT_WIDTH

_ALIGNED = {"start": "Bảng", "center": "Bảng - giữa", "end": "Bảng - số"}


def side_by_side(word: WordDocument, left: Length, rows: int = 1) -> list[WordCell]:
    """A table without borders; its cells row by row, each still to be filled."""
    widths = [left, TEXT_WIDTH - left]
    table = _table(widths, Mm(0))
    for _row in range(rows):
        row = element("tr", element("trPr", element("cantSplit")))
        row.extend(_cell(width) for width in widths)
        table.append(row)
    drawn = _add(word, table)
    return [WordCell(cell, drawn) for cell in table.iter(qn("w:tc"))]


def add_grid(word: WordDocument, block: Table) -> None:
    """The annex's table. Its first row is repeated on each page; no row breaks over two."""
    share = TEXT_WIDTH / sum(column.width for column in block.columns)
    edges = [0, *accumulate(round(column.width * share) for column in block.columns)]
    style_ids = {name: word.styles[name].style_id for name in _STYLES}

    def row(texts: Iterable[tuple[str, str, int]], *, is_header: bool = False) -> BaseOxmlElement:
        """A row of (text, style, columns spanned)."""
        properties = element("trPr", element("cantSplit"))
        if is_header:
            properties.append(element("tblHeader"))
        made, first = element("tr", properties), 0
        for text, style, span in texts:
            cell = _cell(edges[first + span] - edges[first], span)
            if is_header:
                cell.tcPr.append(element("vAlign", val="center"))
            look = element("pPr", element("pStyle", val=style_ids[style]))
            cell.append(element("p", look, *text_runs(text)))
            made.append(cell)
            first += span
        return made

    table = _table([end - start for start, end in pairwise(edges)], Mm(0.7))
    table.tblPr.insert(0, element("tblStyle", val=word.styles["Table Grid"].style_id))
    table.append(row(_titles(block), is_header=True))
    if block.carried:
        table.append(row(_sums(block.carried, block.label_span, "Bảng - giữa", "Bảng - số")))
    for cells in block.rows:
        columns = zip(cells, block.columns, strict=True)
        table.append(row((cell.text, _ALIGNED[column.align], 1) for cell, column in columns))
    for paragraph in table.tr_lst[-1].iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_keepNext()  # the total never stands alone on a page
    table.append(row(_sums(block.total, block.label_span, "Bảng - đầu cột", "Bảng - tổng")))
    _add(word, table)


_STYLES = (*_ALIGNED.values(), "Bảng - đầu cột", "Bảng - tổng")


def _titles(block: Table) -> Iterator[tuple[str, str, int]]:
    return ((column.title, "Bảng - đầu cột", 1) for column in block.columns)


def _sums(row: SumRow, span: int, label: str, figures: str) -> Iterator[tuple[str, str, int]]:
    yield row.label, label, span
    yield from ((cell.text, figures, 1) for cell in row.cells)


# The elements, in the order that the format wants them in


def _table(widths: Sequence[int], margin: Length) -> BaseOxmlElement:
    """A table of fixed widths, without rows yet."""
    margins = (element(side, w=_twips(margin), type="dxa") for side in ("left", "right"))
    properties = element(
        "tblPr",
        element("tblW", w=_twips(sum(widths)), type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
    )
    columns = (element("gridCol", w=_twips(width)) for width in widths)
    return element("tbl", properties, element("tblGrid", *columns))


def _cell(width: int, span: int = 1) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=_twips(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    return element("tc", properties)


def _add(word: WordDocument, table: BaseOxmlElement) -> WordTable:
    word._body._body._insert_tbl(table)
    return WordTable(table, word._body)


def _twips(length: int) -> int:
    return round(length / 635)
