"""Two people, one drive: what both have typed is shown side by side, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Company, Drive, Plan
from donations.models import DriveResult
from tests.donations.pages import form_of, page_of
from tests.factories import (
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    PlanFactory,
    ZoneFactory,
    held,
)
from tests.forms import form_on

pytestmark = pytest.mark.django_db


def lines(response) -> dict[str, tuple[str | None, str, str, str]]:
    """What each line of the comparison says, by its label: opened, stored, typed, taken."""
    assert response.status_code == 200, "it was saved"
    parts = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        parts += inline.formset.forms
    return {
        line.label: (line.opened, line.stored, line.typed, line.take.value)
        for part in parts
        if part.comparison
        for line in part.comparison.lines
    }


def told(response) -> str:
    form = response.context["adminform"].form
    (inline,) = response.context["inline_admin_formsets"]
    return " ".join(
        [
            *form.non_field_errors(),
            *inline.formset.non_form_errors(),
            *(error for row in inline.formset.forms for error in row.non_field_errors()),
        ]
    )


# Who changed what


def test_the_two_versions_stand_side_by_side(as_officer, as_administrator, committee):
    drive = held(committee, date(2024, 5, 27), 180)
    opened = form_of(drive, {"units": "190"})
    as_administrator.post(page_of(drive), form_of(drive, {"units": "185"}))

    response = as_officer.post(page_of(drive), opened)

    assert lines(response) == {"Số đơn vị máu": ("180", "185", "190", "ask")}
    assert "sau khi bạn mở trang này, quantri (" in told(response)
    assert 'value="190"' in response.content.decode()
    assert DriveResult.objects.get().units == 185


def test_why_a_result_is_not_saved_stands_above_the_two_versions(
    as_officer, as_administrator, committee
):
    drive = held(committee, date(2024, 5, 27), 180)
    opened = form_of(drive, {"units": "190"})
    as_administrator.post(page_of(drive), form_of(drive, {"units": "185"}))

    page = as_officer.post(page_of(drive), opened).content.decode()

    assert "Chưa lưu: sau khi bạn mở trang này" in page.split('<section class="comparison"')[0]


def test_what_each_alone_has_changed_is_merged(as_officer, as_administrator, committee):
    drive = DriveFactory.create(committee=committee, venue="Nhà ăn")
    opened = form_of(drive, note="Nhớ mang loa")
    as_administrator.post(page_of(drive), form_of(drive, venue="Ecogarden"))

    compared = as_officer.post(page_of(drive), opened)

    assert lines(compared) == {
        "Địa điểm cụ thể": ("Nhà ăn", "Ecogarden", "Nhà ăn", "stored"),
        "Ghi chú": ("-", "-", "Nhớ mang loa", "mine"),
    }
    assert as_officer.post(page_of(drive), form_on(compared)).status_code == 302
    drive.refresh_from_db()
    assert (drive.venue, drive.note) == ("Ecogarden", "Nhớ mang loa")


def test_a_change_of_the_drive_does_not_stop_one_of_its_result(
    as_officer, as_administrator, committee
):
    drive = held(committee, date(2024, 5, 27), 180)
    opened = form_of(drive, {"units": "185"})
    as_administrator.post(page_of(drive), form_of(drive, venue="Ecogarden"))

    response = as_officer.post(page_of(drive), opened)

    assert response.status_code == 302
    drive.refresh_from_db()
    assert (drive.venue, drive.result.units) == ("Ecogarden", 185)


def test_names_days_and_choices_are_compared_as_people_read_them(
    as_officer, as_administrator, committee
):
    here, there = (ZoneFactory.create(committee=committee, name=name) for name in "AB")
    hospital, centre = (FacilityFactory.create(name=f"Bệnh viện {name}") for name in "CD")
    drive = DriveFactory.create(committee=committee, on=date(2024, 7, 1), precision="month")
    drive.zone = here
    drive.save()
    opened = form_of(
        drive, on="8/2024", zone=there.pk, status="cancelled", reason="Mưa", facilities=[centre.pk]
    )
    theirs = {"on": "20/7/2024", "zone": "", "status": "held", "facilities": [hospital.pk]}
    as_administrator.post(page_of(drive), form_of(drive, **theirs, venue="Nhà ăn"))

    response = as_officer.post(page_of(drive), opened)

    found = lines(response)
    assert found["Ngày"] == ("tháng 7/2024", "20/7/2024", "tháng 8/2024", "ask")
    assert found["Khu công nghiệp"] == ("A", "-", "B", "ask")
    assert found["Trạng thái"] == ("dự kiến", "đã tổ chức", "hủy", "ask")
    assert found["Đơn vị tiếp nhận máu"] == ("-", "Bệnh viện C", "Bệnh viện D", "ask")


def test_what_cannot_be_read_is_compared_and_kept_as_it_was_typed(
    as_officer, as_administrator, committee
):
    drive = held(committee, date(2024, 5, 27), 180)
    opened = form_of(drive, {"units": "19o"})
    as_administrator.post(page_of(drive), form_of(drive, {"units": "185"}))

    response = as_officer.post(page_of(drive), opened)

    assert lines(response)["Số đơn vị máu"] == ("180", "185", "19o", "ask")
    assert 'value="19o"' in response.content.decode()


# Choosing


@pytest.fixture
def asked(as_officer, as_administrator, committee):
    """The page on which the officer is asked: 180 when opened, 185 stored, 190 typed."""
    drive = held(committee, date(2024, 5, 27), 180)
    opened = form_of(drive, {"units": "190"})
    as_administrator.post(page_of(drive), form_of(drive, {"units": "185"}))
    return as_officer.post(page_of(drive), opened)


@pytest.mark.parametrize(("take", "units"), [("mine", 190), ("stored", 185)])
def test_the_officer_chooses_and_saves(as_officer, asked, take, units):
    drive = Drive.objects.get()

    response = as_officer.post(page_of(drive), form_on(asked) | {"take-result-0-units": take})

    assert response.status_code == 302
    assert DriveResult.objects.get().units == units


def test_nothing_is_chosen_for_the_officer(as_officer, asked):
    response = as_officer.post(page_of(Drive.objects.get()), form_on(asked))

    assert lines(response) == {"Số đơn vị máu": ("180", "185", "190", "ask")}
    assert "hãy chọn bản được giữ" in told(response)
    assert "Chọn một trong hai." in response.content.decode()
    assert DriveResult.objects.get().units == 185


def test_whoever_gives_way_by_hand_is_not_asked_any_more(as_officer, asked):
    typed = form_on(asked) | {"result-0-units": "185"}

    assert as_officer.post(page_of(Drive.objects.get()), typed).status_code == 302


def test_an_answer_outlives_a_mistake_in_another_field(as_officer, asked):
    drive = Drive.objects.get()
    typed = form_on(asked) | {"take-result-0-units": "mine", "on": "31/02/2024"}
    response = as_officer.post(page_of(drive), typed)

    mended = form_on(response) | {"on": "27/5/2024"}

    assert as_officer.post(page_of(drive), mended).status_code == 302
    assert DriveResult.objects.get().units == 190


def test_somebody_faster_once_more_is_compared_once_more(as_officer, as_administrator, asked):
    drive = Drive.objects.get()
    as_administrator.post(page_of(drive), form_of(drive, {"units": "187"}))

    response = as_officer.post(page_of(drive), form_on(asked) | {"take-result-0-units": "mine"})

    assert lines(response) == {"Số đơn vị máu": ("180", "187", "190", "ask")}
    assert DriveResult.objects.get().units == 187


def test_a_question_left_open_outlives_a_change_of_another_field(
    as_officer, as_administrator, asked
):
    drive = Drive.objects.get()
    as_administrator.post(
        page_of(drive), form_of(drive, {"attended": "200", "units": "185"}, venue="Ecogarden")
    )

    response = as_officer.post(page_of(drive), form_on(asked))

    assert lines(response)["Số đơn vị máu"] == ("180", "185", "190", "ask")
    assert lines(response)["Tham dự (người)"] == ("-", "200", "-", "stored")


def test_a_version_nobody_wrote_down_is_left_out(as_officer, committee):
    drive = DriveFactory.create(committee=committee, venue="Nhà ăn")
    opened = form_of(drive, venue="Ecogarden")
    Drive.history.all().delete()
    Drive.objects.update(venue="Ramen", version=1)

    response = as_officer.post(page_of(drive), opened)

    assert lines(response)["Địa điểm cụ thể"] == (None, "Ramen", "Ecogarden", "ask")
    assert "Khi bạn mở" not in response.content.decode()


# The result that somebody else has entered or deleted


def test_a_first_result_is_compared_with_the_one_somebody_entered_first(
    as_officer, as_administrator, committee
):
    drive = DriveFactory.create(committee=committee, status="held")
    first = form_of(drive, {"units": "100", "attended": "150"})
    second = form_of(drive, {"units": "200", "note": "Sổ trực"})
    as_administrator.post(page_of(drive), first)

    compared = as_officer.post(page_of(drive), second)

    assert lines(compared) == {
        "Số đơn vị máu": ("-", "100", "200", "ask"),
        "Tham dự (người)": ("-", "150", "-", "stored"),
        "Ghi chú về kết quả": ("-", "-", "Sổ trực", "mine"),
    }
    chosen = form_on(compared) | {"take-result-0-units": "mine"}
    assert as_officer.post(page_of(drive), chosen).status_code == 302
    result = DriveResult.objects.get()
    assert (result.units, result.attended, result.note) == (200, 150, "Sổ trực")


def test_an_empty_result_leaves_alone_what_somebody_entered(
    as_officer, as_administrator, committee
):
    drive = DriveFactory.create(committee=committee, status="held")
    opened = form_of(drive, note="Nhớ mang loa")
    as_administrator.post(page_of(drive), form_of(drive, {"units": "100"}))

    response = as_officer.post(page_of(drive), opened)

    assert response.status_code == 302
    drive.refresh_from_db()
    assert (drive.note, drive.result.units) == ("Nhớ mang loa", 100)


def test_what_was_typed_over_a_deleted_result_stays_and_can_be_saved(as_officer, committee):
    drive = held(committee, date(2024, 5, 27), 180)
    opened = form_of(drive, {"units": "678"})
    DriveResult.objects.get().delete()

    response = as_officer.post(page_of(drive), opened)

    assert "Người khác đã xóa kết quả này" in told(response)
    assert 'value="678"' in response.content.decode()
    assert as_officer.post(page_of(drive), form_on(response)).status_code == 302
    assert DriveResult.objects.get().units == 678


def test_a_deleted_result_does_not_come_back_unasked(as_officer, committee):
    drive = held(committee, date(2024, 5, 27), 180)
    opened = form_of(drive, venue="Ecogarden")
    DriveResult.objects.get().delete()

    response = as_officer.post(page_of(drive), opened)

    assert response.status_code == 302
    assert Drive.objects.get().venue == "Ecogarden"
    assert not DriveResult.objects.exists()


def test_a_newer_result_is_not_deleted_unseen(as_administrator, as_officer, committee):
    drive = held(committee, date(2024, 5, 27), 5)
    opened = form_of(drive, {"DELETE": "on"})
    as_officer.post(page_of(drive), form_of(drive, {"units": "600"}))

    response = as_administrator.post(page_of(drive), opened)

    assert "kết quả đã đổi thành 600 đơn vị" in response.content.decode()
    assert DriveResult.objects.get().units == 600


@pytest.mark.parametrize("version", ["", "x"])
def test_a_result_is_not_deleted_without_a_version(as_administrator, committee, version):
    drive = held(committee, date(2024, 5, 27), 5)

    as_administrator.post(page_of(drive), form_of(drive, {"DELETE": "on", "version": version}))

    assert DriveResult.objects.exists()


def test_a_wrong_result_is_deleted_together_with_the_change_of_status(as_administrator, committee):
    drive = held(committee, date(2024, 5, 27), 180)

    as_administrator.post(
        page_of(drive), form_of(drive, {"DELETE": "on"}, status="cancelled", reason="Mưa bão")
    )

    assert Drive.objects.get().status == "cancelled"
    assert not DriveResult.objects.exists()
    assert [each.history_type for each in DriveResult.history.all()] == ["-", "+"]


def test_an_officer_does_not_delete_a_result(as_officer, committee):
    drive = held(committee, date(2024, 5, 27), 180)

    as_officer.post(page_of(drive), form_of(drive, {"DELETE": "on"}, status="cancelled"))

    assert Drive.objects.get().status == "held"
    assert DriveResult.objects.get().units == 180


# The row that somebody else has deleted


def test_what_was_typed_over_a_deleted_drive_stays_and_can_be_saved(
    as_officer, administrator, committee
):
    drive = DriveFactory.create(committee=committee)
    opened = form_of(drive, {"units": "55"}, venue="Ecogarden", status="held")
    drive.delete()

    response = as_officer.post(page_of(Drive(pk=opened["result-0-drive"])), opened)

    assert "đã xóa mục này" in told(response)
    assert 'action="/admin/campaigns/drive/add/"' in response.content.decode()
    as_officer.post("/admin/campaigns/drive/add/", form_on(response))
    again = Drive.objects.get()
    assert (again.venue, again.committee, again.result.units) == ("Ecogarden", committee, 55)


def test_a_form_for_another_committees_deleted_row_is_told_nothing(as_officer):
    drive = DriveFactory.create(venue="Nhà kho mật")
    opened = form_of(drive)
    address = page_of(drive)
    drive.delete()

    response = as_officer.post(address, opened)

    assert response.status_code == 302


# Other records


def test_a_plan_is_compared_too(as_officer, as_administrator, committee):
    plan = PlanFactory.create(committee=committee, subject="Hiến máu")
    address = f"/admin/campaigns/plan/{plan.pk}/change/"
    opened = form_on(as_officer.get(address))
    as_administrator.post(address, opened | {"subject": "Hiến máu năm 2024"})

    response = as_officer.post(address, opened | {"number": "05/KH", "subject": "Vận động"})

    assert lines(response) == {
        "Số, ký hiệu": ("03/KH-BCĐHMKCN", "03/KH-BCĐHMKCN", "05/KH", "mine"),
        "Trích yếu": ("Hiến máu", "Hiến máu năm 2024", "Vận động", "ask"),
    }
    assert Plan.objects.get().number == "03/KH-BCĐHMKCN"


def test_a_contact_that_no_history_keeps_is_asked_about(as_officer, as_administrator, committee):
    company = CompanyFactory.create(committee=committee, contact_name="Chị Hoa")
    address = f"/admin/campaigns/company/{company.pk}/change/"
    opened = form_on(as_officer.get(address))
    as_administrator.post(address, opened | {"contact_name": ""})

    response = as_officer.post(address, opened | {"aliases": "HOA"})

    assert lines(response)["Người liên hệ"] == (None, "-", "Chị Hoa", "ask")
    assert Company.objects.get().contact_name == ""


def test_a_form_nobody_typed_in_changes_nothing(as_officer, as_administrator, committee):
    plan = PlanFactory.create(committee=committee, subject="Hiến máu")
    address = f"/admin/campaigns/plan/{plan.pk}/change/"
    opened = form_on(as_officer.get(address))
    as_administrator.post(address, opened | {"subject": "Hiến máu năm 2024"})

    assert as_officer.post(address, opened).status_code == 302
    assert Plan.objects.get().subject == "Hiến máu năm 2024"
