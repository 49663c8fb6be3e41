"""The forms of a drive's companies: one for each row, and those by which companies are added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.folding import tidy
from campaigns.form_fields import DAY_BOUNDS
from campaigns.forms import RecordForm
from campaigns.history import plain

from .models import CompanyTurnout
from .models.turnout import refuse_day_to_come
from .turnout import COLUMNS


class TurnoutForm(RecordForm):
    """One company's row; ``today`` is the day on which a number that was typed has been told."""

    use_required_attribute = False

    class Meta:
        model = CompanyTurnout
        fields = [*COLUMNS, "version"]
        labels = COLUMNS

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        del self.fields["entry_key"]
        for name in COLUMNS:
            named = f"{self.prefix}-company column-{name}"
            self.fields[name].widget.attrs |= {
                "aria-labelledby": named,
                "autocomplete": "off",
                "data-column": name,
            }

    def full_clean(self) -> None:
        """Two versions of a row are told apart from those of others by the company's name."""
        super().full_clean()
        if self.comparison:
            self.comparison = replace(self.comparison, title=str(self.instance.company))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        typed = self.cleaned_data
        is_told = "registered" in self.changed_data and typed.get("registered") is not None
        if is_told and "answered_on" in typed:
            typed["answered_on"] = typed["answered_on"] or self.today
        return cleaned

    def typed_beside(self, opened: Any) -> str:
        """What was typed that ``opened``, the row as it was then, does not hold; in words."""
        names = [
            name
            for name in COLUMNS
            if plain(self.typed_value(name)) != plain(self.opened_value(name, opened))
        ]
        return "; ".join(f"{self[name].label}: {self[name].data or '-'}" for name in names)


class AskedForm(forms.Form):
    """For the companies that are added together."""

    asked_on = forms.DateField(
        label=_("Ngày hỏi"),
        required=False,
        widget=forms.DateInput(attrs={"autocomplete": "off"}),
        validators=[*DAY_BOUNDS, refuse_day_to_come],
        help_text=_("Ghi cho mọi doanh nghiệp thêm lần này; chưa hỏi thì để trống."),
    )


class NameForm(AskedForm):
    field_order = ["name", "asked_on"]

    name = forms.CharField(
        label=_("Tên doanh nghiệp"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Một phần của tên hoặc tên gọi khác, không cần dấu."),
    )

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])
