"""A backup that is damaged, newer, or not for this place is refused before anything is touched."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.timezone import localtime
from hypothesis import given
from hypothesis import strategies as st

from campaigns.backup import restoring
from campaigns.backup.archive import Manifest, Packer, opened, require_sound
from campaigns.backup.failures import BackupError
from campaigns.backup.taking import DATABASES
from tests.backups import Target, digest, empty_target

UPLOADS = {"pictures/a.jpg": b"\xff\xd8 a picture", "papers/b.pdf": b"%PDF- a paper"}


def made(uploads: dict[str, bytes] = UPLOADS, **said: object) -> bytes:
    """A backup whose database is no database; ``said`` is what its manifest says otherwise."""
    database = DATABASES[connection.vendor].MEMBER
    written = BytesIO()
    with ZipFile(written, "w") as packed:
        packer = Packer(packed)
        packer.add(database, BytesIO(b"rows " * 100), is_compressed=False)
        for name, content in uploads.items():
            packer.add(f"uploads/{name}", BytesIO(content))
        manifest = {
            **{"format": 1, "engine": connection.vendor, "database": database},
            **{"taken_at": localtime(), "rows": 0, "migrations": []},
            **{"members": packer.members, **said},
        }
        packer.finish(Manifest(**manifest))
    return written.getvalue()


def in_file(content: bytes, folder: Path) -> Path:
    file = folder / "giothong.zip"
    file.write_bytes(content)
    return file


def read(content: bytes) -> tuple[Manifest, dict[str, bytes]]:
    """What a restore would bring back, once it has checked everything."""
    with TemporaryDirectory() as folder, opened(in_file(content, Path(folder))) as (packed, told):
        require_sound(packed, told)
        return told, {name: packed.read(name) for name in told.members}


def damaged(content: bytes) -> bool:
    try:
        read(content)
    except BackupError:
        return True
    return False


# The file alone

WHOLE = made()
SOUND = read(WHOLE)


def test_the_backup_that_is_damaged_here_is_sound():
    assert SOUND[0].uploads == sorted(UPLOADS)


@given(at=st.integers(0, len(WHOLE) - 1), bits=st.integers(1, 255))
def test_with_any_byte_changed_it_is_refused_or_the_same(at, bits):
    changed = bytearray(WHOLE)
    changed[at] ^= bits

    assert damaged(bytes(changed)) or read(bytes(changed)) == SOUND


@given(length=st.integers(0, len(WHOLE) - 1))
def test_cut_short_anywhere_it_is_refused(length):
    assert damaged(WHOLE[:length])


@given(content=st.binary(max_size=200))
def test_what_is_no_backup_is_refused(content):
    assert damaged(content)


@pytest.mark.parametrize(
    "name",
    ["../a.jpg", "pictures/../../a.jpg", "/etc/a.jpg", "a\\..\\b.jpg", "pictures/", "a\nb", "./a"],
)
def test_no_file_leads_out_of_its_folder(name):
    assert damaged(made({name: b"x"}))


def repacked(**members: bytes) -> bytes:
    """The sound backup, with members put in place of its own, or added."""
    written = BytesIO()
    with ZipFile(BytesIO(WHOLE)) as packed, ZipFile(written, "w", ZIP_DEFLATED) as other:
        contents = {name: packed.read(name) for name in packed.namelist()} | members
        for name, content in contents.items():
            other.writestr(name, content)
    return written.getvalue()


def test_a_file_that_the_manifest_does_not_name_is_refused():
    assert damaged(repacked(**{"uploads/c.pdf": b"%PDF-"}))


def test_a_file_with_another_content_is_refused():
    assert damaged(repacked(**{"uploads/papers/b.pdf": b"%PDF- another"}))


def told(**changes: object) -> bytes:
    """The sound backup, whose manifest says something else."""
    with ZipFile(BytesIO(WHOLE)) as packed:
        manifest = json.loads(packed.read("manifest.json")) | changes
    return repacked(**{"manifest.json": json.dumps(manifest).encode()})


@pytest.mark.parametrize(
    "changes",
    [
        {"members": {}},
        {"members": []},
        {"database": "uploads/papers/b.pdf"},
        {"dropped": ["uploads/c.pdf"]},
        {"format": "one"},
        {"migrations": [["campaigns"]]},
        {"taken_at": "yesterday"},
        {"encrypted": True},
    ],
    ids=str,
)
def test_a_manifest_that_makes_no_sense_is_refused(changes):
    assert damaged(told(**changes))


def test_a_later_format_is_told_from_a_damage():
    with pytest.raises(BackupError, match=r"mới hơn phần mềm này \(dạng 2\)"):
        read(told(format=2, encrypted=True))


# And the place that it is to be restored to


@pytest.fixture
def target(transactional_db, tmp_path):
    with empty_target(tmp_path) as target:
        yield target


def restore(content: bytes, target: Target, folder: Path) -> None:
    restoring.restore(
        in_file(content, folder), target.connection, target.storage, target.told.append
    )


def is_untouched(target: Target) -> bool:
    has_tables = target.connection.introspection.table_names()
    return not has_tables and not list(restoring._files(target.storage))


def test_a_damaged_one_touches_nothing(target, tmp_path):
    content = WHOLE.replace(b"a paper", b"A paper")

    with pytest.raises(BackupError, match=r"bị hỏng: uploads/papers/b\.pdf"):
        restore(content, target, tmp_path)

    assert is_untouched(target)


def test_a_newer_one_is_refused_by_the_names_of_its_migrations(target, tmp_path):
    newer = made(migrations=[("campaigns", "0001_initial"), ("campaigns", "9999_ahead")])

    with pytest.raises(BackupError, match=r"mới hơn phần mềm này \(campaigns\.9999_ahead\)"):
        restore(newer, target, tmp_path)

    assert is_untouched(target)


def test_one_of_another_engine_is_refused(target, tmp_path):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]

    with pytest.raises(BackupError, match="còn DATABASE_URL chỉ tới"):
        restore(made(engine=other), target, tmp_path)


@pytest.mark.django_db
def test_a_database_with_tables_is_refused(tmp_path):
    target = Target(connection, InMemoryStorage())

    with pytest.raises(BackupError, match="Cơ sở dữ liệu đích không trống"):
        restore(WHOLE, target, tmp_path)


def test_a_storage_with_files_is_refused(target, tmp_path):
    target.storage.save("pictures/other.jpg", ContentFile(b"x"))

    with pytest.raises(BackupError, match=r"không trống \(có pictures/other\.jpg\)"):
        restore(WHOLE, target, tmp_path)

    assert list(restoring._files(target.storage)) == ["pictures/other.jpg"]


def test_a_restore_that_fails_at_the_database_can_be_begun_anew(target, tmp_path):
    """Sound as a file, but what it holds is no database."""
    with pytest.raises(Exception, match=r"database|pg_restore"):
        restore(WHOLE, target, tmp_path)

    assert target.told[-1] == "Khôi phục cơ sở dữ liệu…"
    assert is_untouched(target)


def test_a_restore_that_fails_at_a_file_can_be_begun_anew(target, tmp_path, monkeypatch):
    save = target.storage._save

    def fill_the_disk(name, content):
        stored_as = save(name, content)
        if name == "pictures/a.jpg":
            raise OSError("full")
        return stored_as

    monkeypatch.setattr(target.storage, "_save", fill_the_disk)

    with pytest.raises(OSError, match="full"):
        restore(WHOLE, target, tmp_path)

    assert is_untouched(target)


def test_a_file_that_came_meanwhile_is_not_overwritten(target, tmp_path, monkeypatch):
    monkeypatch.setattr(restoring, "_require_empty", lambda *target: None)
    target.storage.save("pictures/a.jpg", ContentFile(b"theirs"))

    with pytest.raises(BackupError, match=r"Đã có tệp pictures/a\.jpg"):
        restore(WHOLE, target, tmp_path)

    assert list(restoring._files(target.storage)) == ["pictures/a.jpg"]
    assert digest(target.storage, "pictures/a.jpg") == sha256(b"theirs").hexdigest()


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_failure_ends_a_command_with_a_sentence(command, tmp_path):
    with pytest.raises(CommandError, match="không có tệp hoặc thư mục này"):
        call_command(command, str(tmp_path / "nowhere" / "giothong.zip"))
