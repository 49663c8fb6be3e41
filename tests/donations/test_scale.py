"""The invented country that is measured with."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Committee, Drive, User
from donations import scale
from donations.models import DriveResult
from tests.factories import CommitteeFactory

# Its first two drives as they were when it was written: measures of other days are comparable.
NOTED = [(date(2019, 6, 8), 304), (date(2019, 10, 25), 207)]

pytestmark = pytest.mark.django_db


def _seeded(drives: int) -> None:
    call_command("seed_scale", drives, stdout=StringIO())


def test_it_holds_as_many_drives_as_asked_for():
    _seeded(60)

    assert (Committee.objects.count(), Drive.objects.count()) == (1, 60)


def test_every_drive_before_the_day_it_stands_on_has_a_result():
    _seeded(60)

    past = Drive.objects.filter(on__lt=scale.TODAY)
    assert past.count() == DriveResult.objects.count() > 30


def test_the_first_committee_is_the_same_at_every_size(monkeypatch):
    monkeypatch.setitem(scale.SIZES, 100, 3)

    _seeded(100)

    counts = [Drive.objects.of(each).count() for each in Committee.objects.order_by("pk")]
    assert counts == [60, 20, 20]


def test_the_same_rows_are_made_each_time():
    _seeded(60)

    rows = Drive.objects.order_by("pk").values_list("on", "result__units")
    assert list(rows[:2]) == NOTED


def test_nobody_can_log_in_to_it_unasked():
    _seeded(60)

    assert not any(user.has_usable_password() for user in User.objects.all())


def test_it_is_never_mixed_with_a_committees_own_drives():
    CommitteeFactory.create()

    with pytest.raises(CommandError, match="cơ sở dữ liệu trống"):
        _seeded(60)
    assert not Drive.objects.exists()
