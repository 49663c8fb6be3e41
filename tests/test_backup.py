"""``backup`` and ``restore``: what is brought back is what was there."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import sqlite3
import stat
from contextlib import closing
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from tqdm import tqdm

from campaigns.backup import restoring, sqlite
from campaigns.backup.archive import opened
from campaigns.backup.contents import one_moment, rows_of, upload_names
from campaigns.backup.failures import BackupError
from campaigns.backup.taking import take
from campaigns.models import Drive, DrivePicture, User
from tests.backups import Target, empty_target, everything
from tests.factories import CommitteeFactory, UserFactory, held
from tests.uploads import BLUE, RED, filed_paper, filed_picture

# What another connection is to see has to be committed.
pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 4, 9)


@pytest.fixture(autouse=True)
def in_a_file(transactional_db, tmp_path_factory):
    """In memory, SQLite locks everybody out while one reads; in a file it does not."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = tmp_path_factory.mktemp("site") / "site.sqlite3"
    connection.connection = None
    connection.ensure_connection()
    in_memory.backup(connection.connection)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = in_memory, name


@pytest.fixture
def officer() -> User:
    return UserFactory.create(is_superuser=True)


@pytest.fixture
def drive() -> Drive:
    return held(CommitteeFactory.create(), DAY, 180)


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "giothong.zip"


@pytest.fixture
def target(tmp_path):
    with empty_target(tmp_path) as target:
        yield target


def backup(file: Path) -> str:
    out = StringIO()
    call_command("backup", str(file), stdout=out)
    return out.getvalue()


def restore(file: Path, target: Target) -> restoring.Restored:
    return restoring.restore(file, target.connection, target.storage, target.told.append)


