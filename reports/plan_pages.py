"""The pages of the year's plan: what it holds, what it takes over, a drive on other days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.access import visible_committee, with_committee
from campaigns.choices import is_id
from campaigns.deeds import log_deed
from campaigns.exporting import spreadsheet, workbook
from campaigns.models import Committee, Drive, Paper, Plan
from campaigns.models.records import SENT_TWICE
from donations.models import DriveResult
from donations.resources import DRIVE_COLUMNS

from .facts import Summary
from .pages import period_of
from .plan_forms import CopyForm, KeyForm, ProposalForm, SentTwiceError
from .planning import (
    Outlook,
    Proposal,
    YearPlan,
    findings_by_drive,
    gap_text,
    proposals,
    unknown_text,
    year_plan,
)
from .summary import summarise
from .wording import join_names
from .years import planned_years, years_to_plan

COPIED_WITH = ("committee", "zone", "host__zone")


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal, what is typed beside it, and whether it has a tick."""

    proposal: Proposal
    form: ProposalForm
    is_taken: bool

    @property
    def pk(self) -> int:
        return self.proposal.drive_id


@never_cache
@require_safe
def newest_plan(request: HttpRequest) -> HttpResponse:
    """The newest year that has a plan; without any, this one."""
    committee = visible_committee(request)
    year = [*planned_years(committee), committee.year_of(localdate())][0]
    return _to_the_plan(committee, year)


@never_cache
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """The year by month, and what last year's drives propose, for officers to take over."""
    committee = visible_committee(request)
    years = years_to_plan(committee, localdate())
    if year not in years:
        raise Http404(_("Không có kế hoạch của năm này."))
    may_plan = request.user.has_perm("campaigns.add_drive")
    if request.method == "POST" and not may_plan:
        raise PermissionDenied
    summary = _summary(committee, year)
    rows = _rows(request, committee, summary) if may_plan else []
    if request.method == "POST" and (answer := _take_over(request, committee, year, rows)):
        return answer
    planned = year_plan(summary, Committee.Calendar(committee.calendar))
    context = {
        "summary": summary,
        "plan": planned,
        "targets": _targets(planned, summary),
        "years": years,
        "rows": rows,
        "keys": KeyForm(request.POST or None),
        "document": Plan.objects.of(committee).filter(year=year).first(),
        "papers": _papers(committee, year),
    }
    return render(request, "reports/plan.html", with_committee(request, committee, context))


@never_cache
@require_safe
def plan_sheet(request: HttpRequest, year: int) -> HttpResponse:
    """The year's drives as a spreadsheet, which can be brought in again."""
    committee = visible_committee(request)
    if year not in years_to_plan(committee, localdate()):
        raise Http404(_("Không có kế hoạch của năm này."))
    drives = (
        Drive.objects.of(committee)
        .filter(on__range=committee.year_bounds(year))
        .in_round_order()
        .select_related("zone", "host", "result")
        .prefetch_related("facilities")
    )
    content = workbook(_("Năm %(year)s") % {"year": year}, DRIVE_COLUMNS, drives)
    log_deed("list_exported", request, committee=committee, list="campaigns.drive", year=year)
    return spreadsheet(content, f"dot-hien-mau-{year}")


def _summary(committee: Committee, year: int) -> Summary:
    return summarise(committee, period_of(committee, year, "year"), as_of=localdate())


def _papers(committee: Committee, year: int) -> QuerySet[Paper]:
    """Those of the year's plan, and those that assigned its targets."""
    of_plan = Q(plan__committee=committee, plan__year=year)
    return Paper.objects.filter(of_plan | Q(target__committee=committee, target__year=year))


def _targets(planned: YearPlan, summary: Summary) -> list[tuple[Outlook, str, str]]:
    """Each target with what is missing, and with what that figure cannot know."""
    name = summary.committee.short_name
    return [(each, gap_text(each, name), unknown_text(each)) for each in planned.outlooks]


def _to_the_plan(committee: Committee, year: int) -> HttpResponse:
    return redirect(f"{reverse('plan', args=[year])}?committee={committee.pk}")


# Taking over


def _rows(request: HttpRequest, committee: Committee, summary: Summary) -> list[Row]:
    year, ticked = summary.period, _ticked(request)
    drives = Drive.objects.of(committee).filter(on__range=(year.from_on, year.to_on))
    there = [(drive.day, drive.place) for drive in drives.select_related("zone", "host")]
    proposed = proposals(summary, _summary(committee, year.year - 1), there)
    return [Row(each, _form(request, each), each.drive_id in ticked) for each in proposed]


