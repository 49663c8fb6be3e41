"""An issued report is never mended: another takes its place, and each names the other."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from reports.drafting import draft_document, open_replacement
from reports.models import Report
from tests.factories import held
from tests.reports.lives import TODAY, drafted, fit_to_sign, issued

pytestmark = pytest.mark.django_db

SUBJECT = (
    "kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh "
    "6 tháng đầu năm 2024; phương hướng, nhiệm vụ 6 tháng cuối năm 2024"
)


@pytest.fixture
def report(committee):
    """Issued as number 15 on 02/7/2024."""
    fit_to_sign(committee)
    committee.symbol = "BCĐHMKCN"
    committee.recipients = "Hội Chữ thập đỏ tỉnh\nThành viên Ban Chỉ đạo"
    committee.save()
    held(committee, date(2024, 4, 9), 263)
    return issued(drafted(committee), number=15)


def _replacing(report: Report) -> Report:
    return open_replacement(Report.objects.get(pk=report.pk), today=TODAY)


def _paragraph(draft: Report) -> tuple[str, int]:
    """The paragraph that says what is replaced, and how far from the closing it stands."""
    document = draft_document(Report.objects.get(pk=draft.pk), today=TODAY)
    texts = [block.text for block in document.blocks if hasattr(block, "text")]
    (found,) = [text for text in texts if text.startswith("Báo cáo này thay thế")]
    (closing,) = [text for text in texts if text.startswith("Trên đây là")]
    return found, texts.index(closing) - texts.index(found)


def test_the_replacing_report_says_what_it_replaces_just_before_the_closing(report):
    """12.7"""
    paragraph, before_closing = _paragraph(_replacing(report))

    assert paragraph == (
        f"Báo cáo này thay thế Báo cáo số 15/BC-BCĐHMKCN ngày 02/7/2024 của Ban Chỉ đạo về {SUBJECT}."
    )
    assert before_closing == 1


def test_the_replaced_report_is_cited_by_its_own_subject(report):
    draft = _replacing(report)
    Report.objects.filter(pk=draft.pk).update(key="", calendar="administrative")

    paragraph, _ = _paragraph(draft)

    assert SUBJECT in paragraph


def test_the_officers_reason_ends_the_paragraph(report):
    """12.8"""
    draft = _replacing(report)
    draft.replace_reason = "sửa số liệu Đợt 1"
    draft.save()

    paragraph, _ = _paragraph(draft)

    assert paragraph.endswith("6 tháng cuối năm 2024 (lý do: sửa số liệu Đợt 1).")


def test_a_report_replaced_twice_names_only_the_one_in_force_before_it(report):
    """12.8"""
    second = issued(_replacing(report), number=16)

    paragraph, _ = _paragraph(_replacing(second))

    assert "Báo cáo số 16/BC-BCĐHMKCN" in paragraph
    assert "15/BC" not in paragraph


def test_every_recipient_of_the_replaced_report_is_proposed_again(report):
    """15.5"""
    report.committee.recipients = "Chỉ còn một nơi"
    report.committee.save()

    draft = _replacing(report)

    assert draft.recipients == "Hội Chữ thập đỏ tỉnh\nThành viên Ban Chỉ đạo"
    assert draft.addressees == "Ủy ban nhân dân tỉnh Hưng Yên"


def test_what_was_written_in_the_replaced_report_is_proposed_again(report):
    Report.objects.filter(pk=report.pk).update(proposals="Khen thưởng.", direction="Lời của tôi.",
                                               direction_is_written=True)  # fmt: skip

    draft = _replacing(report)

    assert (draft.proposals, draft.direction) == ("Khen thưởng.", "Lời của tôi.")
    assert draft.direction_is_written


def test_the_old_one_stays_in_force_until_the_new_one_is_issued(report):
    draft = _replacing(report)
    assert list(Report.objects.in_force()) == [report]

    new = issued(draft, number=16)

    assert list(Report.objects.in_force()) == [new]
    assert Report.objects.get(pk=report.pk).is_replaced


def test_asking_twice_for_a_replacement_opens_the_same_draft(report):
    assert _replacing(report) == _replacing(report)


def test_a_replaced_report_and_a_draft_cannot_be_replaced(report, committee):
    issued(_replacing(report), number=16)

    with pytest.raises(ValidationError, match="Báo cáo này đã có bản thay thế"):
        _replacing(report)
    with pytest.raises(ValidationError, match="Chỉ thay thế báo cáo đã ban hành"):
        _replacing(drafted(committee, "q1"))
