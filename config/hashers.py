"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's least: Django's own 100 MB a log-in would fell a small server."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
