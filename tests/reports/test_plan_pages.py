"""The year's plan as a browser gets it, and last year's drives taken over into it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from campaigns.models import Committee, Drive
from campaigns.models.records import SENT_TWICE
from tests.donations.pages import said
from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    PlanFactory,
    TargetFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db

PAGE = "/plan/2025/"
KEY = "7d4c2c1e-0b54-4a55-9d0e-0d5a3d9c1a11"
PROPOSALS = 'id="proposals"'


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("reports.plan_pages.localdate", lambda: date(2025, 1, 15))


@pytest.fixture
def canon(committee) -> Drive:
    """A drive of Tuesday 09/4/2024 that brought 263 units."""
    host = CompanyFactory.create(committee=committee, name="Công ty Canon")
    drive = held(committee, date(2024, 4, 9), 263, host=host, venue="Nhà ăn số 1")
    drive.facilities.add(FacilityFactory.create())
    return drive


@pytest.fixture
def yen_my(committee) -> Drive:
    """A zone-wide drive of Thursday 23/5/2024 that brought 560 units."""
    zone = ZoneFactory.create(committee=committee, name="Yên Mỹ")
    return held(committee, date(2024, 5, 23), 560, zone=zone)


def _text(response) -> str:
    return response.content.decode()


def _form(*taken: Drive, **typed: str) -> dict[str, object]:
    """The proposals' form as a browser sends it back, with ticks and changes."""
    fields = {}
    for drive in taken:
        fields[f"from-{drive.pk}-on"] = f"{drive.on + timedelta(weeks=52):%d/%m/%Y}"
        fields[f"from-{drive.pk}-expected_units"] = str(drive.result.units)
    return {"entry_key": KEY, "take": [drive.pk for drive in taken], **fields, **typed}


def _new() -> list[Drive]:
    return list(Drive.objects.filter(status="planned").order_by("on"))


# The page


def test_the_newest_year_with_a_plan_comes_first(as_leader, committee):
    PlanFactory.create(committee=committee, year=2024)
    PlanFactory.create(committee=committee, year=2026)

    assert as_leader.get("/plan/").url == f"/plan/2026/?committee={committee.pk}"


def test_without_any_plan_this_year_comes_first(as_leader, committee):
    assert as_leader.get("/plan/").url == f"/plan/2025/?committee={committee.pk}"


def test_this_year_and_the_next_can_be_planned_and_what_follows_a_known_one(as_leader, canon):
    years = {year: as_leader.get(f"/plan/{year}/").status_code for year in range(2023, 2029)}

    assert years == {2023: 404, 2024: 200, 2025: 200, 2026: 200, 2027: 404, 2028: 404}


def test_the_page_tells_what_is_missing(as_leader, committee):
    TargetFactory.create(committee=committee, year=2025, units=1200)
    held(committee, date(2025, 1, 9), 145)
    DriveFactory.create(committee=committee, on=date(2025, 4, 8), expected_units=735)
    DriveFactory.create(committee=committee, on=date(2025, 6, 1), precision="month")

    page = _text(as_leader.get(PAGE))

    assert "Theo số dự kiến, còn thiếu 320 đơn vị so với chỉ tiêu UBND tỉnh giao" in page
    assert "01 đợt chưa ghi số đơn vị dự kiến" in page
    assert "đã đạt 145 · các đợt sắp tới dự kiến 735" in page


def test_an_empty_year_gets_a_calm_page_that_leads_on(as_officer, committee):
    page = _text(as_officer.get(PAGE))

    assert "Chưa nhập kế hoạch năm 2025." in page
    assert "Chưa có chỉ tiêu năm 2025." in page
    query = f"?committee={committee.pk}&amp;year=2025"
    assert reverse("admin:campaigns_plan_add") + query in page
    assert reverse("admin:campaigns_target_add") + query in page
    assert PROPOSALS not in page


