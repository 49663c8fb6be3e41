"""The project's own admin site, in place of Django's."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class GiotHongAdminConfig(AdminConfig):
    default_site = "config.admin.GiotHongAdminSite"
