"""What a cell means: a day, a count, a hedged count, one of some words.

Each function gives ``None`` for an empty cell.

Raises (each of them):
    ValidationError: it cannot mean that; the message says what stands there and what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.dates import Day
from campaigns.folding import fold, tidy
from campaigns.form_fields import CountField, DayOrMonthField
from campaigns.sheets import Cell
from donations.models import Hedge

Meaning = TypeVar("Meaning")

HEDGES = {
    "tren": Hedge.OVER,
    "hon": Hedge.OVER,
    "gan": Hedge.NEARLY,
    "khoang": Hedge.ABOUT,
    "dung": Hedge.EXACT,
}
COUNT, DAY = CountField(min_value=0), DayOrMonthField()


def text_of(cell: Cell) -> str:
    """On the lines that it has; empty for an empty cell."""
    _require_known(cell)
    return "\n".join(line.strip() for line in tidy(cell.text).splitlines()).strip()


def day_of(cell: Cell) -> Day | None:
    """A day, or a month where only that is written or shown."""
    _require_known(cell)
    if cell.is_empty:
        return None
    if isinstance(cell.value, date):
        DAY.run_validators(cell.value)
        return Day(cell.value, is_month=cell.is_month)
    if not isinstance(cell.value, str):
        raise ValidationError(
            _("“%(value)s” là số, không phải ngày; hãy định dạng ô thành ngày hoặc ghi 09/4/2024.")
            % {"value": cell.text}
        )
    try:
        return DAY.day(tidy(cell.value).strip())
    except ValidationError as error:
        raise _beside(cell, error) from error


def whole_day_of(cell: Cell) -> date | None:
    """A day; a month alone will not do."""
    day = day_of(cell)
    if day and day.is_month:
        raise ValidationError(_("“%(value)s” là tháng; hãy ghi cả ngày.") % {"value": cell.text})
    return day.on if day else None


def count_of(cell: Cell) -> int | None:
    """A whole number; ``1.265`` written as text is one thousand and more."""
    _require_known(cell)
    if cell.is_empty:
        return None
    _require_own(cell)
    if isinstance(cell.value, float) and not cell.value.is_integer():
        raise ValidationError(
            _("%(value)s là số lẻ; nếu muốn ghi hàng nghìn thì ghi liền các chữ số, như 1265.")
            % {"value": cell.text.replace(".", ",")}
        )
    try:
        counted: int | None = COUNT.clean(tidy(cell.text).strip())
    except ValidationError as error:
        raise _beside(cell, error) from error
    return counted


def hedged_of(cell: Cell) -> tuple[int, Hedge] | None:
    """``trên 1.500``: a number with the word that says how it relates to the true one."""
    _require_known(cell)
    if cell.is_empty:
        return None
    word, number = _parted(tidy(cell.text).strip())
    count = count_of(Cell(number, is_shared=cell.is_shared) if word else cell)
    return None if count is None else (count, HEDGES.get(word, Hedge.EXACT))


def _parted(text: str) -> tuple[str, str]:
    """The hedge, folded, and what follows it; no hedge where none is known."""
    match = re.fullmatch(r"(\D+?)\s*(\d.*)", text, re.DOTALL)
    word = fold(match[1]) if match else ""
    return (word, match[2]) if match and word in HEDGES else ("", text)


def word_of(cell: Cell, words: Mapping[str, Meaning]) -> Meaning | None:
    """What the word in the cell stands for; ``words`` are folded."""
    folded = fold(text_of(cell))
    if not folded:
        return None
    if folded not in words:
        raise ValidationError(
            _("không hiểu “%(value)s”; hãy chọn trong danh sách của bảng mẫu.")
            % {"value": cell.text}
        )
    return words[folded]


def _require_known(cell: Cell) -> None:
    if cell.problem:
        raise ValidationError(cell.problem)
    if isinstance(cell.value, bool):
        raise ValidationError(_("ô đúng/sai không dùng ở đây."))


def _require_own(cell: Cell) -> None:
    if cell.is_shared:
        raise ValidationError(
            _("số ghi trong ô gộp nhiều dòng, không biết của dòng nào; hãy bỏ gộp ô.")
        )


def _beside(cell: Cell, error: ValidationError) -> ValidationError:
    return ValidationError(f"“{cell.text}”: {' '.join(error.messages)}")
