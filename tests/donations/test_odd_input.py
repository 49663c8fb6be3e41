"""Forms that are sent twice, forged, or filled with what can never be true."""

from __future__ import annotations

import re
from datetime import date

import pytest

from campaigns.models import Drive
from donations.models import DriveResult
from tests.donations.pages import add_form, errors_of, form_of, page_of, said
from tests.factories import CampaignFactory, CommitteeFactory, DriveFactory, held

pytestmark = pytest.mark.django_db

# Sent twice


def test_a_drive_sent_twice_is_made_once(as_officer, committee):
    form = add_form(committee)
    as_officer.post("/admin/campaigns/drive/add/", form)

    response = as_officer.post("/admin/campaigns/drive/add/", form, follow=True)

    assert "không lưu thêm lần nữa" in response.content.decode()
    assert Drive.objects.count() == DriveResult.objects.count() == 1


@pytest.mark.parametrize("key", ["entry_key", "result-0-entry_key"])
def test_the_key_of_another_committees_row_tells_nothing_of_it(as_officer, committee, key):
    other = held(CommitteeFactory.create(), date(2024, 4, 9), 263)
    row = other if key == "entry_key" else other.result
    form = add_form(committee, **{key: str(row.entry_key), "_popup": "1"})

    response = as_officer.post("/admin/campaigns/drive/add/", form)

    assert "data-popup-response" not in response.content.decode()
    assert Drive.objects.get() == other


def test_the_empty_form_carries_a_key_and_each_time_another(as_officer):
    def keys() -> set[str]:
        page = as_officer.get("/admin/campaigns/drive/add/").content.decode()
        return set(re.findall(r'name="(?:result-0-)?entry_key" value="([0-9a-f-]{36})"', page))

    assert len(keys() | keys()) == 4


def test_a_form_without_a_key_is_saved_all_the_same(as_officer, committee):
    form = add_form(committee, **{"entry_key": "", "result-0-entry_key": ""})

    as_officer.post("/admin/campaigns/drive/add/", form)

    assert Drive.objects.count() == DriveResult.objects.count() == 1


def test_two_drives_alike_are_made_from_two_forms(as_officer, committee):
    for _ in range(2):
        as_officer.post("/admin/campaigns/drive/add/", add_form(committee))

    assert Drive.objects.count() == 2


def test_a_first_result_sent_twice_is_not_an_error(as_officer, committee):
    drive = DriveFactory.create(committee=committee, status="held")
    form = form_of(drive, {"units": "100", "entry_key": "6f2c0a52-3d0f-4c1e-9f5e-0c9d2b1a7e44"})
    as_officer.post(page_of(drive), form)

    response = as_officer.post(page_of(drive), form, follow=True)

    assert "không lưu thêm lần nữa" in response.content.decode()
    assert DriveResult.objects.get().units == 100


def test_what_was_typed_differently_the_second_time_can_be_mended_at_once(as_officer, committee):
    form = add_form(committee)
    as_officer.post("/admin/campaigns/drive/add/", form)

    response = as_officer.post("/admin/campaigns/drive/add/", {**form, "result-0-units": "77"})

    assert response["Location"] == page_of(Drive.objects.get())
    assert DriveResult.objects.get().units == 100


def test_a_change_sent_twice_is_not_a_conflict(as_officer, committee):
    drive = held(committee, date(2024, 5, 27), 180)
    form = form_of(drive, {"units": "185"}, venue="Ramen")
    as_officer.post(page_of(drive), form)

    response = as_officer.post(page_of(drive), form)

    assert response.status_code == 302
    assert DriveResult.objects.get().units == 185


# Odd input


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"zone": "abc"}, "zone"),
        ({"replaces": "abc"}, "replaces"),
        ({"facilities": "abc"}, "facilities"),
        ({"zone": "99999999999999999999999"}, "zone"),
        ({"campaigns": "99999999999999999999999"}, "campaigns"),
        ({"on": "09/4/0204"}, "on"),
        ({"on": "09/4/2999"}, "on"),
        ({"result-0-units": "99999999999"}, "result.units"),
        ({"result-0-bags_350": "2147483647"}, "result.bags_350"),
        ({"starts_at": "11:00", "ends_at": "08:00"}, "ends_at"),
    ],
)
def test_impossible_values_are_told_beside_their_field(as_officer, committee, fields, where):
    response = as_officer.post("/admin/campaigns/drive/add/", add_form(committee, **fields))

    assert where in errors_of(response)
    assert not Drive.objects.exists()


def test_an_address_with_letters_for_an_id_still_shows_the_form(as_officer):
    assert as_officer.get("/admin/campaigns/drive/add/?zone=abc").status_code == 200


@pytest.mark.parametrize("year", ["9999", "99999999", "0", "-1", "1989"])
@pytest.mark.parametrize("model", ["drive", "communication"])
@pytest.mark.parametrize("page", ["", "export/"])
def test_a_year_out_of_all_bounds_is_not_found(as_officer, model, year, page):
    assert as_officer.get(f"/admin/campaigns/{model}/{page}?on__year={year}").status_code == 404


@pytest.mark.parametrize("year", ["2024", "abc", ""])
def test_any_other_year_gives_a_list(as_officer, year):
    address = f"/admin/campaigns/drive/?on__year={year}"

    assert as_officer.get(address, follow=True).status_code == 200


def test_what_word_pastes_for_a_line_break_is_tidied(as_officer, committee):
    as_officer.post("/admin/campaigns/drive/add/", add_form(committee, venue="tòa nhà\x0bRamen"))

    assert Drive.objects.get().venue == "tòa nhà Ramen"


def test_a_day_that_cannot_be_read_is_the_only_complaint(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 7, 1), precision="month")

    response = as_officer.post(page_of(drive), form_of(drive, on="31/02/2024", status="held"))

    assert errors_of(response) == {
        "on": ["Ngày không hợp lệ; nhập ngày như 09/4/2024, hoặc tháng như 7/2024."]
    }


def test_a_month_left_as_it_was_is_no_change(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2024, 7, 1), precision="month")

    as_officer.post(page_of(drive), form_of(drive, on="07/2024"))

    assert drive.history.count() == 1


def test_the_history_page_takes_no_form(as_officer, committee):
    drive = DriveFactory.create(committee=committee)

    assert as_officer.post(page_of(drive).replace("change", "history")).status_code == 200


def test_another_committees_campaign_is_refused_even_to_an_administrator(
    as_administrator, committee
):
    foreign = CampaignFactory.create()

    response = as_administrator.post(
        "/admin/campaigns/drive/add/", add_form(committee, campaigns=[foreign.pk])
    )

    assert errors_of(response) == {"campaigns": ["Chiến dịch thuộc Ban Chỉ đạo khác."]}


def test_a_deleted_result_is_not_reported_as_saved(as_administrator, committee):
    drive = held(committee, date(2024, 5, 27), 180)

    response = as_administrator.post(
        page_of(drive), form_of(drive, {"units": "185", "DELETE": "on"})
    )

    assert not [text for text in said(response) if "Lũy kế" in text]
    assert not DriveResult.objects.exists()


def test_a_statement_that_states_nothing_is_refused(as_officer, committee):
    response = as_officer.post(
        "/admin/donations/periodstatement/add/",
        {
            "committee": committee.pk,
            "from_on": "01/01/2024",
            "to_on": "30/6/2024",
            "attended_hedge": "exact",
        },
    )

    assert response.context["adminform"].form.errors == {
        "attended": ["Nhập số người tham dự hoặc đơn vị tiếp nhận máu."]
    }
