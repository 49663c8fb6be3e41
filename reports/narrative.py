"""The report's sentences, sections I to III with opening and closing; section IV is ``outlook``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaigns.models import Drive, Target

from .clauses import (
    DRIVE,
    HELD_HOW,
    NO_RESULT,
    attendance_text,
    bulleted,
    collected,
    difference,
    drives_text,
    held_on,
    in_period,
    place_text,
    plan_cited,
    plan_of,
    reached_short,
)
from .facts import CampaignName, LastYear, PlanDocument, Round, Share, Summary
from .outreach import outreach
from .progress import Progress
from .wording import (
    about,
    campaign_text,
    change_text,
    count,
    date_text,
    document_type,
    join_names,
    lower_first,
    period_name,
    period_with_ends,
    range_text,
    units_text,
    upper_first,
    zone_text,
)

SUBJECT_MATTER = (
    "tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh"
)
NO_DOCUMENT = "[chưa nhập văn bản giao chỉ tiêu]"
SEE_ANNEX = "Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này."
SEE_ANNEXES = (
    "Chi tiết từng đợt tại Phụ lục I, một số hình ảnh tại Phụ lục II kèm theo Báo cáo này."
)

_ISSUERS = {Target.AssignedBy.PROVINCE: " của Ủy ban nhân dân tỉnh"}


# Opening and closing


def committee_introduced(summary: Summary) -> str:
    return f"{summary.committee.name} (sau đây gọi tắt là {summary.committee.short_name})"


def plan_cited_in_full(summary: Summary, plan: PlanDocument) -> str:
    """The first mention (Nghị định 30/2020/NĐ-CP, PL I, II.6.b): with date, issuer and subject."""
    return (
        f"{plan_cited(plan)} ngày {date_text(plan.issued_on)} của {committee_introduced(summary)} "
        f"về {about(plan.subject)}"
    )


def subject(summary: Summary) -> str:
    """Trích yếu."""
    return f"Kết quả {SUBJECT_MATTER} {_both_periods(summary, '; ')}"


def _both_periods(summary: Summary, between: str) -> str:
    ahead = period_name(summary.next_period)
    return f"{period_name(summary.period)}{between}phương hướng, nhiệm vụ {ahead}"


def opening(summary: Summary) -> str:
    reported = (
        f"báo cáo kết quả {period_with_ends(summary.period)} và phương hướng, nhiệm vụ "
        f"{period_name(summary.next_period)} như sau:"
    )
    if summary.plan is None:
        return f"{committee_introduced(summary)} {reported}"
    cited = plan_cited_in_full(summary, summary.plan)
    return f"Thực hiện {cited}, {summary.committee.short_name} {reported}"


def closing(summary: Summary, *, has_addressee: bool) -> str:
    reported = f"Trên đây là kết quả {SUBJECT_MATTER} {_both_periods(summary, ' và ')}"
    name = summary.committee.short_name
    if has_addressee:
        return f"{reported}, {name} trân trọng báo cáo./."
    return f"{reported} của {name}./."


def replaces(summary: Summary, number: str, issued_on: date, reason: str = "") -> str:
    """The paragraph of a replacing report, just before its closing."""
    why = f" (lý do: {reason})" if reason else ""
    return (
        f"Báo cáo này thay thế Báo cáo số {number} ngày {date_text(issued_on)} của "
        f"{summary.committee.short_name} về {lower_first(subject(summary))}{why}."
    )


# Section I, proposed


def proposed_direction(summary: Summary) -> str:
    """The proposed text of section I: made of facts only; empty where there are none."""
    parts = []
    if summary.plan:
        is_new = summary.plan.issued_on >= summary.period.from_on
        did = "đã ban hành và triển khai" if is_new else "tiếp tục triển khai"
        parts.append(f"{did} {plan_cited(summary.plan)}")
    if answered := campaigns_answered(summary.campaigns_answered):
        parts.append(f"{'' if parts else 'đã '}tuyên truyền, vận động {answered}")
    first = f"{summary.committee.short_name} {'; '.join(parts)}." if parts else ""
    return " ".join(filter(None, [first, outreach(summary)]))


def campaigns_answered(campaigns: Sequence[CampaignName]) -> str:
    """``hưởng ứng …``; empty where nothing was answered. One message follows the only name, …"""
    if not campaigns:
        return ""
    if len(campaigns) == 1:
        (campaign,) = campaigns
        message = f", với thông điệp “{campaign.message}”" if campaign.message else ""
        return f"hưởng ứng {campaign_text(campaign.kind, campaign.name)}{message}"
    return f"hưởng ứng {join_names([_with_message(campaign) for campaign in campaigns])}"


def _with_message(campaign: CampaignName) -> str:
    message = f" (thông điệp “{campaign.message}”)" if campaign.message else ""
    return campaign_text(campaign.kind, campaign.name) + message


# Section II.1: results


def results(summary: Summary) -> str:
    """The results paragraph; it ends with a colon where a list of rounds follows."""
    rounds = summary.rounds
    if not rounds:
        return nothing_held(summary)
    clauses = [
        f"{upper_first(in_period(summary.period))}, {summary.committee.short_name} đã "
        f"{_together_with(summary.facilities)}tổ chức {count(len(rounds))} {DRIVE} "
        "trong các khu công nghiệp trên địa bàn tỉnh"
    ]
    if len(rounds) == 1:
        clauses[0] += f" (Đợt {rounds[0].number}, {held_on(rounds[0].day)}{_held_at(rounds[0])})"
    if summary.attended:
        clauses.append(attendance_text(summary.attended))
    is_unknown = all(held.units is None for held in rounds)
    clauses.append(collected(None if is_unknown else summary.units))
    target = summary.running
    if target and target.reached and target.from_on == summary.period.from_on:
        clauses.append(reached_short(target, summary.committee.short_name))
    return ", ".join(clauses) + ("." if len(rounds) == 1 else ", cụ thể:")


def nothing_held(summary: Summary) -> str:
    """No drive: "chưa" while the year goes on, "không" once the period has ended it."""
    ends_year = summary.next_period.year > summary.period.year
    has_held = "không" if ends_year and summary.day == summary.period.to_on else "chưa"
    return (
        f"{upper_first(in_period(summary.period))}, {summary.committee.short_name} "
        f"{has_held} tổ chức {DRIVE} nào."
    )


def _together_with(facilities: Sequence[str]) -> str:
    return f"phối hợp với {join_names(facilities)} " if facilities else ""


def _held_at(held: Round) -> str:
    place = place_text(held.place)
    return f", tổ chức {place}" if place else ""


def round_text(held: Round) -> str:
    """One line of the list, without its dash and its end: ``Đợt 1: Ngày 09/4/2024, …``."""
    if held.units is None:
        return f"{round_name(held)}: {NO_RESULT}"
    attended = f", {attendance_text(held.attended)}" if held.attended else ""
    return f"{round_name(held)}{attended}, {collected(held.units)}"


def round_name(held: Round) -> str:
    """``Đợt 1: Ngày 09/4/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A``."""
    return f"Đợt {held.number}: {upper_first(held_on(held.day))}{_held_at(held)}"


# Section II.2: the targets


def against_targets(summary: Summary, *, draft: bool) -> list[str]:
    """The sentences on the targets. Where several share one total, a first line and a list.

    The lines of such a list start with "- " and end as a list does.
    """
    targets = summary.targets
    if not targets:
        return [no_target(summary.period.year)]
    short = summary.committee.short_name
    if not any(target.reached or target.unknown for target in targets):
        return [nothing_collected(target, short) for target in targets]
    totals = {_so_far(summary, target) for target in targets}
    if len(targets) > 1 and len(totals) == 1:
        lines = [upper_first(reached_in_full(target, short, draft=draft)) for target in targets]
        return [f"{totals.pop()}:", *bulleted(lines)]
    return [_cumulative_sentence(summary, target, draft=draft) for target in targets]


def _cumulative_sentence(summary: Summary, target: Progress, *, draft: bool) -> str:
    short = summary.committee.short_name
    if not target.reached:
        so_far = f"{_so_far(summary, target)}."
        return so_far if target.unknown else nothing_collected(target, short)
    return f"{_so_far(summary, target)}, {reached_in_full(target, short, draft=draft)}."


def _so_far(summary: Summary, target: Progress) -> str:
    """Cumulative units; also the number of drives where the period tells only a part of them."""
    start = f"Lũy kế {range_text(target.from_on, target.day)}"
    units = collected(None if target.unknown == target.drives else target.reached)
    if target.from_on == summary.period.from_on:
        return f"{start} {units}"
    short = summary.committee.short_name
    return f"{start}, {short} đã tổ chức {drives_text(target.drives)}, {units}"


def reached_in_full(progress: Progress, short_name: str, *, draft: bool) -> str:
    """``đạt 105% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu), vượt 65 đơn vị máu``."""
    assigned = assigned_units(progress, draft=draft)
    short = reached_short(progress, short_name)
    return f"{short} năm {progress.year} ({assigned}){difference(progress, units_text)}"


def assigned_units(progress: Progress, *, draft: bool) -> str:
    """The target's figure with the document it stands in, cited for the first time."""
    figure = units_text(progress.units)
    if progress.document_number and progress.document_on:
        kind = document_type(progress.document_number)
        issuer = _ISSUERS.get(Target.AssignedBy(progress.assigned_by), "")
        on = date_text(progress.document_on)
        what = f" về {about(progress.document_subject)}" if progress.document_subject else ""
        return f"{figure} theo {kind} số {progress.document_number} ngày {on}{issuer}{what}"
    return f"{figure} {NO_DOCUMENT}" if draft else figure


