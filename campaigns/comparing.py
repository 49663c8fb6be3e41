"""A form that is compared with what somebody else has stored since it was opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .choices import is_id
from .dates import Day
from .history import Gone, plain, shown, value_at
from .merging import UNKNOWN, Comparison, Line, Take, Versions


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was typed and is no value of its field."""

    text: str


class ComparedForm(forms.ModelForm):
    """Of a record with ``version`` and ``entry_key``.

    Where a newer version is stored than the form was opened with, what was typed and what is
    stored are merged field by field, and the form comes back for another look. Of a field that
    both have changed it asks ``take-<field>``, and sends along as ``asked-<field>`` the version
    from which the two have parted; without an answer nothing is saved.
    """

    data: Any
    is_stale = False
    comparison: Comparison | None = None

    def full_clean(self) -> None:
        version = self.data.get(self.add_prefix("version"))
        if self.is_bound and self.instance.pk:
            self.is_stale = True  # until the version says otherwise
            if is_id(version):
                self._compare(self._opened_at(str(int(version))))
        super().full_clean()
        if self.comparison:
            self.add_error(None, ValidationError(_not_saved(self.comparison), code="stale"))

    def _opened_at(self, version: str) -> str:
        """The version that was stored when the form was opened; empty where none was yet."""
        key = self.data.get(self.add_prefix("entry_key"))
        was_empty = key and key != str(self.instance.entry_key)
        return "" if was_empty else version

    def _compare(self, opened_at: str) -> None:
        stored: Any = self.instance
        self.is_stale = opened_at != str(stored.version)
        names = self._compared_names()
        if not self.is_stale and all(self._asked_at(name) is None for name in names):
            return
        self.data = self.data.copy()
        opened = self._as_of(opened_at)
        lines = [line for name in names if (line := self._line(name, opened, opened_at))]
        self.data[self.add_prefix("version")] = str(stored.version)
        self.__dict__.pop("changed_data", None)  # a formset asks for it before it cleans
        saved = stored.history.first()
        comparison = Comparison(
            title=str(stored._meta.verbose_name),
            who=str((saved and saved.history_user) or _("người khác")),
            at=saved and saved.history_date,
            lines=tuple(lines),
        )
        self.comparison = comparison if comparison.has_mine else None

    def _compared_names(self) -> list[str]:
        own = {field.name for field in self.instance._meta.get_fields()}
        return [
            name
            for name, field in self.fields.items()
            if name in own
            and not (field.disabled or field.widget.is_hidden)
            and not isinstance(field, forms.FileField)
        ]

    def _as_of(self, version: str) -> Any:
        """The row as it was then; ``None`` where nobody wrote it down."""
        if version == "":
            return type(self.instance)()
        if version == str(self.instance.version):
            return self.instance
        return self.instance.history.filter(version=version).first() if is_id(version) else None

    def _asked_at(self, name: str) -> str | None:
        asked: str | None = self.data.get(f"asked-{self.add_prefix(name)}")
        return asked

    def _line(self, name: str, opened: Any, opened_at: str) -> Line | None:
        """What is told of a field, which is set to the version that it comes back with."""
        versions, asked_at = self._versions(name, opened), self._asked_at(name)
        answer = self.data.get(f"take-{self.add_prefix(name)}", "")
        take = versions.take if asked_at is None else versions.answered(answer)
        if asked_at is not None:
            opened_at, versions = asked_at, self._versions(name, self._as_of(asked_at))
        if take is Take.STORED:
            self.take_stored(name)
        if not (versions.differ if self.is_stale else take is Take.ASK):
            return None
        return Line(
            html_name=self.add_prefix(name),
            label=str(self[name].label),
            opened=self._told(name, versions.opened),
            stored=self._told(name, versions.stored) or "",
            typed=self._told(name, versions.typed) or "",
            take=take,
            since=opened_at,
            is_unanswered=asked_at is not None and not answer,
        )

    def _versions(self, name: str, opened: Any) -> Versions:
        values = (
            self.opened_value(name, opened),
            self.stored_value(name),
            self.typed_value(name),
        )
        return Versions(*(plain(value) for value in values))

    def opened_value(self, name: str, opened: Any) -> Any:
        try:
            return UNKNOWN if opened is None else value_at(opened, name)
        except AttributeError:  # a contact, which no history keeps
            return UNKNOWN

    def stored_value(self, name: str) -> Any:
        return value_at(self.instance, name)

    def typed_value(self, name: str) -> Any:
        """As the record would hold it."""
        raw = self[name].data
        try:
            value = self.fields[name].clean(raw)
        except ValidationError:
            text = ", ".join(raw) if isinstance(raw, list) else str(raw or "")
            return Unreadable(text) if text else None
        return tuple(value.order_by("pk")) if isinstance(value, QuerySet) else value

    def take_stored(self, name: str) -> None:
        bound = self[name]
        put_into(self.data, bound.html_name, bound.field, bound.initial)
        if bound.field.show_hidden_initial:
            put_into(self.data, bound.html_initial_name, bound.field, bound.initial)

    def _told(self, name: str, value: Any) -> str | None:
        if value is UNKNOWN:
            return None
        if isinstance(value, Unreadable):
            return value.text
        return shown(self.instance._meta.get_field(name), value)

    def can_take_back(self, name: str, old: Any) -> bool:
        """Whether an older value still exists, can be entered, and is not the present one."""
        if name not in self.fields or self.fields[name].disabled:
            return False
        is_gone = any(isinstance(each, Gone) for each in (old if isinstance(old, tuple) else [old]))
        return not is_gone and plain(old) != plain(value_at(self.instance, name))

    def is_as(self, row: Any) -> bool:
        """Whether the form holds what ``row``, or its history, holds."""
        return all(
            plain(self.typed_value(name)) == plain(self.opened_value(name, row))
            for name in self._compared_names()
        )


def put_into(data: Any, html_name: str, field: forms.Field, value: Any) -> None:
    """Set ``value`` in posted ``data``, as a browser would send it."""
    widget: Any = getattr(field.widget, "widget", field.widget)  # the admin wraps some
    if isinstance(value, Day):
        value = f"{value.on:%m/%Y}" if value.is_month else value.on
    value = field.prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        data.setlist(html_name, ["on"] if value else [])
        return
    sent = widget.format_value(value)
    data.setlist(html_name, sent if isinstance(sent, list) else ["" if sent is None else sent])


def _not_saved(comparison: Comparison) -> str:
    if comparison.is_unanswered:
        return _("Chưa lưu: hãy chọn bản được giữ ở từng mục hai người cùng sửa.")
    then = (
        _("hãy chọn ở các mục hai người cùng sửa rồi lưu lại")
        if comparison.has_question
        else _("hai bản đã được ghép ở dưới, hãy xem rồi lưu lại")
    )
    who = comparison.who
    if comparison.at:
        who = f"{who} ({date_format(localtime(comparison.at), 'H:i d/m/Y')})"
    return _("Chưa lưu: sau khi bạn mở trang này, %(who)s đã lưu một bản khác; %(then)s.") % {
        "who": who,
        "then": then,
    }
