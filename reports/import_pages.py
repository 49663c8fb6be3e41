"""An import that was uploaded: what it would do, its confirmation, and its undoing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.access import with_committee
from campaigns.deeds import log_deed
from campaigns.models import Drive
from campaigns.pages import person
from campaigns.writing import Write
from donations.importing.plan import ImportPlan, Outcome, PlannedRow
from donations.importing.running import (
    ChangedPlanError,
    confirm,
    forget_waiting,
    plan_of,
)
from donations.importing.undoing import undo
from donations.models import SheetImport

from .corrections import reports_touched, require_a_reason
from .import_forms import ConfirmForm
from .import_uploads import require_may_bring, seen_imports
from .pages import period_of
from .screen import total_on_screen
from .summary import summarise

PLACE = ("committee", "zone", "host")
SHOWN, LISTED = 50, 500  # lines of one outcome: beside the others, and by themselves


@never_cache
@require_http_methods(["GET", "POST"])
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import would do; of one that was confirmed, what it has done."""
    found = _import(request, pk)
    if found.status != SheetImport.Status.WAITING:
        return _done_page(request, found)
    if request.method == "POST" and "answers" in request.POST:
        return _take_answers(request, found)
    try:
        plan = plan_of(found, by=person(request))
    except (ValidationError, FileNotFoundError) as error:
        return _give_up(request, found, error)
    reports = reports_touched(found.committee, plan.writes)
    form = ConfirmForm(reports, request.POST or None, initial={"digest": plan.digest})
    is_sent = request.method == "POST" and form.is_valid() and plan.is_ready
    answer = _confirm(request, found, form) if is_sent else None
    return answer or _plan_page(request, found, plan, form)


def _import(request: HttpRequest, pk: int) -> SheetImport:
    found: SheetImport = get_object_or_404(
        seen_imports(request).select_related(
            "committee", "drive__zone", "drive__host", "drive__committee"
        ),
        pk=pk,
    )
    require_may_bring(request, found.kind)
    return found


@transaction.atomic
def _take_answers(request: HttpRequest, waiting: SheetImport) -> HttpResponse:
    """Remember what a name means; the plan is then made anew."""
    held = SheetImport.objects.select_for_update().filter(pk=waiting.pk)
    if found := held.filter(status=SheetImport.Status.WAITING).first():
        with suppress(ValidationError, FileNotFoundError):  # the page itself will tell
            _answer(request, found)
    return redirect("import", waiting.pk)


def _answer(request: HttpRequest, found: SheetImport) -> None:
    """Only what is asked, in words that an answer can have."""
    asked = {question.key for question in plan_of(found, by=person(request)).questions}
    told = {key: request.POST.get(f"answer-{key}", "")[:20] for key in asked}
    found.answers |= {key: answer for key, answer in told.items() if answer.isalnum()}
    found.save(update_fields=["answers"])


def _give_up(request: HttpRequest, waiting: SheetImport, error: Exception) -> HttpResponse:
    """The file can no longer be read: it has to be uploaded again."""
    gone = _("Tệp đã lưu không còn; hãy tải lên lại.")
    told = error.messages if isinstance(error, ValidationError) else [gone]
    messages.error(request, " ".join(told))
    forget_waiting(SheetImport.objects.filter(pk=waiting.pk))
    return redirect(_page_of_upload(waiting))


def _page_of_upload(found: SheetImport) -> str:
    if found.kind == SheetImport.Kind.TEXT:
        return f"{reverse('import-text')}?committee={found.committee.pk}"
    if found.drive:
        return reverse("import-turnout", args=[found.drive.pk])
    address = reverse("import-sheet", args=[found.kind])
    return f"{address}?committee={found.committee.pk}"


def _confirm(request: HttpRequest, waiting: SheetImport, form: ConfirmForm) -> HttpResponse | None:
    """Save it; ``None`` where the plan has changed since it was shown."""
    typed = form.cleaned_data
    reason = typed.get("change_reason", "")
    try:
        done = confirm(
            waiting,
            typed["digest"],
            by=person(request),
            reason=reason,
            guard=lambda writes: require_a_reason(waiting.committee, writes, reason),
        )
    except ChangedPlanError:
        messages.warning(
            request,
            _("Chưa nhập: số liệu đã đổi sau khi bạn xem trước; hãy xem lại rồi xác nhận."),
        )
        return None
    log_deed("sheet_imported", request, done, **done.tally)
    messages.success(request, _told(done))
    return redirect("import", done.pk)


