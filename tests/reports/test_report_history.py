"""Two people at one draft; and its history, from which an older text can be put back."""

from __future__ import annotations

from datetime import date

import pytest

from donations.models import DriveResult, PeriodStatement
from reports.models import Report
from tests.donations.pages import page_of
from tests.factories import CommitteeFactory, StatementFactory, held
from tests.forms import form_on
from tests.reports.lives import drafted, fit_to_sign, issued, url_of
from tests.uploads import filed_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(committee):
    fit_to_sign(committee)
    return drafted(committee)


def a_picture(draft, officer):
    drive = held(draft.committee, date(2024, 4, 9), 5)
    return filed_picture(drive, officer, caption="Lễ phát động")


def opened(client, draft) -> dict:
    return form_on(client.get(url_of(draft, "edit/")))


def lines(page) -> dict[str, tuple[str | None, str, str, str]]:
    assert page.status_code == 200, "it was saved"
    return {
        line.label: (line.opened, line.stored, line.typed, line.take.value)
        for comparison in page.context["comparisons"]
        for line in comparison.lines
    }


def put_back(client, report, text: str):
    page = client.get(url_of(report, "history/"))
    buttons = {said: back for _entry, told in page.context["rows"] for said, back in told}
    return client.post(url_of(report, "back/"), form_on(page) | {"back": buttons[text]})


# Two people


def test_two_versions_of_a_draft_stand_side_by_side(as_officer, as_administrator, draft):
    mine = opened(as_officer, draft)
    as_administrator.post(
        url_of(draft, "edit/"), opened(as_administrator, draft) | {"tasks": "Họp tổng kết"}
    )

    page = as_officer.post(
        url_of(draft, "edit/"), mine | {"tasks": "Tuyên dương", "proposals": "Xe đưa đón"}
    )

    assert lines(page) == {
        "IV. Nhiệm vụ bổ sung": ("-", "Họp tổng kết", "Tuyên dương", "ask"),
        "V. Kiến nghị, đề xuất": ("-", "-", "Xe đưa đón", "mine"),
    }
    chosen = form_on(page) | {"take-tasks": "stored"}
    assert as_officer.post(url_of(draft, "edit/"), chosen).status_code == 302
    draft.refresh_from_db()
    assert (draft.tasks, draft.proposals) == ("Họp tổng kết", "Xe đưa đón")


def test_a_proposal_somebody_has_rewritten_is_compared_with_what_was_shown(
    as_officer, as_administrator, draft
):
    mine = opened(as_officer, draft)
    shown = mine["direction"][0]
    theirs = opened(as_administrator, draft) | {"direction": "Ban Chỉ đạo đã họp."}
    as_administrator.post(url_of(draft, "edit/"), theirs)

    page = as_officer.post(url_of(draft, "edit/"), mine | {"direction": "Đã gửi công văn."})

    (line,) = lines(page).values()
    assert line == (shown or "-", "Ban Chỉ đạo đã họp.", "Đã gửi công văn.", "ask")


def test_whoever_wrote_nothing_takes_the_rewritten_proposal(as_officer, as_administrator, draft):
    mine = opened(as_officer, draft)
    theirs = opened(as_administrator, draft) | {"direction": "Ban Chỉ đạo đã họp."}
    as_administrator.post(url_of(draft, "edit/"), theirs)

    page = as_officer.post(url_of(draft, "edit/"), mine | {"proposals": "Xe đưa đón"})
    as_officer.post(url_of(draft, "edit/"), form_on(page))

    report = Report.objects.get()
    assert (report.direction, report.proposals) == ("Ban Chỉ đạo đã họp.", "Xe đưa đón")
    assert report.direction_is_written


