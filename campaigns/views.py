"""Pictures and papers: members look at them, officers add and remove them."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .access import visible_committee, with_committee
from .filing import file_paper, file_picture
from .models import Drive, DrivePicture, Paper, Plan, Target, User
from .pages import person, require, visible_row
from .upload_forms import CaptionForm, PaperForm, PicturesForm

DRIVES_A_PAGE = 20
SIZES = ("small", "medium", "large")
PLACE = ("drive__committee", "drive__zone", "drive__host")


@never_cache
@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """All of a committee's pictures and papers, the newest drives first."""
    committee = visible_committee(request)
    has_pictures = Exists(DrivePicture.objects.filter(drive=OuterRef("pk")))
    has_papers = Exists(Paper.objects.filter(drive=OuterRef("pk")))
    drives = Drive.objects.of(committee).filter(has_pictures | has_papers)
    drives = drives.select_related("zone", "host").prefetch_related("pictures", "papers")
    of_plans = Paper.objects.select_related("plan", "target")
    context = {
        "papers": of_plans.filter(Q(plan__committee=committee) | Q(target__committee=committee)),
        "page": Paginator(drives, DRIVES_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "campaigns/files.html", with_committee(request, committee, context))


# Pictures


@never_cache
@require_http_methods(["GET", "POST"])
def drive_pictures(request: HttpRequest, drive: int) -> HttpResponse:
    """A drive's pictures; an officer adds several at once, each saved or refused on its own."""
    shown = visible_row(Drive, request, drive, "committee", "zone", "host")
    form = PicturesForm(*_typed(request))
    if request.method == "POST":
        require(request, "campaigns.add_drivepicture")
        if form.is_valid():
            _save_pictures(request, shown, form.cleaned_data)
            return redirect("drive-pictures", shown.pk)
    context = {"drive": shown, "pictures": shown.pictures.all(), "form": form}
    context = with_committee(request, shown.committee, context)
    return render(request, "campaigns/drive_pictures.html", context)


def _save_pictures(request: HttpRequest, drive: Drive, typed: dict[str, Any]) -> None:
    """Save what is fit, and name what is not, each with its reason."""
    saved = 0
    by = person(request)
    for upload in typed["pictures"]:
        try:
            file_picture(
                drive, upload, caption=typed["caption"], is_agreed=typed["is_agreed"], by=by
            )
        except ValidationError as error:
            told = {"name": upload.name, "why": " ".join(error.messages)}
            messages.error(request, _("Chưa lưu “%(name)s”: %(why)s") % told)
        else:
            saved += 1
    if saved:
        messages.success(request, _("Đã lưu %(many)s ảnh.") % {"many": saved})


@never_cache
@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, picture: int) -> HttpResponse:
    """One picture, as large as it is kept; an officer changes its caption."""
    if request.method == "POST" and (drive := _lost_its_picture(request, picture)):
        caption = request.POST.get("caption", "")
        message = _("Ảnh này đã bị bỏ nên chưa lưu chú thích “%(caption)s”.") % {"caption": caption}
        messages.warning(request, message)
        return redirect("drive-pictures", drive.pk)
    with transaction.atomic() if request.method == "POST" else nullcontext():
        shown = visible_row(DrivePicture, request, picture, *PLACE, "added_by")
        form = CaptionForm(*_typed(request), instance=shown)
        if request.method == "POST":
            require(request, "campaigns.change_drivepicture")
            if form.is_valid():
                if form.has_changed():
                    form.save()
                messages.success(request, _("Đã lưu chú thích."))
                return redirect("drive-pictures", shown.drive_id)
    context = {"picture": shown, "drive": shown.drive, "form": form}
    context = with_committee(request, shown.drive.committee, context)
    return render(request, "campaigns/picture.html", context)


