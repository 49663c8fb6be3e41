"""The WSGI application that gunicorn serves."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# What the first request would load, in every worker again.
get_resolver().url_patterns  # noqa: B018
# The code stays as it is: to go through all of it for garbage took longer than a page.
gc.collect()
gc.freeze()
