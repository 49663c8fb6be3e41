"""What was brought in from spreadsheets: waiting to be confirmed, done, or taken back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Committee, Drive
from campaigns.querysets import ScopedQuerySet


def sheet_name(row: SheetImport, upload_name: str) -> str:
    """Drawn, never the uploader's."""
    return f"imports/{uuid4().hex}"


class SheetImport(models.Model):
    """One spreadsheet on its way in.

    Its file is kept only until it is confirmed or dropped: it may name contacts, who are to be
    forgotten when their time has come. ``sha256`` says which file it was.
    """

    class Kind(models.TextChoices):
        DRIVES = "drives", _("Đợt hiến máu và kết quả")
        TURNOUT = "turnout", _("Doanh nghiệp tham gia một đợt")
        COMPANIES = "companies", _("Doanh nghiệp")
        ZONES = "zones", _("Khu công nghiệp")
        TEXT = "text", _("Văn bản cũ")

    class Status(models.TextChoices):
        WAITING = "waiting", _("chờ xác nhận")
        DONE = "done", _("đã nhập")
        UNDONE = "undone", _("đã hoàn tác")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="imports", verbose_name=_("Ban Chỉ đạo")
    )
    kind = models.CharField(_("loại bảng"), max_length=20, choices=Kind)
    drive = models.ForeignKey(
        Drive, models.PROTECT, related_name="imports", verbose_name=_("đợt hiến máu"), null=True
    )
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=Status, default=Status.WAITING
    )
    file_name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    file = models.FileField(_("tệp"), upload_to=sheet_name, blank=True)
    # What people said of the names that nobody knew: see ``importing.names``.
    answers = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("người nhập"),
        null=True,  # a command has no person behind it
    )
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    done_at = models.DateTimeField(_("nhập lúc"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)
    added = models.PositiveIntegerField(_("mới"), default=0)
    changed = models.PositiveIntegerField(_("sửa"), default=0)
    unchanged = models.PositiveIntegerField(_("giữ nguyên"), default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần nhập từ bảng")
        verbose_name_plural = _("các lần nhập từ bảng")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_of_turnout_has_a_drive",
                condition=Q(kind="turnout", drive__isnull=False)
                | ~Q(kind="turnout") & Q(drive__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def tally(self) -> dict[str, Any]:
        """What it was and did, as the log tells it: the kind of sheet, and how many rows."""
        counts = {"added": self.added, "changed": self.changed, "unchanged": self.unchanged}
        return {"sheet": self.kind, **counts}


class ImportedRow(models.Model):
    """A row that an import has made or changed, as it then stood, so that it can be taken back.

    ``before`` holds the fields that were changed, as they were; ``None`` for a new row.
    """

    sheet_import = models.ForeignKey(SheetImport, models.CASCADE, related_name="rows")
    model = models.CharField(max_length=60)  # campaigns.drive
    row = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    before: Any = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"
