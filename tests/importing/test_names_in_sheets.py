"""Names that a sheet spells its own way: known, asked about, never guessed."""

from __future__ import annotations

import pytest

from campaigns.models import Company, Drive, ReceivingFacility, Zone
from donations.importing.plan import Outcome
from donations.models import CompanyTurnout
from tests.factories import CompanyFactory, DriveFactory, FacilityFactory, ZoneFactory
from tests.importing.planning import Kind, brought_in, only_row, plan
from tests.spreadsheets import drives_sheet, xlsx

pytestmark = pytest.mark.django_db

SEWS = "Công ty TNHH Sews-Components Việt Nam"
COMPANIES = ["Tên chính thức", "Tên gọi khác", "Khu công nghiệp", "Người liên hệ", "Điện thoại"]
ZONES = ["Tên chính thức", "Tên gọi khác", "Thứ tự"]


@pytest.fixture
def sews(committee):
    return CompanyFactory.create(committee=committee, name=SEWS)


def _at(company: str) -> dict[str, object]:
    return {"Ngày": "23/5/2024", "Hình thức": "tại doanh nghiệp", "Doanh nghiệp": company}


@pytest.mark.parametrize("written", [SEWS.upper(), "cong ty tnhh  sews-components viet nam"])
def test_case_accents_and_spaces_do_not_matter(committee, sews, written):
    brought_in(drives_sheet(_at(written)), committee)

    assert Drive.objects.get().host == sews


@pytest.mark.parametrize(
    "written", ["Sews-Componets", "Sews Components", "SEWS-COMPONENTS VIET NAM"]
)
def test_a_similar_name_is_asked_about_and_nothing_is_made(committee, officer, sews, written):
    made = plan(drives_sheet(_at(written)), committee, by=officer)

    (question,) = made.questions
    assert (question.text, question.candidates, question.may_be_new) == (written, (sews,), True)
    assert question.lines == [2]
    assert SEWS in only_row(made).problems[0]
    assert Company.objects.count() == 1


def test_a_confirmed_match_is_remembered_as_an_alias(committee, officer, sews):
    content = drives_sheet(_at("Sews-Componets"))
    (question,) = plan(content, committee, by=officer).questions

    brought_in(content, committee, by=officer, answers={question.key: str(sews.pk)})

    assert Company.objects.get().aliases == "Sews-Componets"
    assert Drive.objects.get().host == sews
    assert plan(content, committee).counts[Outcome.UNCHANGED] == 1


def test_two_spellings_of_one_company_are_remembered_together(committee, officer, sews):
    content = drives_sheet(_at("Sews-Componets"), {**_at("SEWS Components"), "Ngày": "24/5/2024"})
    questions = plan(content, committee, by=officer).questions

    answers = {question.key: str(sews.pk) for question in questions}
    brought_in(content, committee, by=officer, answers=answers)

    assert Company.objects.get().aliases.splitlines() == ["Sews-Componets", "SEWS Components"]


def test_a_name_that_is_said_to_be_new_is_made_once_with_its_zone(committee, officer):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    line = {**_at("Công ty Mới"), "Khu công nghiệp": "Phố Nối A"}
    content = drives_sheet(line, {**line, "Ngày": "24/5/2024"})
    (question,) = plan(content, committee, by=officer).questions

    brought_in(content, committee, by=officer, answers={question.key: "new"})

    company = Company.objects.get()
    assert (company.name, company.zone) == ("Công ty Mới", zone)
    assert Drive.objects.filter(host=company).count() == 2


def test_a_new_company_of_an_unknown_zone_is_made(committee, officer):
    content = drives_sheet({**_at("Công ty Mới"), "Khu công nghiệp": None})
    (question,) = plan(content, committee, by=officer).questions

    brought_in(content, committee, by=officer, answers={question.key: "new"})

    assert Drive.objects.get().host.name == "Công ty Mới"


def test_a_known_company_is_not_in_a_zone_that_is_new(committee, administrator, sews):
    sews.zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    sews.save()
    content = drives_sheet({**_at(SEWS), "Khu công nghiệp": "Khu Mới"})
    (question,) = plan(content, committee, by=administrator).questions

    made = plan(content, committee, by=administrator, answers={question.key: "new"})

    assert f"{SEWS} ở khu công nghiệp Phố Nối A" in only_row(made).problems[0]


