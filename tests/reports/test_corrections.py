"""What lies in an issued report can be corrected with a reason, and cannot be deleted."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import ProtectedError

from campaigns.models import Drive
from donations.models import DriveResult
from reports.corrections import corrections, result_histories
from reports.drafting import open_replacement
from reports.models import Report
from tests.donations.pages import add_form, errors_of, form_of, page_of
from tests.factories import DriveFactory, FacilityFactory, StatementFactory, held
from tests.reports.lives import TODAY, drafted, fit_to_sign, issued

pytestmark = pytest.mark.django_db

WHY = "Bệnh viện gửi lại số liệu"


@pytest.fixture
def drive(committee):
    fit_to_sign(committee)
    return held(committee, date(2024, 4, 9), 263)


@pytest.fixture
def report(drive):
    """Issued over the drive's day."""
    return issued(drafted(drive.committee))


def test_without_a_reason_nothing_is_corrected(as_officer, drive, report):
    answer = as_officer.post(page_of(drive), form_of(drive, {"units": "270"}, venue="Nhà ăn"))

    (message,) = errors_of(answer)["change_reason"]
    assert report.symbol in message
    assert DriveResult.objects.get().units == 263


def test_a_result_alone_wants_its_reason_too(as_officer, drive, report):
    answer = as_officer.post(page_of(drive), form_of(drive, {"units": "270"}))

    assert "ghi lý do sửa" in answer.content.decode()
    assert DriveResult.objects.get().units == 263


def test_with_a_reason_it_is_corrected_and_told_on_the_reports_page(as_officer, drive, report):
    as_officer.post(page_of(drive), form_of(drive, {"units": "270"}, change_reason=WHY))

    assert DriveResult.objects.get().units == 270
    page = as_officer.get(f"/reports/{report.pk}/").content.decode()
    assert f"<b>{drive}</b>: số đơn vị máu: 263 → 270" in page
    assert WHY in page


def test_the_reason_is_asked_for_where_it_is_needed_only(as_officer, drive, report):
    free = held(drive.committee, date(2024, 8, 1), 10)

    assert "Lý do sửa" in as_officer.get(page_of(drive)).content.decode()
    assert "Lý do sửa" not in as_officer.get(page_of(free)).content.decode()
    assert as_officer.post(page_of(free), form_of(free, {"units": "11"})).status_code == 302


def test_a_drive_saved_untouched_asks_for_no_reason(as_officer, drive, report):
    assert as_officer.post(page_of(drive), form_of(drive)).status_code == 302


def test_a_drive_entered_late_or_moved_into_the_period_wants_a_reason(as_officer, report):
    committee = report.committee
    late = as_officer.post("/admin/campaigns/drive/add/", add_form(committee))
    later = held(committee, date(2024, 8, 1), 10)
    moved = as_officer.post(page_of(later), form_of(later, on="01/6/2024"))

    assert "change_reason" in errors_of(late)
    assert "change_reason" in errors_of(moved)
    assert "Lý do sửa" in moved.content.decode()


def test_a_drive_that_gives_no_figure_wants_no_reason(as_officer, as_administrator, report):
    cancelled = DriveFactory.create(
        committee=report.committee, on=date(2024, 3, 3), status="cancelled"
    )

    assert as_officer.post(page_of(cancelled), form_of(cancelled, note="x")).status_code == 302
    as_administrator.post(f"/admin/campaigns/drive/{cancelled.pk}/delete/", {"post": "yes"})
    assert not Drive.objects.filter(pk=cancelled.pk).exists()


def test_a_drive_moved_out_of_the_period_wants_a_reason(as_officer, drive, report):
    answer = as_officer.post(page_of(drive), form_of(drive, on="01/8/2024"))

    assert "change_reason" in errors_of(answer)


def test_a_drive_that_has_left_the_reports_days_still_wants_a_reason(as_officer, drive, report):
    as_officer.post(page_of(drive), form_of(drive, on="01/8/2024", change_reason=WHY))

    answer = as_officer.post(page_of(drive), form_of(drive, on="05/8/2024"))

    assert report.symbol in errors_of(answer)["change_reason"][0]
    assert Drive.objects.get().on == date(2024, 8, 1)


def test_a_drive_of_the_running_total_is_held_by_the_report_too(as_officer, committee):
    fit_to_sign(committee)
    earlier = held(committee, date(2024, 2, 1), 310)
    held(committee, date(2024, 5, 1), 500)
    report = issued(drafted(committee, "q2"))

    answer = as_officer.post(page_of(earlier), form_of(earlier, {"units": "1"}, venue="Nhà ăn"))

    assert report.symbol in errors_of(answer)["change_reason"][0]
    with pytest.raises(ProtectedError):
        earlier.delete()