def test_the_links_to_forms_fill_them_in_and_lead_back(as_officer, committee):
    drive = DriveFactory.create(committee=committee, on=date(2025, 4, 8))

    page = _text(as_officer.get(PAGE))

    back = "next=%2Fplan%2F2025%2F"
    assert f"/admin/campaigns/drive/{drive.pk}/change/?{back}" in page
    own = f"committee={committee.pk}"
    assert f"/admin/campaigns/drive/add/?{own}&amp;on=07%2F2025&amp;{back}" in page
    assert f"/admin/campaigns/plan/add/?{own}&amp;year=2025&amp;{back}" in page
    assert f"/admin/campaigns/target/add/?{own}&amp;year=2025&amp;{back}" in page


def test_a_warning_stands_beside_its_drives(as_leader, committee):
    zone = ZoneFactory.create(committee=committee)
    DriveFactory.create(committee=committee, zone=zone, on=date(2025, 4, 8))
    DriveFactory.create(committee=committee, zone=zone, on=date(2025, 5, 8))

    page = _text(as_leader.get(PAGE))

    assert page.count("dưới 84 ngày giữa hai lần hiến máu.") == 2


def test_a_leader_is_offered_no_change(as_leader, canon):
    page = _text(as_leader.get(PAGE))

    assert "/admin/" not in page
    assert "/copy/" not in page
    assert PROPOSALS not in page


def test_another_committees_plan_is_not_found(as_officer):
    elsewhere = CommitteeFactory.create()

    assert as_officer.get(f"{PAGE}?committee={elsewhere.pk}").status_code == 404


def test_an_administrator_keeps_the_chosen_committee(as_administrator, committee, canon):
    CommitteeFactory.create()

    answer = as_administrator.post(f"{PAGE}?committee={committee.pk}", _form(canon))

    assert answer.url == f"{PAGE}?committee={committee.pk}"
    assert [drive.committee for drive in _new()] == [committee]


def test_the_queries_do_not_grow_with_the_drives(as_officer, committee, django_assert_num_queries):
    TargetFactory.create(committee=committee, year=2025)
    _add_drives(committee, range(1, 4))
    with django_assert_num_queries(34):
        as_officer.get(PAGE)

    _add_drives(committee, range(4, 29))
    with django_assert_num_queries(34):
        as_officer.get(PAGE)


def _add_drives(committee: Committee, days: range) -> None:
    for day in days:
        held(committee, date(2024, 3, day), 10)
        host = CompanyFactory.create(committee=committee)
        held(committee, date(2025, 1, min(day, 15)), 10, host=host)
        DriveFactory.create(committee=committee, on=date(2025, 9, day))


# Taking over


def test_last_years_drives_are_proposed_to_the_officer(as_officer, canon, yen_my):
    page = _text(as_officer.get(PAGE))

    assert "Đề xuất từ năm trước: 2 đợt chưa có trong kế hoạch" in page
    assert 'value="08/04/2025"' in page
    assert 'value="263"' in page


def test_the_administrative_year_takes_from_the_administrative_year(as_officer, committee):
    committee.calendar = "administrative"
    committee.save()
    held(committee, date(2023, 12, 14), 11)
    held(committee, date(2023, 12, 15), 22)
    held(committee, date(2024, 12, 14), 33)
    held(committee, date(2024, 12, 15), 44)

    page = _text(as_officer.get(PAGE))

    assert "15/12/2024 - 14/01/2025" in page
    assert [f'value="{day}"' in page for day in ("20/12/2024", "13/12/2025")] == [True, True]
    assert "Đề xuất từ năm trước: 2 đợt" in page


def test_what_is_ticked_is_planned_at_once(as_officer, canon, yen_my):
    answer = as_officer.post(PAGE, _form(canon, yen_my))

    first, second = _new()
    assert (first.on, first.host, first.venue, first.expected_units) == (
        date(2025, 4, 8),
        canon.host,
        "Nhà ăn số 1",
        263,
    )
    assert list(first.facilities.all()) == list(canon.facilities.all())
    assert (second.on, second.zone, second.expected_units) == (
        date(2025, 5, 22),
        yen_my.zone,
        560,
    )
    assert said(answer) == ["Đã đưa 2 đợt vào kế hoạch năm 2025."]
    assert PROPOSALS not in _text(as_officer.get(PAGE))


