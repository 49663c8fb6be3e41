"""Ban Chỉ đạo: who owns the data, whose name heads the paper, who signs it."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..fields import DayField
from ..querysets import InForceQuerySet
from .records import Record


class User(AbstractUser):
    """A person with an account; committees say who their members are."""

    # While the password is one that an administrator has set, and so knows.
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("người dùng")  # type: ignore[assignment]
        verbose_name_plural = _("người dùng")  # type: ignore[assignment]

    def __str__(self) -> str:
        """The person's name; the account's where nobody has entered one."""
        return self.get_full_name() or self.get_username()

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names go."""
        return f"{self.last_name} {self.first_name}".strip()

    def get_short_name(self) -> str:
        """What the admin greets with: a given name alone is not how a colleague is addressed."""
        return self.get_full_name()


def new_feed_key() -> str:
    """43 characters that nobody guesses."""
    return secrets.token_urlsafe(32)


class Committee(Record):
    """Ban Chỉ đạo; owns everything but the receiving facilities."""

    class Calendar(models.TextChoices):
        """When a reporting year starts and ends; the year bears the number of its last day.

        Administrative: from 15/12 of the year before (Nghị định 09/2019/NĐ-CP, Đ.12).
        """

        STATISTICAL = "statistical", _("thống kê (01/01 - 31/12)")
        ADMINISTRATIVE = "administrative", _("hành chính (15/12 - 14/12)")

        @property
        def other(self) -> Committee.Calendar:
            (other,) = (each for each in Committee.Calendar if each is not self)
            return other

        def month_start(self, year: int, month: int) -> date:
            """The first reporting day of a month of ``year``; month 13 opens the next year."""
            first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
            if self is Committee.Calendar.STATISTICAL:
                return first
            return (first - timedelta(days=1)).replace(day=15)

        def year_bounds(self, year: int) -> tuple[date, date]:
            """First and last day of reporting year ``year``, both included."""
            return self.month_start(year, 1), self.month_start(year, 13) - timedelta(days=1)

        def year_of(self, day: date) -> int:
            """The reporting year that ``day`` counts in."""
            return day.year + (day > self.year_bounds(day.year)[1])

    name = models.CharField(_("tên đầy đủ"), max_length=250, unique=True)
    short_name = models.CharField(
        _("gọi tắt"), max_length=100, default="Ban Chỉ đạo", help_text=_("Dùng trong báo cáo.")
    )
    symbol = models.CharField(
        _("ký hiệu"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[^\s/]+$", _("Ký hiệu không có khoảng trắng hay dấu “/”.")),
        ],
        help_text=_("Kết thúc số văn bản, ví dụ BCĐHMKCN trong 03/KH-BCĐHMKCN."),
    )
    calendar = models.CharField(
        _("kỳ báo cáo theo năm"),
        max_length=20,
        choices=Calendar,
        default=Calendar.STATISTICAL,
    )
    members = models.ManyToManyField(
        User, verbose_name=_("thành viên"), related_name="committees", blank=True
    )
    addressees = models.TextField(
        _("kính gửi"), blank=True, help_text=_("Nơi nhận báo cáo ở cấp trên, mỗi dòng một nơi.")
    )
    recipients = models.TextField(
        _("nơi nhận"), blank=True, help_text=_("Mỗi dòng một nơi, không ghi “Như trên” và “Lưu”.")
    )
    drafting_unit = models.CharField(
        _("đơn vị soạn thảo"),
        max_length=40,
        blank=True,
        help_text=_("Viết tắt ở dòng “Lưu: VT, …”."),
    )
    # Who has the address that it is part of reads the calendar without a login.
    feed_key = models.CharField(
        _("mã của địa chỉ lịch"),
        max_length=64,
        unique=True,
        default=new_feed_key,
        editable=False,
    )
    history = HistoricalRecords(m2m_fields=[members], excluded_fields=["feed_key"])

    class Meta:
        verbose_name = _("Ban Chỉ đạo")
        verbose_name_plural = _("Ban Chỉ đạo")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def year_bounds(self, year: int) -> tuple[date, date]:
        """First and last day of the committee's reporting year, both included."""
        return Committee.Calendar(self.calendar).year_bounds(year)

    def year_of(self, day: date) -> int:
        """The committee's reporting year that ``day`` counts in."""
        return Committee.Calendar(self.calendar).year_of(day)

    def renew_feed_key(self) -> None:
        """From now on the calendar has another address, and the old one none.

        Without a row in the history, which shall not tell the key. A form that was open meanwhile
        is told by its version, and cannot put the old key back.
        """
        self.feed_key = new_feed_key()
        row = Committee.objects.filter(pk=self.pk)
        row.update(feed_key=self.feed_key, version=F("version") + 1)


