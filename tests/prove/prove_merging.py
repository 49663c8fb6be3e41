"""Two people at two names at the same moment: merged once, and nothing points at nowhere."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Committee, Company, Drive
from tests.donations.pages import form_of, page_of
from tests.factories import CommitteeFactory, CompanyDriveFactory, CompanyFactory, UserFactory
from tests.prove.together import send_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committee() -> Committee:
    return CommitteeFactory.create()


@pytest.fixture
def people() -> list[str]:
    return [UserFactory.create(is_superuser=True).username for _ in range(2)]


@pytest.fixture
def pair(committee) -> list[Company]:
    return CompanyFactory.create_batch(2, committee=committee)


def merging(keep: Company, gone: Company) -> tuple[str, dict]:
    versions = {"keep_version": keep.version, "gone_version": gone.version}
    return f"/names/company/{keep.pk}/{gone.pk}/", versions


@pytest.mark.parametrize("is_swapped", [False, True])
def test_two_who_merge_the_same_two_merge_them_once(committee, people, pair, is_swapped):
    drives = [CompanyDriveFactory.create(committee=committee, host=row) for row in pair]
    other = pair[::-1] if is_swapped else pair

    answers = send_together([(people[0], *merging(*pair)), (people[1], *merging(*other))])

    kept = Company.objects.get()
    assert [status for status, _page in answers] == [302, 302]
    assert {Drive.objects.get(pk=drive.pk).host for drive in drives} == {kept}
    assert kept.version == 1


@pytest.mark.parametrize("is_moved_to_the_kept", [False, True])
def test_a_drive_that_is_saved_meanwhile_is_not_left_behind(
    committee, people, pair, is_moved_to_the_kept
):
    before, after = pair[::-1] if is_moved_to_the_kept else pair
    drive = CompanyDriveFactory.create(committee=committee, host=before, on=date(2024, 5, 27))
    form = form_of(drive, host=after.pk)

    answers = send_together([(people[0], *merging(*pair)), (people[1], page_of(drive), form)])

    drive.refresh_from_db()
    assert drive.host == Company.objects.get() == pair[0]
    assert {status for status, _page in answers} <= {200, 302}
