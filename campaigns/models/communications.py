"""Tuyên truyền: what the committee did so that people know of its drives, and come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..dates import date_text
from ..fields import CountField, DayField, FoldedField
from ..querysets import ScopedQuerySet
from .committees import Committee
from .plans import Campaign
from .records import Record

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Communication(Record):
    """One letter, one putting up of posters, one news item …: the report counts each row as one."""

    class Kind(models.TextChoices):
        """In the order in which the report names them."""

        PLAN = "plan", _("kế hoạch, hướng dẫn")
        LETTER = "letter", _("công văn, thư ngỏ")
        POSTER = "poster", _("áp phích, băng rôn")
        BROADCAST = "broadcast", _("phát thanh, truyền hình")
        TRAINING = "training", _("tập huấn, hội nghị")
        PRESS = "press", _("tin, bài")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="communications", verbose_name=_("Ban Chỉ đạo")
    )
    on = DayField(_("ngày"))
    kind = models.CharField(
        _("hình thức"),
        max_length=20,
        choices=Kind,
        help_text=_(
            "Báo cáo đếm mỗi mục là một: một công văn, một đợt treo băng rôn, một tin, bài. "
            "Kế hoạch năm đã nhập riêng, không ghi lại ở đây."
        ),
    )
    subject = models.CharField(
        _("nội dung"),
        max_length=200,
        blank=True,
        help_text=_("Không bắt buộc. Ví dụ: Công văn gửi 60 doanh nghiệp."),
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="communications",
        verbose_name=_("hưởng ứng"),
        null=True,
        blank=True,
        help_text=_("Chiến dịch, chương trình; để trống nếu không riêng cho chiến dịch nào."),
    )
    reached = CountField(
        _("số người được tiếp cận"), null=True, blank=True, help_text=_("Để trống nếu không biết.")
    )
    search_key = FoldedField("subject")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("hoạt động tuyên truyền")
        verbose_name_plural = _("hoạt động tuyên truyền")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{date_text(self.on)} · {self.subject or self.get_kind_display()}"

    def clean(self) -> None:
        """What lies across tables or depends on the clock, so that no constraint can hold it."""
        super().clean()
        problems = {"on": self._problem_with_the_day(), "campaign": self._problem_with_campaign()}
        if found := {field: problem for field, problem in problems.items() if problem}:
            raise ValidationError(found)

    def _problem_with_the_day(self) -> StrOrPromise | None:
        if self.on and self.on > timezone.localdate():
            return _("Chỉ ghi việc đã làm, nên ngày không thể ở tương lai.")
        return None

    def _problem_with_campaign(self) -> StrOrPromise | None:
        if self.campaign and self.campaign.committee_id != self.committee_id:
            return _("Chiến dịch thuộc Ban Chỉ đạo khác.")
        return None
