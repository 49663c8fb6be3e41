"""What the year is to bring: the plan document, the targets, the campaigns."""

from __future__ import annotations

from datetime import date

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..dates import date_text
from ..fields import CountField, DayField, FoldedField, YearField
from ..querysets import ScopedQuerySet
from .committees import Committee
from .records import Record


class Plan(Record):
    """The committee's plan document of a year; the figure to be reached is a ``Target``."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="plans", verbose_name=_("Ban Chỉ đạo")
    )
    year = YearField(_("năm"))
    number = models.CharField(
        _("số, ký hiệu"), max_length=60, help_text=_("Ví dụ: 03/KH-BCĐHMKCN.")
    )
    issued_on = DayField(_("ngày ban hành"))
    subject = models.TextField(_("trích yếu"))
    search_key = FoldedField("title", "document", "subject")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kế hoạch năm")
        verbose_name_plural = _("kế hoạch năm")
        ordering = ["committee", "-year"]
        # The newest of all committees, for an administrator's search.
        indexes = [models.Index(fields=["-year", "committee"], name="plan_by_year")]
        constraints = [
            models.UniqueConstraint(
                name="plan_one_per_year",
                fields=["committee", "year"],
                violation_error_code="year",
                violation_error_message=_("Năm này đã có kế hoạch; hãy mở kế hoạch đó để sửa."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"

    @property
    def title(self) -> str:
        return _("Kế hoạch năm %(year)s") % {"year": self.year}

    @property
    def document(self) -> str:
        """What the paper is cited by."""
        return _("số %(number)s ngày %(day)s") % {
            "number": self.number,
            "day": date_text(self.issued_on),
        }


class Target(Record):
    """Units of blood assigned for a year, by one body; one of a year's targets is the headline."""

    class AssignedBy(models.TextChoices):
        CENTRE = "centre", _("Trung ương")
        PROVINCE = "province", _("UBND tỉnh")
        SELF = "self", _("tự đăng ký")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="targets", verbose_name=_("Ban Chỉ đạo")
    )
    year = YearField(_("năm"))
    assigned_by = models.CharField(
        _("nơi giao"), max_length=20, choices=AssignedBy, default=AssignedBy.PROVINCE
    )
    units = CountField(_("số đơn vị máu"))
    is_headline = models.BooleanField(
        _("chỉ tiêu chính"), default=True, help_text=_("Tỷ lệ in ở câu đầu báo cáo tính theo đây.")
    )
    from_on = DayField(_("tính từ ngày"), null=True, blank=True)
    to_on = DayField(_("đến ngày"), null=True, blank=True, help_text=_("Để trống: cả năm báo cáo."))
    document_number = models.CharField(
        _("văn bản giao"), max_length=60, blank=True, help_text=_("Ví dụ: 08/KH-UBND.")
    )
    document_on = DayField(_("ngày văn bản"), null=True, blank=True)
    document_subject = models.TextField(_("trích yếu văn bản"), blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        ordering = ["committee", "-year", "-is_headline", "assigned_by"]
        constraints = [
            models.CheckConstraint(
                name="target_is_above_zero",
                condition=Q(units__gt=0),
                violation_error_code="units",
                violation_error_message=_("Chỉ tiêu phải lớn hơn 0."),
            ),
            models.CheckConstraint(
                name="target_ends_after_it_starts",
                condition=Q(from_on__isnull=True)
                | Q(to_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                violation_error_code="to_on",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                name="target_document_is_dated",
                condition=Q(document_number="") | Q(document_on__isnull=False),
                violation_error_code="document_on",
                violation_error_message=_("Văn bản giao chỉ tiêu phải có ngày."),
            ),
            models.UniqueConstraint(
                name="target_one_per_assigner",
                fields=["committee", "year", "assigned_by"],
                violation_error_code="assigned_by",
                violation_error_message=_("Năm này đã có chỉ tiêu của nơi giao này."),
            ),
            models.UniqueConstraint(
                name="target_one_headline_a_year",
                fields=["committee", "year"],
                condition=Q(is_headline=True),
                violation_error_code="is_headline",
                violation_error_message=_("Năm này đã có chỉ tiêu chính."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_assigned_by_display()} {self.year}: {intcomma(self.units)}"

    def clean(self) -> None:
        """One end set by hand must fit the other, which is the reporting year's."""
        super().clean()
        is_open = (self.from_on is None) != (self.to_on is None)
        if not is_open or self.year is None or not hasattr(self, "committee"):
            return
        first, last = self.bounds()
        if first > last:
            beside = "from_on" if self.from_on else "to_on"
            raise ValidationError({beside: _("Khoảng ngày nằm ngoài năm báo cáo này.")})

    def bounds(self) -> tuple[date, date]:
        """First and last day that count, both included."""
        first, last = self.committee.year_bounds(self.year)
        return self.from_on or first, self.to_on or last


class Campaign(Record):
    """Chiến dịch, chương trình or day that drives answer ("hưởng ứng")."""

    class Kind(models.TextChoices):
        CAMPAIGN = "campaign", _("chiến dịch")
        PROGRAMME = "programme", _("chương trình")
        DAY = "day", _("ngày, lễ hội")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="campaigns", verbose_name=_("Ban Chỉ đạo")
    )
    kind = models.CharField(_("loại"), max_length=20, choices=Kind)
    name = models.CharField(_("tên"), max_length=200)
    message = models.CharField(_("thông điệp"), max_length=250, blank=True)
    from_on = DayField(_("từ ngày"))
    to_on = DayField(_("đến ngày"))
    note = models.TextField(_("ghi chú"), blank=True)
    search_key = FoldedField("name")
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("chiến dịch")
        verbose_name_plural = _("chiến dịch, chương trình")
        ordering = ["committee", "from_on", "name"]
        constraints = [
            models.UniqueConstraint(
                name="campaign_one_of_a_name_per_start",
                fields=["committee", "name", "from_on"],
                violation_error_code="name",
                violation_error_message=_("Chiến dịch này đã có."),
            ),
            models.CheckConstraint(
                name="campaign_ends_after_it_starts",
                condition=Q(to_on__gte=F("from_on")),
                violation_error_code="to_on",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
