"""Ngày hội hiến máu: one day, at one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..dates import Day
from ..fields import CountField, DayField, FoldedField
from ..place import Place
from ..querysets import DriveQuerySet
from .committees import Committee
from .places import Company, ReceivingFacility, Zone
from .plans import Campaign
from .records import Record, protect_what_is_named

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Drive(Record):
    """One ngày hội; its plan is that of its committee and reporting year.

    ``on`` is the day, or with ``precision`` month the first day of the month that is meant.
    """

    class Precision(models.TextChoices):
        DAY = "day", _("ngày")
        MONTH = "month", _("tháng")

    class Form(models.TextChoices):
        ZONE = "zone", _("tập trung tại khu công nghiệp")
        COMPANY = "company", _("tại doanh nghiệp")

    class Status(models.TextChoices):
        PLANNED = "planned", _("dự kiến")
        HELD = "held", _("đã tổ chức")
        POSTPONED = "postponed", _("hoãn")
        CANCELLED = "cancelled", _("hủy")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="drives", verbose_name=_("Ban Chỉ đạo")
    )
    code = models.CharField(
        _("mã đợt"),
        max_length=40,
        blank=True,
        help_text=_("Không bắt buộc; dùng khi nhập từ bảng."),
    )
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=Status, default=Status.PLANNED
    )
    reason = models.CharField(_("lý do hoãn, hủy"), max_length=250, blank=True)
    on = DayField(_("ngày"))
    precision = models.CharField(
        _("ngày hay tháng"), max_length=10, choices=Precision, default=Precision.DAY
    )
    last_on = DayField(
        _("đến hết ngày"), null=True, blank=True, help_text=_("Chỉ khi kéo dài nhiều ngày.")
    )
    starts_at = models.TimeField(_("từ giờ"), null=True, blank=True)
    ends_at = models.TimeField(_("đến giờ"), null=True, blank=True)
    form = models.CharField(_("hình thức"), max_length=20, choices=Form)
    zone = models.ForeignKey(
        Zone,
        models.PROTECT,
        related_name="drives",
        verbose_name=_("khu công nghiệp"),
        null=True,
        blank=True,
    )
    host = models.ForeignKey(
        Company,
        models.PROTECT,
        related_name="drives",
        verbose_name=_("doanh nghiệp nơi tổ chức"),
        null=True,
        blank=True,
    )
    venue = models.CharField(
        _("địa điểm cụ thể"),
        max_length=200,
        blank=True,
        help_text=_("Ví dụ: tòa nhà Ramen; nhà ăn số 1."),
    )
    facilities = models.ManyToManyField(
        ReceivingFacility, verbose_name=_("đơn vị tiếp nhận máu"), related_name="drives", blank=True
    )
    campaigns = models.ManyToManyField(
        Campaign, verbose_name=_("hưởng ứng"), related_name="drives", blank=True
    )
    expected_units = CountField(_("số đơn vị máu dự kiến"), null=True, blank=True)
    label = models.CharField(
        _("tên gọi khi thông báo"),
        max_length=100,
        blank=True,
        help_text=_("Ví dụ: lần thứ 2. Số thứ tự của đợt do phần mềm tự tính."),
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="replaced_by",
        verbose_name=_("tổ chức lại cho đợt đã hoãn"),
        null=True,
        blank=True,
    )
    note = models.TextField(_("ghi chú"), blank=True)
    search_key = FoldedField("code", "venue", "label", "day_text")
    # Set by the page that deletes the result in the same save.
    loses_its_result = False
    history = HistoricalRecords(m2m_fields=[facilities, campaigns], excluded_fields=["search_key"])

    objects = DriveQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt hiến máu")
        verbose_name_plural = _("đợt hiến máu")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["committee", "status", "on"], name="drive_by_status_and_day"),
            # The newest of all committees, for administrators.
            models.Index(fields=["-on", "-id"], name="drive_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="drive_at_a_company_has_a_host",
                condition=~Q(form="company") | Q(host__isnull=False),
                violation_error_code="host",
                violation_error_message=_("Chọn doanh nghiệp nơi tổ chức."),
            ),
            models.CheckConstraint(
                name="drive_for_a_zone_has_no_host",
                condition=~Q(form="zone") | Q(host__isnull=True),
                violation_error_code="host",
                violation_error_message=_(
                    "Đợt tập trung tại khu công nghiệp không có doanh nghiệp nơi tổ chức."
                ),
            ),
            models.CheckConstraint(
                # A planned drive may still be without a place; a held one took place somewhere.
                name="drive_held_for_a_zone_has_a_place",
                condition=~Q(form="zone", status="held") | Q(zone__isnull=False) | ~Q(venue=""),
                violation_error_code="zone",
                violation_error_message=_("Chọn khu công nghiệp hoặc ghi địa điểm cụ thể."),
            ),
            models.CheckConstraint(
                name="drive_held_has_a_day",
                condition=~Q(status="held") | Q(precision="day"),
                violation_error_code="on",
                violation_error_message=_("Đợt đã tổ chức phải có ngày, không chỉ có tháng."),
            ),
            models.CheckConstraint(
                name="drive_ends_after_its_first_day",
                condition=Q(last_on__isnull=True) | Q(last_on__gt=F("on"), precision="day"),
                violation_error_code="last_on",
                violation_error_message=_("Ngày cuối phải sau ngày đầu."),
            ),
            models.CheckConstraint(
                name="drive_ends_after_it_starts",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at"))
                | Q(starts_at__isnull=False, last_on__isnull=False),
                violation_error_code="ends_at",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
            models.CheckConstraint(
                name="drive_does_not_replace_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                violation_error_code="replaces",
                violation_error_message=_("Một đợt không thể tổ chức lại cho chính nó."),
            ),
            models.UniqueConstraint(
                name="drive_codes_differ",
                fields=["committee", "code"],
                condition=~Q(code=""),
                violation_error_code="code",
                violation_error_message=_("Mã đợt này đã dùng cho đợt khác."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_text} · {self.place.short}"

    @property
    def day(self) -> Day:
        is_month = self.precision == Drive.Precision.MONTH
        return Day(self.on, is_month, self.last_on, self.starts_at, self.ends_at)

    @property
    def day_text(self) -> str:
        return self.day.text

    @property
    def place(self) -> Place:
        """Asks the database unless host and zone are at hand."""
        zone, host = self.zone, self.host
        return Place(self.form, zone.name if zone else "", host.name if host else "", self.venue)

    def clean(self) -> None:
        """What lies across tables or depends on the clock, so that no constraint can hold it."""
        super().clean()
        problems = {
            "on": self._problem_with_the_day(),
            "zone": self._problem_with_the_zone(),
            "host": self._problem_with_the_host(),
            "status": self._problem_with_the_status(),
            "replaces": self._problem_with_the_replaced(),
        }
        if found := {field: problem for field, problem in problems.items() if problem}:
            raise ValidationError(found)
        if self.host and not self.zone and not self._was_at(host=self.host):
            # The zone on that day: a company may move later.
            self.zone = self.host.zone

    def _was_at(self, **place: Zone | Company) -> bool:
        """Whether the drive as stored already was there; not where the place itself is new."""
        return all(row.pk for row in place.values()) and self._stored().filter(**place).exists()

    def _stored(self) -> DriveQuerySet:
        """This drive as it is stored; of a new one nothing, which asks no database."""
        return Drive.objects.none() if self._state.adding else Drive.objects.filter(pk=self.pk)

    def _problem_with_the_day(self) -> StrOrPromise | None:
        if self.status != Drive.Status.HELD or not self.on:
            return None
        if (self.last_on or self.on) > timezone.localdate():
            return _("Đợt đã tổ chức không thể có ngày ở tương lai.")
        return None

    def _problem_with_the_zone(self) -> StrOrPromise | None:
        if not self.zone:
            return None
        if self.zone.committee_id != self.committee_id:
            return _("Khu công nghiệp thuộc Ban Chỉ đạo khác.")
        if not (self.host and self.host.zone_id) or self.host.zone_id == self.zone_id:
            return None
        if self._was_at(host=self.host, zone=self.zone):
            return None  # As it was on that day; the company has moved since.
        return _("%(host)s ở khu công nghiệp %(zone)s.") % {
            "host": self.host.name,
            "zone": self.host.zone,
        }

    def _problem_with_the_host(self) -> StrOrPromise | None:
        if self.host and self.host.committee_id != self.committee_id:
            return _("Doanh nghiệp thuộc Ban Chỉ đạo khác.")
        return None

    def _problem_with_the_status(self) -> StrOrPromise | None:
        if self._state.adding:
            return None
        stored = self._stored()
        has_result = not self.loses_its_result and stored.filter(result__isnull=False).exists()
        if self.status != Drive.Status.HELD and has_result:
            return _(
                "Đợt này đã có kết quả nên phải là “đã tổ chức”; muốn đổi thì nhờ quản trị xóa "
                "kết quả trước."
            )
        if (
            self.status != Drive.Status.POSTPONED
            and stored.filter(replaced_by__isnull=False).exists()
        ):
            return _("Đợt này đã có đợt tổ chức lại nên phải là “hoãn”.")
        return None

    def _problem_with_the_replaced(self) -> StrOrPromise | None:
        if not self.replaces:
            return None
        if self.replaces.committee_id != self.committee_id:
            return _("Đợt này thuộc Ban Chỉ đạo khác.")
        if self.replaces.status != Drive.Status.POSTPONED:
            return _("Chỉ tổ chức lại cho đợt đã hoãn.")
        seen = {self.pk}
        earlier: Drive | None = self.replaces
        while earlier is not None:
            if earlier.pk in seen:
                return _("Các đợt này tổ chức lại cho nhau thành vòng.")
            seen.add(earlier.pk)
            earlier = earlier.replaces
        return None


protect_what_is_named(Drive, "facilities")
protect_what_is_named(Drive, "campaigns")
