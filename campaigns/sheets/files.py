"""What kind of file it is, and its sheets. Whatever is wrong is told in one sentence, soon.

A file is unpacked only as far as it says that it is small: neither a million rows nor a zip that
holds gigabytes takes the server's memory.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..office_files import (
    DAMAGED,
    MEGABYTE,
    TOO_LARGE_UNPACKED,
    is_packed,
    parts_of,
    require_of_today,
)
from .excel import MOST_ROWS, excel_grids
from .grids import EMPTY, Cell, Grid

PART = 2 * MEGABYTE  # of a part that is read whole: styles and the like
SHARED = "xl/sharedStrings.xml"
SIGNS = ",;\t"  # by which a line is parted; the one that shows the header is right
UNREADABLE = (BadZipFile, ValueError, OSError, RuntimeError, zlib.error)
MOST_TEXTS = 400_000  # that cells share


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
    text = _decoded(content)
    return (Grid("", _rows(text, sign)) for sign in SIGNS)


def _require_a_small_workbook(content: bytes) -> None:
    parts = parts_of(content)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise ValidationError(_not_a_workbook(names))
    whole = [part for part in parts if _is_read_whole(part.filename)]
    if any(part.file_size > PART for part in whole) or _texts_in(content, names) > MOST_TEXTS:
        raise ValidationError(TOO_LARGE_UNPACKED)


def _is_read_whole(name: str) -> bool:
    """Neither the rows nor a picture."""
    is_read_in_rows = name.startswith("xl/worksheets/") or name == SHARED
    return name.endswith((".xml", ".rels")) and not is_read_in_rows


def _texts_in(content: bytes, names: set[str]) -> int:
    """How many texts the cells share, counted without keeping them."""
    if SHARED not in names:
        return 0
    try:
        with ZipFile(BytesIO(content)) as packed, packed.open(SHARED) as file:
            return sum(chunk.count(b"<si") for chunk in iter(lambda: file.read(MEGABYTE), b""))
    except (
        BadZipFile,
        ValueError,
        OSError,
        zlib.error,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise ValidationError(DAMAGED) from error


def _not_a_workbook(names: set[str]) -> str:
    if "content.xml" in names and "mimetype" in names:
        return _("Tệp của LibreOffice (.ods); hãy lưu lại thành .xlsx.")
    return _("Tệp này không phải là bảng tính Excel (.xlsx) hoặc CSV.")


# Text


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


def _rows(text: str, sign: str) -> Iterator[list[Cell]]:
    lines = csv.reader(StringIO(text, newline=""), delimiter=sign)
    try:
        for number, line in enumerate(lines, 1):
            if number > MOST_ROWS:
                raise ValidationError(_("Tệp có hơn 50.000 hàng; hãy chia thành nhiều tệp."))
            yield [Cell(_bare(text)) if text.strip() else EMPTY for text in line]
    except csv.Error as error:
        raise ValidationError(_("Tệp CSV bị hỏng hoặc có ô quá dài.")) from error


def _bare(text: str) -> str:
    """Without the sign that keeps spreadsheets from taking a text for a formula."""
    is_guarded = text[:1] == "'" and text[1:2] in ("=", "+", "-", "@")
    return text[1:] if is_guarded else text
