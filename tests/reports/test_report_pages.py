"""The pages of stored reports: who may do what, and what is shown."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate

from donations.models import DriveResult, PeriodStatement
from reports.models import Acknowledgement, Report
from tests.factories import CommitteeFactory, FacilityFactory, held
from tests.reports.lives import drafted, fit_to_sign, take_note, url_of

pytestmark = pytest.mark.django_db


def _form_of(client: Client, draft: Report) -> dict[str, object]:
    """What a browser would send back from the draft's page, untouched."""
    page = client.get(url_of(draft, "edit/"))
    data: dict[str, object] = {}
    for form in (page.context["form"], page.context["statement"]):
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
            if bound.field.show_hidden_initial:
                data[bound.html_initial_name] = data[bound.html_name]
    return data


# Opening


def test_an_officer_opens_a_draft_of_a_period(as_officer, committee):
    held(committee, date(2024, 4, 9), 263)

    answer = as_officer.post("/reports/2024/h1/draft/")

    assert answer.url == url_of(Report.objects.get(), "edit/")


def test_a_double_click_opens_one_draft(as_officer, committee):
    held(committee, date(2024, 4, 9), 263)

    as_officer.post("/reports/2024/h1/draft/")
    as_officer.post("/reports/2024/h1/draft/")

    assert Report.objects.count() == 1


def test_a_period_with_ends_of_its_own_can_be_reported_on(as_officer, committee):
    as_officer.post(
        "/reports/new/",
        {"key": "h1", "year": "2024", "from_on": "01/12/2023", "to_on": "30/5/2024"},
    )

    report = Report.objects.get()
    assert (report.from_on, report.to_on) == (date(2023, 12, 1), date(2024, 5, 30))
    assert report.period.name == "6 tháng đầu năm 2024"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "key"),
        ({"key": "h1"}, "year"),
        ({"key": "h1", "year": "1800"}, "year"),
        ({"from_on": "01/3/2024"}, "to_on"),
        ({"from_on": "01/3/2024", "to_on": "01/2/2024"}, "to_on"),
        ({"from_on": "01/3/2024", "to_on": "01/3/2029"}, "to_on"),
        ({"from_on": "hôm qua", "to_on": "01/3/2024"}, "from_on"),
        ({"key": "tháng", "year": "2024"}, "key"),
        ({"key": "q1", "year": "2024", "from_on": "01/5/2024", "to_on": "30/5/2024"}, "key"),
    ],
)
def test_a_period_that_cannot_be_is_told_beside_its_field(as_officer, committee, typed, field):
    page = as_officer.post("/reports/new/", typed)

    assert field in page.context["form"].errors
    assert not Report.objects.exists()


# Who may do what


@pytest.mark.parametrize(
    "page", ["edit/", "preview/", "issue/", "acknowledge/", "discard/", "replace/", "scan/"]
)
def test_a_leader_reads_and_changes_nothing(as_leader, draft, page):
    assert as_leader.get(url_of(draft)).status_code == 200
    assert as_leader.get(url_of(draft, "report.pdf")).status_code == 200
    assert as_leader.post(url_of(draft, page)).status_code == 403
    assert "Soạn thảo" not in as_leader.get(url_of(draft)).content.decode()


@pytest.mark.parametrize(
    "page", ["", "edit/", "issue/", "report.pdf", "report.docx", "report.json"]
)
def test_a_report_of_another_committee_is_not_found(as_issuer, page):
    other = CommitteeFactory.create()
    fit_to_sign(other)

    assert as_issuer.get(url_of(drafted(other), page)).status_code == 404


@pytest.mark.parametrize("page", ["", "edit/", "issue/", "report.pdf"])
def test_a_stranger_is_sent_to_the_login_page(client, draft, page):
    answer = client.get(url_of(draft, page))

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_an_officer_issues_only_if_the_administrator_allows_it(as_officer, draft):
    assert as_officer.get(url_of(draft, "issue/")).status_code == 403
    assert "Ban hành</a>" not in as_officer.get(url_of(draft)).content.decode()


