"""An empty installation to restore into, and what an installation holds, to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.files.storage import FileSystemStorage, Storage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from campaigns.backup.contents import rows_of, tables, upload_names

RESTORED = "restored.sqlite3"  # with uploads beside it, as ``settings_for_tests`` has them
SEQUENCES = {
    "sqlite": "SELECT name, seq FROM sqlite_sequence",
    "postgresql": "SELECT sequencename, last_value FROM pg_sequences",
}


@dataclass
class Target:
    connection: BaseDatabaseWrapper
    storage: Storage
    told: list[str] = field(default_factory=list)


@contextmanager
def empty_target(folder: Path) -> Iterator[Target]:
    """A database without tables, of the tests' own engine, and a storage without files."""
    new = connection.copy()
    if connection.vendor == "sqlite":
        new.settings_dict["NAME"] = folder / RESTORED
    else:
        new.settings_dict["NAME"] += "_restored"
        _on_the_server(f"CREATE DATABASE {new.settings_dict['NAME']} TEMPLATE template0")
    try:
        yield Target(new, FileSystemStorage(f"{folder / RESTORED}.uploads"))
    finally:
        new.close()
        if connection.vendor == "postgresql":
            _on_the_server(f"DROP DATABASE {new.settings_dict['NAME']}")


def _on_the_server(command: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(command)


def everything(at: BaseDatabaseWrapper, storage: Storage) -> dict[str, object]:
    """Every row of every table, where the numbering stands, and every file that a row names.

    But for the log-ins, which are not backed up.
    """
    held: dict[str, object] = {
        table: sorted(map(repr, rows_of(at, f"SELECT * FROM {at.ops.quote_name(table)}")))
        for table in tables(at) - {Session._meta.db_table}
    }
    held["sequences"] = sorted(rows_of(at, SEQUENCES[at.vendor]))
    held["uploads"] = {name: digest(storage, name) for name in upload_names(at)}
    return held


def digest(storage: Storage, name: str) -> str:
    with storage.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()
