"""The log tells who did what: one line for each deed, once it is done."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from campaigns.deeds import log_deed
from campaigns.models import User
from donations.models import SheetImport
from reports.models import Report
from tests.factories import CompanyFactory, DriveFactory, ZoneFactory, held
from tests.logged import Line, deeds, log
from tests.reports.lives import digest_of, drafted, fit_to_sign, issued, take_note, url_of
from tests.spreadsheets import drives_sheet, uploaded
from tests.uploads import pdf, upload

pytestmark = pytest.mark.django_db

PASSWORD = "mat-khau-dung"
DRIVE = {"Ngày": date(2024, 4, 9), "Hình thức": "tập trung", "Khu công nghiệp": "Phố Nối A"}


@pytest.fixture
def person(officer) -> User:
    officer.set_password(PASSWORD)
    officer.save()
    return officer


def log_in(name="canbo", password=PASSWORD, client: Client | None = None):
    client = client or Client(REMOTE_ADDR="10.0.0.9")
    return client.post("/accounts/login/", {"username": name, "password": password})


def told(deed: str, by: User | None, thing=None, **more) -> Line:
    """The line of a deed at the test client's own address."""
    committee = getattr(thing, "committee", None)
    return {
        "deed": deed,
        "user": by.username if by else None,
        "user_id": by.pk if by else None,
        "address": "127.0.0.1" if by else None,
        "committee": committee.symbol if committee else None,
        "kind": thing._meta.label_lower if thing else None,
        "id": thing.pk if thing else None,
        **more,
    }


# How a line looks


def test_a_line_is_one_object_with_its_time_level_and_logger(person):
    with log() as lines:
        log_in()

    (line,) = lines
    assert datetime.fromisoformat(line["time"]).utcoffset() is not None
    assert (line["level"], line["logger"]) == ("INFO", "giothong.deeds")
    assert line["message"] == line["deed"] == "logged_in"


def test_a_deed_that_was_taken_back_is_not_told(person):
    with log() as lines, transaction.atomic():
        log_deed("something_done", None, person)
        transaction.set_rollback(True)

    assert not deeds(lines)


# Coming in and going out


def test_coming_in_and_going_out(person):
    client = Client(REMOTE_ADDR="10.0.0.9")

    with log() as lines:
        log_in(client=client)
        client.post("/accounts/logout/")

    of_person = {"address": "10.0.0.9"}
    assert deeds(lines) == [
        told("logged_in", person, **of_person),
        told("logged_out", person, **of_person),
    ]


def test_whoever_leaves_by_the_admins_door_is_told_too(as_officer, officer):
    with log() as lines:
        as_officer.post("/admin/logout/")

    assert deeds(lines) == [told("logged_out", officer)]


def test_a_wrong_password_names_the_account_and_the_fifth_its_lock(person):
    with log() as lines:
        for _ in range(6):
            log_in("CanBo", "sai")

    found = deeds(lines)
    assert [line["deed"] for line in found] == ["log_in_failed"] * 4 + ["log_in_locked"] * 2
    assert {line["account"] for line in found} == {"canbo"}
    assert {line["id"] for line in found} == {person.pk}
    assert {line["address"] for line in found} == {"10.0.0.9"}


def test_a_name_without_an_account_is_not_told_as_it_may_be_a_password(person):
    with log() as lines:
        log_in(PASSWORD, "canbo")

    (line,) = deeds(lines)
    assert (line["deed"], line["account"]) == ("log_in_failed", "unknown")
    assert PASSWORD not in str(lines)


# Passwords and rights


def test_the_own_password(person, committee):
    client = Client()
    client.force_login(person)
    new = "giot-hong-2024"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    with log() as lines:
        client.post("/accounts/password_change/", {**form, "old_password": "sai"})
        client.post("/accounts/password_change/", form)

    assert deeds(lines) == [told("password_changed", person)]


def test_a_password_of_the_administrators(as_administrator, administrator, officer):
    address = f"/admin/campaigns/user/{officer.pk}/password/"

    with log() as lines:
        as_administrator.get(address)
        as_administrator.post(address)

    assert deeds(lines) == [told("password_reset", administrator, officer)]


def test_a_new_account_and_what_it_may(as_administrator, administrator, committee):
    role = Group.objects.get(name="Cán bộ")
    form = {"username": "canbo2", "groups": [role.pk], "committees": [committee.pk]}

    with log() as lines:
        as_administrator.post("/admin/campaigns/user/add/", form)

    assert deeds(lines) == [
        told(
            "account_created",
            administrator,
            User.objects.get(username="canbo2"),
            account="canbo2",
            changed=["username", "groups", "committees"],
            roles=["Cán bộ"],
            committees=[committee.symbol],
            is_active=True,
            is_superuser=False,
        )
    ]


def test_a_change_of_rights_and_none_of_a_form_sent_untouched(
    as_administrator, administrator, officer
):
    address = f"/admin/campaigns/user/{officer.pk}/change/"
    opened = as_administrator.get(address).context["adminform"].form.initial["opened"]
    form = {
        **{"username": "canbo", "last_name": "", "first_name": "", "opened": opened},
        **{"groups": [group.pk for group in officer.groups.all()], "is_active": "on"},
        "committees": [committee.pk for committee in officer.committees.all()],
    }

    with log() as lines:
        as_administrator.post(address, form)
        as_administrator.post(address, {**form, "is_active": "", "committees": []})

    (line,) = deeds(lines)
    assert line["deed"] == "account_changed"
    assert set(line["changed"]) == {"is_active", "committees"}
    assert (line["is_active"], line["committees"]) == (False, [])