@pytest.mark.parametrize("number", ["0", "99999999999999999999"])
def test_a_report_that_does_not_exist_is_not_found(as_officer, committee, number):
    assert as_officer.get(f"/reports/{number}/").status_code == 404


# Writing


def test_saving_the_draft_untouched_writes_nothing(as_officer, draft):
    as_officer.post(url_of(draft, "edit/"), _form_of(as_officer, draft))

    assert Report.objects.get().version == draft.version
    assert not PeriodStatement.objects.exists()


def test_what_is_known_for_the_whole_period_is_stated_with_the_draft(as_officer, draft):
    facility = FacilityFactory.create(name="Bệnh viện Hữu nghị Việt Đức")
    typed = {
        "statement-attended": "1.500",
        "statement-attended_hedge": "over",
        "statement-facilities": [facility.pk],
    }

    as_officer.post(url_of(draft, "edit/"), _form_of(as_officer, draft) | typed)

    paper = as_officer.get(url_of(draft)).context["paper"]
    assert "phối hợp với Bệnh viện Hữu nghị Việt Đức tổ chức" in paper
    assert "trên 1.500" in paper
    statement = PeriodStatement.objects.get()
    assert (statement.from_on, statement.to_on) == (date(2024, 1, 1), date(2024, 6, 30))


def test_a_bad_figure_saves_nothing_and_keeps_what_was_typed(as_officer, draft):
    typed = {"statement-attended": "nhiều", "proposals": "Khen thưởng."}

    page = as_officer.post(url_of(draft, "edit/"), _form_of(as_officer, draft) | typed)

    assert "Nhập số nguyên" in page.content.decode()
    assert "Khen thưởng." in page.content.decode()
    assert Report.objects.get().proposals == ""


def test_of_two_who_write_the_second_is_told(as_officer, draft):
    data = _form_of(as_officer, draft)
    as_officer.post(url_of(draft, "edit/"), data | {"proposals": "Một."})

    page = as_officer.post(url_of(draft, "edit/"), data | {"proposals": "Hai."})

    assert "đã lưu một bản khác" in page.content.decode()
    assert Report.objects.get().proposals == "Một."


def test_the_preview_shows_the_pages_and_saves_nothing(as_officer, draft):
    data = _form_of(as_officer, draft) | {"proposals": "Khen thưởng.", "statement-attended": "90"}

    answer = as_officer.post(url_of(draft, "preview/"), data)

    assert 'alt="Trang 2"' in answer.content.decode()
    assert Report.objects.get().proposals == ""
    assert not PeriodStatement.objects.exists()


def test_the_preview_of_an_invalid_form_shows_nothing(as_officer, draft):
    data = _form_of(as_officer, draft) | {"statement-attended": "nhiều"}

    assert as_officer.post(url_of(draft, "preview/"), data).status_code == 422


def test_a_draft_can_be_thrown_away_an_issued_report_cannot(as_officer, report):
    assert as_officer.post(url_of(report, "discard/")).status_code == 403
    draft = drafted(report.committee, "q1")

    as_officer.post(url_of(draft, "discard/"))

    assert list(Report.objects.all()) == [report]


@pytest.mark.parametrize("page", ["edit/", "preview/", "acknowledge/"])
def test_an_issued_report_is_not_written_any_more(as_issuer, report, page):
    assert as_issuer.post(url_of(report, page)).status_code == 403


# Issuing


def test_the_officer_takes_note_of_each_warning_and_issues(as_issuer, draft):
    page = as_issuer.get(url_of(draft, "issue/"))
    warnings = [
        each["finding"].text
        for each in page.context["findings"]
        if each["finding"].severity == "warning"
    ]
    assert warnings
    for text in warnings:
        as_issuer.post(url_of(draft, "acknowledge/"), {"text": text})

    form = {"number": "15", "issued_on": f"{localdate():%d/%m/%Y}", "version": draft.version}

    shown = as_issuer.post(url_of(draft, "issue/"), form)
    assert 'alt="Trang 1"' in shown.content.decode()
    assert not Report.objects.get().is_issued

    answer = as_issuer.post(url_of(draft, "issue/"), form | {"seen": shown.context["seen"]})
    assert answer.url == url_of(draft)
    assert Report.objects.get().number == 15
    assert Acknowledgement.objects.count() == len(warnings)


