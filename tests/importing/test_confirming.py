"""What was shown is what is saved, once, by whoever was shown it; and it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError

from campaigns.models import Company, Drive
from donations.importing.running import ChangedPlanError, confirm, plan_of
from donations.importing.undoing import undo
from donations.models import DriveResult, ImportedRow, SheetImport
from tests.factories import (
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    ResultFactory,
    ZoneFactory,
    held,
)
from tests.importing.planning import Kind, brought_in, plan, waiting
from tests.spreadsheets import drives_sheet, xlsx

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 9)
LINE = {"Ngày": DAY, "Hình thức": "tập trung", "Khu công nghiệp": "Phố Nối A"}


@pytest.fixture
def zone(committee):
    return ZoneFactory.create(committee=committee, name="Phố Nối A")


def test_history_says_who_brought_it_from_which_file_and_why(committee, officer, zone):
    found = waiting(drives_sheet({**LINE, "Số đơn vị máu": 5}), committee, by=officer)

    confirm(found, plan_of(found, by=officer).digest, by=officer, reason="nhập bù")

    for record in (Drive.history.get(), DriveResult.history.get()):
        assert record.history_user == officer
        assert record.history_change_reason == "nhập bù; nhập từ bang.xlsx"


def test_the_file_is_forgotten_once_it_is_brought_in(
    committee, zone, django_capture_on_commit_callbacks
):
    found = waiting(drives_sheet(LINE), committee)
    name = found.file.name
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        done = confirm(found, plan_of(found, by=None).digest, by=None)

    assert not done.file
    assert not default_storage.exists(name)


def test_a_second_confirmation_saves_nothing(committee, zone):
    found = waiting(drives_sheet(LINE), committee)
    digest = plan_of(found, by=None).digest
    confirm(found, digest, by=None)

    with pytest.raises(ChangedPlanError):
        confirm(found, digest, by=None)

    assert Drive.objects.count() == 1


def test_what_somebody_else_changed_since_has_to_be_looked_at_again(committee, zone):
    drive = held(committee, DAY, 180, zone=zone)
    found = waiting(drives_sheet({**LINE, "Số đơn vị máu": 185}), committee)
    digest = plan_of(found, by=None).digest
    drive.result.units = 181
    drive.result.save()

    with pytest.raises(ChangedPlanError):
        confirm(found, digest, by=None)

    assert DriveResult.objects.get().units == 181


def test_a_plan_with_a_bad_line_cannot_be_confirmed(committee, zone):
    found = waiting(drives_sheet(LINE, {"Ngày": "x"}), committee)

    with pytest.raises(ChangedPlanError):
        confirm(found, plan_of(found, by=None).digest, by=None)

    assert not Drive.objects.exists()


def test_nothing_is_half_saved_where_the_database_refuses_a_row(committee, zone, monkeypatch):
    found = waiting(drives_sheet({**LINE, "Số đơn vị máu": 5, "Túi 250 ml": 5}), committee)
    digest = plan_of(found, by=None).digest
    monkeypatch.setattr(ImportedRow.objects, "bulk_create", _refuse)

    with pytest.raises(ChangedPlanError):
        confirm(found, digest, by=None)

    assert not Drive.objects.exists()
    assert SheetImport.objects.get().status == SheetImport.Status.WAITING


def _refuse(*args: object) -> None:
    raise IntegrityError


def test_a_file_that_was_changed_on_the_disk_is_not_read(committee, zone):
    found = waiting(drives_sheet(LINE), committee)
    found.sha256 = "0" * 64

    with pytest.raises(ValidationError, match="nguyên vẹn"):
        plan_of(found, by=None)


def test_one_file_waits_for_each_person_and_kind(
    committee, officer, zone, django_capture_on_commit_callbacks
):
    first = waiting(drives_sheet(LINE), committee, by=officer)
    name = first.file.name

    with django_capture_on_commit_callbacks(execute=True):
        second = waiting(drives_sheet(LINE), committee, by=officer)

    assert list(SheetImport.objects.all()) == [second]
    assert not default_storage.exists(name)


# Taking it back


def test_what_was_new_is_gone_and_what_was_changed_is_as_before(committee, officer, zone):
    facility = FacilityFactory.create(name="Bệnh viện A")
    stored = held(committee, DAY, 180, zone=zone, note="cũ")
    stored.facilities.add(facility)
    FacilityFactory.create(name="Viện B")
    content = drives_sheet(
        {**LINE, "Số đơn vị máu": 185, "Ghi chú": "mới", "Đơn vị tiếp nhận": "Viện B"},
        {**LINE, "Ngày": "10/4/2024", "Số đơn vị máu": 7},
    )
    done = brought_in(content, committee, by=officer)

    undo(done, by=officer)

    drive = Drive.objects.get()
    assert (drive, drive.note, drive.result.units) == (stored, "cũ", 180)
    assert list(drive.facilities.all()) == [facility]
    done.refresh_from_db()
    assert (done.status, done.undone_by) == (SheetImport.Status.UNDONE, officer)
    deleted = Drive.history.filter(history_type="-").get()
    assert deleted.history_change_reason == "hoàn tác lần nhập từ bang.xlsx"
    assert deleted.history_user == officer


def test_a_corrected_result_above_a_new_drive_is_saved_and_taken_back(committee, officer, zone):
    held(committee, DAY, 180, zone=zone)
    lines = [{**LINE, "Số đơn vị máu": 185}, {**LINE, "Ngày": "10/4/2024", "Số đơn vị máu": 40}]

    done = brought_in(drives_sheet(*lines), committee, by=officer)
    assert sorted(DriveResult.objects.values_list("units", flat=True)) == [40, 185]
    undo(done, by=officer)

    assert DriveResult.objects.get().units == 180
    assert Drive.objects.count() == 1


def test_a_name_that_was_learned_is_forgotten_again(committee, officer):
    company = CompanyFactory.create(committee=committee, name="Công ty TNHH Sews-Components")
    line = {"Ngày": DAY, "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": "Sews-Componets"}
    (question,) = plan(drives_sheet(line), committee, by=officer).questions
    answers = {question.key: str(company.pk)}
    done = brought_in(drives_sheet(line), committee, by=officer, answers=answers)

    undo(done, by=officer)

    assert Company.objects.get().aliases == ""
    assert not Drive.objects.exists()


def test_a_drive_made_held_by_its_result_is_a_plan_again(committee, officer, zone):
    DriveFactory.create(committee=committee, zone=zone, on=DAY)
    done = brought_in(drives_sheet({**LINE, "Số đơn vị máu": 5}), committee, by=officer)

    undo(done, by=officer)

    assert Drive.objects.get().status == Drive.Status.PLANNED
    assert not DriveResult.objects.exists()


def test_a_row_that_somebody_touched_since_hinders_the_whole(committee, officer, zone):
    content = drives_sheet(LINE, {**LINE, "Ngày": "10/4/2024"})
    done = brought_in(content, committee, by=officer)
    drive = Drive.objects.get(on=DAY)
    drive.note = "tự tay"
    drive.save()

    with pytest.raises(ValidationError, match="1 mục đã đổi"):
        undo(done, by=officer)

    assert Drive.objects.count() == 2


def test_a_new_drive_with_a_later_result_hinders_the_whole(committee, officer, zone):
    done = brought_in(drives_sheet({**LINE, "Trạng thái": "đã tổ chức"}), committee, by=officer)
    ResultFactory.create(drive=Drive.objects.get(), units=9)

    with pytest.raises(ValidationError, match="đã có kết quả"):
        undo(done, by=officer)

    assert DriveResult.objects.get().units == 9


def test_taking_back_twice_is_told(committee, officer, zone):
    done = brought_in(drives_sheet(LINE), committee, by=officer)
    undo(done, by=officer)

    with pytest.raises(ValidationError, match="đã được hoàn tác"):
        undo(done, by=officer)


def test_contacts_are_kept_by_no_import(committee, officer):
    CompanyFactory.create(committee=committee, name="Công ty A", contact_phone="0900")
    headers = ["Tên chính thức", "Điện thoại", "Tên gọi khác"]

    done = brought_in(
        xlsx(headers, ["Công ty A", "0911", "A"]), committee, kind=Kind.COMPANIES, by=officer
    )
    assert ImportedRow.objects.get().before == {"aliases": ""}
    undo(done, by=officer)

    company = Company.objects.get()
    assert (company.aliases, company.contact_phone) == ("", "0911")


def test_two_imports_are_taken_back_one_after_the_other(committee, officer, zone):
    held(committee, DAY, 180, zone=zone)
    imports = [
        brought_in(drives_sheet({**LINE, "Số đơn vị máu": units}), committee, by=officer)
        for units in (185, 190)
    ]

    for done in reversed(imports):
        undo(done, by=officer)

    assert DriveResult.objects.get().units == 180


def test_what_it_named_before_and_is_gone_hinders_the_whole(committee, officer, zone):
    old = FacilityFactory.create(name="Bệnh viện A")
    drive = held(committee, DAY, 180, zone=zone)
    drive.facilities.add(old)
    FacilityFactory.create(name="Viện B")
    line = {**LINE, "Đơn vị tiếp nhận": "Viện B"}
    done = brought_in(drives_sheet(line), committee, by=officer)
    old.delete()

    with pytest.raises(ValidationError, match="bị gộp hoặc xóa"):
        undo(done, by=officer)

    assert [each.name for each in drive.facilities.all()] == ["Viện B"]


def test_a_guard_may_object_in_the_last_moment(committee, zone):
    found = waiting(drives_sheet(LINE), committee)

    def object_to(writes):
        raise ChangedPlanError

    with pytest.raises(ChangedPlanError):
        confirm(found, plan_of(found, by=None).digest, by=None, guard=object_to)

    assert not Drive.objects.exists()
