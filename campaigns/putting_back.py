"""Putting back an older value: the form is sent as it is stored, with one field as it was.

So every rule that holds for typing holds for it, and where one is broken, the form says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from .choices import is_id
from .comparing import put_into
from .history import Entry, value_at

NOT_THERE = _("Giá trị này không còn lấy lại được; hãy xem lại lịch sử.")


def of_records(sent: Iterable[forms.BaseForm]) -> dict[str, Any]:
    """The forms of stored records among those of a page, by the name of their model."""
    forms_of_rows: Iterable[Any] = (form for form in sent if hasattr(form, "instance"))
    return {form.instance._meta.model_name: form for form in forms_of_rows if form.instance.pk}


def with_buttons(
    told: Iterable[Entry], parts: Mapping[str, Any]
) -> list[tuple[Entry, list[tuple[str, str]]]]:
    """Newest first: each entry, and its changes in words, each with what its button sends.

    Where there is nothing to put back, the button is empty.
    """
    in_order = sorted(told, key=lambda entry: entry.at, reverse=True)
    return [(entry, _buttons(entry, parts.get(entry.model))) for entry in in_order]


def _buttons(entry: Entry, form: Any) -> list[tuple[str, str]]:
    is_stored = form is not None and form.instance.pk == entry.row
    return [
        (
            change.text,
            f"{entry.model}:{change.older}:{change.field}"
            if is_stored and form.can_take_back(change.field, change.old)
            else "",
        )
        for change in entry.changes
    ]


def sent_with_old_value(
    sent: Iterable[forms.BaseForm], posted: Mapping[str, Any]
) -> QueryDict | None:
    """What a browser would send after typing the value that the button in ``posted`` names.

    ``None`` where that is no value to put back. The versions are those that the button was shown
    with, so that what was saved since is not overwritten.
    """
    page = list(sent)
    parts = of_records(page)
    model, older, name = [*posted.get("back", "").split(":"), "", ""][:3]
    form: Any = parts.get(model)
    record = _older(form.instance, older) if form and name in form.fields else None
    if not hasattr(type(record), name):  # typed beside the record, or kept out of its history
        return None
    if not form.can_take_back(name, value_at(record, name)):
        return None
    data = QueryDict(mutable=True)
    for each in page:
        for bound in each:
            if not bound.field.disabled:
                put_into(data, bound.html_name, bound.field, bound.initial)
            if bound.field.show_hidden_initial:
                put_into(data, bound.html_initial_name, bound.field, bound.initial)
    for key, part in parts.items():
        data[part.add_prefix("version")] = posted.get(f"version-{key}", "")
    put_into(data, form.add_prefix(name), form.fields[name], value_at(record, name))
    return data


def type_in(request: HttpRequest, data: QueryDict) -> None:
    """Let ``data`` be what came with the request; why it is saved goes into the history."""
    request.POST = data  # type: ignore[assignment]
    request.change_reason = str(_("lấy lại giá trị cũ"))  # type: ignore[attr-defined]


def _older(row: Any, key: str) -> Any:
    return row.history.filter(history_id=key).first() if is_id(key) else None
