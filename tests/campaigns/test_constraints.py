"""What can never be true is refused by the database, and by forms beside the field, in words."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from campaigns.models import Drive, Signatory
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    LetterheadFactory,
    PlanFactory,
    ResultFactory,
    SignatoryFactory,
    StatementFactory,
    TargetFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


def problems(row: Model) -> dict[str, list[str]]:
    """What ``full_clean`` says, by field."""
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


def refused_by_the_database(row: Model) -> bool:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return True


def test_a_company_drive_needs_a_host():
    drive = DriveFactory.build(committee=CommitteeFactory.create(), zone=None, form="company")

    assert problems(drive) == {"host": ["Chọn doanh nghiệp nơi tổ chức."]}
    assert refused_by_the_database(drive)


def test_a_zone_wide_drive_has_no_host():
    committee = CommitteeFactory.create()
    drive = DriveFactory.build(
        committee=committee,
        zone=ZoneFactory.create(committee=committee),
        host=CompanyFactory.create(committee=committee),
    )

    assert problems(drive) == {
        "host": ["Đợt tập trung tại khu công nghiệp không có doanh nghiệp nơi tổ chức."]
    }
    assert refused_by_the_database(drive)


def test_a_planned_zone_wide_drive_may_be_without_a_place_but_not_a_held_one():
    committee = CommitteeFactory.create()
    planned = DriveFactory.create(committee=committee, zone=None)
    held = DriveFactory.build(committee=committee, zone=None, status=Drive.Status.HELD)

    planned.full_clean()
    assert problems(held) == {"zone": ["Chọn khu công nghiệp hoặc ghi địa điểm cụ thể."]}
    assert refused_by_the_database(held)


def test_a_venue_outside_the_zones_is_place_enough():
    committee = CommitteeFactory.create()
    drive = DriveFactory.create(
        committee=committee, zone=None, status=Drive.Status.HELD, venue="Trung tâm Ecogarden"
    )

    drive.full_clean()


def test_a_held_drive_needs_its_day():
    drive = DriveFactory.build(
        committee=CommitteeFactory.create(),
        zone=None,
        venue="Ramen",
        status=Drive.Status.HELD,
        precision=Drive.Precision.MONTH,
    )

    assert problems(drive) == {"on": ["Đợt đã tổ chức phải có ngày, không chỉ có tháng."]}
    assert refused_by_the_database(drive)


def test_the_last_day_comes_after_the_first():
    drive = DriveFactory.build(
        committee=CommitteeFactory.create(),
        zone=None,
        on=date(2024, 4, 9),
        last_on=date(2024, 4, 9),
    )

    assert problems(drive) == {"last_on": ["Ngày cuối phải sau ngày đầu."]}
    assert refused_by_the_database(drive)


@pytest.mark.parametrize(
    ("starts_at", "ends_at"), [(time(11), time(7, 45)), (time(11), time(11)), (None, time(11))]
)
def test_a_drive_ends_after_it_starts(starts_at, ends_at):
    drive = DriveFactory.build(
        committee=CommitteeFactory.create(), zone=None, starts_at=starts_at, ends_at=ends_at
    )

    assert problems(drive) == {"ends_at": ["Giờ kết thúc phải sau giờ bắt đầu."]}
    assert refused_by_the_database(drive)


def test_two_drives_of_a_committee_do_not_share_a_code():
    first = DriveFactory.create(code="D1")
    second = DriveFactory.build(committee=first.committee, zone=None, code="D1")

    assert problems(second) == {"code": ["Mã đợt này đã dùng cho đợt khác."]}
    assert refused_by_the_database(second)


def test_drives_without_a_code_do_not_clash():
    first = DriveFactory.create()

    DriveFactory.create(committee=first.committee).full_clean()


def test_a_drive_does_not_replace_itself():
    drive = DriveFactory.create(status=Drive.Status.POSTPONED)
    drive.replaces = drive

    assert problems(drive) == {"replaces": ["Các đợt này tổ chức lại cho nhau thành vòng."]}
    assert refused_by_the_database(drive)


def test_a_postponed_drive_is_replaced_once():
    postponed = DriveFactory.create(status=Drive.Status.POSTPONED)
    DriveFactory.create(committee=postponed.committee, replaces=postponed)
    again = DriveFactory.build(committee=postponed.committee, zone=None, replaces=postponed)

    assert "replaces" in problems(again)
    assert refused_by_the_database(again)


def test_a_target_is_above_zero():
    target = TargetFactory.build(committee=CommitteeFactory.create(), units=0)

    assert problems(target) == {"units": ["Chỉ tiêu phải lớn hơn 0."]}
    assert refused_by_the_database(target)


def test_a_year_has_one_target_of_an_assigner():
    first = TargetFactory.create()
    second = TargetFactory.build(committee=first.committee, is_headline=False)

    assert problems(second) == {"assigned_by": ["Năm này đã có chỉ tiêu của nơi giao này."]}
    assert refused_by_the_database(second)


def test_a_year_has_one_headline_target():
    first = TargetFactory.create()
    second = TargetFactory.build(committee=first.committee, assigned_by="centre")

    assert problems(second) == {"is_headline": ["Năm này đã có chỉ tiêu chính."]}
    assert refused_by_the_database(second)


def test_a_target_ends_after_it_starts():
    target = TargetFactory.build(
        committee=CommitteeFactory.create(), from_on=date(2024, 6, 1), to_on=date(2024, 5, 31)
    )

    assert problems(target) == {"to_on": ["Ngày kết thúc phải sau ngày bắt đầu."]}
    assert refused_by_the_database(target)


def test_the_document_that_assigned_a_target_is_dated():
    target = TargetFactory.build(committee=CommitteeFactory.create(), document_number="08/KH-UBND")

    assert problems(target) == {"document_on": ["Văn bản giao chỉ tiêu phải có ngày."]}
    assert refused_by_the_database(target)


def test_a_year_has_one_plan():
    first = PlanFactory.create()
    second = PlanFactory.build(committee=first.committee)

    assert problems(second) == {"year": ["Năm này đã có kế hoạch; hãy mở kế hoạch đó để sửa."]}
    assert refused_by_the_database(second)


def test_two_committees_each_have_a_plan_of_the_year():
    PlanFactory.create()

    PlanFactory.create().full_clean()


def test_a_campaign_ends_on_or_after_its_first_day():
    one_day = CampaignFactory.create(from_on=date(2024, 4, 7), to_on=date(2024, 4, 7))
    backwards = CampaignFactory.build(
        committee=one_day.committee, from_on=date(2024, 4, 7), to_on=date(2024, 4, 6)
    )

    one_day.full_clean()
    assert problems(backwards) == {"to_on": ["Ngày kết thúc phải sau ngày bắt đầu."]}
    assert refused_by_the_database(backwards)


@pytest.mark.parametrize("name", ["PHỐ NỐI A", "pho noi a", "Phố  Nối A"])
def test_names_that_differ_in_case_accents_or_spaces_only_are_one_name(name):
    zone = ZoneFactory.create(name="Phố Nối A")
    twin = ZoneFactory.build(committee=zone.committee, name=name)

    assert problems(twin) == {"name": ["Tên này đã có (chỉ khác chữ hoa, dấu hoặc khoảng trắng)."]}
    assert refused_by_the_database(twin)


def test_committees_may_use_one_name_each():
    ZoneFactory.create(name="Phố Nối A")

    ZoneFactory.create(name="Phố Nối A").full_clean()


def test_a_letterhead_starts_on_a_day_of_its_own():
    first = LetterheadFactory.create()
    second = LetterheadFactory.build(committee=first.committee)

    assert problems(second) == {"valid_from": ["Đã có đầu văn bản dùng từ ngày này."]}
    assert refused_by_the_database(second)


def test_a_signatory_by_order_has_a_title():
    signatory = SignatoryFactory.build(
        committee=CommitteeFactory.create(), capacity=Signatory.Capacity.BY_ORDER
    )

    assert problems(signatory) == {"title": ["Người ký thừa lệnh, thừa ủy quyền phải có chức vụ."]}
    assert refused_by_the_database(signatory)


@pytest.mark.parametrize(
    "bags",
    [
        {"bags_250": 100, "bags_350": 163, "bags_450": 1},
        {"bags_250": 100},
        {"bags_350": 262},
        {"bags_250": 0, "bags_350": 0, "bags_450": 0},
    ],
)
def test_bags_add_up_to_the_units(bags):
    drive = DriveFactory.create(status=Drive.Status.HELD)
    result = ResultFactory.build(drive=drive, units=263, **bags)

    assert problems(result) == {"units": ["Tổng số túi phải bằng số đơn vị máu."]}
    assert refused_by_the_database(result)


@pytest.mark.parametrize(
    "bags", [{}, {"bags_350": 263}, {"bags_250": 100, "bags_350": 160, "bags_450": 3}]
)
def test_bags_may_be_left_out_or_told_in_full(bags):
    drive = DriveFactory.create(status=Drive.Status.HELD)

    ResultFactory.create(drive=drive, units=263, **bags).full_clean()


def test_a_drive_has_one_result():
    first = ResultFactory.create()
    second = ResultFactory.build(drive=first.drive)

    assert problems(second) == {"drive": ["Đợt này đã có kết quả; hãy mở lại trang để sửa."]}
    assert refused_by_the_database(second)


def test_a_hedge_belongs_to_a_number():
    statement = StatementFactory.build(committee=CommitteeFactory.create(), attended_hedge="over")

    assert problems(statement) == {"attended": ["Nhập số người tham dự."]}
    assert refused_by_the_database(statement)


def test_a_period_has_one_statement():
    first = StatementFactory.create()
    second = StatementFactory.build(committee=first.committee)

    assert problems(second) == {"to_on": ["Kỳ này đã có số liệu chung; hãy mở ra để sửa."]}
    assert refused_by_the_database(second)
