"""The one builder: rows in, the figures of a period out. Nothing else adds up units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Count, Sum

from campaigns.dates import month_start
from campaigns.models import Campaign, Committee, Communication, Drive, Plan, Target
from donations.models import PeriodStatement

from .attendance import Attendance
from .drive_rows import Days, DriveRows, result_of
from .facts import (
    CampaignName,
    CommitteeName,
    LastYear,
    OtherCalendar,
    Outreach,
    PlanDocument,
    Round,
    Statement,
    Summary,
)
from .not_held import not_held, planned_before
from .periods import (
    Period,
    next_period,
    same_days_of,
    same_period_last_year,
    same_period_otherwise,
)
from .progress import Progress

# Between two whole-blood donations of one person: 12 weeks (Thông tư 26/2013/TT-BYT, Đ.6).
# For the planner only: whether a person may give is the receiving facility's to decide.
REST = timedelta(days=84)


def summarise(committee: Committee, period: Period, *, as_of: date) -> Summary:
    """The figures of ``period`` from drives held up to and including ``min(as_of, period.to_on)``.

    A fixed number of queries, however many drives. Each relation is read in a query of its own:
    joined in one, every result would count once per target and the other way round.
    """
    calendar = Committee.Calendar(committee.calendar)
    day = min(as_of, period.to_on)
    since = min(committee.year_bounds(period.year)[0], period.from_on)
    targets = list(
        Target.objects.of(committee)
        .filter(year=period.year)
        .order_by("-is_headline", "assigned_by")
    )
    for target in targets:
        target.committee = committee  # at hand already; bounds() asks its calendar
    other = same_period_otherwise(period, calendar)
    following = next_period(period, calendar)
    starts = [since, *(target.bounds()[0] for target in targets)]
    rows = DriveRows.read(
        committee,
        Days(
            held=_days_to_see(period, starts, other, calendar, as_of),
            # One with only a month stands on its first day, which may lie before the period.
            planned=(month_start(min(starts)), following.to_on),
            cancelled=(month_start(since), period.to_on),
            postponed_until=period.to_on,
        ),
    )
    held = [drive for drive in rows.that_are(Drive.Status.HELD) if drive.on <= day]
    reached = tuple(_progress(target, held, day) for target in targets)
    counts_from = _counts_from(reached, period, day, since)
    upcoming, pending, postponed, cancelled = not_held(rows, period, following, since, as_of)
    counted = [drive for drive in held if drive.on >= counts_from]
    numbered = _numbered(rows, counts_from, calendar)
    rounds = _within(numbered, period.from_on, day)
    eve = period.from_on - timedelta(days=1)
    return Summary(
        committee=CommitteeName(committee.name, committee.short_name, committee.symbol),
        period=period,
        next_period=following,
        as_of=as_of,
        day=day,
        plan=_plan(committee, period.year),
        rounds=rounds,
        counts_from=counts_from,
        year_drives=len(counted),
        year_units=_units(counted),
        carried=_units(drive for drive in counted if drive.on < period.from_on),
        targets=reached,
        recent=_within(numbered, period.from_on - REST, eve),
        earlier=_within(numbered, min([counts_from, *(target.from_on for target in reached)]), eve),
        statement=_statement(committee, period),
        upcoming=upcoming,
        pending=pending,
        postponed=postponed,
        cancelled=cancelled,
        campaigns_ahead=_campaigns_ahead(committee, day, following),
        communications=_communications(committee, period.from_on, day),
        last_year=_last_year(committee, period, day),
        other_calendar=_otherwise(numbered, rounds, other, calendar.other) if other else None,
        planned_before=planned_before(rows, reached, since, as_of),
    )


def _counts_from(targets: tuple[Progress, ...], period: Period, day: date, since: date) -> date:
    """First day of the running total: the headline target's, if it spans the whole period."""
    if targets and targets[0].spans(period.from_on, day):
        return targets[0].from_on
    return since


def _units(drives: Iterable[Drive]) -> int:
    return sum(result.units for drive in drives if (result := result_of(drive)))


def _days_to_see(
    period: Period,
    starts: Sequence[date],
    other: Period | None,
    calendar: Committee.Calendar,
    as_of: date,
) -> tuple[date, date]:
    """Every drive that is counted or compared, and all before it in its year, for their numbers."""
    firsts = [period.from_on - REST, *starts]
    lasts = [period.to_on]
    if other:
        firsts.append(other.from_on)
        lasts.append(other.to_on)
    first = calendar.year_bounds(calendar.year_of(min(firsts)))[0]
    return first, min(as_of, max(lasts))


