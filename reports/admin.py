"""The drive's page: where the year stands after saving, and what issued reports hold fast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from campaigns.copying import hold_again
from campaigns.forms import DriveForm
from campaigns.models import Committee, Drive
from donations.admin import DriveAdmin, DriveResultInline
from donations.models import DriveResult
from donations.result_formset import DriveResultFormSet

from .corrections import WHY, report_holding
from .models import Report
from .periods import preset_period
from .progress import cut_percent
from .screen import result_saved
from .summary import summarise

REDATED = _("Đã có đợt tổ chức lại: {}. Mọi điều khác như đợt đã hoãn.")


class DriveDeskForm(DriveForm):
    """Asks for a reason where an issued report counts the drive, or its day, stored or typed."""

    change_reason = forms.CharField(
        label=_("Lý do sửa"),
        required=False,
        max_length=100,  # of the history's own column
        help_text=_("Bắt buộc khi ngày của đợt nằm trong một báo cáo đã ban hành."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stored_on = self.instance.on if self.instance.pk else None
        self._stored_status = self.instance.status if self.instance.pk else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        committee, reason = self.cleaned_data.get("committee"), self._reason()
        if self.changed_data and committee and not reason and (report := self._held_by(committee)):
            self.add_error("change_reason", WHY % {"report": report})
        return cleaned

    def _reason(self) -> str:
        return str(self.cleaned_data.get("change_reason", ""))

    def _held_by(self, committee: Committee) -> Report | None:
        """By its days only if it counts: a planned or cancelled drive gives no figure."""
        days = [
            day
            for status, day in (
                (self._stored_status, self._stored_on),
                (self.cleaned_data.get("status"), self.cleaned_data.get("on")),
            )
            if day and status == Drive.Status.HELD
        ]
        return report_holding(committee, days, self.instance)


class ResultDeskFormSet(DriveResultFormSet):
    """The result is corrected with the same reason as its drive."""

    def clean(self) -> None:
        super().clean()
        drive: Drive = self.instance
        if not drive.committee_id or not drive.on or not self.has_changed():
            return
        if self.data.get("change_reason", "").strip():
            return
        if report := report_holding(drive.committee, [drive.on], drive):
            raise ValidationError(WHY % {"report": report})


class ResultDeskInline(DriveResultInline):
    formset = ResultDeskFormSet


@admin.register(Drive)
class DriveDesk(DriveAdmin):
    form = DriveDeskForm
    inlines = [ResultDeskInline]
    list_display = [*DriveAdmin.list_display, "share"]

    @admin.display(description=_("đạt"), empty_value="")
    def share(self, drive: Drive) -> str | None:
        """What came of what was expected."""
        result = getattr(drive, "result", None)
        if result is None or not drive.expected_units:
            return None
        return f"{cut_percent(result.units, drive.expected_units, '1')}%"

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The reason is asked for where it may be needed, and nowhere else."""
        fieldsets = super().get_fieldsets(request, obj)
        if not self._is_held(request, obj):
            return fieldsets
        (name, options), *others = fieldsets
        return [(name, {**options, "fields": [*options["fields"], "change_reason"]}), *others]

    def _is_held(self, request: HttpRequest, obj: Model | None) -> bool:
        days = [obj.on] if isinstance(obj, Drive) and obj.status == Drive.Status.HELD else []
        is_to_be_held = request.POST.get("status") == Drive.Status.HELD
        if is_to_be_held and (typed := _day(request.POST.get("on", ""))):
            days.append(typed)
        if isinstance(obj, Drive):
            return report_holding(obj.committee, days, obj) is not None
        return Report.objects.visible_to(request.user).issued().over(*days).exists()

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """A drive whose day lies in an issued report can be corrected, not deleted."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        reports = {
            report for drive in objs for report in (*drive.reports.all(), _holding(drive)) if report
        }
        if reports:
            protected = [_link(report) for report in reports]
        return deleted, counts, needed, protected

    def save_model(
        self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool
    ) -> None:
        obj._change_reason = form.cleaned_data.get("change_reason") or None  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool
    ) -> None:
        for each in formset.forms:
            each.instance._change_reason = form.instance._change_reason
        super().save_formset(request, form, formset, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        for result, before in _saved_results(formsets):
            self.message_user(request, _standing(result, before))
        self._set_again(request, form)

    def _set_again(self, request: HttpRequest, form: forms.ModelForm) -> None:
        """Where a new day was given for a postponed drive, the drive that takes its place."""
        assert isinstance(form, DriveForm)
        if not (new_on := form.cleaned_data.get("new_on")):
            return
        again = hold_again(form.instance, new_on, is_month=form.is_month("new_on"))
        link = format_html('<a href="{}">{}</a>', _page_of(again), again)
        self.message_user(request, format_html(str(REDATED), link))


def _page_of(drive: Drive) -> str:
    return reverse("admin:campaigns_drive_change", args=[drive.pk])


def _holding(drive: Drive) -> Report | None:
    days = [drive.on] if drive.status == Drive.Status.HELD else []
    return report_holding(drive.committee, days)


def _day(typed: str) -> date | None:
    """The day that was typed, if it is one that any report can hold."""
    try:
        return DriveForm.base_fields["on"].clean(typed)  # type: ignore[no-any-return]
    except ValidationError:
        return None


def _link(report: Report) -> str:
    return format_html('<a href="{}">{}</a>', reverse("report", args=[report.pk]), report)


def _saved_results(formsets: Any) -> Iterator[tuple[DriveResult, int | None]]:
    """Results whose units are new or changed, each with the figure that stood there before."""
    for formset in formsets:
        for result in formset.new_objects:
            yield result, None
        for result, changed in formset.changed_objects:
            if "units" in changed:
                forms = (form for form in formset.initial_forms if form.instance is result)
                yield result, next(forms).initial["units"]


def _standing(result: DriveResult, before: int | None) -> str:
    drive = result.drive
    committee = drive.committee
    year = preset_period(
        "year", committee.year_of(drive.on), Committee.Calendar(committee.calendar)
    )
    summary = summarise(committee, year, as_of=localdate())
    return result_saved(summary, drive.on, result.units, before)
