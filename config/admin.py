"""The admin site: one way in, and no second login page."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from campaigns.choices import CommitteeAutocomplete

from .views import LogoutView

ORDER = {
    name: place
    for place, name in enumerate(
        ("Drive", "Plan", "Target", "Campaign", "Communication", "Company", "Zone")
    )
}


class GiotHongAdminSite(AdminSite):
    site_title = _("Giọt Hồng")
    index_title = _("Việc hôm nay")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever may see drives here; no second tick beside the group is needed."""
        user = request.user
        return user.is_active and (user.is_superuser or user.has_perm("campaigns.view_drive"))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Today's work; without a committee, what to do about that."""
        from reports.workday import workday_context

        try:
            work = workday_context(request)
        except PermissionDenied as no_committee:
            work = {"no_committee": no_committee}
        return super().index(request, {**work, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What is entered most stands first."""
        apps: list[Any] = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: ORDER.get(model["object_name"], len(ORDER)))
        return apps

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send a stranger to the one login page; refuse a person who may not work here."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One way out, too."""
        return LogoutView.as_view()(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        view: Any = CommitteeAutocomplete.as_view(admin_site=self)
        return view(request)  # type: ignore[no-any-return]

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One page for everybody, leaders too, who have no place here."""
        return redirect("password_change")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("password_change_done")
