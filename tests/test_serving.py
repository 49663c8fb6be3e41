"""What `make serve` starts, and what it refuses to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.db.utils import ConnectionHandler

ROOT = settings.BASE_DIR
# What docs/operate.md has an operator write, and no more.
SERVED = {
    "SECRET_KEY": "Zp3rT9w-kL0vQx7_bN2mYc5sHd8gJf4aUe6iRoW1tEyBzKqCnVx",
    "ALLOWED_HOSTS": "giothong.example.vn",
    "HTTPS": "1",
    "TRUSTED_PROXIES": "1",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "manage.py", *arguments, **changed)


def run(*command: str, **changed: str) -> subprocess.CompletedProcess[str]:
    """The command as an operator would run it, with an environment of its own."""
    return subprocess.run(
        command, cwd=ROOT, env=environment(**changed), capture_output=True, text=True, timeout=60
    )


def environment(**changed: str) -> dict[str, str]:
    # Set empty, not left out: a developer's .env would fill it in again.
    mine = dict.fromkeys(("DEBUG", "SECRET_KEY"), "") | {"DEBUG": "0"}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | mine | SERVED | {"PYTHONDONTWRITEBYTECODE": "1"} | changed


def deployable(**changed: str) -> subprocess.CompletedProcess[str]:
    return manage("check", "--deploy", "--fail-level", "WARNING", **changed)


def test_what_the_manual_has_one_write_may_be_served():
    checked = deployable()

    assert checked.returncode == 0, checked.stderr


def test_what_is_unsafe_is_not_served():
    checked = deployable(DEBUG="1", HTTPS="0", SECRET_KEY="giothong", ALLOWED_HOSTS="")

    assert checked.returncode == 1
    for finding in ("W008", "W009", "W012", "W016", "W018", "W020"):
        assert f"security.{finding}" in checked.stderr


def test_nothing_starts_without_a_key():
    checked = deployable(SECRET_KEY="")

    assert checked.returncode == 1
    assert "Chưa có SECRET_KEY" in checked.stderr


def test_a_database_behind_the_code_is_not_served():
    assert manage("migrate", "--check").returncode == 1


def test_uploads_go_to_the_storage_that_is_named():
    asked = "from django.core.files.storage import default_storage as s; print(s.location, s.open)"

    found = manage(
        *("shell", "--verbosity", "0", "-c", asked),
        UPLOADS_BACKEND="django.core.files.storage.InMemoryStorage",
        UPLOADS_OPTIONS='{"location": "/elsewhere"}',
    )

    assert found.stdout.startswith("/elsewhere <bound method")
    assert "InMemoryStorage object" in found.stdout


def test_every_setting_is_told_of_in_the_example():
    told = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))

    code = (ROOT / "config/settings.py").read_text() + (ROOT / "gunicorn.conf.py").read_text()
    read = set(re.findall(r'env\.?\w*\(\s*"([A-Z_]+)"', code))

    assert len(read) > 12
    assert told - {"DEMO_PASSWORD"} == read


def test_the_server_answers_and_tells_no_version(tmp_path: Path):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Django's own redirect to HTTPS aside: there is no proxy here.
    changed = {"BIND": f"127.0.0.1:{port}", "HTTPS": "0", "ALLOWED_HOSTS": "127.0.0.1"}
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [Path(sys.executable).with_name("gunicorn")],
            **{"cwd": ROOT, "env": environment(**changed), "stdout": log, "stderr": log},
        )
        try:
            answer = _answer(f"http://127.0.0.1:{port}/healthz")
        finally:
            server.send_signal(signal.SIGTERM)
            code = server.wait(timeout=30)

    assert (answer.status, answer.read()) == (200, b"ok")
    assert not re.search(r"\d", answer.headers["Server"])
    assert code == 0
    told = (tmp_path / "log").read_text()
    assert told.count("Listening at") == 1  # not once plain and once in our own form


def test_the_operators_manual_names_what_is_there():
    manual = (ROOT / "docs/operate.md").read_text()
    known = (ROOT / ".env.example").read_text()
    targets = (ROOT / "Makefile").read_text()

    files = set(re.findall(r"deploy/[\w.-]*\w", manual))
    settings_written = set(re.findall(r"^([A-Z_]+)=", manual, re.M))
    made = set(re.findall(r"\bmake ([a-z]+)\b", manual))
    commands = set(re.findall(r"manage\.py ([a-z_]+)", manual))

    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert settings_written == {*SERVED, "MEDIA_ROOT"}
    assert [name for name in settings_written if f"#{name}=" not in known] == []
    assert commands >= {"backup", "restore"}
    assert commands - get_commands().keys() == set()
    assert made >= {"ready", "serve"}
    assert [name for name in made if f"\n{name}:" not in targets] == []


def _answer(address: str):
    for _ in range(300):
        try:
            return urlopen(address)
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_a_database_in_a_file_is_read_while_somebody_writes(tmp_path):
    in_a_file = settings.DATABASES["default"] | {"NAME": tmp_path / "db.sqlite3"}
    opened = ConnectionHandler({"default": in_a_file})["default"]
    opened.connect()
    try:
        (mode,) = opened.connection.execute("PRAGMA journal_mode").fetchone()
    finally:
        opened.connection.close()

    assert (mode, opened.transaction_mode) == ("wal", "IMMEDIATE")
