"""Bringing a backup back into an empty installation.

Everything is checked before anything is touched. The uploads come first and the database last: a
site whose restore was broken off has no tables, and can't be taken for a whole one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from django.core.files import File
from django.core.files.storage import Storage
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from . import contents
from .archive import UPLOADS, Manifest, opened, progress, read_with_progress, require_sound
from .failures import BackupError
from .taking import DATABASES, Tell

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Restored:
    manifest: Manifest
    is_older: bool  # the code has migrations that the backup had not


def restore(file: Path, connection: BaseDatabaseWrapper, storage: Storage, tell: Tell) -> Restored:
    """Bring all of ``file`` back.

    Raises:
        BackupError: it is damaged, newer than this code, or of another engine; or the database or
            the storage is not empty.
        OSError, DatabaseError, sqlite3.Error: the uploads that were written are gone again.
    """
    with opened(file) as (packed, manifest):
        _require_same_engine(manifest, connection)
        known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
        _require_known(manifest, known)
        _require_empty(connection, storage)
        tell(_("Kiểm tra từng tệp trong bản sao lưu…"))
        require_sound(packed, manifest)
        with _undone_on_failure(storage) as written:
            tell(_("Khôi phục ảnh và văn bản…"))
            _unpack_uploads(packed, manifest, storage, written)
            tell(_("Khôi phục cơ sở dữ liệu…"))
            _unpack_database(packed, manifest, connection)
    return Restored(manifest, is_older=not known <= set(manifest.migrations))


def _require_same_engine(manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    if manifest.engine != connection.vendor:
        theirs = ENGINES.get(manifest.engine, manifest.engine)
        raise BackupError(
            _("Bản sao lưu là của %(theirs)s, còn DATABASE_URL chỉ tới %(ours)s.")
            % {"theirs": theirs, "ours": ENGINES[connection.vendor]}
        )


def _require_known(manifest: Manifest, known: set[tuple[str, str]]) -> None:
    if unknown := sorted(set(manifest.migrations) - known):
        names = ", ".join(f"{app}.{name}" for app, name in unknown)
        raise BackupError(
            _("Bản sao lưu mới hơn phần mềm này (%(names)s): hãy cập nhật phần mềm.")
            % {"names": names}
        )


def _require_empty(connection: BaseDatabaseWrapper, storage: Storage) -> None:
    if contents.tables(connection):
        raise BackupError(
            _("Cơ sở dữ liệu đích không trống; chỉ khôi phục vào cơ sở dữ liệu mới, chưa có bảng.")
        )
    if (found := next(_files(storage), None)) is not None:
        raise BackupError(
            _(
                "Thư mục tệp tải lên không trống (có %(file)s); hãy chuyển nó đi, hoặc xóa nếu là "
                "của một lần khôi phục dở dang, rồi chạy lại."
            )
            % {"file": found}
        )


def _files(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nobody has uploaded anything yet
        return
    for name in files:
        yield str(PurePosixPath(folder, name))
    for name in folders:
        yield from _files(storage, str(PurePosixPath(folder, name)))


@contextmanager
def _undone_on_failure(storage: Storage) -> Iterator[list[str]]:
    """The names that are put into the list are deleted where not all went well."""
    written: list[str] = []
    try:
        yield written
    except BaseException:
        for name in written:
            storage.delete(name)
        raise


def _unpack_uploads(
    packed: ZipFile, manifest: Manifest, storage: Storage, written: list[str]
) -> None:
    with progress(_("Ảnh, văn bản"), len(manifest.uploads), _("tệp")) as bar:
        for name in manifest.uploads:
            written.append(name)  # before: a disk that is full keeps half of one
            with packed.open(f"{UPLOADS}{name}") as source:
                written[-1] = storage.save(name, File(source))
            if written[-1] != name:  # somebody has put one there since we looked
                raise BackupError(_("Đã có tệp %(file)s; không ghi đè.") % {"file": name})
            bar.update()


def _unpack_database(packed: ZipFile, manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    size = manifest.members[manifest.database].size
    with (
        packed.open(manifest.database) as member,
        read_with_progress(member, _("Cơ sở dữ liệu"), size) as source,
    ):
        DATABASES[manifest.engine].unpack(source, connection)
