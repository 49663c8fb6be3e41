"""The pages of a drive, a zone, a facility and a campaign: figures, links, what is not known."""

from __future__ import annotations

from datetime import date, time

import pytest

from campaigns.models import Drive
from donations.models import Hedge
from donations.turnout import Sum
from reports.drive_records import drive_record
from reports.one_drive import drive_facts
from reports.zones import zone_record
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CommunicationFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    PlanFactory,
    ResultFactory,
    TargetFactory,
    TurnoutFactory,
    ZoneFactory,
    held,
)
from tests.uploads import filed_paper, filed_picture

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 1)


@pytest.fixture
def zone(committee):
    return ZoneFactory.create(committee=committee, name="Yên Mỹ", position=6)


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# A set of drives by year


def test_a_year_sums_what_is_known_and_counts_what_is_not(committee, zone):
    held(committee, date(2024, 4, 9), 263, zone=zone)
    held(committee, date(2024, 5, 9), None, zone=zone)
    held(committee, date(2024, 6, 9), 100)

    (year,) = drive_record(committee, Drive.objects.filter(zone=zone), TODAY).years

    assert (year.drives, year.units, year.registered) == (2, Sum(263, 1), Sum(None, 2))
    assert (year.average, year.share, year.committee_units) == (263, "72,4", 363)


def test_a_years_attendance_carries_its_hedge_and_its_unknown(committee, zone):
    drives = [held(committee, date(2024, month, 9), None, zone=zone) for month in (4, 5, 6)]
    ResultFactory.create(drive=drives[0], attended=300, attended_hedge=Hedge.OVER)
    ResultFactory.create(drive=drives[1], attended=50)

    (year,) = drive_record(committee, Drive.objects.filter(zone=zone), TODAY).years

    assert (year.attended.number, year.attended.hedge) == (350, Hedge.OVER)
    assert year.attended_unknown == 1


def test_a_drive_that_was_not_held_is_listed_and_brings_nothing(committee, zone):
    DriveFactory.create(committee=committee, zone=zone, status="cancelled", expected_units=90)

    record = drive_record(committee, Drive.objects.filter(zone=zone), TODAY)

    assert [line.standing.text for line in record.lines] == ["hủy"]
    assert (record.drives, record.units, record.last) == (0, Sum(None, 0), None)


# A zone


def test_a_zone_rests_after_its_last_drive_for_all_and_not_after_one_companys(committee, zone):
    company = CompanyFactory.create(committee=committee, zone=zone)
    held(committee, date(2024, 4, 24), 560, zone=zone)
    held(committee, date(2024, 6, 1), 50, host=company)

    record = zone_record(zone, TODAY)

    assert record.last.rested_on == date(2024, 7, 17)
    assert record.drives.last.day.on == date(2024, 6, 1)


def test_each_company_of_a_zone_has_its_last_drive(committee, zone):
    hosted, listed, asked = (
        CompanyFactory.create(committee=committee, zone=zone, name=name) for name in "ABC"
    )
    drive = held(committee, date(2024, 9, 20), 560, zone=zone)
    TurnoutFactory.create(drive=drive, company=listed, units=9)
    TurnoutFactory.create(drive=drive, company=asked, units=0)
    held(committee, date(2024, 6, 1), 50, host=hosted)

    told = zone_record(zone, TODAY).companies

    assert [(each.name, each.last and each.last.day.on, each.has_rested) for each in told] == [
        ("A", date(2024, 6, 1), True),
        ("B", date(2024, 9, 20), False),
        ("C", None, False),
    ]


def test_a_zones_page_leads_to_its_drives_companies_and_neighbours(as_leader, committee, zone):
    before = ZoneFactory.create(committee=committee, name="Minh Đức", position=5)
    company = CompanyFactory.create(committee=committee, zone=zone)
    drive = held(committee, date(2024, 6, 1), 50, host=company)

    page = read(as_leader, f"/zones/{zone.pk}/")

    assert f'<a href="/drives/{drive.pk}/">01/6/2024</a>' in page
    assert f'href="/companies/{company.pk}/"' in page
    assert f'href="/zones/{before.pk}/"><small>Khu công nghiệp trước</small> Minh Đức' in page
    assert 'href="/plan/2024/"' in page
    assert "/admin/" not in page


def test_a_zone_without_drives_says_so(as_officer, zone):
    page = read(as_officer, f"/zones/{zone.pk}/")

    assert "Chưa có đợt hiến máu nào ở khu công nghiệp này." in page
    assert "Theo năm" not in page


def test_hundreds_of_drives_come_in_pages(as_leader, committee, zone):
    for day in range(1, 29):
        held(committee, date(2024, 2, day), 10, zone=zone)

    first, second = (read(as_leader, f"/zones/{zone.pk}/?page={n}") for n in (1, 2))

    assert "28 đợt, mới nhất trước" in first
    assert ("28/02/2024" in first, "03/02/2024" in first) == (True, False)
    assert "03/02/2024" in second
    assert 'data-column="Số đơn vị máu"> 280' in second  # the year's sum is of all of them