def _told(done: SheetImport) -> str:
    """What was done and, of drives, where the newest of their years stands now."""
    told = _("Đã nhập từ %(file)s: %(added)s mới, %(changed)s sửa, %(unchanged)s giữ nguyên.") % {
        "file": done.file_name,
        "added": intcomma(done.added),
        "changed": intcomma(done.changed),
        "unchanged": intcomma(done.unchanged),
    }
    newest = (
        Drive.objects.filter(pk__in=done.rows.filter(model="campaigns.drive").values("row"))
        .order_by("-on")
        .first()
    )
    if newest is None:
        return told
    year = done.committee.year_of(newest.on)
    summary = summarise(done.committee, period_of(done.committee, year, "year"), as_of=localdate())
    standing = _("Lũy kế năm %(year)s: %(total)s.") % {
        "year": year,
        "total": total_on_screen(summary),
    }
    return f"{told} {standing}"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one outcome, as many as are shown."""

    outcome: Outcome
    page: Page
    count: int

    @property
    def has_more(self) -> bool:
        return self.page.paginator.num_pages > 1


def _plan_page(
    request: HttpRequest, waiting: SheetImport, plan: ImportPlan, form: ConfirmForm
) -> HttpResponse:
    shown = request.GET.get("show", "")
    context = {
        "import": waiting,
        "plan": plan,
        "form": form,
        "groups": _groups(plan.rows, shown, request.GET.get("page")),
        "shown": shown,
        "again": _page_of_upload(waiting),
    }
    context = with_committee(request, waiting.committee, context)
    return render(request, "reports/import_preview.html", context)


def _groups(rows: Sequence[PlannedRow], shown: str, number: str | None) -> list[Lines]:
    """By outcome, what has to be looked at first; with ``shown`` one of them by itself."""
    by_outcome = {outcome: [row for row in rows if row.outcome == outcome] for outcome in Outcome}
    if shown in Outcome.values:
        lines = by_outcome[Outcome(shown)]
        return [Lines(Outcome(shown), Paginator(lines, LISTED).get_page(number), len(lines))]
    return [
        Lines(outcome, Paginator(lines, SHOWN).get_page(1), len(lines))
        for outcome, lines in by_outcome.items()
        if lines
    ]


@require_POST
def cancel_import(request: HttpRequest, pk: int) -> HttpResponse:
    found = _import(request, pk)
    if not forget_waiting(SheetImport.objects.filter(pk=found.pk)):
        messages.warning(request, _("Lần nhập này đã xong; muốn bỏ thì hoàn tác."))
        return redirect("import", found.pk)
    messages.success(request, _("Đã bỏ tệp; chưa nhập gì."))
    return redirect(_page_of_upload(found))


# What was done


def _done_page(request: HttpRequest, done: SheetImport) -> HttpResponse:
    context = {"import": done, "again": _page_of_upload(done)}
    return render(
        request, "reports/import_done.html", with_committee(request, done.committee, context)
    )


@require_POST
def undo_import(request: HttpRequest, pk: int) -> HttpResponse:
    found = _import(request, pk)
    try:
        _require_right_to_undo(request, found)
        undo(found, by=person(request), guard=lambda writes: _require_unreported(found, writes))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        log_deed("import_undone", request, found, sheet=found.kind)
        told = _("Đã hoàn tác lần nhập từ %(file)s.") % {"file": found.file_name}
        messages.success(request, told)
    return redirect("import", found.pk)


def _require_right_to_undo(request: HttpRequest, done: SheetImport) -> None:
    """Names that an administrator's answers have made or taught are not an officer's to undo."""
    labels = (label.split(".") for label in done.rows.values_list("model", flat=True).distinct())
    needed = [f"{app}.{verb}_{model}" for app, model in labels for verb in ("add", "change")]
    if not person(request).has_perms(needed):
        raise ValidationError(_("Lần nhập này có tên do quản trị thêm; nhờ quản trị hoàn tác."))


def _require_unreported(done: SheetImport, writes: Sequence[Write]) -> None:
    """What an issued report counts is corrected with a reason, each by itself; never deleted."""
    if reports := reports_touched(done.committee, writes):
        raise ValidationError(
            _("Không hoàn tác được: có đợt đã nằm trong báo cáo %(reports)s đã ban hành.")
            % {"reports": ", ".join(map(str, reports))}
        )
