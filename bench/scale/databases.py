"""The databases that are measured: made where they are missing, and kept."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "bench" / "data"


def environment(url: str) -> dict[str, str]:
    """Production's own settings, over the database ``url``."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(DATA / "uploads"),
        "LOG_LEVEL": "ERROR",
    }


def python(url: str, *arguments: str) -> str:
    """What a process of its own prints; what it says of its progress is shown."""
    command = [sys.executable, *arguments]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment(url), check=True, stdout=subprocess.PIPE, text=True
    )
    return ran.stdout


class SQLite:
    name = "SQLite"

    def seeded(self, drives: int) -> str:
        """The address of the database with so many drives."""
        DATA.mkdir(exist_ok=True)
        path = DATA / f"{drives}.sqlite3"
        url = f"sqlite:///{path}"
        python(url, "manage.py", "migrate", "--verbosity=0")
        with sqlite3.connect(path) as database:
            is_empty = not database.execute("SELECT 1 FROM campaigns_committee").fetchone()
        if is_empty:
            python(url, "manage.py", "seed_scale", str(drives))
        return url

    @contextmanager
    def copied(self, url: str) -> Iterator[str]:
        """A copy to write into, gone afterwards."""
        copy = DATA / "copy.sqlite3"
        with (
            sqlite3.connect(url.removeprefix("sqlite:///")) as source,
            sqlite3.connect(copy) as target,
        ):
            source.backup(target)
        try:
            yield f"sqlite:///{copy}"
        finally:
            for each in DATA.glob("copy.sqlite3*"):
                each.unlink()


class PostgreSQL:
    name = "PostgreSQL"

    def __init__(self) -> None:
        self.server = os.environ["DATABASE_URL"]

    def seeded(self, drives: int) -> str:
        name = f"bench_{drives}"
        if not self._run(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self._run(f"CREATE DATABASE {name}")
        url = f"{self.server.rsplit('/', 1)[0]}/{name}"
        python(url, "manage.py", "migrate", "--verbosity=0")
        with psycopg.connect(url, autocommit=True) as database:
            if not database.execute("SELECT 1 FROM campaigns_committee LIMIT 1").rowcount:
                python(url, "manage.py", "seed_scale", str(drives))
                database.execute("VACUUM ANALYZE")  # as it does by itself after a while
        return url

    @contextmanager
    def copied(self, url: str) -> Iterator[str]:
        server, name = url.rsplit("/", 1)
        self._run("DROP DATABASE IF EXISTS bench_copy WITH (FORCE)")
        self._run(f"CREATE DATABASE bench_copy TEMPLATE {name}")
        try:
            yield f"{server}/bench_copy"
        finally:
            self._run("DROP DATABASE bench_copy WITH (FORCE)")

    def _run(self, sql: str) -> int:
        """How many rows it is about."""
        with psycopg.connect(self.server, autocommit=True) as database:
            return database.execute(sql).rowcount


ENGINES = {"sqlite": SQLite, "postgres": PostgreSQL}
