"""Addresses of the dashboard and the reports, on which other people's tools rely."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("reports/", views.report_list, name="report-list"),
    path("reports/<int:year>/<str:key>/", views.period_report, name="period-report"),
    path(
        "reports/<int:year>/<str:key>/report.<str:extension>",
        views.download,
        name="report-download",
    ),
]
