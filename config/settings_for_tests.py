"""The settings under which the tests run: the real ones, with a dummy key and fast passwords."""

from __future__ import annotations

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ["DEBUG"] = "0"
os.environ["HTTPS"] = "0"

from config.settings import *  # noqa: F403

# Tests serve static files straight from their folders; nothing has been collected.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    # The manifest wants a collectstatic run first, which a test run has no need of.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "PROVE_DATABASE" in os.environ:
    # Several processes at once read the uploads too.
    MEDIA_ROOT = f"{os.environ['PROVE_DATABASE']}.uploads"
    STORAGES["default"] = {"BACKEND": "campaigns.storage.WholeFileStorage"}
if "PROVE_DATABASE" in os.environ and "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # Several processes at once need a database in a file.
    DATABASES["default"]["TEST"] = {"NAME": os.environ["PROVE_DATABASE"]}  # noqa: F405
