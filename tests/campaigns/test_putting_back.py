"""An older value is put back from the history page, under every rule that holds for typing."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Communication, Drive, Target
from donations.models import DriveResult
from tests.donations.pages import form_of, page_of
from tests.factories import (
    CampaignFactory,
    CommunicationFactory,
    DriveFactory,
    FacilityFactory,
    PlanFactory,
    StatementFactory,
    TargetFactory,
    ZoneFactory,
    held,
)
from tests.forms import form_on

pytestmark = pytest.mark.django_db


def history_of(row) -> str:
    options = row._meta
    return f"/admin/{options.app_label}/{options.model_name}/{row.pk}/history/"


def buttons(page) -> dict[str, str]:
    """What each button of the page sends, by the change beside which it stands."""
    return {text: back for _entry, told in page.context["rows"] for text, back in told if back}


def put_back(client, row, text: str):
    page = client.get(history_of(row))
    sent = form_on(page) | {"back": buttons(page)[text]}
    return client.post(history_of(row).replace("history", "back"), sent)


def changed(row, **values: object):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def test_a_value_is_put_back_and_that_is_told_as_a_change(as_officer, officer, committee):
    drive = DriveFactory.create(committee=committee, venue="Nhà ăn")
    changed(drive, venue="Ecogarden")

    response = put_back(as_officer, drive, "địa điểm cụ thể: Nhà ăn → Ecogarden")

    assert response["Location"] == history_of(drive)
    assert Drive.objects.get().venue == "Nhà ăn"
    entry, _told = as_officer.get(history_of(drive)).context["rows"][0]
    assert entry.what == ("địa điểm cụ thể: Ecogarden → Nhà ăn",)
    assert (entry.who, entry.reason) == (str(officer), "lấy lại giá trị cũ")


def test_a_result_is_put_back_on_its_drives_page(as_officer, committee):
    drive = held(committee, date(2024, 4, 9), 180)
    changed(drive.result, units=185)

    put_back(as_officer, drive, "số đơn vị máu: 180 → 185")

    result = DriveResult.objects.get()
    assert (result.units, result.history.first().history_change_reason) == (
        180,
        "lấy lại giá trị cũ",
    )


def test_names_months_times_and_ticks_are_put_back(as_officer, committee):
    zone = ZoneFactory.create(committee=committee, name="Yên Mỹ")
    month = {"on": date(2024, 7, 1), "precision": "month", "zone": zone}
    drive = DriveFactory.create(committee=committee, **month)
    changed(drive, on=date(2024, 7, 18), precision="day", zone=None)
    target = TargetFactory.create(committee=committee)
    changed(target, is_headline=False)

    put_back(as_officer, drive, "ngày: tháng 7/2024 → 18/7/2024")
    put_back(as_officer, drive, "khu công nghiệp: Yên Mỹ → -")
    put_back(as_officer, target, "chỉ tiêu chính: có → không")

    drive.refresh_from_db()
    assert (drive.day_text, drive.zone) == ("tháng 7/2024", zone)
    assert Target.objects.get().is_headline


def test_a_set_of_names_is_put_back(as_officer, committee):
    here, there = (FacilityFactory.create(name=f"Bệnh viện {name}") for name in "AB")
    drive = DriveFactory.create(committee=committee)
    drive.facilities.set([here, there])
    drive.facilities.set([there])

    put_back(as_officer, drive, "đơn vị tiếp nhận máu: Bệnh viện A, Bệnh viện B → Bệnh viện B")

    assert set(drive.facilities.all()) == {here, there}


def test_a_statement_and_a_logged_letter_are_put_back(as_officer, committee):
    statement = changed(StatementFactory.create(committee=committee, attended=1500), attended=14)
    letter = changed(CommunicationFactory.create(committee=committee), subject="Công văn")

    put_back(as_officer, statement, "tham dự (người): 1500 → 14")
    put_back(as_officer, letter, "nội dung: - → Công văn")

    statement.refresh_from_db()
    assert statement.attended == 1500
    assert Communication.objects.get().subject == ""


def test_members_are_told_but_put_back_on_the_page_of_the_account(
    as_administrator, officer, committee
):
    committee.members.remove(officer)

    page = as_administrator.get(history_of(committee))

    assert "Thành viên: canbo → -" in page.content.decode()
    assert not any(text.startswith("thành viên") for text in buttons(page))


def test_the_present_value_is_not_offered(as_officer, committee):
    drive = DriveFactory.create(committee=committee, venue="Nhà ăn")
    changed(drive, venue="Ecogarden")
    changed(drive, venue="Nhà ăn")

    assert buttons(as_officer.get(history_of(drive))).keys() == {
        "địa điểm cụ thể: Ecogarden → Nhà ăn"
    }


def test_a_name_that_was_deleted_is_not_offered(as_officer, committee):
    campaign = CampaignFactory.create(committee=committee)
    letter = CommunicationFactory.create(committee=committee, campaign=campaign)
    changed(letter, campaign=None)
    campaign.delete()

    page = as_officer.get(history_of(letter))

    assert "(mục đã xóa)" in page.content.decode()
    assert not buttons(page)


def test_a_name_deleted_since_the_page_was_opened_is_refused(as_officer, committee):
    campaign = CampaignFactory.create(committee=committee, name="Giọt hồng")
    letter = CommunicationFactory.create(committee=committee, campaign=campaign)
    changed(letter, campaign=None)
    page = as_officer.get(history_of(letter))
    (back,) = buttons(page).values()
    campaign.delete()

    address = history_of(letter).replace("history", "back")
    response = as_officer.post(address, form_on(page) | {"back": back}, follow=True)

    assert "Giá trị này không còn lấy lại được" in response.content.decode()


@pytest.mark.parametrize(
    "back",
    ["", "drive", "drive:1:", "plan:1:number", "drive:x:venue", "drive:{}:new_on", "drive:{}:id"],
)
def test_a_forged_button_puts_nothing_back(as_officer, committee, back):
    drive = DriveFactory.create(committee=committee)
    back = back.format(drive.history.get().pk)

    response = as_officer.post(history_of(drive).replace("history", "back"), {"back": back})

    assert response.status_code == 302
    assert drive.history.count() == 1


@pytest.mark.parametrize("user", ["as_officer", "as_administrator"])
def test_a_value_that_breaks_a_rule_comes_back_in_the_form(request, committee, user):
    client = request.getfixturevalue(user)
    drive = held(committee, date(2024, 4, 9), None)
    changed(drive, status="postponed", reason="Mưa")
    changed(drive, status="held", reason="")
    DriveResult.objects.create(drive=drive, units=180)

    response = put_back(client, drive, "trạng thái: hoãn → đã tổ chức")

    form = response.context["adminform"].form
    assert "Đợt này đã có kết quả" in form.errors["status"][0]
    assert f'action="{page_of(drive)}"' in response.content.decode()
    drive.refresh_from_db()
    assert drive.status == "held"


def test_what_somebody_has_saved_since_is_compared_first(as_officer, as_administrator, committee):
    drive = DriveFactory.create(committee=committee, venue="Nhà ăn")
    changed(drive, venue="Ecogarden")
    page = as_officer.get(history_of(drive))
    (back,) = buttons(page).values()
    as_administrator.post(page_of(drive), form_of(drive, venue="Ramen"))

    address = history_of(drive).replace("history", "back")
    response = as_officer.post(address, form_on(page) | {"back": back})

    (line,) = response.context["adminform"].form.comparison.lines
    assert (line.opened, line.stored, line.typed) == ("Ecogarden", "Ramen", "Nhà ăn")
    assert Drive.objects.get().venue == "Ramen"


def test_putting_back_is_no_link(as_officer, committee):
    drive = DriveFactory.create(committee=committee)

    assert as_officer.get(history_of(drive).replace("history", "back")).status_code == 405


def test_another_committees_value_is_not_found(as_officer):
    plan = changed(PlanFactory.create(), subject="Khác")

    response = as_officer.post(history_of(plan).replace("history", "back"), {"back": "plan:1:year"})

    assert response.status_code == 404
