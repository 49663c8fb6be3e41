"""Many records at once: versions, history and many-to-many rows as if each were saved alone."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.history import entries
from campaigns.models import Company, Drive
from campaigns.models.records import StaleVersionError
from campaigns.writing import Write, write_all
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    UserFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


def test_new_records_have_a_history_with_who_and_why():
    zone, user = ZoneFactory.create(), UserFactory.create()
    drive = DriveFactory.build(committee=zone.committee, zone=zone)
    facility = FacilityFactory.create()

    write_all([Write(drive, many={"facilities": [facility]})], by=user, reason="nhập từ bảng")

    (told,) = Drive.objects.get().history.all()
    assert (told.history_type, told.history_user, told.history_change_reason) == (
        *("+", user),
        "nhập từ bảng",
    )
    assert [row.receivingfacility for row in told.facilities.all()] == [facility]
    assert list(Drive.objects.get().facilities.all()) == [facility]


def test_a_changed_record_counts_its_version_and_tells_only_what_changed():
    drive = DriveFactory.create()
    drive.campaigns.add(CampaignFactory.create(committee=drive.committee))
    before = {"note": drive.note}
    drive.note = "mưa"

    write_all([Write(drive, before)], by=None, reason="")

    stored = Drive.objects.get()
    assert (stored.note, stored.version) == ("mưa", 1)
    assert entries(Drive.history.all())[-1].what == ("ghi chú: - → mưa",)


def test_many_to_many_rows_are_replaced_and_told():
    old, new = FacilityFactory.create(name="Bệnh viện A"), FacilityFactory.create(name="Viện B")
    drive = DriveFactory.create()
    drive.facilities.add(old)

    write = Write(drive, {"facilities": [old.pk]}, {"facilities": [new]})
    write_all([write], by=None, reason="")

    assert list(drive.facilities.all()) == [new]
    assert entries(Drive.history.all())[-1].what == ("đơn vị tiếp nhận máu: Bệnh viện A → Viện B",)


def test_a_record_that_somebody_else_saved_since_stops_them_all():
    mine, other = CompanyFactory.create(name="A"), CompanyFactory.create(name="B")
    Company.objects.get(pk=other.pk).save()
    mine.name, other.name = "A1", "B1"

    with pytest.raises(StaleVersionError):
        write_all([Write(mine, {"name": "A"}), Write(other, {"name": "B"})], by=None, reason="")

    assert set(Company.objects.values_list("name", flat=True)) == {"A", "B"}


def test_the_folded_columns_follow_the_names():
    company = CompanyFactory.create(name="Công ty A")
    company.aliases = "Cty Á"

    write_all([Write(company, {"aliases": ""})], by=None, reason="")

    assert Company.objects.get(search_key__contains="cty a") == company


def test_a_record_may_point_at_one_that_is_new_as_well():
    committee = CommitteeFactory.create()
    company = CompanyFactory.build(committee=committee)
    drive = Drive(committee=committee, on=date(2024, 4, 9), form="company", host=company)

    write_all([Write(company), Write(drive)], by=None, reason="")

    assert Drive.objects.get().host == Company.objects.get()


def test_a_statement_carries_many_rows(django_assert_max_num_queries):
    committee = CommitteeFactory.create()

    with django_assert_max_num_queries(30):
        write_all(
            [Write(DriveFactory.build(committee=committee, zone=None)) for _ in range(400)],
            by=None,
            reason="",
        )

    assert Drive.history.count() == 400


def test_progress_is_told_batch_by_batch():
    committee, told = CommitteeFactory.create(), []

    write_all(
        [Write(CompanyFactory.build(committee=committee)) for _ in range(501)],
        by=None,
        reason="",
        progress=lambda done, of: told.append((done, of)),
    )

    assert told == [(500, 501), (501, 501)]
