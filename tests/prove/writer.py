"""An officer who enters drives with their results and pictures, and drops some of these.

Run with a user's name, a committee's key, and a folder: it goes on until there is ``stop`` in it,
and notes there what it was told is saved, with the times of asking and of being told.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import django

django.setup()

from django.test import Client  # noqa: E402

from campaigns.models import Committee, Drive, User  # noqa: E402
from tests.donations.pages import add_form  # noqa: E402
from tests.uploads import filed_picture  # noqa: E402


def write(username: str, key: str, folder: Path) -> None:
    user, committee = User.objects.get(username=username), Committee.objects.get(pk=key)
    client = Client()
    client.force_login(user)
    notes = (folder / username).open("w")
    number = 0
    while not (folder / "stop").exists():
        number += 1
        venue, asked_at = f"{username} {number}", time.time()
        form = add_form(committee, venue=venue, **{"result-0-units": str(number)})
        answer = client.post("/admin/campaigns/drive/add/", form, headers={"host": "localhost"})
        assert answer.status_code == 302, answer.content.decode()
        told_at = time.time()
        drive = Drive.objects.get(venue=venue)
        pictures = [filed_picture(drive, user, color=(number % 256, 0, blue)) for blue in (0, 200)]
        pictures[0].delete()
        notes.write(json.dumps([number, asked_at, told_at]) + "\n")
        notes.flush()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
