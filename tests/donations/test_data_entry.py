"""Finding names while entering, and the other pages of data entry."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CommunicationFactory,
    CompanyFactory,
    DriveFactory,
    PlanFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db

# Finding things


@pytest.mark.parametrize("term", ["sews", "SEWS COMPONETS", "sews-componets", "cty sews"])
def test_a_company_is_found_without_accents_and_by_its_other_spellings(as_officer, committee, term):
    CompanyFactory.create(
        committee=committee,
        name="Công ty TNHH Sews-Components Việt Nam",
        aliases="Sews Componets\nCông ty TNHH Sews-Componets Việt Nam",
    )
    CompanyFactory.create(committee=committee, name="Công ty TNHH Điện tử Canon Việt Nam")

    response = as_officer.get(
        "/admin/autocomplete/",
        {"app_label": "campaigns", "model_name": "drive", "field_name": "host", "term": term},
    )

    assert [each["text"] for each in response.json()["results"]] == [
        "Công ty TNHH Sews-Components Việt Nam"
    ]


@pytest.mark.parametrize("term", ["pho noi", "PHỐ NỐI", "KCN phố nối a", "9/4/2024"])
def test_drives_are_found_by_place(as_officer, committee, term):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    held(committee, date(2024, 4, 9), 263, zone=zone)
    held(committee, date(2024, 4, 24), 777)

    page = as_officer.get("/admin/campaigns/drive/", {"q": term}).content.decode()

    assert "263" in page
    assert "777" not in page


def test_zones_are_offered_in_the_official_order(as_officer, committee):
    for name, position in (("Thăng Long II", 3), ("Dệt may", 2), ("Phố Nối A", 1)):
        ZoneFactory.create(committee=committee, name=name, position=position)

    response = as_officer.get(
        "/admin/autocomplete/",
        {"app_label": "campaigns", "model_name": "drive", "field_name": "zone"},
    )

    assert [each["text"] for each in response.json()["results"]] == [
        "Phố Nối A",
        "Dệt may",
        "Thăng Long II",
    ]


# Other pages of data entry


def test_a_second_plan_for_a_year_is_refused(as_officer, committee):
    PlanFactory.create(committee=committee)

    response = as_officer.post(
        "/admin/campaigns/plan/add/",
        {
            "committee": committee.pk,
            "version": 0,
            "year": 2024,
            "number": "04/KH-X",
            "issued_on": "05/3/2024",
            "subject": "Vận động",
        },
    )

    assert response.context["adminform"].form.errors == {
        "year": ["Năm này đã có kế hoạch; hãy mở kế hoạch đó để sửa."]
    }
    assert committee.plans.count() == 1


@pytest.mark.parametrize(("units", "saved"), [("0", 0), ("-5", 0), ("1.200", 1)])
def test_a_target_of_0_is_refused(as_officer, committee, units, saved):
    response = as_officer.post(
        "/admin/campaigns/target/add/",
        {
            "committee": committee.pk,
            "version": 0,
            "year": 2024,
            "assigned_by": "province",
            "units": units,
            "is_headline": "on",
        },
    )

    assert committee.targets.count() == saved
    if not saved:
        assert response.context["adminform"].form.errors["units"]


def test_every_page_of_data_entry_opens(as_administrator, demo):
    for address in (
        "campaigns/committee",
        "campaigns/letterhead",
        "campaigns/signatory",
        "campaigns/zone",
        "campaigns/company",
        "campaigns/receivingfacility",
        "campaigns/plan",
        "campaigns/target",
        "campaigns/campaign",
        "campaigns/drive",
        "donations/periodstatement",
    ):
        app, model = address.split("/")
        assert as_administrator.get(f"/admin/{address}/").status_code == 200
        assert as_administrator.get(f"/admin/{address}/?q=pho").status_code in (200, 302)
        assert as_administrator.get(f"/admin/{address}/add/").status_code == 200
        row = apps.get_model(app, model).objects.first()
        assert as_administrator.get(f"/admin/{address}/{row.pk}/change/").status_code == 200
        assert as_administrator.get(f"/admin/{address}/{row.pk}/history/").status_code == 200


def test_the_crumb_above_a_list_leads_to_all_lists(as_officer):
    page = as_officer.get("/admin/campaigns/").content.decode()

    shown = page.partition('id="content-main"')[2]
    assert 'href="/admin/campaigns/drive/"' in shown
    assert 'href="/admin/campaigns/company/add/"' in shown


@pytest.mark.parametrize("model", ["drive", "company", "communication"])
def test_a_lists_queries_do_not_grow_with_its_rows(
    as_officer, committee, model, django_assert_num_queries
):
    def add_a_row() -> None:
        zone = ZoneFactory.create(committee=committee)
        host = CompanyFactory.create(committee=committee, zone=zone)
        held(committee, date(2024, 4, 9), 263, host=host)
        campaign = CampaignFactory.create(committee=committee)
        CommunicationFactory.create(committee=committee, campaign=campaign)

    def open_the_list() -> None:
        as_officer.get(f"/admin/campaigns/{model}/")

    for _ in range(2):
        add_a_row()
    with CaptureQueriesContext(connection) as before:
        open_the_list()
    for _ in range(10):
        add_a_row()

    with django_assert_num_queries(len(before)):
        open_the_list()


def test_the_head_of_a_form_keeps_to_the_committee_of_its_row(as_officer, officer, committee):
    second = CommitteeFactory.create()
    second.members.add(officer)
    drive = DriveFactory.create(committee=second)

    page = as_officer.get(f"/admin/campaigns/drive/{drive.pk}/change/").content.decode()

    assert f'href="/calendar/?committee={second.pk}"' in page