def test_officers_make_no_zone_and_teach_none(committee, officer):
    zone = ZoneFactory.create(committee=committee, name="Thăng Long II")
    line = {"Ngày": "23/5/2024", "Hình thức": "tập trung", "Khu công nghiệp": "Thăng Log II"}
    content = drives_sheet(line)
    (question,) = plan(content, committee, by=officer).questions
    assert not question.may_be_new

    brought_in(content, committee, by=officer, answers={question.key: str(zone.pk)})

    assert Drive.objects.get().zone == zone
    assert Zone.objects.get().aliases == ""


def test_an_administrator_may_teach_a_facility(committee, administrator):
    ZoneFactory.create(committee=committee, name="Phố Nối A")
    facility = FacilityFactory.create(name="Bệnh viện Hữu nghị Việt Đức")
    line = {
        **{"Ngày": "23/5/2024", "Hình thức": "tập trung", "Khu công nghiệp": "Phố Nối A"},
        "Đơn vị tiếp nhận": "BV Việt Đức",
    }
    (question,) = plan(drives_sheet(line), committee, by=administrator).questions

    answers = {question.key: str(facility.pk)}
    brought_in(drives_sheet(line), committee, by=administrator, answers=answers)

    assert ReceivingFacility.objects.get().aliases == "BV Việt Đức"


def test_an_answer_that_was_not_offered_is_none(committee, officer, sews):
    other = CompanyFactory.create(name="Công ty của Ban khác")
    content = drives_sheet(_at("Sews-Componets"))
    (question,) = plan(content, committee, by=officer).questions

    made = plan(content, committee, by=officer, answers={question.key: str(other.pk)})

    assert only_row(made).outcome == Outcome.REJECTED


def test_without_a_person_nothing_is_new(committee):
    made = plan(drives_sheet(_at("Công ty Mới")), committee)

    assert only_row(made).outcome == Outcome.REJECTED
    assert not made.questions[0].may_be_new


def test_an_alias_that_two_companies_share_is_asked_about(committee, officer):
    for name in ("Công ty A", "Công ty B"):
        CompanyFactory.create(committee=committee, name=name, aliases="Nhà máy")

    (question,) = plan(drives_sheet(_at("nhà máy")), committee, by=officer).questions

    assert [row.name for row in question.candidates] == ["Công ty A", "Công ty B"]
    assert not question.may_be_new


def test_another_committees_company_is_unknown(committee, officer):
    CompanyFactory.create(name=SEWS)

    (question,) = plan(drives_sheet(_at(SEWS)), committee, by=officer).questions

    assert question.candidates == ()


# Sheets of companies and zones


def test_a_new_company_comes_with_zone_aliases_and_contact(committee, officer):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    row = ["Công ty A", "Cty A; A Vina", "kcn pho noi a", "Nguyễn Thị Hoa", "0912 345 678"]

    brought_in(xlsx(COMPANIES, row), committee, kind=Kind.COMPANIES, by=officer)

    company = Company.objects.get()
    assert (company.name, company.zone, company.contact_name) == ("Công ty A", zone, row[3])
    assert company.aliases.splitlines() == ["Cty A", "A Vina"]
    assert company.contact_phone == "0912 345 678"


def test_a_known_company_gains_aliases_and_loses_none(committee, officer, sews):
    sews.aliases = "SEWS"
    sews.save()

    made = plan(
        xlsx(COMPANIES, [SEWS, "SEWS Hưng Yên"]), committee, kind=Kind.COMPANIES, by=officer
    )

    assert only_row(made).changes == ("tên gọi khác: SEWS → SEWS\nSEWS Hưng Yên",)


def test_a_company_that_is_probably_known_is_asked_about(committee, officer, sews):
    content = xlsx(COMPANIES, ["Công ty TNHH Sews Components Việt Nam"])

    made = plan(content, committee, kind=Kind.COMPANIES, by=officer)

    assert made.questions[0].candidates == (sews,)
    assert only_row(made).outcome == Outcome.REJECTED


def test_a_company_may_be_said_to_be_another_one_all_the_same(committee, officer, sews):
    content = xlsx(COMPANIES, ["Công ty TNHH Sews Components Việt Nam"])
    (question,) = plan(content, committee, kind=Kind.COMPANIES, by=officer).questions

    brought_in(content, committee, kind=Kind.COMPANIES, by=officer, answers={question.key: "new"})

    assert Company.objects.count() == 2


