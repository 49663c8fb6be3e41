"""Where database or disk fail for a while: nothing is half saved, nothing typed is lost."""

from __future__ import annotations

import errno
import os
import sqlite3
from datetime import date
from unittest import mock
from urllib.parse import urlencode

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import InternalError, OperationalError, connection
from django.db.utils import InterfaceError
from django.test import Client

from campaigns.models import Drive, DrivePicture, Paper
from campaigns.models.papers import with_its_files
from campaigns.models.records import Record
from campaigns.scoped_admin import RecordAdmin
from campaigns.storage import WholeFileStorage
from config.trying_again import may_pass
from donations.models import DriveResult, SheetImport
from tests.donations.pages import add_form, form_of, page_of
from tests.factories import DriveFactory, FacilityFactory, PlanFactory, UserFactory
from tests.forms import form_on
from tests.spreadsheets import drives_sheet
from tests.uploads import filed_picture, pdf, stored, upload

pytestmark = pytest.mark.django_db

ADD = "/admin/campaigns/drive/add/"
gone = mock.patch.object(SessionStore, "load", side_effect=OperationalError)
locked = mock.patch.object(Record, "save", side_effect=OperationalError)


@pytest.fixture
def officer_at_work(as_officer) -> Client:
    as_officer.raise_request_exception = False
    return as_officer


def answer_lost():
    """A form is saved, and then the connection breaks."""
    save = RecordAdmin.changeform_view

    def saved_and_lost(*args, **kwargs):
        save(*args, **kwargs)
        raise OperationalError

    return mock.patch.object(RecordAdmin, "changeform_view", saved_and_lost)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_page_that_cannot_be_read_is_offered_again(officer_at_work):
    with gone:
        response = officer_at_work.get("/reports/?year=2024&x=1")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "no-store" in response["Cache-Control"]
    assert "Tạm thời chưa đọc, ghi được dữ liệu" in text_of(response)
    assert '<a class="button" href="/reports/?year=2024&amp;x=1">Thử lại</a>' in text_of(response)


def test_all_that_was_typed_is_sent_again_in_its_order(officer_at_work, committee):
    facilities = [each.pk for each in FacilityFactory.create_batch(2)]
    form = add_form(committee, note='“Ghi chú” <b>\r\ndòng "hai"', facilities=facilities)

    with locked:
        response = officer_at_work.post(f"{ADD}?next=/plan/", {**form, "_save": "Lưu"})

    assert response.status_code == 503
    assert "được giữ trong trang này" in text_of(response)
    assert f'action="{ADD}?next=/plan/"' in text_of(response)
    kept = form_on(response)
    assert kept.pop("csrfmiddlewaretoken")
    sent = {**form, "_save": "Lưu"}
    assert list(kept) == list(sent)
    assert kept == {
        name: [str(each) for each in (value if isinstance(value, list) else [value])]
        for name, value in sent.items()
    }


def test_the_page_saves_what_was_typed_once_all_is_well(officer_at_work, committee):
    with locked:
        response = officer_at_work.post(ADD, add_form(committee))
    assert not Drive.objects.exists()

    saved = officer_at_work.post(ADD, form_on(response))

    assert saved.status_code == 302
    assert DriveResult.objects.get().units == 100


def test_a_drive_that_was_saved_before_the_answer_got_lost_is_saved_once(
    officer_at_work, committee
):
    with answer_lost():
        response = officer_at_work.post(ADD, add_form(committee))
    assert response.status_code == 503

    again = officer_at_work.post(ADD, form_on(response))

    assert again.status_code == 302
    assert Drive.objects.count() == Drive.history.count() == DriveResult.history.count() == 1


def test_a_change_that_was_saved_before_the_answer_got_lost_is_saved_once(
    officer_at_work, committee
):
    drive = DriveFactory.create(committee=committee, on=date(2024, 4, 9))
    with answer_lost():
        response = officer_at_work.post(page_of(drive), form_of(drive, venue="Ecogarden"))

    officer_at_work.post(page_of(drive), form_on(response))

    drive.refresh_from_db()
    assert (drive.venue, drive.version) == ("Ecogarden", 1)


def test_what_was_told_of_something_undone_is_not_told_later(officer_at_work, officer, committee):
    drive = DriveFactory.create(committee=committee)
    shown = filed_picture(drive, officer)
    with mock.patch("campaigns.views.redirect", side_effect=OperationalError):
        officer_at_work.post(f"/pictures/{shown.pk}/", {"caption": "Lễ", "version": 0})

    assert DrivePicture.objects.get().caption != "Lễ"
    assert "Đã lưu chú thích" not in text_of(officer_at_work.get(f"/pictures/{shown.pk}/"))


