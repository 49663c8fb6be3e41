"""Addresses of pictures, papers and double names: for every member, so outside the admin."""

from __future__ import annotations

from django.urls import path

from . import committee_pages, name_pages, views
from .models import Drive, Plan, Target

urlpatterns = [
    path("committees/", committee_pages.committees, name="committees"),
    path("files/", views.files, name="files"),
    path("drives/<int:drive>/pictures/", views.drive_pictures, name="drive-pictures"),
    path("pictures/<int:picture>/", views.picture, name="picture"),
    path("pictures/<int:picture>/remove/", views.remove_picture, name="picture-remove"),
    path("pictures/<int:picture>/<str:size>.jpg", views.picture_file, name="picture-file"),
    path("plans/<int:owner>/papers/", views.papers, {"model": Plan}, name="plan-papers"),
    path("targets/<int:owner>/papers/", views.papers, {"model": Target}, name="target-papers"),
    path("drives/<int:owner>/papers/", views.papers, {"model": Drive}, name="drive-papers"),
    path("papers/<int:paper>/paper.pdf", views.paper_file, name="paper-file"),
    path("papers/<int:paper>/remove/", views.remove_paper, name="paper-remove"),
    path("names/", name_pages.names, name="names"),
    *(
        path(
            f"names/{kind}/<int:keep>/<int:gone>/",
            name_pages.merge_page,
            {"kind": kind},
            name=f"{kind}-merge",
        )
        for kind in name_pages.KINDS
    ),
]