class Letterhead(Record):
    """The names at the head of a document, valid from a day on (old papers keep the old ones)."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="letterheads", verbose_name=_("Ban Chỉ đạo")
    )
    valid_from = DayField(_("dùng từ ngày"))
    host_body = models.TextField(
        _("cơ quan chủ quản"),
        help_text=_("In ở dòng trên, chữ hoa; xuống dòng đúng như trên giấy."),
    )
    issuing_body = models.TextField(
        _("cơ quan ban hành"), help_text=_("In đậm ở dòng dưới, chữ hoa.")
    )
    place = models.CharField(_("địa danh"), max_length=100, help_text=_("Ví dụ: Hưng Yên."))
    history = HistoricalRecords()

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("đầu văn bản")
        verbose_name_plural = _("đầu văn bản")
        ordering = ["committee", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="letterhead_one_per_day",
                fields=["committee", "valid_from"],
                violation_error_code="valid_from",
                violation_error_message=_("Đã có đầu văn bản dùng từ ngày này."),
            )
        ]

    def __str__(self) -> str:
        return " ".join(self.issuing_body.split())


class Signatory(Record):
    """A person who signs, in one capacity, from a day on (Nghị định 30/2020/NĐ-CP, PL I, II.7)."""

    class Capacity(models.TextChoices):
        HEAD = "head", _("Trưởng Ban (TM.)")
        DEPUTY = "deputy", _("Phó Trưởng Ban ký thay (KT.)")
        ACTING = "acting", _("Quyền Trưởng Ban (Q.)")
        BY_ORDER = "by_order", _("thừa lệnh (TL.)")
        AUTHORISED = "authorised", _("thừa ủy quyền (TUQ.)")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="signatories", verbose_name=_("Ban Chỉ đạo")
    )
    name = models.CharField(_("họ và tên"), max_length=100)
    capacity = models.CharField(
        _("tư cách ký"), max_length=20, choices=Capacity, default=Capacity.HEAD
    )
    title = models.CharField(
        _("chức vụ trong Ban Chỉ đạo"),
        max_length=100,
        blank=True,
        help_text=_("Chỉ cần khi ký thừa lệnh, thừa ủy quyền; ví dụ: Ủy viên thư ký."),
    )
    agency_post = models.TextField(
        _("chức vụ trong cơ quan"),
        blank=True,
        help_text=_("Chỉ ghi khi dùng con dấu của cơ quan; xuống dòng đúng như trên giấy."),
    )
    valid_from = DayField(_("ký từ ngày"))
    valid_to = DayField(_("đến ngày"), null=True, blank=True)
    history = HistoricalRecords()

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("người ký")
        verbose_name_plural = _("người ký")
        ordering = ["committee", "-valid_from", "name"]
        constraints = [
            models.CheckConstraint(
                name="signatory_ends_after_it_starts",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_code="valid_to",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                name="signatory_by_order_has_a_title",
                condition=~Q(capacity__in=["by_order", "authorised"]) | ~Q(title=""),
                violation_error_code="title",
                violation_error_message=_("Người ký thừa lệnh, thừa ủy quyền phải có chức vụ."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
