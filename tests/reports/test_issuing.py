"""Issuing gives a number and a day, once, and keeps what was issued as it was."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from campaigns.models import Company, Drive, Letterhead
from campaigns.models.records import StaleVersionError
from donations.models import DriveResult
from reports.blocks import gaps_in
from reports.drafting import draft_document, open_draft
from reports.issuing import UnseenError, findings_of, issue, last_number
from reports.keeping import plain_blocks, read_blocks
from reports.models import Acknowledgement, Report, ReportFile
from reports.periods import custom_period
from reports.renderers import FORMATS
from reports.summary import summarise
from tests.factories import (
    CommitteeFactory,
    DriveFactory,
    PlanFactory,
    TargetFactory,
    UserFactory,
    held,
)
from tests.reports.builders import STATISTICAL
from tests.reports.lives import TODAY, digest_of, drafted, fit_to_sign, issued, take_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory.create()


def _issue(report: Report, by, number: int = 15, on: date = TODAY) -> None:
    issue(
        report,
        number=number,
        issued_on=on,
        seen=digest_of(report, number, on),
        by=by,
        today=TODAY,
    )


def test_an_issued_report_has_its_number_day_and_symbol(draft, by):
    report = issued(draft, number=5, by=by)

    assert report.symbol == f"05/BC-{report.committee.symbol}"
    assert (report.number, report.number_year) == (5, 2024)
    assert report.issued_by == by
    head = report.blocks[0]
    assert head.number_line == f"Số: 05/BC-{report.committee.symbol}"
    assert head.dated_line == "Hưng Yên, ngày 02 tháng 7 năm 2024"
    assert head.draft_mark == ""


def test_nothing_in_an_issued_report_is_left_to_fill_in_or_told_as_proposed(draft, committee):
    PlanFactory.create(committee=committee)
    TargetFactory.create(committee=committee)
    held(committee, date(2024, 5, 9), 100)
    proposed = draft_document(draft, today=TODAY).blocks
    assert sum(getattr(block, "is_proposed", False) for block in proposed) == 2
    assert gaps_in(proposed)

    report = issued(draft)

    assert gaps_in(report.blocks) == []
    assert not any(getattr(block, "is_proposed", False) for block in report.blocks)


def test_the_four_files_are_kept_with_their_sums(draft):
    report = issued(draft)

    files = {file.name: file for file in report.files.all()}
    assert set(files) == set(FORMATS)
    for file in files.values():
        assert file.sha256 == hashlib.sha256(bytes(file.content)).hexdigest()
        assert file.size == len(file.content)


def test_the_figures_and_the_blocks_are_read_back_as_they_were(draft):
    report = issued(draft)
    now = summarise(report.committee, report.period, as_of=TODAY)

    assert report.summary == now
    assert read_blocks(plain_blocks(report.blocks)) == report.blocks


def test_what_was_kept_stays_readable_when_a_fact_is_added_later(draft):
    report = issued(draft)
    report.kept_summary["rounds"][0].pop("entered_on")
    report.kept_summary["a_fact_of_next_year"] = 1

    assert report.summary.rounds[0].entered_on is None


def test_no_change_of_drives_names_or_letterheads_changes_an_issued_report(draft):
    report = issued(draft)
    before = {file.name: bytes(file.content) for file in report.files.all()}
    blocks = report.blocks
    DriveResult.objects.update(units=1)
    Company.objects.update(name="Tên mới")
    Letterhead.objects.update(place="Thái Bình")
    held(report.committee, date(2024, 5, 1), 500)

    report = Report.objects.get(pk=report.pk)

    assert {file.name: bytes(file.content) for file in report.files.all()} == before
    assert report.blocks == blocks
    assert report.summary.units == 263


def test_a_taken_number_is_refused_beside_the_field(draft, by, committee):
    issued(draft, number=15)
    other = drafted(committee, "q1")
    take_note(other, by)

    with pytest.raises(ValidationError) as refused:
        _issue(other, by, number=15)

    assert refused.value.message_dict["number"] == ["Số này đã cấp cho một báo cáo khác trong năm."]
    assert not Report.objects.get(pk=other.pk).is_issued


def test_the_same_number_is_free_in_another_year(draft, committee):
    issued(draft, number=15)

    assert issued(drafted(committee, "year", 2023), number=15, on=date(2023, 12, 31)).number == 15


def test_the_same_number_is_free_for_another_committee(draft):
    issued(draft, number=15)
    other = CommitteeFactory.create()
    fit_to_sign(other)

    assert issued(drafted(other), number=15).number == 15


def test_the_database_refuses_a_number_given_twice(draft, committee):
    issued(draft, number=15)
    other = issued(drafted(committee, "q1"), number=16)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=other.pk).update(number=15)


def test_the_database_refuses_a_report_issued_by_halves(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(issued_on=TODAY)


def test_the_last_number_of_the_year_is_known(draft, committee):
    issued(draft, number=15)
    issued(drafted(committee, "q1"), number=9)

    assert last_number(committee, 2024) == 15
    assert last_number(committee, 2023) is None


def test_a_missing_result_blocks_issuing(draft, by):
    held(draft.committee, date(2024, 5, 1), None)
    take_note(draft, by)

    with pytest.raises(ValidationError, match="chưa nhập kết quả"):
        _issue(draft, by)


@pytest.mark.parametrize(
    ("field", "message"),
    [("addressees", "Chưa chọn nơi gửi"), ("signatory", "Chưa chọn người ký")],
)
def test_no_addressee_and_no_signatory_block_issuing(draft, by, field, message):
    setattr(draft, field, None if field == "signatory" else "")
    draft.save()
    take_note(draft, by)

    with pytest.raises(ValidationError, match=message):
        _issue(draft, by)


def test_a_committee_without_a_letterhead_cannot_issue(draft, by):
    Letterhead.objects.all().delete()
    take_note(draft, by)

    with pytest.raises(ValidationError, match="Chưa nhập đầu văn bản"):
        _issue(draft, by)


def test_a_warning_nobody_took_note_of_blocks_issuing(draft, by):
    with pytest.raises(ValidationError, match="Chưa xác nhận: Chưa có chỉ tiêu năm 2024"):
        _issue(draft, by)


def test_a_warning_that_reads_differently_now_has_to_be_seen_again(draft, by):
    take_note(draft, by)
    TargetFactory.create(committee=draft.committee)

    with pytest.raises(ValidationError, match="chưa nhập văn bản giao chỉ tiêu"):
        _issue(draft, by)


def test_a_note_asks_for_nothing(draft, by):
    zone = Drive.objects.get().zone
    held(draft.committee, date(2024, 4, 20), 10, zone=zone)
    take_note(draft, by)

    _issue(draft, by)

    assert draft.is_issued


def test_nothing_is_half_issued(draft, by, monkeypatch):
    take_note(draft, by)
    monkeypatch.setitem(FORMATS, "pdf", None)

    with pytest.raises(AttributeError):
        _issue(draft, by)

    assert not Report.objects.get().is_issued
    assert not ReportFile.objects.exists()


def test_of_two_who_issue_one_draft_the_second_is_told(draft, by):
    take_note(draft, by)
    first, second = Report.objects.get(), Report.objects.get()
    _issue(first, by, number=15)

    with pytest.raises(StaleVersionError):
        _issue(second, by, number=16)

    assert Report.objects.get().number == 15


def test_a_period_that_is_not_over_on_the_day_of_the_document_is_not_issued(draft, by):
    day = date(2024, 6, 20)
    take_note(draft, by, day)

    with pytest.raises(ValidationError, match="Kỳ chưa kết thúc vào ngày ban hành"):
        _issue(draft, by, on=day)


def test_nothing_is_issued_that_nobody_has_seen(draft, by):
    take_note(draft, by)
    seen = digest_of(draft, 15)
    result = DriveResult.objects.get()
    result.units = 270
    result.save()

    with pytest.raises(UnseenError):
        issue(draft, number=15, issued_on=TODAY, seen=seen, by=by, today=TODAY)

    assert not Report.objects.get().is_issued


def test_a_figure_that_the_paper_does_not_print_must_be_seen_too(draft, by):
    take_note(draft, by)
    seen = digest_of(draft, 15)
    DriveResult.objects.update(eligible=9999)

    with pytest.raises(UnseenError):
        issue(draft, number=15, issued_on=TODAY, seen=seen, by=by, today=TODAY)


def test_letters_that_official_paper_cannot_show_are_named(draft, by):
    draft.proposals = "Khen thưởng 한국."
    draft.save()
    take_note(draft, by)

    with pytest.raises(ValidationError, match="không in được bằng Times New Roman: “한”"):
        _issue(draft, by)

    assert not Report.objects.get().is_issued


def test_only_warnings_that_stand_at_issuing_are_filed_with_the_report(draft, by):
    Acknowledgement.objects.create(report=draft, text="Kỳ chưa kết thúc.", by=by)

    report = issued(draft, by=by)

    filed = {each.text for each in report.acknowledgements.all()}
    assert "Chưa có chỉ tiêu năm 2024." in filed
    assert "Kỳ chưa kết thúc." not in filed


def test_a_figure_that_somebody_wrote_and_the_data_left_behind_is_a_warning(draft):
    draft.assessment = "Thu được 263 đơn vị máu qua 01 Ngày hội."
    draft.assessment_is_written = True
    draft.save()

    def told() -> list[str]:
        found = findings_of(draft, draft_document(draft, today=TODAY), today=TODAY)
        return [each.text for each in found if "tự viết" in each.text]

    assert told() == []
    result = DriveResult.objects.get()
    result.units = 270
    result.save()
    assert told() == ["Mục III tự viết nêu 263 đơn vị máu, không có trong số liệu hiện tại."]
    found = findings_of(draft, draft_document(draft, today=TODAY), today=TODAY)
    severities = [each.severity for each in found]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_a_report_of_the_same_name_with_other_ends_is_a_warning(draft, committee):
    report = issued(draft)
    ends = custom_period(date(2023, 12, 1), date(2024, 5, 30), STATISTICAL, year=2024)
    other = open_draft(committee, ends, key="h1", today=TODAY)

    texts = [
        each.text for each in findings_of(other, draft_document(other, today=TODAY), today=TODAY)
    ]

    assert f"Đã có báo cáo {report} cùng tên kỳ nhưng khác ngày (01/01/2024 - 30/6/2024)." in texts


def test_a_drive_that_an_issued_report_tells_of_cannot_be_deleted(draft):
    planned = DriveFactory.create(committee=draft.committee, on=date(2024, 8, 1))
    issued(draft)

    with pytest.raises(ProtectedError):
        planned.delete()


def test_a_late_entry_renumbers_drafts_never_an_issued_report(draft, committee):
    report = issued(draft)
    held(committee, date(2024, 2, 1), 50)

    year = draft_document(drafted(committee, "year"), today=TODAY)

    assert [held.number for held in year.summary.rounds] == [1, 2]
    assert [held.number for held in Report.objects.get(pk=report.pk).summary.rounds] == [1]
