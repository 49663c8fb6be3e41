"""The pages of a drive, a zone, a company, a facility and a campaign: for every member to read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.access import visible_committee, with_committee
from campaigns.models import Campaign, Company, Drive, DrivePicture, ReceivingFacility, Zone
from campaigns.pages import visible_row
from donations.turnout import sum_of

from . import neighbours
from .companies import company_drives, company_record
from .drive_records import DriveRecord, drive_record
from .one_drive import drive_facts
from .zones import zone_record

DRIVES_A_PAGE = 25
PICTURES = 8  # shown on a page; a drive has a page with all of its own


@never_cache
@require_safe
def drive(request: HttpRequest, pk: int) -> HttpResponse:
    related = ("zone", "host", "result", "replaced_by", "replaces")
    places = ("replaces__zone", "replaces__host", "replaced_by__zone", "replaced_by__host")
    shown = visible_row(Drive, request, pk, "committee", *related, *places)
    context = {
        "drive": shown,
        "facts": drive_facts(shown, localdate()),
        "again": getattr(shown, "replaced_by", None),
        "facilities": shown.facilities.all(),
        "campaigns": shown.campaigns.order_by("from_on", "name"),
        "papers": list(shown.papers.all()),
        "pictures": list(shown.pictures.all()),
        "neighbours": neighbours.of_drive(shown),
    }
    return _page(request, "drive", shown.committee, context)


@never_cache
@require_safe
def zone(request: HttpRequest, pk: int) -> HttpResponse:
    shown = visible_row(Zone, request, pk, "committee")
    zones = list(Zone.objects.of(shown.committee).order_by("position", "name"))
    told = zone_record(shown, localdate())
    around = neighbours.beside(
        shown, zones, "zone", _("Khu công nghiệp trước"), _("Khu công nghiệp sau")
    )
    context = {"zone": shown, "told": told, "neighbours": around}
    drives = Drive.objects.filter(zone=shown)
    return _page(request, "zone", shown.committee, context | _of(request, told.drives, drives))


@never_cache
@require_safe
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever proposes rewards, or plans the company's next drive."""
    shown = visible_row(Company, request, pk, "committee", "zone")
    companies = Company.objects.filter(committee=shown.committee, zone=shown.zone)
    record = company_record(shown, localdate())
    context = {
        "company": shown,
        "neighbours": neighbours.beside(
            shown,
            list(companies.order_by("name", "pk").only("name")),
            "company",
            _("Doanh nghiệp trước cùng khu"),
            _("Doanh nghiệp sau cùng khu"),
        ),
    }
    context |= _of(request, record, company_drives(shown))
    return _page(request, "company", shown.committee, context)


@never_cache
@require_safe
def facility(request: HttpRequest, pk: int) -> HttpResponse:
    """Facilities are shared by all committees: the figures are those of the chosen one's drives."""
    committee = visible_committee(request)
    shown = get_object_or_404(ReceivingFacility, pk=pk)
    drives = Drive.objects.of(committee).filter(facilities=shown)
    around = neighbours.beside(
        shown,
        list(ReceivingFacility.objects.order_by("position", "name")),
        "facility",
        _("Đơn vị tiếp nhận trước"),
        _("Đơn vị tiếp nhận sau"),
    )
    record = drive_record(committee, drives, localdate())
    context = {"facility": shown, "neighbours": around, **_of(request, record, drives)}
    return _page(request, "facility", committee, context)


@never_cache
@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    shown = visible_row(Campaign, request, pk, "committee")
    drives = Drive.objects.of(shown.committee).filter(campaigns=shown)
    campaigns = list(Campaign.objects.of(shown.committee).order_by("from_on", "name", "pk"))
    communications = list(shown.communications.all())
    record = drive_record(shown.committee, drives, localdate())
    context = {
        "campaign": shown,
        "communications": communications,
        "reached": sum_of(each.reached for each in communications),
        "other_years": neighbours.other_years(shown, campaigns),
        "neighbours": neighbours.beside(
            shown, campaigns, "campaign", _("Chiến dịch trước"), _("Chiến dịch sau")
        ),
        **_of(request, record, drives),
    }
    return _page(request, "campaign", shown.committee, context)


def _of(request: HttpRequest, record: DriveRecord, drives: QuerySet) -> dict[str, Any]:
    """The figures of a thing's drives, one page of them, and the newest of their pictures."""
    pictures = DrivePicture.objects.filter(drive__in=drives.order_by().values("pk"))
    pictures = pictures.select_related("drive__zone", "drive__host")
    return {
        "record": record,
        "page": Paginator(record.lines, DRIVES_A_PAGE).get_page(request.GET.get("page")),
        "pictures": pictures.order_by("-drive__on", "-drive", "added_at", "pk")[:PICTURES],
    }


def _page(
    request: HttpRequest, thing: str, committee: Any, context: dict[str, Any]
) -> HttpResponse:
    context = with_committee(request, committee, context)
    return render(request, f"reports/things/{thing}.html", context)
