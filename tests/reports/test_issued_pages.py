"""The page of an issued report: what was kept, and what has changed since."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Communication, Drive
from donations.models import DriveResult
from reports.models import Report
from tests.factories import PlanFactory, TargetFactory
from tests.reports.lives import issued, url_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("extension", ["docx", "pdf", "json"])
def test_a_download_is_the_same_bytes_for_ever(as_leader, report, extension):
    before = as_leader.get(url_of(report, f"report.{extension}"))
    DriveResult.objects.update(units=1)

    after = as_leader.get(url_of(report, f"report.{extension}"))

    assert after.content == before.content == bytes(report.files.get(name=extension).content)
    assert after["Content-Disposition"] == f'attachment; filename="bao-cao-15-2024.{extension}"'


def test_the_page_tells_then_and_now_of_each_figure_that_changed(as_leader, report):
    result = DriveResult.objects.get()
    result.units = 270
    result.save()

    page = as_leader.get(url_of(report))

    told = {change.label: (change.then, change.now) for change in page.context["changes"]}
    assert told["Số đơn vị máu"] == ("263", "270")
    assert "263 đơn vị máu" in page.context["paper"]
    assert "Số liệu đã đổi sau khi ban hành" in page.content.decode()


def test_what_else_the_report_tells_is_compared_too(as_leader, committee, report):
    TargetFactory.create(committee=committee, units=1200, document_number="08/KH-UBND",
                         document_on=date(2024, 1, 12))  # fmt: skip
    Communication.objects.create(committee=committee, on=date(2024, 3, 1), kind="letter")

    told = {change.label: change.now for change in as_leader.get(url_of(report)).context["changes"]}

    assert told["Kế hoạch UBND tỉnh giao"] == "1.200 đơn vị"
    assert told["Chỉ tiêu chính"] == "kế hoạch UBND tỉnh giao"
    assert told["Việc tuyên truyền"] == "Trong kỳ, Ban Chỉ đạo đã gửi 01 công văn, thư ngỏ."


def test_a_sentence_that_would_read_otherwise_is_told_then_and_now(as_leader, committee, report):
    PlanFactory.create(committee=committee)

    page = as_leader.get(url_of(report))

    ((opening, rewritten), *_) = [(each.then, each.now) for each in page.context["sentences"]]
    assert opening.startswith("Ban Chỉ đạo vận động")
    assert rewritten.startswith("Thực hiện Kế hoạch số 03/KH-BCĐHMKCN")
    assert rewritten in page.content.decode()


def test_another_calendar_changes_nothing_in_what_was_issued(as_leader, committee, report):
    committee.calendar = "administrative"
    committee.save()

    assert as_leader.get(url_of(report)).context["changes"] == ()
    assert f'href="{url_of(report)}"' in as_leader.get("/reports/2024/h1/").content.decode()


def test_the_page_of_an_unchanged_report_tells_of_no_change(as_leader, report):
    page = as_leader.get(url_of(report))
    assert (page.context["changes"], page.context["sentences"]) == ((), ())


def test_a_planned_drive_that_was_held_later_is_no_change_of_the_report(
    as_leader, committee, draft
):
    planned = Drive.objects.create(
        committee=committee, on=date(2024, 7, 15), form="zone", zone=Drive.objects.get().zone
    )
    report = issued(draft)
    planned.status = "held"
    planned.save()
    DriveResult.objects.create(drive=planned, units=90)

    assert as_leader.get(url_of(report)).context["changes"] == ()


def test_the_replaced_and_the_replacing_report_lead_to_each_other(as_officer, report):
    edit = as_officer.post(url_of(report, "replace/")).url
    new = issued(Report.objects.drafts().get(), number=16)

    assert edit == url_of(new, "edit/")
    assert f'href="{url_of(new)}"' in as_officer.get(url_of(report)).content.decode()
    assert f'href="{url_of(report)}"' in as_officer.get(url_of(new)).content.decode()


def test_the_lists_show_what_is_drafted_issued_and_replaced(as_officer, report):
    issued_page = as_officer.get("/reports/").content.decode()
    period_page = as_officer.get("/reports/2024/h1/").content.decode()

    assert report.symbol in issued_page
    assert f'href="{url_of(report)}"' in period_page
    assert "Lập báo cáo</button>" not in period_page
