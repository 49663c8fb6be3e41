"""The form of a record that two people may be editing, and that of a drive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .comparing import ComparedForm
from .copying import held_again
from .dates import Day
from .form_fields import DayOrMonthField
from .models import Drive

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Unchanging:
    """A field that goes along hidden; it is never what somebody has changed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class VersionField(Unchanging, forms.IntegerField):
    pass


class EntryKeyField(Unchanging, forms.UUIDField):
    pass


# Sent along by an admin whose row is gone: the form is shown for a new row, and not yet saved.
IS_GONE = "is-gone"


class RecordForm(ComparedForm):
    """Carries the version it was opened with, so that a newer one is not overwritten unseen.

    An empty form carries a key of its own, so that sending it twice makes one row.
    """

    version = VersionField(label=_("Phiên bản"), widget=forms.HiddenInput, initial=0)
    entry_key = EntryKeyField(
        label=_("Mã lần nhập"), widget=forms.HiddenInput, required=False, initial=uuid4
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_stored = bool(self.instance.pk)
        if "version" in self.fields:
            self.fields["version"].required = is_stored
        if "entry_key" in self.fields:
            self.fields["entry_key"].disabled = is_stored

    def clean_entry_key(self) -> UUID:
        """The form's, or one drawn for a form that brought none."""
        key: UUID = self.cleaned_data["entry_key"] or self.instance.entry_key
        return key

    def full_clean(self) -> None:
        """What is wrong with a hidden field is told above the form: nobody would see it there."""
        super().full_clean()
        for name in self.errors.keys() & {field.name for field in self.hidden_fields()}:
            self.add_error(None, self.errors.pop(name).as_data())
        if gone := self.data.get(self.add_prefix(IS_GONE)):
            self.add_error(None, gone)


class DriveForm(RecordForm):
    on = DayOrMonthField(
        label=_("Ngày"),
        help_text=_("Ngày như 09/4/2024; đợt dự kiến có thể chỉ ghi tháng như 7/2024."),
    )

    new_on = DayOrMonthField(
        label=_("Ngày mới"),
        required=False,
        help_text=_("Nếu đã biết: lưu xong có ngay đợt tổ chức lại, mọi điều khác giữ nguyên."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.day.is_month:
            self.initial["on"] = f"{self.instance.on:%m/%Y}"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self._ask_why()
        if self.cleaned_data.get("new_on") and (problem := self._problem_with_the_new_day()):
            self.add_error("new_on", problem)
        return cleaned

    def _post_clean(self) -> None:
        """What hinders the drive that a new day makes is told beside that day."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors or not (new_on := self.cleaned_data.get("new_on")):
            return
        try:
            held_again(self.instance, new_on, is_month=self.is_month("new_on"))
        except ValidationError as error:
            self.add_error("new_on", error.messages)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        is_month = self.is_month("on")
        self.instance.precision = Drive.Precision.MONTH if is_month else Drive.Precision.DAY
        return on

    def typed_value(self, name: str) -> Any:
        value = super().typed_value(name)
        is_day = name == "on" and isinstance(value, date)
        return Day(value, self.is_month("on")) if is_day else value

    def is_month(self, name: str) -> bool:
        """Whether a month was typed into the field, and no day."""
        field = self.fields[name]
        assert isinstance(field, DayOrMonthField)
        return field.month(self.data[self.add_prefix(name)]) is not None

    def _ask_why(self) -> None:
        """Whoever puts a drive off or calls it off knows why; the report will say it."""
        status = self.cleaned_data.get("status")
        is_news = "status" in self.changed_data and status in (
            Drive.Status.POSTPONED,
            Drive.Status.CANCELLED,
        )
        if is_news and not self.cleaned_data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Ghi lý do; báo cáo sẽ in lý do này."))

    def _problem_with_the_new_day(self) -> StrOrPromise | None:
        if self.cleaned_data.get("status") != Drive.Status.POSTPONED:
            return _("Chỉ ghi ngày mới khi hoãn; đợt dự kiến đổi ngày thì sửa ô “Ngày”.")
        if again := getattr(self.instance, "replaced_by", None):
            return _("Đợt này đã có đợt tổ chức lại (%(day)s); hãy sửa ngày ở đợt đó.") % {
                "day": again.day_text
            }
        is_month = self.is_month("new_on"), self.is_month("on")
        if self.cleaned_data["new_on"] == self.cleaned_data.get("on") and len({*is_month}) == 1:
            return _("Ngày mới phải khác ngày cũ.")
        return None

    def clean_campaigns(self) -> Any:
        """An administrator may choose from every committee; a drive answers its own's."""
        campaigns = self.cleaned_data["campaigns"]
        committee = self.cleaned_data.get("committee")
        if committee and campaigns.exclude(committee=committee).exists():
            raise ValidationError(_("Chiến dịch thuộc Ban Chỉ đạo khác."))
        return campaigns

    def _get_validation_exclusions(self) -> set[str]:
        """The precision is typed with the day: where that can be read, the rules hold for both."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded if "on" in self.errors else excluded - {"precision"}