# A drive


@pytest.fixture
def drive(committee, zone) -> Drive:
    """The second of the year, of 180 units; all is known of it."""
    held(committee, date(2024, 4, 9), 263, zone=zone)
    made = held(committee, date(2024, 8, 9), None, zone=zone, expected_units=200)
    bags = {"bags_250": 100, "bags_350": 78, "bags_450": 2}
    people = {"registered": 300, "attended": 250, "attended_hedge": "over", "eligible": 190}
    ResultFactory.create(drive=made, units=180, donated=180, **people, **bags)
    return made


def test_a_drive_takes_its_number_and_total_from_the_years_summary(committee, drive):
    TargetFactory.create(committee=committee, units=1000)

    facts = drive_facts(drive, TODAY)

    assert (facts.round.number, facts.round.cumulative) == (2, 443)
    assert facts.running.units == 1000
    assert facts.against_expected == "90%"


def test_only_exact_numbers_are_shares_of_those_registered(drive):
    steps = drive_facts(drive, TODAY).steps

    assert [step.number for step in steps] == [300, 250, 190, 180, 180]
    assert [step.share for step in steps] == ["100%", "", "63%", "60%", "60%"]


def test_bags_make_converted_units_and_are_not_them(drive):
    bags = drive_facts(drive, TODAY).bags

    assert (bags.ml, bags.converted) == (53_200, "212,8")


def test_bags_of_which_nobody_told_are_unknown(committee):
    drive = held(committee, date(2024, 4, 9), 263)

    facts = drive_facts(drive, TODAY)

    assert (facts.bags, facts.has_people) == (None, False)
    assert [step.number for step in facts.steps] == [None, None, None, None, 263]


def test_a_target_of_the_same_number_lends_a_drive_none_of_its_findings(committee, drive):
    TargetFactory.create(committee=committee, pk=drive.pk, document_number="")

    texts = [finding.text for finding in drive_facts(drive, TODAY).findings]

    assert texts == []


def test_a_drive_is_warned_of_the_rest_on_both_of_its_sides(committee, zone):
    drives = [held(committee, date(2024, month, 9), 5, zone=zone) for month in (4, 5)]

    found = [[each.text for each in drive_facts(drive, TODAY).findings] for drive in drives]

    assert found[0] == found[1]
    assert "dưới 84 ngày" in found[0][0]


def test_a_drives_page_tells_all_that_is_known(as_leader, officer, committee, drive):
    facility, campaign = FacilityFactory.create(), CampaignFactory.create(committee=committee)
    drive.starts_at, drive.ends_at = time(7, 45), time(11)
    drive.save()
    drive.facilities.add(facility)
    drive.campaigns.add(campaign)
    turnout = TurnoutFactory.create(drive=drive, registered=20)
    picture = filed_picture(drive, officer, caption="Trao giấy chứng nhận")
    paper = filed_paper(drive, officer, "Thông báo số 13")

    page = read(as_leader, f"/drives/{drive.pk}/")

    for address in (
        f"/zones/{drive.zone_id}/",
        f"/facilities/{facility.pk}/",
        f"/campaigns/{campaign.pk}/",
        f"/companies/{turnout.company_id}/",
        f"/drives/{drive.pk}/turnout/",
        f"/pictures/{picture.pk}/",
        f"/papers/{paper.pk}/paper.pdf",
        "/plan/2024/",
    ):
        assert f'href="{address}"' in page
    assert "07h45 - 11h00" in page
    assert "Trao giấy chứng nhận" in page
    assert "bằng 212,8 đơn vị quy đổi (250 ml)" in page
    assert "<small>Đợt trước trong năm</small> 09/4/2024" in page
    assert "/admin/" not in page


def test_an_officer_finds_the_form_behind_sua(as_officer, committee, drive, zone):
    company = CompanyFactory.create(committee=committee)
    campaign = CampaignFactory.create(committee=committee)

    for thing, row in (("drive", drive), ("company", company), ("campaign", campaign)):
        plural = {"company": "companies"}.get(thing, f"{thing}s")
        page = read(as_officer, f"/{plural}/{row.pk}/")
        assert f'href="/admin/campaigns/{thing}/{row.pk}/change/?next=%2F{plural}' in page
    assert "/admin/campaigns/zone" not in read(as_officer, f"/zones/{zone.pk}/")


def test_a_postponed_drive_and_the_one_instead_lead_to_each_other(as_leader, committee, zone):
    common = {"committee": committee, "zone": zone}
    old = DriveFactory.create(**common, status="postponed", reason="mưa bão")
    new = DriveFactory.create(**common, on=date(2024, 6, 9), replaces=old)

    pages = [read(as_leader, f"/drives/{each.pk}/") for each in (old, new)]

    assert "hoãn, tổ chức lại 09/6/2024" in pages[0]
    assert "lý do: mưa bão" in pages[0]
    assert f'href="/drives/{new.pk}/"' in pages[0]
    assert f'href="/drives/{old.pk}/"' in pages[1]
    assert "lý do hoãn: mưa bão" in pages[1]