def _lost_its_picture(request: HttpRequest, picture: int) -> Drive | None:
    """The drive from which a colleague has removed this picture."""
    removed = DrivePicture.history.filter(id=picture, history_type="-").first()
    drives = Drive.objects.visible_to(request.user)
    return drives.filter(pk=removed.drive_id).first() if removed else None


@require_POST
@transaction.atomic
def remove_picture(request: HttpRequest, picture: int) -> HttpResponse:
    """Take a picture from its drive and from drafts; what was issued with it stays."""
    shown = visible_row(DrivePicture, request, picture)
    require(request, "campaigns.delete_drivepicture")
    shown.delete()
    messages.success(request, _("Đã bỏ ảnh."))
    return redirect("drive-pictures", shown.drive_id)


@cache_control(private=True, max_age=3600)
@require_safe
def picture_file(request: HttpRequest, picture: int, size: str) -> FileResponse:
    shown = visible_row(DrivePicture, request, picture)
    if size not in SIZES:
        raise Http404
    return _sent(getattr(shown, size), f"hinh-anh-{shown.pk}.jpg", "image/jpeg")


# Papers


@never_cache
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, owner: int, model: type[Plan | Target | Drive]) -> HttpResponse:
    """The papers of a plan, a target or a drive; an officer adds one."""
    row = visible_row(model, request, owner, "committee")
    form = PaperForm(*_typed(request))
    if request.method == "POST":
        require(request, "campaigns.add_paper")
        if form.is_valid() and _save_paper(row, form, person(request)):
            messages.success(request, _("Đã lưu văn bản."))
            return redirect(request.path)
    context = {
        "owner": row,
        "kind": row._meta.verbose_name,
        "may_open": person(request).has_perm(f"campaigns.change_{row._meta.model_name}"),
        "page": _page_of(row),
        "change": f"admin:campaigns_{row._meta.model_name}_change",
        "papers": row.papers.select_related("added_by"),
        "form": form,
    }
    context = with_committee(request, row.committee, context)
    return render(request, "campaigns/papers.html", context)


def _page_of(row: Plan | Target | Drive) -> str:
    """Where every member reads of it; of a target, its year's plan."""
    if isinstance(row, Drive):
        return reverse("drive", args=[row.pk])
    return f"{reverse('plan', args=[row.year])}?committee={row.committee_id}"


def _save_paper(row: Plan | Target | Drive, form: PaperForm, by: User) -> bool:
    """Whether it is done; what hinders it is told in the form."""
    typed = form.cleaned_data
    try:
        file_paper(row, typed["file"], title=typed["title"], by=by)
    except ValidationError as error:
        form.add_error("file", error.messages)
    return not form.errors


@cache_control(private=True, no_cache=True)
@require_safe
def paper_file(request: HttpRequest, paper: int) -> FileResponse:
    shown = visible_row(Paper, request, paper)
    name = f"{shown.title}.pdf".replace("/", "-")  # what stands before a stroke would be cut off
    return _sent(shown.file, name, "application/pdf", as_attachment=True)


@require_POST
@transaction.atomic
def remove_paper(request: HttpRequest, paper: int) -> HttpResponse:
    shown = visible_row(Paper, request, paper, "plan", "target", "drive")
    require(request, "campaigns.delete_paper")
    shown.delete()
    messages.success(request, _("Đã bỏ văn bản."))
    return redirect(f"{shown.owner._meta.model_name}-papers", shown.owner.pk)


# What these have in common


def _typed(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files that a form is bound to; none while it is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _sent(
    file: FieldFile, name: str, content_type: str, *, as_attachment: bool = False
) -> FileResponse:
    """The file as what it is: a browser that guesses otherwise is told not to (nosniff)."""
    try:
        opened = file.open()
    except FileNotFoundError as error:  # a backup was restored without it
        raise Http404(_("Không còn tệp này trong kho lưu.")) from error
    return FileResponse(
        opened, as_attachment=as_attachment, filename=name, content_type=content_type
    )
