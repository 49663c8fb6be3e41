"""The desk: drafts are opened, written beside the printed page, and issued."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import TextField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.access import visible_committee, visible_committees, with_committee
from campaigns.deeds import log_deed
from campaigns.models.records import StaleVersionError
from campaigns.pages import person
from donations.models import PeriodStatement

from .blocks import Document
from .checks import blocking, to_acknowledge
from .drafting import draft_document, open_draft, open_replacement, proposed_texts, summary_of
from .forms import IssueForm, NewReportForm, ReportForm, StatementForm
from .issuing import (
    UnseenError,
    digest,
    findings_of,
    issue,
    last_number,
    not_acknowledged,
    numbered_document,
)
from .models import Acknowledgement, Report
from .pages import (
    known_period,
    may_handle,
    visible_report,
    with_acknowledgements,
)
from .pictures import pictures_on_offer
from .renderers import html, pdf
from .wording import period_title

Handler = Callable[[HttpRequest, int], HttpResponse]
CHANGED = _("Số liệu hoặc lời văn đã đổi sau khi bạn xem; hãy xem lại bản dưới đây.")
STALE = _("Người khác vừa lưu bản dự thảo này; hãy xem lại rồi làm tiếp.")


def held_draft(request: HttpRequest, pk: int) -> Report:
    """A draft, held until the transaction ends: nobody issues it while it is being written."""
    report = visible_report(request, pk)
    if transaction.get_connection().in_atomic_block:
        get_object_or_404(Report.objects.select_for_update(), pk=pk)
        report.refresh_from_db()
    if report.is_issued:
        raise PermissionDenied(_("Báo cáo đã ban hành thì không sửa được; hãy lập bản thay thế."))
    return report


def _typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; nothing while it is only opened."""
    return request.POST if request.method == "POST" else None


# Opening


