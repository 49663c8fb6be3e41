"""The log of the communication work: what may be written down, and by whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.timezone import localdate

from campaigns.models import Communication
from tests.factories import CampaignFactory, CommitteeFactory, CommunicationFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/campaigns/communication/"
ADD = f"{LIST}add/"
KEY = "6f2c0a52-3d0f-4c1e-9f5e-0c9d2b1a7e44"


def form(committee, **fields: object) -> dict[str, object]:
    """What a browser sends for a letter of 02/4/2024."""
    sent = {"committee": committee.pk, "version": 0, "entry_key": KEY, "on": "02/4/2024"}
    blank = {"subject": "", "campaign": "", "reached": ""}
    return {**sent, "kind": "letter", **blank, **fields}


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 200, "it was saved"
    return response.context["adminform"].form.errors


def problems(row: Communication) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


# Rules


def test_a_campaign_of_another_committee_is_refused(committee):
    row = CommunicationFactory.build(committee=committee, campaign=CampaignFactory.create())

    assert problems(row) == {"campaign": ["Chiến dịch thuộc Ban Chỉ đạo khác."]}


def test_what_is_still_to_be_done_is_not_logged(committee):
    today = localdate()
    tomorrow = today + timedelta(days=1)

    CommunicationFactory.build(committee=committee, on=today).full_clean()
    assert problems(CommunicationFactory.build(committee=committee, on=tomorrow)) == {
        "on": ["Chỉ ghi việc đã làm, nên ngày không thể ở tương lai."]
    }


def test_the_campaign_of_a_communication_cannot_be_deleted(committee):
    campaign = CampaignFactory.create(committee=committee)
    CommunicationFactory.create(committee=committee, campaign=campaign)

    with pytest.raises(ProtectedError):
        campaign.delete()


def test_the_newest_stand_first(committee):
    for on in (date(2024, 4, 2), date(2024, 6, 1), date(2024, 5, 1)):
        CommunicationFactory.create(committee=committee, on=on)

    assert [row.on.month for row in Communication.objects.all()] == [6, 5, 4]


def test_it_is_named_by_its_day_and_its_subject_or_kind():
    letter = CommunicationFactory.build()

    assert str(letter) == "02/4/2024 · công văn, thư ngỏ"
    letter.subject = "Công văn gửi 60 doanh nghiệp"
    assert str(letter) == "02/4/2024 · Công văn gửi 60 doanh nghiệp"


# Who may log, and see


def test_an_officer_logs_a_letter(as_officer, officer, committee):
    campaign = CampaignFactory.create(committee=committee)
    subject = "Công văn gửi 60 doanh nghiệp"

    as_officer.post(ADD, form(committee, subject=subject, campaign=campaign.pk, reached="1.200"))

    row = Communication.objects.get()
    assert (row.committee, row.on, row.kind) == (committee, date(2024, 4, 2), "letter")
    assert (row.subject, row.campaign, row.reached) == (subject, campaign, 1200)
    assert row.history.get().history_user == officer


def test_an_officer_mends_what_was_logged_and_deletes_nothing(as_officer, committee):
    row = CommunicationFactory.create(committee=committee)

    as_officer.post(f"{LIST}{row.pk}/change/", form(committee, entry_key="", reached="60"))

    row.refresh_from_db()
    assert row.reached == 60
    assert as_officer.post(f"{LIST}{row.pk}/delete/").status_code == 403


def test_only_day_and_kind_must_be_given(as_officer, committee):
    refused = as_officer.post(ADD, form(committee, on="", kind=""))
    as_officer.post(ADD, form(committee))

    assert errors(refused).keys() == {"on", "kind"}
    row = Communication.objects.get()
    assert (row.subject, row.campaign, row.reached) == ("", None, None)


def test_a_form_sent_twice_makes_one_row(as_officer, committee):
    as_officer.post(ADD, form(committee))

    response = as_officer.post(ADD, form(committee), follow=True)

    assert "không lưu thêm lần nữa" in response.content.decode()
    assert Communication.objects.count() == 1


def test_a_leader_logs_nothing(as_leader, committee):
    response = as_leader.post(ADD, form(committee), follow=True)

    assert response.status_code == 403
    assert not Communication.objects.exists()


def test_an_officer_sees_only_the_own_committees_log(as_officer, committee):
    CommunicationFactory.create(committee=committee, subject="Thư ngỏ")
    other = CommunicationFactory.create(subject="Pa nô")

    page = as_officer.get(LIST).content.decode()
    sent_away = as_officer.get(f"{LIST}{other.pk}/change/", follow=True)

    assert "Thư ngỏ" in page
    assert "Pa nô" not in page
    assert sent_away.redirect_chain
    assert "Pa nô" not in sent_away.content.decode()


def test_a_forged_campaign_of_another_committee_is_refused_beside_the_field(as_officer, committee):
    foreign = CampaignFactory.create()

    response = as_officer.post(ADD, form(committee, campaign=foreign.pk))

    assert errors(response).keys() == {"campaign"}
    assert not Communication.objects.exists()


def test_whoever_sees_two_committees_cannot_mix_them(as_administrator, committee):
    campaign = CampaignFactory.create(committee=CommitteeFactory.create())

    response = as_administrator.post(ADD, form(committee, campaign=campaign.pk))

    assert errors(response) == {"campaign": ["Chiến dịch thuộc Ban Chỉ đạo khác."]}
    assert not Communication.objects.exists()


# The list


def test_the_list_writes_days_and_figures_as_elsewhere(as_officer, committee):
    CommunicationFactory.create(committee=committee, reached=1200)

    page = as_officer.get(LIST).content.decode()

    assert "02/4/2024" in page
    assert "1.200" in page


@pytest.mark.parametrize("term", ["cong van gui", "hành trình", "HANH TRINH DO"])
def test_it_is_found_by_subject_or_campaign_without_accents(as_officer, committee, term):
    journey = CampaignFactory.create(committee=committee, name="Hành trình Đỏ")
    CommunicationFactory.create(
        committee=committee, campaign=journey, subject="Công văn gửi doanh nghiệp"
    )
    CommunicationFactory.create(committee=committee, subject="Bài trên cổng thông tin")

    page = as_officer.get(LIST, {"q": term}).content.decode()

    assert "Công văn gửi doanh nghiệp" in page
    assert "Bài trên cổng thông tin" not in page


def test_the_list_is_narrowed_by_kind_and_month(as_officer, committee):
    CommunicationFactory.create(committee=committee, subject="Thư ngỏ")
    CommunicationFactory.create(committee=committee, kind="press", subject="Tin ngày hội")

    of_kind = as_officer.get(LIST, {"kind__exact": "press"}).content.decode()
    of_month = as_officer.get(LIST, {"on__year": 2024, "on__month": 5}).content.decode()

    assert "kind__exact=press" in of_month, "the filter is offered"
    assert "on__month=4" in of_kind, "and the drill-down"
    assert "Tin ngày hội" in of_kind
    assert "Thư ngỏ" not in of_kind
    assert "Thư ngỏ" not in of_month


def test_the_history_opens(as_officer, committee):
    row = CommunicationFactory.create(committee=committee)

    assert as_officer.get(f"{LIST}{row.pk}/history/").status_code == 200
