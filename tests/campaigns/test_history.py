"""The history page tells in words who changed what, from what, to what."""

from __future__ import annotations

from datetime import date

import pytest

from tests.donations.pages import form_of, page_of
from tests.factories import FacilityFactory, PlanFactory, TargetFactory, ZoneFactory, held

pytestmark = pytest.mark.django_db


def _told(client, address: str) -> list[tuple[str, ...]]:
    """What the page tells, newest first."""
    page = client.get(address)
    return [entry.what for entry, _told in page.context["rows"]]


def test_a_drives_page_tells_its_results_changes_too(as_officer, officer, committee):
    drive = held(committee, date(2024, 4, 9), 180)
    as_officer.post(page_of(drive), form_of(drive, {"units": "185"}, venue="Nhà ăn số 1"))

    told = _told(as_officer, f"/admin/campaigns/drive/{drive.pk}/history/")

    assert ("số đơn vị máu: 180 → 185",) in told
    assert ("địa điểm cụ thể: - → Nhà ăn số 1",) in told
    assert told[-1] == ("nhập mới đợt hiến máu",)


def test_who_did_it_is_told_by_name(as_officer, officer, committee):
    officer.last_name, officer.first_name = "Trần Thị", "Bình"
    officer.save()
    drive = held(committee, date(2024, 4, 9), 180)
    as_officer.post(page_of(drive), form_of(drive, {"units": "185"}))

    page = as_officer.get(f"/admin/campaigns/drive/{drive.pk}/history/").content.decode()

    assert "Trần Thị Bình" in page
    assert "Số đơn vị máu: 180 → 185" in page


def test_choices_days_and_names_are_told_as_people_read_them(as_officer, committee):
    drive = held(committee, date(2024, 4, 9), None)
    drive.status, drive.on = "postponed", date(2024, 5, 1)
    drive.zone = ZoneFactory.create(committee=committee, name="Yên Mỹ")
    drive.save()
    drive.facilities.add(FacilityFactory.create(name="Bệnh viện Việt Đức"))

    told = [
        what
        for each in _told(as_officer, f"/admin/campaigns/drive/{drive.pk}/history/")
        for what in each
    ]

    assert "trạng thái: đã tổ chức → hoãn" in told
    assert "ngày: 09/4/2024 → 01/5/2024" in told
    assert any(what.startswith("khu công nghiệp:") and what.endswith("→ Yên Mỹ") for what in told)
    assert "đơn vị tiếp nhận máu: - → Bệnh viện Việt Đức" in told


def test_ticks_are_told_as_yes_and_no(as_officer, committee):
    target = TargetFactory.create(committee=committee)
    target.is_headline = False
    target.save()

    told = _told(as_officer, f"/admin/campaigns/target/{target.pk}/history/")

    assert told[0] == ("chỉ tiêu chính: có → không",)


def test_a_save_that_changed_nothing_is_not_told(as_officer, committee):
    plan = PlanFactory.create(committee=committee)
    plan.save()

    assert len(_told(as_officer, f"/admin/campaigns/plan/{plan.pk}/history/")) == 1


def test_lines_that_a_browser_ends_otherwise_are_no_change(as_officer, committee):
    plan = PlanFactory.create(committee=committee, subject="Tuyên truyền\nHiến máu")
    plan.subject = "Tuyên truyền\r\nHiến máu"
    plan.save()

    assert len(_told(as_officer, f"/admin/campaigns/plan/{plan.pk}/history/")) == 1


def test_another_committees_history_is_not_shown(as_officer):
    plan = PlanFactory.create()

    assert as_officer.get(f"/admin/campaigns/plan/{plan.pk}/history/").status_code == 302