@never_cache
@permission_required("reports.add_report", raise_exception=True)
@require_http_methods(["GET", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """A draft of a period that is chosen here, with the calendar's ends or its own."""
    committee = visible_committee(request)
    form = NewReportForm(_typed(request), initial={"year": committee.year_of(localdate())})
    if form.is_valid():
        period, key = form.period(committee), form.cleaned_data["key"]
        try:
            report = open_draft(committee, period, key=key, today=localdate())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            return redirect("report-edit", report.pk)
    context = with_committee(request, committee, {"form": form})
    return render(request, "reports/report_new.html", context)


@permission_required("reports.add_report", raise_exception=True)
@require_POST
def draft_period(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Open the draft of a preset period."""
    committee = visible_committee(request)
    period = known_period(committee, year, key)
    try:
        report = open_draft(committee, period, today=localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{reverse('period-report', args=[year, key])}?committee={committee.pk}")
    return redirect("report-edit", report.pk)


@permission_required("reports.add_report", raise_exception=True)
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    report = visible_report(request, pk)
    try:
        draft = open_replacement(report, today=localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("report", pk)
    log_deed("replacement_opened", request, draft, replaces=pk)
    return redirect("report-edit", draft.pk)


# Writing


def _keeps_what_was_typed(view: Handler) -> Handler:
    """Where somebody has issued or discarded the draft meanwhile, gives back what was typed."""

    @wraps(view)
    def kept(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except (Http404, PermissionDenied) as error:
            ours = Report.history.filter(committee__in=visible_committees(request.user))
            if request.method != "POST" or not ours.filter(id=pk).exists():
                raise
            status = 404 if isinstance(error, Http404) else 403
            return render(request, "reports/report_too_late.html", _sent(request), status=status)

    return kept


def _sent(request: HttpRequest) -> dict[str, Any]:
    fields = [
        field for field in Report._meta.fields if isinstance(field, TextField) and field.editable
    ]
    texts = [(field.verbose_name, request.POST.get(field.name, "")) for field in fields]
    return {"texts": [(name, text) for name, text in texts if text.strip()]}


@never_cache
@csp_update({"img-src": [SELF, "data:"]})  # type: ignore[arg-type]
@permission_required("reports.change_report", raise_exception=True)
@require_http_methods(["GET", "POST"])
@_keeps_what_was_typed
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft's form, and beside it the pages as they will be printed."""
    today = localdate()
    if request.method == "GET" and visible_report(request, pk).is_issued:
        return redirect("report", pk)
    with transaction.atomic() if request.method == "POST" else nullcontext():
        form, statement = desk_forms(_typed(request), held_draft(request, pk), today)
        # Both are asked: each has something to tell of what somebody else has saved.
        is_valid = all([form.is_valid(), statement.is_valid()])
        if request.method == "POST" and is_valid:
            _save(form, statement, reason=getattr(request, "change_reason", None))
            messages.success(request, _("Đã lưu bản dự thảo."))
            return redirect("report-edit", pk)
    report = visible_report(request, pk)  # anew: an invalid form has left its traces
    context = {
        "title": period_title(report.period),
        "report": report,
        "form": form,
        "statement": statement,
        "comparisons": [each.comparison for each in (form, statement) if each.comparison],
        "pages": _pages(draft_document(report, today=today)),
    }
    context = with_committee(request, report.committee, context)
    return render(request, "reports/report_edit.html", context)


@never_cache
@permission_required("reports.change_report", raise_exception=True)
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The pages as they would be if the form were saved; nothing is.

    422 while the form is not valid: the page keeps showing what it shows.
    """
    today = localdate()
    with transaction.atomic():
        report = held_draft(request, pk)
        form, statement = desk_forms(request.POST, report, today)
        if not (form.is_valid() and statement.is_valid()):
            return HttpResponse(status=422)
        _save(form, statement)
        document = draft_document(report, today=today)
        transaction.set_rollback(True)
    return render(request, "reports/_pages.html", {"pages": _pages(document)})


def desk_forms(
    data: Mapping[str, Any] | None, report: Report, today: date
) -> tuple[ReportForm, StatementForm]:
    committee, period = report.committee, report.period
    stated = PeriodStatement.objects.of(committee).filter(
        from_on=period.from_on, to_on=period.to_on
    )
    statement = stated.first() or PeriodStatement(
        committee=committee, from_on=period.from_on, to_on=period.to_on
    )
    summary = summary_of(report, today=today)
    return (
        ReportForm(
            data,
            instance=report,
            proposed=proposed_texts(summary),
            pictures=pictures_on_offer(summary),
            today=today,
        ),
        StatementForm(data, instance=statement, prefix="statement"),
    )


def _save(form: ReportForm, statement: StatementForm, *, reason: str | None = None) -> None:
    """Both or neither; what is unchanged leaves no trace in the history."""
    for each in (form, statement):
        if each.has_changed():
            each.instance._change_reason = reason
            each.save()


def _pages(document: Document) -> list[str]:
    return [base64.b64encode(page).decode() for page in pdf.pages(document)]


@permission_required("reports.delete_report", raise_exception=True)
@require_POST
@transaction.atomic
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away; its history stays."""
    report = held_draft(request, pk)
    log_deed("draft_deleted", request, report)  # while it has its id
    report.delete()
    messages.success(request, _("Đã xóa bản dự thảo."))
    return redirect(f"{reverse('report-list')}?committee={report.committee_id}")


# Issuing


@require_POST
@transaction.atomic
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """A person takes note of one warning, as it reads on the day of the document."""
    report = held_draft(request, pk)
    if not may_handle(person(request)):
        raise PermissionDenied
    day = _day_of(request.POST)
    text = request.POST.get("text", "")
    found = findings_of(report, draft_document(report, today=day), today=day)
    if text in {each.text for each in to_acknowledge(found)}:
        Acknowledgement.objects.get_or_create(
            report=report, text=text, defaults={"by": person(request)}
        )
    else:
        messages.warning(request, _("Cảnh báo này không còn nữa hoặc đã đổi."))
    if request.POST.get("here") != "issue":
        return redirect("report", pk)
    return redirect(f"{reverse('report-issue', args=[pk])}?{urlencode(_register(request.POST))}")


def _register(typed: Mapping[str, Any]) -> dict[str, str]:
    """Number and day as somebody typed them."""
    return {name: typed.get(name, "").replace("\0", "") for name in ("number", "issued_on")}


def _day_of(typed: Mapping[str, Any]) -> date:
    """The day of the document: as typed, if that is a day in the past, else today."""
    today = localdate()
    try:
        day: date | None = forms.DateField(required=False).clean(typed.get("issued_on"))
    except ValidationError:
        return today
    return min(day or today, today)


@never_cache
@csp_update({"img-src": [SELF, "data:"]})  # type: ignore[arg-type]
@permission_required("reports.issue_report", raise_exception=True)
@require_http_methods(["GET", "POST"])
def issue_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Number and day, then the pages as they would be issued, then issuing them: none unseen."""
    report, today = visible_report(request, pk), localdate()
    if report.is_issued:
        return redirect("report", pk)
    form = _issue_form(request, report, today)
    if request.POST.get("seen") and form.is_valid() and _issue(request, form, today):
        log_deed("report_issued", request, form.instance, replaces=report.replaces_id)
        messages.success(request, _("Đã ban hành báo cáo %(s)s.") % {"s": report.symbol})
        return redirect("report", pk)
    report = visible_report(request, pk)  # anew: what failed has left its traces
    day = _day_of(request.POST or request.GET)
    document = _as_issued(report, form, day)
    is_shown = document is not None
    document = document or draft_document(report, today=day)
    found = findings_of(report, document, today=day)
    context = {
        "title": period_title(report.period),
        "report": report,
        "form": form,
        "pages": _pages(document) if is_shown else [],
        "paper": html.render(document),
        "seen": digest(document) if is_shown else "",
        "findings": with_acknowledgements(report, found),
        "may_handle": True,
        "issuing": True,
        "is_blocked": bool(blocking(found)),
        "unseen": len(not_acknowledged(report, found)),
        "last_number": last_number(report.committee, day.year),
        "day": day,
    }
    context = with_committee(request, report.committee, context)
    return render(request, "reports/report_issue.html", context)


def _as_issued(report: Report, form: IssueForm, day: date) -> Document | None:
    """The document with the number and day that were typed, if they are fit for one."""
    typed = getattr(form, "cleaned_data", {})
    number, issued_on = typed.get("number"), typed.get("issued_on")
    if number is None or issued_on is None:
        return None
    return numbered_document(report, number=number, issued_on=issued_on, today=day)


def _issue_form(request: HttpRequest, report: Report, today: date) -> IssueForm:
    """Bound to what was typed here, or typed before a warning was acknowledged."""
    typed: Mapping[str, Any] | None = _typed(request)
    if typed is None and "number" in request.GET:
        typed = _register(request.GET) | {"version": str(report.version)}
    form = IssueForm(typed, instance=report, today=today)
    form.is_valid()
    return form


def _issue(request: HttpRequest, form: IssueForm, today: date) -> bool:
    """Whether it is done; what hinders it is told in the form."""
    typed = {name: form.cleaned_data[name] for name in ("number", "issued_on", "seen")}
    try:
        issue(form.instance, **typed, by=person(request), today=today)
    except UnseenError:
        form.add_error(None, CHANGED)
    except ValidationError as error:
        _add_errors(form, error)
    except (IntegrityError, StaleVersionError):
        form.add_error(None, STALE)
    return not form.errors


def _add_errors(form: IssueForm, error: ValidationError) -> None:
    """Beside the field, where the form has it; else above the form."""
    placed = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, problems in placed.items():
        form.add_error(name if name in form.fields else None, problems)
