"""Uploaded papers: really PDF."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024  # bytes


def pdf_in(upload: UploadedFile) -> bytes:
    """The bytes of a PDF with a page at least; one under a password counts as read.

    Raises:
        ValidationError: it is none, too large, or broken.
    """
    if (upload.size or 0) > LARGEST:
        raise ValidationError(_("Tệp lớn hơn 20 MB."))
    content: bytes = upload.read()
    if not _is_pdf(content):
        raise ValidationError(_("Tệp này không phải là PDF, hoặc bị hỏng."))
    return content


def _is_pdf(content: bytes) -> bool:
    if not content.startswith(b"%PDF-"):
        return False
    # Loaded only where a paper is filed: with its ciphers it is a tenth of a worker's weight.
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        return reader.is_encrypted or len(reader.pages) > 0
    except Exception:  # whatever a broken file makes the reader stumble over
        return False


def asks_for_a_password(content: bytes) -> bool:
    """Whether nobody can read the PDF without one; that one is needed to edit it, is no matter."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        return reader.is_encrypted and not reader.decrypt("")
    except Exception:  # it says that it is encrypted, and not how
        return True
