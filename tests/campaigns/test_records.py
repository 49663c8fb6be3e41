"""Two editors, one record; and a history of every change with its user."""

from __future__ import annotations

import pytest

from campaigns.models import Company, StaleVersionError
from tests.factories import CompanyFactory, DriveFactory, FacilityFactory

pytestmark = pytest.mark.django_db


def test_the_second_of_two_savers_is_refused():
    company = CompanyFactory.create(name="Công ty A")
    mine, theirs = (Company.objects.get(pk=company.pk) for _ in range(2))
    theirs.name = "Công ty B"
    theirs.save()

    mine.name = "Công ty C"
    with pytest.raises(StaleVersionError):
        mine.save()

    assert Company.objects.get().name == "Công ty B"


def test_one_editor_may_save_again_and_again():
    company = CompanyFactory.create()

    for name in ("Công ty A", "Công ty B"):
        company.name = name
        company.save()

    assert Company.objects.get().name == "Công ty B"


def test_a_record_deleted_meanwhile_is_not_made_again():
    company = CompanyFactory.create()
    Company.objects.get().delete()

    with pytest.raises(StaleVersionError):
        company.save()

    assert not Company.objects.exists()


def test_every_change_is_kept():
    company = CompanyFactory.create(name="Công ty A")
    company.name = "Công ty B"
    company.save()
    company.delete()

    kept = [(each.history_type, each.name) for each in Company.history.all()]

    assert kept == [("-", "Công ty B"), ("~", "Công ty B"), ("+", "Công ty A")]


def test_a_contact_is_never_kept_in_history():
    CompanyFactory.create(contact_name="Chị Hoa", contact_phone="0900 000 000")

    kept = {field.name for field in Company.history.model._meta.get_fields()}

    assert not {"contact_name", "contact_phone"} & kept


def test_the_facilities_of_a_drive_are_kept_too():
    drive = DriveFactory.create()
    facility = FacilityFactory.create()

    drive.facilities.add(facility)

    assert [each.receivingfacility for each in drive.history.first().facilities.all()] == [facility]


def test_names_are_found_in_their_folded_form():
    company = CompanyFactory.create(
        name="Công ty TNHH Điện tử Canon Việt Nam", aliases="Canon VN\nCANON"
    )

    assert company.search_key == "cong ty tnhh dien tu canon viet nam\ncanon vn\ncanon"


def test_rows_saved_in_bulk_are_found_as_well(committee):
    Company.objects.bulk_create([Company(committee=committee, name="Phố Nối")])

    assert Company.objects.get().folded_name == "pho noi"
