"""Files as people upload them: pictures and PDF, sound and unsound, made here and now."""

from __future__ import annotations

from io import BytesIO

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from campaigns.filing import file_paper, file_picture
from campaigns.models import Drive, DrivePicture, Paper, Plan, Target, User

RED, BLUE = (176, 16, 48), (31, 78, 140)


def picture(
    size: tuple[int, int] = (64, 48),
    kind: str = "JPEG",
    *,
    mode: str = "RGB",
    color: object = RED,
    left: object = None,
    **saved: object,
) -> bytes:
    """A picture of one colour; its left half in another if that is given."""
    image = Image.new(mode, size, color)
    if left is not None:
        image.paste(left, (0, 0, size[0] // 2, size[1]))
    buffer = BytesIO()
    image.save(buffer, kind, **saved)
    return buffer.getvalue()


def pdf(password: str | None = None, owner: str | None = None) -> bytes:
    """A blank page; ``password`` opens it, ``owner`` lets edit it."""
    made = PdfWriter()
    made.add_blank_page(210, 297)
    if password is not None:
        made.encrypt(password, owner)
    buffer = BytesIO()
    made.write(buffer)
    return buffer.getvalue()


def upload(content: bytes, name: str = "anh.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def filed_picture(drive: Drive, by: User, *, caption: str = "", **made: object) -> DrivePicture:
    return file_picture(drive, upload(picture(**made)), caption=caption, is_agreed=True, by=by)


def filed_paper(owner: Plan | Target | Drive, by: User, title: str = "Kế hoạch số 03") -> Paper:
    return file_paper(owner, pdf(), title=title, by=by)


def stored() -> set[str]:
    """The names of all files in the storage."""
    names = set()
    for folder in ("pictures", "papers"):
        if default_storage.exists(folder):
            names |= {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    return names
