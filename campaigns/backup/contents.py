"""What there is to back up: the tables, and the files that their rows name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FileField

# Whoever gets hold of a copy would be logged in as everybody: log-ins are left out of it.
LEFT_OUT = Session._meta.db_table

_BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}


@contextmanager
def one_moment(connection: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own that sees the database as it was at its first query.

    The others read and write on. On SQLite this rests on its write-ahead log.
    """
    own = connection.copy()
    own.ensure_connection()
    try:
        with own.cursor() as cursor:
            cursor.execute(_BEGIN[own.vendor])
        yield own
    finally:
        own.connection.rollback()
        own.close()


def rows_of(connection: BaseDatabaseWrapper, query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple] = cursor.fetchall()
    return found


def tables(connection: BaseDatabaseWrapper) -> set[str]:
    return set(connection.introspection.table_names())


def migrations(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """The app and name of each that was applied, in that order."""
    return rows_of(connection, "SELECT app, name FROM django_migrations ORDER BY id")


def count_rows(connection: BaseDatabaseWrapper) -> int:
    """Of all tables, but for what is left out."""
    quoted = map(connection.ops.quote_name, tables(connection) - {LEFT_OUT})
    return sum(rows_of(connection, f"SELECT COUNT(*) FROM {table}")[0][0] for table in quoted)


def upload_names(connection: BaseDatabaseWrapper) -> set[str]:
    """The files that the rows of any model name."""
    quote = connection.ops.quote_name
    names: set[str] = set()
    for table, column in _file_columns(connection):
        query = f"SELECT {quote(column)} FROM {quote(table)} WHERE {quote(column)} <> ''"
        names |= {name for (name,) in rows_of(connection, query)}
    return names


def _file_columns(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Of the models' tables and columns those that exist: one backs up before one migrates."""
    wanted = {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField)
    }
    existing = tables(connection)
    return {
        (table, column)
        for table, column in wanted
        if table in existing and column in _columns(connection, table)
    }


def _columns(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return {column.name for column in described}
