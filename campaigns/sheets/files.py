"""What kind of file it is, and its sheets. Whatever is wrong is told in one sentence, soon.

A file is unpacked only as far as it says that it is small: neither a million rows nor a zip that
holds gigabytes takes the server's memory.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .excel import excel_grids
from .grids import EMPTY, Cell, Grid

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE  # as it is uploaded
TOO_LARGE = gettext_lazy("Tệp lớn hơn 10 MB; hãy chia thành nhiều tệp.")
UNPACKED = 64 * MEGABYTE  # all that a workbook unpacks to
PART = 8 * MEGABYTE  # of a part that is read whole: styles and the like
MOST_PARTS = 2_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def grid_sheets(content: bytes) -> Iterator[Grid]:
    """The visible sheets of an .xlsx or .csv file.

    Raises:
        ValidationError: it is none, or none that can be read here.
    """
    if len(content) > LARGEST:
        raise ValidationError(TOO_LARGE)
    if not content.strip():
        raise ValidationError(_("Tệp trống."))
    if content.startswith(OLE):
        raise ValidationError(_old_or_encrypted(content))
    if content.startswith(ZIP):
        _require_a_small_workbook(content)
        return excel_grids(content)
    return iter([_text_grid(content)])


def _old_or_encrypted(content: bytes) -> str:
    if ENCRYPTED in content:
        return _("Tệp có mật khẩu; hãy bỏ mật khẩu trong Excel rồi lưu lại.")
    return _("Tệp kiểu cũ (.xls); hãy mở bằng Excel và lưu lại thành .xlsx.")


def _require_a_small_workbook(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError) as error:
        raise ValidationError(_("Tệp bị hỏng, không mở được.")) from error
    if "xl/workbook.xml" not in names:
        raise ValidationError(_not_a_workbook(names))
    large = [
        part for part in parts if part.file_size > PART and not _is_read_in_rows(part.filename)
    ]
    whole = sum(part.file_size for part in parts)
    if whole > UNPACKED or large or len(parts) > MOST_PARTS:
        raise ValidationError(
            _("Bảng quá lớn khi mở ra; hãy chép riêng vùng số liệu sang một bảng mới.")
        )


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
