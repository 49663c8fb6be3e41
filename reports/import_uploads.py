"""Spreadsheets on their way in: which there are, the empty ones, and the upload."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.access import visible_committee, with_committee
from campaigns.exporting import spreadsheet
from campaigns.models import Committee, Drive, User
from campaigns.pages import person, visible_row
from donations.importing.directory import Directories
from donations.importing.running import SHEETS, receive
from donations.importing.template import template
from donations.models import SheetImport

from .import_forms import SheetForm

Kind = SheetImport.Kind
# Whoever may enter rows one by one may bring them in together.
ENTERED = {
    Kind.DRIVES: ("campaigns.drive", "donations.driveresult"),
    Kind.TURNOUT: ("donations.companyturnout",),
    Kind.COMPANIES: ("campaigns.company",),
    Kind.ZONES: ("campaigns.zone",),
    Kind.TEXT: (
        *("campaigns.drive", "donations.driveresult", "donations.periodstatement"),
        *("campaigns.plan", "campaigns.target"),
    ),
}
SHOWN = 50  # imports on a page


def may_bring(user: User, kind: str) -> bool:
    names = (name.split(".") for name in ENTERED[Kind(kind)])
    return all(
        user.has_perms((f"{app}.add_{model}", f"{app}.change_{model}")) for app, model in names
    )


# What was brought in, and what waits


@never_cache
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The sheets that may be brought in, and what was."""
    committee = visible_committee(request)
    kinds = [kind for kind in SHEETS if kind != Kind.TURNOUT and may_bring(person(request), kind)]
    if not kinds:
        raise PermissionDenied
    done = (
        seen_imports(request)
        .filter(committee=committee)
        .select_related("by", "drive__host", "drive__zone")
    )
    context = {
        "kinds": [(kind, Kind(kind).label) for kind in kinds],
        "may_read": may_bring(person(request), Kind.TEXT),
        "page": Paginator(done, SHOWN).get_page(request.GET.get("page")),
    }
    return render(request, "reports/imports.html", with_committee(request, committee, context))


# The upload


@dataclass(frozen=True, slots=True)
class Upload:
    """What is to be brought in, for whom; ``drive`` where it is the companies of one."""

    kind: str
    committee: Committee
    drive: Drive | None = None


@never_cache
@require_http_methods(["GET", "POST"])
def import_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    return _upload_page(request, _upload(request, kind))


@never_cache
@require_http_methods(["GET", "POST"])
def import_turnout(request: HttpRequest, drive: int) -> HttpResponse:
    return _upload_page(request, _turnout_upload(request, drive))


@never_cache
@require_safe
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    return _template(request, _upload(request, kind))


@never_cache
@require_safe
def turnout_template(request: HttpRequest, drive: int) -> HttpResponse:
    return _template(request, _turnout_upload(request, drive))


def _upload(request: HttpRequest, kind: str) -> Upload:
    if kind not in SHEETS or kind == Kind.TURNOUT:
        raise Http404
    require_may_bring(request, kind)
    return Upload(kind, visible_committee(request))


def _turnout_upload(request: HttpRequest, drive: int) -> Upload:
    found = visible_row(Drive, request, drive, "committee", "zone", "host")
    require_may_bring(request, Kind.TURNOUT)
    return Upload(Kind.TURNOUT, found.committee, found)


def _upload_page(request: HttpRequest, upload: Upload) -> HttpResponse:
    is_sent = request.method == "POST"
    form = SheetForm(*((request.POST, request.FILES) if is_sent else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            waiting = receive(
                file.read(),
                file.name,
                kind=upload.kind,
                committee=upload.committee,
                by=person(request),
                drive=upload.drive,
            )
        except ValidationError as error:
            form.add_error("file", error.messages)
        else:
            return redirect("import", waiting.pk)
    sheet = SHEETS[upload.kind]
    context = {
        "kind": upload.kind,
        "title": Kind(upload.kind).label,
        "drive": upload.drive,
        "columns": sheet.columns,
        "form": form,
    }
    context = with_committee(request, upload.committee, context)
    return render(request, "reports/import_sheet.html", context)


def _template(request: HttpRequest, upload: Upload) -> HttpResponse:
    sheet = SHEETS[upload.kind]
    content = template(sheet, Directories(upload.committee, by=person(request)))
    return spreadsheet(content, f"{_('Bảng mẫu')} {sheet.title}")


# Who may


def seen_imports(request: HttpRequest) -> QuerySet[SheetImport]:
    """A person's own that wait, and all of the committee's that were done."""
    imports = SheetImport.objects.visible_to(request.user)
    return imports.filter(~Q(status=SheetImport.Status.WAITING) | Q(by=request.user))


def require_may_bring(request: HttpRequest, kind: str) -> None:
    if not may_bring(person(request), kind):
        raise PermissionDenied
