"""The companies of a drive: their list, their sums, and what officers enter."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from openpyxl import load_workbook

from campaigns.models import Drive
from donations.models import CompanyTurnout, Hedge
from donations.turnout import Sum, sum_of, turnout_of
from tests.donations.pages import page_of, said
from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    ResultFactory,
    TurnoutFactory,
    ZoneFactory,
    held,
)
from tests.forms import form_on
from tests.reports.lives import drafted, fit_to_sign, issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def drive(committee) -> Drive:
    """A drive for a zone on 24/4/2024, not yet held."""
    zone = ZoneFactory.create(committee=committee, name="Thăng Long II")
    return DriveFactory.create(committee=committee, zone=zone, on=date(2024, 4, 24))


def called(drive: Drive, name: str, **figures: object) -> CompanyTurnout:
    """A company of this name on the drive's list."""
    contact = {"contact_name": "Chị Hồng", "contact_phone": "0221.3.974.567 (máy lẻ 12)"}
    company = CompanyFactory.create(committee=drive.committee, name=name, **contact)
    return TurnoutFactory.create(drive=drive, company=company, **figures)


def url_of(drive: Drive) -> str:
    return f"/drives/{drive.pk}/turnout/"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def typed(client, drive: Drive, *changes: tuple[CompanyTurnout, str, str]) -> dict:
    """The page's form as a browser sends it, with something typed into fields of rows."""
    form = form_on(client.get(url_of(drive)))
    return form | {f"row-{row.pk}-{name}": value for row, name, value in changes}


def save(client, drive: Drive, *changes: tuple[CompanyTurnout, str, str]):
    return client.post(url_of(drive), typed(client, drive, *changes))


# The figures


def test_an_unknown_part_is_no_0_in_a_sum():
    assert sum_of([12, None, 0, 30]) == Sum(42, unknown=1)
    assert sum_of([None, None]) == Sum(None, unknown=2)
    assert sum_of([]) == Sum(None, unknown=0)


def test_the_sums_stand_beside_the_drives_own_result(committee):
    drive = held(committee, date(2024, 4, 24), None)
    ResultFactory.create(
        drive=drive, registered=900, attended=40, attended_hedge=Hedge.OVER, units=30
    )
    called(drive, "A", asked_on=date(2024, 4, 1), registered=30, attended=28, units=20)
    called(drive, "B", asked_on=date(2024, 4, 1), registered=25, units=22)
    called(drive, "C", answered_on=date(2024, 4, 2))
    called(drive, "D")

    turnout = turnout_of(drive, list(drive.turnouts.all()))

    counts = (turnout.companies, turnout.asked, turnout.answered, turnout.unanswered)
    assert counts == (4, 2, 3, 1)
    assert turnout.registered.companies == Sum(55, unknown=2)
    assert (turnout.registered.drive, turnout.registered.difference) == (900, -845)
    assert (turnout.attended.hedge, turnout.attended.difference) == ("trên", -12)
    assert turnout.units.difference == 12


def test_without_a_result_there_is_no_difference(drive):
    called(drive, "A", registered=30)

    measures = turnout_of(drive, list(drive.turnouts.all())).measures

    assert [measure.difference for measure in measures] == [None, None, None]


# The page


def test_who_has_not_answered_stands_on_top_by_name(as_officer, drive):
    called(drive, "Đông Á", registered=0)
    called(drive, "Yên Mỹ")
    called(drive, "Canon")
    called(drive, "Ba Đình", answered_on=date(2024, 4, 2))

    page = as_officer.get(url_of(drive))

    assert [row.stored.company.name for row in page.context["waiting"]] == ["Canon", "Yên Mỹ"]
    assert [row.stored.company.name for row in page.context["answered"]] == ["Ba Đình", "Đông Á"]


def test_the_officer_dials_with_one_touch(as_officer, drive):
    called(drive, "Canon")

    page = text_of(as_officer.get(url_of(drive)))

    assert 'Chị Hồng <a href="tel:02213974567">0221.3.974.567 (máy lẻ 12)</a>' in page


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0912 345 678", "0912345678"),
        ("(0221) 3974-567", "02213974567"),
        ("+84 912 345 678", "+84912345678"),
        ("0912345678 / 0987654321", "0912345678"),
        ("0912345678 - 0987654321", "0912345678"),
        ("ĐT: 0221.3974567, chị Hoa", "02213974567"),
        ("hỏi bảo vệ", ""),
        ("", ""),
    ],
)
def test_the_first_number_of_a_contact_is_dialled(written, dialled):
    assert CompanyFactory.build(contact_phone=written).phone_to_dial == dialled


