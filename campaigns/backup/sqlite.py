"""An SQLite database into the archive, and out of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from .archive import CHUNK, Packer, progress
from .contents import LEFT_OUT
from .failures import BackupError

MEMBER = "database.sqlite3"
STEP = 500  # pages between two looks at the bar: 2 MB


def pack(moment: BaseDatabaseWrapper, packer: Packer, folder: Path) -> None:
    """By way of a copy in ``folder``, which takes as much room as the database.

    Raises:
        BackupError: the database is damaged.
    """
    copied = folder / MEMBER
    with closing(sqlite3.connect(copied)) as copy:
        _copy(moment.connection, copy)
        _forget_log_ins(copy)
        _require_intact(copy)
    with copied.open("rb") as source:
        packer.add(MEMBER, source, is_compressed=False)
    copied.unlink()


def unpack(source: IO[bytes], target: BaseDatabaseWrapper) -> None:
    """Into an empty database: whole, or not at all.

    SQLite itself copies, in one transaction, rather than that the file is put in the place of the
    other: whoever has that one open, and its write-ahead log, sees the rows come.
    """
    beside = Path(target.settings_dict["NAME"]).parent
    with TemporaryDirectory(prefix="restore-", dir=beside) as folder:
        extracted = Path(folder) / MEMBER
        with extracted.open("wb") as file:
            copyfileobj(source, file, CHUNK)
        target.ensure_connection()
        with closing(sqlite3.connect(extracted)) as copy:
            _copy(copy, target.connection)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Unless ``source`` is in a transaction, any write to it would make this begin anew."""
    with progress(_("Cơ sở dữ liệu"), 0, _("trang")) as bar:

        def tell(status: int, remaining: int, total: int) -> None:
            bar.total = total
            bar.update(total - remaining - bar.n)

        source.backup(target, pages=STEP, progress=tell)


def _forget_log_ins(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten with zeros
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [LEFT_OUT]).fetchone():
        copy.execute(f"DELETE FROM {LEFT_OUT}")
    copy.commit()


def _require_intact(copy: sqlite3.Connection) -> None:
    (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise BackupError(
            _("Cơ sở dữ liệu bị hỏng (%(found)s): giữ kỹ các bản sao lưu cũ.") % {"found": found}
        )