def nothing_collected(target: Progress, short_name: str) -> str:
    plan = upper_first(plan_of(target.assigned_by, short_name))
    if not target.has_begun:
        since = date_text(target.from_on)
        return f"{plan} năm {target.year} là {units_text(target.units)}, tính từ ngày {since}."
    return (
        f"{plan} năm {target.year} là {units_text(target.units)}; "
        f"đến hết ngày {date_text(target.day)} chưa thu được đơn vị máu nào."
    )


def no_target(year: int) -> str:
    return f"[chưa có chỉ tiêu năm {year}]"


def compared(summary: Summary) -> str:
    """The same period a year before; empty where nothing is known of it."""
    last = summary.last_year
    if last is None or summary.has_unknown_results:
        return ""
    is_year = summary.period.key == "year" and summary.day == summary.period.to_on
    now = period_name(summary.period)
    before = f"năm {last.year}" if is_year else f"cùng kỳ năm {last.year}"
    if not last.drives:
        return f"{upper_first(before)} chưa tổ chức Ngày hội nào."
    then = units_text(last.units) if last.units else collected(0)
    if summary.units == last.units:
        return f"Kết quả {now} bằng {before} ({then})."
    return f"So với {before} ({then}), kết quả {now} {_change(summary, last)}."


def _change(summary: Summary, last: LastYear) -> str:
    difference = abs(summary.units - last.units)
    rose = "tăng" if summary.units > last.units else "giảm"
    percent = change_text(difference, last.units) if last.units else ""
    return f"{rose} {units_text(difference)}" + (f" ({percent})" if percent else "")


