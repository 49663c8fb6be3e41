"""The list of a drive's companies: members see it, officers call and enter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import transaction
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.access import with_committee
from campaigns.choices import is_id
from campaigns.dates import date_text
from campaigns.deeds import log_deed
from campaigns.exporting import spreadsheet, workbook
from campaigns.history import value_at
from campaigns.models import Company, Drive
from campaigns.pages import person, require, visible_row

from .asking import companies_called, last_list, put_on_list, unlisted
from .models import CompanyTurnout
from .resources import TURNOUT_COLUMNS
from .turnout import COLUMNS, turnout_of
from .turnout_forms import AskedForm, NameForm, TurnoutForm

OF_DRIVE = ("committee", "zone", "host", "result")
MAY_ENTER = "donations.change_companyturnout"
MAY_REMOVE = "donations.delete_companyturnout"
NUMBERS = ("registered", "attended", "units")
MOST_FOUND = 30  # companies to choose from by name; beyond that the name says too little


@dataclass(frozen=True, slots=True)
class Cell:
    """What is stored, in words (empty where unknown), and for officers the field to change it."""

    name: str
    label: str
    is_number: bool
    text: str
    field: BoundField | None


@dataclass(frozen=True, slots=True)
class Row:
    """A company as it is stored; ``form`` is ``None`` for who only reads."""

    stored: CompanyTurnout
    cells: tuple[Cell, ...]
    may_go: bool
    has_answered: bool
    form: TurnoutForm | None


@never_cache
@require_http_methods(["GET", "POST"])
def drive_turnout(request: HttpRequest, drive: int) -> HttpResponse:
    """Who is to be called, who has answered and what came of it; one form saves all rows."""
    is_sent = request.method == "POST"
    with transaction.atomic() if is_sent else nullcontext():
        shown = visible_row(Drive, request, drive, *OF_DRIVE)
        if is_sent:
            require(request, MAY_ENTER)
        stored = _stored(shown)
        turnout = turnout_of(shown, stored)
        rows = _rows(request, stored)
        if is_sent and _is_done(request, shown, rows):
            return redirect("drive-turnout", shown.pk)
    forms = [row.form for row in rows if row.form]
    context = {
        "columns": [(name, label, name in NUMBERS) for name, label in COLUMNS.items()],
        "drive": shown,
        "turnout": turnout,
        "waiting": [row for row in rows if not row.has_answered],
        "answered": [row for row in rows if row.has_answered],
        "compared": [form for form in forms if form.is_bound and form.non_field_errors()],
        "may_enter": person(request).has_perm(MAY_ENTER),
    }
    context = with_committee(request, shown.committee, context)
    return render(request, "donations/turnout.html", context)


def _stored(drive: Drive) -> list[CompanyTurnout]:
    """The drive's list by name; to be changed, it is held until that is done."""
    rows = drive.turnouts.select_related("company__zone").order_by("company__folded_name", "pk")
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    stored = list(rows)
    for row in stored:
        row.drive = drive
    return stored


def _rows(request: HttpRequest, stored: Iterable[CompanyTurnout]) -> list[Row]:
    """Each with what is stored, told before a form puts into the row what was typed."""
    may_enter = person(request).has_perm(MAY_ENTER)
    may_remove = person(request).has_perm(MAY_REMOVE)
    rows = []
    for row in stored:
        form = _form(request, row) if may_enter else None
        may_go = may_remove and not row.has_figures
        rows.append(Row(row, _cells(row, form), may_go, row.has_answered, form))
    return rows


def _cells(row: CompanyTurnout, form: TurnoutForm | None) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            name,
            str(label),
            name in NUMBERS,
            _text(getattr(row, name)),
            form[name] if form else None,
        )
        for name, label in COLUMNS.items()
    )


def _text(value: date | int | str | None) -> str:
    if isinstance(value, date):
        return date_text(value)
    return "" if value is None else intcomma(value) if isinstance(value, int) else value


def _form(request: HttpRequest, row: CompanyTurnout) -> TurnoutForm:
    """Bound where the row was on the page that was sent; a colleague may have added it since."""
    prefix = f"row-{row.pk}"
    data = request.POST if f"{prefix}-version" in request.POST else None
    return TurnoutForm(data, instance=row, prefix=prefix, today=localdate())


