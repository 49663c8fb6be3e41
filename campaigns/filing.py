"""Filing an upload: its row and its files, or nothing."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError

from .models import Drive, DrivePicture, Paper, Plan, Target, User
from .models.papers import Filed
from .pictures import clean_picture


def file_picture(
    drive: Drive, upload: UploadedFile, *, caption: str, is_agreed: bool, by: User
) -> DrivePicture:
    """Add a picture to a drive.

    Raises:
        ValidationError: it is no picture that can be kept, or the drive has it already.
    """
    clean = clean_picture(upload)
    picture = DrivePicture(
        drive=drive,
        caption=caption,
        is_agreed=is_agreed,
        large=ContentFile(clean.large, "large.jpg"),
        medium=ContentFile(clean.medium, "medium.jpg"),
        small=ContentFile(clean.small, "small.jpg"),
        width=clean.width,
        height=clean.height,
        sha256=hashlib.sha256(clean.medium).hexdigest(),
        added_by=by,
    )
    _file(picture)
    return picture


def file_paper(owner: Plan | Target | Drive, content: bytes, *, title: str, by: User) -> Paper:
    """Add a PDF to a plan, a target or a drive.

    Raises:
        ValidationError: it is there already.
    """
    paper = Paper(
        title=title,
        file=ContentFile(content, "paper.pdf"),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by,
        **{type(owner)._meta.model_name or "": owner},
    )
    _file(paper)
    return paper


def _file(row: Filed) -> None:
    row.full_clean()
    try:
        row.save()
    except IntegrityError:
        row.full_clean()  # sent twice at the same moment: now it sees the other row
        raise
