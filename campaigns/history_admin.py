"""The admin's pages of what was: changes, which can be put back, and what was deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from .access import visible_committees
from .choices import is_id
from .history import Entry, entries, held_fields, name_of
from .putting_back import NOT_THERE, of_records, sent_with_old_value, type_in, with_buttons


class HistoryAdmin(admin.ModelAdmin):
    object_history_template = "admin/record_history.html"
    delete_confirmation_template = "admin/delete_record.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("deleted/", view(self.deleted_view), name=self._page("deleted")),
            path("<path:object_id>/back/", view(self.put_back_view), name=self._page("back")),
        ]
        return [*own, *super().get_urls()]

    def _page(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _address(self, name: str, *args: Any) -> str:
        return reverse(f"admin:{self._page(name)}", args=args)

    def changes_of(self, row: Model) -> list[Entry]:
        """The row's own changes; an admin adds those of what is entered on the same page."""
        return entries(type(row).history.filter(id=row.pk))  # type: ignore[attr-defined]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what, from what to what: out of the history, not out of Django's log."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._history_of_deleted(request, unquote(object_id)) or super().history_view(
                request, object_id, extra_context
            )
        may_change = self.has_change_permission(request, row)
        parts = of_records(self._sent_forms(request, row)) if may_change else {}
        context = {
            "rows": with_buttons(self.changes_of(row), parts),
            "put_back": self._address("back", row.pk) if parts else "",
            "versions": {name: form.instance.version for name, form in parts.items()},
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    # Putting back

    def put_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        history = self._address("history", row.pk)
        data = sent_with_old_value(self._sent_forms(request, row), request.POST)
        if data is None:
            messages.warning(request, NOT_THERE)
            return redirect(history)
        type_in(request, data)
        answer = self.changeform_view(request, object_id, self._address("change", row.pk))
        return redirect(history) if answer.status_code == 302 else answer

    def _sent_forms(self, request: HttpRequest, row: Model) -> Iterator[forms.BaseForm]:
        """All that the change page sends: the row's form, and those entered with it."""
        names = flatten_fieldsets(self.get_fieldsets(request, row))
        yield self.get_form(request, row, change=True, fields=names)(instance=row)
        for formset_class, inline in self.get_formsets_with_inlines(request, row):
            prefix = formset_class.get_default_prefix()
            queryset = inline.get_queryset(request)
            formset = formset_class(instance=row, prefix=prefix, queryset=queryset)
            yield formset.management_form
            yield from formset.forms

    # What is deleted

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """The records alone: with them only rows go that stand between two tables."""
        deleted, _counts, needed, protected = super().get_deleted_objects(objs, request)
        records = [each for each in deleted if isinstance(each, str)]
        return records, {str(self.opts.verbose_name_plural): len(records)}, needed, protected

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """For administrators: what was deleted, by whom, when, and what it held."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        found = self._deleted(request).select_related("history_user")
        page = Paginator(found, self.list_per_page).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Đã xóa: %(models)s") % {"models": self.opts.verbose_name_plural},
            "opts": self.opts,
            "page": page,
            "records": [(record, name_of(record), held_fields(record)) for record in page],
        }
        return TemplateResponse(request, "admin/deleted_records.html", context)

    def _deleted(self, request: HttpRequest) -> QuerySet:
        """The last history rows of what the user could see and is no longer there."""
        deleted: QuerySet = self.model.history.filter(history_type="-")
        if any(field.name == "committee" for field in self.opts.fields):
            return deleted.filter(committee__in=visible_committees(request.user))
        return deleted

    def _history_of_deleted(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        if not (self.has_delete_permission(request) and is_id(object_id)):
            return None
        record = self._deleted(request).filter(id=object_id).first()
        if record is None:
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Lịch sử (đã xóa): %(row)s") % {"row": name_of(record)},
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            "object": None,
            "rows": with_buttons(self.changes_of(record.instance), {}),
            "put_back": "",
            "versions": {},
        }
        return TemplateResponse(request, self.object_history_template, context)
