"""Form fields as officers type."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from .dates import Day

FIRST_YEAR, LAST_YEAR = 1990, 2100
DAY_BOUNDS: list[Callable[[Any], None]] = [
    MinValueValidator(date(FIRST_YEAR, 1, 1), _("Ngày quá xa trong quá khứ.")),
    MaxValueValidator(date(LAST_YEAR, 12, 31), _("Ngày quá xa trong tương lai.")),
]


class CountField(forms.IntegerField):
    """A number of people or bags; ``1.265`` and ``1 265`` are one thousand and more."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "vIntegerField"})
    default_error_messages = {"invalid": _("Nhập số nguyên, ví dụ 263 hoặc 1.265.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["min_value"] = _("Không được nhỏ hơn %(limit_value)s.")

    def to_python(self, value: Any) -> int | None:
        text = str(value).strip() if value is not None else ""
        if re.fullmatch(r"[1-9]\d{0,2}([.\s]\d{3})+", text):
            text = re.sub(r"\D", "", text)
        elif text and not re.fullmatch(r"-?\d{1,18}", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class DayOrMonthField(forms.DateField):
    """A day (``09/4/2024``) or, where only that is known, a month (``7/2024``)."""

    widget = AdminDateWidget
    default_validators = DAY_BOUNDS
    default_error_messages = {
        "invalid": _("Ngày không hợp lệ; nhập ngày như 09/4/2024, hoặc tháng như 7/2024.")
    }

    def to_python(self, value: Any) -> date | None:
        """The day; of a month its first."""
        return self.month(value) or super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """01/7/2024 and 7/2024 start on one day but do not mean the same."""
        try:
            return self._meaning(initial) != self._meaning(data)
        except ValidationError:
            return True

    def _meaning(self, value: Any) -> tuple[date | None, bool]:
        return self.to_python(value), self.month(value) is not None

    def day(self, value: Any) -> Day:
        """What was typed, checked.

        Raises:
            ValidationError: it is neither a day nor a month.
        """
        return Day(self.clean(value), is_month=self.month(value) is not None)

    def month(self, value: Any) -> date | None:
        """The first day of the month that was typed; ``None`` where it was no month."""
        match = re.fullmatch(
            r"(?:tháng\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})", str(value).strip().lower()
        )
        if match is None:
            return None
        try:
            return date(int(match[2]), int(match[1]), 1)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class DaysField(forms.Field):
    """Several days and months: ``20/8/2024, 9/2024 15/10/2024``; gives a list of ``Day``."""

    def to_python(self, value: Any) -> list[Day]:
        text = re.sub(r"tháng\s+", "", str(value or "").lower())
        text = re.sub(r"\s*([/.-])\s*", r"\1", text)  # "9 / 2024" is one month
        days, problems = [], []
        for typed in re.split(r"[,;\s]+", text.strip(",; \t\r\n")):
            try:
                days += [DayOrMonthField().day(typed)] if typed else []
            except ValidationError as error:
                problems.append(f"“{typed}”: {' '.join(error.messages)}")
        if problems:
            raise ValidationError(problems)
        return days