def test_what_changed_after_it_was_seen_is_shown_again_and_not_issued(as_issuer, officer, draft):
    take_note(draft, officer)
    form = {"number": "15", "issued_on": "02/7/2024", "version": draft.version}
    seen = as_issuer.post(url_of(draft, "issue/"), form).context["seen"]
    result = DriveResult.objects.get()
    result.units = 270
    result.save()

    page = as_issuer.post(url_of(draft, "issue/"), form | {"seen": seen})

    assert "đã đổi sau khi bạn xem" in page.content.decode()
    assert page.context["seen"] != seen
    assert not Report.objects.get().is_issued


def test_who_comes_back_to_the_desk_after_issuing_is_led_to_the_report(as_issuer, report):
    for page in ("edit/", "issue/"):
        assert as_issuer.get(url_of(report, page)).url == url_of(report)
    assert as_issuer.post(url_of(report, "issue/"), {"number": "16"}).url == url_of(report)


def test_taking_note_of_a_warning_keeps_the_number_and_day_that_are_typed(as_issuer, draft):
    typed = {"number": "15", "issued_on": "02/7/2024", "here": "issue"}
    text = "Chưa có chỉ tiêu năm 2024."

    page = as_issuer.post(url_of(draft, "acknowledge/"), {"text": text} | typed, follow=True)

    assert page.context["form"]["number"].value() == "15"
    assert page.context["form"]["issued_on"].value() == "02/7/2024"
    assert Acknowledgement.objects.get().text == text


def test_what_is_no_warning_cannot_be_acknowledged(as_issuer, draft):
    as_issuer.post(url_of(draft, "acknowledge/"), {"text": "Mọi việc đều ổn."})

    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"number": ""}, "number", "Nhập số đã lấy ở sổ văn bản đi"),
        ({"number": "0"}, "number", "Không được nhỏ hơn 1"),
        ({"number": "mười"}, "number", "Nhập số nguyên"),
        ({"issued_on": ""}, "issued_on", "Nhập ngày ban hành"),
        ({"issued_on": "01/01/2099"}, "issued_on", "không thể ở tương lai"),
        ({"issued_on": "29/6/2024"}, "issued_on", "Kỳ này hết ngày 30/6/2024"),
    ],
)
def test_number_and_day_are_checked_beside_their_field(as_issuer, draft, typed, field, message):
    data = {"number": "15", "issued_on": "02/7/2024", "version": draft.version} | typed

    page = as_issuer.post(url_of(draft, "issue/"), data)

    assert message in str(page.context["form"].errors[field])
    assert not Report.objects.get().is_issued


def test_a_taken_number_is_told_beside_the_field(as_issuer, officer, report):
    draft = drafted(report.committee, "q1")
    take_note(draft, officer)

    page = as_issuer.post(
        url_of(draft, "issue/"),
        {"number": "15", "issued_on": "02/7/2024", "version": draft.version},
    )

    assert page.context["form"].errors["number"] == [f"Số này đã cấp cho báo cáo {report}."]


def test_a_signatory_without_power_on_that_day_is_refused(as_issuer, draft):
    draft.signatory.valid_from = date(2024, 8, 1)
    draft.signatory.save()

    page = as_issuer.post(
        url_of(draft, "issue/"),
        {"number": "15", "issued_on": "02/7/2024", "version": draft.version},
    )

    assert "không còn quyền ký" in str(page.context["form"].errors["issued_on"])


def test_the_last_number_known_is_shown(as_issuer, report):
    draft = drafted(report.committee, "q1")

    page = as_issuer.get(url_of(draft, "issue/") + "?issued_on=02/7/2024")

    assert "năm 2024: 15." in page.content.decode()


def test_a_letter_that_official_paper_cannot_show_is_told_before_the_pdf(as_officer, draft):
    draft.proposals = "한국"
    draft.save()

    page = as_officer.get(url_of(draft, "report.pdf"), follow=True)

    assert "không in được bằng Times New Roman: “한”" in page.content.decode()
    assert as_officer.get(url_of(draft, "edit/")).status_code == 200
