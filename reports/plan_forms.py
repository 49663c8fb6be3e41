"""The forms of the year's plan: proposals to take over, a drive to copy to other days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.copying import Step, copy_to, series
from campaigns.dates import Day
from campaigns.form_fields import CountField, DayOrMonthField, DaysField
from campaigns.forms import EntryKeyField
from campaigns.models import Drive

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_DAYS = 60  # more drives than a year has; beyond that it is a slip of the pen


class SentTwiceError(Exception):
    """This very form has saved a drive before; nothing was saved anew."""


class KeyForm(forms.Form):
    """Carries a key, from which that of every drive it makes is drawn."""

    entry_key = EntryKeyField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def keys(self, parts: Iterable[Any]) -> dict[Any, UUID]:
        """A key for each part: the same whenever this form is sent.

        Raises:
            SentTwiceError: a drive was made with one of them.
        """
        key = self.cleaned_data.get("entry_key") or uuid4()
        keys = {part: uuid5(key, str(part)) for part in parts}
        if Drive.objects.filter(entry_key__in=keys.values()).exists():
            raise SentTwiceError
        return keys


class ProposalForm(forms.Form):
    """A proposed drive, perhaps on another day or with another figure."""

    use_required_attribute = False  # of rows without a tick nothing is required

    on = DayOrMonthField(label=_("Ngày"), widget=forms.DateInput)
    expected_units = CountField(label=_("Dự kiến"), required=False, min_value=0)

    def save_copy(self, original: Drive, key: UUID) -> Drive | None:
        """The drive once more; ``None`` where what hinders it is told here."""
        if not self.is_valid():
            return None
        day = DayOrMonthField().day(self["on"].data)
        agreed = {"expected_units": self.cleaned_data["expected_units"], "entry_key": key}
        try:
            return copy_to(original, day.on, is_month=day.is_month, **agreed)
        except ValidationError as error:
            _tell(self, error)
            return None


def _tell(form: forms.Form, error: ValidationError) -> None:
    """Beside the field, where the form has it; else above.

    Raises:
        SentTwiceError: the key was taken in this very moment.
    """
    if "entry_key" in error.error_dict:
        raise SentTwiceError
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def _problem_with(days: Sequence[Day]) -> StrOrPromise | None:
    if not days:
        return _("Nhập ngày, hoặc đặt một loạt ngày ở dưới.")
    if len(days) > MOST_DAYS:
        return _("Mỗi lần chép nhiều nhất %(n)s ngày.") % {"n": MOST_DAYS}
    twice = next((day for day in days if days.count(day) > 1), None)
    return _("%(day)s được ghi hai lần.") % {"day": twice.text} if twice else None


class CopyForm(KeyForm):
    """Days one by one, or so many at equal distances, or both."""

    days = DaysField(
        label=_("Các ngày"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ngày hoặc tháng, cách nhau bằng dấu phẩy: 20/8/2024, 9/2024, 15/10/2024."),
    )
    first = DayOrMonthField(
        label=_("Từ ngày"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Hoặc từ tháng, như 9/2024."),
    )
    every = forms.IntegerField(label=_("Cứ mỗi"), min_value=1, max_value=52, initial=1)
    step = forms.ChoiceField(label=_("Tuần, tháng"), choices=Step, initial=Step.MONTHS)
    times = forms.IntegerField(label=_("Số lần"), min_value=1, max_value=MOST_DAYS, required=False)
    expected_units = CountField(
        label=_("Số đơn vị máu dự kiến của mỗi đợt"), required=False, min_value=0
    )

    def clean(self) -> dict[str, Any] | None:
        """``on`` becomes the days to copy to, in order."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        on: list[Day] = [*self.cleaned_data["days"], *self._series()]
        if not self.errors and (problem := _problem_with(on)):
            self.add_error("days", problem)
        self.cleaned_data["on"] = sorted(on, key=lambda day: day.on)
        return cleaned

    def _series(self) -> list[Day]:
        """Empty where none is asked for, and where what is wrong with it is told here."""
        typed = self.cleaned_data
        if not typed["first"] and not typed["times"]:
            return []
        if not typed["first"] or not typed["times"]:
            self.add_error("times" if typed["first"] else "first", _("Nhập cả ngày đầu và số lần."))
            return []
        first = DayOrMonthField().day(self["first"].data)
        if first.is_month and typed["step"] == Step.WEEKS:
            self.add_error("first", _("Cách nhau theo tuần thì nhập ngày, không chỉ tháng."))
            return []
        return series(first, every=typed["every"], step=typed["step"], times=typed["times"])

    def save_copies(self, drive: Drive) -> list[Drive]:
        """All of them, or none where what hinders one is told here.

        Raises:
            SentTwiceError: they have been saved already.
        """
        on: list[Day] = self.cleaned_data["on"]
        keys = self.keys(day.text for day in on)
        expected = self.cleaned_data["expected_units"]
        copies = []
        try:
            with transaction.atomic():
                for day in on:
                    agreed = {"expected_units": expected, "entry_key": keys[day.text]}
                    copies.append(copy_to(drive, day.on, is_month=day.is_month, **agreed))
        except ValidationError as error:
            _tell(self, error)
            return []
        return copies
