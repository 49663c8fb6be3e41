"""The result on the drive's page, where somebody else has entered or deleted it meanwhile."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from campaigns.choices import is_id
from campaigns.comparing import put_into

from .models import DriveResult


class DriveResultFormSet(BaseInlineFormSet):
    """Follows what is stored when the form arrives, and not what was when it was opened."""

    data: Any
    forms: Any  # each a RecordForm
    was_deleted = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound or self._name("version") not in self.data:
            return
        # Asked by the drive, whose status may change in the same save.
        is_marked = bool(self.data.get(self._name("DELETE")))
        self.instance.loses_its_result = self.can_delete and is_marked
        stored: DriveResult | None = next(iter(self.get_queryset()), None)
        was_stored = self.data.get(f"{self.prefix}-INITIAL_FORMS") != "0"
        if self.instance.pk is None:
            if self.data.get(self._name("drive")):  # it was deleted, and is entered anew
                self._set(0, id="", drive="", entry_key=uuid4(), version=0)
        elif stored and not was_stored:
            self._turn_to(stored)
        elif was_stored and not stored:
            self._turn_away()

    def _name(self, field: str) -> str:
        return f"{self.prefix}-0-{field}"

    def _turn_to(self, stored: DriveResult) -> None:
        """Somebody was faster with the first result: compare it with the one that was typed."""
        key = self.data.get(self._name("entry_key")) or uuid4()
        self._set(1, id=stored.pk, entry_key=key)

    def _turn_away(self) -> None:
        """Somebody has deleted the result: what was typed stays, to be entered anew."""
        opened = self._opened()
        self._set(0, id="", entry_key=uuid4(), version=0)
        form = self.forms[0]
        self.was_deleted = not (self.instance.loses_its_result or (opened and form.is_as(opened)))
        if not self.was_deleted:
            for name, field in form.fields.items():
                put_into(self.data, form.add_prefix(name), field, form[name].initial)

    def _opened(self) -> Any:
        """What the deleted result held when the form was opened, as its history tells."""
        key, version = (self.data.get(self._name(name)) for name in ("id", "version"))
        if not (is_id(key) and is_id(version)):
            return None
        return DriveResult.history.filter(id=key, version=version).first()

    def _set(self, initial_forms: int, **values: object) -> None:
        self.data = self.data.copy()
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(initial_forms)
        for name, value in values.items():
            self.data[self._name(name)] = str(value)

    def clean(self) -> None:
        super().clean()
        if self.was_deleted:
            raise ValidationError(
                _(
                    "Người khác đã xóa kết quả này sau khi bạn mở trang; chưa lưu gì. Những gì bạn "
                    "nhập vẫn còn ở dưới: lưu lại thì thành kết quả mới."
                )
            )
        for form in self.deleted_forms:
            # Django takes no notice of what is wrong with a form that is marked for deletion.
            if form.is_stale:  # type: ignore[attr-defined]
                raise ValidationError(
                    _("Chưa xóa: kết quả đã đổi thành %(units)s đơn vị sau khi bạn mở trang."),
                    params={"units": form.initial["units"]},
                )
