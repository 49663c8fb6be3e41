"""Putting companies on a drive's list: those of the zone, of the last list, or one by name."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.models import Company, Drive
from donations.asking import last_list, put_on_list
from donations.models import CompanyTurnout
from tests.donations.pages import said
from tests.donations.test_turnout import text_of, url_of
from tests.factories import (
    CommitteeFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    TurnoutFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone(committee):
    return ZoneFactory.create(committee=committee, name="Yên Mỹ")


@pytest.fixture
def drive(committee, zone) -> Drive:
    return DriveFactory.create(committee=committee, zone=zone, on=date(2024, 10, 9))


def company(drive: Drive, name: str, **fields: object) -> Company:
    return CompanyFactory.create(committee=drive.committee, name=name, **fields)


def page_of(drive: Drive) -> str:
    return f"{url_of(drive)}add/"


def add(client, drive: Drive, part: str, *companies: Company, **typed: str):
    fields = {f"{part}-{name}": value for name, value in typed.items()}
    ids = [each.pk for each in companies]
    return client.post(page_of(drive), {"part": part, "company": ids, **fields})


def listed(drive: Drive) -> list[str]:
    return [row.company.name for row in drive.turnouts.all()]


def offered(page) -> dict[str, list[str]]:
    return {offer.part: [each.name for each in offer.companies] for offer in page.context["offers"]}


def test_the_zones_companies_that_are_not_listed_are_offered_with_ticks(as_officer, drive, zone):
    company(drive, "Canon", zone=zone)
    company(drive, "Ở nơi khác")
    TurnoutFactory.create(drive=drive, company=company(drive, "TOTO", zone=zone))

    page = as_officer.get(page_of(drive))

    assert offered(page) == {"zone": ["Canon"]}
    assert "Thêm doanh nghiệp của KCN Yên Mỹ" in text_of(page)
    assert text_of(page).count(" checked>") == 1


def test_what_has_a_tick_is_added_with_the_day_and_with_history(as_officer, drive, zone):
    canon, toto = company(drive, "Canon", zone=zone), company(drive, "TOTO", zone=zone)
    company(drive, "Hoya", zone=zone)

    answer = add(as_officer, drive, "zone", canon, toto, asked_on="02/10/2024")

    assert answer.url == url_of(drive)
    assert said(answer) == ["Đã thêm 2 doanh nghiệp vào danh sách."]
    assert listed(drive) == ["Canon", "TOTO"]
    for row in drive.turnouts.all():
        assert row.asked_on == date(2024, 10, 2)
        assert row.history.get().history_user.username == "canbo"


def test_sending_twice_adds_nothing_twice(as_officer, drive, zone):
    canon = company(drive, "Canon", zone=zone)
    add(as_officer, drive, "zone", canon)

    answer = add(as_officer, drive, "zone", canon)

    assert said(answer)[-1] == "Các doanh nghiệp này đã có trong danh sách."
    assert listed(drive) == ["Canon"]


def test_the_last_list_of_the_zone_is_offered_with_its_day(as_officer, committee, drive, zone):
    earlier = DriveFactory.create(committee=committee, zone=zone, on=date(2024, 4, 9))
    TurnoutFactory.create(drive=earlier, company=company(drive, "Canon"))
    oldest = DriveFactory.create(committee=committee, zone=zone, on=date(2023, 4, 9))
    TurnoutFactory.create(drive=oldest, company=company(drive, "TOTO"))
    DriveFactory.create(committee=committee, zone=zone, on=date(2024, 5, 9))  # without a list

    page = as_officer.get(page_of(drive))

    assert offered(page)["last"] == ["Canon"]
    assert "Thêm doanh nghiệp của đợt gần nhất ở đây: 09/4/2024 · KCN Yên Mỹ" in text_of(page)


def test_the_last_list_may_be_that_of_the_same_host(committee):
    host = CompanyFactory.create(committee=committee)
    earlier = CompanyDriveFactory.create(committee=committee, host=host, on=date(2024, 4, 9))
    TurnoutFactory.create(drive=earlier)
    elsewhere = CompanyDriveFactory.create(committee=committee, on=date(2024, 5, 9))
    TurnoutFactory.create(drive=elsewhere)
    later = CompanyDriveFactory.create(committee=committee, host=host, on=date(2024, 12, 9))
    TurnoutFactory.create(drive=later)

    drive = CompanyDriveFactory.create(committee=committee, host=host, on=date(2024, 10, 9))

    assert last_list(drive) == earlier


def test_a_drive_without_any_place_has_no_list_before_it(committee):
    TurnoutFactory.create(drive__committee=committee, drive__zone=None, drive__on=date(2024, 1, 9))

    assert last_list(DriveFactory.create(committee=committee, zone=None)) is None


@pytest.mark.parametrize("name", ["canon", "CTY CANON", "  canon   viet nam ", "Ca nông"])
def test_one_company_is_added_by_part_of_its_name_or_alias(as_officer, drive, name):
    company(drive, "Công ty TNHH Canon Việt Nam", aliases="Ca-nông\nCa nông")
    company(drive, "TOTO")

    answer = add(as_officer, drive, "name", name=name, asked_on="2/10/2024")

    assert said(answer) == ["Đã thêm Công ty TNHH Canon Việt Nam vào danh sách."]
    assert drive.turnouts.get().asked_on == date(2024, 10, 2)


def test_the_whole_name_wins_over_those_it_occurs_in(as_officer, drive):
    company(drive, "Hoya")
    company(drive, "Hoya Glass Disk")

    add(as_officer, drive, "name", name="HOYA")

    assert listed(drive) == ["Hoya"]


def test_of_several_hits_the_officer_chooses(as_officer, drive):
    disk, lens = company(drive, "Hoya Disk"), company(drive, "Hoya Lens")

    page = add(as_officer, drive, "name", name="hoya", asked_on="02/10/2024")

    assert offered(page)["found"] == ["Hoya Disk", "Hoya Lens"]
    assert listed(drive) == []
    assert text_of(page).count(" checked>") == 0
    assert 'name="found-asked_on" value="02/10/2024"' in text_of(page)

    fields = {"part": "found", "name-name": "hoya", "found-asked_on": "02/10/2024"}
    as_officer.post(page_of(drive), {**fields, "company": lens.pk})

    assert listed(drive) == ["Hoya Lens"]
    assert disk.turnouts.count() == 0


def test_a_bad_day_keeps_what_was_found_and_ticked(as_officer, drive):
    company(drive, "Hoya Disk")
    lens = company(drive, "Hoya Lens")
    fields = {"part": "found", "name-name": "hoya", "found-asked_on": "31/2/2024"}

    page = as_officer.post(page_of(drive), {**fields, "company": lens.pk})

    assert "Ngày không hợp lệ; nhập như 09/4/2024." in text_of(page)
    assert f'value="{lens.pk}" checked>' in text_of(page)
    assert listed(drive) == []


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": "Không có"}, "Không có doanh nghiệp nào tên như vậy."),
        ({"name": ""}, "Vui lòng nhập mục này."),
        ({"name": "\u200b"}, "Không có doanh nghiệp nào tên như vậy."),
        ({"name": "Canon", "asked_on": "9/4/2042"}, "Ngày này chưa đến."),
        ({"name": "Canon", "asked_on": "9/4/1024"}, "Ngày quá xa trong quá khứ."),
        ({"name": "xưởng"}, "Có 31 doanh nghiệp tên như vậy; hãy gõ rõ hơn."),
    ],
)
def test_what_is_wrong_with_a_name_or_day_is_told_beside_it(as_officer, drive, typed, message):
    company(drive, "Canon")
    for number in range(31):
        company(drive, f"Xưởng {number}")

    page = add(as_officer, drive, "name", **typed)

    assert message in text_of(page)
    assert listed(drive) == []


def test_a_company_found_that_is_listed_already_is_not_added_again(as_officer, drive):
    TurnoutFactory.create(drive=drive, company=company(drive, "Canon"))

    answer = add(as_officer, drive, "name", name="canon")

    assert said(answer) == ["Các doanh nghiệp này đã có trong danh sách."]


def test_no_tick_is_said(as_officer, drive, zone):
    company(drive, "Canon", zone=zone)

    assert "Chưa chọn doanh nghiệp nào." in text_of(add(as_officer, drive, "zone"))


@pytest.mark.parametrize("pk", ["0", "-1", "x", "9" * 30, ""])
def test_a_forged_tick_adds_nothing(as_officer, drive, pk):
    page = as_officer.post(page_of(drive), {"part": "zone", "company": pk})

    assert "Chưa chọn doanh nghiệp nào." in text_of(page)


def test_another_committees_company_is_neither_found_nor_added(as_officer, drive):
    foreign = CompanyFactory.create(committee=CommitteeFactory.create(), name="Canon")

    add(as_officer, drive, "zone", foreign)
    page = add(as_officer, drive, "name", name="canon")

    assert "Không có doanh nghiệp nào tên như vậy." in text_of(page)
    assert not CompanyTurnout.objects.exists()


def test_a_leader_adds_nothing(as_leader, drive, zone):
    canon = company(drive, "Canon", zone=zone)

    assert add(as_leader, drive, "zone", canon).status_code == 403
    assert listed(drive) == []


def test_the_queries_do_not_grow_with_the_offers(
    as_officer, drive, zone, django_assert_num_queries
):
    company(drive, "Canon", zone=zone)
    with django_assert_num_queries(8):
        as_officer.get(page_of(drive))

    for number in range(40):
        company(drive, f"Công ty {number}", zone=zone)
    with django_assert_num_queries(8):
        as_officer.get(page_of(drive))


def test_only_those_not_yet_listed_are_put_on_the_list(drive):
    there, new = company(drive, "Canon"), company(drive, "TOTO")
    TurnoutFactory.create(drive=drive, company=there, registered=15)

    rows = put_on_list(drive, [there, new])

    assert [row.company for row in rows] == [new]
    assert drive.turnouts.get(company=there).registered == 15
