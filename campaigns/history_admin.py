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
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from .access import visible_committees
from .choices import is_id
from .comparing import put_into
from .history import Change, Entry, Gone, entries, held_fields, name_of, value_at


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
        told = sorted(self.changes_of(row), key=lambda entry: entry.at)
        parts = self._parts(request, row) if self.has_change_permission(request, row) else {}
        context = {
            "entries": told,
            "rows": [(entry, _with_buttons(entry, parts)) for entry in reversed(told)],
            "put_back": self._address("back", row.pk) if parts else "",
            "versions": {name: form.instance.version for name, form in parts.items()},
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    # Putting back

    def put_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send the change form as it is stored, with one field as it was: every rule that holds
        for typing holds here, and where one is broken, the form comes back and says so.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        history = self._address("history", row.pk)
        data = self._with_old_value(request, row)
        if data is None:
            messages.warning(request, _("Giá trị này không còn đặt lại được; hãy xem lại lịch sử."))
            return redirect(history)
        request.POST = data  # type: ignore[assignment]
        request.is_put_back = True  # type: ignore[attr-defined]
        answer = self.changeform_view(request, object_id, self._address("change", row.pk))
        return redirect(history) if answer.status_code == 302 else answer

    def _with_old_value(self, request: HttpRequest, row: Model) -> QueryDict | None:
        """What a browser would send; ``None`` where there is no such value to put back."""
        model, older, name = [*request.POST.get("back", "").split(":"), "", ""][:3]
        parts = self._parts(request, row)
        form = parts.get(model)
        if form is None or not is_id(older):
            return None
        of_row = type(form.instance).history.filter(id=form.instance.pk)
        record = of_row.filter(history_id=older).first()
        if record is None or name not in form.fields:
            return None
        change = Change("", name, value_at(record, name))
        if not _can_be_put_back(form, change):
            return None
        data = QueryDict(mutable=True)
        for each in self._sent_forms(request, row):
            for bound in each:
                if not bound.field.disabled:
                    put_into(data, bound.html_name, bound.field, bound.initial)
        for key, part in parts.items():
            data[part.add_prefix("version")] = request.POST.get(f"version-{key}", "")
        put_into(data, form.add_prefix(name), form.fields[name], change.old)
        return data

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

    def _parts(self, request: HttpRequest, row: Model) -> dict[str, Any]:
        """The forms of the stored records on the page, by the name of their model."""
        sent = [form for form in self._sent_forms(request, row) if hasattr(form, "instance")]
        return {str(form.instance._meta.model_name): form for form in sent if form.instance.pk}

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
        told = sorted(self.changes_of(record.instance), key=lambda entry: entry.at)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Lịch sử (đã xóa): %(row)s") % {"row": name_of(record)},
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            "object": None,
            "entries": told,
            "rows": [(entry, _with_buttons(entry, {})) for entry in reversed(told)],
            "put_back": "",
            "versions": {},
        }
        return TemplateResponse(request, self.object_history_template, context)


def _with_buttons(entry: Entry, parts: dict[str, Any]) -> list[tuple[str, str]]:
    """Each change in words, with what its button sends; without one where nothing would change."""
    form = parts.get(entry.model)
    is_stored = form is not None and form.instance.pk == entry.row
    return [
        (
            change.text,
            f"{entry.model}:{change.older}:{change.field}"
            if is_stored and _can_be_put_back(form, change)
            else "",
        )
        for change in entry.changes
    ]


def _can_be_put_back(form: Any, change: Change) -> bool:
    """Whether the old value still exists, can be entered, and is not the present one."""
    if change.field not in form.fields or form.fields[change.field].disabled:
        return False
    olds = change.old if isinstance(change.old, tuple) else (change.old,)
    is_gone = any(isinstance(old, Gone) for old in olds)
    return not is_gone and change.old != value_at(form.instance, change.field)
