"""Who gets in, and how far."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from campaigns.models import Drive
from donations.models import DriveResult
from tests.factories import (
    CommitteeFactory,
    CompanyFactory,
    DriveFactory,
    PlanFactory,
    UserFactory,
    ZoneFactory,
    held,
)

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/reports/",
    "/reports/2024/h1/",
    "/reports/2024/h1/report.pdf",
    "/admin/",
    "/admin/campaigns/drive/",
    "/admin/campaigns/drive/add/",
    "/admin/autocomplete/",
    "/admin/jsi18n/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_sent_to_the_login_page(client, address):
    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/")


def test_after_login_a_stranger_is_where_he_wanted_to_be(client, officer):
    officer.set_password("mat-khau")
    officer.save()
    page = client.get("/admin/campaigns/drive/", follow=True)

    response = client.post(
        page.redirect_chain[-1][0],
        {"username": "canbo", "password": "mat-khau", "next": page.context["next"]},
    )

    assert response["Location"] == "/admin/campaigns/drive/"


def test_a_wrong_password_is_told_in_vietnamese(client, db):
    response = client.post("/accounts/login/", {"username": "a", "password": "b"})

    assert "errorlist" in response.content.decode()
    assert "mật khẩu" in response.content.decode()


@pytest.mark.parametrize(
    "page", ["", "reports/", "reports/2024/h1/", "reports/2024/h1/report.json"]
)
def test_a_member_of_another_committee_gets_404(as_leader, page):
    other = CommitteeFactory.create()
    PlanFactory.create(committee=other)

    assert as_leader.get(f"/{page}?committee={other.pk}").status_code == 404


def test_an_administrator_sees_every_committee(as_administrator):
    for committee in CommitteeFactory.create_batch(2):
        response = as_administrator.get(f"/?committee={committee.pk}")

        assert response.context["committee"] == committee


def test_a_user_without_a_committee_is_told_so(client):
    client.force_login(UserFactory.create())

    response = client.get("/")

    assert response.status_code == 403
    assert "chưa thuộc Ban Chỉ đạo nào" in response.content.decode()


def test_an_administrator_of_an_empty_site_is_led_to_the_admin(as_administrator):
    page = as_administrator.get("/").content.decode()

    assert "hãy thêm ở trang Việc hôm nay" in page
    assert 'href="/admin/"' in page
    assert "Đăng xuất" in page


def test_an_officer_without_a_committee_is_told_so_at_the_work_page(client):
    officer = UserFactory.create()
    officer.groups.add(Group.objects.get(name="Cán bộ"))
    client.force_login(officer)

    page = client.get("/admin/").content.decode()

    assert "Tài khoản chưa thuộc Ban Chỉ đạo nào; hãy báo quản trị." in page


@pytest.mark.parametrize("url", ["/admin/", "/admin/campaigns/drive/", "/reports/"])
def test_every_page_leads_by_the_same_names(as_officer, committee, url):
    def links(address: str) -> list[tuple[str, str]]:
        page = as_officer.get(address).content.decode()
        return re.findall(r'<a href="(/[^"]*)"[^>]*>([^<]+)</a>', page.split("</header>")[0])

    assert links(url) == links("/")
    assert ("/admin/", "Việc hôm nay") in links(url)


def test_the_group_is_all_that_an_officer_needs(as_officer, officer):
    assert not officer.is_staff
    assert as_officer.get("/admin/campaigns/drive/add/").status_code == 200


def test_a_login_page_that_leads_to_itself_is_no_crash(as_leader):
    assert as_leader.get("/accounts/login/?next=/accounts/login/").status_code == 200


def test_login_leads_to_no_foreign_site(client, officer):
    officer.set_password("mat-khau")
    officer.save()

    response = client.post(
        "/accounts/login/",
        {"username": "canbo", "password": "mat-khau", "next": "https://evil.example/"},
    )

    assert response["Location"] == "/admin/"


def test_a_leader_is_kept_out_of_the_admin_with_a_page_that_says_so(as_leader, committee):
    drive = DriveFactory.create(committee=committee)
    for address in ("/admin/", f"/admin/campaigns/drive/{drive.pk}/change/"):
        response = as_leader.get(address, follow=True)

        assert response.status_code == 403
        assert "không có quyền" in response.content.decode()


def test_a_leader_changes_nothing_even_when_ticked_as_staff(as_leader, leader, committee):
    leader.is_staff = True
    leader.save()
    drive = DriveFactory.create(committee=committee)

    for address in (
        f"/admin/campaigns/drive/{drive.pk}/change/",
        f"/admin/campaigns/drive/{drive.pk}/delete/",
        "/admin/campaigns/drive/add/",
        "/admin/campaigns/plan/add/",
        "/admin/donations/periodstatement/add/",
    ):
        assert as_leader.post(address, {"units": 1}, follow=True).status_code == 403


def test_an_officer_deletes_nothing(as_officer, committee):
    drive = DriveFactory.create(committee=committee)

    assert as_officer.post(f"/admin/campaigns/drive/{drive.pk}/delete/").status_code == 403


@pytest.mark.parametrize(
    "model", ["committee", "letterhead", "signatory", "zone", "receivingfacility", "user"]
)
def test_names_and_accounts_are_the_administrators(as_officer, as_administrator, model):
    address = f"/admin/campaigns/{model}/add/"

    assert as_officer.get(address).status_code == 403
    assert as_administrator.get(address).status_code == 200


def test_an_officer_sees_only_drives_of_the_own_committee(as_officer, committee):
    held(committee, date(2024, 4, 9), 263)
    other = held(CommitteeFactory.create(), date(2024, 4, 9), 777)

    page = as_officer.get("/admin/campaigns/drive/").content.decode()
    form = as_officer.get(f"/admin/campaigns/drive/{other.pk}/change/", follow=True)

    assert "263" in page
    assert "777" not in page
    assert form.redirect_chain  # sent away, as from a drive that does not exist
    assert "777" not in form.content.decode()


def test_choices_are_the_own_committees_rows(as_officer, committee):
    ZoneFactory.create(committee=committee, name="Phố Nối A")
    ZoneFactory.create(name="Phố Nối B")

    response = as_officer.get(
        reverse("admin:autocomplete"),
        {"app_label": "campaigns", "model_name": "drive", "field_name": "zone", "term": "pho noi"},
    )

    assert [each["text"] for each in response.json()["results"]] == ["Phố Nối A"]


def test_a_forged_id_of_another_committee_is_refused(as_officer, committee):
    foreign = CompanyFactory.create()

    response = as_officer.post(
        "/admin/campaigns/drive/add/",
        {
            "committee": committee.pk,
            "version": 0,
            "status": "planned",
            "on": "09/4/2024",
            "form": "company",
            "host": foreign.pk,
            "result-TOTAL_FORMS": 0,
            "result-INITIAL_FORMS": 0,
        },
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["host"]
    assert not Drive.objects.exists()


def test_a_forged_committee_is_refused(as_officer):
    other = CommitteeFactory.create()

    response = as_officer.post(
        "/admin/campaigns/plan/add/",
        {
            "committee": other.pk,
            "version": 0,
            "year": 2024,
            "number": "03/KH-X",
            "issued_on": "05/3/2024",
            "subject": "Vận động",
        },
    )

    assert response.context["adminform"].form.non_field_errors()
    assert not other.plans.exists()


def test_a_result_cannot_be_moved_into_another_committee(as_officer, committee):
    other = CommitteeFactory.create()
    drive = held(committee, date(2024, 4, 9), 263)

    as_officer.post(
        f"/admin/campaigns/drive/{drive.pk}/change/",
        {"committee": other.pk, "version": 0, "status": "held", "on": "09/4/2024", "form": "zone"},
    )

    assert Drive.objects.get().committee == committee
    assert DriveResult.objects.get().drive.committee == committee


def test_the_list_of_drives_keeps_to_the_committee_it_is_opened_from(as_officer, officer):
    other = CommitteeFactory.create(symbol="BCĐKHAC")
    other.members.add(officer)
    for committee in officer.committees.all():
        DriveFactory.create(committee=committee)
    page = as_officer.get(f"/?committee={other.pk}").content.decode()
    link = re.search(r'href="(/admin/campaigns/drive/\?[^"]*)"', page)[1]

    drives = as_officer.get(link)

    assert [drive.committee for drive in drives.context["cl"].result_list] == [other]
    assert '<td class="field-whose">BCĐKHAC</td>' in drives.content.decode()
