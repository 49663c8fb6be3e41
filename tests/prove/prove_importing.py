"""Sheets that are confirmed at the same moment come in once, and overwrite nobody unseen."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Committee, Drive, User, Zone
from donations.importing.running import plan_of
from donations.models import DriveResult, SheetImport
from tests.donations.pages import form_of, page_of
from tests.factories import CommitteeFactory, UserFactory, ZoneFactory, held
from tests.importing.planning import waiting
from tests.prove.together import send_together
from tests.spreadsheets import drives_sheet

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 4, 9)
LINE = {"Ngày": DAY, "Hình thức": "tập trung", "Khu công nghiệp": "Phố Nối A"}


@pytest.fixture
def committee() -> Committee:
    return CommitteeFactory.create()


@pytest.fixture
def zone(committee) -> Zone:
    return ZoneFactory.create(committee=committee, name="Phố Nối A")


@pytest.fixture
def people() -> list[User]:
    return [UserFactory.create(is_superuser=True) for _ in range(2)]


def confirming(found: SheetImport, by: User) -> tuple[str, str, dict]:
    digest = plan_of(found, by=by).digest
    return by.username, f"/imports/{found.pk}/", {"digest": digest}


def test_one_sheet_confirmed_three_times_comes_in_once(committee, zone, people):
    found = waiting(drives_sheet({**LINE, "Số đơn vị máu": 5}), committee, by=people[0])

    answers = send_together([confirming(found, people[0])] * 3)

    assert {status for status, _page in answers} <= {200, 302}
    assert Drive.objects.count() == 1
    assert DriveResult.objects.get().units == 5


def test_two_people_who_bring_the_same_drives_make_them_once(committee, zone, people):
    content = drives_sheet(LINE, {**LINE, "Ngày": "10/4/2024"})
    sheets = [waiting(content, committee, by=person) for person in people]

    answers = send_together(
        [confirming(found, person) for found, person in zip(sheets, people, strict=True)]
    )

    assert sorted(status for status, _page in answers) == [200, 302]
    assert Drive.objects.count() == 2


def test_a_sheet_and_a_form_do_not_overwrite_each_other(committee, zone, people):
    drive = held(committee, DAY, 180, zone=zone)
    found = waiting(drives_sheet({**LINE, "Số đơn vị máu": 185}), committee, by=people[0])
    typed = form_of(drive, {"units": "190"})

    answers = send_together(
        [confirming(found, people[0]), (people[1].username, page_of(drive), typed)]
    )

    statuses = [status for status, _page in answers]
    assert sorted(statuses) == [200, 302]
    assert DriveResult.objects.get().units == (185 if statuses[0] == 302 else 190)
