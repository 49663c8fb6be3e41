"""The desk: drafts are opened, written beside the printed page, and issued."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.access import visible_committee
from campaigns.models.records import StaleVersionError
from donations.models import PeriodStatement

from .blocks import Document
from .checks import blocking, to_acknowledge
from .drafting import draft_document, open_draft, open_replacement, proposed_texts, summary_of
from .forms import IssueForm, NewReportForm, ReportForm, StatementForm
from .issuing import findings_of, issue, last_number, not_acknowledged
from .models import Acknowledgement, Report
from .pages import may_handle, person, visible_report, with_acknowledgements, with_committee
from .renderers import pdf
from .views import known_period

STALE = _("Người khác vừa lưu bản dự thảo này; hãy xem lại rồi làm tiếp.")


def _draft(request: HttpRequest, pk: int) -> Report:
    """A draft, held until the transaction ends: nobody issues it while it is being written."""
    report = visible_report(request, pk)
    if transaction.get_connection().in_atomic_block:
        Report.objects.select_for_update().get(pk=pk)
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
    form = NewReportForm(_typed(request))
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
        return redirect("period-report", year, key)
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
    return redirect("report-edit", draft.pk)


# Writing


@never_cache
@csp_update({"img-src": [SELF, "data:"]})  # type: ignore[arg-type]
@permission_required("reports.change_report", raise_exception=True)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft's form, and beside it the pages as they will be printed."""
    today = localdate()
    with transaction.atomic() if request.method == "POST" else nullcontext():
        form, statement = _forms(_typed(request), _draft(request, pk), today)
        if request.method == "POST" and form.is_valid() and statement.is_valid():
            _save(form, statement)
            messages.success(request, _("Đã lưu bản dự thảo."))
            return redirect("report-edit", pk)
    report = visible_report(request, pk)  # anew: an invalid form has left its traces
    context = {
        "report": report,
        "form": form,
        "statement": statement,
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
        report = _draft(request, pk)
        form, statement = _forms(request.POST, report, today)
        if not (form.is_valid() and statement.is_valid()):
            return HttpResponse(status=422)
        _save(form, statement)
        document = draft_document(report, today=today)
        transaction.set_rollback(True)
    return render(request, "reports/_pages.html", {"pages": _pages(document)})


def _forms(
    data: Mapping[str, Any] | None, report: Report, today: date
) -> tuple[ReportForm, StatementForm]:
    committee, period = report.committee, report.period
    stated = PeriodStatement.objects.of(committee).filter(
        from_on=period.from_on, to_on=period.to_on
    )
    statement = stated.first() or PeriodStatement(
        committee=committee, from_on=period.from_on, to_on=period.to_on
    )
    proposed = proposed_texts(summary_of(report, today=today))
    return (
        ReportForm(data, instance=report, proposed=proposed, today=today),
        StatementForm(data, instance=statement, prefix="statement"),
    )


def _save(form: ReportForm, statement: StatementForm) -> None:
    """Both or neither; what is unchanged leaves no trace in the history."""
    if form.has_changed():
        form.save()
    if statement.has_changed():
        statement.save()


def _pages(document: Document) -> list[str]:
    return [base64.b64encode(page).decode() for page in pdf.pages(document)]


@permission_required("reports.delete_report", raise_exception=True)
@require_POST
@transaction.atomic
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away; its history stays."""
    report = _draft(request, pk)
    report.delete()
    messages.success(request, _("Đã xóa bản dự thảo."))
    return redirect("report-list")


# Issuing


@require_POST
@transaction.atomic
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """A person takes note of one warning, as it reads on the day of the document."""
    report = _draft(request, pk)
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
    typed = {name: request.POST.get(name, "") for name in ("number", "issued_on")}
    return redirect(f"{reverse('report-issue', args=[pk])}?{urlencode(typed)}")


def _day_of(typed: Mapping[str, Any]) -> date:
    """The day of the document: as typed, if that is a day in the past, else today."""
    today = localdate()
    try:
        day: date | None = forms.DateField(required=False).clean(typed.get("issued_on"))
    except ValidationError:
        return today
    return min(day or today, today)


@never_cache
@permission_required("reports.issue_report", raise_exception=True)
@require_http_methods(["GET", "POST"])
def issue_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still to be mended or acknowledged, then number and day."""
    report, today = _draft(request, pk), localdate()
    form = IssueForm(_typed(request), instance=report, today=today, initial=request.GET.dict())
    if form.is_valid() and _issue(request, form, today):
        messages.success(request, _("Đã ban hành báo cáo %(s)s.") % {"s": report.symbol})
        return redirect("report", pk)
    report = visible_report(request, pk)  # anew: what failed has left its traces
    day = _day_of(request.POST or request.GET)
    document = draft_document(report, today=day)
    found = findings_of(report, document, today=day)
    context = {
        "report": report,
        "form": form,
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


def _issue(request: HttpRequest, form: IssueForm, today: date) -> bool:
    """Whether it is done; what hinders it is told in the form."""
    typed = {name: form.cleaned_data[name] for name in ("number", "issued_on")}
    try:
        issue(form.instance, **typed, by=person(request), today=today)
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
