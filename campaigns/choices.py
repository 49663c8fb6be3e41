"""Choices by id: of which committee they are, and how they survive a forged one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from .access import visible_committees


def is_id(text: object) -> bool:
    return re.fullmatch(r"[0-9]{1,18}", str(text)) is not None


class IdsField(forms.ModelMultipleChoiceField):
    """Refuses what no database takes for an id, instead of asking it."""

    def clean(self, value: Any) -> Any:
        for each in value or ():
            if not is_id(each):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": each})
        return super().clean(value)


class SteadyOptions(AutocompleteMixin):
    """Shows a form again although somebody sent letters where an id belongs."""

    committee_id: int | None = None  # of the stored record whose form this is

    def get_url(self) -> str:
        url: str = super().get_url()
        return f"{url}?committee={self.committee_id}" if self.committee_id else url

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if is_id(each)], attr)


class SteadySelect(SteadyOptions, AutocompleteSelect):
    pass


class SteadySelectMultiple(SteadyOptions, AutocompleteSelectMultiple):
    pass


class CommitteeAutocomplete(AutocompleteJsonView):
    """Rows of the edited record's committee; where several may be meant, each row tells its own."""

    def get_queryset(self) -> QuerySet:
        rows: QuerySet = super().get_queryset()
        committee = self.request.GET.get("committee")
        is_scoped = hasattr(rows.model, "committee")
        return rows.filter(committee=committee) if is_scoped and is_id(committee) else rows

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        if self._tells_committee and hasattr(obj, "committee"):
            result["text"] += f" · {obj.committee.symbol}"
        return result

    @cached_property
    def _tells_committee(self) -> bool:
        is_known = "committee" in self.request.GET
        return not is_known and visible_committees(self.request.user).count() > 1
