"""Two officers on the phone, one list: nobody overwrites the other, and nothing typed is lost."""

from __future__ import annotations

import pytest

from campaigns.models import Drive
from donations.models import CompanyTurnout
from tests.donations.pages import said
from tests.donations.test_turnout import called, save, text_of, typed, url_of
from tests.factories import DriveFactory
from tests.forms import form_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def drive(committee) -> Drive:
    return DriveFactory.create(committee=committee)


def lines(page) -> dict[str, tuple[str, str, str, str, str]]:
    """By field: the company, and what was opened, is stored, was typed and is kept."""
    assert page.status_code == 200, "it was saved"
    return {
        line.label: (form.comparison.title, line.opened, line.stored, line.typed, line.take.value)
        for form in page.context["compared"]
        for line in form.comparison.lines
    }


def test_both_versions_stand_side_by_side_and_nothing_is_saved(as_officer, as_administrator, drive):
    canon, toto = called(drive, "Canon", registered=10), called(drive, "TOTO")
    slower = typed(as_officer, drive, (canon, "registered", "15"), (toto, "registered", "7"))
    save(as_administrator, drive, (canon, "registered", "12"))

    page = as_officer.post(url_of(drive), slower)

    assert lines(page)["Đăng ký"] == ("Canon", "10", "12", "15", "ask")
    assert "So hai bản của Canon" in text_of(page)
    assert 'value="7"' in text_of(page)
    assert [row.registered for row in drive.turnouts.all()] == [12, None]


def test_whoever_chooses_saves_all_rows(as_officer, as_administrator, drive):
    canon, toto = called(drive, "Canon", registered=10), called(drive, "TOTO")
    slower = typed(as_officer, drive, (canon, "registered", "15"), (toto, "registered", "7"))
    save(as_administrator, drive, (canon, "registered", "12"))
    again = form_on(as_officer.post(url_of(drive), slower))

    answer = as_officer.post(url_of(drive), again | {f"take-row-{canon.pk}-registered": "mine"})

    assert said(answer)[-1] == "Đã lưu 2 doanh nghiệp."
    assert [row.registered for row in drive.turnouts.all()] == [15, 7]


def test_a_row_that_only_the_other_changed_stays_the_others(as_officer, as_administrator, drive):
    canon, toto = called(drive, "Canon"), called(drive, "TOTO")
    slower = typed(as_officer, drive, (toto, "registered", "7"))
    save(as_administrator, drive, (canon, "registered", "12"))

    answer = as_officer.post(url_of(drive), slower)

    assert said(answer) == ["Đã lưu 1 doanh nghiệp."]
    assert [row.registered for row in drive.turnouts.all()] == [12, 7]


def test_what_each_alone_has_changed_in_a_row_is_merged(as_officer, as_administrator, drive):
    row = called(drive, "Canon")
    slower = typed(as_officer, drive, (row, "note", "gọi lại"))
    save(as_administrator, drive, (row, "units", "12"))

    compared = as_officer.post(url_of(drive), slower)
    as_officer.post(url_of(drive), form_on(compared))

    assert lines(compared)["Ghi chú"][-1] == "mine"
    row.refresh_from_db()
    assert (row.note, row.units) == ("gọi lại", 12)


def test_the_same_form_sent_twice_saves_once(as_officer, drive):
    row = called(drive, "Canon")
    form = typed(as_officer, drive, (row, "registered", "15"))
    as_officer.post(url_of(drive), form)

    answer = as_officer.post(url_of(drive), form)

    assert answer.status_code == 302
    assert row.history.count() == 2


def test_a_row_that_a_colleague_has_added_meanwhile_is_left_alone(as_officer, drive):
    row = called(drive, "Canon")
    form = typed(as_officer, drive, (row, "registered", "15"))
    called(drive, "TOTO", registered=3)

    as_officer.post(url_of(drive), form)

    assert [row.registered for row in drive.turnouts.all()] == [15, 3]


def test_what_was_typed_for_a_removed_company_is_told_and_the_rest_saved(as_officer, drive):
    gone, stays = called(drive, "Canon"), called(drive, "TOTO")
    changes = (gone, "registered", "15"), (gone, "note", "gọi lại"), (stays, "units", "7")
    form = typed(as_officer, drive, *changes)
    gone.delete()

    answer = as_officer.post(url_of(drive), form)

    assert said(answer) == [
        "Người khác đã bỏ Canon khỏi danh sách sau khi bạn mở trang; chưa lưu những gì bạn nhập: "
        "Đăng ký: 15; Ghi chú: gọi lại. Cần thì thêm lại doanh nghiệp rồi nhập.",
        "Đã lưu 1 doanh nghiệp.",
    ]
    assert CompanyTurnout.objects.get().units == 7


def test_a_removed_company_for_which_nothing_was_typed_is_not_spoken_of(
    as_officer, as_administrator, drive
):
    gone = called(drive, "Canon", note="gọi lại")
    form = typed(as_officer, drive)
    save(as_administrator, drive, (gone, "note", ""))  # which is not what the form was opened with
    gone.refresh_from_db()
    gone.delete()

    assert said(as_officer.post(url_of(drive), form)) == ["Không có gì thay đổi."]


def test_a_figure_saved_meanwhile_keeps_a_company_on_the_list(as_officer, as_administrator, drive):
    row = called(drive, "Canon")
    form = typed(as_officer, drive)
    save(as_administrator, drive, (row, "registered", "12"))

    answer = as_officer.post(url_of(drive), form | {"remove": row.pk})

    assert "Chưa bỏ Canon" in said(answer)[-1]
    assert drive.turnouts.get().registered == 12