def test_two_lines_of_one_company_are_refused(committee, officer):
    rows = ["Công ty A"], ["CÔNG TY  A"]

    made = plan(xlsx(COMPANIES, *rows), committee, kind=Kind.COMPANIES, by=officer)

    assert [row.outcome for row in made.rows] == [Outcome.NEW, Outcome.REJECTED]


def test_an_alias_that_is_anothers_name_is_refused(committee, officer, sews):
    made = plan(xlsx(COMPANIES, ["Công ty A", SEWS]), committee, kind=Kind.COMPANIES, by=officer)

    assert "đã là tên của" in only_row(made).problems[0]


def test_zones_come_in_their_official_order(committee, administrator):
    rows = ["Phố Nối A", "", 1], ["Số 3", "Số 03", 10]

    brought_in(xlsx(ZONES, *rows), committee, kind=Kind.ZONES, by=administrator)

    assert [zone.name for zone in Zone.objects.order_by("position")] == ["Phố Nối A", "Số 3"]


# The companies of a drive

TURNOUT = ["Doanh nghiệp", "Ngày hỏi", "Ngày trả lời", "Đăng ký", "Tham dự", "Số đơn vị máu"]


def test_a_sheet_of_turnout_fills_the_drives_list(committee, officer, sews):
    drive = DriveFactory.create(committee=committee)
    CompanyTurnout.objects.create(drive=drive, company=sews, registered=10)
    other = CompanyFactory.create(committee=committee, name="Công ty B")
    rows = [SEWS, "01/4/2024", "", 25, None, 20], ["Công ty B", "", "02/4/2024", 8, 8, 7]

    done = brought_in(xlsx(TURNOUT, *rows), drive, kind=Kind.TURNOUT, by=officer)

    assert (done.added, done.changed) == (1, 1)
    assert list(
        CompanyTurnout.objects.values_list("company_id", "registered", "attended", "units")
    ) == [(other.pk, 8, 8, 7), (sews.pk, 25, None, 20)]


def test_a_month_is_no_day_on_which_somebody_was_asked(committee, officer, sews):
    drive = DriveFactory.create(committee=committee)

    made = plan(xlsx(TURNOUT, [SEWS, "4/2024"]), drive, kind=Kind.TURNOUT, by=officer)

    assert "hãy ghi cả ngày" in only_row(made).problems[0]


def test_a_new_zone_reaches_the_company_that_is_there_already(committee, administrator, sews):
    content = xlsx(COMPANIES, [SEWS, "", "Phố Nối A"])
    (question,) = plan(content, committee, kind=Kind.COMPANIES, by=administrator).questions

    answers = {question.key: "new"}
    brought_in(content, committee, kind=Kind.COMPANIES, by=administrator, answers=answers)

    assert Company.objects.get().zone == Zone.objects.get()
    assert Company.history.first().zone_id == Zone.objects.get().pk


def test_a_new_name_keeps_the_rules_of_names(committee, officer):
    content = drives_sheet(_at("Công ty " + "x" * 300))
    (question,) = plan(content, committee, by=officer).questions

    made = plan(content, committee, by=officer, answers={question.key: "new"})

    assert "250" in only_row(made).problems[0]


def test_another_contact_has_not_the_last_ones_telephone(committee, officer, sews):
    sews.contact_name, sews.contact_phone = "Hoa", "0900"
    sews.save()

    brought_in(
        xlsx(COMPANIES, [SEWS, "", "", "Lan", ""]), committee, kind=Kind.COMPANIES, by=officer
    )

    assert (Company.objects.get().contact_name, Company.objects.get().contact_phone) == ("Lan", "")


def test_one_alias_is_not_given_to_two_companies(committee, officer, sews):
    CompanyFactory.create(committee=committee, name="Công ty B")

    made = plan(
        xlsx(COMPANIES, [SEWS, "Nhà máy 1"], ["Công ty B", "nhà máy 1"]),
        committee,
        kind=Kind.COMPANIES,
        by=officer,
    )

    assert [row.outcome for row in made.rows] == [Outcome.CHANGED, Outcome.REJECTED]
