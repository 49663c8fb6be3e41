"""Choices by id that survive a forged one: a message beside the field, and no crash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError


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

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if is_id(each)], attr)


class SteadySelect(SteadyOptions, AutocompleteSelect):
    pass


class SteadySelectMultiple(SteadyOptions, AutocompleteSelectMultiple):
    pass
