"""The forms of a report's life: opening, writing, issuing, filing the signed paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.dates import date_text
from campaigns.fields import DayField
from campaigns.form_fields import FIRST_YEAR, LAST_YEAR
from campaigns.forms import RecordForm
from campaigns.models import Committee, DrivePicture
from campaigns.papers import pdf_in
from donations.models import PeriodStatement

from .letter import signatories_between
from .models import Report
from .periods import PERIOD_CHOICES, PERIOD_KEYS, Period, custom_period, preset_period

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_PERIOD = timedelta(days=366)
PROPOSED = ("direction", "assessment")
MOST_PICTURES = 20

CLOSE = timedelta(days=45)  # how far ends set by hand may lie from those of the name they bear


class NewReportForm(forms.Form):
    """A preset period of a year, or ends set by hand, with or without a preset's name."""

    key = forms.ChoiceField(
        label=_("Kỳ"), choices=[("", _("tự đặt ngày")), *PERIOD_CHOICES], required=False
    )
    year = forms.IntegerField(
        label=_("Năm"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    from_on = forms.DateField(
        label=_("Từ ngày"),
        validators=DayField.default_validators,
        required=False,
        help_text=_("Như 01/12/2023. Để trống cả hai ngày: lấy ngày của kỳ đã chọn."),
    )
    to_on = forms.DateField(
        label=_("Đến ngày"), validators=DayField.default_validators, required=False
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and (problem := self._problem(**self.cleaned_data)):
            self.add_error(*problem)
        return cleaned

    def _problem(
        self, key: str, year: int | None, from_on: date | None, to_on: date | None
    ) -> tuple[str, StrOrPromise] | None:
        if key and not year:
            return "year", _("Nhập năm của kỳ.")
        if not key and not from_on:
            return "key", _("Chọn kỳ, hoặc nhập ngày đầu và ngày cuối.")
        if bool(from_on) != bool(to_on):
            return ("to_on" if from_on else "from_on"), _("Nhập cả hai ngày.")
        if from_on and to_on and not timedelta(0) <= to_on - from_on <= LONGEST_PERIOD:
            return "to_on", _("Ngày cuối phải sau ngày đầu, và kỳ không quá một năm.")
        if key and year and from_on and to_on:
            preset = preset_period(key, year, Committee.Calendar.STATISTICAL)
            if max(abs(from_on - preset.from_on), abs(to_on - preset.to_on)) > CLOSE:
                return "key", _("Ngày đã nhập quá xa kỳ này; hãy chọn “tự đặt ngày”.")
        return None

    def period(self, committee: Committee) -> Period:
        """The period that was chosen; the form is valid."""
        typed = self.cleaned_data
        calendar = Committee.Calendar(committee.calendar)
        ends = (typed["from_on"], typed["to_on"])
        if not typed["key"]:
            return _preset_with(*ends, calendar) or custom_period(*ends, calendar)
        preset = preset_period(typed["key"], typed["year"], calendar)
        if ends in ((None, None), (preset.from_on, preset.to_on)):
            return preset
        return custom_period(*ends, calendar, preset.name, preset.year)


def _preset_with(from_on: date, to_on: date, calendar: Committee.Calendar) -> Period | None:
    """The preset that has these very ends."""
    year = calendar.year_of(to_on)
    presets = (preset_period(key, year, calendar) for key in PERIOD_KEYS)
    return next((each for each in presets if (each.from_on, each.to_on) == (from_on, to_on)), None)


class ReportForm(RecordForm):
    """What people write into a draft.

    A proposed text is shown as if it were written; only what differs from the text that was shown
    is kept as written, so that an untouched proposal goes on following the data.
    """

    direction_anew = forms.BooleanField(label=_("Dùng lại đoạn gợi ý"), required=False)
    assessment_anew = forms.BooleanField(label=_("Dùng lại đoạn gợi ý"), required=False)

    class Meta:
        model = Report
        fields = [
            "replace_reason",
            "direction",
            "assessment",
            "tasks",
            "proposals",
            "addressees",
            "recipients",
            "signatory",
            "pictures",
            "version",
        ]
        widgets = {
            "direction": forms.Textarea(attrs={"rows": 5}),
            "assessment": forms.Textarea(attrs={"rows": 8}),
            "tasks": forms.Textarea(attrs={"rows": 3}),
            "proposals": forms.Textarea(attrs={"rows": 3}),
            "addressees": forms.Textarea(attrs={"rows": 3}),
            "recipients": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(
        self,
        *args: Any,
        proposed: dict[str, str],
        pictures: QuerySet[DrivePicture],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._proposed = proposed
        report: Report = self.instance
        self.fields["pictures"] = PicturesField(
            pictures.select_related("drive__zone", "drive__host")
        )
        since = min(report.to_on, today)
        signatories = signatories_between(
            report.committee, since, today, or_chosen=report.signatory
        )
        self.fields["signatory"] = SignatoryField(
            label=_("Người ký"), queryset=signatories, required=False
        )
        del self.fields["entry_key"]
        if not report.replaces_id:
            del self.fields["replace_reason"]
        for name in PROPOSED:
            self.fields[name].show_hidden_initial = True
            if not self._is_written(name):
                self.initial[name] = proposed[name]
                del self.fields[f"{name}_anew"]

    def free_texts(self) -> list[dict[str, Any]]:
        """Each part that has a proposed text, and the box that asks for it anew."""
        return [
            {
                "field": self[name],
                "anew": self[f"{name}_anew"] if f"{name}_anew" in self.fields else None,
            }
            for name in PROPOSED
        ]

    def _is_written(self, name: str) -> bool:
        return bool(getattr(self.instance, f"{name}_is_written"))

    def opened_value(self, name: str, opened: Any) -> Any:
        """Of a part with a proposal the text that was shown, be it written or proposed."""
        if name in PROPOSED:
            return self.data.get(self[name].html_initial_name, "")
        return super().opened_value(name, opened)

    def stored_value(self, name: str) -> Any:
        return self.initial[name] if name in PROPOSED else super().stored_value(name)

    def typed_value(self, name: str) -> Any:
        """The proposal, where it is asked for anew."""
        is_anew = self.data.get(f"{name}_anew")
        return self._proposed[name] if is_anew else super().typed_value(name)

    def take_stored(self, name: str) -> None:
        super().take_stored(name)
        self.data.pop(f"{name}_anew", None)

    def can_take_back(self, name: str, old: Any) -> bool:
        """Whether an empty part was left empty or followed the proposal, the history can't tell."""
        return (name not in PROPOSED or bool(old)) and super().can_take_back(name, old)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in PROPOSED:
            is_typed = name in self.changed_data
            follows = self.cleaned_data.get(f"{name}_anew") or not (
                is_typed or self._is_written(name)
            )
            if follows:
                self.cleaned_data[name] = ""
            setattr(self.instance, f"{name}_is_written", not follows)
        return cleaned


class PicturesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset: QuerySet[DrivePicture]) -> None:
        super().__init__(queryset, required=False, label=_("Hình ảnh in kèm"))

    def label_from_instance(self, obj: Any) -> str:
        return " - ".join(filter(None, (str(obj.drive), obj.caption)))

    def clean(self, value: Any) -> Any:
        pictures = super().clean(value)
        if len(pictures) > MOST_PICTURES:
            raise ValidationError(
                _("Một báo cáo in nhiều nhất %(most)s ảnh; bạn đã chọn %(many)s."),
                params={"most": MOST_PICTURES, "many": len(pictures)},
            )
        return pictures


class SignatoryField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} - {obj.get_capacity_display()}"


class StatementForm(RecordForm):
    """Figures known only for the whole of the report's period."""

    class Meta:
        model = PeriodStatement
        fields = ["attended_hedge", "attended", "facilities", "source", "version", "entry_key"]
        widgets = {"facilities": forms.CheckboxSelectMultiple}


class IssueForm(RecordForm):
    """Number and day from the committee's register: given after signing (Nghị định 30, Đ.15)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # see ``issuing.digest``

    class Meta:
        model = Report
        fields = ["number", "issued_on", "version"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        del self.fields["entry_key"]
        for name in ("number", "issued_on"):
            self.fields[name].required = True
            self.fields[name].validators += Report._meta.get_field(name).validators  # type: ignore[union-attr]
        self.fields["issued_on"].help_text = _("Như 02/7/2024.")
        self.fields["number"].error_messages["required"] = _("Nhập số đã lấy ở sổ văn bản đi.")
        self.fields["issued_on"].error_messages["required"] = _("Nhập ngày ban hành.")

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > self.today:
            raise ValidationError(_("Ngày ban hành không thể ở tương lai."))
        report: Report = self.instance
        if day < report.to_on:
            raise ValidationError(
                _("Kỳ này hết ngày %(day)s; ban hành sớm hơn thì lập báo cáo có ngày cuối riêng.")
                % {"day": date_text(report.to_on)}
            )
        replaced = report.replaces
        if replaced and replaced.issued_on and day < replaced.issued_on:
            raise ValidationError(_("Báo cáo thay thế không thể có ngày trước báo cáo cũ."))
        signatory = report.signatory
        may_sign = signatories_between(report.committee, day, day)
        if signatory and not may_sign.filter(pk=signatory.pk).exists():
            raise ValidationError(
                _("Ngày này %(name)s chưa hoặc không còn quyền ký.") % {"name": signatory.name}
            )
        return day

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        number, day = self.cleaned_data.get("number"), self.cleaned_data.get("issued_on")
        if number and day:
            numbered = Report.objects.of(self.instance.committee).filter(number_year=day.year)
            if other := numbered.filter(number=number).first():
                message = _("Số này đã cấp cho báo cáo %(other)s.") % {"other": other}
                self.add_error("number", message)
        return cleaned

    def _post_clean(self) -> None:
        """The row is written by ``issue``; here only what was typed is checked."""


class ScanForm(forms.Form):
    scan = forms.FileField(label=_("Bản đã ký, đóng dấu (PDF, tối đa 20 MB)"))

    def clean_scan(self) -> bytes:
        return pdf_in(self.cleaned_data["scan"])