def test_asking_for_the_proposal_anew_does_not_overwrite_unseen(
    as_officer, as_administrator, draft
):
    draft.direction, draft.direction_is_written = "Lời cũ.", True
    draft.save()
    mine = opened(as_officer, draft) | {"direction_anew": "on"}
    theirs = opened(as_administrator, draft) | {"direction": "Lời mới."}
    as_administrator.post(url_of(draft, "edit/"), theirs)

    page = as_officer.post(url_of(draft, "edit/"), mine)
    as_officer.post(url_of(draft, "edit/"), form_on(page) | {"take-direction": "stored"})

    assert Report.objects.get().direction == "Lời mới."


def test_a_statement_somebody_entered_first_is_compared(as_officer, as_administrator, draft):
    mine = opened(as_officer, draft)
    theirs = opened(as_administrator, draft) | {"statement-attended": "1500"}
    as_administrator.post(url_of(draft, "edit/"), theirs)

    page = as_officer.post(url_of(draft, "edit/"), mine | {"statement-attended": "1400"})

    assert lines(page) == {"Tham dự (người)": ("-", "1500", "1400", "ask")}
    assert PeriodStatement.objects.get().attended == 1500


@pytest.fixture
def stated(draft):
    return StatementFactory.create(
        committee=draft.committee, from_on=draft.from_on, to_on=draft.to_on, attended=1500
    )


def test_a_statement_deleted_meanwhile_is_not_entered_again_unseen(as_officer, draft, stated):
    mine = opened(as_officer, draft)
    stated.delete()

    as_officer.post(url_of(draft, "edit/"), mine | {"tasks": "Họp tổng kết"})

    assert Report.objects.get().tasks == "Họp tổng kết"
    assert not PeriodStatement.objects.exists()


def test_what_was_typed_into_a_deleted_statement_makes_a_new_one_once_it_was_told(
    as_officer, draft, stated
):
    mine = opened(as_officer, draft) | {"statement-attended": "1400"}
    stated.delete()

    page = as_officer.post(url_of(draft, "edit/"), mine)

    assert "Người khác đã xóa số liệu chung của kỳ" in page.content.decode()
    assert not PeriodStatement.objects.exists()
    as_officer.post(url_of(draft, "edit/"), form_on(page))
    assert PeriodStatement.objects.get().attended == 1400


@pytest.mark.parametrize("became", [issued, Report.delete])
def test_what_was_typed_into_a_draft_that_is_none_any_more_can_be_copied(as_officer, draft, became):
    mine = opened(as_officer, draft) | {"tasks": "Họp <tổng kết>"}
    address = url_of(draft, "edit/")
    became(draft)

    page = as_officer.post(address, mine)

    assert page.status_code in (403, 404)
    assert "Người khác đã ban hành hoặc xóa bản dự thảo này" in page.content.decode()
    assert "Họp &lt;tổng kết&gt;" in page.content.decode()


def test_another_committees_draft_is_not_found_when_it_is_sent_either(as_officer):
    draft = drafted(CommitteeFactory.create())

    page = as_officer.post(url_of(draft, "edit/"), {"tasks": "Họp tổng kết"})

    assert page.status_code == 404
    assert "bản dự thảo" not in page.content.decode()


# History


def test_the_changes_of_a_report_and_its_statement_are_told(as_officer, draft):
    draft.tasks = "Họp tổng kết"
    draft.save()
    StatementFactory.create(committee=draft.committee, attended=1500)

    page = as_officer.get(url_of(draft, "history/")).content.decode()

    assert "IV. Nhiệm vụ bổ sung: - → Họp tổng kết" in page
    assert "Nhập mới số liệu chung của kỳ" in page


@pytest.mark.parametrize("page", ["", "edit/"])
def test_the_reports_pages_lead_there(as_officer, draft, page):
    assert url_of(draft, "history/") in as_officer.get(url_of(draft, page)).content.decode()


