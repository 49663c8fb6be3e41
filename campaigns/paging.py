"""Pages of long lists."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class KeyPaginator(Paginator):
    """Finds the keys of a page first, counted from the nearer end, and reads only those rows.

    A database joins and reads all rows that it passes over: the last page would cost as much as
    all.
    """

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        after = min(first + self.per_page, self.count)
        return Page(self._rows(first, after), number, self)

    def _rows(self, first: int, after: int) -> list[Any]:
        rows: QuerySet = self.object_list  # type: ignore[assignment]
        bare = rows.select_related(None).prefetch_related(None)
        if first > self.count - after:
            ends = slice(self.count - after, self.count - first)
            keys = list(bare.reverse().values_list("pk", flat=True)[ends])[::-1]
        else:
            keys = list(bare.values_list("pk", flat=True)[first:after])
        found = {row.pk: row for row in rows.filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]
