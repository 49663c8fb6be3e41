"""From an old text to drives and figures: read, shown beside the text, corrected, brought in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from campaigns.access import visible_committee, with_committee
from campaigns.dates import date_text
from campaigns.folding import tidy
from campaigns.models import Committee, Drive, Target
from campaigns.pages import person
from donations.importing.running import receive
from donations.models import Hedge, SheetImport
from donations.texts import read_text
from donations.texts.facts import FoundDrive, FoundPeriod, Reading, Words

from .import_uploads import require_may_bring
from .periods import Period, custom_period, preset_period
from .text_forms import Cells, TextForm, filled, sent, workbook_of_lines
from .wording import hedged

PASTED = "van-ban.txt"


@never_cache
@require_http_methods(["GET", "POST"])
def import_text(request: HttpRequest) -> HttpResponse:
    """The text, then what was read in it, then, corrected, the preview of the import."""
    committee = visible_committee(request)
    require_may_bring(request, SheetImport.Kind.TEXT)
    if "bring" in request.POST and (answer := _bring(request, committee)):
        return answer
    form = TextForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            reading = read_text(form.whole_text)
        except ValidationError as error:
            form.add_error("text", error.messages)
        else:
            context |= _read(request, committee, form, reading)
    context = with_committee(request, committee, context)
    return render(request, "reports/import_text.html", context)


def _read(
    request: HttpRequest, committee: Committee, form: TextForm, reading: Reading
) -> dict[str, Any]:
    file = form.cleaned_data["file"]
    is_sent = "bring" in request.POST  # and could not be brought in: what was typed comes back
    formsets = sent(request.POST) if is_sent else filled(found_cells(reading, committee))
    for line, drive in zip(formsets[0].forms, reading.drives, strict=False):
        line.words = drive.words
    return {
        "reading": reading,
        "name": (file.name if file else request.POST.get("name")) or PASTED,
        "pieces": list(pieces(reading)),
        "formsets": formsets,
    }


def _bring(request: HttpRequest, committee: Committee) -> HttpResponse | None:
    """To the preview; ``None`` where nothing has a tick."""
    formsets = sent(request.POST)
    content = None
    if all(formset.is_valid() for formset in formsets):
        content = workbook_of_lines(formsets)
    if content is None:
        messages.error(request, _("Chưa chọn dòng nào để nhập."))
        return None
    waiting = receive(
        content,
        tidy(request.POST.get("name", "")).strip() or PASTED,
        kind=SheetImport.Kind.TEXT,
        committee=committee,
        by=person(request),
    )
    return redirect("import", waiting.pk)


# The text with its marks


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text to which the same facts are tied; ``kinds`` says which."""

    start: int
    text: str
    kinds: tuple[str, ...]

    @property
    def label(self) -> str:
        """For whoever points at it, or hears it."""
        return ", ".join(str(LABELS[kind]) for kind in self.kinds)


LABELS = {
    "drive": gettext_lazy("đợt hiến máu"),
    "figure": gettext_lazy("số liệu chung"),
    "paper": gettext_lazy("kế hoạch, kỳ, chiến dịch, nơi tiếp nhận"),
    "wrong": gettext_lazy("mâu thuẫn"),
    "unread": gettext_lazy("không đọc được"),
}


def pieces(reading: Reading) -> Iterator[Piece]:
    """The text cut wherever what is known of it changes; marks may lie within each other."""
    edges: dict[int, Counter[str]] = defaultdict(Counter)
    for kind, words in _marks(reading):
        edges[words.start][kind] += 1
        edges[words.end][kind] -= 1
    known: Counter[str] = Counter()
    for start, end in pairwise(sorted({0, len(reading.text), *edges})):
        known.update(edges[start])
        yield Piece(start, reading.text[start:end], tuple(kind for kind in LABELS if known[kind]))


def _marks(reading: Reading) -> Iterator[tuple[str, Words]]:
    facts: dict[str, Iterable[Any]] = {
        "drive": reading.drives,
        "figure": (*reading.totals, *reading.targets, *reading.percents),
        "paper": (reading.plan, reading.period, *reading.campaigns, *reading.facilities),
    }
    for kind, found in facts.items():
        yield from ((kind, fact.words) for fact in found if fact)
    for contradiction in reading.contradictions:
        yield from (("wrong", words) for words in contradiction.words)
    yield from (("unread", words) for words in reading.unread)


# What was found, as cells


def found_cells(reading: Reading, committee: Committee) -> dict[str, list[Cells]]:
    """By the kinds of lines that may be brought in."""
    period = _bounds(reading.period, committee)
    return {
        "drives": [_drive(drive) for drive in reading.drives],
        "statements": list(_statement(reading, period)),
        "targets": list(_targets(reading)),
        "plans": list(_plan(reading)),
    }


def _drive(drive: FoundDrive) -> Cells:
    attended = ""
    if drive.attended is not None:
        attended = hedged(drive.attended, drive.attended_hedge, running=False)
    return {
        "Ngày": drive.day.text,
        "Hình thức": str(Drive.Form(drive.form).label),
        "Khu công nghiệp": drive.zone,
        "Doanh nghiệp": drive.host,
        "Địa điểm cụ thể": drive.venue,
        "Đơn vị tiếp nhận": "; ".join(drive.facilities),
        "Tham dự": attended,
        "Số đơn vị máu": _number(drive.units),
        "Dự kiến": _number(drive.expected_units),
        "Trạng thái": str(Drive.Status(drive.status).label),
    }


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _bounds(period: FoundPeriod | None, committee: Committee) -> Period | None:
    """The days that the text tells, else those of the period's name in the committee's calendar."""
    if period is None:
        return None
    calendar = Committee.Calendar(committee.calendar)
    if period.from_on and period.to_on:
        return custom_period(period.from_on, period.to_on, calendar)
    return preset_period(period.key, period.year, calendar) if period.key else None


def _statement(reading: Reading, period: Period | None) -> Iterator[Cells]:
    """What is told of the whole period alone: who attended, and who received the blood."""
    of_drives = {name for drive in reading.drives for name in drive.facilities}
    facilities = [each.name for each in reading.facilities if each.name not in of_drives]
    attended = [
        hedged(total.number, Hedge(total.hedge), running=False)
        for total in reading.totals
        if (total.kind, total.scope) == ("attended", "period")
    ]
    if period and (attended or facilities):
        yield {
            "Từ ngày": date_text(period.from_on),
            "Đến ngày": date_text(period.to_on),
            "Tham dự": attended[0] if attended else "",
            "Đơn vị tiếp nhận": "; ".join(facilities),
        }


def _targets(reading: Reading) -> Iterator[Cells]:
    year = reading.period.year if reading.period else None
    seen = set()
    for target in reading.targets:
        key = (target.year or year, target.assigned_by)
        if key not in seen:
            seen.add(key)
            assigner = target.assigned_by
            yield {
                "Năm": _number(target.year or year),
                "Nơi giao": str(Target.AssignedBy(assigner).label) if assigner else "",
                "Số đơn vị máu": str(target.units),
                "Văn bản giao": target.document,
            }


def _plan(reading: Reading) -> Iterator[Cells]:
    plan = reading.plan
    if plan and plan.issued_on:
        year = reading.period.year if reading.period else plan.issued_on.year
        yield {
            "Năm": str(year),
            "Số, ký hiệu": plan.number,
            "Ngày ban hành": date_text(plan.issued_on),
            "Trích yếu": plan.subject[:1].upper() + plan.subject[1:],
        }
