"""What every page has in common: the content policy, the error pages, the health check."""

from __future__ import annotations

from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import path

from config.urls import urlpatterns as real_urls
from tests.factories import DriveFactory, PlanFactory

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


def crash(request):
    raise RuntimeError


urlpatterns = [path("crash/", crash), *real_urls]


def test_the_content_policy_is_strict_on_every_page(as_administrator, client, committee):
    PlanFactory.create(committee=committee)
    drive = DriveFactory.create(committee=committee)
    pages = [
        "/",
        "/reports/",
        "/reports/2024/h1/",
        "/reports/2024/h1/report.pdf",
        "/nowhere/",
        "/admin/",
        "/admin/campaigns/drive/",
        f"/admin/campaigns/drive/{drive.pk}/change/",
        f"/admin/campaigns/drive/{drive.pk}/history/",
        f"/admin/campaigns/drive/{drive.pk}/delete/",
        "/accounts/password_change/",
    ]
    responses = [as_administrator.get(page) for page in pages]
    responses += [client.get("/accounts/login/"), client.get("/healthz")]

    for response in responses:
        policy = set(response["Content-Security-Policy"].split("; "))
        assert policy == POLICY
        page = response.content.decode(errors="ignore")
        assert "<style" not in page
        assert ' style="' not in page
        assert "<script>" not in page


def test_healthz_answers_without_a_login(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_healthz_tells_when_the_database_is_gone(client):
    with mock.patch("config.views.connection.cursor", side_effect=OperationalError):
        response = client.get("/healthz")

    assert response.status_code == 503


@override_settings(ROOT_URLCONF="tests.test_site")
def test_a_crash_gives_a_vietnamese_page_and_no_traceback(as_leader):
    as_leader.raise_request_exception = False

    response = as_leader.get("/crash/")

    assert response.status_code == 500
    assert "Có lỗi ở máy chủ" in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_an_expired_form_gives_a_vietnamese_page(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "a"})

    assert response.status_code == 403
    assert "Biểu mẫu đã hết hạn" in response.content.decode()


def test_an_unknown_host_gives_a_vietnamese_page(client):
    response = client.get("/accounts/login/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in response.content.decode()


def test_a_browser_set_to_english_gets_vietnamese(client):
    response = client.get("/accounts/login/", headers={"accept-language": "en-US"})

    assert "Tên đăng nhập" in response.content.decode()


def test_the_form_of_dates_and_numbers_is_vietnamese():
    from django import forms
    from django.utils import formats

    assert forms.DateField().clean("09/4/2024").isoformat() == "2024-04-09"
    assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%d/%m/%Y"
    assert formats.localize(2024) == "2024"


def test_a_null_byte_in_an_address_is_a_bad_request(as_officer):
    in_queries = ("/?year=%00", "/admin/campaigns/drive/?q=%00")
    in_paths = ("/reports/1/pictures/%00.jpg", "/admin/campaigns/drive/%00/history/")
    for address in (*in_queries, *in_paths):
        response = as_officer.get(address)

        assert response.status_code == 400
        assert "Yêu cầu không hợp lệ" in response.content.decode()


def test_monitors_may_ask_with_head(as_leader):
    assert as_leader.head("/").status_code == 200
    assert as_leader.head("/healthz").status_code == 200


def test_pages_are_not_kept_by_a_shared_browser(as_leader):
    assert "no-store" in as_leader.get("/")["Cache-Control"]
