"""A draft follows the data, and what an officer wrote stays what he wrote."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from campaigns.models import Signatory
from reports.drafting import draft_document, open_draft, proposed_texts, summary_of
from reports.forms import ReportForm
from reports.models import Report
from reports.periods import PERIOD_CHOICES, PERIOD_KEYS, custom_period, preset_period
from reports.pictures import pictures_on_offer
from tests.factories import CampaignFactory, PlanFactory, SignatoryFactory, TargetFactory, held
from tests.reports.builders import ADMINISTRATIVE, STATISTICAL
from tests.reports.lives import TODAY, drafted, fit_to_sign, issued

pytestmark = pytest.mark.django_db


def _texts(report: Report) -> list[str]:
    document = draft_document(Report.objects.get(pk=report.pk), today=TODAY)
    return [block.text for block in document.blocks if hasattr(block, "text")]


def _form(report: Report, **typed: str) -> ReportForm:
    """The form as a browser sends it back, some fields typed anew."""
    summary = summary_of(report, today=TODAY)
    given = {
        "instance": report,
        "proposed": proposed_texts(summary),
        "pictures": pictures_on_offer(summary),
        "today": TODAY,
    }
    shown = ReportForm(**given)
    data = {}
    for bound in shown:
        data[bound.html_name] = "" if bound.value() is None else bound.value()
        data[bound.html_initial_name] = data[bound.html_name]
    return ReportForm(data | typed, **given)


def test_every_preset_has_a_name_in_the_list_of_periods():
    assert {key for key, _ in PERIOD_CHOICES} == set(PERIOD_KEYS)


def test_a_draft_proposes_the_committees_addressees_and_its_head(committee):
    fit_to_sign(committee)
    committee.recipients = "Hội Chữ thập đỏ tỉnh"
    committee.save()

    draft = drafted(committee)

    assert draft.addressees == "Ủy ban nhân dân tỉnh Hưng Yên"
    assert draft.recipients == "Hội Chữ thập đỏ tỉnh"
    assert draft.signatory.name == "Nguyễn Văn A"


def test_opening_a_draft_twice_opens_the_same(committee):
    assert drafted(committee) == drafted(committee)


def test_the_database_refuses_a_second_draft_of_a_period(committee):
    draft = drafted(committee)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            committee=committee,
            calendar=draft.calendar,
            key="",
            year=2024,
            from_on=draft.from_on,
            to_on=draft.to_on,
        )


def test_a_period_with_an_issued_report_takes_a_replacement_only(committee):
    fit_to_sign(committee)
    held(committee, date(2024, 4, 9), 263)
    issued(drafted(committee))

    with pytest.raises(ValidationError, match="lập báo cáo thay thế"):
        drafted(committee)


def test_a_generated_sentence_follows_the_data(committee):
    draft = drafted(committee)
    held(committee, date(2024, 4, 9), 263)
    held(committee, date(2024, 5, 9), 100)

    assert any("thu được 363 đơn vị máu" in text for text in _texts(draft))


def test_an_untouched_proposal_follows_the_data(committee):
    draft = drafted(committee)
    form = _form(draft, tasks="Tổ chức hội nghị tổng kết")
    assert form.is_valid(), form.errors
    form.save()

    PlanFactory.create(committee=committee)

    assert any("triển khai Kế hoạch số 03/KH-BCĐHMKCN." in text for text in _texts(draft))
    assert Report.objects.get().direction == ""


def test_a_proposal_that_changed_while_the_form_was_open_is_still_untouched(committee):
    zone = held(committee, date(2024, 4, 9), 263).zone
    held(committee, date(2024, 5, 9), 100, zone=zone)
    draft = drafted(committee)
    shown = proposed_texts(summary_of(draft, today=TODAY))["assessment"]
    assert "Cả 02 Ngày hội" in shown
    held(committee, date(2024, 6, 9), 50, zone=zone)

    form = _form(draft, assessment=shown, **{"initial-assessment": shown})
    assert form.is_valid(), form.errors
    form.save()

    assert not Report.objects.get().assessment_is_written
    assert any("Cả 03 Ngày hội" in text for text in _texts(draft))


def test_what_an_officer_wrote_no_longer_follows_the_data(committee):
    draft = drafted(committee)
    form = _form(draft, direction="Ban Chỉ đạo đã họp.\nĐã gửi công văn tới doanh nghiệp.")
    assert form.is_valid(), form.errors
    form.save()

    PlanFactory.create(committee=committee)

    texts = _texts(draft)
    at = texts.index("I. CÔNG TÁC CHỈ ĐẠO VÀ TUYÊN TRUYỀN")
    assert texts[at + 1 : at + 3] == ["Ban Chỉ đạo đã họp.", "Đã gửi công văn tới doanh nghiệp."]


def test_a_written_part_can_follow_the_proposal_again(committee):
    PlanFactory.create(committee=committee)
    draft = drafted(committee)
    draft.direction, draft.direction_is_written = "Lời cũ.", True
    draft.save()

    form = _form(draft, direction_anew="on")
    assert form.is_valid(), form.errors
    form.save()

    assert any("triển khai Kế hoạch" in text for text in _texts(draft))
    assert "Lời cũ." not in _texts(draft)


def test_a_part_written_empty_falls_away_and_the_numbers_close_up(committee):
    PlanFactory.create(committee=committee)
    draft = drafted(committee)
    form = _form(draft, direction="", proposals="Khen thưởng các tập thể.")
    assert form.is_valid(), form.errors
    form.save()

    headings = [text for text in _texts(draft) if text.isupper()]

    assert headings == [
        "I. KẾT QUẢ TỔ CHỨC",
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024",
        "III. KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_added_tasks_are_numbered_after_those_from_the_data(committee):
    CampaignFactory.create(committee=committee, name="Chiến dịch hè")
    draft = drafted(committee)
    draft.tasks = "tổ chức hội nghị tổng kết\nKhen thưởng các tập thể."
    draft.save()

    assert [text for text in _texts(draft) if text[:2] in ("1.", "2.", "3.")][2:] == [
        "1. Tiếp tục tuyên truyền, vận động hưởng ứng Chiến dịch hè.",
        "2. Tổ chức hội nghị tổng kết.",
        "3. Khen thưởng các tập thể.",
    ]


def test_a_period_may_have_ends_of_its_own_under_a_presets_name(committee):
    ends = custom_period(date(2023, 12, 1), date(2024, 5, 30), STATISTICAL)

    draft = open_draft(committee, ends, key="h1", today=TODAY)

    assert draft.period.name == "6 tháng đầu năm 2024"
    assert (draft.period.from_on, draft.period.to_on) == (date(2023, 12, 1), date(2024, 5, 30))
    assert any(
        "6 tháng đầu năm 2024 (từ ngày 01/12/2023 đến ngày 30/5/2024)" in text
        for text in _texts(draft)
    )


def test_ends_of_its_own_keep_the_year_that_was_chosen(committee):
    committee.calendar = ADMINISTRATIVE
    committee.save()
    TargetFactory.create(committee=committee, year=2024)
    ends = custom_period(date(2024, 1, 1), date(2024, 12, 31), ADMINISTRATIVE, year=2024)

    draft = open_draft(committee, ends, key="year", today=TODAY)

    assert (draft.period.name, draft.period.year) == ("năm 2024", 2024)
    assert summary_of(draft, today=TODAY).targets[0].year == 2024


def test_a_draft_keeps_its_ends_when_the_committee_changes_its_calendar(committee):
    draft = drafted(committee)
    committee.calendar = ADMINISTRATIVE
    committee.save()

    draft = Report.objects.get()

    assert draft.period == preset_period("h1", 2024, STATISTICAL)
    assert summary_of(draft, today=TODAY).counts_from == date(2024, 1, 1)


def test_whoever_signed_and_has_left_since_can_still_be_chosen(committee):
    SignatoryFactory.create(committee=committee, name="Vừa nghỉ", valid_to=date(2024, 7, 1))
    chosen = SignatoryFactory.create(committee=committee, name="Đã chọn", valid_to=date(2024, 1, 1))
    draft = drafted(committee)
    draft.signatory = chosen
    draft.save()

    offered = _form(draft).fields["signatory"].queryset

    assert {signatory.name for signatory in offered} == {"Vừa nghỉ", "Đã chọn"}


def test_only_those_who_may_sign_on_the_day_are_offered_the_head_first(committee):
    kinds = Signatory.Capacity
    SignatoryFactory.create(
        committee=committee, name="Lệnh", capacity=kinds.BY_ORDER, title="Thư ký"
    )
    SignatoryFactory.create(committee=committee, name="Phó", capacity=kinds.DEPUTY)
    SignatoryFactory.create(committee=committee, name="Trưởng", capacity=kinds.HEAD)
    SignatoryFactory.create(committee=committee, name="Cũ", valid_to=date(2023, 12, 31))
    SignatoryFactory.create(name="Ban khác")

    offered = _form(drafted(committee)).fields["signatory"].queryset

    assert [signatory.name for signatory in offered] == ["Trưởng", "Phó", "Lệnh"]
