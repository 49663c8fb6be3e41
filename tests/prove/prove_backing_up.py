"""A backup that is taken while people write holds what was there at one moment."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from campaigns.backup.contents import rows_of, upload_names
from campaigns.backup.restoring import _files
from tests.backups import RESTORED, Target, digest, empty_target, everything
from tests.factories import CommitteeFactory, UserFactory
from tests.prove.together import start

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 3
LONGEST = 90  # seconds in which each process has to be done
# Each drive with its units, and how often it and its result stand in the history.
DRIVES = """
    SELECT drive.venue, result.units,
        (SELECT COUNT(*) FROM campaigns_historicaldrive AS h WHERE h.id = drive.id),
        (SELECT COUNT(*) FROM donations_historicaldriveresult AS h WHERE h.id = result.id)
    FROM campaigns_drive AS drive
    LEFT JOIN donations_driveresult AS result ON result.drive_id = drive.id
"""
MOVES = "SELECT COUNT(*) FROM campaigns_historicaldrivepicture WHERE history_type = '-'"


@dataclass(frozen=True)
class Saved:
    """A drive that its writer was told is saved."""

    venue: str
    asked_at: float
    told_at: float


def manage(*arguments: str, **where: object) -> str:
    process = start("manage.py", *arguments, **where)
    out, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, out
    return out


@contextmanager
def restored(file: Path, folder: Path) -> Iterator[Target]:
    """Into a new database and a new folder, by a process of its own."""
    folder.mkdir()
    with empty_target(folder) as target:
        manage("restore", str(file), at=target.connection, PROVE_DATABASE=str(folder / RESTORED))
        yield target


@contextmanager
def people_writing(folder: Path) -> Iterator[None]:
    """Inside, every one of them has saved some and goes on."""
    folder.mkdir()
    committee = CommitteeFactory.create()
    people = [UserFactory.create(is_superuser=True).username for _ in range(WRITERS)]
    writing = [
        start("-m", "tests.prove.writer", person, str(committee.pk), str(folder))
        for person in people
    ]
    until = time.monotonic() + LONGEST
    try:
        while min(len(saved_by(folder, person)) for person in people) < 3:
            assert time.monotonic() < until
            assert {process.poll() for process in writing} == {None}
            time.sleep(0.05)
        yield
    finally:
        (folder / "stop").touch()
        for process in writing:
            process.communicate(timeout=LONGEST)
    assert [process.returncode for process in writing] == [0] * WRITERS


def saved_by(folder: Path, person: str) -> list[Saved]:
    notes = folder / person
    lines = notes.read_text().splitlines() if notes.exists() else []
    parsed = [json.loads(line) for line in lines]
    return [Saved(f"{person} {number}", *times) for number, *times in parsed]


def all_saved(folder: Path) -> list[Saved]:
    people = [path.name for path in folder.iterdir() if path.name != "stop"]
    return [each for person in people for each in saved_by(folder, person)]


def test_a_backup_under_load_is_one_moment_and_one_at_rest_is_everything(tmp_path):
    under_load, at_rest, notes = tmp_path / "load.zip", tmp_path / "rest.zip", tmp_path / "notes"
    with people_writing(notes):
        before = time.time()
        manage("backup", str(under_load))
        after = time.time()
    saved = all_saved(notes)
    assert sum(before < each.told_at < after for each in saved) >= WRITERS  # it was not at rest

    with restored(under_load, tmp_path / "moment") as target:
        require_one_moment(target, saved, before)
        require_whole_drives(target)
        require_all_files(target)

    manage("backup", str(at_rest))
    with restored(at_rest, tmp_path / "rest") as target:
        assert everything(target.connection, target.storage) == everything(
            connection, default_storage
        )


def require_one_moment(target: Target, saved: list[Saved], backup_began_at: float) -> None:
    """Nothing is missing that was saved before something that is there."""
    there = {venue for venue, *_rest in rows_of(target.connection, DRIVES)}
    missing = [each for each in saved if each.venue not in there]
    present = [each for each in saved if each.venue in there]
    assert present
    assert all(each.told_at > backup_began_at for each in missing)
    first_missing = min((each.told_at for each in missing), default=float("inf"))
    assert all(each.asked_at < first_missing for each in present)


def require_whole_drives(target: Target) -> None:
    drives = rows_of(target.connection, DRIVES)
    numbers = [int(venue.split()[-1]) for venue, *_rest in drives]
    assert [(units, *histories) for _venue, units, *histories in drives] == [
        (number, 1, 1) for number in numbers
    ]
    assert rows_of(target.connection, MOVES)[0][0] > 0  # pictures were dropped
    if target.connection.vendor == "sqlite":
        assert rows_of(target.connection, "PRAGMA foreign_key_check") == []


def require_all_files(target: Target) -> None:
    """Each that a row names, with the row's content, and no other."""
    assert set(_files(target.storage)) == upload_names(target.connection)
    pictures = rows_of(target.connection, "SELECT medium, sha256 FROM campaigns_drivepicture")
    assert pictures
    assert {name: digest(target.storage, name) for name, _sha256 in pictures} == dict(pictures)
