"""One sheet with the traps of all: sixty rows, each right in the end or refused by its line."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
import xlsxwriter

from campaigns.models import Drive
from donations.importing.plan import Outcome
from donations.models import DriveResult, Hedge
from tests.factories import CompanyFactory, FacilityFactory, ZoneFactory, held
from tests.importing.planning import brought_in, plan
from tests.spreadsheets import DRIVE_HEADERS

pytestmark = pytest.mark.django_db

SEWS, TOTO = "Công ty TNHH Sews-Components Việt Nam", "Công ty TNHH TOTO Việt Nam - CN Hưng Yên"
HUYET_HOC, VIET_DUC = "Viện Huyết học - Truyền máu Trung ương", "Bệnh viện Hữu nghị Việt Đức"
FIRST_ROW = 7  # of the sheet; titles stand above
COLUMN = {header: at for at, header in enumerate(DRIVE_HEADERS)}
ZONE, COMPANY = "tập trung tại khu công nghiệp", "tại doanh nghiệp"

# Rows of the table by their place in it, from 0; the others are plain (see ``_plain``).
ODD: dict[int, dict[str, object]] = {
    1: {"Ngày": "2/1/2020", "Số đơn vị máu": "1.265"},
    2: {"Ngày": "03-01-2020", "Số đơn vị máu": " 119 ", "Hình thức": "Tập trung"},
    3: {"Ngày": "2020-01-04", "Tham dự": "trên 1.500"},
    4: {"Hình thức": COMPANY, "Khu công nghiệp": None, "Doanh nghiệp": "Sews-Componets"},
    5: {"Hình thức": "Doanh nghiệp", "Khu công nghiệp": "", "Doanh nghiệp": SEWS.upper()},
    6: {"Hình thức": COMPANY, "Khu công nghiệp": "KCN THĂNG LONG II", "Doanh nghiệp": TOTO.lower()},
    7: {"Khu công nghiệp": "khu công nghiệp pho noi a"},
    8: {"Đơn vị tiếp nhận": f"{HUYET_HOC}; {VIET_DUC}"},
    9: {"Đơn vị tiếp nhận": f"{HUYET_HOC},\n{VIET_DUC.upper()}"},
    10: {"Số đơn vị máu": 263, "Túi 250 ml": 63, "Túi 350 ml": 200},
    11: {"Trạng thái": "hoãn", "Số đơn vị máu": None, "Ghi chú": "Công ty đổi lịch"},
    12: {"Trạng thái": "HỦY", "Số đơn vị máu": None},
    13: {"Ngày": "tháng 7/2020", "Số đơn vị máu": None, "Trạng thái": "dự kiến"},
    14: {"Trạng thái": None, "Số đơn vị máu": 0},
    15: {"Mã đợt": "S", "Ngày": date(2020, 3, 1)},
    16: {"Mã đợt": "C", "Ngày": date(2020, 3, 1)},
}
# What has to be mended, with what is said of it.
BAD: dict[int, tuple[dict[str, object], str]] = {
    20: ({"Ngày": "31/02/2020"}, "Ngày: “31/02/2020”"),
    21: ({"Ngày": None}, "nhập ngày của đợt"),
    22: ({"Số đơn vị máu": "khoảng 200"}, "Số đơn vị máu: “khoảng 200”"),
    23: ({"Số đơn vị máu": 1.265}, "1,265 là số lẻ"),
    24: ({"Khu công nghiệp": "Phố Nối B"}, "gần giống: “Phố Nối A”"),
    25: ({"Túi 250 ml": 1, "Túi 350 ml": 1}, "Tổng số túi phải bằng"),
    26: ({"Ngày": date(2020, 1, 20)}, "trùng với dòng"),
    27: ({"Hình thức": COMPANY, "Doanh nghiệp": None}, "Chọn doanh nghiệp"),
    28: ({"Trạng thái": "dự kiến", "Số đơn vị máu": 5}, "Chỉ nhập kết quả cho đợt đã tổ chức"),
    29: ({"Số đơn vị máu": "#REF!"}, "Số đơn vị máu"),
}


def _plain(at: int) -> dict[str, object]:
    return {
        "Ngày": date(2020, 1, 1) + timedelta(days=at),
        "Hình thức": ZONE,
        "Khu công nghiệp": "Phố Nối A",
        "Số đơn vị máu": 100 + at,
        "Trạng thái": "đã tổ chức",
    }


def _sheet(*, with_bad: bool) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    hidden = book.add_worksheet("Năm ngoái")
    hidden.write_row(0, 0, DRIVE_HEADERS)
    hidden.hide()
    book.add_worksheet("Danh bạ").write_row(0, 0, ["Công ty", "Điện thoại"])
    sheet, day = book.add_worksheet("2020"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, 8, "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH")
    sheet.merge_range(2, 0, 2, 8, "KẾT QUẢ HIẾN MÁU NĂM 2020 (số liệu đến 31/12)")
    for header, at in COLUMN.items():
        sheet.write_string(FIRST_ROW - 2, at, header.upper())
    sheet.write_string(FIRST_ROW - 2, len(COLUMN), "Thời tiết")
    for at in range(60):
        row = {**_plain(at), **ODD.get(at, {}), **(BAD[at][0] if with_bad and at in BAD else {})}
        for header, value in row.items():
            place = (FIRST_ROW - 1 + at, COLUMN[header])
            if isinstance(value, date):
                sheet.write_datetime(*place, value, day)
            elif value is not None:
                sheet.write(*place, value)
    # Rows 31 to 33 share one cell for their zone; row 34 has a formula.
    sheet.merge_range(FIRST_ROW + 29, 3, FIRST_ROW + 31, 3, "Thăng Long II")
    sheet.write_formula(FIRST_ROW + 32, COLUMN["Số đơn vị máu"], "=100+33", None, 133)
    sheet.write(FIRST_ROW + 61, 1, "TỔNG CỘNG")
    sheet.write_formula(FIRST_ROW + 61, COLUMN["Số đơn vị máu"], "=SUM(I7:I66)", None, 9999)
    book.close()
    return buffer.getvalue()


@pytest.fixture
def known(committee):
    ZoneFactory.create(committee=committee, name="Phố Nối A")
    zone = ZoneFactory.create(committee=committee, name="Thăng Long II")
    CompanyFactory.create(committee=committee, name=SEWS, zone=zone)
    CompanyFactory.create(committee=committee, name=TOTO, zone=zone)
    for name in (HUYET_HOC, VIET_DUC):
        FacilityFactory.create(name=name)
    # Row 40 corrects what was typed before, row 41 finds it as it is.
    for at, units in ((40, 139), (41, 141)):
        on = date(2020, 1, 1) + timedelta(days=at)
        held(committee, on, units, zone=committee.zones.get(name="Phố Nối A"))
    return committee


def _line(at: int) -> int:
    return FIRST_ROW + at


def _answers(made, committee) -> dict[str, str]:
    """“Sews-Componets” is the company that the preview offers."""
    (question,) = [each for each in made.questions if each.text == "Sews-Componets"]
    return {question.key: str(committee.companies.get(name=SEWS).pk)}


def test_each_bad_row_is_refused_by_its_line_with_its_reason(known, officer):
    made = plan(_sheet(with_bad=True), known, by=officer)

    refused = {row.line: " ".join(row.problems) for row in made.rows if row.problems}
    assert set(refused) == {_line(at) for at in (4, *BAD)}  # 4: the name that is asked about
    for at, (_cells, told) in BAD.items():
        assert told in refused[_line(at)]
    assert "Sews-Componets" in refused[_line(4)]
    assert made.unread == ("Thời tiết",)
    assert made.skipped == (FIRST_ROW + 62,)
    assert Drive.objects.count() == 2


def test_all_others_come_in_as_they_were_meant(known, officer):
    content = _sheet(with_bad=False)
    answers = _answers(plan(content, known, by=officer), known)

    done = brought_in(content, known, by=officer, answers=answers)

    assert (done.added, done.changed, done.unchanged) == (58, 1, 1)
    drives = {drive.on: drive for drive in Drive.objects.all() if not drive.code}
    on = date(2020, 1, 1)
    results = DriveResult.objects.select_related("drive")
    by_day = {result.drive.on: result for result in results if not result.drive.code}
    assert by_day[on + timedelta(1)].units == 1265
    assert by_day[on + timedelta(2)].units == 119
    assert by_day[on + timedelta(3)].attended_hedge == Hedge.OVER
    assert {drives[on + timedelta(at)].host.name for at in (4, 5)} == {SEWS}
    assert drives[on + timedelta(4)].zone.name == "Thăng Long II"
    assert drives[on + timedelta(6)].host.name == TOTO
    assert drives[on + timedelta(7)].zone.name == "Phố Nối A"
    for at in (8, 9):
        names = {each.name for each in drives[on + timedelta(at)].facilities.all()}
        assert names == {HUYET_HOC, VIET_DUC}
    assert drives[on + timedelta(11)].status == Drive.Status.POSTPONED
    assert drives[on + timedelta(12)].status == Drive.Status.CANCELLED
    assert drives[date(2020, 7, 1)].day_text == "tháng 7/2020"
    assert by_day[on + timedelta(14)].units == 0
    assert {drive.code for drive in Drive.objects.filter(on=date(2020, 3, 1))} == {"S", "C"}
    for at in (30, 31, 32):
        assert drives[on + timedelta(at)].zone.name == "Thăng Long II"
    assert by_day[on + timedelta(33)].units == 133
    assert by_day[on + timedelta(40)].units == 140


def test_the_same_sheet_again_changes_nothing(known, officer):
    content = _sheet(with_bad=False)
    answers = _answers(plan(content, known, by=officer), known)
    brought_in(content, known, by=officer, answers=answers)

    again = plan(content, known)

    assert again.counts[Outcome.UNCHANGED] == 60
    assert not again.writes