def test_what_has_no_tick_stays_a_proposal(as_officer, canon, yen_my):
    as_officer.post(PAGE, _form(canon))

    assert [drive.host for drive in _new()] == [canon.host]
    assert "Đề xuất từ năm trước: 1 đợt" in _text(as_officer.get(PAGE))


def test_day_and_units_are_taken_as_typed(as_officer, canon):
    prefix = f"from-{canon.pk}"

    as_officer.post(
        PAGE, _form(canon, **{f"{prefix}-on": "5/2025", f"{prefix}-expected_units": ""})
    )

    (drive,) = _new()
    assert (drive.day_text, drive.expected_units) == ("tháng 5/2025", None)


def test_the_officer_reads_what_the_taken_drives_collide_with(as_officer, canon, yen_my):
    typed = {f"from-{yen_my.pk}-on": "8/4/2025"}

    answer = as_officer.post(PAGE, _form(canon, yen_my, **typed))

    assert "02 đợt cùng ngày 08/4/2025: Công ty Canon và KCN Yên Mỹ." in said(answer)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("on", "31/4/2025", "Ngày không hợp lệ"),
        ("on", "", "Vui lòng nhập mục này."),
        ("on", "1/1/2200", "Ngày quá xa trong tương lai."),
        ("expected_units", "nhiều", "Nhập số nguyên, ví dụ 263 hoặc 1.265."),
        ("expected_units", "1000001", "Không được lớn hơn 1.000.000."),
        ("expected_units", "-1", "Không được nhỏ hơn 0."),
    ],
)
def test_one_bad_row_keeps_back_all(as_officer, canon, yen_my, field, typed, message):
    answer = as_officer.post(PAGE, _form(canon, yen_my, **{f"from-{yen_my.pk}-{field}": typed}))

    assert _new() == []
    page = _text(answer)
    assert message in page
    assert "Chưa lưu đợt nào" in page
    assert page.count(" checked>") == 2


def test_a_bad_row_without_a_tick_hinders_nobody(as_officer, canon, yen_my):
    as_officer.post(PAGE, _form(canon, **{f"from-{yen_my.pk}-on": "32/4/2025"}))

    assert len(_new()) == 1


def test_the_form_sent_twice_makes_nothing_twice(as_officer, canon, yen_my):
    as_officer.post(PAGE, _form(canon))

    answer = as_officer.post(PAGE, _form(canon))

    assert len(_new()) == 1
    assert said(answer)[-1] == SENT_TWICE


def test_what_a_colleague_has_taken_meanwhile_is_not_taken_again(as_officer, canon, yen_my):
    as_officer.post(PAGE, _form(canon))

    answer = as_officer.post(PAGE, _form(canon, yen_my, entry_key=KEY.replace("7", "8")))

    assert len(_new()) == 1
    assert "có đợt vừa được đưa vào kế hoạch" in _text(answer)


def test_nothing_ticked_is_said(as_officer, canon):
    assert "Chưa chọn đợt nào." in _text(as_officer.post(PAGE, {"entry_key": KEY}))


@pytest.mark.parametrize("take", ["0", "-1", "x", "9" * 30, ""])
def test_a_forged_tick_takes_nothing(as_officer, canon, take):
    answer = as_officer.post(PAGE, {"entry_key": "x", "take": take})

    assert answer.status_code == 200
    assert _new() == []


def test_another_committees_drive_is_not_taken(as_officer, canon):
    foreign = held(CommitteeFactory.create(), date(2024, 4, 9), 100)

    as_officer.post(PAGE, _form(foreign))

    assert _new() == []


def test_a_leader_takes_nothing_over(as_leader, canon):
    assert as_leader.post(PAGE, _form(canon)).status_code == 403
    assert _new() == []