def test_what_was_stated_for_the_period_is_a_correction_too(drive, report):
    statement = StatementFactory.create(committee=drive.committee, attended=1500)
    statement.attended = 1400
    statement.save()

    assert [entry.what for entry in corrections(report)][-1] == ("tham dự (người): 1500 → 1400",)


def test_a_replaced_report_holds_nothing_that_its_replacement_does_not(as_officer, drive, report):
    new = issued(open_replacement(report, today=TODAY), number=16)

    answer = as_officer.post(page_of(drive), form_of(drive, {"units": "270"}, venue="Nhà ăn"))

    assert new.symbol in errors_of(answer)["change_reason"][0]


def test_a_drive_within_an_issued_report_cannot_be_deleted(as_administrator, drive, report):
    late = held(drive.committee, date(2024, 5, 1), None)

    for each in (drive, late):
        url = f"/admin/campaigns/drive/{each.pk}/delete/"
        assert report.symbol in as_administrator.get(url).content.decode()
        as_administrator.post(url, {"post": "yes"})

    assert Drive.objects.count() == 2


def test_nor_with_the_lists_action(as_administrator, drive, report):
    as_administrator.post(
        "/admin/campaigns/drive/",
        {"action": "delete_selected", "_selected_action": [drive.pk], "post": "yes"},
    )

    assert Drive.objects.filter(pk=drive.pk).exists()


def test_a_result_is_taken_back_with_a_reason_only(as_administrator, drive, report):
    form = form_of(drive, {"DELETE": "on"})

    as_administrator.post(page_of(drive), form)
    assert DriveResult.objects.exists()

    as_administrator.post(page_of(drive), form | {"change_reason": WHY})
    assert not DriveResult.objects.exists()
    assert [(entry.what, entry.reason) for entry in corrections(report)] == [
        (("xóa kết quả: 263 đơn vị",), WHY)
    ]


def test_a_drive_outside_any_issued_report_can_be_deleted(as_administrator, drive, report):
    free = held(drive.committee, date(2024, 8, 1), None)

    as_administrator.post(f"/admin/campaigns/drive/{free.pk}/delete/", {"post": "yes"})

    assert list(Drive.objects.all()) == [drive]


def test_corrections_are_told_in_order_with_what_who_and_why(drive, report):
    drive.facilities.add(FacilityFactory.create(name="Bệnh viện Việt Đức"))
    drive.refresh_from_db()
    drive.venue = "Nhà ăn số 1"
    drive._change_reason = WHY
    drive.save()
    drive.result.units = 270
    drive.result.save()
    held(drive.committee, date(2024, 5, 1), 90)

    told = [(what, entry.reason) for entry in corrections(report) for what in entry.what]

    assert told == [
        ("đơn vị tiếp nhận máu: - → Bệnh viện Việt Đức", ""),
        ("địa điểm cụ thể: - → Nhà ăn số 1", WHY),
        ("số đơn vị máu: 263 → 270", ""),
        ("nhập mới đợt hiến máu", ""),
        ("nhập mới kết quả: 90 đơn vị", ""),
    ]


def test_what_was_changed_before_issuing_is_no_correction(drive):
    drive.result.units = 270
    drive.result.save()

    assert corrections(issued(drafted(drive.committee))) == []


def test_the_history_of_a_result_goes_from_figure_to_figure(drive, django_assert_num_queries):
    drive.result.units = 270
    drive.result.save()
    other = held(drive.committee, date(2024, 5, 1), 90)

    with django_assert_num_queries(2):
        histories = result_histories([drive.pk, other.pk])

    assert [entry.what for entry in histories[drive.pk]] == [
        ("nhập mới kết quả: 263 đơn vị",),
        ("số đơn vị máu: 263 → 270",),
    ]
    assert len(histories[other.pk]) == 1


def test_a_result_whose_first_entry_the_history_lacks_is_not_taken_for_anothers(drive):
    other = held(drive.committee, date(2024, 5, 1), 90)
    DriveResult.history.filter(drive_id=other.pk).delete()
    other.result.units = 95
    other.result.save()

    (entry,) = result_histories([drive.pk, other.pk])[other.pk]

    assert entry.what == ("nhập mới kết quả: 95 đơn vị",)


def test_correcting_leaves_the_issued_report_as_it_was(as_officer, drive, report):
    as_officer.post(page_of(drive), form_of(drive, {"units": "270"}, change_reason=WHY))

    assert Report.objects.get(pk=report.pk).summary.units == 263