# Section III, proposed


def proposed_assessment(summary: Summary) -> list[str]:
    """The proposed paragraphs of section III: facts that the data hold, no praise, no causes."""
    first = [_standing(summary), _forms_compared(summary), _zones_compared(summary)]
    return [part for part in (" ".join(filter(None, first)), _shortcomings(summary)) if part]


def _standing(summary: Summary) -> str:
    headline = summary.headline
    if headline is None or not headline.reached:
        return ""
    plan = plan_of(headline.assigned_by, summary.committee.short_name)
    if headline.over:
        how = f"đã vượt {plan}"
    elif headline.is_reached:
        how = f"đã đạt {plan}"
    else:
        how = reached_short(headline, summary.committee.short_name)
    start = f"Đến hết ngày {date_text(headline.day)}, số đơn vị máu thu được"
    return f"{start} {how} cả năm {headline.year}."


def _forms_compared(summary: Summary) -> str:
    """How the drives of each form did; nothing for a single drive or while a result is missing."""
    if len(summary.rounds) < 2 or not summary.average:
        return ""
    mean = f"bình quân mỗi Ngày hội {collected(summary.average)}"
    drives = drives_text(len(summary.rounds))
    if len(summary.by_form) == 1:
        return f"Cả {drives} đều {HELD_HOW[Drive.Form(summary.by_form[0].name)]}; {mean}."
    parts = "; ".join(_form_text(share) for share in summary.by_form)
    return f"Trong {drives}, có {parts}; {mean}."


def _form_text(share: Share) -> str:
    return (
        f"{drives_text(share.drives)} {HELD_HOW[Drive.Form(share.name)]}, {collected(share.units)}"
    )


def _zones_compared(summary: Summary) -> str:
    if len(summary.by_zone) < 2 or summary.average is None:
        return ""
    parts = [f"tại {zone_text(share.name)} {collected(share.units)}" for share in summary.by_zone]
    return f"{upper_first(', '.join(parts))}."


def _shortcomings(summary: Summary) -> str:
    parts = []
    if summary.attendance_is_stated:
        parts.append(
            "số người tham dự được tổng hợp chung cả kỳ, chưa theo dõi riêng từng Ngày hội"
        )
    if summary.facilities_are_stated:
        parts.append("đơn vị tiếp nhận máu chưa được ghi nhận riêng từng Ngày hội")
    return f"Hạn chế: {'; '.join(parts)}." if parts else ""
