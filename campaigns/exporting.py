"""Lists as spreadsheets, as they are filtered: real days and numbers, safe to open in Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from .deeds import log_deed
from .folding import fold, tidy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767  # characters in a cell of Excel
WIDEST = 60  # characters in a column
BATCH = 2_000  # rows read at once

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header, and how to read its value from a row."""

    header: str
    value: Callable[[Any], Value]


def workbook(title: str, columns: Sequence[Column], rows: Iterable[object]) -> bytes:
    """One sheet: the header row, and each of ``rows`` in a line of its own."""
    return workbook_of([(title, columns, rows)])


def workbook_of(sheets: Iterable[tuple[str, Sequence[Column], Iterable[object]]]) -> bytes:
    """Several sheets, each by its title, its columns and its rows."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    for title, columns, rows in sheets:
        _fill(book, book.add_worksheet(title[:31]), columns, rows)
    book.close()
    return buffer.getvalue()


def _fill(book: Any, sheet: Any, columns: Sequence[Column], rows: Iterable[object]) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    widths = [len(column.header) for column in columns]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.header, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for at, value in enumerate(column.value(row) for column in columns):
            if isinstance(value, date):
                sheet.write_datetime(last, at, value, day)
            elif isinstance(value, int):
                sheet.write_number(last, at, value)
            elif value:  # what people typed stays text, whatever sign it begins with
                sheet.write_string(last, at, tidy(value)[:LONGEST])
            widths[at] = max(widths[at], 10 if isinstance(value, date) else len(str(value or "")))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def spreadsheet(content: bytes, title: str) -> HttpResponse:
    """The workbook as a file named after its title."""
    headers = {"Content-Disposition": f'attachment; filename="{slugify(fold(title))}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


class ExportAdmin(admin.ModelAdmin):
    """A list that can be taken along as a spreadsheet, as it is filtered and sorted."""

    change_list_template = "admin/exportable_list.html"
    # Many-to-many fields that the columns read, where they do not read all.
    sheet_prefetches: tuple[str, ...] = ()
    # The kind of sheet by which such rows are brought in, if there is one.
    sheet_kind = ""

    def get_urls(self) -> list[URLPattern]:
        options = self.model._meta
        name = f"{options.app_label}_{options.model_name}_export"
        export = path("export/", self.admin_site.admin_view(self.export_view), name=name)
        return [export, *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404(_("Không có bộ lọc này.")) from error
        title = capfirst(str(self.model._meta.verbose_name_plural))
        content = workbook(title, self.sheet_columns(request), self.sheet_rows(rows))
        log_deed("list_exported", request, list=self.model._meta.label_lower)
        return spreadsheet(content, title)

    def sheet_columns(self, request: HttpRequest) -> list[Column]:
        """The fields of the form, less what goes along hidden."""
        fields = self._sheet_fields(request)
        return [Column(capfirst(str(field.verbose_name)), _reader(field)) for field in fields]

    def _sheet_fields(self, request: HttpRequest) -> Iterator[models.Field]:
        for name in flatten_fieldsets(self.get_fieldsets(request)):
            try:
                field = self.model._meta.get_field(name)
            except FieldDoesNotExist:
                continue  # asked for by the form alone
            if isinstance(field, models.Field) and name not in ("version", "entry_key"):
                yield field

    def sheet_rows(self, rows: models.QuerySet) -> Iterator[models.Model]:
        """The rows in batches, with all that the columns read."""
        options = self.model._meta
        near = [field.name for field in options.fields if isinstance(field, models.ForeignKey)]
        far = self.sheet_prefetches or [field.name for field in options.many_to_many]
        return rows.select_related(*near).prefetch_related(*far).iterator(BATCH)


def _reader(field: models.Field) -> Callable[[Any], Value]:
    if isinstance(field, models.ManyToManyField):
        return lambda row: names(getattr(row, field.name).all())
    if isinstance(field, models.ForeignKey):
        return lambda row: str(getattr(row, field.name) or "")
    if field.choices:
        return lambda row: str(getattr(row, f"get_{field.name}_display")())
    return lambda row: _plain(getattr(row, field.name))


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    return value if isinstance(value, str | int | date | None) else str(value)


def names(rows: Iterable[object]) -> str:
    """Several names in one cell."""
    return "; ".join(str(row) for row in rows)