def _is_done(request: HttpRequest, drive: Drive, rows: Sequence[Row]) -> bool:
    """Whether all that was typed is saved; else nothing is, and each form tells why."""
    _tell_what_is_lost(request, drive, {row.stored.pk for row in rows})
    sent = [row.form for row in rows if row.form and row.form.is_bound]
    refused = [form for form in sent if not form.is_valid()]
    if refused:
        messages.error(request, _("Chưa lưu dòng nào: hãy sửa những chỗ báo lỗi."))
        return False
    changed = [form for form in sent if form.has_changed()]
    for form in changed:
        form.save()
    removed = request.POST.get("remove", "")
    if changed:
        told = _("Đã lưu %(n)s doanh nghiệp.") % {"n": len(changed)}
        messages.success(request, told)
    elif not removed:
        messages.info(request, _("Không có gì thay đổi."))
    if removed:
        _remove(request, drive, removed)
    return True


def _remove(request: HttpRequest, drive: Drive, pk: str) -> None:
    """Take a company off the list, as it is stored now, unless that would lose a figure."""
    require(request, MAY_REMOVE)
    row = drive.turnouts.select_related("company").filter(pk=pk).first() if is_id(pk) else None
    if row is None:
        messages.warning(request, _("Doanh nghiệp này không còn trong danh sách."))
        return
    told = {"company": row.company}
    if row.has_figures:
        why = _(
            "Chưa bỏ %(company)s: đã có số liệu hoặc ghi chú. Xóa các ô của dòng đó và lưu, rồi "
            "hãy bỏ."
        )
        messages.error(request, why % told)
        return
    row.delete()
    messages.success(request, _("Đã bỏ %(company)s khỏi danh sách.") % told)


def _tell_what_is_lost(request: HttpRequest, drive: Drive, present: set[int]) -> None:
    """What was typed for companies that somebody has taken off the list; two queries at most."""
    names = (re.fullmatch(r"row-(\d{1,18})-version", name) for name in request.POST)
    gone = {int(name[1]) for name in names if name} - present
    if not gone:
        return
    records = CompanyTurnout.history.filter(drive_id=drive.pk, id__in=gone)
    told = {}
    for record in records.select_related("company").order_by("history_date", "history_id"):
        told[record.id, str(record.version)] = record
        told[record.id, ""] = record  # at last, as it was deleted
    for pk in sorted(gone):
        if (last := told.get((pk, ""))) is None:
            continue  # never of this drive
        prefix = f"row-{pk}"
        opened = told.get((pk, request.POST[f"{prefix}-version"]), last)
        form = TurnoutForm(request.POST, instance=last.instance, prefix=prefix, today=localdate())
        if typed := form.typed_beside(opened):
            message = _(
                "Người khác đã bỏ %(company)s khỏi danh sách sau khi bạn mở trang; chưa lưu những "
                "gì bạn nhập: %(typed)s. Cần thì thêm lại doanh nghiệp rồi nhập."
            )
            told_of = {"company": value_at(last, "company"), "typed": typed}
            messages.warning(request, message % told_of)


# Adding


@dataclass(frozen=True, slots=True)
class Offer:
    """Companies to put on the list together; ``ticked`` are the ids that have a tick."""

    part: str
    title: str
    companies: Sequence[Company]
    ticked: frozenset[int]
    form: AskedForm


@never_cache
@permission_required("donations.add_companyturnout", raise_exception=True)
@require_http_methods(["GET", "POST"])
def add_companies(request: HttpRequest, drive: int) -> HttpResponse:
    """Companies of the zone, those of the last list here, or one by its name."""
    is_sent = request.method == "POST"
    with transaction.atomic() if is_sent else nullcontext():
        shown = visible_row(Drive, request, drive, *OF_DRIVE)
        by_name = _name_form(request)
        found = _found(shown, by_name)
        if len(found) == 1 and _is_of(request, "name"):
            return _added(request, shown, found, by_name)
        offers = _offers(request, shown, found, by_name["asked_on"].data)
        for offer in offers:
            if offer.form.is_bound and offer.form.is_valid():
                if chosen := _chosen(request, shown):
                    return _added(request, shown, chosen, offer.form)
                messages.error(request, _("Chưa chọn doanh nghiệp nào."))
    context = {"drive": shown, "offers": offers, "by_name": by_name}
    context = with_committee(request, shown.committee, context)
    return render(request, "donations/turnout_add.html", context)


