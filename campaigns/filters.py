"""What lists are narrowed down to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Max, Min, Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .access import visible_committees
from .fields import is_year
from .models import Committee


class ReportingYearFilter(admin.SimpleListFilter):
    """Drives of a reporting year, by the calendar of each drive's committee."""

    title = _("năm báo cáo")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every year from the first drive's to the last one's, newest first."""
        days = model_admin.get_queryset(request).aggregate(first=Min("on"), last=Max("on"))
        if days["first"] is None:
            return []
        years = [calendar.year_of(day) for calendar in _calendars(request) for day in days.values()]
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
    committees = visible_committees(request.user).order_by()
    used = committees.values_list("calendar", flat=True).distinct()
    return [Committee.Calendar(calendar) for calendar in used]


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