def test_differences_are_told_in_words_and_sign(as_leader, committee):
    drive = held(committee, date(2024, 4, 24), None)
    ResultFactory.create(drive=drive, registered=50, attended=28, units=30)
    called(drive, "A", registered=38, attended=28, units=42)

    page = text_of(as_leader.get(url_of(drive)))

    assert "chênh -12<small>doanh nghiệp ít hơn</small>" in page
    assert "khớp" in page
    assert "chênh +12<small>doanh nghiệp nhiều hơn</small>" in page


def test_the_drives_attendance_keeps_its_hedge(as_leader, committee):
    drive = held(committee, date(2024, 4, 24), None)
    ResultFactory.create(drive=drive, attended=1500, attended_hedge=Hedge.OVER, units=30)
    called(drive, "A")

    assert "trên 1.500" in text_of(as_leader.get(url_of(drive)))


def test_a_sum_says_how_many_are_unknown(as_leader, drive):
    called(drive, "A", registered=1265)
    called(drive, "B")
    called(drive, "C")

    assert "1.265 <small>2 chưa rõ</small>" in text_of(as_leader.get(url_of(drive)))


def test_a_leader_sees_figures_and_neither_fields_nor_contacts(as_leader, drive):
    called(drive, "Canon", registered=15)

    page = text_of(as_leader.get(url_of(drive)))

    assert "15" in page
    assert "<input" not in page.split("<main")[1]
    assert "Chị Hồng" not in page
    assert "tel:" not in page
    assert "/admin/" not in page
    assert "Thêm doanh nghiệp" not in page


def test_a_list_without_companies_says_so(as_officer, drive):
    page = text_of(as_officer.get(url_of(drive)))

    assert "Chưa có doanh nghiệp nào trong danh sách." in page
    assert f"{url_of(drive)}add/" in page


def test_strangers_log_in_and_other_committees_find_nothing(client, as_officer, drive):
    foreign = DriveFactory.create(committee=CommitteeFactory.create())

    assert "/login/" in client.get(url_of(drive)).url
    assert as_officer.get(url_of(foreign)).status_code == 404
    assert as_officer.post(url_of(foreign)).status_code == 404


def test_a_leader_who_posts_is_refused(as_leader, drive):
    row = called(drive, "Canon")

    answer = as_leader.post(
        url_of(drive), {f"row-{row.pk}-version": "0", f"row-{row.pk}-registered": "15"}
    )

    assert answer.status_code == 403
    row.refresh_from_db()
    assert row.registered is None


def test_the_queries_do_not_grow_with_the_companies(as_officer, drive, django_assert_num_queries):
    for number in range(3):
        called(drive, f"Công ty {number}")
    with django_assert_num_queries(7):
        as_officer.get(url_of(drive))

    for number in range(3, 40):
        called(drive, f"Công ty {number}", registered=number)
    with django_assert_num_queries(7):
        as_officer.get(url_of(drive))


# Entering


def test_one_form_saves_all_rows(as_officer, drive):
    canon, toto = called(drive, "Canon"), called(drive, "TOTO")

    answer = save(
        as_officer,
        drive,
        (canon, "registered", "1.265"),
        (canon, "answered_on", "09/4/2024"),
        (toto, "asked_on", "02/4/2024"),
        (toto, "note", "gọi lại"),
    )

    assert answer.url == url_of(drive)
    assert said(answer) == ["Đã lưu 2 doanh nghiệp."]
    canon.refresh_from_db()
    toto.refresh_from_db()
    assert (canon.registered, canon.answered_on) == (1265, date(2024, 4, 9))
    assert (toto.asked_on, toto.note, toto.answered_on) == (date(2024, 4, 2), "gọi lại", None)


def test_a_number_registered_was_told_today_unless_a_day_is_typed(as_officer, drive):
    row = called(drive, "Canon")

    save(as_officer, drive, (row, "registered", "0"))

    row.refresh_from_db()
    assert (row.registered, row.answered_on, row.asked_on) == (0, localdate(), None)


