"""A form that arrives several times at once plans its drives once."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Drive
from tests.factories import CommitteeFactory, UserFactory, held
from tests.prove.together import send_together

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "7d4c2c1e-0b54-4a55-9d0e-0d5a3d9c1a11"


@pytest.fixture
def drive():
    return held(CommitteeFactory.create(), date(2024, 4, 9), 263)


@pytest.fixture
def person() -> str:
    return UserFactory.create(is_superuser=True).username


def test_one_form_to_copy_sent_by_three_processes_copies_once(drive, person):
    days = {"days": "20/8/2024, 9/2024", "every": "1", "step": "months", "entry_key": KEY}

    answers = send_together([(person, f"/drives/{drive.pk}/copy/", days)] * 3)

    assert [status for status, _ in answers] == [302, 302, 302]
    assert Drive.objects.filter(status="planned").count() == 2


def test_one_form_of_proposals_sent_by_three_processes_plans_once(drive, person):
    page = f"/plan/2025/?committee={drive.committee_id}"
    taken = {"take": drive.pk, f"from-{drive.pk}-on": "08/4/2025", "entry_key": KEY}

    answers = send_together([(person, page, taken)] * 3)

    assert [status for status, _ in answers] == [302, 302, 302]
    assert Drive.objects.filter(status="planned").count() == 1
