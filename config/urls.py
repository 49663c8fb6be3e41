"""Addresses; other people's tools rely on those of the dashboard, the reports and /healthz."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from config.help import PAGES, help_home, help_page
from config.views import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("config.urls_accounts")),
    path("healthz", healthz, name="healthz"),
    path("help/", help_home, name="help"),
    *(path(f"help/{name}/", help_page, {"name": name}, "help-page") for name in PAGES),
    path("", include("campaigns.urls")),
    path("", include("donations.urls")),
    path("", include("reports.urls")),
]

handler500 = "config.trying_again.failed"
