"""A PostgreSQL database into the archive, and out of it, by PostgreSQL's own tools."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from typing import IO, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from .archive import CHUNK, Packer, read_with_progress
from .contents import LEFT_OUT, rows_of
from .failures import BackupError

MEMBER = "database.dump"


def pack(moment: BaseDatabaseWrapper, packer: Packer, folder: Path) -> None:
    """Of the very moment that ``moment`` sees; ``folder`` is not needed."""
    ((snapshot,),) = rows_of(moment, "SELECT pg_export_snapshot()")
    options = [
        "--format=custom",
        f"--snapshot={snapshot}",
        f"--exclude-table-data={LEFT_OUT}",
        "--no-password",
    ]
    with (
        _running("pg_dump", moment, options, stdout=PIPE) as process,
        read_with_progress(process.stdout, _("Cơ sở dữ liệu")) as source,
    ):
        packer.add(MEMBER, source)


def unpack(source: IO[bytes], target: BaseDatabaseWrapper) -> None:
    """Into an empty database: whole, or not at all."""
    options = [
        *("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
        *("--no-password", "--dbname"),
    ]
    # It leaves before it has read everything where it fails; why is told by itself.
    with (
        _running("pg_restore", target, options, stdin=PIPE) as process,
        suppress(BrokenPipeError),
        process.stdin,
    ):
        copyfileobj(source, process.stdin, CHUNK)


@contextmanager
def _running(
    tool: str,
    connection: BaseDatabaseWrapper,
    options: list[str],
    *,
    stdin: int | None = None,
    stdout: int | None = None,
) -> Iterator[Any]:
    """The tool at work on the database of ``connection``.

    Raises:
        BackupError: it is not installed, or it failed.
    """
    # The password goes through the environment: everybody may see a command line.
    (_psql, *arguments), extra = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, options
    )
    with TemporaryFile() as errors:
        try:
            process = Popen(
                [tool, *arguments],
                env=os.environ | (extra or {}),
                stdin=stdin,
                stdout=stdout,
                stderr=errors,
            )
        except FileNotFoundError as error:
            told = _("Chưa có %(tool)s: hãy cài gói postgresql-client.")
            raise BackupError(told % {"tool": tool}) from error
        with process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            errors.seek(0)
            why = errors.read().decode(errors="replace").strip()
            raise BackupError(_("%(tool)s báo lỗi: %(why)s") % {"tool": tool, "why": why})
