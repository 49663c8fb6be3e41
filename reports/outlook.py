"""Section IV: what comes next, as numbered tasks or as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from campaigns.place import Place

from .clauses import DRIVE, day_text, held_on, in_period, place_text, plan_cited, plan_of
from .facts import Cancelled, Planned, Postponed, Summary
from .wording import as_sentence, campaign_text, join_names, lower_first, units_text, upper_first


def ahead(summary: Summary, more: Sequence[str] = ()) -> list[str]:
    """The paragraphs of section IV: an opening with numbered items, or one sentence.

    ``more`` are the tasks that an officer has added; they follow those from the data.
    """
    items = [*tasks(summary), *map(as_sentence, more)]
    cancelled = [cancelled_text(drive) for drive in summary.cancelled]
    # A plan is a year's: what lies in the next year is not done under it.
    plan = summary.plan if summary.next_period.year == summary.period.year else None
    start = f"{in_period(summary.next_period)}, {summary.committee.short_name}"
    start = f"Theo {plan_cited(plan)}, {start}" if plan and items else upper_first(start)
    if len(items) > 1:
        numbered = [f"{number}. {item}" for number, item in enumerate(items, 1)]
        return [f"{start} triển khai các nhiệm vụ sau:", *numbered, *cancelled]
    if items:
        return [f"{start} {lower_first(items[0])}", *cancelled]
    work = f"triển khai {plan_cited(plan)}" if plan else f"tổ chức các {DRIVE}"
    return [f"{start} tiếp tục {work}.", *cancelled]


def tasks(summary: Summary) -> list[str]:
    """What is to be done in the next period: campaigns, drives, drives anew, units missing."""
    items = []
    following = summary.next_period
    names = [
        campaign_text(campaign.kind, campaign.name)
        for campaign in summary.campaigns_ahead
        if campaign.to_on >= following.from_on
    ]
    if names:
        items.append(f"Tiếp tục tuyên truyền, vận động hưởng ứng {join_names(names)}.")
    items += [planned_text(drive) for drive in planned_next(summary)]
    items += [postponed_text(drive) for drive in summary.postponed]
    items += filter(None, [still_missing(summary)])
    return items


def planned_next(summary: Summary) -> list[Planned]:
    """Planned drives of the next period, less those told with the postponed one they replace."""
    told = {drive.drive_id for drive in summary.postponed}
    return [
        drive
        for drive in summary.upcoming
        if drive.day.latest > summary.period.to_on and drive.replaces_id not in told
    ]


def planned_text(drive: Planned) -> str:
    partners = join_names(drive.facilities) or "các đơn vị liên quan"
    place = place_text(drive.place)
    where = f" {place}" if place else ", địa điểm chưa ấn định"
    expected = (
        f", phấn đấu thu được {units_text(drive.expected_units)}" if drive.expected_units else ""
    )
    return (
        f"Phối hợp với {partners} tổ chức {DRIVE}{where}, dự kiến {day_text(drive.day)}{expected}."
    )


def postponed_text(drive: Postponed) -> str:
    when = f"dự kiến {day_text(drive.new_day)}" if drive.new_day else "thời gian chưa ấn định"
    reason = f", lý do hoãn: {drive.reason}" if drive.reason else ""
    return (
        f"Tổ chức lại {DRIVE} đã hoãn{_at(drive.place)} "
        f"(dự kiến ban đầu {held_on(drive.day)}{reason}), {when}."
    )


def cancelled_text(drive: Cancelled) -> str:
    reason = f", lý do: {drive.reason}" if drive.reason else ""
    return (
        f"Không tổ chức {DRIVE}{_at(drive.place)} (dự kiến ban đầu {held_on(drive.day)}{reason})."
    )


def _at(place: Place) -> str:
    where = place_text(place)
    return f" {where}" if where else ""


def still_missing(summary: Summary) -> str:
    """Units that the headline target still lacks, while its year goes on; else empty."""
    headline = summary.headline
    if headline is None or headline.is_reached or headline.is_closed:
        return ""
    if summary.next_period.from_on > headline.to_on:
        return ""  # what comes next comes too late
    plan = plan_of(headline.assigned_by, summary.committee.short_name)
    return (
        f"Phấn đấu thu được thêm ít nhất {units_text(headline.missing)} "
        f"để hoàn thành {plan} năm {headline.year}."
    )
