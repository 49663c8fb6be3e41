"""A server killed in the middle of a thousand writes: all that was answered, and nothing half."""

from __future__ import annotations

import random
import threading
import time
from http.client import HTTPException
from queue import Empty, Queue
from uuid import UUID, uuid5

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from campaigns.models import Communication, Drive, ReceivingFacility
from donations.models import DriveResult
from tests.donations.pages import add_form
from tests.factories import CommitteeFactory, FacilityFactory, UserFactory
from tests.prove.server import Server, Visitor, serving

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 5
WRITES = 1000
DRIVES = 40  # one write of so many is a drive
PEOPLE = 8
DRIVE, TALK = "/admin/campaigns/drive/add/", "/admin/campaigns/communication/add/"
KEY = UUID("7d4c2c1e-0b54-4a55-9d0e-0d5a3d9c1a11")


class Writers:
    """People who enter talks and drives; each number is one form."""

    def __init__(self, server: Server) -> None:
        user = UserFactory.create(is_superuser=True)
        self.committee = CommitteeFactory.create()
        self.facility = FacilityFactory.create()
        self.people = [Visitor(user, server) for _ in range(PEOPLE)]
        self.waiting: Queue[int] = Queue()
        for number in range(WRITES):
            self.waiting.put(number)
        self.answered: set[int] = set()
        self.unanswered: set[int] = set()
        self.strange: list[tuple[int, str]] = []

    def form(self, number: int) -> tuple[str, dict]:
        """Address and fields: a talk, and now and then a drive with its facility and its result.

        Each is saved with its history in one transaction; a talk, of which a server takes fifty a
        second, in three rows, a drive in eight.
        """
        keys = {name: str(uuid5(KEY, f"{name} {number}")) for name in ("one", "two")}
        if not number % DRIVES:
            drawn = {"entry_key": keys["one"], "result-0-entry_key": keys["two"]}
            typed = {"venue": f"Nơi {number}", "result-0-units": str(number + 1)}
            return DRIVE, add_form(self.committee, facilities=self.facility.pk, **drawn, **typed)
        typed = {"on": "02/4/2024", "kind": "letter", "subject": f"Buổi {number}", "campaign": ""}
        drawn = {"committee": self.committee.pk, "version": 0, "entry_key": keys["one"]}
        return TALK, {**drawn, **typed, "reached": str(number)}

    def start(self) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._write, args=(each,)) for each in self.people]
        for thread in threads:
            thread.start()
        return threads

    def _write(self, person: Visitor) -> None:
        """Until nothing waits, or there is no server."""
        while True:
            try:
                number = self.waiting.get_nowait()
            except Empty:
                return
            try:
                status, page = person.post(*self.form(number))
            except ConnectionRefusedError:
                self.waiting.put(number)
                return
            except (OSError, HTTPException):
                self.unanswered.add(number)
                continue
            if status == 302:
                self.answered.add(number)
            else:
                self.strange.append((status, page))


def killed_while_they_write(server: Server, writers: Writers, moment: int) -> set[int]:
    """Nobody is asked; the forms that got no answer."""
    writers.unanswered.clear()
    threads = writers.start()
    while len(writers.answered) < moment and any(thread.is_alive() for thread in threads):
        time.sleep(0.001)
    server.kill()
    for thread in threads:
        thread.join()
    return set(writers.unanswered)


def test_of_a_server_killed_five_times_nothing_answered_is_lost_and_nothing_is_half():
    chance = random.Random(2024)
    given_up: set[int] = set()
    with serving() as server:
        writers = Writers(server)
        for moment in sorted(chance.sample(range(50, WRITES - 50), KILLS)):
            lost = sorted(killed_while_they_write(server, writers, moment))
            assert lost, writers.strange[:1]
            # Every second form is sent again, the others are left as they are.
            for number in lost[::2]:
                writers.waiting.put(number)
            given_up |= set(lost[1::2])
            server.start()
        for thread in writers.start():
            thread.join()

    assert not writers.strange
    assert writers.answered | given_up == set(range(WRITES))
    stored = whole_talks() | whole_drives(writers.facility)
    assert writers.answered <= stored
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def whole_talks() -> set[int]:
    """The numbers of those that are there, each once and with its history."""
    talks = {talk.pk: (talk.subject, talk.reached) for talk in Communication.objects.all()}
    numbers = sorted(reached for _subject, reached in talks.values())
    assert sorted(talks.values(), key=lambda talk: talk[1]) == [
        (f"Buổi {number}", number) for number in dict.fromkeys(numbers)
    ]
    told = Communication.history.values_list("id", "subject", "reached")
    assert sorted(told) == sorted((pk, *talk) for pk, talk in talks.items())
    logged = LogEntry.objects.filter(content_type__model="communication")
    assert sorted(int(entry.object_id) for entry in logged) == sorted(talks)
    return set(numbers)


def whole_drives(facility: ReceivingFacility) -> set[int]:
    """Likewise, each with its facility and its result."""
    drives = Drive.objects.select_related("result").prefetch_related("facilities")
    numbers = [int(drive.venue.removeprefix("Nơi ")) for drive in drives]
    assert len(numbers) == len(set(numbers))
    for number, drive in zip(numbers, drives, strict=True):
        assert drive.result.units == number + 1
        assert list(drive.facilities.all()) == [facility]
        assert drive.history.latest().facilities.count() == 1
    told = Drive.history.values_list("id", flat=True)
    assert set(told) == {drive.pk for drive in drives}
    results = sorted((drive.result.pk, drive.result.units) for drive in drives)
    assert sorted(DriveResult.history.values_list("id", "units")) == results
    assert DriveResult.objects.count() == len(drives)
    return set(numbers)