def test_a_day_of_answer_that_is_taken_away_later_stays_away(as_officer, drive):
    row = called(drive, "Canon", registered=15, answered_on=date(2024, 4, 9))

    save(as_officer, drive, (row, "answered_on", ""))

    row.refresh_from_db()
    assert (row.registered, row.answered_on) == (15, None)


def test_a_row_that_nobody_touched_is_not_saved(as_officer, drive):
    touched, other = called(drive, "Canon"), called(drive, "TOTO", registered=5)

    save(as_officer, drive, (touched, "units", "12"))

    assert touched.history.count() == 2
    assert other.history.count() == 1


def test_nothing_changed_is_said(as_officer, drive):
    called(drive, "Canon")

    assert said(save(as_officer, drive)) == ["Không có gì thay đổi."]


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("registered", "nhiều", "Nhập số nguyên, ví dụ 263 hoặc 1.265."),
        ("attended", "-1", "Không được nhỏ hơn 0."),
        ("units", "1000001", "Không được lớn hơn 1.000.000."),
        ("asked_on", "31/4/2024", "Ngày không hợp lệ; nhập như 09/4/2024."),
        ("answered_on", "9/4/2042", "Ngày này chưa đến."),
        ("asked_on", "9/4/1024", "Ngày quá xa trong quá khứ."),
        ("note", "x" * 201, "200"),
    ],
)
def test_one_bad_row_keeps_back_all_and_nothing_typed_is_lost(
    as_officer, drive, field, text, message
):
    good, bad = called(drive, "Canon"), called(drive, "TOTO")

    answer = save(as_officer, drive, (good, "registered", "15"), (bad, field, text))

    assert message in str(answer.context["waiting"][1].form[field].errors)
    assert said(answer) == ["Chưa lưu dòng nào: hãy sửa những chỗ báo lỗi."]
    assert f'value="{text}"' in text_of(answer)
    assert 'value="15"' in text_of(answer)
    assert not CompanyTurnout.objects.filter(registered=15).exists()


def test_sums_on_a_refused_page_are_those_of_what_is_stored(as_officer, drive):
    good, bad = called(drive, "Canon", registered=10), called(drive, "TOTO")

    answer = save(as_officer, drive, (good, "registered", "15"), (bad, "units", "x"))

    assert answer.context["turnout"].registered.companies == Sum(10, unknown=1)


def test_three_hundred_companies_fit_into_one_form(as_officer, drive):
    rows = [called(drive, f"Công ty {number}") for number in range(300)]

    answer = save(as_officer, drive, *[(row, "registered", "3") for row in rows])

    assert said(answer) == ["Đã lưu 300 doanh nghiệp."]
    assert CompanyTurnout.objects.filter(registered=3).count() == 300


def test_a_row_of_another_drive_is_not_reached(as_officer, committee, drive):
    called(drive, "Canon")
    other = called(DriveFactory.create(committee=committee), "TOTO")

    save(as_officer, drive, (other, "registered", "15"), (other, "version", "0"))

    other.refresh_from_db()
    assert other.registered is None


def test_turnout_needs_no_reason_after_a_report(as_officer, committee):
    fit_to_sign(committee)
    drive = held(committee, date(2024, 4, 24), 30)
    row = called(drive, "Canon")
    issued(drafted(committee))

    save(as_officer, drive, (row, "units", "12"))

    row.refresh_from_db()
    assert row.units == 12


# Taking off the list


def test_a_company_without_figures_is_taken_off_and_its_history_stays(as_officer, drive):
    row = called(drive, "Canon", asked_on=date(2024, 4, 2))

    answer = as_officer.post(url_of(drive), typed(as_officer, drive) | {"remove": row.pk})

    assert said(answer) == ["Đã bỏ Canon khỏi danh sách."]
    assert not drive.turnouts.exists()
    assert CompanyTurnout.history.filter(id=row.pk, history_type="-").exists()


def test_what_was_typed_elsewhere_is_saved_when_one_is_taken_off(as_officer, drive):
    going, staying = called(drive, "Canon"), called(drive, "TOTO")

    as_officer.post(
        url_of(drive),
        typed(as_officer, drive, (staying, "registered", "15")) | {"remove": going.pk},
    )

    assert [row.registered for row in drive.turnouts.all()] == [15]


