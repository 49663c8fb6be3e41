"""A real server whose database fails for a while: what was typed is kept, and saved once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.db import connection

from campaigns.models import Drive
from donations.models import DriveResult
from tests.donations.pages import add_form
from tests.factories import CommitteeFactory, UserFactory
from tests.forms import form_in
from tests.prove.server import Visitor, serving

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = 2000  # of 4 KB: more than the tables have empty
SQLITE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
ADD = "/admin/campaigns/drive/add/"
on_sqlite = pytest.mark.only_on("sqlite")
on_postgresql = pytest.mark.only_on("postgresql")


@contextmanager
def locked() -> Iterator[None]:
    """Somebody writes, and does not come to an end."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def _fill(other: sqlite3.Connection, size: int) -> None:
    while True:
        try:
            other.execute("INSERT INTO filler VALUES (zeroblob(?))", [size])
        except sqlite3.OperationalError:
            return


@contextmanager
def full() -> Iterator[None]:
    """As far as the server may let the file grow (see ``PAGES``), it has."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("CREATE TABLE filler (content)")
        other.execute(f"PRAGMA max_page_count = {PAGES}")
        for size in (100_000, 1000):
            _fill(other, size)
        yield
        other.execute("DROP TABLE filler")  # its pages are free for others


@contextmanager
def gone() -> Iterator[None]:
    """PostgreSQL breaks all connections off and takes no new ones, as when it is stopped."""
    name, server = connection.settings_dict["NAME"], connection.settings_dict
    connection.close()
    address = {key: server[key.upper()] for key in ("host", "port", "user", "password")}
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as other:
        other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            yield
        finally:
            other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@pytest.mark.parametrize(
    ("failing", "options", "health"),
    [
        pytest.param(locked, {"timeout": "1"}, 200, marks=on_sqlite),
        pytest.param(
            full,
            {"init_command": f"{SQLITE} PRAGMA max_page_count={PAGES};"},
            200,  # the disk itself is not
            marks=on_sqlite,
        ),
        pytest.param(gone, {}, 503, marks=on_postgresql),
    ],
    ids=["locked", "full", "gone"],
)
def test_what_was_typed_while_the_database_fails_is_saved_once_when_it_is_back(
    failing, options, health
):
    user, committee = UserFactory.create(is_superuser=True), CommitteeFactory.create()
    typed = add_form(committee, note="dài " * 3000)
    with serving(**options) as server:
        person = Visitor(user, server)
        assert person.get(ADD)[0] == 200
        with failing():
            status, page = person.post(ADD, typed)
            told = server.health()

        assert status == 503
        assert "được giữ trong trang này" in page
        assert told == health
        assert server.health() == 200
        kept = form_in(page)
        assert kept["note"] == [typed["note"]]
        assert person.post(ADD, kept)[0] == 302  # at once
        assert person.post(ADD, kept)[0] == 302

    assert Drive.objects.count() == Drive.history.count() == 1
    assert DriveResult.objects.get().units == 100
