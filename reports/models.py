"""A period's report from draft to paper: what people write into it, and what issuing keeps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.fields import CountField, DayField, FoldedField, YearField
from campaigns.models import Committee, Drive, DrivePicture, Record, Signatory
from campaigns.models.records import protect_what_is_named
from campaigns.querysets import ScopedQuerySet

from .facts import Summary
from .keeping import read_blocks, read_summary
from .periods import PERIOD_CHOICES, Period, stored_period
from .wording import date_text, period_title

if TYPE_CHECKING:
    from typing import Self

    from .blocks import Block

KEPT = ("kept_summary", "kept_blocks")  # large: left aside where a page does not draw them
LONGEST_TEXT, LONGEST_LIST = 20_000, 4_000  # characters: some eight pages, some forty lines


class ReportQuerySet(ScopedQuerySet):
    def drafts(self) -> Self:
        return self.filter(issued_on__isnull=True)

    def issued(self) -> Self:
        return self.filter(issued_on__isnull=False)

    def in_force(self) -> Self:
        """Issued, and not replaced by another that is issued."""
        return self.issued().exclude(replaced_by__issued_on__isnull=False)

    def of_period(self, period: Period) -> Self:
        return self.filter(from_on=period.from_on, to_on=period.to_on)

    def named_as(self, period: Period) -> Self:
        """Those of the period, or of one that bears its name with other ends."""
        named = Q(key=period.key, year=period.year) if period.key else Q(pk=None)
        return self.filter(Q(from_on=period.from_on, to_on=period.to_on) | named)

    def over(self, *days: date) -> Self:
        """Issued ones in whose figures one of ``days`` counts, the running total's included."""
        within = Q(pk=None)
        for day in days:
            within |= Q(figures_from__lte=day, to_on__gte=day)
        return self.filter(within)