def test_a_text_is_put_back(as_officer, draft):
    for tasks in ("Họp tổng kết", "Tuyên dương"):
        draft.tasks = tasks
        draft.save()

    put_back(as_officer, draft, "IV. Nhiệm vụ bổ sung: Họp tổng kết → Tuyên dương")

    draft.refresh_from_db()
    assert draft.tasks == "Họp tổng kết"
    assert draft.history.first().history_change_reason == "lấy lại giá trị cũ"


def test_the_other_texts_go_on_following_the_data(as_officer, draft):
    draft.tasks = "Tuyên dương"
    draft.save()

    put_back(as_officer, draft, "IV. Nhiệm vụ bổ sung: - → Tuyên dương")

    draft.refresh_from_db()
    assert draft.tasks == ""
    assert not draft.direction_is_written
    assert not draft.assessment_is_written


def test_pictures_have_no_history_from_which_to_put_them_back(as_officer, draft):
    back = f"report:{draft.history.first().pk}:pictures"

    response = as_officer.post(url_of(draft, "back/"), {"back": back}, follow=True)

    assert "Giá trị này không còn lấy lại được" in response.content.decode()


def test_nothing_of_an_issued_report_is_put_back(as_officer, draft):
    held(draft.committee, date(2024, 4, 9), 263)
    draft.tasks = "Tuyên dương"
    draft.save()
    report = issued(draft)

    page = as_officer.get(url_of(report, "history/")).content.decode()

    assert "Số: - → 15" in page
    assert "Lấy lại giá trị cũ" not in page
    assert as_officer.post(url_of(report, "back/")).status_code == 403


def test_a_leader_reads_the_history_and_puts_nothing_back(as_leader, draft):
    draft.tasks = "Tuyên dương"
    draft.save()

    assert "Lấy lại giá trị cũ" not in as_leader.get(url_of(draft, "history/")).content.decode()


# What an issued report counts


def test_a_result_in_an_issued_report_is_put_back_with_a_reason(as_officer, draft):
    drive = held(draft.committee, date(2024, 4, 9), 263)
    result = drive.result
    result.units = 270
    result.save()
    issued(draft)
    history = page_of(drive).replace("change", "history")
    page = as_officer.get(history)
    ((_said, back),) = [told[0] for _entry, told in page.context["rows"] if told[0][1]]

    asked = as_officer.post(
        page_of(drive).replace("change", "back"), form_on(page) | {"back": back}
    )

    assert "ghi lý do sửa" in asked.content.decode()
    assert DriveResult.objects.get().units == 270
    as_officer.post(page_of(drive), form_on(asked) | {"change_reason": "Bệnh viện báo lại"})
    assert DriveResult.objects.get().units == 263
    assert DriveResult.history.first().history_change_reason == "Bệnh viện báo lại"


def test_pictures_ticked_for_a_draft_are_told_and_taken_back(as_officer, officer, draft):
    picture = a_picture(draft, officer)
    draft.pictures.add(picture)

    put_back(as_officer, draft, "hình ảnh in kèm: - → Lễ phát động")

    assert not draft.pictures.exists()


def test_a_picture_that_was_removed_since_is_told_as_gone(as_officer, officer, draft):
    picture = a_picture(draft, officer)
    draft.pictures.add(picture)
    picture.delete()

    page = as_officer.get(url_of(draft, "history/")).content.decode()

    assert "Hình ảnh in kèm: - → (mục đã xóa)" in page


def test_pictures_that_nobody_else_touched_are_not_asked_about(
    as_officer, as_administrator, officer, draft
):
    draft.pictures.add(a_picture(draft, officer))
    mine = opened(as_officer, draft)
    as_administrator.post(
        url_of(draft, "edit/"), opened(as_administrator, draft) | {"tasks": "Họp tổng kết"}
    )

    page = as_officer.post(url_of(draft, "edit/"), mine | {"proposals": "Thêm kinh phí"})

    labels = [line.label for each in page.context["comparisons"] for line in each.lines]
    assert not any("ảnh" in label for label in labels)
    assert labels
