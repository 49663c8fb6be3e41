"""Whatever the file and its cells: a sentence or a plan, never a crash or half an import."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Committee, Company, Drive, Zone
from donations.importing.plan import Outcome
from donations.importing.running import confirm, plan_of
from donations.models import CompanyTurnout, DriveResult
from tests.factories import CompanyFactory, DriveFactory, FacilityFactory, ZoneFactory
from tests.importing.planning import Kind, waiting
from tests.spreadsheets import DRIVE_HEADERS, drives_sheet, xlsx

pytestmark = pytest.mark.django_db


def tried(times: int) -> settings:
    unhealthy = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=times, deadline=None, suppress_health_check=unhealthy)


GOOD = drives_sheet({"Ngày": date(2024, 4, 9), "Hình thức": "tập trung", "Số đơn vị máu": 5})
ODD_TEXT = st.sampled_from(
    [
        *("", " ", "x", "=1+1", "-", "...", "#N/A", "0", "-1", "1.265", "1,265", "1e9", "٣", "²"),
        *("09/4/2024", "31/02/2024", "7/2024", "2024-04-09", "9/4/24", "0/0/0", "tháng 13/2024"),
        *("trên", "trên 300", "gần -5", "khoảng 1e5", "tập trung", "tại doanh nghiệp", "hủy"),
        *("Phố Nối A", "phố nối", "KCN Phố Nối A", "Công ty A", "CTY A", "Bệnh viện A;;", ";"),
        *("đã tổ chức", "dự kiến", "\u200b", "\ud7ff", "a" * 300, "Tổng cộng", "\x0b", "NULL"),
    ]
)
ODD_CELL = (
    ODD_TEXT
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e9, 1e9, allow_nan=False)
    | st.booleans()
    | st.dates(date(1900, 3, 1), date(2999, 1, 1))
    | st.none()
)
CELLS = dict.fromkeys(DRIVE_HEADERS, ODD_CELL)


@pytest.fixture
def known(committee) -> Committee:
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    CompanyFactory.create(committee=committee, name="Công ty A", zone=zone)
    FacilityFactory.create(name="Bệnh viện A")
    DriveFactory.create(committee=committee, zone=zone, code="D1")
    return committee


@contextmanager
def _undone():
    """Each example finds the database as the first one did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _counts() -> dict[str, int]:
    return {
        model.__name__: model.objects.count()
        for model in (Zone, Company, Drive, DriveResult, CompanyTurnout)
    }


def _bring(content: bytes, owner, kind: str) -> None:
    """All lines or none, whatever they hold."""
    before = _counts()
    try:
        found = waiting(content, owner, kind=kind)
    except ValidationError:
        assert _counts() == before
        return
    made = plan_of(found, by=None)
    assert all(row.problems for row in made.rows if row.outcome == Outcome.REJECTED)
    assert _counts() == before
    if made.is_ready:
        done = confirm(found, made.digest, by=None)
        new = made.counts[Outcome.NEW]
        assert done.added == new
        assert sum(_counts().values()) >= sum(before.values()) + new


@tried(120)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_a_sentence(known, content):
    with _undone():
        _bring(content, known, Kind.DRIVES)


@st.composite
def _damaged(draw) -> bytes:
    """A good workbook with some bytes lost, doubled or changed."""
    content = bytearray(GOOD)
    for _time in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content) - 1))
        until = at + draw(st.integers(0, 60))
        content[at:until] = draw(st.binary(max_size=60))
    return bytes(content)


@tried(120)
@given(_damaged())
def test_a_damaged_workbook_is_a_sentence(known, content):
    with _undone():
        _bring(content, known, Kind.DRIVES)


PARTS = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]


@st.composite
def _damaged_inside(draw) -> bytes:
    """A good zip whose parts are not what they should be."""
    name, buffer = draw(st.sampled_from(PARTS)), BytesIO()
    with ZipFile(BytesIO(GOOD)) as old, ZipFile(buffer, "w") as new:
        for each in old.namelist():
            part = bytearray(old.read(each))
            if each == name:
                at = draw(st.integers(0, len(part) - 1))
                part[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=40))
            new.writestr(each, bytes(part))
    return buffer.getvalue()


@tried(100)
@given(_damaged_inside())
def test_a_workbook_that_is_damaged_inside_is_a_sentence(known, content):
    with _undone():
        _bring(content, known, Kind.DRIVES)


@tried(120)
@given(
    st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(DRIVE_HEADERS, ODD_CELL)), max_size=6)
)
def test_any_cells_of_drives_are_all_right_or_none_is_saved(known, rows):
    with _undone():
        _bring(drives_sheet(*rows), known, Kind.DRIVES)


SHEETS = {
    Kind.COMPANIES: ["Tên chính thức", "Tên gọi khác", "Khu công nghiệp", "Điện thoại"],
    Kind.ZONES: ["Tên chính thức", "Tên gọi khác", "Thứ tự"],
    Kind.TURNOUT: ["Doanh nghiệp", "Ngày hỏi", "Đăng ký", "Tham dự", "Số đơn vị máu", "Ghi chú"],
}


@pytest.mark.parametrize("kind", SHEETS)
def test_any_cells_of_other_sheets_are_all_right_or_none_is_saved(known, kind):
    headers = SHEETS[kind]
    owner = known.drives.get() if kind == Kind.TURNOUT else known

    @tried(40)
    @given(st.lists(st.lists(ODD_CELL, min_size=len(headers), max_size=len(headers)), max_size=5))
    def bring(rows):
        with _undone():
            _bring(xlsx(headers, *rows), owner, kind)

    bring()


def test_the_damaged_ones_are_damaged():
    with pytest.raises(BadZipFile):
        ZipFile(BytesIO(GOOD[: len(GOOD) // 2]))
