"""Names in the form in which they are compared: without case, accents and stray spaces.

SQLite's ``icontains`` misses "PHỐ NỐI" for "phố nối", and a hurried officer types "pho noi".
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models


def fold(text: str) -> str:
    """``text`` in lower case, without accents, đ as d, with single spaces."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFC", bare).split())


class FoldedField(models.TextField):
    """The folded lines of other fields, filled in on every save, bulk saves included."""

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
