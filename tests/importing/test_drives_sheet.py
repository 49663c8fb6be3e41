"""A sheet of drives: what each line comes to."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Company, Drive
from donations.importing.plan import Outcome
from donations.models import DriveResult, Hedge
from tests.factories import (
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    ZoneFactory,
    held,
)
from tests.importing.planning import brought_in, only_row, plan
from tests.spreadsheets import csv, drives_sheet

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 9)
AT_ZONE = {
    "Ngày": DAY,
    "Hình thức": "tập trung tại khu công nghiệp",
    "Khu công nghiệp": "Phố Nối A",
}


@pytest.fixture
def zone(committee):
    return ZoneFactory.create(committee=committee, name="Phố Nối A")


@pytest.fixture
def host(committee, zone):
    return CompanyFactory.create(committee=committee, zone=zone, name="Công ty TNHH TOTO Việt Nam")


def _problems(content, committee) -> str:
    return " ".join(only_row(plan(content, committee)).problems)


def test_a_new_drive_comes_with_its_result(committee, zone):
    facility = FacilityFactory.create(name="Bệnh viện Việt Đức")

    brought_in(
        drives_sheet(
            {
                **AT_ZONE,
                "Đơn vị tiếp nhận": "Bệnh viện Việt Đức",
                "Đăng ký": 300,
                "Tham dự": "trên 290",
                "Số đơn vị máu": 263,
                "Túi 250 ml": 63,
                "Túi 350 ml": 200,
                "Ghi chú": "trời mưa",
            }
        ),
        committee,
    )

    drive = Drive.objects.get()
    result = drive.result
    assert (drive.on, drive.form, drive.zone, drive.status) == (DAY, "zone", zone, "held")
    assert (drive.note, list(drive.facilities.all())) == ("trời mưa", [facility])
    assert (result.registered, result.attended, result.attended_hedge) == (300, 290, Hedge.OVER)
    assert (result.units, result.bags_250, result.bags_350, result.bags_450) == (263, 63, 200, None)


def test_a_line_without_units_is_a_plan(committee, zone):
    brought_in(drives_sheet(AT_ZONE), committee)

    drive = Drive.objects.get()
    assert drive.status == Drive.Status.PLANNED
    assert not DriveResult.objects.exists()


def test_a_month_is_a_month(committee, zone):
    brought_in(drives_sheet({**AT_ZONE, "Ngày": "tháng 7/2024"}), committee)

    assert Drive.objects.get().day_text == "tháng 7/2024"


def test_a_company_drive_takes_the_zone_of_its_host(committee, zone, host):
    line = {"Ngày": "11/4/2024", "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": host.name}

    brought_in(drives_sheet(line), committee)

    assert Drive.objects.get().zone == zone


def test_bringing_the_same_file_twice_makes_nothing_twice(committee, host):
    content = drives_sheet(
        {**AT_ZONE, "Số đơn vị máu": 263},
        {"Ngày": "11/4/2024", "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": host.name},
    )
    brought_in(content, committee)

    again = plan(content, committee)

    assert again.counts[Outcome.UNCHANGED] == 2
    assert not again.writes


def test_a_stored_drive_is_changed_from_what_it_was(committee, zone):
    held(committee, DAY, 180, zone=zone)

    row = only_row(plan(drives_sheet({**AT_ZONE, "Số đơn vị máu": 185}), committee))

    assert (row.outcome, row.changes) == (Outcome.CHANGED, ("số đơn vị máu: 180 → 185",))


def test_an_empty_cell_keeps_what_is_stored_and_says_so(committee, zone):
    drive = held(committee, DAY, 180, zone=zone, note="mưa")
    drive.result.registered = 300
    drive.result.save()

    row = only_row(plan(drives_sheet({**AT_ZONE, "Số đơn vị máu": 180}), committee))

    assert row.outcome == Outcome.UNCHANGED
    assert "Đăng ký: 300" in row.kept
    assert "Ghi chú: mưa" in row.kept


def test_a_result_for_a_planned_drive_says_that_it_was_held(committee, zone):
    DriveFactory.create(committee=committee, zone=zone, on=DAY)

    brought_in(drives_sheet({**AT_ZONE, "Số đơn vị máu": 180}), committee)

    drive = Drive.objects.get()
    assert (drive.status, drive.result.units) == (Drive.Status.HELD, 180)


def test_the_code_finds_a_drive_whose_day_has_changed(committee, zone):
    drive = DriveFactory.create(committee=committee, zone=zone, on=DAY, code="D1")

    brought_in(drives_sheet({**AT_ZONE, "Mã đợt": "D1", "Ngày": "10/4/2024"}), committee)

    assert Drive.objects.get().on == date(2024, 4, 10)
    assert Drive.objects.get() == drive


def test_a_code_that_is_new_names_the_drive_of_the_same_day_and_place(committee, zone):
    DriveFactory.create(committee=committee, zone=zone, on=DAY)

    brought_in(drives_sheet({**AT_ZONE, "Mã đợt": "D1"}), committee)

    assert Drive.objects.get().code == "D1"


def test_two_lines_of_one_key_without_a_code_are_refused(committee, zone):
    made = plan(drives_sheet(AT_ZONE, AT_ZONE), committee)

    assert [row.outcome for row in made.rows] == [Outcome.NEW, Outcome.REJECTED]
    assert "dòng 2" in made.rows[1].problems[0]
    assert not made.is_ready


def test_codes_part_two_drives_of_one_day_and_place(committee, zone):
    content = drives_sheet({**AT_ZONE, "Mã đợt": "S"}, {**AT_ZONE, "Mã đợt": "C"})
    brought_in(content, committee)

    assert Drive.objects.count() == 2
    assert not plan(content, committee).writes


def test_a_line_that_may_mean_two_stored_drives_is_refused(committee, zone):
    for venue in ("Ramen", "Ecogarden"):
        DriveFactory.create(committee=committee, zone=zone, on=DAY, venue=venue)

    assert "có 2 đợt cùng ngày" in _problems(drives_sheet(AT_ZONE), committee)


def test_one_code_twice_is_refused(committee, zone):
    lines = [{**AT_ZONE, "Mã đợt": "D1"}, {**AT_ZONE, "Ngày": "10/4/2024", "Mã đợt": "D1"}]

    assert plan(drives_sheet(*lines), committee).counts[Outcome.REJECTED] == 1


def test_a_zone_that_is_not_known_of_a_stored_drive_is_filled_in(committee, zone):
    host = CompanyFactory.create(committee=committee, name="Công ty A")
    DriveFactory.create(committee=committee, zone=None, form="company", host=host, on=DAY)
    line = {**AT_ZONE, "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": "Công ty A"}

    row = only_row(plan(drives_sheet(line), committee))

    assert row.changes == ("khu công nghiệp: - → Phố Nối A",)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Ngày": ""}, "Ngày: nhập ngày"),
        ({"Ngày": "31/02/2024"}, "Ngày: “31/02/2024”"),
        ({"Ngày": 45391}, "là số, không phải ngày"),
        ({"Ngày": "2/1/1800"}, "quá xa trong quá khứ"),
        ({"Hình thức": "trên mây"}, "không hiểu “trên mây”"),
        ({"Trạng thái": "xong"}, "không hiểu “xong”"),
        ({"Khu công nghiệp": "Yên Mỹ"}, "chưa có tên “Yên Mỹ”"),
        ({"Số đơn vị máu": "nhiều"}, "Số đơn vị máu: “nhiều”"),
        ({"Số đơn vị máu": -3}, "Không được nhỏ hơn 0"),
        ({"Số đơn vị máu": 1.265}, "1,265 là số lẻ"),
        ({"Số đơn vị máu": 9_000_000}, "1.000.000"),
        ({"Số đơn vị máu": True}, "ô đúng/sai"),
        ({"Đăng ký": 300}, "Số đơn vị máu"),
        ({"Số đơn vị máu": 10, "Túi 250 ml": 3}, "Tổng số túi phải bằng"),
        ({"Số đơn vị máu": 10, "Trạng thái": "hoãn"}, "Chỉ nhập kết quả cho đợt đã tổ chức"),
        ({"Ngày": "7/2024", "Số đơn vị máu": 10}, "phải có ngày, không chỉ có tháng"),
        ({"Ngày": date(2099, 1, 1), "Số đơn vị máu": 10}, "không thể có ngày ở tương lai"),
        ({"Khu công nghiệp": "", "Số đơn vị máu": 10}, "Chọn khu công nghiệp hoặc ghi địa điểm"),
        ({"Hình thức": "tại doanh nghiệp"}, "Chọn doanh nghiệp nơi tổ chức"),
        ({"Ghi chú": "x" * 20, "Mã đợt": "x" * 41}, "Mã đợt"),
        ({"Đơn vị tiếp nhận": "Bệnh viện Lạ"}, "chưa có tên “Bệnh viện Lạ”"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(committee, zone, cells, told):
    content = drives_sheet({**AT_ZONE, **cells})

    assert told in _problems(content, committee)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.265", 1265), ("1 265", 1265), (1265.0, 1265), ("08", 8), (0, 0)],
)
def test_a_number_is_understood_as_it_is_written(committee, zone, written, meant):
    brought_in(drives_sheet({**AT_ZONE, "Số đơn vị máu": written}), committee)

    assert DriveResult.objects.get().units == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("312", (312, Hedge.EXACT)),
        ("hơn 1.500", (1500, Hedge.OVER)),
        ("Gần 200", (200, Hedge.NEARLY)),
        ("khoảng 300", (300, Hedge.ABOUT)),
    ],
)
def test_attendance_keeps_its_hedge(committee, zone, written, meant):
    brought_in(drives_sheet({**AT_ZONE, "Số đơn vị máu": 5, "Tham dự": written}), committee)

    result = DriveResult.objects.get()
    assert (result.attended, result.attended_hedge) == meant


def test_several_facilities_stand_in_one_cell(committee, zone):
    names = ["Viện Huyết học - Truyền máu Trung ương", "Bệnh viện Hữu nghị Việt Đức"]
    found = [FacilityFactory.create(name=name) for name in names]

    for parted in ("; ", "\n", ", "):
        brought_in(
            drives_sheet(
                {**AT_ZONE, "Đơn vị tiếp nhận": parted.join(names), "Ghi chú": parted + "x"}
            ),
            committee,
        )
        assert list(Drive.objects.get().facilities.all()) == found


def test_a_sheet_may_be_csv(committee, zone):
    content = csv(
        [
            ["Ngày", "Hình thức", "Khu công nghiệp", "Doanh nghiệp", "Số đơn vị máu"],
            ["09/4/2024", "tập trung", "KCN Phố Nối A", "", "1.263"],
        ],
        ";",
    )

    brought_in(content, committee)

    assert DriveResult.objects.get().units == 1263


def test_rows_of_another_committee_are_refused_by_name(committee, zone):
    content = csv(
        [
            ["Ngày", "Hình thức", "Khu công nghiệp", "Doanh nghiệp", "Ban Chỉ đạo"],
            ["09/4/2024", "tập trung", "Phố Nối A", "", "BCĐ khác"],
        ]
    )

    assert "Ban Chỉ đạo khác: BCĐ khác" in _problems(content, committee)


def test_one_bad_line_keeps_all_out(committee, zone):
    made = plan(drives_sheet(AT_ZONE, {**AT_ZONE, "Ngày": "x"}), committee)

    assert made.counts == {"new": 1, "rejected": 1, "changed": 0, "unchanged": 0}
    assert not made.is_ready


def test_the_plan_asks_the_database_no_more_for_more_lines(
    committee, zone, host, django_assert_max_num_queries
):
    lines = [
        {**AT_ZONE, "Ngày": date(2024, 1 + at // 28, 1 + at % 28), "Số đơn vị máu": at}
        for at in range(120)
    ]
    content = drives_sheet(*lines)

    with django_assert_max_num_queries(12):
        made = plan(content, committee)

    assert made.counts[Outcome.NEW] == 120
    assert Company.objects.count() == 1


def test_one_drive_told_with_and_without_its_zone_is_told_twice(committee, zone, host):
    line = {"Ngày": DAY, "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": host.name}

    made = plan(drives_sheet({**line, "Khu công nghiệp": zone.name}, line), committee)

    assert [row.outcome for row in made.rows] == [Outcome.NEW, Outcome.REJECTED]


def test_what_a_line_with_a_code_leaves_open_stays(committee, zone, host):
    DriveFactory.create(
        committee=committee, zone=zone, form="company", host=host, on=DAY, code="HY-01"
    )
    line = {"Mã đợt": "hy-01", "Ngày": DAY, "Số đơn vị máu": 100}

    brought_in(drives_sheet(line), committee)

    drive = Drive.objects.get()
    assert (drive.form, drive.host, drive.result.units) == ("company", host, 100)


def test_a_zone_that_a_rule_fills_in_is_saved_and_told(committee, zone, host):
    homeless = CompanyFactory.create(committee=committee, name="Công ty B")
    DriveFactory.create(
        committee=committee, zone=None, form="company", host=homeless, on=DAY, code="D1"
    )
    line = {"Mã đợt": "D1", "Ngày": DAY, "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": host.name}

    brought_in(drives_sheet(line), committee)

    drive = Drive.objects.get()
    assert (drive.zone, drive.history.first().zone_id) == (zone, zone.pk)
