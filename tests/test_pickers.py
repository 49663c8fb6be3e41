"""Pickers of a person who belongs to two committees: no riddle, and no wrong row."""

from __future__ import annotations

import pytest

from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    DriveFactory,
    FacilityFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(officer):
    """A second committee of the officer's."""
    other = CommitteeFactory.create(symbol="BCĐ-HAI")
    other.members.add(officer)
    return other


def offered(client, field: str, address: str = "/admin/autocomplete/?") -> list[str]:
    asked = f"app_label=campaigns&model_name=drive&field_name={field}&term="
    return [row["text"] for row in client.get(f"{address}&{asked}").json()["results"]]


def picker(client, drive, field: str) -> str:
    """The address that the drive's page asks for rows of the field."""
    form = client.get(f"/admin/campaigns/drive/{drive.pk}/change/").context["adminform"].form
    return form.fields[field].widget.widget.build_attrs({})["data-ajax--url"]


def test_a_row_tells_its_committee_to_whoever_has_several(as_officer, committee, other):
    ZoneFactory.create(committee=committee, name="Phố Nối A", position=1)
    ZoneFactory.create(committee=other, name="Phố Nối A", position=2)

    assert set(offered(as_officer, "zone")) == {
        f"Phố Nối A · {committee.symbol}",
        "Phố Nối A · BCĐ-HAI",
    }


def test_whoever_has_one_committee_reads_the_name_only(as_officer, committee):
    ZoneFactory.create(committee=committee, name="Phố Nối A")

    assert offered(as_officer, "zone") == ["Phố Nối A"]


def test_what_all_committees_share_bears_no_committee(as_officer, other):
    FacilityFactory.create(name="Viện Huyết học")

    assert offered(as_officer, "facilities") == ["Viện Huyết học"]


@pytest.mark.parametrize("field", ["zone", "campaigns"])
def test_the_page_of_a_drive_offers_rows_of_its_committee_only(as_officer, committee, other, field):
    drive = DriveFactory.create(committee=other, zone__name="Phố Nối A")
    CampaignFactory.create(committee=other, name="Hè")
    CampaignFactory.create(committee=committee, name="Xuân")
    ZoneFactory.create(committee=committee, name="Thăng Long II")

    rows = offered(as_officer, field, picker(as_officer, drive, field))

    assert rows == {"zone": ["Phố Nối A"], "campaigns": ["Hè"]}[field]


@pytest.mark.parametrize("forged", ["abc", "9" * 30, "99"])
def test_a_forged_committee_offers_nothing_foreign(as_officer, committee, forged):
    ZoneFactory.create(name="Khu lạ")
    ZoneFactory.create(committee=committee, name="Phố Nối A")

    rows = offered(as_officer, "zone", f"/admin/autocomplete/?committee={forged}")

    assert "Khu lạ" not in str(rows)
