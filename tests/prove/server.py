"""The site as `make run` serves it, on the test's own database, and people who use it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from campaigns.models import User
from tests.prove.together import database_url

TOKEN = "a" * 32  # a browser draws it; to the server, cookie and form have to agree
START = 60  # seconds in which a server has to answer


class Server:
    """Two workers with two threads each; ``options`` go into the address of the database."""

    def __init__(self, **options: str) -> None:
        self.port = _free_port()
        self._database = f"{database_url(connection)}?{urlencode(options)}"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings_for_tests",
            "DATABASE_URL": self._database,
            "LOG_LEVEL": "CRITICAL",  # what is refused here is meant to be
        }
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--log-level", "critical"]
        self._process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "2"],
            env=environment,
            start_new_session=True,  # a group of its own, to be killed as one
        )
        end = time.monotonic() + START
        while time.monotonic() < end:
            try:
                self.health()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the server does not answer")

    def kill(self) -> None:
        """As a power cut does: all processes at once, none of them asked."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def health(self) -> int:
        """The status of /healthz."""
        return _asked(self.port, "GET", "/healthz")[0]


@contextmanager
def serving(**options: str) -> Iterator[Server]:
    server = Server(**options)
    try:
        server.start()
        yield server
    finally:
        server.kill()


class Visitor:
    """A person with a browser, who has logged in."""

    def __init__(self, user: User, server: Server) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        self._cookies = f"sessionid={session}; csrftoken={TOKEN}"
        self._port = server.port

    def get(self, address: str) -> tuple[int, str]:
        return _asked(self._port, "GET", address, {"Cookie": self._cookies})

    def post(self, address: str, form: dict) -> tuple[int, str]:
        """Status and page.

        Raises:
            OSError: the connection broke, or there was none.
            HTTPException: it broke within the answer.
        """
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form}, doseq=True)
        headers = {"Cookie": self._cookies, "Content-Type": "application/x-www-form-urlencoded"}
        return _asked(self._port, "POST", address, headers, body)


def _asked(
    port: int, method: str, address: str, headers: dict | None = None, body: str | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, address, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]