def test_a_value_to_put_back_is_asked_for_again_as_it_was(officer_at_work, committee):
    drive = DriveFactory.create(committee=committee, venue="Ramen", on=date(2024, 4, 9))
    drive.venue = "Ecogarden"
    drive.save()
    history = officer_at_work.get(page_of(drive).replace("change", "history"))
    told = next(told for _entry, told in history.context["rows"])
    form = form_on(history) | {"back": next(back for _text, back in told if back)}
    with locked:
        response = officer_at_work.post(
            page_of(drive).replace("change", "back"),
            urlencode(form, doseq=True),  # as a browser does
            content_type="application/x-www-form-urlencoded",
        )
    assert response.status_code == 503

    officer_at_work.post(page_of(drive).replace("change", "back"), form_on(response))

    drive.refresh_from_db()
    assert drive.venue == "Ramen"


def test_a_button_alone_is_pressed_again(officer_at_work, committee):
    with gone:
        response = officer_at_work.post("/calendar/renew/")

    assert 'action="/calendar/renew/"' in text_of(response)
    assert "đã nhập" not in text_of(response)


def test_a_password_is_not_written_into_the_page(db):
    UserFactory.create(username="canbo")
    client = Client(raise_request_exception=False)

    with mock.patch("campaigns.throttle._locked_until", side_effect=OperationalError):
        response = client.post(
            "/accounts/login/?next=/plan/", {"username": "canbo", "password": "mot-mat-khau"}
        )

    assert response.status_code == 503
    assert "mot-mat-khau" not in text_of(response)
    assert 'href="/accounts/login/?next=/plan/"' in text_of(response)
    assert "nhập lại" in text_of(response)


def test_a_form_of_a_strangers_page_gets_no_token(officer, committee):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(officer)

    with gone:
        response = client.post(ADD, add_form(committee))

    assert response.status_code == 503
    assert "<form" not in text_of(response)
    assert "csrfmiddlewaretoken" not in text_of(response)


def test_the_way_back_leads_to_no_strangers_page(officer_at_work):
    form = {"old_password": "mot", "new_password1": "hai", "new_password2": "hai"}
    address = "/accounts/password_change/"
    for referer, shown in (
        ("http://testserver/accounts/password_change/?x=1", True),
        ("https://evil.example/", False),
    ):
        with gone:
            response = officer_at_work.post(address, form, headers={"referer": referer})

        assert (f'href="{referer}"' in text_of(response)) is shown
        assert "evil.example" not in text_of(response)


def test_as_many_fields_as_a_form_may_have_are_kept(officer_at_work):
    many = {f"row-{n}-note": str(n) for n in range(9_999)}

    with gone:
        response = officer_at_work.post("/drives/1/turnout/", many)

    assert len(form_on(response)) == len(many) + 1


def test_a_form_with_too_many_fields_fails_no_further(officer_at_work):
    many = {f"row-{n}-note": str(n) for n in range(10_001)}

    with gone:
        response = officer_at_work.post(
            "/drives/1/turnout/",
            "&".join(f"{name}={value}" for name, value in many.items()),
            content_type="application/x-www-form-urlencoded",
        )

    assert response.status_code == 503
    assert "<form" not in text_of(response)


# Files


@pytest.fixture
def disk(tmp_path, monkeypatch):
    """Uploads on a disk; with ``disk.is_full`` every file that is opened to be written is one."""
    storage = WholeFileStorage(tmp_path)
    for model in (Paper, SheetImport):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", storage)
    storage.is_full = False
    opened = os.open

    def full(path, flags, *args, **kwargs):
        file = opened(path, flags, *args, **kwargs)
        if storage.is_full and flags & os.O_CREAT and str(path).startswith(str(tmp_path)):
            os.close(file)
            return opened("/dev/full", os.O_WRONLY)
        return file

    monkeypatch.setattr(os, "open", full)
    return storage


def files_on(disk) -> list:
    return [each for folder in os.listdir(disk.location) for each in disk.listdir(folder)[1]]


