"""How the companies of Tỉnh Mẫu turned out at the zone-wide drives of the last two years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from campaigns.models import Company, Drive

from ..models import CompanyTurnout
from .drives import YEARS, Draft

ASKED_BEFORE = timedelta(days=30)
FEWEST, MOST = 10, 16  # companies at one drive
OF_COMPANIES = 0.92  # the rest of a drive's people came by themselves
UNANSWERED = 0.15


def turnouts(
    drafts: Iterable[Draft],
    rows: Mapping[str, Drive],
    companies: Sequence[Company],
    today: date,
) -> Iterator[CompanyTurnout]:
    """Each company asked is one row; ``rows`` are the drives of ``drafts``."""
    for draft in drafts:
        is_asked = not draft.is_month and draft.on - ASKED_BEFORE < today and not draft.reason
        if draft.slot.is_zone_wide and draft.offset >= YEARS - 2 and is_asked:
            yield from _of_drive(draft, rows[draft.key], companies, today)


def _of_drive(
    draft: Draft, drive: Drive, companies: Sequence[Company], today: date
) -> Iterator[CompanyTurnout]:
    rng = Random(f"{draft.slot.where} {draft.offset} {draft.slot.month}")
    guests = [company for company in companies if company.zone != drive.zone]
    ours = [company for company in companies if company.zone == drive.zone]
    asked = [*ours, *rng.sample(guests, rng.randint(FEWEST, MOST) - len(ours))]
    # The neighbours come in smaller groups.
    weights = [rng.uniform(1, 3) if company in ours else rng.uniform(0.4, 1) for company in asked]
    for company, weight in zip(asked, weights, strict=True):
        share = weight / sum(weights) * OF_COMPANIES
        yield _row(rng, draft, CompanyTurnout(drive=drive, company=company), share, today)


def _row(
    rng: Random, draft: Draft, row: CompanyTurnout, share: float, today: date
) -> CompanyTurnout:
    """A ``share`` of the drive's people; nothing where the company has not answered yet."""
    row.asked_on = draft.on - ASKED_BEFORE
    answered_on = row.asked_on + timedelta(days=rng.randint(2, 20))
    has_answered = rng.random() >= UNANSWERED and answered_on <= today
    if has_answered:
        row.answered_on = answered_on
        row.registered = int(draft.tally.registered * share)
    if has_answered and draft.has_result:
        row.attended = int(draft.tally.attended * share)
        row.units = min(row.attended, int(draft.tally.units * share))
    return row
