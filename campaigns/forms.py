"""Form fields as officers type, and the form of a record that two people may be editing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from .models import Drive


class CountField(forms.IntegerField):
    """A number of people or bags; ``1.265`` and ``1 265`` are one thousand and more."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "vIntegerField"})
    default_error_messages = {"invalid": _("Nhập số nguyên, ví dụ 263 hoặc 1.265.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["min_value"] = _("Không được nhỏ hơn 0.")

    def to_python(self, value: Any) -> int | None:
        text = str(value).strip() if value is not None else ""
        if re.fullmatch(r"\d{1,3}([.\s]\d{3})+", text):
            text = re.sub(r"\D", "", text)
        elif text and not re.fullmatch(r"-?\d+", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class DayOrMonthField(forms.DateField):
    """A day (``09/4/2024``) or, where only that is known, a month (``7/2024``)."""

    widget = AdminDateWidget
    default_error_messages = {
        "invalid": _("Ngày không hợp lệ; nhập ngày như 09/4/2024, hoặc tháng như 7/2024.")
    }

    def precision_of(self, value: Any) -> str:
        """Which of the two ``value``, a text as typed, is."""
        return Drive.Precision.MONTH if self._month(value) else Drive.Precision.DAY

    def to_python(self, value: Any) -> date | None:
        """The day; of a month its first."""
        return self._month(value) or super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """01/7/2024 and 7/2024 start on one day but do not mean the same."""
        return super().has_changed(initial, data) or (
            self.precision_of(initial) != self.precision_of(data)
        )

    def _month(self, value: Any) -> date | None:
        match = re.fullmatch(r"(?:tháng\s*)?(\d{1,2})\s*[/-]\s*(\d{4})", str(value).strip().lower())
        if match is None:
            return None
        try:
            return date(int(match[2]), int(match[1]), 1)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class RecordForm(forms.ModelForm):
    """Carries the version it was opened with, and refuses to overwrite a newer one."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def full_clean(self) -> None:
        """What is wrong with a hidden field is told above the form: nobody would see it there."""
        super().full_clean()
        for name in self.errors.keys() & {field.name for field in self.hidden_fields()}:
            self.add_error(None, self.errors.pop(name).as_data())

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        opened = self.cleaned_data.get("version")
        if self.instance.pk and opened is not None and opened != self.instance.version:
            raise ValidationError(self._stale_message(), code="stale")
        return cleaned

    def _stale_message(self) -> str:
        """Who saved what meanwhile, so that the two can be compared before typing again."""
        latest = self.instance.history.first()
        who = (latest and latest.history_user) or _("người khác")
        stored = [
            f"{field.label}: {self._shown(name)}"
            for name, field in self.fields.items()
            if name != "version" and name in self.changed_data
        ]
        message = _(
            "Chưa lưu: %(who)s đã lưu một bản khác sau khi bạn mở trang này. Những gì bạn nhập vẫn "
            "còn ở dưới; hãy so với bản đang lưu, rồi mở lại trang để nhập."
        ) % {"who": who}
        if not stored:
            return message
        return f"{message} {_('Bản đang lưu')}: {'; '.join(stored)}."

    def _shown(self, name: str) -> str:
        value = getattr(self.instance, name)
        display = getattr(self.instance, f"get_{name}_display", None)
        if display:
            return str(display())
        if hasattr(value, "all"):
            return ", ".join(map(str, value.all()))
        return "-" if value in (None, "") else localize(value)


class DriveForm(RecordForm):
    on = DayOrMonthField(
        label=_("Ngày"),
        help_text=_("Ngày như 09/4/2024; đợt dự kiến có thể chỉ ghi tháng như 7/2024."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.day.is_month:
            self.initial["on"] = f"{self.instance.on:%m/%Y}"

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        field = self.fields["on"]
        assert isinstance(field, DayOrMonthField)
        self.instance.precision = field.precision_of(self.data[self.add_prefix("on")])
        return on

    def _get_validation_exclusions(self) -> set[str]:
        """The precision is typed with the day: the rules about it hold, though it has no field."""
        return super()._get_validation_exclusions() - {"precision"}  # type: ignore[no-any-return, misc]
