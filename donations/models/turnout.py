"""How one company turned out at one drive: asked, answered, registered, given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.access import visible_committees
from campaigns.fields import DayField
from campaigns.models import Company, Drive, Record

from .results import count_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from campaigns.models import User


def refuse_day_to_come(day: date) -> None:
    """
    Raises:
        ValidationError: nobody can have asked or answered on that day yet.
    """
    if day > localdate():
        raise ValidationError(_("Ngày này chưa đến."))


class TurnoutQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(drive__committee__in=visible_committees(user))

    def unanswered(self) -> Self:
        """Companies that have neither answered nor been written down with a figure."""
        return self.filter(
            answered_on__isnull=True,
            registered__isnull=True,
            attended__isnull=True,
            units__isnull=True,
        )


class CompanyTurnout(Record):
    """One company at one drive. A count may be unknown (``None``), which is not 0.

    Counts only, never who came (Thông tư 26/2013/TT-BYT, Đ.7).
    """

    drive = models.ForeignKey(
        Drive, models.PROTECT, related_name="turnouts", verbose_name=_("đợt hiến máu")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="turnouts", verbose_name=_("doanh nghiệp")
    )
    asked_on = DayField(_("ngày hỏi"), null=True, blank=True)
    answered_on = DayField(_("ngày trả lời"), null=True, blank=True)
    registered = count_field(_("đăng ký (người)"))
    attended = count_field(_("tham dự (người)"))
    units = count_field(_("số đơn vị máu"))
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    history = HistoricalRecords()

    objects = TurnoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("doanh nghiệp tham gia")
        verbose_name_plural = _("doanh nghiệp tham gia")
        ordering = ["company__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="turnout_one_per_company_and_drive",
                fields=["drive", "company"],
                violation_error_code="company",
                violation_error_message=_("Doanh nghiệp này đã có trong danh sách của đợt."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.drive}"

    @property
    def has_answered(self) -> bool:
        figures = (self.registered, self.attended, self.units)
        return self.answered_on is not None or any(figure is not None for figure in figures)

    @property
    def has_figures(self) -> bool:
        """Whether anything is written down that would be lost with the row."""
        told = (self.answered_on, self.registered, self.attended, self.units)
        return bool(self.note) or any(value is not None for value in told)

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        for name in ("asked_on", "answered_on"):
            try:
                refuse_day_to_come(getattr(self, name) or date.min)
            except ValidationError as error:
                problems[name] = error
        if self.company.committee_id != self.drive.committee_id:
            problems["company"] = _("Doanh nghiệp thuộc Ban Chỉ đạo khác.")
        if problems:
            raise ValidationError(problems)
