"""Addresses of what companies brought to a drive: for every member, so outside the admin."""

from __future__ import annotations

from django.urls import path

from . import turnout_pages

urlpatterns = [
    path("drives/<int:drive>/turnout/", turnout_pages.drive_turnout, name="drive-turnout"),
    path("drives/<int:drive>/turnout/add/", turnout_pages.add_companies, name="drive-turnout-add"),
    path(
        "drives/<int:drive>/turnout/turnout.xlsx",
        turnout_pages.turnout_sheet,
        name="drive-turnout-sheet",
    ),
]
