"""Addresses of the dashboard, the plan and the reports, on which other people's tools rely.

Those of a stored report come first: its number would pass for a year.
"""

from __future__ import annotations

from django.urls import path

from . import (
    calendar_pages,
    dashboard,
    desk,
    history,
    import_pages,
    import_uploads,
    plan_pages,
    search_pages,
    stored,
    text_pages,
    thing_pages,
    views,
)

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("plan/", plan_pages.newest_plan, name="plan-newest"),
    path("plan/<int:year>/", plan_pages.plan, name="plan"),
    path("plan/<int:year>/drives.xlsx", plan_pages.plan_sheet, name="plan-sheet"),
    path("calendar/", calendar_pages.newest_calendar, name="calendar-newest"),
    path("calendar/renew/", calendar_pages.renew_feed, name="calendar-renew"),
    path("calendar/<int:year>/", calendar_pages.calendar, name="calendar"),
    path("calendar/<str:secret>.ics", calendar_pages.calendar_feed, name="calendar-feed"),
    path("search/", search_pages.search, name="search"),
    path("drives/<int:pk>/copy/", plan_pages.copy_drive, name="drive-copy"),
    path("imports/", import_uploads.imports, name="imports"),
    path("imports/<int:pk>/", import_pages.import_preview, name="import"),
    path("imports/<int:pk>/cancel/", import_pages.cancel_import, name="import-cancel"),
    path("imports/<int:pk>/undo/", import_pages.undo_import, name="import-undo"),
    path("imports/text/", text_pages.import_text, name="import-text"),
    path("imports/<str:kind>/", import_uploads.import_sheet, name="import-sheet"),
    path(
        "imports/<str:kind>/template.xlsx", import_uploads.import_template, name="import-template"
    ),
    path(
        "drives/<int:drive>/turnout/import/", import_uploads.import_turnout, name="import-turnout"
    ),
    path(
        "drives/<int:drive>/turnout/template.xlsx",
        import_uploads.turnout_template,
        name="turnout-template",
    ),
    path("drives/<int:pk>/", thing_pages.drive, name="drive"),
    path("zones/<int:pk>/", thing_pages.zone, name="zone"),
    path("companies/<int:pk>/", thing_pages.company, name="company"),
    path("facilities/<int:pk>/", thing_pages.facility, name="facility"),
    path("campaigns/<int:pk>/", thing_pages.campaign, name="campaign"),
    path("reports/", views.report_list, name="report-list"),
    path("reports/new/", desk.new_report, name="report-new"),
    path("reports/<int:pk>/", stored.stored_report, name="report"),
    path("reports/<int:pk>/report.<str:extension>", stored.download, name="stored-download"),
    path("reports/<int:pk>/pictures/<str:sha256>.jpg", stored.picture, name="report-picture"),
    path("reports/<int:pk>/edit/", desk.edit, name="report-edit"),
    path("reports/<int:pk>/history/", history.report_history, name="report-history"),
    path("reports/<int:pk>/back/", history.put_back, name="report-back"),
    path("reports/<int:pk>/preview/", desk.preview, name="report-preview"),
    path("reports/<int:pk>/acknowledge/", desk.acknowledge, name="report-acknowledge"),
    path("reports/<int:pk>/issue/", desk.issue_report, name="report-issue"),
    path("reports/<int:pk>/replace/", desk.replace, name="report-replace"),
    path("reports/<int:pk>/discard/", desk.discard, name="report-discard"),
    path("reports/<int:pk>/scan/", stored.file_scan, name="report-scan"),
    path("reports/<int:pk>/scan/<int:file>/", stored.download_scan, name="report-scan-file"),
    path("reports/<int:year>/<str:key>/", views.period_report, name="period-report"),
    path("reports/<int:year>/<str:key>/draft/", desk.draft_period, name="period-draft"),
    path(
        "reports/<int:year>/<str:key>/report.<str:extension>",
        views.download,
        name="report-download",
    ),
]
