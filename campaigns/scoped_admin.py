"""The admin of records that belong to a committee."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import BadRequest
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .access import visible_committees, with_committee
from .choices import IdsField, SteadyOptions, SteadySelect, SteadySelectMultiple, is_id
from .exporting import ExportAdmin
from .fields import is_year
from .filters import OfCommitteeFilter
from .forms import IS_GONE, RecordForm
from .history_admin import HistoryAdmin
from .models import Committee
from .models.records import SENT_TWICE
from .pages import is_ours
from .paging import KeyPaginator
from .querysets import containing

FIELDS: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
}


HIDDEN = ["version", "entry_key"]
LOOKUPS = ("exact", "isnull", "year", "month", "day")  # with which a list may be narrowed down
SLUG_SCRIPTS = ("/xregexp.js", "/xregexp.min.js", "/urlify.js", "/prepopulate.js")


class WithoutSlugs(admin.ModelAdmin):
    """Leaves out Django's scripts for slugs, a third of what a page of forms weighs."""

    @property
    def media(self) -> Media:
        media: Any = super().media
        scripts = [path for path in media._js if not str(path).endswith(SLUG_SCRIPTS)]
        return Media(css=media._css, js=scripts)


class SteadyActions(admin.ModelAdmin):
    """Answers an action on forged ids as any other bad request, where Django's own breaks."""

    def response_action(  # type: ignore[override]
        self, request: HttpRequest, queryset: QuerySet
    ) -> HttpResponse | None:
        if not all(map(is_id, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise BadRequest
        return super().response_action(request, queryset)


class RecordAdmin(WithoutSlugs, SteadyActions, HistoryAdmin, ExportAdmin):
    """Search without accents, and no silent overwriting."""

    form = RecordForm
    formfield_overrides = FIELDS
    # Columns with folded text, in one of which every word of a search must occur.
    folded_search: tuple[str, ...] = ()
    list_per_page = 50
    paginator = KeyPaginator
    show_full_result_count = False  # counting all rows costs more than the page
    show_facets = ShowFacets.NEVER
    page = ""  # name of the page on which every member reads of the record, where there is one

    def view_on_site(self, obj: models.Model) -> str | None:
        """Named here and not by the model: Django's own way there tells whether a row exists."""
        return reverse(self.page, args=[obj.pk]) if self.page else None

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        if not self.folded_search:
            return queryset, False
        found = containing(
            queryset, self.folded_search, search_term, lambda model: offered(model, request)
        )
        return found, False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        """While a form is being saved, hold the row: its version cannot change under the check."""
        found: models.Model | None = super().get_object(request, object_id, from_field)
        if found is None or not transaction.get_connection().in_atomic_block:
            return found
        if self.model._base_manager.select_for_update().filter(pk=found.pk).first() is None:
            return None  # deleted while we waited for it
        found.refresh_from_db()
        return found

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Of a list that is shown, and of one that is taken along."""
        if not all(_is_answerable(name, values) for name, values in request.GET.lists()):
            raise Http404
        return super().get_changelist_instance(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        deleted = self._address("deleted") if self.has_delete_permission(request) else ""
        return super().changelist_view(request, {"deleted": deleted, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A form that is sent again (double click, back and save) is answered, not saved anew."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        if row := self.stored_from(request, object_id):
            return self._answer_again(request, row)
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody was faster by a moment: now the form sees that row and says so.
            response = super().changeform_view(request, object_id, form_url, extra_context)
        was_refused = response.status_code == 200
        if was_refused and (row := self.stored_from(request, object_id)):
            return self._answer_again(request, row)
        return response

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With what was typed beside what somebody else has stored meanwhile."""
        inlines = (inline.formset.forms for inline in context["inline_admin_formsets"])
        parts = [context["adminform"].form, *chain.from_iterable(inlines)]
        compared = [getattr(part, "comparison", None) for part in parts]
        context["comparisons"] = [comparison for comparison in compared if comparison]
        return super().render_change_form(request, context, *args, **kwargs)

    def stored_from(self, request: HttpRequest, object_id: str | None) -> models.Model | None:
        """The row that an earlier sending of this very form has made, if any."""
        key = request.POST.get("entry_key", "")
        return row_made_with(offered(self.model, request), key) if object_id is None else None

    def _answer_again(self, request: HttpRequest, row: models.Model) -> HttpResponse:
        """Lead to the row: what was typed differently the second time can be mended there."""
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, row)
        again = _("%(sent)s Nếu bạn vừa sửa thêm, hãy sửa lại ở đây.") % {"sent": SENT_TWICE}
        self.message_user(request, again, messages.WARNING)
        options = self.model._meta
        return redirect(f"admin:{options.app_label}_{options.model_name}_change", row.pk)

    def response_post_save_add(
        self, request: HttpRequest, obj: models.Model
    ) -> HttpResponseRedirect:
        return _onward(request) or super().response_post_save_add(request, obj)

    def response_post_save_change(
        self, request: HttpRequest, obj: models.Model
    ) -> HttpResponseRedirect:
        return _onward(request) or super().response_post_save_change(request, obj)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Where a form arrives for a row that somebody has deleted, what was typed is not lost."""
        is_form = "version" in request.POST and is_id(object_id)
        gone = self._deleted(request).filter(id=object_id).first() if is_form else None
        if gone is None or not self.has_add_permission(request):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc, no-any-return]
        data = request.POST.copy()
        data["version"], data["entry_key"] = "0", str(uuid4())
        data[IS_GONE] = _was_deleted(gone)
        if hasattr(gone, "committee_id"):
            data["committee"] = str(gone.committee_id)  # it was no longer asked for
        request.POST = data  # type: ignore[assignment]
        return self.changeform_view(request, None, self._address("add"))

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        kwargs |= {
            "form_class": IdsField,
            "queryset": offered(db_field.remote_field.model, request),
        }
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SteadySelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool
    ) -> None:
        """A form sent unchanged leaves no trace in the history."""
        if reason := getattr(request, "change_reason", None):
            obj._change_reason = getattr(obj, "_change_reason", None) or reason  # type: ignore[attr-defined]
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Version and key go along, hidden, with whatever an admin lists."""
        (name, options), *others = super().get_fieldsets(request, obj)
        fields = [field for field in options["fields"] if field not in HIDDEN]
        may_save = self.has_change_permission(request, obj) if obj else True
        hidden = HIDDEN if may_save else []
        return [(name, {**options, "fields": [*fields, *hidden]}), *others]


class ScopedAdmin(RecordAdmin):
    """Only rows of the user's committees, in lists and in everything that can be chosen."""

    list_select_related = ["committee"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # Here and not left to Django's list, since names of choices are read through it as well.
        queryset = super().get_queryset(request).select_related(*self.list_select_related)
        return queryset.visible_to(request.user)  # type: ignore[attr-defined, no-any-return]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The links of its head keep to the row's committee."""
        if row := kwargs.get("obj"):
            context |= with_committee(request, row.committee, {})
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        kwargs.setdefault("queryset", offered(db_field.remote_field.model, request))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SteadySelect(db_field, self.admin_site)
        if db_field.name != "committee":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        committees = visible_committees(request.user)
        kwargs["queryset"] = committees
        first_two = list(committees[:2])
        if len(first_two) == 1:
            # Nothing to choose.
            kwargs |= {"initial": first_two[0], "widget": forms.HiddenInput}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        if change and "committee" in form.base_fields:
            form.base_fields["committee"].disabled = True  # a record does not change hands
            own = Committee.objects.filter(pk=obj.committee_id)  # type: ignore[union-attr]
            form.base_fields["committee"].queryset = own  # type: ignore[attr-defined]
            for field in form.base_fields.values():
                # Django wraps the widget in the links to add and to change a row.
                if isinstance(widget := getattr(field.widget, "widget", None), SteadyOptions):
                    widget.committee_id = obj.committee_id  # type: ignore[union-attr]
        return form

    def get_list_display(self, request: HttpRequest) -> Any:
        several = visible_committees(request.user).count() > 1
        return [*super().get_list_display(request), *(["whose"] if several else [])]

    def get_list_filter(self, request: HttpRequest) -> Any:
        several = visible_committees(request.user).count() > 1
        by_committee = ("committee", OfCommitteeFilter)
        return [*([by_committee] if several else []), *super().get_list_filter(request)]

    @admin.display(description=gettext_lazy("Ban Chỉ đạo"), ordering="committee")
    def whose(self, row: Any) -> str:
        """Its full name would leave no room beside it."""
        symbol: str = row.committee.symbol
        return symbol


def _is_answerable(name: str, values: list[str]) -> bool:
    """Whether a list may be asked this: by one of our filters, or Django's of days.

    Django lets through any lookup of a list's own columns, a slow regular expression as well, asks
    for the day after 31/12/9999, and breaks on a number that no database takes.
    """
    _, relation, lookup = name.rpartition("__")
    if relation and lookup not in LOOKUPS:
        return False
    if lookup == "year" and relation:
        return all(is_year(year) or not re.search(r"\d", year) for year in values)
    return name == SEARCH_VAR or not any(re.search(r"\d{19}", value) for value in values)


def _onward(request: HttpRequest) -> HttpResponseRedirect | None:
    """Back to the page of ours from which the form was opened, if it was named."""
    onward = request.GET.get("next", "")
    # ``redirect`` takes a bare word for the name of a view.
    is_page = onward.startswith("/") and is_ours(request, onward)
    return redirect(onward) if is_page else None


def _was_deleted(record: Any) -> str:
    """Said above what was typed; ``record`` is the last row of its history."""
    return _(
        "%(who)s đã xóa mục này (%(at)s) sau khi bạn mở trang; chưa lưu gì. Những gì bạn nhập vẫn "
        "còn ở dưới: lưu lại thì thành mục mới."
    ) % {
        "who": record.history_user or _("Người khác"),
        "at": date_format(localtime(record.history_date), "H:i d/m/Y"),
    }


def row_made_with(rows: QuerySet, key: str) -> models.Model | None:
    """The one of ``rows`` that the form with this ``entry_key`` has made."""
    try:
        return rows.filter(entry_key=UUID(key)).first()
    except ValueError:
        return None


def offered(model: type[models.Model], request: HttpRequest) -> QuerySet:
    """The rows of ``model`` that the user may choose from."""
    queryset = model._default_manager.all()
    return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset
