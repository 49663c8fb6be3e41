"""Data entry for results. The drive's page is here: it takes drive and result together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from campaigns.access import visible_committees
from campaigns.exporting import Column
from campaigns.filters import FacilityFilter, PlaceFilter, ReportingYearFilter, StandingFilter
from campaigns.forms import DriveForm, RecordForm
from campaigns.history import Entry, Gone, entries
from campaigns.models import Drive, DrivePicture, Paper
from campaigns.scoped_admin import FIELDS, ScopedAdmin, offered, row_made_with

from .models import CompanyTurnout, DriveResult, PeriodStatement
from .resources import COMMITTEE_COLUMN, DRIVE_COLUMNS
from .result_formset import DriveResultFormSet


class DriveResultForm(RecordForm):
    """The paper slip of a drive, from the first person registered to the last bag."""

    class Meta:
        help_texts = {
            "registered": _("Ghi tên trước hoặc tại chỗ."),
            "attended": _("Có mặt tại Ngày hội; chọn “trên”, “gần” nếu chỉ biết ước chừng."),
            "eligible": _("Qua khám sàng lọc, được phép hiến."),
            "donated": _("Đã hiến xong."),
            "units": _("Mỗi túi là một đơn vị, bất kể thể tích."),
        }


class DriveResultInline(admin.StackedInline):
    model = DriveResult
    form = DriveResultForm
    formset = DriveResultFormSet
    formfield_overrides = FIELDS
    extra = max_num = 1
    verbose_name_plural = _("kết quả (sau khi tổ chức)")
    # In the order of the paper slip.
    fieldsets = [
        (
            _("Số người"),
            {
                "fields": (
                    "registered",
                    ("attended_hedge", "attended"),
                    ("eligible", "deferred"),
                    "donated",
                    "version",
                    "entry_key",
                )
            },
        ),
        (
            _("Số máu"),
            {
                "fields": ("units", ("bags_250", "bags_350", "bags_450")),
                "description": _(
                    "Số túi theo thể tích không bắt buộc; nếu ghi thì tổng phải bằng số đơn vị máu."
                ),
            },
        ),
        (None, {"fields": ("note",)}),
    ]


class DriveAdmin(ScopedAdmin):
    """Drive and result on one page. Registered by ``reports``, which adds the year's standing."""

    form = DriveForm
    page = "drive"
    inlines = [DriveResultInline]
    list_display = ["day_text", "place", "status_text", "units", "expected"]
    list_filter = [
        ReportingYearFilter,
        StandingFilter,
        "status",
        "form",
        ("zone", PlaceFilter),
        ("facilities", FacilityFilter),
    ]
    list_select_related = ["committee", "zone", "host", "result"]
    search_fields = ["code"]
    sheet_kind = "drives"
    sheet_prefetches = ("facilities",)
    search_help_text = _("Doanh nghiệp, khu công nghiệp, địa điểm hoặc ngày, không cần dấu")
    folded_search = ("host__search_key", "zone__search_key", "search_key")
    autocomplete_fields = ["zone", "host", "facilities", "campaigns", "replaces"]
    fieldsets = [
        (
            None,
            {
                "fields": (
                    "committee",
                    "status",
                    "reason",
                    "new_on",
                    "on",
                    "form",
                    "zone",
                    "host",
                    "venue",
                    "facilities",
                    "expected_units",
                )
            },
        ),
        (
            _("Thêm về đợt này"),
            {
                "classes": ["collapse"],
                "fields": (
                    "starts_at",
                    "ends_at",
                    "last_on",
                    "campaigns",
                    "replaces",
                    "label",
                    "code",
                    "note",
                ),
            },
        ),
    ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and _has_come_to_pass(request.POST):
            typed = request.POST.copy()
            typed["status"] = Drive.Status.HELD
            request.POST = typed  # type: ignore[assignment]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["again"] = getattr(context["original"], "replaced_by", None)
        return super().render_change_form(request, context, *args, **kwargs)

    def stored_from(self, request: HttpRequest, object_id: str | None) -> Model | None:
        """Also where the drive was there already and its first result came along."""
        if request.POST.get("result-INITIAL_FORMS") == "0":
            key = request.POST.get("result-0-entry_key", "")
            seen = DriveResult.objects.filter(drive__in=offered(Drive, request))
            if isinstance(result := row_made_with(seen, key), DriveResult):
                return result.drive
        return super().stored_from(request, object_id)

    def changes_of(self, row: Model) -> list[Entry]:
        """With those of its result, its pictures, its papers and its companies."""
        others = (DriveResult, DrivePicture, Paper)
        told = (each for model in others for each in entries(model.history.filter(drive_id=row.pk)))
        return [*super().changes_of(row), *told, *_changes_of_turnout(row)]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """What can be held again is what was postponed."""
        if request.GET.get("field_name") == "replaces":
            queryset = queryset.filter(status=Drive.Status.POSTPONED)
        return super().get_search_results(request, queryset, search_term)

    def sheet_columns(self, request: HttpRequest) -> list[Column]:
        """The contract's; whoever sees several committees is told whose each drive is."""
        several = visible_committees(request.user).count() > 1
        return [*DRIVE_COLUMNS, *([COMMITTEE_COLUMN] if several else [])]

    @admin.display(description=_("ngày"), ordering="on")
    def day_text(self, drive: Drive) -> str:
        return drive.day.text

    @admin.display(description=_("nơi tổ chức"))
    def place(self, drive: Drive) -> str:
        place = drive.place
        return format_html("{}<br><small>{}</small>", place.short, place.detail)

    @admin.display(description=_("dự kiến"), ordering="expected_units", empty_value="")
    def expected(self, drive: Drive) -> str | None:
        return None if drive.expected_units is None else intcomma(drive.expected_units)

    @admin.display(description=_("trạng thái"), ordering="status")
    def status_text(self, drive: Drive) -> str:
        """With what is wanting: an officer looks for it here first."""
        status = Drive.Status(drive.status)
        if status == Drive.Status.HELD and _result(drive) is None:
            return f"{status.label}, {_('chưa có kết quả')}"
        if status == Drive.Status.PLANNED and drive.day.latest < localdate():
            return f"{status.label}, {_('quá hạn')}"
        return str(status.label)

    @admin.display(description=_("đơn vị máu"), ordering="result__units", empty_value="")
    def units(self, drive: Drive) -> str | None:
        result = _result(drive)
        return intcomma(result.units) if result else None


def _changes_of_turnout(drive: Model) -> Iterator[Entry]:
    """Each names its company; two queries."""
    records = CompanyTurnout.history.filter(drive_id=drive.pk)
    names = dict(records.order_by("id").values_list("id", "company__name"))
    for entry in entries(records):
        yield replace(entry, about=names[entry.row] or str(Gone(entry.row)))


def _result(drive: Drive) -> DriveResult | None:
    return getattr(drive, "result", None)


def _has_come_to_pass(typed: QueryDict) -> bool:
    """Whether a result was typed for a drive that still stands as planned, and its day has come.

    A result says that the drive was held: nobody has to say so twice.
    """
    is_planned = typed.get("status") == Drive.Status.PLANNED
    if not (is_planned and typed.get("result-0-units", "").strip()):
        return False
    try:
        on: date = DriveForm.base_fields["on"].clean(typed.get("on", ""))
    except ValidationError:
        return False
    return on <= localdate()


class PeriodStatementForm(RecordForm):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        has_facilities = bool(self.cleaned_data.get("facilities"))
        if self.cleaned_data.get("attended") is None and not has_facilities:
            self.add_error("attended", _("Nhập số người tham dự hoặc đơn vị tiếp nhận máu."))
        return cleaned


@admin.register(PeriodStatement)
class PeriodStatementAdmin(ScopedAdmin):
    form = PeriodStatementForm
    list_display = ["__str__", "attended"]
    autocomplete_fields = ["facilities"]
    fields = [
        "committee",
        ("from_on", "to_on"),
        ("attended_hedge", "attended"),
        "facilities",
        "source",
    ]
