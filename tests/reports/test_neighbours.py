"""What lies beside a thing: the drives before and after it, a campaign's other years."""

from __future__ import annotations

from datetime import date, time

import pytest

from campaigns.models import Campaign
from reports import neighbours
from tests.factories import CampaignFactory, ZoneFactory, held
from tests.reports.test_things import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone(committee):
    return ZoneFactory.create(committee=committee, name="Yên Mỹ", position=6)


@pytest.mark.parametrize(
    ("name", "other", "is_same"),
    [
        ("Hành trình Đỏ lần thứ XII", "HÀNH TRÌNH ĐỎ lần thứ XI", True),
        ("Chủ nhật Đỏ năm 2024", "Chủ nhật Đỏ 2023", True),
        ("Hành trình Đỏ", "Chủ nhật Đỏ", False),
        ("2024", "2023", False),
    ],
)
def test_a_campaign_finds_its_other_years(as_leader, committee, name, other, is_same):
    campaign = CampaignFactory.create(committee=committee, name=name)
    kind, days = Campaign.Kind.CAMPAIGN, {"from_on": date(2023, 5, 1), "to_on": date(2023, 9, 2)}
    CampaignFactory.create(committee=committee, name=other, kind=kind, **days)

    page = read(as_leader, f"/campaigns/{campaign.pk}/")

    assert ("Các năm khác:" in page) == is_same


def test_two_drives_of_one_day_are_neighbours_in_the_order_of_their_numbers(committee, zone):
    afternoon = held(committee, date(2024, 4, 9), 10, zone=zone, starts_at=time(13))
    morning = held(committee, date(2024, 4, 9), 20, zone=zone, starts_at=time(7))

    around = neighbours.of_drive(afternoon)

    assert [(each.is_next, each.url) for each in around] == [
        (False, f"/drives/{morning.pk}/"),
        (False, f"/drives/{morning.pk}/"),
    ]


def test_a_drives_neighbours_are_found_in_four_queries(committee, zone, django_assert_num_queries):
    first, drive, last = (held(committee, date(2024, 4, day), 10, zone=zone) for day in (8, 9, 10))

    with django_assert_num_queries(4):
        around = neighbours.of_drive(drive)

    urls = [f"/drives/{each.pk}/" for each in (first, last)]
    assert [each.url for each in around] == [*urls, *urls]
