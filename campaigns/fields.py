"""Model fields with the bounds that every day, year and count of ours has."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .folding import fold
from .form_fields import DAY_BOUNDS, FIRST_YEAR, LAST_YEAR
from .form_fields import CountField as CountFormField

MOST = 1_000_000  # the whole country collects some 1,7 million units a year


def is_year(text: str) -> bool:
    """Whether ``text`` writes a year that our records may lie in."""
    return re.fullmatch(r"[0-9]{4}", text) is not None and FIRST_YEAR <= int(text) <= LAST_YEAR


class YearField(models.PositiveSmallIntegerField):
    default_validators = [
        MinValueValidator(FIRST_YEAR, _("Năm phải từ %(limit_value)s trở đi.")),
        MaxValueValidator(LAST_YEAR, _("Năm không được sau %(limit_value)s.")),
    ]


class DayField(models.DateField):
    default_validators = DAY_BOUNDS


class CountField(models.PositiveIntegerField):
    """A number of people, bags or units; where it may be unknown, ``None`` is not 0."""

    default_validators = [MaxValueValidator(MOST, _("Không được lớn hơn 1.000.000."))]

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{**kwargs, "form_class": CountFormField, "widget": None})


class FoldedField(models.TextField):
    """The folded lines of other attributes, filled in on every save, bulk saves included."""

    def __init__(self, *sources: str, **kwargs: Any) -> None:
        self.sources = sources
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [*args, *self.sources], kwargs

    def folded(self, instance: models.Model) -> str:
        """What the column holds for ``instance`` as it now is."""
        lines = (line for source in self.sources for line in getattr(instance, source).splitlines())
        return "\n".join(filter(None, map(fold, lines)))

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.folded(model_instance)
        setattr(model_instance, self.attname, value)
        return value
