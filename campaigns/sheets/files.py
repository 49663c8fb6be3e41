"""What kind of file it is, and its sheets. Whatever is wrong is told in one sentence, soon.

A file is unpacked only as far as it says that it is small: neither a million rows nor a zip that
holds gigabytes takes the server's memory.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..office_files import MEGABYTE, TOO_LARGE_UNPACKED, is_packed, parts_of, require_of_today
from .excel import excel_grids
from .grids import EMPTY, Cell, Grid

PART = 8 * MEGABYTE  # of a part that is read whole: styles and the like


def grid_sheets(content: bytes) -> Iterator[Grid]:
    """The visible sheets of an .xlsx or .csv file.

    Raises:
        ValidationError: it is none, or none that can be read here.
    """
    old = _("Tệp kiểu cũ (.xls); hãy mở bằng Excel và lưu lại thành .xlsx.")
    require_of_today(content, old=old)
    if not content.strip():
        raise ValidationError(_("Tệp trống."))
    if is_packed(content):
        _require_a_small_workbook(content)
        return excel_grids(content)
    return iter([_text_grid(content)])


def _require_a_small_workbook(content: bytes) -> None:
    parts = parts_of(content)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise ValidationError(_not_a_workbook(names))
    if any(part.file_size > PART and not _is_read_in_rows(part.filename) for part in parts):
        raise ValidationError(TOO_LARGE_UNPACKED)


def _is_read_in_rows(name: str) -> bool:
    return name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml"


def _not_a_workbook(names: set[str]) -> str:
    if "content.xml" in names and "mimetype" in names:
        return _("Tệp của LibreOffice (.ods); hãy lưu lại thành .xlsx.")
    return _("Tệp này không phải là bảng tính Excel (.xlsx) hoặc CSV.")


# Text


def _text_grid(content: bytes) -> Grid:
    text = _decoded(content)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    return Grid("", _rows(lines))


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("Không đọc được chữ trong tệp; hãy lưu thành .xlsx hoặc CSV UTF-8.")
        raise ValidationError(message) from error
    if "\0" in text:
        raise ValidationError(_("Tệp này không phải là bảng tính Excel (.xlsx) hoặc CSV."))
    return text


def _delimiter(text: str) -> str:
    """The sign that parts most cells in the fullest of the first lines."""
    first = text.splitlines()[:30]
    return max(",;\t", key=lambda sign: max((line.count(sign) for line in first), default=0))


def _rows(lines: Iterator[list[str]]) -> Iterator[list[Cell]]:
    try:
        for line in lines:
            yield [Cell(_bare(text)) if text.strip() else EMPTY for text in line]
    except csv.Error as error:
        raise ValidationError(_("Tệp CSV bị hỏng hoặc có ô quá dài.")) from error


def _bare(text: str) -> str:
    """Without the sign that keeps spreadsheets from taking a text for a formula."""
    is_guarded = text[:1] == "'" and text[1:2] in ("=", "+", "-", "@")
    return text[1:] if is_guarded else text
