"""Requests that no page of ours has made: without a token, by odd methods, to lead elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.factories import DriveFactory, PlanFactory
from tests.forms import form_on
from tests.hostile.answers import leads_away
from tests.test_roles import urls

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    *("https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example"),
    *("\\\\evil.example", "http:evil.example", "javascript:alert(1)", "https:///evil.example"),
    *(" https://evil.example", "/\t/evil.example", "https://testserver@evil.example/"),
    *("https://testserver.evil.example/", "data:text/html,x", "login"),
]


def test_nothing_is_taken_without_the_pages_token(committee, people, rows):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["administrator"])

    taken = [
        (method, address)
        for _method, address in urls(committee, rows)
        for method in ("post", "put")
        if getattr(client, method)(address).status_code != 403
    ]

    assert taken == []


def test_a_token_of_somebody_elses_is_none(officer):
    client, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for each in (client, other):
        each.force_login(officer)
        each.get("/accounts/password_change/")
    token = form_on(other.get("/accounts/password_change/"))["csrfmiddlewaretoken"][0]

    assert client.post("/accounts/logout/", {"csrfmiddlewaretoken": token}).status_code == 403
    assert other.post("/accounts/logout/", {"csrfmiddlewaretoken": token}).status_code == 302


def test_another_sites_form_is_refused_behind_https(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    page = client.get("/accounts/password_change/", secure=True)
    form = {"csrfmiddlewaretoken": form_on(page)["csrfmiddlewaretoken"][0]}

    for headers in ({"origin": "https://evil.example"}, {"referer": "https://evil.example/"}):
        answer = client.post("/accounts/logout/", form, secure=True, headers=headers)

        assert answer.status_code == 403


def test_an_odd_method_breaks_no_page(committee, people, rows):
    client = Client(raise_request_exception=False)
    client.force_login(people["administrator"])
    broken, seen = [], set()

    for method, address in urls(committee, rows):
        kind = "/".join(part for part in address.split("/") if not part.isdigit())
        is_alike = address.startswith("/admin/") and "drive/" not in address
        if method != "GET" or is_alike or kind in seen:
            continue
        seen.add(kind)
        for odd in ("HEAD", "OPTIONS", "PUT"):
            answer = client.generic(odd, address)
            if answer.status_code >= 500:
                broken.append((odd, address))

    assert broken == []


# Leading elsewhere


@pytest.mark.parametrize("place", ELSEWHERE)
def test_log_in_leads_nowhere_else(client, officer, place):
    officer.set_password("mat-khau-dung")
    officer.save()
    form = {"username": "canbo", "password": "mat-khau-dung", "next": place}

    answer = client.post("/accounts/login/", form, query_params={"next": place})
    door = Client().get("/admin/login/", {"next": place})

    assert answer.status_code == 302
    assert not leads_away(answer)
    assert not leads_away(door)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_saved_form_leads_nowhere_else(as_officer, committee, place):
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 9))
    address = f"/admin/campaigns/drive/{drive.pk}/change/"
    form = form_on(as_officer.get(address))

    answer = as_officer.post(address, {**form, "_save": "1"}, query_params={"next": place})

    assert answer.status_code == 302
    assert not leads_away(answer)


def test_no_form_of_any_page_leads_elsewhere(committee, people, rows):
    client = Client()
    client.force_login(people["administrator"])
    place = "//evil.example/"
    named = dict.fromkeys(("next", "return", "back", "url", "here", "to", "redirect_to"), place)

    away = [
        address
        for method, address in urls(committee, rows)
        if method == "POST" and "logout" not in address
        if leads_away(client.post(address, named, query_params=named))
    ]

    assert away == []


# Under another name


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver@evil.example", "testserver.evil", "x y"]
)
def test_another_hosts_name_is_refused(client, host):
    assert client.get("/accounts/login/", headers={"host": host}).status_code == 400


def test_a_host_that_only_a_proxy_may_name_is_not_believed(as_officer, committee):
    PlanFactory.create(committee=committee)
    headers = {"x-forwarded-host": "evil.example", "x-forwarded-server": "evil.example"}

    page = as_officer.get("/calendar/2024/", headers=headers, follow=True).content.decode()

    assert "http://testserver/calendar/" in page
    assert "evil.example" not in page


# Out of the folder


@pytest.mark.parametrize(
    "way", ["../", "..%2f", "%2e%2e/", "..%5c", "....//", "%252e%252e%252f", "/"]
)
@pytest.mark.parametrize(
    "address",
    [
        *("/pictures/<picture>/{}small.jpg", "/pictures/<picture>/{}etc/passwd.jpg"),
        *("/reports/<report>/pictures/{}config/settings.jpg", "/reports/2024/{}/report.json"),
        *("/reports/2024/q1/report.{}manage.py", "/imports/{}/template.xlsx", "/calendar/{}x.ics"),
        *("/papers/{}manage.py", "/static/{}manage.py", "/uploads/{}x", "/admin/{}manage.py"),
    ],
)
def test_no_address_leads_out_of_its_folder(as_officer, committee, address, way):
    address = address.replace("<picture>", "1").replace("<report>", "1")

    answer = as_officer.get(address.format(way * 3))

    assert answer.status_code in (302, 404)
    assert not leads_away(answer)
