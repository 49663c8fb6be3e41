"""The rules of a record, asked without the database: a sheet of ten thousand rows asks them all.

A rule is still written once, as a constraint in ``Meta``. Django asks the database for each of
them; here its condition is worked out on the row. ``tests/campaigns/test_rules.py`` holds the two
answers against each other.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression, Value
from django.db.models.functions import Coalesce

from .models import Record

# Each gives ``None`` where it cannot be known: SQL's NULL, which no constraint refuses.
Answer = bool | None
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, among: value in among,
}


def require_rules(record: Record, *, exclude: Collection[str] = ()) -> None:
    """What ``full_clean`` asks, but for uniqueness and whether what a key points at is there.

    Raises:
        ValidationError: with every message beside its field, as ``full_clean`` has it.
    """
    keys = {field.name for field in record._meta.fields if field.is_relation}
    errors: dict[str, list[ValidationError]] = {}
    asked: list[Callable[[], None]] = [
        lambda: record.clean_fields(exclude={*exclude, *keys, "entry_key"}),
        record.clean,
        lambda: _require_checks(record),
    ]
    for ask in asked:
        try:
            ask()
        except ValidationError as error:
            for name, problems in error.error_dict.items():
                errors.setdefault(name, []).extend(problems)
    if errors:
        raise ValidationError(errors)


def _require_checks(record: Record) -> None:
    broken = [
        ValidationError(check.get_violation_error_message(), code=check.violation_error_code)
        for check in record._meta.constraints
        if isinstance(check, models.CheckConstraint) and holds(check.condition, record) is False
    ]
    if broken:
        raise ValidationError(record.beside_fields(ValidationError({"__all__": broken}), ()))


def holds(condition: Any, row: models.Model) -> Answer:
    """Whether a constraint's condition is true of ``row`` as it is in memory."""
    answers = (_answer(child, row) for child in condition.children)
    answer = _decided(answers, by=condition.connector == Q.OR)
    return answer if not condition.negated or answer is None else not answer


def _answer(child: Any, row: models.Model) -> Answer:
    return holds(child, row) if isinstance(child, Q) else _lookup(child[0], child[1], row)


def _decided(answers: Iterator[Answer], *, by: bool) -> Answer:
    """The first that is ``by`` decides: a truth among alternatives, a falsehood among conditions.

    The others are not asked then.
    """
    is_unknown = False
    for answer in answers:
        if answer is by:
            return by
        is_unknown |= answer is None
    return None if is_unknown else not by


def _lookup(path: str, asked: Any, row: models.Model) -> Answer:
    name, _separator, lookup = path.partition("__")
    value, asked = _column(name, row), _value(asked, row)
    if lookup == "isnull":
        return (value is None) is asked
    if value is None or asked is None:
        return None
    return COMPARED[lookup or "exact"](value, asked)


def _column(name: str, row: Any) -> Any:
    field = row._meta.pk if name == "pk" else row._meta.get_field(name)
    key = getattr(row, field.attname)
    # One that is to be saved together with it has no key yet, but it is there.
    return getattr(row, field.name) if key is None and field.is_relation else key


def _value(expression: Any, row: Any) -> Any:
    if isinstance(expression, F):
        return _column(expression.name, row)  # type: ignore[attr-defined]
    if isinstance(expression, Value):
        return expression.value
    if isinstance(expression, Coalesce):
        return next((value for value in _values(expression, row) if value is not None), None)
    if isinstance(expression, CombinedExpression) and expression.connector == "+":
        left, right = _values(expression, row)
        return None if left is None or right is None else left + right
    return expression


def _values(expression: Any, row: models.Model) -> Iterator[Any]:
    return (_value(each, row) for each in expression.get_source_expressions())
