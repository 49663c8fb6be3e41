"""Opening a draft, and the document that it makes of the data of the day."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date

from django.db import transaction

from campaigns.models import Committee

from . import narrative
from .blocks import Document
from .document import Replaced, Texts, report_document
from .facts import Summary
from .letter import head_in_force, letter_of
from .models import Report
from .periods import Period
from .pictures import chosen_pictures, contents, printed
from .summary import summarise


def open_draft(committee: Committee, period: Period, *, key: str = "", today: date) -> Report:
    """The period's draft: the one that is open, else a new one with the committee's own names.

    ``key`` names a period whose ends were set by hand.

    Raises:
        ValidationError: the period has an issued report, which only a replacement can follow.
    """
    with transaction.atomic():
        # Of two who open it at the same moment, the second finds the first one's.
        Committee.objects.select_for_update().get(pk=committee.pk)
        opened = Report.objects.of(committee).of_period(period).drafts().first()
        if opened:
            return opened
        draft = Report(
            committee=committee,
            key=period.key or key,
            calendar=committee.calendar,
            year=period.year,
            from_on=period.from_on,
            to_on=period.to_on,
            addressees=committee.addressees,
            recipients=committee.recipients,
            signatory=head_in_force(committee, today),
        )
        draft.full_clean()
        draft.save()
    return draft


_PROPOSED_AGAIN = (
    "committee",
    "key",
    "calendar",
    "year",
    "from_on",
    "to_on",
    "direction",
    "direction_is_written",
    "assessment",
    "assessment_is_written",
    "tasks",
    "proposals",
    "addressees",
    "recipients",
)


def open_replacement(report: Report, *, today: date) -> Report:
    """The draft that is to replace an issued report: the open one, else a new one.

    What was written, and everybody who got the replaced report, is proposed again (an error of
    content is mended by a new document of the same form; Nghị định 30/2020/NĐ-CP, Đ.18.3).

    Raises:
        ValidationError: the report is not in force: still a draft, or replaced already.
    """
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=report.committee_id)
        report.refresh_from_db()
        if report.replacement and not report.replacement.is_issued:
            return report.replacement
        draft = Report(
            replaces=report,
            signatory=head_in_force(report.committee, today),
            **{name: getattr(report, name) for name in _PROPOSED_AGAIN},
        )
        draft.full_clean()
        draft.save()
        draft.pictures.set(report.pictures.all())
    return draft


def summary_of(report: Report, *, today: date) -> Summary:
    """The figures as the data have them ``today``, up to the document's day if that is earlier.

    In the calendar in which the report was opened, whatever the committee's is today.
    """
    committee = copy(report.committee)
    committee.calendar = report.calendar
    return summarise(committee, report.period, as_of=min(today, report.issued_on or today))


def draft_document(report: Report, *, today: date) -> Document:
    """The report as it would be printed ``today``; dated and numbered if it has day and number."""
    summary = summary_of(report, today=today)
    chosen = chosen_pictures(report, summary)
    stored = contents(chosen)
    pictures = printed((row for row in chosen if row.sha256 in stored), summary)
    texts = replace(texts_of(report), pictures=pictures)
    document = report_document(summary, letter_of(report, today=today), texts)
    return replace(document, pictures=stored, report=report.pk)


def texts_of(report: Report) -> Texts:
    replaced = None
    if report.replaces and report.replaces.issued_on:
        replaced = Replaced(
            summary=report.replaces.summary,
            symbol=report.replaces.symbol,
            issued_on=report.replaces.issued_on,
            reason=report.replace_reason,
        )
    return Texts(
        direction=report.direction if report.direction_is_written else None,
        assessment=report.assessment if report.assessment_is_written else None,
        tasks=report.tasks,
        proposals=report.proposals,
        replaced=replaced,
    )


def proposed_texts(summary: Summary) -> dict[str, str]:
    """The proposed text of each free part that has one, a paragraph a line."""
    return {
        "direction": narrative.proposed_direction(summary),
        "assessment": "\n".join(narrative.proposed_assessment(summary)),
    }
