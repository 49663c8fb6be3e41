"""The text of an uploaded Word file: paragraphs and tables in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from docx.oxml.ns import qn

from campaigns.office_files import DAMAGED, is_packed, parts_of, require_of_today

_ROOM = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Struck out under "track changes"; what old versions draw in place of a newer shape.
_UNSEEN = {qn("w:del"), qn("w:moveFrom"), qn("w:rPr"), qn("w:pPr")}
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}
_MOST_COLUMNS = 63  # Word's own limit
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def text_of_docx(content: bytes) -> str:
    """A line for each paragraph and each row; the cells of a row are parted by tabs.

    Raises:
        ValidationError: it is no Word file of today, is too large, locked or damaged.
    """
    old = _("Tệp Word kiểu cũ (.doc); hãy mở bằng Word và lưu thành .docx rồi tải lên lại.")
    require_of_today(content, old=old)
    if not is_packed(content):
        raise ValidationError(_("Tệp này không phải là Word (.docx)."))
    parts_of(content)
    try:
        return "\n".join(_lines(_body(content)))
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken file makes the reader stumble over
        raise ValidationError(DAMAGED) from error


def _body(content: bytes) -> Any:
    try:
        return docx.Document(BytesIO(content)).element.body
    except ValueError as error:  # a spreadsheet, a presentation
        raise ValidationError(_("Tệp này không phải là Word (.docx).")) from error


def _lines(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield from "".join(_pieces(child)).split("\n")
        elif child.tag == qn("w:tbl"):
            for row in _within(child, qn("w:tr")):
                yield "\t".join(_cells(row))
        elif child.tag not in _UNSEEN:
            yield from _lines(child)  # a content control around paragraphs, an insertion


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _ROOM:
            yield _ROOM[child.tag]
        elif child.tag not in _UNSEEN and child.tag != _FALLBACK:
            yield from _pieces(child)


def _cells(row: Any) -> Iterator[str]:
    """One for each column: what is merged over several is followed by empty ones."""
    for cell in _within(row, qn("w:tc")):
        yield " ".join(" ".join(_lines(cell)).split())
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        columns = 1 if span is None else min(int(span.get(qn("w:val"))), _MOST_COLUMNS)
        yield from [""] * (columns - 1)


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Children of a tag, also where a content control or an insertion is put around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)
