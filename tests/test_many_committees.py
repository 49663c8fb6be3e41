"""An administrator of a whole country: no page may list what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.access import MANY
from campaigns.models import Drive
from tests.factories import CommitteeFactory, DriveFactory, ZoneFactory, held

LIST = "/admin/campaigns/drive/"


@pytest.fixture
def country(db):
    """One committee more than a page offers."""
    return [CommitteeFactory.create(name=f"Ban Chỉ đạo tỉnh {at}") for at in range(MANY + 1)]


@pytest.mark.parametrize("page", ["/", "/admin/", "/search/", "/search/?q=a"])
def test_a_page_offers_a_few_committees_by_name(as_administrator, country, page):
    country.pop().delete()

    assert country[-1].name in as_administrator.get(page).content.decode()


@pytest.mark.parametrize("page", ["/", "/admin/", "/search/", "/search/?q=a"])
def test_of_many_a_page_names_its_own_and_leads_to_the_others(as_administrator, country, page):
    text = as_administrator.get(page).content.decode()

    assert country[-1].name not in text
    assert "/committees/" in text


def test_one_of_many_is_found_without_accents(as_administrator, country):
    CommitteeFactory.create(name="Ban Chỉ đạo tỉnh Đắk Lắk")

    text = as_administrator.get("/committees/?q=dak+lak").content.decode()

    assert "Đắk Lắk" in text
    assert country[0].name not in text


def test_choosing_offers_only_the_users_own(as_officer, committee, country):
    text = as_officer.get("/committees/").content.decode()

    assert committee.name in text
    assert country[0].name not in text


def test_the_list_of_many_offers_no_filter_by_committee(as_administrator, country):
    held(country[0], date(2024, 3, 1), 10)

    assert country[0].name not in as_administrator.get(LIST).content.decode()


def test_the_list_says_which_of_many_it_is_filtered_by(as_administrator, country):
    text = as_administrator.get(f"{LIST}?committee__id__exact={country[0].pk}").content.decode()

    assert country[0].name in text


def test_the_list_of_one_committee_of_many_offers_its_zones_only(as_administrator, country):
    ours, theirs = (ZoneFactory.create(committee=each) for each in country[:2])
    DriveFactory.create(committee=country[0], zone=ours)

    page = as_administrator.get(f"{LIST}?committee__id__exact={country[0].pk}").content.decode()

    assert f"zone__id__exact={ours.pk}" in page
    assert f"zone__id__exact={theirs.pk}" not in page


def test_a_chosen_zone_of_many_committees_stays_chosen(as_administrator, country):
    first, second = (DriveFactory.create(committee=each) for each in country[:2])
    zone = ZoneFactory.create(committee=country[0])
    Drive.objects.filter(pk=first.pk).update(zone=zone, form="zone", host=None)

    response = as_administrator.get(f"{LIST}?zone__id__exact={zone.pk}")

    assert [row.pk for row in response.context["cl"].result_list] == [first.pk]
    assert second.pk != first.pk


def test_a_zone_that_is_still_chosen_is_shown_beside_another_committee(as_administrator, country):
    """It narrows the list down: unseen, nobody would know why it is empty."""
    zone = ZoneFactory.create(committee=country[0])
    ours = ZoneFactory.create(committee=country[1])

    asked = f"{LIST}?committee__id__exact={country[1].pk}&zone__id__exact={zone.pk}"
    text = as_administrator.get(asked).content.decode()

    assert zone.name in text
    assert ours.name in text


def test_a_forged_choice_is_no_error(as_administrator, country):
    assert as_administrator.get(f"{LIST}?committee__id__exact=x'").status_code in (200, 302)