def test_a_lock_that_was_lifted(as_administrator, administrator, officer):
    chosen = {"action": "unlock", "_selected_action": officer.pk}

    with log() as lines:
        as_administrator.post("/admin/campaigns/user/", chosen)

    assert deeds(lines) == [told("account_unlocked", administrator, officer)]


# Reports


@pytest.fixture
def draft(committee) -> Report:
    fit_to_sign(committee)
    held(committee, date(2024, 4, 9), 263)
    return drafted(committee)


@pytest.fixture
def as_issuer(as_officer, officer) -> Client:
    officer.groups.add(Group.objects.get(name="Ban hành báo cáo"))
    return as_officer


def test_issuing_is_told_when_it_is_done_and_not_when_it_is_refused(as_issuer, officer, draft):
    form = {"version": draft.version, "number": 15, "issued_on": "02/7/2024"}

    with log() as lines:
        as_issuer.post(url_of(draft, "issue/"), {**form, "seen": "x"})
    take_note(draft, officer)
    seen = digest_of(draft, 15)
    with log() as more:
        as_issuer.post(url_of(draft, "issue/"), {**form, "seen": seen})

    assert not deeds(lines)
    assert deeds(more) == [told("report_issued", officer, draft, replaces=None)]


def test_a_replacement_a_scan_and_a_draft_thrown_away(as_officer, officer, draft):
    report = issued(draft)

    with log() as lines:
        as_officer.post(url_of(report, "scan/"), {"scan": upload(pdf(), "ky.pdf")})
        as_officer.post(url_of(report, "replace/"))
        again = report.replacement
        gone = told("draft_deleted", officer, again)
        as_officer.post(url_of(again, "discard/"))

    scan = report.files.get(name="scan")
    opened = told("replacement_opened", officer, again, replaces=report.pk)
    assert deeds(lines) == [told("scan_filed", officer, report, file=scan.pk), opened, gone]


def test_reports_that_were_taken_along(as_leader, leader, draft):
    with log() as lines:
        as_leader.get(url_of(draft, "report.json"))
        as_leader.get("/reports/2024/h1/report.xlsx")
        as_leader.get("/reports/2024/h1/brief.pdf")

    of_committee = {"committee": draft.committee.symbol, "period": "h1-2024"}
    assert deeds(lines) == [
        told("report_downloaded", leader, draft, format="json"),
        told("report_downloaded", leader, format="xlsx", **of_committee),
        told("brief_downloaded", leader, **of_committee),
    ]


# Lists


def test_an_import_and_its_undoing(as_officer, officer, committee):
    ZoneFactory.create(committee=committee, name="Phố Nối A")
    as_officer.post("/imports/drives/", {"file": uploaded(drives_sheet(DRIVE))})
    found = SheetImport.objects.get()
    page = as_officer.get(f"/imports/{found.pk}/")

    with log() as lines:
        as_officer.post(f"/imports/{found.pk}/", {"digest": "x"})
        as_officer.post(f"/imports/{found.pk}/", {"digest": page.context["plan"].digest})
        as_officer.post(f"/imports/{found.pk}/undo/")
        as_officer.post(f"/imports/{found.pk}/undo/")  # too late

    counts = {"sheet": "drives", "added": 1, "changed": 0, "unchanged": 0}
    assert deeds(lines) == [
        told("sheet_imported", officer, found, **counts),
        told("import_undone", officer, found, sheet="drives"),
    ]


def test_lists_that_were_taken_along(as_officer, officer, committee):
    drive = DriveFactory.create(committee=committee)

    with log() as lines:
        as_officer.get("/admin/campaigns/company/export/?q=0912345678")
        as_officer.get("/plan/2024/drives.xlsx")
        as_officer.get(f"/drives/{drive.pk}/turnout/turnout.xlsx")

    of_year = {"committee": committee.symbol, "list": "campaigns.drive", "year": 2024}
    assert deeds(lines) == [
        told("list_exported", officer, list="campaigns.company"),
        told("list_exported", officer, **of_year),
        told("list_exported", officer, drive, list="donations.companyturnout"),
    ]


def test_a_calendar_that_got_another_address(as_officer, officer, committee):
    with log() as lines:
        as_officer.post("/calendar/renew/")

    assert deeds(lines) == [
        told("feed_key_renewed", officer, committee, committee=committee.symbol)
    ]


def test_two_names_that_became_one(as_officer, officer, committee):
    keep, gone = CompanyFactory.create_batch(2, committee=committee)
    versions = {"keep_version": keep.version, "gone_version": gone.version}

    with log() as lines:
        for _ in range(2):  # the second finds it done
            as_officer.post(f"/names/company/{keep.pk}/{gone.pk}/", versions)

    assert deeds(lines) == [told("names_merged", officer, keep, gone=gone.pk, moved=0)]


# Commands


def test_what_a_command_did_has_no_person_behind_it(committee, tmp_path):
    ZoneFactory.create(committee=committee, name="Phố Nối A")
    sheet = tmp_path / "bang.xlsx"
    sheet.write_bytes(drives_sheet(DRIVE))

    with log() as lines:
        call_command("import_drives", sheet, committee=committee.symbol)
        call_command("import_drives", sheet, committee=committee.symbol)  # nothing left to do

    (line,) = deeds(lines)
    assert (line["deed"], line["user"], line["address"]) == ("sheet_imported", None, None)
    assert (line["committee"], line["added"]) == (committee.symbol, 1)


def test_contacts_that_were_forgotten(committee):
    company = CompanyFactory.create(committee=committee, contact_phone="0912345678")
    company.history.update(history_date=datetime.fromisoformat("2015-01-01T00:00:00+07:00"))

    with log() as lines:
        call_command("purge_contacts", years=3, dry_run=True)
        call_command("purge_contacts", years=3)

    assert deeds(lines) == [told("contacts_forgotten", None, companies=1, years=3)]
