"""What lies in an issued report is corrected with a reason, and told on the report's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.history import Entry, entries
from campaigns.models import Committee, Drive
from campaigns.writing import Write
from donations.importing.running import ChangedPlanError
from donations.models import DriveResult, PeriodStatement

from .models import KEPT, Report

WHY = _("Nằm trong báo cáo %(report)s đã ban hành: ghi lý do sửa; báo cáo đã ký không đổi.")


def report_holding(
    committee: Committee, days: Iterable[date], drive: Drive | None = None
) -> Report | None:
    """The newest issued report whose figures count one of ``days``, or count ``drive``."""
    issued = Report.objects.of(committee).issued().order_by("-issued_on", "-pk")
    if over := issued.over(*days).first():
        return over
    if drive is None or drive.pk is None:
        return None
    # Moved out of the report's days since, it is still what the report counts.
    return next((each for each in issued.filter(drives=drive) if _counts(each, drive)), None)


def reports_touched(committee: Committee, writes: Iterable[Write]) -> list[Report]:
    """The issued reports in whose figures these drives and results count, before or afterwards.

    Two queries, and the kept summary of each report that names one of the drives.
    """
    drives: dict[int, Drive] = {}
    days: set[date] = set()
    for write in writes:
        drive = write.record.drive if isinstance(write.record, DriveResult) else write.record
        if isinstance(drive, Drive):
            drives |= {drive.pk: drive} if drive.pk else {}
            days |= _counting_days(drive, write.before or {})
    issued = Report.objects.of(committee).issued()
    over = [
        report
        for report in issued.defer(*KEPT)
        if any((report.figures_from or report.from_on) <= day <= report.to_on for day in days)
    ]
    # Moved out of the report's days since, they are still what the report counts.
    naming = issued.filter(drives__in=drives).distinct().exclude(pk__in=[each.pk for each in over])
    return [*over, *(each for each in naming if any(_counts(each, d) for d in drives.values()))]


def require_a_reason(committee: Committee, writes: Iterable[Write], reason: str) -> None:
    """Asked in the last moment: a report may have been issued since the sheet was shown.

    Raises:
        ChangedPlanError: there is no reason, and a report counts what is about to change.
    """
    if not reason and reports_touched(committee, writes):
        raise ChangedPlanError


def _counting_days(drive: Drive, before: Mapping[str, Any]) -> set[date]:
    """Where it is counted as it is, and where it was as it stood."""
    standings = [
        (drive.status, drive.on),
        (before.get("status", drive.status), before.get("on", drive.on)),
    ]
    return {on for status, on in standings if status == Drive.Status.HELD}


def _counts(report: Report, drive: Drive) -> bool:
    summary = report.summary
    return drive.pk in {held.drive_id for held in (*summary.earlier, *summary.rounds)}


def result_histories(drive_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Every change of the results of these drives, oldest first; two queries."""
    records = DriveResult.history.filter(drive_id__in=list(drive_ids))
    drives = dict(records.order_by("id").values_list("id", "drive_id"))
    histories: dict[int, list[Entry]] = {}
    for entry in entries(records):
        histories.setdefault(drives[entry.row], []).append(entry)
    return histories


def statement_history(report: Report) -> QuerySet:
    """What was stated for the report's period, in every version."""
    stated: QuerySet = PeriodStatement.history.filter(
        committee_id=report.committee_id, from_on=report.from_on, to_on=report.to_on
    )
    return stated


def corrections(report: Report) -> list[Entry]:
    """What was changed after issuing in the drives that the report counts or would count now,
    and in what was stated for its period; oldest first.
    """
    first = report.figures_from or report.from_on
    counted = Q(
        committee_id=report.committee_id,
        on__range=(first, report.to_on),
        status=Drive.Status.HELD,
    )
    drives = {
        *(held.drive_id for held in (*report.summary.earlier, *report.summary.rounds)),
        *report.drives.filter(on__range=(report.from_on, report.to_on)).values_list(
            "pk", flat=True
        ),
        *Drive.objects.filter(counted).values_list("pk", flat=True),
        *Drive.history.filter(counted).values_list("id", flat=True),
    }
    stated = statement_history(report)
    since = report.issued_at
    named = {
        drive.pk: str(drive)
        for drive in Drive.objects.filter(pk__in=drives).select_related("zone", "host")
    }
    results = [
        replace(entry, row=drive_id)
        for drive_id, told in result_histories(drives).items()
        for entry in told
        if since and entry.at > since
    ]
    of_drives = [*entries(Drive.history.filter(id__in=drives), since=since), *results]
    found = [replace(entry, about=named.get(entry.row, "")) for entry in of_drives]
    return sorted([*found, *entries(stated, since=since)], key=lambda entry: entry.at)
