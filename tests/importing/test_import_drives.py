"""The command on which other people's tools rely: the same reader, all rows or none."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Drive
from donations.models import DriveResult, SheetImport
from tests.factories import ZoneFactory, held
from tests.reports.lives import drafted, fit_to_sign, issued
from tests.spreadsheets import csv, drives_sheet

pytestmark = pytest.mark.django_db

LINE = {"Ngày": date(2024, 4, 9), "Hình thức": "tập trung", "Khu công nghiệp": "Phố Nối A"}


@pytest.fixture
def zone(committee):
    return ZoneFactory.create(committee=committee, name="Phố Nối A")


@pytest.fixture
def said() -> StringIO:
    """All that the command writes."""
    return StringIO()


@pytest.fixture
def run(tmp_path, committee, said):
    """Run the command on a file with this content."""

    def run(content: bytes, name: str = "bang.xlsx", **options: str) -> None:
        file = tmp_path / name
        file.write_bytes(content)
        told = {"stdout": said, "stderr": said}
        call_command("import_drives", str(file), committee=committee.symbol, **told, **options)

    return run


def test_a_sheet_is_brought_in(run, zone, said):
    run(drives_sheet({**LINE, "Số đơn vị máu": 263}))

    assert "Đã nhập: 1 mới, 0 sửa, 0 giữ nguyên." in said.getvalue()
    assert DriveResult.objects.get().units == 263


def test_a_csv_file_is_brought_in(run, zone):
    header = ["Ngày", "Hình thức", "Khu công nghiệp", "Doanh nghiệp", "Số đơn vị máu"]

    run(csv([header, ["09/4/2024", "tập trung", "Phố Nối A", "", "1.265"]]), "bang.csv")

    assert DriveResult.objects.get().units == 1265


def test_bringing_the_same_file_twice_makes_nothing_twice(run, zone, said):
    content = drives_sheet({**LINE, "Số đơn vị máu": 263})
    run(content)

    run(content)

    assert "Không có gì để nhập" in said.getvalue()
    assert Drive.objects.count() == 1


def test_every_bad_row_is_named_by_its_line_and_none_is_saved(run, zone, said):
    lines = [LINE, {**LINE, "Ngày": "31/02/2024"}, {**LINE, "Khu công nghiệp": "Lạ"}]

    with pytest.raises(CommandError, match="2 dòng phải sửa"):
        run(drives_sheet(*lines))

    assert "Dòng 3: Ngày: “31/02/2024”" in said.getvalue()
    assert "Dòng 4: Khu công nghiệp: chưa có tên “Lạ”" in said.getvalue()
    assert not Drive.objects.exists()


def test_nothing_waits_after_the_command(run, zone):
    with pytest.raises(CommandError):
        run(drives_sheet({**LINE, "Ngày": "x"}))

    assert not SheetImport.objects.exists()


def test_an_import_by_command_can_be_found_and_taken_back(run, zone, as_officer):
    run(drives_sheet(LINE))
    (done,) = SheetImport.objects.all()

    as_officer.post(f"/imports/{done.pk}/undo/")

    assert not Drive.objects.exists()


@pytest.mark.parametrize(
    ("content", "because"), [(b"", "Tệp trống"), (b"x", "Không thấy hàng tiêu đề")]
)
def test_a_file_that_is_none_is_told_in_a_sentence(run, content, because):
    with pytest.raises(CommandError, match=because):
        run(content)


def test_a_file_that_is_not_there_is_told(committee, tmp_path):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("import_drives", str(tmp_path / "a.xlsx"), committee=committee.symbol)


def test_an_unknown_committee_is_told(tmp_path, db):
    with pytest.raises(CommandError, match="Không có Ban Chỉ đạo ký hiệu X"):
        call_command("import_drives", str(tmp_path / "a.xlsx"), committee="X")


def test_a_drive_in_an_issued_report_needs_a_reason(run, committee, zone):
    fit_to_sign(committee)
    held(committee, LINE["Ngày"], 180, zone=zone)
    issued(drafted(committee))
    content = drives_sheet({**LINE, "Số đơn vị máu": 185})

    with pytest.raises(CommandError, match="--reason"):
        run(content)
    run(content, reason="đếm lại")

    assert DriveResult.objects.get().units == 185
