"""The same text put into every text field of every model, so that a new field is covered too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from campaigns.fields import FoldedField

OURS = ("campaigns", "donations", "reports")
# What is no text of anybody's: keys, digests, and names of ours for kinds of things.
OURSELVES = {
    *("password", "feed_key", "sha256", "key", "model", "history_type", "calendar", "search_key"),
}


def text_fields() -> Iterator[tuple[Any, models.Field]]:
    """Every text field that somebody fills in, of rows and of their history."""
    for model in (each for app in OURS for each in apps.get_app_config(app).get_models()):
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField)
            is_typed = not field.choices and not isinstance(field, FoldedField)
            if is_text and is_typed and field.name not in OURSELVES:
                yield model, field


def mark_all(*markers: str) -> set[str]:
    """Put the longest marker that fits into each field of each row; return those it cannot be in.

    With the row's own number behind it, as names may have to differ.
    """
    refused = set()
    for model, field in text_fields():
        for pk in model._base_manager.values_list("pk", flat=True):
            texts = [f"{marker}{pk}" for marker in markers]
            longest = field.max_length or max(map(len, texts))
            text = next((each for each in texts if len(each) <= longest), None)
            try:
                with transaction.atomic():
                    rows = model._base_manager.filter(pk=pk)
                    rows.update(**{field.name: text or "?"})
            except IntegrityError:
                text = None
            if text is None:
                refused.add(f"{model._meta.model_name}.{field.name}")
    return refused
