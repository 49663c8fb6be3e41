"""What the drives brought: counts only, never a donor's name, test result or reason of deferral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.dates import date_text
from campaigns.fields import CountField, DayField
from campaigns.models import Committee, Drive, ReceivingFacility, Record
from campaigns.models.records import protect_what_is_named
from campaigns.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Hedge(models.TextChoices):
    """How a stated number of people relates to the true one."""

    EXACT = "exact", _("đúng")
    OVER = "over", _("trên, hơn")
    NEARLY = "nearly", _("gần")
    ABOUT = "about", _("khoảng")

    @property
    def word(self) -> str:
        """Written before the number: ``trên``; nothing before an exact one."""
        return "" if self is Hedge.EXACT else str(self.label).split(",")[0]


def count_field(label: StrOrPromise, help_text: StrOrPromise = "") -> CountField:
    """A number of people or bags that may be unknown (``None``, which is not 0)."""
    return CountField(label, null=True, blank=True, help_text=help_text)


class DriveResult(Record):
    """Kết quả một đợt. A unit is a bag of any volume (đơn vị máu)."""

    drive = models.OneToOneField(
        Drive,
        models.PROTECT,
        related_name="result",
        verbose_name=_("đợt hiến máu"),
        error_messages={"unique": _("Đợt này đã có kết quả; hãy mở lại trang để sửa.")},
    )
    registered = count_field(_("đăng ký (người)"))
    attended = count_field(_("tham dự (người)"))
    attended_hedge = models.CharField(
        _("mức chính xác"), max_length=10, choices=Hedge, default=Hedge.EXACT
    )
    eligible = count_field(_("đủ điều kiện (người)"))
    donated = count_field(_("đã hiến (người)"))
    deferred = count_field(
        _("hoãn hiến (người)"), help_text=_("Chỉ ghi số người, không ghi lý do.")
    )
    units = CountField(_("số đơn vị máu"))
    bags_250 = count_field(_("túi 250 ml"))
    bags_350 = count_field(_("túi 350 ml"))
    bags_450 = count_field(_("túi 450 ml"))
    note = models.TextField(_("ghi chú về kết quả"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kết quả")
        verbose_name_plural = _("kết quả")
        constraints = [
            models.CheckConstraint(
                # Not told at all, or told in full: a volume left open beside others is 0.
                name="result_bags_add_up_to_units",
                condition=Q(bags_250__isnull=True, bags_350__isnull=True, bags_450__isnull=True)
                | Q(
                    units=Coalesce(F("bags_250"), 0)
                    + Coalesce(F("bags_350"), 0)
                    + Coalesce(F("bags_450"), 0)
                ),
                violation_error_code="units",
                violation_error_message=_("Tổng số túi phải bằng số đơn vị máu."),
            ),
            models.CheckConstraint(
                name="result_hedge_belongs_to_a_number",
                condition=Q(attended__isnull=False) | Q(attended_hedge="exact"),
                violation_error_code="attended",
                violation_error_message=_("Nhập số người tham dự."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} · {self.drive}"

    def clean(self) -> None:
        super().clean()
        if self.drive.status == Drive.Status.HELD:
            return
        if self._state.adding:
            message = _(
                "Chỉ nhập kết quả cho đợt đã tổ chức: đổi trạng thái thành “đã tổ chức”, "
                "hoặc để trống các ô kết quả."
            )
        else:
            message = _("Đợt không tổ chức thì không có kết quả; nhờ quản trị xóa kết quả trước.")
        raise ValidationError({"units": message})


class PeriodStatement(Record):
    """Figures known only for a whole period, from drives that did not write down their own."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="statements", verbose_name=_("Ban Chỉ đạo")
    )
    from_on = DayField(_("từ ngày"))
    to_on = DayField(_("đến ngày"))
    attended = count_field(_("tham dự (người)"))
    attended_hedge = models.CharField(
        _("mức chính xác"), max_length=10, choices=Hedge, default=Hedge.EXACT
    )
    facilities = models.ManyToManyField(
        ReceivingFacility,
        verbose_name=_("đơn vị tiếp nhận máu"),
        related_name="statements",
        blank=True,
    )
    source = models.CharField(
        _("nguồn số liệu"), max_length=250, blank=True, help_text=_("Văn bản hoặc người cung cấp.")
    )
    history = HistoricalRecords(m2m_fields=[facilities])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu chung của kỳ")
        verbose_name_plural = _("số liệu chung của kỳ")
        ordering = ["committee", "-from_on"]
        constraints = [
            models.CheckConstraint(
                name="statement_ends_after_it_starts",
                condition=Q(to_on__gte=F("from_on")),
                violation_error_code="to_on",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                name="statement_hedge_belongs_to_a_number",
                condition=Q(attended__isnull=False) | Q(attended_hedge="exact"),
                violation_error_code="attended",
                violation_error_message=_("Nhập số người tham dự."),
            ),
            models.UniqueConstraint(
                name="statement_one_per_period",
                fields=["committee", "from_on", "to_on"],
                violation_error_code="to_on",
                violation_error_message=_("Kỳ này đã có số liệu chung; hãy mở ra để sửa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{date_text(self.from_on)} - {date_text(self.to_on)}"


protect_what_is_named(PeriodStatement, "facilities")
