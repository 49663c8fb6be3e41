"""The figures of a report for other people's programs; the keys are a contract."""

from __future__ import annotations

import json
from typing import Any

from campaigns.dates import Day
from campaigns.models import Target
from campaigns.place import Place

from ..blocks import Document
from ..checks import findings
from ..facts import Planned, Postponed, Round, Summary


def render(document: Document) -> bytes:
    return json.dumps(_report(document.summary), ensure_ascii=False, indent=2).encode()


def _report(summary: Summary) -> dict[str, Any]:
    attended = summary.attended
    return {
        "committee": summary.committee.name,
        "symbol": summary.committee.symbol,
        "period": {
            "name": summary.period.name,
            "from": summary.period.from_on.isoformat(),
            "to": summary.period.to_on.isoformat(),
        },
        "until": summary.day.isoformat(),
        "units": summary.units,
        "attended": attended.number if attended else None,
        "attended_hedge": attended.hedge if attended else None,
        "facilities": summary.facilities,
        "drives": [_round(held) for held in summary.rounds],
        "targets": [
            {
                "assigned_by": str(Target.AssignedBy(target.assigned_by).label),
                "year": target.year,
                "units": target.units,
                "reached": target.reached,
                "percent": str(target.percent),
            }
            for target in summary.targets
        ],
        "upcoming": [_planned(drive) for drive in summary.upcoming],
        "pending": [_planned(drive) for drive in summary.pending],
        "campaigns": [
            {
                "name": campaign.name,
                "from": campaign.from_on.isoformat(),
                "to": campaign.to_on.isoformat(),
            }
            for campaign in summary.campaigns_ahead
        ],
        "postponed": [_postponed(drive) for drive in summary.postponed],
        "cancelled": [
            {**_when_and_where(drive.day, drive.place), "reason": drive.reason}
            for drive in summary.cancelled
        ],
        "warnings": [finding.text for finding in findings(summary)],
    }


def _when_and_where(day: Day, place: Place) -> dict[str, Any]:
    """``date`` is ``2024-07`` where only the month is known."""
    return {
        "date": f"{day.on:%Y-%m}" if day.is_month else day.on.isoformat(),
        "form": place.form,
        "zone": place.zone or None,
        "host": place.host or None,
        "venue": place.venue or None,
    }


def _round(held: Round) -> dict[str, Any]:
    return {
        "round": held.number,
        **_when_and_where(held.day, held.place),
        "facilities": held.facilities,
        "units": held.units,
        "cumulative": held.cumulative,
        "registered": held.registered,
        "attended": held.attended.number if held.attended else None,
        "attended_hedge": held.attended.hedge if held.attended else None,
    }


def _planned(drive: Planned) -> dict[str, Any]:
    return {
        **_when_and_where(drive.day, drive.place),
        "facilities": drive.facilities,
        "expected_units": drive.expected_units,
        "is_overdue": drive.is_overdue,
    }


def _postponed(drive: Postponed) -> dict[str, Any]:
    new_day = drive.new_day
    return {
        **_when_and_where(drive.day, drive.place),
        "reason": drive.reason,
        "new_date": _when_and_where(new_day, drive.place)["date"] if new_day else None,
    }