def _is_of(request: HttpRequest, *parts: str) -> bool:
    """Whether one of these parts of the page was sent."""
    return request.POST.get("part") in parts


def _name_form(request: HttpRequest) -> NameForm:
    """Also bound where one of several hits is being chosen."""
    return NameForm(request.POST if _is_of(request, "name", "found") else None, prefix="name")


def _found(drive: Drive, by_name: NameForm) -> list[Company]:
    """The companies of that name; none where the form tells what is wrong."""
    if not (by_name.is_bound and by_name.is_valid()):
        return []
    found = companies_called(drive.committee, by_name.cleaned_data["name"])
    if not found:
        by_name.add_error("name", _("Không có doanh nghiệp nào tên như vậy."))
    if len(found) > MOST_FOUND:
        many = _("Có %(n)s doanh nghiệp tên như vậy; hãy gõ rõ hơn.") % {"n": len(found)}
        by_name.add_error("name", many)
        return []
    return found


def _offers(
    request: HttpRequest, drive: Drive, found: Sequence[Company], asked_on: str | None
) -> list[Offer]:
    """Whom to add; a list comes with all its ticks, what was found without any.

    ``asked_on`` was typed beside the name.
    """
    free = unlisted(drive)
    offers = []
    if drive.zone:
        of_zone = list(free.filter(zone=drive.zone))
        title = _("Thêm doanh nghiệp của %(zone)s") % {"zone": drive.place.zone_text}
        offers.append(_offer(request, "zone", title, of_zone, is_ticked=True))
    if last := last_list(drive):
        of_last = list(free.filter(turnouts__drive=last))
        title = _("Thêm doanh nghiệp của đợt gần nhất ở đây: %(drive)s") % {"drive": last}
        offers.append(_offer(request, "last", title, of_last, is_ticked=True))
    if found:
        left = list(free.filter(pk__in=[company.pk for company in found]))
        title = _("Chọn trong %(n)s doanh nghiệp tên như vậy") % {"n": len(found)}
        offers.insert(0, _offer(request, "found", title, left, asked_on, is_ticked=False))
    return offers


def _offer(
    request: HttpRequest,
    part: str,
    title: str,
    companies: Sequence[Company],
    asked_on: str | None = None,
    *,
    is_ticked: bool,
) -> Offer:
    is_sent = _is_of(request, part)
    ticked = _ticked(request) if is_sent else {each.pk for each in companies if is_ticked}
    form = AskedForm(request.POST if is_sent else None, prefix=part, initial={"asked_on": asked_on})
    return Offer(part, title, companies, frozenset(ticked), form)


def _ticked(request: HttpRequest) -> set[int]:
    return {int(each) for each in request.POST.getlist("company") if is_id(each)}


def _chosen(request: HttpRequest, drive: Drive) -> list[Company]:
    """Those with a tick, also if they are on the list by now: the form may have been sent twice."""
    companies = Company.objects.of(drive.committee).order_by("folded_name", "pk")
    return list(companies.filter(pk__in=_ticked(request)))


def _added(
    request: HttpRequest, drive: Drive, companies: Sequence[Company], form: AskedForm
) -> HttpResponse:
    rows = put_on_list(drive, companies, form.cleaned_data["asked_on"])
    if len(rows) == 1:
        told = {"company": rows[0].company}
        messages.success(request, _("Đã thêm %(company)s vào danh sách.") % told)
    elif rows:
        messages.success(request, _("Đã thêm %(n)s doanh nghiệp vào danh sách.") % {"n": len(rows)})
    else:
        messages.info(request, _("Các doanh nghiệp này đã có trong danh sách."))
    return redirect("drive-turnout", drive.pk)


# Taking along


@never_cache
@require_safe
def turnout_sheet(request: HttpRequest, drive: int) -> HttpResponse:
    """One row per company, as our import reads it back; contacts for officers alone."""
    shown = visible_row(Drive, request, drive, "committee")
    rows = _stored(shown)
    if not person(request).has_perm(MAY_ENTER):
        for row in rows:
            row.company.contact_name = row.company.contact_phone = ""
    content = workbook(_("Doanh nghiệp tham gia"), TURNOUT_COLUMNS, rows)
    log_deed("list_exported", request, shown, list="donations.companyturnout")
    return spreadsheet(content, f"doanh-nghiep-{shown.on:%Y-%m-%d}")
