"""Files of Word and Excel on their way in: of which age they are, and whether to unpack them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE  # as it is uploaded
UNPACKED = 64 * MEGABYTE  # no part is read beyond the size that it declares
MOST_PARTS = 2_000
TOO_LARGE = gettext_lazy("Tệp lớn hơn 10 MB; hãy chia thành nhiều tệp.")
DAMAGED = gettext_lazy("Tệp bị hỏng hoặc tải lên chưa trọn, không mở được.")
TOO_LARGE_UNPACKED = gettext_lazy(
    "Tệp quá lớn khi mở ra; hãy chép riêng phần cần dùng sang một tệp mới."
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # what Office wrote before 2007 is OLE
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # and so is what a password wraps


def is_packed(content: bytes) -> bool:
    """Whether it may be a file of today's Office."""
    return content.startswith(_ZIP)


def require_of_today(content: bytes, *, old: StrOrPromise) -> None:
    """
    Raises:
        ValidationError: it is too large, under a password, or, as ``old`` says, of an older age.
    """
    if len(content) > LARGEST:
        raise ValidationError(TOO_LARGE)
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise ValidationError(_("Tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại."))
    if content.startswith(_OLE):
        raise ValidationError(old)


def parts_of(content: bytes) -> list[ZipInfo]:
    """The parts of a packed file, as it declares them.

    Raises:
        ValidationError: it is damaged, or unpacks into more than this server's memory is for.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except (BadZipFile, ValueError, OSError) as error:
        raise ValidationError(DAMAGED) from error
    if sum(part.file_size for part in parts) > UNPACKED or len(parts) > MOST_PARTS:
        raise ValidationError(TOO_LARGE_UNPACKED)
    return parts
