"""Taking a backup while people write.

First the uploads that rows name by then, which may take long; then, of one moment, the database and
the few uploads that have come since. An upload never changes under its name, so that it matters
only that those are there which the rows of that moment name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from django.core.files.storage import Storage
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..storage import write_down
from . import contents, postgresql, sqlite
from .archive import CHUNK, FORMAT, UPLOADS, Manifest, Packer, opened, progress, read_with_progress
from .failures import BackupError

DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
ATTEMPTS = 3

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Taken:
    manifest: Manifest
    size: int  # bytes of the whole file
    sha256: str  # of the whole file


def take(file: Path, connection: BaseDatabaseWrapper, storage: Storage, tell: Tell) -> Taken:
    """Write a backup to ``file``, which appears once it is whole.

    Raises:
        BackupError: there is such a file already, or nothing that could be backed up.
        OSError, DatabaseError, sqlite3.Error: nothing is left behind.
    """
    if "django_migrations" not in contents.tables(connection):
        raise BackupError(_("Cơ sở dữ liệu còn trống: không có gì để sao lưu."))
    with _new(file) as (folder, unfinished):
        with (
            open(unfinished, "xb", opener=_for_the_owner) as raw,
            ZipFile(raw, "w") as packed,
        ):
            manifest = _pack(packed, folder, connection, storage, tell)
        with opened(unfinished):
            tell(_("Tính mã kiểm tra…"))  # a restore would take it
        return Taken(manifest, unfinished.stat().st_size, _written(unfinished))


def _written(unfinished: Path) -> str:
    """Its SHA-256, read from the disk on which it now lies for good."""
    digest, size = hashlib.sha256(), unfinished.stat().st_size
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
        with read_with_progress(file, _("Mã kiểm tra"), size) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _new(file: Path) -> Iterator[tuple[Path, Path]]:
    """A folder beside ``file``, and the file in it that takes its name where all went well."""
    folder = file.with_name(f"{file.name}.part")
    if file.exists():
        raise BackupError(_("Đã có %(file)s; không ghi đè.") % {"file": file})
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError as error:
        told = _("Đang có %(folder)s: một lần sao lưu khác đang chạy, hoặc đã dừng giữa chừng.")
        more = _("Nếu không còn lần nào đang chạy, hãy xóa nó rồi chạy lại.")
        raise BackupError(f"{told % {'folder': folder}} {more}") from error
    try:
        unfinished = folder / "backup.zip"
        yield folder, unfinished
        unfinished.rename(file)
        write_down(file.parent)  # power that fails now can't undo the renaming
    finally:
        shutil.rmtree(folder)


def _for_the_owner(path: str, flags: int) -> int:
    """Nobody else may read it: it holds all that the site knows, and hashes of passwords."""
    return os.open(path, flags, 0o600)


def _pack(
    packed: ZipFile,
    folder: Path,
    connection: BaseDatabaseWrapper,
    storage: Storage,
    tell: Tell,
) -> Manifest:
    packer = Packer(packed)
    tell(_("Sao chép ảnh và văn bản…"))
    _add_uploads(packer, storage, contents.upload_names(connection))
    for _attempt in range(ATTEMPTS):
        with contents.one_moment(connection) as moment:
            names = contents.upload_names(moment)
            absent = _add_uploads(packer, storage, names)
            # Whose row is still there on a fresh look is lost for good; the others went with
            # their rows just now, and this moment is one that can't be brought back whole.
            if absent <= contents.upload_names(connection):
                tell(_("Sao chép cơ sở dữ liệu…"))
                manifest = _pack_database(packer, moment, folder, names, absent)
                packer.finish(manifest)
                return manifest
    raise BackupError(_("Ảnh, văn bản liên tục bị xóa trong khi sao lưu; hãy chạy lại lúc vắng."))


def _add_uploads(packer: Packer, storage: Storage, names: Iterable[str]) -> set[str]:
    """Add those that the archive lacks; return the names of which the storage has no file."""
    lacking = sorted(name for name in names if f"{UPLOADS}{name}" not in packer.members)
    absent = set()
    with progress(_("Ảnh, văn bản"), len(lacking), _("tệp")) as bar:
        for name in lacking:
            try:
                with storage.open(name) as upload:
                    packer.add(f"{UPLOADS}{name}", upload)
            except FileNotFoundError:
                absent.add(name)
            bar.update()
    return absent


def _pack_database(
    packer: Packer, moment: BaseDatabaseWrapper, folder: Path, names: set[str], lost: set[str]
) -> Manifest:
    taken_at = localtime().replace(microsecond=0)
    dropped = packer.members.keys() - {f"{UPLOADS}{name}" for name in names}
    database = DATABASES[moment.vendor]
    rows, migrations = contents.count_rows(moment), contents.migrations(moment)
    database.pack(moment, packer, folder)
    return Manifest(
        format=FORMAT,
        engine=moment.vendor,
        database=database.MEMBER,
        taken_at=taken_at,
        rows=rows,
        migrations=migrations,
        members=packer.members,
        dropped=sorted(dropped),
        lost=sorted(lost),
    )
