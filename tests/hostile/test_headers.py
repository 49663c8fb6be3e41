"""What every answer tells the browser to refuse, be it page, file, redirect or error."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.test import Client, override_settings
from django.urls import path

import config.settings
from config.urls import urlpatterns as real_urls
from tests.hostile.answers import read, wrong_in
from tests.hostile.reading_html import dangers_in

pytestmark = pytest.mark.django_db


def crash(request):
    raise RuntimeError


urlpatterns = [path("crash/", crash), *real_urls]


def test_what_a_form_answers(as_officer, committee):
    answers = [
        as_officer.post("/reports/new/", {}),
        as_officer.post("/calendar/renew/"),
        as_officer.post("/admin/campaigns/drive/add/", {"on": "x"}),
        as_officer.post("/imports/text/", {"text": "Ngày 09/4/2024 tại KCN A thu 10 đơn vị máu"}),
    ]

    assert [wrong_in(answer) for answer in answers] == [[], [], [], []]


@override_settings(ROOT_URLCONF="tests.hostile.test_headers")
def test_every_error_page(committee, as_leader):
    as_leader.raise_request_exception = False
    errors = {
        400: as_leader.get("/", headers={"host": "evil.example"}),
        403: as_leader.get("/admin/", follow=True),
        404: as_leader.get("/nowhere/"),
        405: as_leader.post("/search/"),
        500: as_leader.get("/crash/"),
    }
    errors["nul"] = as_leader.get("/?year=%00")
    errors["csrf"] = Client(enforce_csrf_checks=True).post("/accounts/login/")
    for _ in range(5):
        errors[429] = Client().post("/accounts/login/", {"username": "a", "password": "b"})

    codes = {"nul": 400, "csrf": 403}
    assert {name: each.status_code for name, each in errors.items()} == {
        name: codes.get(name, name) for name in errors
    }
    assert {name: wrong_in(each) for name, each in errors.items() if wrong_in(each)} == {}


def test_static_files(settings):
    settings.MIDDLEWARE = config.settings.MIDDLEWARE
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True

    for name in ("css/variables.css", "js/preview.js", "nowhere.js"):
        answer = Client().get(f"/static/{name}")
        read(answer)

        assert wrong_in(answer) == []
        assert answer.status_code == (404 if name == "nowhere.js" else 200)


def test_a_dangerous_page_would_be_noticed():
    pages = [
        *("<p style='x'>", "<style>", "<script>1</script>", "<img onerror=x>", "<base href=/>"),
        *("<script src=https://x/>", "<img src=//x>", "<a href=' javascript:x'>", "<iframe>"),
        *("<form action=https://x>", "<link href=http://x>", '<meta http-equiv="refresh">'),
    ]

    assert [page for page in pages if len(dangers_in(page)) != 1] == []
    assert dangers_in('<script src="/a.js"></script><img src="/b.jpg"><a href="https://c">') == []


# Cookies, and what changes with HTTPS


def test_no_script_reads_a_cookie_and_no_other_site_sends_one(client, officer):
    officer.set_password("mat-khau-dung")
    officer.save()
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"username": "canbo", "password": "mat-khau-dung"})

    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"
        assert not client.cookies[name]["domain"]
    assert client.cookies["sessionid"]["max-age"] <= 7 * 24 * 3600


def settings_under(**environment: str) -> dict[str, object]:
    """What the settings say in a process of its own, with these variables set."""
    names = [
        *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE"),
        *("CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"),
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    ]
    code = "import json; from config import settings as s; "
    code += f"print(json.dumps({{name: getattr(s, name, None) for name in {names}}}))"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "SECRET_KEY": "x", **environment},
        capture_output=True,
        check=True,
        text=True,
        cwd=config.settings.BASE_DIR,
    )
    return json.loads(told.stdout)


def test_behind_https_the_cookies_are_this_hosts_alone():
    assert settings_under(HTTPS="1") == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    }


def test_on_plain_http_nobody_is_locked_out():
    told = settings_under(HTTPS="0")

    assert not any(told.values())


def test_behind_https_every_answer_says_so_and_http_leads_there(client, settings):
    settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_SECONDS = 31_536_000

    plain = client.get("/accounts/login/")
    safe = client.get("/accounts/login/", secure=True)

    assert plain["Location"] == "https://testserver/accounts/login/"
    assert wrong_in(plain) == wrong_in(safe) == []
    assert safe["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
