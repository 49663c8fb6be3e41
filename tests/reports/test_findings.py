"""What does not fit is said, never refused."""

from __future__ import annotations

from datetime import date

import pytest

from reports.checks import findings
from tests.factories import (
    CompanyFactory,
    DriveFactory,
    ResultFactory,
    TargetFactory,
    ZoneFactory,
    held,
)
from tests.reports.builders import of

pytestmark = pytest.mark.django_db


# Findings


def test_fewer_registered_than_attended_is_odd_but_saved(committee):
    drive = DriveFactory.create(committee=committee, status="held")
    ResultFactory.create(drive=drive, units=110, registered=90, attended=100, donated=105)

    texts = [each.text for each in findings(of(committee))]

    assert "Đợt 1: số tham dự (100) lớn hơn số đăng ký (90)." in texts
    assert "Đợt 1: số người đã hiến (105) lớn hơn số tham dự (100)." in texts
    assert "Đợt 1: số đơn vị máu (110) lớn hơn số người đã hiến (105)." in texts


def test_the_same_host_within_84_days_is_a_warning(committee):
    host = CompanyFactory.create(committee=committee, name="Công ty A")
    held(committee, date(2024, 1, 1), 1, host=host)
    held(committee, date(2024, 3, 24), 1, host=host)

    texts = [each.text for each in findings(of(committee))]

    assert (
        "Công ty A có hai đợt cách nhau 83 ngày (01/01/2024 và 24/3/2024), "
        "dưới 84 ngày giữa hai lần hiến máu." in texts
    )


def test_84_days_apart_is_no_warning_nor_is_a_company_within_a_zone(committee):
    zone = ZoneFactory.create(committee=committee)
    host = CompanyFactory.create(committee=committee, zone=zone)
    held(committee, date(2024, 1, 1), 1, zone=zone)
    held(committee, date(2024, 1, 2), 1, host=host)
    held(committee, date(2024, 3, 25), 1, zone=zone)

    assert not [each for each in findings(of(committee)) if "84 ngày" in each.text]


def test_the_84_days_look_across_the_periods_start(committee):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    held(committee, date(2024, 6, 20), 1, zone=zone)
    held(committee, date(2024, 7, 5), 1, zone=zone)

    texts = [each.text for each in findings(of(committee, "h2"))]

    assert any(text.startswith("Khu công nghiệp Phố Nối A có hai đợt") for text in texts)


def test_several_targets_of_which_none_is_the_headline_are_a_finding(committee):
    for assigned_by in ("centre", "province"):
        TargetFactory.create(committee=committee, assigned_by=assigned_by, is_headline=False)

    texts = [each.text for each in findings(of(committee))]

    assert "Chưa chọn chỉ tiêu chính năm 2024; tạm tính theo kế hoạch Trung ương giao." in texts


def test_a_period_that_goes_on_says_so(committee):
    texts = [each.text for each in findings(of(committee, as_of=date(2024, 5, 1)))]

    assert texts[0] == "Kỳ chưa kết thúc: số liệu đến hết ngày 01/5/2024."
