"""Data entry for results. The drive's page is here: it takes drive and result together."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaigns.forms import DriveForm, RecordForm
from campaigns.history import Entry, entries
from campaigns.models import Drive
from campaigns.scoped_admin import FIELDS, ScopedAdmin, row_made_with

from .models import DriveResult, PeriodStatement
from .result_formset import DriveResultFormSet


class DriveResultInline(admin.StackedInline):
    model = DriveResult
    form = RecordForm
    formset = DriveResultFormSet
    formfield_overrides = FIELDS
    extra = max_num = 1
    verbose_name_plural = _("kết quả (sau khi tổ chức)")
    fieldsets = [
        (None, {"fields": ("units", "version", "entry_key")}),
        (
            _("Số người"),
            {
                "fields": (
                    "registered",
                    ("attended_hedge", "attended"),
                    ("eligible", "deferred"),
                    "donated",
                )
            },
        ),
        (_("Số túi theo thể tích"), {"fields": (("bags_250", "bags_350", "bags_450"),)}),
        (None, {"fields": ("note",)}),
    ]


class DriveAdmin(ScopedAdmin):
    """Drive and result on one page. Registered by ``reports``, which adds the year's standing."""

    form = DriveForm
    inlines = [DriveResultInline]
    list_display = ["day_text", "place", "status", "units", "expected_units"]
    list_filter = ["status", ("zone", admin.RelatedOnlyFieldListFilter), "form"]
    list_select_related = ["committee", "zone", "host", "result"]
    date_hierarchy = "on"
    search_fields = ["code"]
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
                    "on",
                    "form",
                    "zone",
                    "host",
                    "venue",
                    "facilities",
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
                    "expected_units",
                    "campaigns",
                    "replaces",
                    "label",
                    "code",
                    "note",
                ),
            },
        ),
    ]

    def stored_from(self, request: HttpRequest, object_id: str | None) -> Model | None:
        """Also where the drive was there already and its first result came along."""
        if request.POST.get("result-INITIAL_FORMS") == "0":
            key = request.POST.get("result-0-entry_key", "")
            if isinstance(result := row_made_with(DriveResult, key), DriveResult):
                return result.drive
        return super().stored_from(request, object_id)

    def changes_of(self, row: Model) -> list[Entry]:
        """The result is entered on the drive's page, so its history stands there too."""
        return [*super().changes_of(row), *entries(DriveResult.history.filter(drive_id=row.pk))]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """What can be held again is what was postponed."""
        if request.GET.get("field_name") == "replaces":
            queryset = queryset.filter(status=Drive.Status.POSTPONED)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("ngày"), ordering="on")
    def day_text(self, drive: Drive) -> str:
        return drive.day.text

    @admin.display(description=_("nơi tổ chức"))
    def place(self, drive: Drive) -> str:
        return drive.place.short

    @admin.display(description=_("đơn vị máu"), ordering="result__units", empty_value="")
    def units(self, drive: Drive) -> int | None:
        result: DriveResult | None = getattr(drive, "result", None)
        return result.units if result else None


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
