"""The page that copies a drive to other days."""

from __future__ import annotations

from datetime import date, time

import pytest

from campaigns.models import Drive
from campaigns.models.records import SENT_TWICE
from tests.donations.pages import said
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    held,
)

pytestmark = pytest.mark.django_db

KEY = "7d4c2c1e-0b54-4a55-9d0e-0d5a3d9c1a11"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("reports.plan_pages.localdate", lambda: date(2024, 1, 15))


@pytest.fixture
def drive(committee) -> Drive:
    """At Canon on 09/4/2024, with everything that a copy carries over."""
    drive = DriveFactory.create(
        committee=committee,
        form="company",
        host=CompanyFactory.create(committee=committee, name="Công ty Canon"),
        zone=None,
        on=date(2024, 4, 9),
        starts_at=time(7, 45),
        expected_units=150,
    )
    drive.facilities.add(FacilityFactory.create(name="Bệnh viện Việt Đức"))
    drive.campaigns.add(CampaignFactory.create(committee=committee, name="Giọt máu hồng"))
    return drive


def _page(drive: Drive) -> str:
    return f"/drives/{drive.pk}/copy/"


def _form(days: str = "", **typed: object) -> dict[str, object]:
    empty = {"first": "", "every": "1", "step": "months", "times": "", "expected_units": ""}
    return {"entry_key": KEY, "days": days, **empty, **typed}


def _copies(drive: Drive) -> list[str]:
    return [copy.day_text for copy in Drive.objects.exclude(pk=drive.pk).order_by("on")]


def _text(response) -> str:
    return response.content.decode()


def test_the_page_shows_what_a_copy_carries_over(as_officer, drive):
    page = _text(as_officer.get(_page(drive)))

    for carried in ("Công ty Canon", "07h45", "Bệnh viện Việt Đức", "Giọt máu hồng", 'value="150"'):
        assert carried in page


def test_of_a_held_drive_its_units_are_expected_again(as_officer, committee):
    drive = held(committee, date(2024, 1, 9), 263, expected_units=300)

    assert 'value="263"' in _text(as_officer.get(_page(drive)))


def test_several_days_and_months_take_one_step(as_officer, drive):
    answer = as_officer.post(_page(drive), _form("20/8/2024, 12/2024", expected_units="1.200"))

    assert answer.url == f"/plan/2024/?committee={drive.committee.pk}"
    assert _copies(drive) == ["20/8/2024", "tháng 12/2024"]
    assert said(answer) == ["Đã chép thành 2 đợt: 20/8/2024 và tháng 12/2024."]
    assert {copy.expected_units for copy in Drive.objects.exclude(pk=drive.pk)} == {1200}


def test_a_series_takes_one_step(as_officer, drive):
    series = {"first": "20/8/2024", "every": "12", "step": "weeks", "times": "3"}

    as_officer.post(_page(drive), _form(**series))

    assert _copies(drive) == ["20/8/2024", "12/11/2024", "04/02/2025"]


def test_days_and_a_series_go_together(as_officer, drive):
    series = {"first": "8/2024", "every": "2", "times": "2"}

    as_officer.post(_page(drive), _form("01/9/2024", **series))

    assert _copies(drive) == ["tháng 8/2024", "01/9/2024", "tháng 10/2024"]


def test_the_officer_reads_what_the_copies_collide_with(as_officer, drive):
    answer = as_officer.post(_page(drive), _form("16/4/2024"))

    assert said(answer)[1] == (
        "Công ty Canon có hai đợt cách nhau 7 ngày (09/4/2024 và 16/4/2024), dưới 84 ngày giữa hai lần hiến máu."
    )


def test_a_preview_lists_days_and_warnings_and_saves_nothing(as_officer, drive):
    page = _text(as_officer.post(_page(drive), _form("16/4/2024, 9/2024", preview="1")))

    assert "Sẽ có 2 đợt" in page
    assert "16/4/2024, Thứ 3" in page
    assert "tháng 9/2024" in page
    assert "cách nhau 7 ngày" in page
    assert _copies(drive) == []


def test_what_was_previewed_can_be_saved(as_officer, drive):
    as_officer.post(_page(drive), _form("16/4/2024", preview="1"))

    as_officer.post(_page(drive), _form("16/4/2024"))

    assert _copies(drive) == ["16/4/2024"]


def test_the_form_sent_twice_makes_nothing_twice(as_officer, drive):
    as_officer.post(_page(drive), _form("16/4/2024, 9/2024"))

    answer = as_officer.post(_page(drive), _form("16/4/2024, 9/2024"))

    assert len(_copies(drive)) == 2
    assert said(answer)[-1] == SENT_TWICE


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({}, "days", "Nhập ngày, hoặc đặt một loạt ngày ở dưới."),
        ({"days": "20/8/2024, 20/8/2024"}, "days", "20/8/2024 được ghi hai lần."),
        (
            {"days": "20/8/2024", "first": "20/8/2024", "times": "2"},
            "days",
            "20/8/2024 được ghi hai lần.",
        ),
        ({"first": "20/8/2024"}, "times", "Nhập cả ngày đầu và số lần."),
        ({"times": "3"}, "first", "Nhập cả ngày đầu và số lần."),
        (
            {"first": "8/2024", "times": "3", "step": "weeks"},
            "first",
            "Cách nhau theo tuần thì nhập ngày, không chỉ tháng.",
        ),
        ({"first": "01/01/9999", "times": "60"}, "first", "Ngày quá xa trong tương lai."),
        (
            {"days": "20/8/2024", "first": "21/8/2024", "times": "60"},
            "days",
            "Mỗi lần chép nhiều nhất 60 ngày.",
        ),
        (
            {"days": "20/8/2024", "expected_units": "1000001"},
            "expected_units",
            "Không được lớn hơn 1.000.000.",
        ),
        *(
            (
                {"days": f"20/8/2024, 01/01/{year}"},
                "days",
                f"“01/01/{year}”: Ngày quá xa trong tương lai.",
            )
            for year in (2101, 9999)
        ),
    ],
)
def test_what_cannot_be_copied_is_told_beside_its_field(as_officer, drive, typed, field, message):
    answer = as_officer.post(_page(drive), _form(**typed))

    assert answer.context["form"].errors == {field: [message]}
    assert message in _text(answer)
    assert _copies(drive) == []


def test_every_day_that_cannot_be_read_is_named(as_officer, drive):
    answer = as_officer.post(_page(drive), _form("20/8/2024, 31/4/2024, mai"))

    named = [error.split(":")[0] for error in answer.context["form"].errors["days"]]
    assert named == ["“31/4/2024”", "“mai”"]
    assert _copies(drive) == []


def test_a_leader_copies_nothing(as_leader, drive):
    assert as_leader.post(_page(drive), _form("16/4/2024")).status_code == 403
    assert _copies(drive) == []


def test_another_committees_drive_is_not_found(as_officer):
    drive = DriveFactory.create(committee=CommitteeFactory.create())

    assert as_officer.get(_page(drive)).status_code == 404
    assert as_officer.post(_page(drive), _form("16/4/2024")).status_code == 404
    assert _copies(drive) == []