def _numbered(rows: DriveRows, counts_from: date, calendar: Committee.Calendar) -> list[Round]:
    """Numbered through each reporting year, each with the running total up to it."""
    rounds = []
    numbers: Counter[int] = Counter()
    cumulative = 0
    for drive in rows.that_are(Drive.Status.HELD):
        result = result_of(drive)
        year = calendar.year_of(drive.on)
        numbers[year] += 1
        if drive.on >= counts_from and result:
            cumulative += result.units
        rounds.append(_round(drive, rows, numbers[year], cumulative))
    return rounds


def _within(rounds: list[Round], first: date, last: date) -> tuple[Round, ...]:
    return tuple(held for held in rounds if first <= held.day.on <= last)


def _otherwise(
    numbered: list[Round], rounds: tuple[Round, ...], other: Period, calendar: Committee.Calendar
) -> OtherCalendar:
    there = _within(numbered, other.from_on, other.to_on)
    return OtherCalendar(
        calendar=calendar,
        period=other,
        drives=len(there),
        units=sum(held.units or 0 for held in there),
        only_there=tuple(held for held in there if held not in rounds),
        only_here=tuple(held for held in rounds if held not in there),
    )


def _round(drive: Drive, rows: DriveRows, number: int, cumulative: int) -> Round:
    result, attended = result_of(drive), None
    if result and result.attended is not None:
        attended = Attendance(result.attended, result.attended_hedge)
    return Round(
        number=number,
        drive_id=drive.pk,
        day=drive.day,
        place=drive.place,
        label=drive.label,
        facilities=rows.facilities.get(drive.pk, ()),
        campaigns=rows.campaigns.get(drive.pk, ()),
        units=result.units if result else None,
        cumulative=cumulative,
        registered=result.registered if result else None,
        attended=attended,
        eligible=result.eligible if result else None,
        donated=result.donated if result else None,
        entered_on=rows.entered.get(result.pk) if result else None,
        expected_units=drive.expected_units,
    )


def _progress(target: Target, held: list[Drive], day: date) -> Progress:
    from_on, to_on = target.bounds()
    last = min(day, to_on)
    counted = [drive for drive in held if from_on <= drive.on <= last]
    return Progress(
        assigned_by=target.assigned_by,
        year=target.year,
        units=target.units,
        reached=_units(counted),
        drives=len(counted),
        from_on=from_on,
        to_on=to_on,
        day=last,
        document_number=target.document_number,
        document_on=target.document_on,
        document_subject=target.document_subject,
        note=target.note,
        is_headline=target.is_headline,
        unknown=sum(result_of(drive) is None for drive in counted),
        target_id=target.pk,
    )


def _campaign(campaign: Campaign) -> CampaignName:
    return CampaignName(
        campaign.kind, campaign.name, campaign.message, campaign.from_on, campaign.to_on
    )


def _campaigns_ahead(
    committee: Committee, day: date, following: Period
) -> tuple[CampaignName, ...]:
    campaigns = Campaign.objects.of(committee).filter(to_on__gt=day, from_on__lte=following.to_on)
    return tuple(_campaign(campaign) for campaign in campaigns.order_by("from_on", "name"))


def _communications(committee: Committee, first: date, last: date) -> tuple[Outreach, ...]:
    rows = Communication.objects.of(committee).filter(on__range=(first, last))
    return tuple(
        Outreach(row.kind, row.on, _campaign(row.campaign) if row.campaign else None, row.reached)
        for row in rows.order_by("on", "pk").select_related("campaign")
    )


def _plan(committee: Committee, year: int) -> PlanDocument | None:
    plan = Plan.objects.of(committee).filter(year=year).first()
    return PlanDocument(plan.number, plan.issued_on, plan.subject) if plan else None


def _statement(committee: Committee, period: Period) -> Statement | None:
    """Used only when its bounds are the period's."""
    statement = (
        PeriodStatement.objects.of(committee)
        .filter(from_on=period.from_on, to_on=period.to_on)
        .prefetch_related("facilities")
        .first()
    )
    if statement is None:
        return None
    attended = None
    if statement.attended is not None:
        attended = Attendance(statement.attended, statement.attended_hedge)
    facilities = tuple(facility.name for facility in statement.facilities.all())
    return Statement(attended, facilities, statement.source)


def _last_year(committee: Committee, period: Period, day: date) -> LastYear | None:
    """The same days a year before; ``None`` where that year has neither a plan nor a drive."""
    before = same_period_last_year(period, Committee.Calendar(committee.calendar))
    if before is None or day < period.from_on:
        return None
    first, last = same_days_of(before, period, day)
    drives = Drive.objects.of(committee)
    held = drives.held_between(first, last).aggregate(
        units=Sum("result__units", default=0), drives=Count("pk")
    )
    is_known = (
        held["drives"]
        or Plan.objects.of(committee).filter(year=before.year).exists()
        or drives.held_between(*committee.year_bounds(before.year)).exists()
    )
    return LastYear(before.year, held["units"], held["drives"]) if is_known else None
