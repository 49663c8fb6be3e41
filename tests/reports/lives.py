"""What tests of a report's life do over and over: open a draft, take note, issue."""

from __future__ import annotations

from datetime import date

from campaigns.models import Committee, User
from reports.drafting import draft_document, open_draft
from reports.issuing import digest, findings_of, issue, numbered_document
from reports.models import Acknowledgement, Report
from reports.periods import preset_period
from tests.factories import LetterheadFactory, SignatoryFactory, UserFactory

TODAY = date(2024, 7, 2)


def fit_to_sign(committee: Committee) -> None:
    """Give a committee what its papers need: names at the head, an addressee, a head who signs."""
    LetterheadFactory.create(committee=committee)
    SignatoryFactory.create(committee=committee)
    committee.addressees = "Ủy ban nhân dân tỉnh Hưng Yên"
    committee.save()


def drafted(committee: Committee, key: str = "h1", year: int = 2024) -> Report:
    calendar = Committee.Calendar(committee.calendar)
    return open_draft(committee, preset_period(key, year, calendar), today=TODAY)


def take_note(report: Report, by: User, day: date = TODAY) -> None:
    """Acknowledge every warning that stands on ``day``."""
    for finding in findings_of(report, draft_document(report, today=day), today=day):
        if finding.severity == "warning":
            Acknowledgement.objects.get_or_create(
                report=report, text=finding.text, defaults={"by": by}
            )


def digest_of(report: Report, number: int, on: date = TODAY) -> str:
    """What stands in the form after the pages to be issued were shown."""
    report = Report.objects.get(pk=report.pk)
    return digest(numbered_document(report, number=number, issued_on=on, today=TODAY))


def issued(report: Report, number: int = 15, on: date = TODAY, by: User | None = None) -> Report:
    """The report, issued, as the database has it."""
    by = by or UserFactory.create()
    take_note(report, by, on)
    seen = digest_of(report, number, on)
    issue(
        Report.objects.get(pk=report.pk), number=number, issued_on=on, seen=seen, by=by, today=TODAY
    )
    return Report.objects.get(pk=report.pk)


def url_of(report: Report, page: str = "") -> str:
    return f"/reports/{report.pk}/{page}"
