"""Real processes on the tests' database: several that send a form at the same moment, or one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# What each process runs: (user, address, form, moment) in, (status, text) out.
SENDER = """
import json, sys, time
import django
django.setup()
from django.test import Client
from campaigns.models import User
username, url, form, at = json.loads(sys.argv[1])
client = Client(raise_request_exception=False)
client.force_login(User.objects.get(username=username))
time.sleep(max(0, at - time.time()))
answer = client.post(url, form, headers={"host": "localhost"})
print(json.dumps([answer.status_code, answer.content.decode()]))
"""
HEAD_START = 4  # seconds in which every process has started and logged in


def send_together(forms: Sequence[tuple[str, str, dict]]) -> list[tuple[int, str]]:
    """Post each (username, address, form) from a process of its own; the answers, in order."""
    at = time.time() + HEAD_START
    processes = [start("-c", SENDER, json.dumps([*form, at])) for form in forms]
    answers = [process.communicate(timeout=60)[0] for process in processes]
    return [tuple(json.loads(answer.splitlines()[-1])) for answer in answers]


def start(*arguments: str, at: BaseDatabaseWrapper = connection, **more: str) -> subprocess.Popen:
    """Python on the database of ``at``, with ``more`` in its environment."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings_for_tests",
        "DATABASE_URL": database_url(at),
    }
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment | more, stdout=subprocess.PIPE, text=True
    )


def database_url(at: BaseDatabaseWrapper) -> str:
    """The address of a test's own database."""
    settings = at.settings_dict
    if at.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = f"{settings['USER']}:{settings['PASSWORD']}"
    return f"postgres://{user}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