def _form(request: HttpRequest, proposal: Proposal) -> ProposalForm:
    day = proposal.day
    on = f"{day.on:%m/%Y}" if day.is_month else day.on
    return ProposalForm(
        request.POST or None,
        prefix=f"from-{proposal.drive_id}",
        initial={"on": on, "expected_units": proposal.expected_units},
    )


def _ticked(request: HttpRequest) -> set[int]:
    return {int(each) for each in request.POST.getlist("take") if is_id(each)}


def _take_over(
    request: HttpRequest, committee: Committee, year: int, rows: Sequence[Row]
) -> HttpResponse | None:
    """Save what has a tick and lead back to the plan; ``None`` where something hinders it."""
    taken = [row for row in rows if row.is_taken]
    try:
        drives = _saved(request, taken)
    except (SentTwiceError, IntegrityError):  # the latter: twice in one moment
        return _answer_again(request, committee, year)
    if not drives:
        messages.error(request, _what_hinders(len(_ticked(request)), len(taken)))
        return None
    told = _("Đã đưa %(n)s đợt vào kế hoạch năm %(year)s.") % {"n": len(drives), "year": year}
    return _answer(request, committee, year, told, drives)


def _what_hinders(ticked: int, taken: int) -> str:
    if not ticked:
        return _("Chưa chọn đợt nào.")
    if taken < ticked:
        return _("Chưa lưu: có đợt vừa được đưa vào kế hoạch; hãy xem lại các đợt còn lại.")
    return _("Chưa lưu đợt nào: hãy sửa những chỗ báo lỗi.")


@transaction.atomic
def _saved(request: HttpRequest, taken: Sequence[Row]) -> list[Drive]:
    """All or none; what hinders one is told in its row."""
    form = KeyForm(request.POST)
    form.is_valid()
    keys = form.keys(_ticked(request))
    by_pk = Drive.objects.select_related(*COPIED_WITH).in_bulk(row.pk for row in taken)
    copies = [row.form.save_copy(by_pk[row.pk], keys[row.pk]) for row in taken]
    saved = [copy for copy in copies if copy]
    if len(saved) == len(keys):
        return saved
    transaction.set_rollback(True)
    return []


# Copying


@never_cache
@permission_required("campaigns.add_drive", raise_exception=True)
@require_http_methods(["GET", "POST"])
def copy_drive(request: HttpRequest, pk: int) -> HttpResponse:
    """The same drive on other days: listed first if asked for, then saved, all or none."""
    visible = Drive.objects.visible_to(request.user).select_related(*COPIED_WITH, "result")
    drive = get_object_or_404(visible, pk=pk)
    form = CopyForm(request.POST or None, initial={"expected_units": _expected(drive)})
    context = {"drive": drive, "form": form, "copies": [], "warnings": []}
    if request.method == "POST" and form.is_valid():
        year = drive.committee.year_of(form.cleaned_data["on"][0].on)
        try:
            with transaction.atomic():
                copies = form.save_copies(drive)
                if "preview" in request.POST:
                    context |= {"copies": copies, "warnings": _warnings(drive.committee, copies)}
                    transaction.set_rollback(True)
                elif copies:
                    return _answer(request, drive.committee, year, _copied(copies), copies)
        except (SentTwiceError, IntegrityError):  # the latter: twice in one moment
            return _answer_again(request, drive.committee, year)
    context = with_committee(request, drive.committee, context)
    return render(request, "reports/plan_copy.html", context)


def _expected(drive: Drive) -> int | None:
    """What it brought, if that is known, is what it may bring again."""
    result: DriveResult | None = getattr(drive, "result", None)
    return result.units if result else drive.expected_units


def _copied(copies: Sequence[Drive]) -> str:
    days = join_names([copy.day.text for copy in copies])
    return _("Đã chép thành %(n)s đợt: %(days)s.") % {"n": len(copies), "days": days}


# Both


def _answer_again(request: HttpRequest, committee: Committee, year: int) -> HttpResponse:
    messages.warning(request, SENT_TWICE)
    return _to_the_plan(committee, year)


def _answer(
    request: HttpRequest, committee: Committee, year: int, told: str, drives: Sequence[Drive]
) -> HttpResponse:
    """Back to the plan, with what a planner has to know of the new drives."""
    messages.success(request, told)
    for warning in _warnings(committee, drives):
        messages.warning(request, warning)
    return _to_the_plan(committee, year)


def _warnings(committee: Committee, drives: Sequence[Drive]) -> list[str]:
    """Each thing once."""
    texts = []
    for year in sorted({committee.year_of(drive.on) for drive in drives}):
        found = findings_by_drive(_summary(committee, year))
        texts += [finding.text for drive in drives for finding in found.get(drive.pk, ())]
    return list(dict.fromkeys(texts))
