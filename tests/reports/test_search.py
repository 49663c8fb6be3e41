"""The search box of every page: what is found by which words, and what an empty box shows."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    PlanFactory,
    ZoneFactory,
    held,
)
from tests.reports.lives import drafted, fit_to_sign, issued

pytestmark = pytest.mark.django_db


def found(client, text: str, **more: object) -> list[str]:
    """The names of what is found, as the page lists them."""
    response = client.get("/search/", {"q": text, **more})
    assert response.status_code == 200
    return re.findall(r"<li><a href=\"[^\"]+\">([^<]+)</a>", response.content.decode())


def page(client, **query: object) -> str:
    response = client.get("/search/", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def canon(committee):
    zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    host = CompanyFactory.create(
        committee=committee, name="Công ty TNHH Canon", aliases="Máy ảnh Hưng Yên", zone=zone
    )
    drive = CompanyDriveFactory.create(
        committee=committee,
        host=host,
        on=date(2024, 4, 24),
        venue="Nhà ăn số 1",
        code="HM-07",
        label="lần thứ 2",
    )
    DriveFactory.create(committee=committee, on=date(2024, 4, 4), zone=None, venue="Sân vận động")
    return drive


DRIVE = "24/4/2024 · Công ty TNHH Canon"


@pytest.mark.parametrize(
    "text",
    [
        *("canon 24/4/2024", "24/4/2024", "24/04/2024", "ngày 24-4-2024", "24.4.2024", "24/4"),
        *("nha an so 1", "HM-07", "lan thu 2", "máy ảnh 4/2024", "pho noi 24/4"),
    ],
)
def test_a_drive_is_found_by_its_day_place_label_and_code(as_leader, canon, text):
    assert DRIVE in found(as_leader, text, kind="drive")
    assert len(found(as_leader, text, kind="drive")) == 1


def test_a_month_finds_all_its_drives(as_leader, canon):
    assert len(found(as_leader, "tháng 4/2024", kind="drive")) == 2
    assert not found(as_leader, "5/2024", kind="drive")


def test_a_day_within_a_drive_of_several_finds_it(as_leader, committee):
    DriveFactory.create(committee=committee, on=date(2024, 4, 9), last_on=date(2024, 4, 11))

    assert len(found(as_leader, "10/4/2024")) == 1


def test_names_are_found_without_accents_and_by_alias(as_leader, canon):
    FacilityFactory.create(name="Viện Huyết học", aliases="NIHBT")
    CampaignFactory.create(name="Hành trình Đỏ", committee=canon.committee)

    assert found(as_leader, "pho noi", kind="zone") == ["Phố Nối A"]
    assert found(as_leader, "MAY ANH", kind="company") == ["Công ty TNHH Canon"]
    assert found(as_leader, "nihbt") == ["Viện Huyết học"]
    assert found(as_leader, "hanh trinh do") == ["Chiến dịch Hành trình Đỏ"]


def test_plans_are_found_by_number_and_year(as_leader, committee):
    PlanFactory.create(committee=committee, year=2024, number="03/KH-BCĐ")
    PlanFactory.create(committee=committee, year=2025, number="07/KH-BCĐ")

    assert found(as_leader, "03/kh-bcd") == ["Kế hoạch năm 2024"]
    assert found(as_leader, "ke hoach 2025") == ["Kế hoạch năm 2025"]


def test_issued_reports_are_found_by_number_and_drafts_are_not(as_leader, committee):
    fit_to_sign(committee)
    held(committee, date(2024, 4, 9), 263)
    report = issued(drafted(committee), number=15)
    drafted(committee, key="q1")

    assert found(as_leader, "số 15", kind="report") == [f"Báo cáo số {report.symbol}"]
    assert len(found(as_leader, "báo cáo")) == 1


@pytest.mark.parametrize("text", ["báo cáo đã ban hành", "ban hanh 15", "2024 bao cao"])
def test_what_is_issued_is_found_by_the_name_of_its_kind_too(as_leader, committee, text):
    fit_to_sign(committee)
    held(committee, date(2024, 4, 9), 263)
    report = issued(drafted(committee), number=15)

    assert found(as_leader, text, kind="report") == [f"Báo cáo số {report.symbol}"]
    assert found(as_leader, f"{text} vietnam", kind="report") == []


def test_the_newest_plans_stand_first(as_leader, committee):
    for year in (2023, 2025, 2024):
        PlanFactory.create(committee=committee, year=year)

    assert found(as_leader, "kế hoạch") == [f"Kế hoạch năm {year}" for year in (2025, 2024, 2023)]


def test_each_kind_shows_a_few_and_leads_to_the_rest(as_leader, committee):
    for n in range(9):
        CompanyFactory.create(committee=committee, name=f"Công ty May {n}")

    few = page(as_leader, q="may")

    assert len(found(as_leader, "may")) == 6
    assert "và 3 kết quả khác" in few
    assert 'href="?q=may&amp;kind=company"' in few
    assert len(found(as_leader, "may", kind="company")) == 9


def test_what_is_found_by_the_thousand_is_counted_only_so_far(as_leader, committee, monkeypatch):
    monkeypatch.setattr("reports.search.COUNTED", 8)
    for n in range(9):
        CompanyFactory.create(committee=committee, name=f"Công ty May {n}")

    few = page(as_leader, q="may")

    assert "<small>hơn 8</small>" in few
    assert "và hơn 2 kết quả khác" in few


def test_nothing_found_says_what_to_try(as_leader, committee):
    assert "Không tìm thấy gì có “khong co”" in page(as_leader, q="khong co")


# Of which committees


def test_another_committees_rows_are_not_found(as_leader, committee):
    other = CommitteeFactory.create()
    fit_to_sign(other)
    held(other, date(2024, 4, 9), 263, venue="Canon")
    CompanyFactory.create(committee=other, name="Canon")
    PlanFactory.create(committee=other)
    CampaignFactory.create(committee=other, name="Canon")
    issued(drafted(other))

    for text in ("canon", "4/2024", "khu", "kế hoạch", "báo cáo"):
        assert not found(as_leader, text)
    assert "Canon" not in page(as_leader)


def test_who_has_several_committees_is_told_whose_each_result_is(as_leader, leader, committee):
    other = CommitteeFactory.create(symbol="BCĐKHÁC")
    other.members.add(leader)
    for owner in (committee, other):
        CompanyFactory.create(committee=owner, name="Canon")

    both, one = page(as_leader, q="canon"), page(as_leader, q="canon", committee=other.pk)

    assert len(found(as_leader, "canon")) == 2
    assert '<small class="whose">BCĐKHÁC</small>' in both
    assert len(found(as_leader, "canon", committee=other.pk)) == 1
    assert 'class="whose"' not in one


# Without a question, and with an odd one


def test_an_empty_box_shows_the_way_to_everything(as_leader, canon):
    index = page(as_leader, q="  ")

    for path in (f"/zones/{canon.zone_id}/", f"/companies/{canon.host_id}/", "/calendar/2024/"):
        assert f'href="{path}"' in index


def test_zones_stand_in_their_official_order(as_leader, committee):
    for position, name in ((2, "An"), (1, "Yên")):
        ZoneFactory.create(committee=committee, name=name, position=position)
    index = page(as_leader)

    assert index.index(">Yên<") < index.index(">An<")


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 20_000, "a " * 5_000, "%", "_", "\\", "'", '"><b>', "31/2/2024", "0/0/0000"),
        *("99/99", "13/2024", "1/0000", "🩸", "\ufffd", "(((", "٢٤/٤/٢٠٢٤", "kcn", "9" * 90),
    ],
)
def test_odd_questions_are_answered(as_leader, canon, text):
    answer = page(as_leader, q=text)

    assert '"><b>' not in answer


def test_an_unknown_kind_is_every_kind(as_leader, canon):
    assert found(as_leader, "canon", kind="x") == found(as_leader, "canon")


def test_the_box_stands_on_every_page_the_admins_too(as_officer, committee):
    for path in ("/", "/admin/", "/admin/campaigns/drive/"):
        assert 'action="/search/"' in as_officer.get(path).content.decode()


def test_the_queries_do_not_grow_with_what_is_found(
    as_leader, committee, django_assert_num_queries
):
    def fill(n: int) -> None:
        zone = ZoneFactory.create(committee=committee, name=f"May {n}")
        CompanyFactory.create(committee=committee, name=f"May {n}", zone=zone)
        DriveFactory.create(committee=committee, zone=zone)
        CampaignFactory.create(committee=committee, name=f"May {n}")
        PlanFactory.create(committee=committee, year=2000 + n, subject="may")
        FacilityFactory.create(name=f"May {n}")

    fill(1)
    for query, queries in (({"q": "may"}, 13), ({}, 11)):
        with django_assert_num_queries(queries):
            page(as_leader, **query)
    for n in range(2, 6):
        fill(n)
    for query, queries in (({"q": "may"}, 13), ({}, 11)):
        with django_assert_num_queries(queries):
            page(as_leader, **query)


def test_the_index_names_no_facility_that_only_others_work_with(as_leader, committee):
    ours, theirs = FacilityFactory.create_batch(2)
    held(committee, date(2024, 4, 9), 263).facilities.add(ours)
    held(CommitteeFactory.create(), date(2024, 4, 9), 263).facilities.add(theirs)

    page = as_leader.get("/search/").content.decode()

    assert ours.name in page
    assert theirs.name not in page


@pytest.mark.parametrize("query", ["", "q=bach+mai&", "q=khong+co&"])
def test_no_link_leaves_the_chosen_committee(as_leader, leader, committee, query):
    """The first committee is the one that an address without a choice opens."""
    other = CommitteeFactory.create()
    other.members.add(leader)
    facility = FacilityFactory.create(name="Bệnh viện Bạch Mai")
    DriveFactory.create(committee=other).facilities.add(facility)

    links = re.findall(
        r'href="(/(?:search/|facilities/[0-9]+/)?(?:[?]committee=[0-9]+)?)"',
        as_leader.get(f"/search/?{query}committee={other.pk}").content.decode(),
    )

    assert [link for link in links if not link.endswith(f"?committee={other.pk}")] == []
