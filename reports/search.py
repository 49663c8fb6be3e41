"""What people look for, by the words they type: without accents, and by any name in use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.dates import span_text
from campaigns.folding import fold
from campaigns.models import (
    Campaign,
    Company,
    Drive,
    Plan,
    ReceivingFacility,
    Zone,
)
from campaigns.querysets import LONGEST_QUESTION, Scope, containing

from .models import KEPT, Report
from .wording import campaign_text, integer

FEW, MANY = 6, 200  # results of each kind at first, and of the one kind that is asked for
COUNTED = 1000  # nobody looks through more; what is beyond is told as "more than"
KEY, DRIVE_KEYS = ("search_key",), ("search_key", "zone__search_key", "host__search_key")

# "24/4/2024", "24/4" or "4/2024", by whichever sign and with whatever word before it; folded.
DAY = re.compile(r"(?:\bngay )?(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?![\d/.-])")
MONTH = re.compile(r"(?:\bthang )?(?<![\d/.-])(\d{1,2})[/.-](\d{4})(?![\d/.-])")


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: its name, what tells it from others, where it leads, and whose it is."""

    name: str
    detail: str
    url: str
    committee: str  # its symbol; empty of what all committees share


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one kind, as many as are shown, of ``total`` that were counted."""

    kind: str
    name: str
    hits: tuple[Hit, ...]
    total: int

    @property
    def total_text(self) -> str:
        return self._counted(0)

    @property
    def others_text(self) -> str:
        """Empty where all are shown."""
        return self._counted(len(self.hits)) if self.total > len(self.hits) else ""

    def _counted(self, without: int) -> str:
        if self.total > COUNTED:
            return _("hơn %(number)s") % {"number": integer(COUNTED - without)}
        return integer(self.total - without)


def found(scope: Scope, text: str, kind: str = "") -> tuple[Group, ...]:
    """What ``text`` finds of each kind, or only of one, in a fixed number of queries."""
    text = " ".join(text[:LONGEST_QUESTION].split())
    most = MANY if kind else FEW
    groups = [find(scope, text, most) for each, find in FINDERS.items() if kind in ("", each)]
    return tuple(group for group in groups if group.total)


def _group(kind: str, name: str, rows: QuerySet, most: int, hit: Callable[[Any], Hit]) -> Group:
    first = list(rows[: most + 1])
    # To count is to look through all once more: only where there are others, and only so far.
    has_others = len(first) > most
    total = rows.order_by()[: COUNTED + 1].count() if has_others else len(first)
    return Group(kind, name, tuple(map(hit, first[:most])), total)


def _drives(scope: Scope, text: str, most: int) -> Group:
    rows = scope(Drive).select_related("committee", "zone", "host")
    rest, asked = _days_in(fold(text))
    if rest or asked is None:
        rows = containing(rows, DRIVE_KEYS, rest, scope)
    if asked is not None:
        rows = rows.filter(asked)
    return _group("drive", _("Đợt hiến máu"), rows.order_by("-on", "-pk"), most, _drive)


def _days_in(folded: str) -> tuple[str, Q | None]:
    """The words beside a day or month that is typed, and the drives that may stand on it."""
    for pattern, meaning in ((MONTH, _in_month), (DAY, _on_day)):
        typed = pattern.search(folded)
        asked = meaning(typed) if typed else None
        if typed and asked is not None:
            return f"{folded[: typed.start()]} {folded[typed.end() :]}".strip(), asked
    return folded, None


def _on_day(typed: re.Match[str]) -> Q | None:
    day, month, year = int(typed[1]), int(typed[2]), typed[3]
    try:
        on = date(int(year or 2000), month, day)
    except ValueError:
        return None
    if year is None:  # in whichever year
        return Q(on__month=month, on__day=day, precision=Drive.Precision.DAY)
    return Q(on=on, precision=Drive.Precision.DAY) | Q(on__lte=on, last_on__gte=on)


def _in_month(typed: re.Match[str]) -> Q | None:
    month, year = int(typed[1]), int(typed[2])
    is_month = 1 <= month <= 12 and year > 0
    return Q(on__year=year, on__month=month) if is_month else None


def _drive(drive: Drive) -> Hit:
    detail = [drive.get_status_display(), drive.label, drive.code, drive.place.detail]
    return Hit(
        str(drive),
        " · ".join(filter(None, detail)),
        reverse("drive", args=[drive.pk]),
        drive.committee.symbol,
    )


def _zones(scope: Scope, text: str, most: int) -> Group:
    rows = containing(scope(Zone), KEY, text, scope)
    return _group("zone", _("Khu công nghiệp"), rows.select_related("committee"), most, _zone)


def _zone(zone: Zone) -> Hit:
    return Hit(zone.name, "", reverse("zone", args=[zone.pk]), zone.committee.symbol)


def _companies(scope: Scope, text: str, most: int) -> Group:
    rows = containing(scope(Company), KEY, text, scope)
    rows = rows.select_related("committee", "zone")
    return _group("company", _("Doanh nghiệp"), rows, most, _company)


def _company(company: Company) -> Hit:
    zone = company.zone.name if company.zone else ""
    url = reverse("company", args=[company.pk])
    return Hit(company.name, zone, url, company.committee.symbol)


def _facilities(scope: Scope, text: str, most: int) -> Group:
    rows = containing(ReceivingFacility.objects.all(), KEY, text, scope)
    return _group("facility", _("Đơn vị tiếp nhận máu"), rows, most, _facility)


def _facility(facility: ReceivingFacility) -> Hit:
    return Hit(facility.name, "", reverse("facility", args=[facility.pk]), "")


def _campaigns(scope: Scope, text: str, most: int) -> Group:
    rows = containing(scope(Campaign), KEY, text, scope)
    rows = rows.select_related("committee").order_by("-from_on", "name")
    return _group("campaign", _("Chiến dịch, chương trình"), rows, most, _campaign)


def _campaign(campaign: Campaign) -> Hit:
    return Hit(
        campaign_text(campaign.kind, campaign.name),
        span_text(campaign.from_on, campaign.to_on),
        reverse("campaign", args=[campaign.pk]),
        campaign.committee.symbol,
    )


def _plans(scope: Scope, text: str, most: int) -> Group:
    name = _("Kế hoạch năm")
    rows = _telling(scope(Plan), text, name).select_related("committee")
    return _group("plan", name, rows.order_by("-year", "committee_id"), most, _plan)


def _plan(plan: Plan) -> Hit:
    url = f"{reverse('plan', args=[plan.year])}?committee={plan.committee_id}"
    return Hit(plan.title, plan.document, url, plan.committee.symbol)


def _reports(scope: Scope, text: str, most: int) -> Group:
    name = _("Báo cáo đã ban hành")
    issued = scope(Report).issued().defer(*KEPT)  # type: ignore[attr-defined]
    rows = _telling(issued, text, name).select_related("committee")
    return _group("report", name, rows.order_by("-issued_on", "-number"), most, _report)


def _report(report: Report) -> Hit:
    url = reverse("report", args=[report.pk])
    return Hit(report.title, report.detail, url, report.committee.symbol)


def _telling(rows: QuerySet, text: str, name: str) -> QuerySet:
    """Rows that are told in every word of ``text``; what the ``name`` of their kind says, all are.

    They are told in words and numbers, not by a name: none is so common that it need not occur.
    """
    for word in set(fold(text).split()):
        if word not in fold(name):
            rows = rows.filter(search_key__contains=word)
    return rows


FINDERS: dict[str, Callable[[Scope, str, int], Group]] = {
    "drive": _drives,
    "zone": _zones,
    "company": _companies,
    "facility": _facilities,
    "campaign": _campaigns,
    "plan": _plans,
    "report": _reports,
}
