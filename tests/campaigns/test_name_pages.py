"""The page of likely duplicates, and the page on which two of them are merged."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Company, ReceivingFacility, Zone
from tests.donations.pages import said
from tests.factories import (
    CommitteeFactory,
    CompanyDriveFactory,
    CompanyFactory,
    DriveFactory,
    FacilityFactory,
    TurnoutFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(committee) -> Company:
    zone = ZoneFactory.create(committee=committee, name="Thăng Long II")
    return CompanyFactory.create(
        committee=committee, name="Công ty TNHH TOTO Việt Nam", aliases="TOTO VN cũ", zone=zone
    )


@pytest.fixture
def gone(committee) -> Company:
    row = CompanyFactory.create(committee=committee, name="TOTO")
    CompanyDriveFactory.create(committee=committee, host=row, on=date(2024, 4, 11))
    return row


def page_of(keep, gone, kind: str = "company") -> str:
    return f"/names/{kind}/{keep.pk}/{gone.pk}/"


def versions(keep, gone) -> dict[str, int]:
    return {"keep_version": keep.version, "gone_version": gone.version}


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# The list


def test_a_pair_is_shown_with_what_hangs_on_each(as_officer, gone, keep, committee):
    for day in (1, 2):
        TurnoutFactory.create(
            drive=DriveFactory.create(committee=committee, on=date(2024, 5, day)), company=keep
        )

    page = as_officer.get("/names/")

    ((most, least),) = page.context["sections"][0]["pairs"]
    assert (most.row, most.pointing) == (keep, [("doanh nghiệp tham gia", 2)])
    assert (least.row, least.pointing) == (gone, [("đợt hiến máu", 1)])
    for text in (
        "Công ty TNHH TOTO Việt Nam",
        "Khu công nghiệp: Thăng Long II",
        "Tên gọi khác: TOTO VN cũ",
        "Doanh nghiệp tham gia: 2",
        "Đợt hiến máu: 1",
        f"/admin/campaigns/company/{keep.pk}/change/?next=/names/",
        page_of(keep, gone),
        "Xem và gộp",
    ):
        assert text in text_of(page)


def test_the_one_that_more_hangs_on_is_proposed_to_be_kept(as_officer, committee):
    CompanyFactory.create(committee=committee, name="Canon")
    more = CompanyFactory.create(committee=committee, name="Cty Canon")
    CompanyDriveFactory.create(committee=committee, host=more)

    ((kept, _gone),) = as_officer.get("/names/").context["sections"][0]["pairs"]

    assert kept.row == more


def test_pairs_of_zones_and_facilities_are_shown_too(as_officer, committee):
    ZoneFactory.create(committee=committee, name="Số 1")
    ZoneFactory.create(committee=committee, name="KCN Số 01")
    FacilityFactory.create(name="Bệnh viện Việt Đức")
    FacilityFactory.create(name="BV Việt Đức")

    page = as_officer.get("/names/")

    found = {section["kind"]: len(section["pairs"]) for section in page.context["sections"]}
    assert found == {"company": 0, "zone": 1, "facility": 1}


def test_nothing_alike_is_said_in_a_sentence(as_officer):
    assert text_of(as_officer.get("/names/")).count("Không thấy hai tên nào giống nhau.") == 3


def test_another_committees_rows_are_not_shown(as_officer, committee):
    elsewhere = CommitteeFactory.create()
    for name in ("TOTO", "TOTO Việt Nam"):
        CompanyFactory.create(committee=elsewhere, name=name)

    assert "TOTO" not in text_of(as_officer.get("/names/"))
    assert as_officer.get(f"/names/?committee={elsewhere.pk}").status_code == 404


def test_drives_of_another_committee_do_not_count_for_an_officer(as_officer, as_administrator):
    one, other = FacilityFactory.create(name="BV 108"), FacilityFactory.create(name="Bệnh viện 108")
    DriveFactory.create(committee=CommitteeFactory.create()).facilities.add(one)

    pages = [
        client.get(page_of(one, other, "facility")) for client in (as_officer, as_administrator)
    ]

    assert [page.context["sides"][0].pointing for page in pages] == [[], [("đợt hiến máu", 1)]]


def test_a_leader_sees_the_pair_and_no_button(as_leader, keep, gone):
    page = text_of(as_leader.get("/names/"))

    assert "TOTO" in page
    assert "gộp" not in page.replace("gộp bớt", "").lower()
    assert "/admin/campaigns/company" not in page


def test_an_officer_has_no_button_for_zones(as_officer, as_administrator, committee):
    rows = [ZoneFactory.create(committee=committee, name=name) for name in ("Số 1", "Số 01")]

    assert "Xem và gộp" not in text_of(as_officer.get("/names/"))
    assert "Xem và gộp" in text_of(as_administrator.get("/names/"))
    assert 'type="submit">Gộp<' not in text_of(as_officer.get(page_of(*rows, "zone")))


def test_the_number_of_queries_does_not_grow(as_officer, committee, keep, gone):
    before = queries_of(as_officer, "/names/")
    for number in range(3):
        zone = ZoneFactory.create(committee=committee)
        for name in (f"Canon Quế {number}", f"Cty Canon Quế {number}"):
            row = CompanyFactory.create(committee=committee, name=name, zone=zone)
            CompanyDriveFactory.create(committee=committee, host=row)

    assert queries_of(as_officer, "/names/") == before


def test_no_more_than_fifty_pairs_are_shown_and_the_rest_is_told(as_officer, committee):
    for number in range(51):
        for name in (f"Canon {number}", f"Cty Canon {number}"):
            CompanyFactory.create(committee=committee, name=name)

    page = as_officer.get("/names/")

    assert len(page.context["sections"][0]["pairs"]) == 50
    assert "Còn 1 cặp nữa" in text_of(page)


@pytest.mark.parametrize("kind", ["company", "zone", "receivingfacility"])
def test_the_lists_of_names_lead_there(as_officer, kind):
    assert "/names/#" in text_of(as_officer.get(f"/admin/campaigns/{kind}/"))


def test_other_lists_do_not(as_officer):
    assert "/names/" not in text_of(as_officer.get("/admin/campaigns/plan/"))


# The page of two


def test_the_page_tells_what_will_move(as_officer, keep, gone, committee):
    page = text_of(as_officer.get(page_of(keep, gone)))

    assert "“TOTO” và các tên gọi khác của mục này thành tên gọi khác của “Công ty TNHH" in page
    assert "Đợt hiến máu chuyển sang mục được giữ:" in page
    assert "<li>11/4/2024 · TOTO</li>" in page
    assert page_of(gone, keep) in page
    assert page.count('type="submit">Gộp<') == 1


def test_of_many_rows_the_first_ten_are_named(as_officer, keep, gone, committee):
    for day in range(1, 12):
        CompanyDriveFactory.create(committee=committee, host=gone, on=date(2024, 5, day))

    assert "và 2 mục nữa" in text_of(as_officer.get(page_of(keep, gone)))


def test_the_number_of_queries_of_two_does_not_grow(as_officer, committee, keep, gone):
    def at_a_drive():
        drive = DriveFactory.create(committee=committee)
        TurnoutFactory.create(drive=drive, company=gone, units=3)
        TurnoutFactory.create(drive=drive, company=keep, units=3)
        CompanyDriveFactory.create(committee=committee, host=gone)

    at_a_drive()
    before = queries_of(as_officer, page_of(keep, gone))
    for _each in range(3):
        at_a_drive()

    assert queries_of(as_officer, page_of(keep, gone)) == before


def test_two_zones_are_told_of_and_so_are_two_contacts(as_officer, keep, gone, committee):
    gone.zone = ZoneFactory.create(committee=committee, name="Phố Nối A")
    gone.contact_phone, keep.contact_phone = "0912", "0913"
    gone.save()
    keep.save()

    page = text_of(as_officer.get(page_of(keep, gone)))

    assert "hai khu công nghiệp khác nhau: giữ Thăng Long II, không giữ Phố Nối A." in page
    assert "chỉ giữ người của mục được giữ" in page
    assert "0912" not in page


def test_where_one_contact_only_is_known_nothing_is_told_of_it(as_officer, keep, gone):
    gone.contact_phone = "0912"
    gone.save()

    assert "người liên hệ" not in text_of(as_officer.get(page_of(keep, gone)))


def test_an_entry_that_is_dropped_is_told_of(as_officer, keep, gone, committee):
    drive = DriveFactory.create(committee=committee, zone__name="Yên Mỹ")
    TurnoutFactory.create(drive=drive, company=keep, units=3)
    TurnoutFactory.create(drive=drive, company=gone)

    page = text_of(as_officer.get(page_of(keep, gone)))

    assert "Ở 09/4/2024 · KCN Yên Mỹ, cả hai mục đều có" in page
    assert 'type="submit">Gộp<' in page


def test_a_zone_that_is_filled_in_is_told_of(as_officer, keep, gone):
    assert "Sẽ ghi khu công nghiệp: Thăng Long II." in text_of(as_officer.get(page_of(gone, keep)))


def test_what_stands_in_the_way_is_told_instead_of_a_button(as_officer, keep, gone, committee):
    drive = DriveFactory.create(committee=committee, zone__name="Yên Mỹ")
    for row in (keep, gone):
        TurnoutFactory.create(drive=drive, company=row, units=3)

    page = text_of(as_officer.get(page_of(keep, gone)))
    answer = as_officer.post(page_of(keep, gone), versions(keep, gone))

    assert "09/4/2024 · KCN Yên Mỹ" in page
    assert 'type="submit">Gộp<' not in page
    assert "09/4/2024 · KCN Yên Mỹ" in said(answer)[0]
    assert Company.objects.filter(pk=gone.pk).exists()


# Merging


def test_an_officer_merges_two_companies(as_officer, officer, keep, gone, committee):
    answer = as_officer.post(page_of(keep, gone), versions(keep, gone))

    keep.refresh_from_db()
    assert answer.url == f"/names/?committee={committee.pk}"
    assert said(answer) == ["Đã gộp “TOTO” vào “Công ty TNHH TOTO Việt Nam”; số mục đã chuyển: 1."]
    assert keep.aliases.splitlines() == ["TOTO VN cũ", "TOTO"]
    assert keep.drives.get().history.latest().history_user == officer


@pytest.mark.parametrize(
    ("kind", "factory"), [("zone", ZoneFactory), ("facility", FacilityFactory)]
)
def test_zones_and_facilities_are_merged_by_administrators_only(
    as_officer, as_administrator, committee, kind, factory
):
    of = {"committee": committee} if kind == "zone" else {}
    keep, gone = factory.create_batch(2, **of)

    assert as_officer.post(page_of(keep, gone, kind), versions(keep, gone)).status_code == 403
    assert as_administrator.post(page_of(keep, gone, kind), versions(keep, gone)).status_code == 302

    assert type(keep).objects.get() == keep


def test_a_leader_merges_nothing(as_leader, keep, gone):
    assert as_leader.post(page_of(keep, gone), versions(keep, gone)).status_code == 403
    assert Company.objects.count() == 2


def test_another_committees_companies_are_not_found(as_officer, keep):
    other = CompanyFactory.create()

    for address in (page_of(keep, other), page_of(other, keep)):
        assert as_officer.get(address).status_code == 404
        assert as_officer.post(address, versions(keep, other)).status_code == 404


def test_what_was_never_there_is_not_found(as_officer, keep):
    assert as_officer.get(f"/names/company/{keep.pk}/999999/").status_code == 404
    assert as_officer.get(f"/names/company/{keep.pk}/{'9' * 40}/").status_code == 404


@pytest.mark.parametrize("sent", [{}, {"keep_version": "x"}, {"keep_version": 0}])
def test_a_form_without_its_versions_merges_nothing(as_officer, keep, gone, sent):
    answer = as_officer.post(page_of(keep, gone), sent)

    assert answer.url == page_of(keep, gone)
    assert "đã được sửa sau khi bạn mở trang" in said(answer)[0]
    assert Company.objects.count() == 2


def test_a_row_that_a_colleague_has_changed_is_shown_again(as_officer, keep, gone):
    shown = versions(keep, gone)
    gone.name = "TOTO Hải Dương"
    gone.save()

    answer = as_officer.post(page_of(keep, gone), shown, follow=True)

    assert "“TOTO Hải Dương” đã được sửa sau khi bạn mở trang; chưa gộp gì" in text_of(answer)
    assert Company.objects.count() == 2


def test_a_form_sent_twice_is_answered_kindly(as_officer, keep, gone):
    shown, pages = versions(keep, gone), [page_of(keep, gone), page_of(gone, keep)]
    as_officer.post(pages[0], shown)

    for page in pages:
        answer = as_officer.post(page, shown)
        assert said(answer)[-1] == (
            "Đã gộp rồi, không gộp lần nữa: Gộp “TOTO” vào “Công ty TNHH TOTO Việt Nam”."
        )
    assert Company.objects.get() == keep


def test_a_row_that_was_deleted_is_told_of(as_officer, keep, committee):
    other = CompanyFactory.create(committee=committee, name="TOTO")
    address, shown = page_of(keep, other), versions(keep, other)
    other.delete()

    answer = as_officer.post(address, shown)

    assert answer.url == f"/names/?committee={committee.pk}"
    assert said(answer) == ["“TOTO” đã bị xóa."]


def test_a_deleted_row_of_another_committee_is_not_told_of(as_officer, keep):
    other = CompanyFactory.create(name="TOTO")
    address = page_of(keep, other)
    other.delete()

    assert as_officer.get(address).status_code == 404


# From the lists of the admin


def chosen(client, model: type, rows: list):
    data = {"action": "merge_two", "_selected_action": [row.pk for row in rows]}
    return client.post(f"/admin/campaigns/{model._meta.model_name}/", data)


def test_any_two_rows_of_a_list_can_be_merged(as_officer, committee):
    older, newer = CompanyFactory.create_batch(2, committee=committee)

    assert chosen(as_officer, Company, [newer, older]).url == page_of(older, newer)


@pytest.mark.parametrize("many", [1, 3])
def test_fewer_or_more_than_two_are_refused_in_words(as_officer, committee, many):
    rows = CompanyFactory.create_batch(many, committee=committee)

    assert said(chosen(as_officer, Company, rows)) == ["Hãy chọn đúng hai mục để gộp."]


@pytest.mark.parametrize(
    ("model", "factory", "kind"),
    [(Zone, ZoneFactory, "zone"), (ReceivingFacility, FacilityFactory, "facility")],
)
def test_an_officers_list_of_what_he_does_not_keep_has_no_such_action(
    as_officer, as_administrator, committee, model, factory, kind
):
    of = {"committee": committee} if kind == "zone" else {}
    rows = factory.create_batch(2, **of)
    address = f"/admin/campaigns/{model._meta.model_name}/"

    assert "Gộp hai mục đã chọn" not in text_of(as_officer.get(address))
    assert chosen(as_administrator, model, rows).url == page_of(*rows, kind)


# Afterwards


def test_a_drives_history_tells_of_the_facility_that_went(as_administrator, committee):
    keep, gone = FacilityFactory.create(name="Bệnh viện 108"), FacilityFactory.create(name="BV 108")
    drive = DriveFactory.create(committee=committee)
    drive.facilities.add(gone)

    as_administrator.post(page_of(keep, gone, "facility"), versions(keep, gone))

    page = text_of(as_administrator.get(f"/admin/campaigns/drive/{drive.pk}/history/"))
    assert "Đơn vị tiếp nhận máu: (mục đã xóa) → Bệnh viện 108" in page
    assert "Gộp “BV 108” vào “Bệnh viện 108”" in page
