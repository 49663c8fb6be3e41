"""What lists are narrowed down to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .access import first_committees, sees_many, visible_committees
from .choices import is_id
from .fields import is_year
from .models import Committee


class ReportingYearFilter(admin.SimpleListFilter):
    """Drives of a reporting year, by the calendar of each drive's committee."""

    title = _("năm báo cáo")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every year from the first drive's to the last one's, newest first."""
        days = model_admin.get_queryset(request).order_by("on").values_list("on", flat=True)
        # Each asked by itself: either end of an index is found at once.
        ends = [*days[:1], *days.reverse()[:1]]
        if not ends:
            return []
        years = [calendar.year_of(day) for calendar in _calendars(request) for day in ends]
        return [(str(year), str(year)) for year in range(max(years), min(years) - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if value is None:
            return queryset
        if not is_year(value):
            return queryset.none()
        within = Q(pk=None)
        for calendar in _calendars(request):
            days = calendar.year_bounds(int(value))
            within |= Q(committee__calendar=calendar, on__range=days)
        return queryset.filter(within)


def _calendars(request: HttpRequest) -> list[Committee.Calendar]:
    """By which the user's committees report."""
    used: Iterable[str] = {committee.calendar for committee in first_committees(request)}
    if sees_many(request):
        committees = visible_committees(request.user).order_by()
        used = committees.values_list("calendar", flat=True).distinct()
    return [Committee.Calendar(calendar) for calendar in used]


class _ChosenFilter(admin.RelatedFieldListFilter):
    """Says what was chosen, even where nothing is offered, and keeps it."""

    def has_output(self) -> bool:
        return bool(self.used_parameters) or super().has_output()


class OfCommitteeFilter(_ChosenFilter):
    """The user's committees; of many only the one that was chosen (on their own page)."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        committees: Iterable[Committee] = first_committees(request)
        if sees_many(request):
            committees = visible_committees(request.user).filter(pk__in=_chosen(request))
        return [(committee.pk, str(committee)) for committee in committees]


class PlaceFilter(_ChosenFilter):
    """The zones of the chosen committee, or of the user's, unless these are many."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        rows = field.related_model.objects.visible_to(request.user).order_by("position", "name")
        if chosen := _chosen(request):
            # With the zone of another committee that is still chosen: it must not work unseen.
            kept = Q(pk__in=_ids(request, self.lookup_kwarg))
            rows = rows.filter(Q(committee__in=chosen) | kept)
        elif sees_many(request):
            rows = rows.filter(pk__in=_ids(request, self.lookup_kwarg))
        return [(row.pk, str(row)) for row in rows]


class FacilityFilter(_ChosenFilter):
    """The facilities that the listed rows name; of many committees all that there are."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        rows = field.related_model.objects.all()
        if not sees_many(request):
            used = model_admin.get_queryset(request).values(field.name)
            rows = rows.filter(Q(pk__in=used) | Q(pk__in=_ids(request, self.lookup_kwarg)))
        return [(row.pk, str(row)) for row in rows]


def _chosen(request: HttpRequest) -> list[str]:
    return _ids(request, "committee__id__exact")


def _ids(request: HttpRequest, name: str) -> list[str]:
    return [value for value in request.GET.getlist(name) if is_id(value)]


class StandingFilter(admin.SimpleListFilter):
    """What still has to be done about a drive."""

    title = _("việc còn lại")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("result", _("chờ nhập kết quả"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "result":
            return queryset.awaiting_result(localdate())  # type: ignore[attr-defined, no-any-return]
        return queryset
