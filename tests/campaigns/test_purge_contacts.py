"""The contacts of companies that have not hosted a drive for years are forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate, now

from campaigns.models import Company
from tests.factories import CompanyFactory, DriveFactory, TurnoutFactory
from tests.forms import form_on

pytestmark = pytest.mark.django_db


def purge(years: int = 2, **options: object) -> str:
    out = StringIO()
    call_command("purge_contacts", years=years, stdout=out, **options)
    return out.getvalue().strip()


def company(committee, *, hosted: date | None = None, entered: date | None = None) -> Company:
    row = CompanyFactory.create(
        committee=committee, contact_name="Chị Hoa", contact_phone="0900 000 000"
    )
    days = (localdate() - (entered or date(2020, 1, 1))).days
    row.history.update(history_date=now() - timedelta(days=days))
    if hosted:
        DriveFactory.create(committee=committee, form="company", host=row, zone=None, on=hosted)
    return row


def days_ago(days: int) -> date:
    return localdate() - timedelta(days=days)


def test_only_those_without_a_drive_in_these_years_are_forgotten(committee):
    old = company(committee, hosted=days_ago(3 * 365))
    recent = company(committee, hosted=days_ago(365))
    planned = company(committee, hosted=days_ago(-60))
    never = company(committee)

    assert purge() == "Đã quên: 2."

    kept = set(Company.objects.exclude(contact_name=""))
    assert kept == {recent, planned}
    assert set(Company.objects.filter(contact_phone="")) == {old, never}


def test_a_company_that_was_asked_in_these_years_is_no_old_one(committee):
    asked = company(committee)
    TurnoutFactory.create(drive__committee=committee, drive__on=days_ago(365), company=asked)
    long_ago = company(committee)
    TurnoutFactory.create(drive__committee=committee, drive__on=days_ago(3 * 365), company=long_ago)

    assert purge() == "Đã quên: 1."

    assert Company.objects.exclude(contact_name="").get() == asked


def test_a_company_entered_since_is_no_old_one(committee):
    company(committee, entered=days_ago(30))

    assert purge() == "Đã quên: 0."


def test_a_dry_run_only_counts(committee):
    company(committee)

    assert purge(dry_run=True) == "Sẽ quên: 1."
    assert Company.objects.get().contact_name == "Chị Hoa"


def test_the_second_run_finds_nothing(committee):
    company(committee)
    purge()

    assert purge() == "Đã quên: 0."


@pytest.mark.parametrize("years", [0, -1, 10_000])
def test_a_number_of_years_that_is_none_is_refused(years):
    with pytest.raises(CommandError):
        purge(years)


def test_a_form_opened_before_does_not_put_the_contact_back_unseen(as_officer, committee):
    row = company(committee)
    address = f"/admin/campaigns/company/{row.pk}/change/"
    opened = form_on(as_officer.get(address))
    purge()

    response = as_officer.post(address, opened | {"aliases": "HOA"})

    labels = [line.label for line in response.context["adminform"].form.comparison.lines]
    assert "Người liên hệ" in labels
    assert Company.objects.get().contact_name == ""


def test_no_history_and_no_log_ever_holds_a_contact(as_officer, committee):
    row = company(committee)
    address = f"/admin/campaigns/company/{row.pk}/change/"
    opened = form_on(as_officer.get(address))
    as_officer.post(address, opened | {"contact_name": "Anh Nam", "contact_phone": "0911"})
    row.delete()

    written = [*Company.history.values(), *LogEntry.objects.values()]
    assert len(written) == 4
    for held in ("Chị Hoa", "Anh Nam", "0900", "0911"):
        assert held not in str(written)
