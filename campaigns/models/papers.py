"""Pictures of a drive, and the documents of a plan, a target or a drive: rows that hold files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import Error, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..querysets import PaperQuerySet, PictureQuerySet
from .drives import Drive
from .plans import Plan, Target
from .records import Record


def picture_name(row: models.Model, upload_name: str) -> str:
    """Drawn, never the uploader's."""
    return f"pictures/{uuid4().hex}.jpg"


def paper_name(row: models.Model, upload_name: str) -> str:
    return f"papers/{uuid4().hex}.pdf"


@contextmanager
def with_its_files(row: models.Model) -> Iterator[None]:
    """A transaction in which a new row is saved: it and its files are there afterwards, or neither.

    Of a commit whose answer got lost nobody knows; unless the database can tell that there is no
    such row, its files stay. A file too many does no harm, one too few is a loss.
    """
    try:
        with transaction.atomic():
            yield
    except BaseException:
        if not _may_be_stored(row):
            drop_files(row)
        raise


def _may_be_stored(row: models.Model) -> bool:
    try:
        return row.pk is not None and type(row)._base_manager.filter(pk=row.pk).exists()
    except Error:
        return True


def drop_files(row: models.Model) -> None:
    for field in row._meta.fields:
        if isinstance(field, models.FileField):
            file = getattr(row, field.attname)
            if file and file._committed:  # written to the storage
                file.storage.delete(file.name)


class Filed(Record):
    """A row and its files: both are there, or neither.

    A row is filed and deleted one at a time, outside a transaction that may still be undone:
    ``QuerySet.delete`` would leave the files behind.
    """

    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người thêm")
    )
    added_at = models.DateTimeField(_("thêm lúc"), auto_now_add=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with with_its_files(self) if self._state.adding else transaction.atomic():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """The files go once the row is gone for good, never before."""
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            transaction.on_commit(lambda: drop_files(self))
        return deleted


class DrivePicture(Filed):
    """A picture of a drive in three sizes; ``sha256`` is of ``medium``, which reports print."""

    drive = models.ForeignKey(
        Drive, models.PROTECT, related_name="pictures", verbose_name=_("đợt hiến máu")
    )
    caption = models.CharField(_("chú thích"), max_length=200, blank=True)
    # Asked of whoever adds it: a person's picture is personal data (Luật 91/2025/QH15).
    is_agreed = models.BooleanField(_("người trong ảnh đồng ý"), default=False)
    large = models.FileField(_("ảnh"), upload_to=picture_name)
    medium = models.FileField(_("ảnh vừa"), upload_to=picture_name)
    small = models.FileField(_("ảnh nhỏ"), upload_to=picture_name)
    width = models.PositiveIntegerField(_("chiều rộng (điểm ảnh)"))
    height = models.PositiveIntegerField(_("chiều cao (điểm ảnh)"))
    sha256 = models.CharField("SHA-256", max_length=64)
    history = HistoricalRecords(excluded_fields=["large", "medium", "small"])

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("hình ảnh")
        verbose_name_plural = _("hình ảnh")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_is_agreed_to",
                condition=Q(is_agreed=True),
                violation_error_code="is_agreed",
                violation_error_message=_("Chỉ lưu ảnh khi những người trong ảnh đã đồng ý."),
            ),
            models.UniqueConstraint(
                name="picture_once_a_drive",
                fields=["drive", "sha256"],
                violation_error_message=_("ảnh này đã có trong đợt."),
            ),
        ]

    def __str__(self) -> str:
        return self.caption or f"{_('Hình ảnh')} {self.pk}"


class Paper(Filed):
    """A document as PDF. It belongs to one plan, one target or one drive."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="papers", null=True, blank=True)
    target = models.ForeignKey(Target, models.PROTECT, related_name="papers", null=True, blank=True)
    drive = models.ForeignKey(Drive, models.PROTECT, related_name="papers", null=True, blank=True)
    title = models.CharField(_("tên văn bản"), max_length=200)
    file = models.FileField(_("tệp PDF"), upload_to=paper_name)
    size = models.PositiveIntegerField(_("kích thước (byte)"))
    sha256 = models.CharField("SHA-256", max_length=64)
    history = HistoricalRecords(excluded_fields=["file"])

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_belongs_to_one_thing",
                condition=Q(plan__isnull=False, target__isnull=True, drive__isnull=True)
                | Q(plan__isnull=True, target__isnull=False, drive__isnull=True)
                | Q(plan__isnull=True, target__isnull=True, drive__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    name=f"paper_once_a_{owner}",
                    fields=[owner, "sha256"],
                    violation_error_code="file",
                    violation_error_message=_("Tệp này đã có ở đây."),
                )
                for owner in ("plan", "target", "drive")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> Plan | Target | Drive:
        """Asks the database unless it is at hand."""
        owner = self.plan or self.target or self.drive
        assert owner is not None  # a constraint
        return owner