def test_a_drive_of_which_hardly_anything_is_known_has_a_page(as_leader, committee):
    somewhen = DriveFactory.create(
        committee=committee, zone=None, precision="month", on=date(2024, 7, 1)
    )
    unreported = held(committee, date(2024, 4, 9), None)

    assert "Chưa ấn định địa điểm" in read(as_leader, f"/drives/{somewhen.pk}/")
    assert "Chưa nhập kết quả của đợt này." in read(as_leader, f"/drives/{unreported.pk}/")


# A facility


def test_a_facility_counts_the_chosen_committees_drives_only(as_administrator, committee):
    facility, other = FacilityFactory.create(), CommitteeFactory.create()
    held(committee, date(2024, 4, 9), 263).facilities.add(facility)
    held(other, date(2024, 4, 10), 41).facilities.add(facility)

    ours, theirs = (
        read(as_administrator, f"/facilities/{facility.pk}/?committee={each.pk}")
        for each in (committee, other)
    )

    assert ("<dd>263" in ours.replace("<dd> ", "<dd>"), "10/4/2024" in ours) == (True, False)
    assert ("<dd>41" in theirs.replace("<dd> ", "<dd>"), "09/4/2024" in theirs) == (True, False)


# A campaign


def test_a_campaign_tells_its_message_its_drives_and_its_word(as_leader, committee):
    campaign = CampaignFactory.create(committee=committee, message="Một cuộc đời ở lại")
    drive = held(committee, date(2024, 6, 9), 263)
    drive.campaigns.add(campaign)
    CommunicationFactory.create(committee=committee, campaign=campaign, reached=1200)
    CommunicationFactory.create(committee=committee, campaign=campaign)

    page = read(as_leader, f"/campaigns/{campaign.pk}/")

    assert "“Một cuộc đời ở lại”" in page
    assert "01/5/2024 - 02/9/2024" in page
    assert f'href="/drives/{drive.pk}/"' in page
    assert "1.200 <small>1 chưa rõ</small>" in page


# All of them


def test_the_queries_do_not_grow_with_the_rows(
    as_officer, officer, committee, zone, django_assert_num_queries
):
    facility, campaign = FacilityFactory.create(), CampaignFactory.create(committee=committee)

    def add(month: int) -> Drive:
        made = held(committee, date(2024, month, 2), 9, zone=zone)
        host = CompanyFactory.create(committee=committee, zone=zone)
        for drive in (made, held(committee, date(2024, month, 5), 9, host=host)):
            drive.facilities.add(facility)
            drive.campaigns.add(campaign)
            TurnoutFactory.create(drive=drive, units=3)
        filed_picture(made, officer)
        return made

    _first, drive, _last = (add(month) for month in (4, 5, 6))
    pages = {
        f"/drives/{drive.pk}/": 27,
        f"/zones/{zone.pk}/": 13,
        f"/facilities/{facility.pk}/": 10,
        f"/campaigns/{campaign.pk}/": 11,
    }
    for month in (7, 8, 9):
        for page, queries in pages.items():
            with django_assert_num_queries(queries):
                as_officer.get(page)
        add(month)


def test_the_form_leads_to_the_page(as_administrator, committee, zone):
    company, plan = (
        CompanyFactory.create(committee=committee),
        PlanFactory.create(committee=committee),
    )
    drive = CompanyDriveFactory.create(committee=committee, host=company)
    facility, campaign = FacilityFactory.create(), CampaignFactory.create(committee=committee)

    for form, page in {
        f"drive/{drive.pk}": f"/drives/{drive.pk}/",
        f"zone/{zone.pk}": f"/zones/{zone.pk}/",
        f"company/{company.pk}": f"/companies/{company.pk}/",
        f"receivingfacility/{facility.pk}": f"/facilities/{facility.pk}/",
        f"campaign/{campaign.pk}": f"/campaigns/{campaign.pk}/",
        f"plan/{plan.pk}": f"/plan/2024/?committee={committee.pk}",
    }.items():
        form_page = read(as_administrator, f"/admin/campaigns/{form}/change/")
        assert f'<a href="{page}">Xem trang</a>' in form_page


def test_the_plan_leads_to_its_drives_its_papers_and_its_form(as_leader, as_officer, committee):
    plan = PlanFactory.create(committee=committee)
    drive = held(committee, date(2024, 4, 9), 263)
    paper = filed_paper(plan, committee.members.first())

    leaders, officers = (read(client, "/plan/2024/") for client in (as_leader, as_officer))

    assert f'<a href="/drives/{drive.pk}/">' in leaders
    assert f'href="/papers/{paper.pk}/paper.pdf"' in leaders
    assert "/admin/" not in leaders
    assert f'href="/admin/campaigns/plan/{plan.pk}/change/?next=%2Fplan%2F2024%2F"' in officers
    assert f'href="/admin/campaigns/drive/{drive.pk}/change/' in officers
