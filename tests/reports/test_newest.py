"""The newest changes, as the dashboard tells them."""

from __future__ import annotations

from datetime import date

import pytest

from reports.newest import newest_changes
from tests.factories import CommitteeFactory, TargetFactory, held

pytestmark = pytest.mark.django_db


def test_a_corrected_result_is_told_with_both_figures(committee):
    drive = held(committee, date(2024, 4, 9), 263)
    drive.result.units = 265
    drive.result.save()

    newest = newest_changes(committee)[0]

    assert newest.text == "sửa kết quả: 263 → 265 đơn vị"
    assert newest.about.startswith("09/4/2024, ")
    assert newest.drive_id == drive.pk


def test_a_deleted_drive_is_named_by_its_day_and_leads_nowhere(committee):
    drive = held(committee, date(2024, 4, 9), None)
    drive.delete()

    newest = newest_changes(committee)[0]

    assert (newest.text, newest.about) == ("xóa đợt hiến máu", "09/4/2024")
    assert newest.drive_id is None


def test_another_committees_changes_are_not_told(committee):
    TargetFactory.create(committee=CommitteeFactory.create())

    assert newest_changes(committee) == ()


def test_the_newest_stand_first_and_the_queries_do_not_grow(committee, django_assert_num_queries):
    for month in range(1, 10):
        held(committee, date(2024, month, 9), 100 + month)

    with django_assert_num_queries(5):
        found = newest_changes(committee)

    assert len(found) == 6
    assert found[0].at >= found[-1].at
