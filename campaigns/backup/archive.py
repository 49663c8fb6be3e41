"""The file of a backup: a ZIP of the database, the uploads, and a manifest that vouches for both.

A manifest of a later format may say more; what this one says is read by ``FORMAT`` alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from cattrs.preconf.json import make_converter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from tqdm import tqdm

from .failures import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
UPLOADS = "uploads/"
CHUNK = 1024 * 1024  # bytes held in memory at a time

_converter = make_converter(forbid_extra_keys=True)


@dataclass(frozen=True, slots=True)
class Member:
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``database`` is the member that holds the database; the others are uploads.

    ``dropped`` are members whose rows were deleted while the backup was taken: they are in the
    file and are not brought back. ``lost`` are those that rows name and the storage no longer had.
    """

    format: int
    engine: str  # of the database, as Django names it: sqlite, postgresql
    database: str
    taken_at: datetime  # in the site's time zone
    rows: int
    migrations: list[tuple[str, str]]  # app, name; those the database had
    members: dict[str, Member]
    dropped: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def uploads(self) -> list[str]:
        """The names of the files to bring back."""
        names = self.members.keys() - {self.database}
        return sorted(name.removeprefix(UPLOADS) for name in names - set(self.dropped))


class Packer:
    """Writes an archive member by member, and remembers what it wrote."""

    def __init__(self, packed: ZipFile) -> None:
        self._packed = packed
        self.members: dict[str, Member] = {}

    def add(self, name: str, source: IO[bytes], *, is_compressed: bool = True) -> None:
        """``is_compressed``: packing it tighter would only cost time."""
        info = ZipInfo(name, localtime().timetuple()[:6])
        info.compress_type = ZIP_STORED if is_compressed else ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._packed.open(info, "w", force_zip64=True) as member:
            while chunk := source.read(CHUNK):
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = Member(size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        plain = _converter.unstructure(manifest)
        self._packed.writestr(MANIFEST, json.dumps(plain, ensure_ascii=False, indent=1))


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """An archive of this format, and what it says of itself; its members are not read yet.

    Raises:
        BackupError: it is damaged, or of a later format.
    """
    with path.open("rb") as file:
        packed = _packed(file)
        with packed:
            yield packed, _manifest(packed)


def _packed(file: IO[bytes]) -> ZipFile:
    try:
        return ZipFile(file)
    except Exception as error:  # whatever a broken file makes the reader stumble over
        raise BackupError(
            _("Tệp này không phải là bản sao lưu, hoặc bị cắt cụt hay hỏng.")
        ) from error


def _manifest(packed: ZipFile) -> Manifest:
    try:
        plain = json.loads(packed.read(MANIFEST))
        written_in = int(plain["format"])
    except Exception as error:
        raise _damaged(MANIFEST) from error
    if written_in > FORMAT:
        raise BackupError(
            _("Bản sao lưu mới hơn phần mềm này (dạng %(format)s): hãy cập nhật phần mềm.")
            % {"format": written_in}
        )
    try:
        manifest = _converter.structure(plain, Manifest)
        _require_whole(packed, manifest)
    except Exception as error:
        raise _damaged(MANIFEST) from error
    return manifest


def _require_whole(packed: ZipFile, manifest: Manifest) -> None:
    """What the manifest names is there, nothing else, and nothing leads out of its folder."""
    names = packed.namelist()
    if sorted(names) != sorted([*manifest.members, MANIFEST]):
        raise ValueError("other members than the manifest's")
    uploads = manifest.members.keys() - {manifest.database}
    if len(uploads) == len(manifest.members) or not uploads >= set(manifest.dropped):
        raise ValueError("no database, or no such upload")
    if not all(_is_inside(name) for name in uploads):
        raise ValueError("a name that leads elsewhere")


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        name.startswith(UPLOADS)
        and str(path) == name
        and ".." not in path.parts
        and "\\" not in name
        and name.isprintable()
    )


def require_sound(packed: ZipFile, manifest: Manifest) -> None:
    """Read every member and compare it with its checksum.

    Raises:
        BackupError: one is not what was packed.
    """
    total = sum(member.size for member in manifest.members.values())
    with progress(_("Kiểm tra"), total) as bar:
        for name, member in manifest.members.items():
            if _digest(packed, name, bar) != member:
                raise _damaged(name)


def _digest(packed: ZipFile, name: str, bar: tqdm) -> Member:
    digest, size = hashlib.sha256(), 0
    try:
        with packed.open(name) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                bar.update(len(chunk))
    except Exception as error:
        raise _damaged(name) from error
    return Member(size, digest.hexdigest())


def _damaged(name: str) -> BackupError:
    told = _("Bản sao lưu bị hỏng: %(name)s không còn như khi sao lưu.")
    return BackupError(told % {"name": name})


def progress(what: str, total: int, unit: str = "B") -> tqdm:
    """A bar on a terminal, nothing elsewhere."""
    return tqdm(desc=what, total=total, unit=unit, unit_scale=unit == "B", disable=None)


def read_with_progress(
    source: IO[bytes], what: str, size: int | None = None
) -> AbstractContextManager[Any]:
    """``source``, whose reader moves a bar; ``size`` in bytes, if it is known."""
    return tqdm.wrapattr(source, "read", total=size, desc=what, disable=None)
