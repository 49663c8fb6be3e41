"""Putting companies on a drive's list, to be asked how many of their people will come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.folding import fold
from campaigns.models import Committee, Company, Drive
from campaigns.querysets import containing

from .models import CompanyTurnout


def unlisted(drive: Drive) -> QuerySet[Company]:
    """The committee's companies that are not on the drive's list, by name."""
    listed = CompanyTurnout.objects.filter(drive=drive, company=OuterRef("pk"))
    companies = Company.objects.of(drive.committee).filter(~Exists(listed))
    return companies.select_related("zone").order_by("folded_name", "pk")


def last_list(drive: Drive) -> Drive | None:
    """The last earlier drive of the same zone or the same host that has a list."""
    same = Q(zone=drive.zone_id) if drive.zone_id else Q()
    if drive.host_id:
        same |= Q(host=drive.host_id)
    if not same:
        return None
    has_list = Exists(CompanyTurnout.objects.filter(drive=OuterRef("pk")))
    earlier = Drive.objects.of(drive.committee).filter(same, has_list, on__lt=drive.on)
    return earlier.select_related("zone", "host").order_by("-on", "-pk").first()


def companies_called(committee: Committee, text: str) -> list[Company]:
    """Those of this very name or alias, whatever its case and accents; else those it occurs in."""
    companies = Company.objects.of(committee).select_related("zone").order_by("folded_name", "pk")
    found = list(containing(companies, ("search_key",), text)) if fold(text) else []
    exact = [each for each in found if fold(text) in each.search_key.split("\n")]
    return exact or found


@transaction.atomic
def put_on_list(
    drive: Drive, companies: Iterable[Company], asked_on: date | None = None
) -> list[CompanyTurnout]:
    """Add the companies that are not on the list yet, all or none; each with its history.

    The caller holds the drive, so that of two who add one waits and sees what the other added.
    """
    listed = set(drive.turnouts.values_list("company_id", flat=True))
    rows = [
        CompanyTurnout(drive=drive, company=company, asked_on=asked_on)
        for company in companies
        if company.pk not in listed
    ]
    for row in rows:
        row.save()
    return rows