class Report(Record):
    """Báo cáo kỳ. Until it is issued it follows the data; from then on it is what was kept.

    The two free parts that have a proposed text, ``direction`` and ``assessment``, follow the
    data until somebody writes them (``…_is_written``); written empty, the part falls away.
    """

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="reports", verbose_name=_("Ban Chỉ đạo")
    )
    key = models.CharField(_("kỳ"), max_length=10, choices=PERIOD_CHOICES, blank=True)
    # The committee's when the draft was opened: a later change of it changes no report.
    calendar = models.CharField(_("kỳ báo cáo theo năm"), max_length=20, choices=Committee.Calendar)
    year = YearField(_("năm"))
    from_on = DayField(_("từ ngày"))
    to_on = DayField(_("đến ngày"))
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="replaced_by",
        verbose_name=_("thay thế báo cáo"),
        null=True,
        blank=True,
        error_messages={"unique": _("Báo cáo này đã có bản thay thế.")},
    )
    replace_reason = models.CharField(_("lý do thay thế"), max_length=250, blank=True)
    direction = models.TextField(
        _("I. Công tác chỉ đạo và tuyên truyền"), max_length=LONGEST_TEXT, blank=True
    )
    direction_is_written = models.BooleanField(default=False)
    assessment = models.TextField(_("III. Đánh giá chung"), max_length=LONGEST_TEXT, blank=True)
    assessment_is_written = models.BooleanField(default=False)
    tasks = models.TextField(
        _("IV. Nhiệm vụ bổ sung"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("In sau các nhiệm vụ lấy từ số liệu; để trống thì không in."),
    )
    proposals = models.TextField(
        _("V. Kiến nghị, đề xuất"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("Để trống thì mục này không in."),
    )
    addressees = models.TextField(
        _("kính gửi"), max_length=LONGEST_LIST, blank=True, help_text=_("Mỗi dòng một nơi.")
    )
    recipients = models.TextField(
        _("nơi nhận"),
        max_length=LONGEST_LIST,
        blank=True,
        help_text=_("Mỗi dòng một nơi, không ghi “Như trên” và “Lưu”."),
    )
    signatory = models.ForeignKey(
        Signatory,
        models.PROTECT,
        related_name="reports",
        verbose_name=_("người ký"),
        null=True,
        blank=True,
    )
    number = CountField(
        _("số"), null=True, blank=True, validators=[MinValueValidator(1, _("Số phải từ 1."))]
    )
    issued_on = DayField(_("ngày ban hành"), null=True, blank=True)
    # Numbers start anew each calendar year (Đ.15): the year of ``issued_on``, for the constraint.
    number_year = YearField(_("năm của số"), null=True, blank=True)
    symbol = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)  # 15/BC-BCĐHMKCN
    # The first day that any of its figures counts from: the running total starts with the year.
    figures_from = DayField(_("số liệu tính từ ngày"), null=True, blank=True)
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("người ban hành"),
        null=True,
        blank=True,
    )
    kept_summary = models.JSONField(null=True, blank=True, editable=False)
    kept_blocks = models.JSONField(null=True, blank=True, editable=False)
    drives = models.ManyToManyField(
        Drive, verbose_name=_("các đợt có trong báo cáo"), related_name="reports", blank=True
    )
    # What a draft is to print; an issued report keeps the pictures among its files.
    pictures = models.ManyToManyField(
        DrivePicture, verbose_name=_("hình ảnh in kèm"), related_name="reports", blank=True
    )
    search_key = FoldedField("title", "detail")
    history = HistoricalRecords(
        m2m_fields=[pictures], excluded_fields=["kept_summary", "kept_blocks", "search_key"]
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo")
        verbose_name_plural = _("báo cáo")
        ordering = ["committee", "-to_on", "-pk"]
        permissions = [("issue_report", _("Ban hành báo cáo"))]
        constraints = [
            models.CheckConstraint(
                name="report_ends_after_it_starts",
                condition=Q(to_on__gte=F("from_on")),
                violation_error_code="to_on",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                name="report_is_issued_whole",
                condition=Q(
                    number__isnull=True,
                    issued_on__isnull=True,
                    number_year__isnull=True,
                    symbol="",
                    issued_at__isnull=True,
                    kept_summary__isnull=True,
                    kept_blocks__isnull=True,
                )
                | Q(
                    number__gte=1,
                    issued_on__isnull=False,
                    number_year__isnull=False,
                    figures_from__isnull=False,
                    issued_at__isnull=False,
                    kept_summary__isnull=False,
                    kept_blocks__isnull=False,
                    signatory__isnull=False,
                ),
                violation_error_message=_("Báo cáo đã ban hành phải đủ số, ngày và người ký."),
            ),
            models.CheckConstraint(
                name="report_does_not_replace_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                violation_error_code="replaces",
                violation_error_message=_("Một báo cáo không thể thay thế chính nó."),
            ),
            models.UniqueConstraint(
                name="report_numbers_differ",
                fields=["committee", "number_year", "number"],
                violation_error_code="number",
                violation_error_message=_("Số này đã cấp cho một báo cáo khác trong năm."),
            ),
            models.UniqueConstraint(
                name="report_one_draft_per_period",
                fields=["committee", "from_on", "to_on"],
                condition=Q(issued_on__isnull=True),
                violation_error_code="to_on",
                violation_error_message=_("Kỳ này đã có một bản dự thảo."),
            ),
        ]

    def __str__(self) -> str:
        name = period_title(self.period)
        if self.issued_on is None:
            return f"{name} ({_('dự thảo')})"
        return f"{self.symbol} ({date_text(self.issued_on)})"

    @property
    def title(self) -> str:
        return _("Báo cáo số %(number)s") % {"number": self.symbol}

    @property
    def detail(self) -> str:
        """Which period it tells of, and when it was issued."""
        period = period_title(self.period)
        if self.issued_on is None:
            return period
        return _("%(period)s, ngày %(day)s") % {"period": period, "day": date_text(self.issued_on)}

    def clean(self) -> None:
        """What lies across tables."""
        super().clean()
        if self.signatory and self.signatory.committee_id != self.committee_id:
            raise ValidationError({"signatory": _("Người ký thuộc Ban Chỉ đạo khác.")})
        if self.replaces and not self.replaces.is_issued:
            raise ValidationError({"replaces": _("Chỉ thay thế báo cáo đã ban hành.")})
        if self.is_issued:
            return
        in_force = Report.objects.of(self.committee).of_period(self.period).in_force()
        if in_force.exclude(pk=self.replaces_id or 0).exists():
            raise ValidationError(
                _("Kỳ này đã có báo cáo được ban hành; hãy lập báo cáo thay thế từ báo cáo đó.")
            )

    @property
    def is_issued(self) -> bool:
        return self.issued_on is not None

    @property
    def replacement(self) -> Report | None:
        """The report, or the draft of one, that says it replaces this one."""
        return getattr(self, "replaced_by", None)

    @property
    def is_replaced(self) -> bool:
        return self.replacement is not None and self.replacement.is_issued

    @property
    def period(self) -> Period:
        """The preset, if the ends are its own; else a period with ends set by hand."""
        calendar = Committee.Calendar(self.calendar)
        return stored_period(self.key, self.year, self.from_on, self.to_on, calendar)

    @property
    def summary(self) -> Summary:
        """As kept when it was issued.

        Raises:
            ValueError: the report is a draft.
        """
        if self.kept_summary is None:
            raise ValueError("a draft has no summary of its own")
        return read_summary(self.kept_summary)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """As kept when it was issued.

        Raises:
            ValueError: the report is a draft.
        """
        if self.kept_blocks is None:
            raise ValueError("a draft has no blocks of its own")
        return read_blocks(self.kept_blocks)


protect_what_is_named(Report, "drives")


class Acknowledgement(models.Model):
    """A person has seen a warning of a report: filed with it. Told anew, it is another warning."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="acknowledgements")
    text = models.TextField(_("cảnh báo"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người xác nhận")
    )
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("cảnh báo đã xác nhận")
        verbose_name_plural = _("cảnh báo đã xác nhận")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class ReportFile(models.Model):
    """A file kept with an issued report: what was issued, its pictures, the signed paper's scan.

    Kept in the database, so that the report and its files are issued, and backed up, as one.
    """

    SCAN, PICTURE = "scan", "picture"

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    name = models.CharField(_("định dạng"), max_length=10)  # of FORMATS, or as above
    content = models.BinaryField()
    size = models.PositiveIntegerField(_("kích thước (byte)"))
    sha256 = models.CharField("SHA-256", max_length=64)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người lưu")
    )
    filed_at = models.DateTimeField(_("lưu lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("tệp của báo cáo")
        verbose_name_plural = _("tệp của báo cáo")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="report_file_once_a_format",
                fields=["report", "name"],
                condition=~Q(name__in=["scan", "picture"]),
            ),
            models.UniqueConstraint(
                name="report_file_filed_once",
                fields=["report", "name", "sha256"],
                violation_error_message=_("Tệp này đã được lưu với báo cáo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.name}"
