"""The pages of the year's calendar, and the address under which phones read it."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import visible_committee, with_committee
from campaigns.choices import is_id
from campaigns.deeds import log_deed
from campaigns.models import Campaign, Committee, Drive, Zone
from campaigns.pages import require

from .calendar_feed import calendar_file
from .calendar_year import Running, calendar_year, rests_of
from .pages import period_of
from .planning import year_plan
from .summary import summarise
from .wording import campaign_text
from .years import known_years, newest_year, years_to_plan


@never_cache
@require_safe
def newest_calendar(request: HttpRequest) -> HttpResponse:
    """This year if anything is known of it, else the newest."""
    committee = visible_committee(request)
    known, this_year = known_years(committee), committee.year_of(localdate())
    is_known = this_year in known
    year = this_year if is_known else newest_year(committee, known, localdate())
    return redirect(f"{reverse('calendar', args=[year])}?committee={committee.pk}")


@never_cache
@require_safe
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """Twelve months with their drives, and the rest after those of a whole zone."""
    committee, today = visible_committee(request), localdate()
    years = years_to_plan(committee, today)
    if year not in years:
        raise Http404(_("Không có lịch của năm này."))
    zones = list(Zone.objects.of(committee))
    zone = _chosen_zone(request, zones)
    summary = summarise(committee, period_of(committee, year, "year"), as_of=today)
    plan = year_plan(summary, Committee.Calendar(committee.calendar))
    rests = [each for each in rests_of(summary) if zone is None or each.place.zone == zone.name]
    months = calendar_year(plan, rests, _campaigns(committee, year))
    context = {
        "summary": summary,
        "plan": plan,
        "months": months,
        "today": today,
        "years": years,
        "zones": zones,
        "zone": zone,
        **_feed_addresses(request, committee),
    }
    return render(request, "reports/calendar.html", with_committee(request, committee, context))


def _chosen_zone(request: HttpRequest, zones: list[Zone]) -> Zone | None:
    """
    Raises:
        Http404: ``?zone=`` names none of the committee's.
    """
    chosen = request.GET.get("zone", "")
    if not chosen:
        return None
    found = [zone for zone in zones if is_id(chosen) and zone.pk == int(chosen)]
    if not found:
        raise Http404(_("Không có khu công nghiệp này."))
    return found[0]


def _campaigns(committee: Committee, year: int) -> list[Running]:
    first, last = committee.year_bounds(year)
    rows = Campaign.objects.of(committee).filter(from_on__lte=last, to_on__gte=first)
    return [
        Running(row.pk, campaign_text(row.kind, row.name), row.from_on, row.to_on)
        for row in rows.order_by("from_on", "name")
    ]


# The feed


def _feed_addresses(request: HttpRequest, committee: Committee) -> dict[str, str]:
    """To copy, and for a link that opens the calendar of an Apple device."""
    address = request.build_absolute_uri(reverse("calendar-feed", args=[committee.feed_key]))
    return {"feed": address, "subscription": re.sub(r"^https?", "webcal", address)}


@login_not_required
@cache_control(private=True)
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The committee's drives for phones, which cannot log in: who knows the address may read."""
    committee = get_object_or_404(Committee, feed_key=secret)
    year = committee.year_of(localdate())
    days = committee.year_bounds(year - 1)[0], committee.year_bounds(year + 1)[1]
    drives = (
        Drive.objects.of(committee)
        .filter(on__range=days, precision=Drive.Precision.DAY)
        .in_round_order()
        .select_related("zone", "host", "replaced_by")
        .prefetch_related("facilities")
    )

    def address_of(drive: Drive) -> str:
        return request.build_absolute_uri(reverse("drive", args=[drive.pk]))

    content = calendar_file(committee, drives, made_at=now(), address_of=address_of)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@never_cache
@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Take the calendar away from whoever got its address unasked."""
    require(request, "campaigns.change_drive")
    committee = visible_committee(request)
    committee.renew_feed_key()
    log_deed("feed_key_renewed", request, committee)
    told = _("Đã đổi địa chỉ lịch. Địa chỉ cũ không dùng được nữa: điện thoại nào cũng phải thêm")
    messages.success(request, f"{told} {_('lịch lại bằng địa chỉ mới.')}")
    return redirect(f"{reverse('calendar-newest')}?committee={committee.pk}")
