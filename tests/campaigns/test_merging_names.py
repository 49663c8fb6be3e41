"""Two rows for one name become one: nothing is lost, everything is told, or nothing happens."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.merging_names import MergeRefusedError, merge, obstacles, pointing_at
from campaigns.models import Company, Drive, ReceivingFacility, Zone
from donations.models import CompanyTurnout
from tests.factories import (
    CommitteeFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    StatementFactory,
    TurnoutFactory,
    ZoneFactory,
    held,
)
from tests.reports.lives import drafted, fit_to_sign, issued

pytestmark = pytest.mark.django_db

REASON = "Gộp “TOTO” vào “TOTO Việt Nam”"


@pytest.fixture
def keep(committee) -> Company:
    return CompanyFactory.create(committee=committee, name="TOTO Việt Nam")


@pytest.fixture
def gone(committee) -> Company:
    return CompanyFactory.create(committee=committee, name="TOTO", aliases="Toto Hưng Yên")


def reasons(row) -> list[str]:
    """Why each version of a row was saved, oldest first."""
    told = row.history.order_by("history_id").values_list("history_change_reason", flat=True)
    return [reason or "" for reason in told]


# What is moved


def test_all_that_may_point_at_a_name_is_known():
    known = {
        model: {(each.model.__name__, each.name) for each in pointing_at(model)}
        for model in (Company, Zone, ReceivingFacility)
    }

    assert known == {
        Company: {("Drive", "host"), ("CompanyTurnout", "company")},
        Zone: {("Drive", "zone"), ("Company", "zone")},
        ReceivingFacility: {("Drive", "facilities"), ("PeriodStatement", "facilities")},
    }


def test_a_companys_drives_and_turnout_are_moved(keep, gone, committee, officer):
    drive = CompanyDriveFactory.create(committee=committee, host=gone)
    turnout = TurnoutFactory.create(company=gone, drive=drive, registered=30)

    moved = merge(keep, gone, by=officer)

    drive.refresh_from_db()
    turnout.refresh_from_db()
    assert moved == 2
    assert (drive.host, drive.form) == (keep, Drive.Form.COMPANY)
    assert (turnout.company, turnout.registered) == (keep, 30)
    assert list(Company.objects.all()) == [keep]


def test_a_zones_drives_and_companies_are_moved(committee, administrator):
    keep, gone = ZoneFactory.create_batch(2, committee=committee)
    drive = DriveFactory.create(committee=committee, zone=gone)
    company = CompanyFactory.create(committee=committee, zone=gone)
    on_site = CompanyDriveFactory.create(committee=committee, host=company)

    assert merge(keep, gone, by=administrator) == 3

    for row in (drive, company, on_site):
        row.refresh_from_db()
        assert row.zone == keep


def test_a_facility_is_named_in_drives_and_statements_once(committee, administrator):
    keep, gone, third = FacilityFactory.create_batch(3)
    both, one = DriveFactory.create_batch(2, committee=committee)
    both.facilities.set([keep, gone])
    one.facilities.set([gone, third])
    statement = StatementFactory.create(committee=committee, facilities=[gone])

    assert merge(keep, gone, by=administrator) == 3

    assert set(both.facilities.all()) == {keep}
    assert set(one.facilities.all()) == {keep, third}
    assert set(statement.facilities.all()) == {keep}
    assert not ReceivingFacility.objects.filter(pk=gone.pk).exists()


def test_a_facility_is_merged_in_every_committees_drives(administrator):
    keep, gone = FacilityFactory.create_batch(2)
    drives = [DriveFactory.create(committee=CommitteeFactory.create()) for _each in range(2)]
    for drive in drives:
        drive.facilities.add(gone)

    merge(keep, gone, by=administrator)

    assert [set(drive.facilities.all()) for drive in drives] == [{keep}, {keep}]


# What is told


def test_each_row_that_is_written_tells_who_and_why(keep, gone, committee, officer):
    drive = CompanyDriveFactory.create(committee=committee, host=gone)

    merge(keep, gone, by=officer)

    drive.refresh_from_db()
    assert drive.version == 1
    assert keep.version == 1
    deleted = Company.history.get(history_type="-")
    for last in (drive.history.latest(), keep.history.latest(), deleted):
        assert (last.history_change_reason, last.history_user) == (REASON, officer)
    assert deleted.name == "TOTO"


def test_a_drive_that_names_another_facility_tells_so_in_one_entry(committee, administrator):
    keep, gone = FacilityFactory.create(name="Việt Đức"), FacilityFactory.create(name="BV Việt Đức")
    drive = DriveFactory.create(committee=committee)
    drive.facilities.add(gone)
    before = drive.history.count()

    merge(keep, gone, by=administrator)

    drive.refresh_from_db()
    last = drive.history.latest()
    assert drive.history.count() == before + 1
    assert drive.version == 1
    assert [each.receivingfacility for each in last.facilities.all()] == [keep]
    assert last.history_change_reason == "Gộp “BV Việt Đức” vào “Việt Đức”"


def test_a_long_reason_is_cut_to_what_the_history_holds(committee, officer):
    keep = CompanyFactory.create(committee=committee, name="A" * 120)
    gone = CompanyFactory.create(committee=committee, name="B" * 120)

    merge(keep, gone, by=officer)

    assert reasons(keep)[-1] == f"Gộp “{'B' * 95}"


# What is kept


def test_the_name_that_goes_and_its_aliases_become_aliases(keep, gone, officer):
    keep.aliases = "toto hung yen"
    keep.save()

    merge(keep, gone, by=officer)

    keep.refresh_from_db()
    assert keep.aliases.splitlines() == ["toto hung yen", "TOTO"]


def test_an_unknown_zone_and_contact_are_filled_in(keep, gone, committee, officer):
    gone.zone = ZoneFactory.create(committee=committee)
    gone.contact_name, gone.contact_phone = "Nguyễn Thị B", "0912"
    gone.save()

    merge(keep, gone, by=officer)

    keep.refresh_from_db()
    assert keep.zone == gone.zone
    assert (keep.contact_name, keep.contact_phone) == ("Nguyễn Thị B", "0912")


def test_a_known_zone_and_contact_stay_and_no_phone_goes_to_another_person(
    keep, gone, committee, officer
):
    zone = keep.zone = ZoneFactory.create(committee=committee)
    keep.contact_name = "Trần Văn A"
    keep.save()
    gone.zone = ZoneFactory.create(committee=committee)
    gone.contact_name, gone.contact_phone = "Nguyễn Thị B", "0912"
    gone.save()

    merge(keep, gone, by=officer)

    keep.refresh_from_db()
    assert keep.zone == zone
    assert (keep.contact_name, keep.contact_phone) == ("Trần Văn A", "")


def test_a_drive_keeps_the_zone_in_which_it_was_held(keep, gone, committee, officer):
    keep.zone = ZoneFactory.create(committee=committee)
    keep.save()
    gone.zone = zone = ZoneFactory.create(committee=committee)
    gone.save()
    drive = CompanyDriveFactory.create(committee=committee, host=gone)

    merge(keep, gone, by=officer)

    drive.refresh_from_db()
    drive.full_clean()
    assert (drive.host, drive.zone) == (keep, zone)


def test_an_issued_report_keeps_the_name_it_was_signed_with(keep, gone, committee, officer):
    fit_to_sign(committee)
    drive = held(committee, date(2024, 4, 11), 119, host=gone)
    drive.facilities.add(FacilityFactory.create())
    report = issued(drafted(committee), by=officer)
    blocks, files = report.blocks, [bytes(file.content) for file in report.files.order_by("pk")]

    merge(keep, gone, by=officer)

    report.refresh_from_db()
    (held_drive,) = report.summary.rounds
    assert held_drive.place.host == "TOTO"
    assert report.blocks == blocks
    assert [bytes(file.content) for file in report.files.order_by("pk")] == files


# Two entries at one drive


def test_of_two_entries_the_one_that_says_nothing_is_dropped(keep, gone, committee, officer):
    drive = DriveFactory.create(committee=committee)
    TurnoutFactory.create(drive=drive, company=gone, asked_on=date(2024, 4, 1))
    told = TurnoutFactory.create(drive=drive, company=keep, registered=30)

    assert merge(keep, gone, by=officer) == 1

    left = CompanyTurnout.objects.get()
    assert left == told
    assert (left.company, left.registered, left.asked_on) == (keep, 30, date(2024, 4, 1))
    assert reasons(left)[-1] == REASON


def test_the_entry_of_the_kept_one_may_be_the_one_that_says_nothing(keep, gone, committee, officer):
    drive = DriveFactory.create(committee=committee)
    told = TurnoutFactory.create(drive=drive, company=gone, units=0)
    TurnoutFactory.create(drive=drive, company=keep)

    assert merge(keep, gone, by=officer) == 1

    left = CompanyTurnout.objects.get()
    assert (left, left.company, left.units) == (told, keep, 0)


def test_two_entries_with_figures_stand_in_the_way_and_the_drive_is_named(
    keep, gone, committee, officer
):
    drive = DriveFactory.create(committee=committee, zone__name="Phố Nối A")
    elsewhere = CompanyDriveFactory.create(committee=committee, host=gone)
    TurnoutFactory.create(drive=drive, company=gone, registered=30)
    TurnoutFactory.create(drive=drive, company=keep, registered=40)

    with pytest.raises(MergeRefusedError, match=r"số liệu ở: 09/4/2024 · KCN Phố Nối A\."):
        merge(keep, gone, by=officer)

    elsewhere.refresh_from_db()
    assert elsewhere.host == gone
    assert CompanyTurnout.objects.count() == 2


# Refused


def refused(keep, gone, by) -> str:
    with pytest.raises(MergeRefusedError) as error:
        merge(keep, gone, by=by)
    return str(error.value)


def test_a_row_is_not_merged_with_itself(keep, officer):
    same = Company.objects.get(pk=keep.pk)

    assert refused(keep, same, officer) == "Không gộp được một mục với chính nó."
    assert Company.objects.get() == keep


def test_rows_of_two_committees_are_not_merged(keep, administrator):
    other = CompanyFactory.create(committee=CommitteeFactory.create(), name="TOTO")

    assert "hai Ban Chỉ đạo khác nhau" in refused(keep, other, administrator)
    assert obstacles(keep, other)
    assert Company.objects.count() == 2


@pytest.mark.parametrize("which", ["keep", "gone"])
def test_what_somebody_has_changed_since_is_not_merged(keep, gone, officer, which):
    shown = {"keep": keep, "gone": gone}[which]
    Company.objects.get(pk=shown.pk).save()

    assert "đã được sửa sau khi bạn mở trang" in refused(keep, gone, officer)
    assert Company.objects.count() == 2


@pytest.mark.parametrize("which", ["keep", "gone"])
def test_what_somebody_has_deleted_since_is_not_merged(keep, gone, officer, which):
    shown = {"keep": keep, "gone": gone}[which]
    Company.objects.get(pk=shown.pk).delete()

    assert f"“{shown.name}” đã bị xóa" in refused(keep, gone, officer)
    assert Company.objects.count() == 1
