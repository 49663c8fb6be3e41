"""Forget the contact persons of companies that have taken part in no drive for years."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.deeds import log_deed
from campaigns.models import Company


class Command(BaseCommand):
    help = _("Quên người liên hệ và điện thoại của doanh nghiệp không có đợt nào trong N năm qua.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--years", type=int, required=True, help=_("số năm không có đợt nào"))
        parser.add_argument("--dry-run", action="store_true", help=_("chỉ đếm, không xóa"))

    @transaction.atomic
    def handle(self, *args: Any, years: int, dry_run: bool, **options: Any) -> None:
        today = localdate()
        if not 1 <= years < today.year:
            raise CommandError(_("Số năm phải từ 1."))
        companies = list(to_forget(_years_before(today, years)).select_for_update())
        if not dry_run:
            for company in companies:
                _forget(company)
            log_deed("contacts_forgotten", None, companies=len(companies), years=years)
        told = _("Sẽ quên: %(count)d.") if dry_run else _("Đã quên: %(count)d.")
        self.stdout.write(told % {"count": len(companies)})


def _forget(company: Any) -> None:
    """Saved as a form saves: one that was opened before can't put the contact back unseen."""
    company.contact_name = company.contact_phone = ""
    company._change_reason = _("quên thông tin liên hệ")
    company.save()


def to_forget(since: date) -> QuerySet[Company]:
    """Companies with a contact that since that day have hosted no drive, stood on no drive's list,
    nor were entered.
    """
    with_contact = Company.objects.exclude(contact_name="", contact_phone="")
    with_contact = with_contact.exclude(turnouts__drive__on__gte=since)
    entered_since = Company.history.filter(history_type="+", history_date__date__gte=since)
    return with_contact.exclude(drives__on__gte=since).exclude(pk__in=entered_since.values("id"))


def _years_before(day: date, years: int) -> date:
    """29 February has 28 February before it."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)