def beside(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


class Meanwhile:
    """The storage, in which something happens at each file that a backup opens."""

    def __init__(self, happens):
        self.happens = happens

    def open(self, name):
        self.happens(name)
        return default_storage.open(name)


# There and back


def test_everything_comes_back(officer, drive, file, target):
    drive.venue = "Ramen"
    drive.save()
    filed_picture(drive, officer)
    filed_paper(drive, officer)
    DrivePicture.objects.get().delete()
    filed_picture(drive, officer, color=BLUE)
    before = everything(connection, default_storage)

    backup(file)
    restore(file, target)

    assert everything(target.connection, target.storage) == before
    assert len(before["uploads"]) == 4
    assert set(restoring._files(target.storage)) == set(before["uploads"])


def test_it_is_told_what_was_backed_up(officer, drive, file):
    filed_paper(drive, officer)

    said = backup(file)

    assert f"Đã sao lưu vào {file}: " in said
    assert " dòng dữ liệu, 1 tệp, " in said
    assert "SHA-256: " in said


def test_it_is_told_what_was_restored(drive, file, target, monkeypatch):
    backup(file)
    monkeypatch.setattr("campaigns.management.commands.restore.connection", target.connection)
    monkeypatch.setattr("campaigns.management.commands.restore.default_storage", target.storage)
    out = StringIO()

    call_command("restore", str(file), stdout=out)

    assert "Đã khôi phục bản sao lưu lúc " in out.getvalue()
    assert "Mọi người phải đăng nhập lại." in out.getvalue()
    assert "migrate" not in out.getvalue()


def test_only_the_owner_may_read_a_backup(drive, file):
    backup(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert beside(file) == [file.name]


def test_a_backup_logs_nobody_in(officer, drive, file, target):
    Client().force_login(officer)

    backup(file)
    restore(file, target)

    assert Session.objects.count() == 1
    assert rows_of(target.connection, "SELECT * FROM django_session") == []
    assert Session.objects.get().session_key.encode() not in file.read_bytes()


def migrate_once(target: Target) -> None:
    """As a database of long ago: it lacks the tables of the code that is about to be in place."""
    with target.connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_migrations (id int, app text, name text)")
        cursor.execute("INSERT INTO django_migrations VALUES (1, 'campaigns', '0001_initial')")


def test_one_backs_up_before_one_migrates(file, target):
    migrate_once(target)

    taken = take(file, target.connection, target.storage, target.told.append)

    assert (taken.manifest.rows, taken.manifest.uploads) == (1, [])
    assert taken.manifest.migrations == [("campaigns", "0001_initial")]


def test_what_is_brought_back_from_before_has_to_be_migrated(file, target):
    migrate_once(target)
    take(file, target.connection, target.storage, target.told.append)
    with target.connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_migrations")

    assert restore(file, target).is_older


def test_every_upload_lies_in_the_storage_that_is_backed_up():
    fields = [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    ]

    assert len(fields) >= 5
    assert {field.storage for field in fields} == {default_storage}


# While people go on


def test_a_picture_dropped_while_its_backup_runs_does_not_come_back(officer, drive, file, target):
    picture = filed_picture(drive, officer)
    kept = filed_paper(drive, officer)
    seen = []

    def drop(name):
        seen.append(name)
        if len(seen) == 4:  # pictures come last: the first two sizes are in the file
            DrivePicture.objects.get().delete()

    taken = take(file, connection, Meanwhile(drop), target.told.append)
    restore(file, target)

    assert len(taken.manifest.dropped) == 2
    assert set(restoring._files(target.storage)) == {kept.file.name}
    assert not {picture.large.name, picture.medium.name, picture.small.name} & upload_names(
        target.connection
    )


def test_a_picture_added_while_its_backup_runs_is_whole(officer, drive, file, target):
    filed_paper(drive, officer)

    def add(name):
        if name.startswith("papers/"):
            filed_picture(drive, officer)

    take(file, connection, Meanwhile(add), target.told.append)
    restore(file, target)

    names = upload_names(target.connection)
    assert len(names) == 4
    assert set(restoring._files(target.storage)) == names


def test_the_moment_is_chosen_anew_when_a_new_picture_goes_again(officer, drive, file, target):
    filed_paper(drive, officer)

    def add_and_drop(name):
        if name.startswith("papers/"):
            filed_picture(drive, officer)
        else:
            for picture in DrivePicture.objects.all():
                picture.delete()

    taken = take(file, connection, Meanwhile(add_and_drop), target.told.append)

    assert len(taken.manifest.uploads) == 1
    assert taken.manifest.lost == []


@pytest.mark.only_on("sqlite")
def test_a_copy_does_not_begin_anew_whenever_somebody_writes(drive, tmp_path, monkeypatch):
    steps = []

    class Writing(tqdm):
        def update(self, pages):
            steps.append(pages)
            assert len(steps) < 100
            Drive.objects.update(expected_units=len(steps))

    monkeypatch.setattr(sqlite, "progress", lambda *told: Writing(disable=True))
    monkeypatch.setattr(sqlite, "STEP", 20)

    with one_moment(connection) as moment, closing(sqlite3.connect(tmp_path / "copy")) as copy:
        upload_names(moment)
        sqlite._copy(moment.connection, copy)
        copied = copy.execute("SELECT expected_units FROM campaigns_drive").fetchall()

    assert len(steps) > 5
    assert copied == [(None,)]


def test_a_backup_that_finds_no_quiet_moment_leaves_nothing(officer, drive, file):
    colors = itertools.count()

    def replace_all(name):
        DrivePicture.objects.first().delete()
        filed_picture(drive, officer, color=(next(colors), 0, 0))

    filed_picture(drive, officer)

    with pytest.raises(BackupError, match="liên tục bị xóa"):
        take(file, connection, Meanwhile(replace_all), print)

    assert beside(file) == []


def test_a_file_lost_before_is_named_and_the_others_are_kept(officer, drive, file, target):
    lost, kept = filed_paper(drive, officer), filed_picture(drive, officer, color=RED)
    default_storage.delete(lost.file.name)

    with pytest.raises(CommandError, match=lost.file.name) as told:
        backup(file)

    assert told.value.returncode == 3
    manifest = restore(file, target).manifest
    assert manifest.lost == [lost.file.name]
    assert len(manifest.uploads) == 3
    assert target.storage.exists(kept.large.name)


# What hinders a backup


def test_nothing_is_overwritten(drive, file):
    file.write_bytes(b"kept")

    with pytest.raises(CommandError, match="không ghi đè"):
        backup(file)

    assert file.read_bytes() == b"kept"


def test_two_backups_do_not_write_one_file(drive, file):
    Path(f"{file}.part").mkdir()

    with pytest.raises(CommandError, match="một lần sao lưu khác đang chạy"):
        backup(file)

    assert beside(file) == [f"{file.name}.part"]


def test_a_folder_that_is_not_there_is_said(drive, file):
    with pytest.raises(CommandError, match="không có tệp hoặc thư mục này"):
        backup(file.parent / "nowhere" / file.name)


def test_a_full_disk_leaves_nothing(drive, file, monkeypatch):
    def refuse(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(CommandError, match="đĩa đã đầy"):
        backup(file)

    assert beside(file) == []


def test_a_backup_that_is_stopped_leaves_nothing(officer, drive, file, monkeypatch):
    def stop(descriptor):
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(os, "fsync", stop)

    with pytest.raises(CommandError, match="Đã dừng giữa chừng"):
        backup(file)

    assert beside(file) == []
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_an_empty_database_is_not_backed_up(file, target):
    with pytest.raises(BackupError, match="còn trống"):
        take(file, target.connection, target.storage, target.told.append)

    assert not file.exists()


@pytest.mark.only_on("postgresql")
def test_missing_tools_are_named(drive, file, monkeypatch):
    monkeypatch.setenv("PATH", str(file.parent))

    with pytest.raises(CommandError, match="hãy cài gói postgresql-client"):
        backup(file)

    assert beside(file) == []


@pytest.mark.only_on("postgresql")
def test_no_password_stands_on_a_command_line(drive, file, monkeypatch, tmp_path):
    told = tmp_path / "told"
    tool = tmp_path / "pg_dump"
    tool.write_text(f'#!/bin/sh\necho "$@" > {told}\necho "$PGPASSWORD" > {told}.password\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "mot-mat-khau")

    backup(file)

    assert "mot-mat-khau" not in told.read_text()
    assert Path(f"{told}.password").read_text() == "mot-mat-khau\n"


@pytest.mark.only_on("sqlite")
def test_a_damaged_database_is_not_taken_for_a_backup(file, target):
    migrate_once(target)
    with target.connection.cursor() as cursor:
        cursor.execute("CREATE INDEX by_name ON django_migrations (name)")
        cursor.execute("PRAGMA writable_schema = ON")
        cursor.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX by_name ON django_migrations (app)' "
            "WHERE name = 'by_name'"
        )
    target.connection.close()

    with pytest.raises(BackupError, match="Cơ sở dữ liệu bị hỏng"):
        take(file, target.connection, target.storage, target.told.append)

    assert not file.exists()


def test_what_a_backup_holds_can_be_read_from_its_manifest(drive, file):
    backup(file)

    with opened(file) as (packed, manifest):
        assert manifest.engine == connection.vendor
        assert set(packed.namelist()) == {manifest.database, "manifest.json"}
        assert ("campaigns", "0001_initial") in manifest.migrations
