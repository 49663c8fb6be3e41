"""Data entry for plans, targets, campaigns and places; names and accounts for administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .accounts import AccountAdmin
from .dates import date_text
from .filters import PlaceFilter
from .history import Entry, entries
from .models import (
    Campaign,
    Committee,
    Communication,
    Company,
    Letterhead,
    Paper,
    Plan,
    ReceivingFacility,
    Signatory,
    Target,
    User,
    Zone,
)
from .name_pages import KINDS
from .scoped_admin import RecordAdmin, ScopedAdmin


def _day(model: type[Model], name: str) -> Callable[[Model], str]:
    """A list's column of days as every page of ours writes them; Django pads each month."""

    field: Any = model._meta.get_field(name)

    @admin.display(description=field.verbose_name, ordering=name)
    def text(row: Model) -> str:
        on = getattr(row, name)
        return date_text(on) if on else "-"

    text.__name__ = f"{name}_text"  # of the column's class
    return text


admin.site.register(User, AccountAdmin)
admin.site.unregister(Group)  # the roles are made by migrations


@admin.register(Committee)
class CommitteeAdmin(RecordAdmin):
    list_display = ["name", "symbol", "calendar"]
    readonly_fields = ["members"]  # said on the page of the account
    fieldsets = [
        (None, {"fields": ("name", "short_name", "symbol", "calendar", "members")}),
        (_("Trên báo cáo"), {"fields": ("addressees", "recipients", "drafting_unit")}),
    ]


@admin.register(Letterhead)
class LetterheadAdmin(ScopedAdmin):
    list_display = ["__str__", _day(Letterhead, "valid_from")]
    fields = ["committee", "valid_from", "host_body", "issuing_body", "place"]


@admin.register(Signatory)
class SignatoryAdmin(ScopedAdmin):
    list_display = ["name", "capacity", _day(Signatory, "valid_from"), _day(Signatory, "valid_to")]
    fields = [
        "committee",
        "name",
        "capacity",
        "title",
        "agency_post",
        ("valid_from", "valid_to"),
    ]


class NamedAdmin(RecordAdmin):
    """What people call by more than one name; two rows for one of them are merged."""

    kind: str  # of ``name_pages.KINDS``, and the name of its page
    search_fields = ["name"]
    folded_search = ("search_key",)
    search_help_text = _("Tên hoặc tên gọi khác, không cần dấu")
    actions = ["merge_two"]

    def view_on_site(self, obj: Model) -> str:
        return reverse(self.kind, args=[obj.pk])

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        names = f"{reverse('names')}#{self.kind}"
        return super().changelist_view(request, {"names": names, **(extra_context or {})})

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(KINDS[self.kind].permission)

    @admin.action(description=_("Gộp hai mục đã chọn"), permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """To the page that shows what would move; the older row is the one kept at first."""
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(chosen) == 2:
            return redirect(f"{self.kind}-merge", *chosen)
        self.message_user(request, _("Hãy chọn đúng hai mục để gộp."), messages.WARNING)
        return None


@admin.register(Zone)
class ZoneAdmin(NamedAdmin, ScopedAdmin):
    kind = "zone"
    sheet_kind = "zones"
    list_display = ["name", "position"]
    fields = ["committee", "name", "aliases", "position"]


@admin.register(Company)
class CompanyAdmin(NamedAdmin, ScopedAdmin):
    kind = "company"
    sheet_kind = "companies"
    list_display = ["name", "zone"]
    list_select_related = ["committee", "zone"]
    list_filter = [("zone", PlaceFilter)]
    autocomplete_fields = ["zone"]
    fields = ["committee", "name", "aliases", "zone", ("contact_name", "contact_phone")]


@admin.register(ReceivingFacility)
class ReceivingFacilityAdmin(NamedAdmin):
    kind = "facility"
    list_display = ["name", "position"]
    fields = ["name", "aliases", "position"]


class PapersAdmin(ScopedAdmin):
    """The page of what may have papers; their history stands there too."""

    change_form_template = "admin/papered_form.html"

    def changes_of(self, row: Model) -> list[Entry]:
        owner = {f"{row._meta.model_name}_id": row.pk}
        return [*super().changes_of(row), *entries(Paper.history.filter(**owner))]


@admin.register(Plan)
class PlanAdmin(PapersAdmin):
    list_display = ["year", "number", _day(Plan, "issued_on")]
    list_display_links = ["number"]
    fields = ["committee", "year", ("number", "issued_on"), "subject"]

    def view_on_site(self, obj: Model) -> str:
        assert isinstance(obj, Plan)
        return f"{reverse('plan', args=[obj.year])}?committee={obj.committee_id}"


@admin.register(Target)
class TargetAdmin(PapersAdmin):
    list_display = ["year", "assigned_by", "units_text", "is_headline", "document_number"]
    list_display_links = ["assigned_by"]
    list_filter = ["year"]
    fieldsets = [
        (None, {"fields": ("committee", "year", "assigned_by", "units", "is_headline")}),
        (
            _("Văn bản giao"),
            {"fields": (("document_number", "document_on"), "document_subject", "note")},
        ),
        (_("Chỉ khi không tính theo năm báo cáo"), {"fields": (("from_on", "to_on"),)}),
    ]

    @admin.display(description=_("số đơn vị máu"), ordering="units")
    def units_text(self, row: Target) -> str:
        return intcomma(row.units)


@admin.register(Campaign)
class CampaignAdmin(ScopedAdmin):
    page = "campaign"
    list_display = ["name", "kind", _day(Campaign, "from_on"), _day(Campaign, "to_on")]
    list_filter = ["kind"]
    search_fields = ["name"]
    folded_search = ("search_key",)
    fields = ["committee", "kind", "name", "message", ("from_on", "to_on"), "note"]


@admin.register(Communication)
class CommunicationAdmin(ScopedAdmin):
    list_display = [_day(Communication, "on"), "kind", "subject", "answered", "people"]
    list_filter = ["kind"]
    list_select_related = ["committee", "campaign"]
    date_hierarchy = "on"
    search_fields = ["subject"]
    folded_search = ("search_key", "campaign__search_key")
    search_help_text = _("Nội dung hoặc tên chiến dịch, không cần dấu")
    autocomplete_fields = ["campaign"]
    fields = ["committee", "on", "kind", "subject", "campaign", "reached"]

    @admin.display(description=_("hưởng ứng"), ordering="campaign__name")
    def answered(self, row: Communication) -> str | None:
        """Django keeps a relation's own column on one line, and these names are long."""
        return row.campaign.name if row.campaign else None

    @admin.display(description=_("số người"), ordering="reached")
    def people(self, row: Communication) -> str | None:
        return None if row.reached is None else intcomma(row.reached)