@pytest.mark.parametrize("figure", [{"units": 0}, {"note": "gọi lại"}, {"registered": 3}])
def test_a_company_with_figures_stays_and_the_officer_reads_why(as_officer, drive, figure):
    row = called(drive, "Canon", **figure)

    answer = as_officer.post(url_of(drive), typed(as_officer, drive) | {"remove": row.pk})

    assert "Chưa bỏ Canon: đã có số liệu hoặc ghi chú." in said(answer)[-1]
    assert drive.turnouts.exists()


@pytest.mark.parametrize("pk", ["x", "9" * 30, "-1", "0"])
def test_a_forged_row_takes_nothing_off(as_officer, drive, pk):
    called(drive, "Canon")

    answer = as_officer.post(url_of(drive), {"remove": pk})

    assert said(answer) == ["Doanh nghiệp này không còn trong danh sách."]
    assert drive.turnouts.exists()


def test_a_company_on_another_list_stays_there(as_officer, committee, drive):
    other = called(DriveFactory.create(committee=committee), "TOTO")

    as_officer.post(url_of(drive), {"remove": other.pk})

    assert CompanyTurnout.objects.filter(pk=other.pk).exists()


# Taking along, history


def test_the_sheet_holds_one_row_per_company_and_no_total(as_officer, drive):
    row = called(
        drive,
        "Canon",
        asked_on=date(2024, 4, 2),
        answered_on=date(2024, 4, 9),
        registered=15,
        attended=12,
        units=10,
        note="=gọi lại",
    )
    row.company.zone = drive.zone
    row.company.save()
    called(drive, "TOTO")

    answer = as_officer.get(f"{url_of(drive)}turnout.xlsx")

    header, first, second = load_workbook(BytesIO(answer.content)).active.values
    assert header == (
        *("Doanh nghiệp", "Khu công nghiệp", "Người liên hệ", "Điện thoại", "Ngày hỏi"),
        *("Ngày trả lời", "Đăng ký", "Tham dự", "Số đơn vị máu", "Ghi chú"),
    )
    phone = "0221.3.974.567 (máy lẻ 12)"
    assert first[:4] == ("Canon", "Thăng Long II", "Chị Hồng", phone)
    assert [day.date() for day in first[4:6]] == [date(2024, 4, 2), date(2024, 4, 9)]
    assert first[6:] == (15, 12, 10, "=gọi lại")
    assert second[4:] == (None,) * 6


def test_a_leaders_sheet_names_no_contacts(as_leader, drive):
    called(drive, "Canon")

    content = as_leader.get(f"{url_of(drive)}turnout.xlsx").content

    (_header, row) = load_workbook(BytesIO(content)).active.values
    assert row[2:4] == (None, None)


def test_the_drives_history_tells_of_each_company(as_officer, drive):
    row = called(drive, "Canon")
    save(as_officer, drive, (row, "note", "gọi lại"))
    as_officer.post(url_of(drive), typed(as_officer, drive, (row, "note", "")))
    as_officer.post(url_of(drive), typed(as_officer, drive) | {"remove": row.pk})

    page = as_officer.get(f"/admin/campaigns/drive/{drive.pk}/history/")

    told = [
        (entry.about, text)
        for entry, changes in page.context["rows"]
        for text, _back in changes
        if entry.model == "companyturnout"
    ]
    assert told == [
        ("Canon", "xóa doanh nghiệp tham gia"),
        ("Canon", "ghi chú: gọi lại → -"),
        ("Canon", "ghi chú: - → gọi lại"),
        ("Canon", "nhập mới doanh nghiệp tham gia"),
    ]
    assert "<b>Canon</b>" in text_of(page)


def test_the_drives_history_asks_no_more_for_more_companies(
    as_officer, drive, django_assert_num_queries
):
    called(drive, "Canon")
    page = f"/admin/campaigns/drive/{drive.pk}/history/"
    with CaptureQueriesContext(connection) as before:
        as_officer.get(page)

    for number in range(30):
        called(drive, f"Công ty {number}")

    with django_assert_num_queries(len(before)):
        as_officer.get(page)


def test_the_drives_form_leads_to_its_list(as_officer, drive):
    assert "Lập danh sách doanh nghiệp để gọi" in text_of(as_officer.get(page_of(drive)))
    called(drive, "Canon")

    page = text_of(as_officer.get(page_of(drive)))

    assert f'<a href="{url_of(drive)}">Danh sách 1 doanh nghiệp</a>' in page