def test_on_a_full_disk_a_paper_leaves_nothing_and_its_title_is_kept(
    officer_at_work, committee, disk
):
    page = f"/plans/{PlanFactory.create(committee=committee).pk}/papers/"
    form = {"title": "Kế hoạch số 03", "file": upload(pdf(), "a.pdf", "application/pdf")}
    disk.is_full = True

    response = officer_at_work.post(page, form)

    assert response.status_code == 503
    assert (Paper.objects.count(), files_on(disk)) == (0, [])
    assert "hãy chọn lại tệp" in text_of(response)
    assert form_on(response)["title"] == ["Kế hoạch số 03"]
    disk.is_full = False
    again = officer_at_work.post(page, form_on(response))
    assert 'value="Kế hoạch số 03"' in text_of(again)
    assert officer_at_work.post(page, {**form, "file": upload(pdf(), "a.pdf")}).status_code == 302
    assert (Paper.objects.count(), len(files_on(disk))) == (1, 1)


@pytest.mark.parametrize("where", ["file", "row"])
def test_a_sheet_that_cannot_be_kept_leaves_the_one_that_waits(
    officer_at_work, committee, disk, where
):
    def send(content: bytes):
        return officer_at_work.post("/imports/drives/", {"file": upload(content, "bang.xlsx")})

    line = {"Ngày": date(2024, 4, 9), "Hình thức": "tập trung", "Khu công nghiệp": "Phố Nối A"}
    assert send(drives_sheet(line)).status_code == 302
    kept = SheetImport.objects.get()
    disk.is_full = where == "file"
    fails = mock.patch.object(SheetImport, "save", side_effect=OperationalError)

    with fails if where == "row" else mock.MagicMock():
        response = send(drives_sheet({**line, "Số đơn vị máu": 5}))

    assert response.status_code == 503
    assert SheetImport.objects.get() == kept
    assert [f"imports/{name}" for name in files_on(disk)] == [kept.file.name]


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_file_stays_where_its_row_may_be_stored(committee, administrator, is_stored):
    """A commit whose answer got lost may have been one."""
    paper = Paper(
        plan=PlanFactory.create(committee=committee),
        file=ContentFile(pdf(), "a.pdf"),
        size=1,
        sha256="a",
        added_by=administrator,
    )
    before = stored()
    with (
        mock.patch("campaigns.models.papers.transaction.atomic") as atomic,
        mock.patch("campaigns.models.papers._may_be_stored", return_value=is_stored),
    ):
        atomic.return_value.__exit__.side_effect = OperationalError
        with pytest.raises(OperationalError), with_its_files(paper):
            super(Paper, paper).save_base()

    assert len(stored() - before) == is_stored


# What may pass


class ReadOnlyError(psycopg.Error):
    sqlstate = "25006"


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "cause", "passes"),
    [
        (OperationalError(), psycopg.errors.DiskFull(), True),
        (OperationalError(), psycopg.errors.AdminShutdown(), True),
        (OperationalError(), psycopg.errors.LockNotAvailable(), True),
        (InterfaceError(), psycopg.InterfaceError(), True),
        (InternalError(), ReadOnlyError(), True),
        (InternalError(), psycopg.errors.InFailedSqlTransaction(), False),
        (OperationalError(), sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (OperationalError(), sqlite_error(sqlite3.SQLITE_FULL), True),
        (OperationalError(), sqlite_error(sqlite3.SQLITE_READONLY), True),
        (OperationalError(), sqlite_error(sqlite3.SQLITE_ERROR), False),  # no such table
        (OSError(errno.ENOSPC, ""), None, True),
        (OSError(errno.EDQUOT, ""), None, True),
        (OSError(errno.ENOENT, ""), None, False),
        (RuntimeError(), None, False),
    ],
)
def test_only_what_may_pass_is_tried_again(error, cause, passes):
    error.__cause__ = cause

    assert may_pass(error) is passes


def test_a_mistake_in_the_program_is_none_to_try_again(officer_at_work):
    with mock.patch.object(SessionStore, "load", side_effect=RuntimeError):
        response = officer_at_work.get("/")

    assert response.status_code == 500
    assert "Thử lại" not in text_of(response)


@pytest.mark.only_on("sqlite")
def test_sqlite_writes_down_what_it_answers_and_holds_its_rules():
    with connection.cursor() as cursor:
        (synchronous,) = cursor.execute("PRAGMA synchronous").fetchone()
        (foreign_keys,) = cursor.execute("PRAGMA foreign_keys").fetchone()

    assert (synchronous, foreign_keys) == (2, 1)  # FULL, on


# What /healthz tells


def test_healthz_tells_of_a_disk_that_is_nearly_full(client):
    with mock.patch("config.views.shutil.disk_usage", return_value=mock.Mock(free=1_000_000)):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"disk full")


def test_healthz_tells_of_a_database_that_is_only_read(client):
    with mock.patch("config.views.connection.cursor") as cursor:
        cursor.return_value.__enter__.return_value.fetchone.return_value = ("on",)
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"database read-only")
