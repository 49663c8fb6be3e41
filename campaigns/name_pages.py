"""Names that stand for one and the same: shown to every member, merged by those who keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .access import visible_committee, visible_committees, with_committee
from .choices import is_id
from .deeds import log_deed
from .merging_names import (
    MergeRefusedError,
    clashes,
    many_pointing_at,
    merge,
    obstacles,
    pointing_at,
    was_merged,
)
from .models import Committee, Company, ReceivingFacility, User, Zone
from .models.places import Named
from .names import likely_duplicates

PAIRS = 50  # of each kind on the page; merging some brings up the next
SHOWN = 10  # rows named on the page of a pair; the others are counted


@dataclass(frozen=True, slots=True)
class Kind:
    """``permission`` is what one needs to merge two of them."""

    model: type[Named]
    permission: str

    def of(self, committee: Committee) -> Any:
        rows = self._rows()
        return rows if self.is_shared else rows.filter(committee=committee)

    def seen_by(self, user: User, rows: Any = None) -> Any:
        """Of ``rows``, be they of the history, those that ``user`` may see."""
        rows = self._rows() if rows is None else rows
        return rows if self.is_shared else rows.filter(committee__in=visible_committees(user))

    def _rows(self) -> Any:
        rows: Any = self.model._default_manager.all()
        return rows.select_related("committee", "zone") if self.model is Company else rows

    @property
    def is_shared(self) -> bool:
        """Whether all committees have them in common."""
        return self.model is ReceivingFacility


KINDS = {
    "company": Kind(Company, "campaigns.change_company"),
    "zone": Kind(Zone, "campaigns.delete_zone"),
    "facility": Kind(ReceivingFacility, "campaigns.delete_receivingfacility"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One row of a pair, and how many rows of each kind point at it."""

    row: Named
    pointing: list[tuple[str, int]]

    @property
    def aliases(self) -> list[str]:
        return [alias for alias in self.row.aliases.splitlines() if alias.strip()]

    @property
    def zone(self) -> Zone | None:
        return getattr(self.row, "zone", None)

    @property
    def page(self) -> str:
        """Where every member reads of it: the kinds are named as their pages are."""
        return next(name for name, kind in KINDS.items() if kind.model is type(self.row))

    @property
    def change(self) -> str:
        options = self.row._meta
        return f"admin:{options.app_label}_{options.model_name}_change"


@never_cache
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Rows that are probably one, kind by kind; a fixed number of queries."""
    committee = visible_committee(request)
    sections = [_section(name, kind, committee, _person(request)) for name, kind in KINDS.items()]
    context = with_committee(request, committee, {"sections": sections})
    return render(request, "campaigns/names.html", context)


def _section(name: str, kind: Kind, committee: Committee, user: User) -> dict[str, Any]:
    found = likely_duplicates(kind.of(committee))
    pairs = found[:PAIRS]
    many = many_pointing_at(kind.model, {row.pk for pair in pairs for row in pair}, user)
    sides = [[Side(row, sorted(many[row.pk].items())) for row in pair] for pair in pairs]
    return {
        "kind": name,
        "title": kind.model._meta.verbose_name_plural,
        "page": f"{name}-merge",
        "may_merge": user.has_perm(kind.permission),
        # Proposed to be kept: the one that more hangs on, else the older one.
        "pairs": [sorted(pair, key=_weight) for pair in sides],
        "more": len(found) - len(pairs),
    }


def _weight(side: Side) -> tuple[int, int]:
    return -sum(many for _name, many in side.pointing), side.row.pk


# Merging two


@never_cache
@require_http_methods(["GET", "POST"])
def merge_page(request: HttpRequest, kind: str, keep: int, gone: int) -> HttpResponse:
    """What merging two rows would move, and what stands in its way; posted, it is done."""
    of_kind, user = KINDS[kind], _person(request)
    if not (is_id(keep) and is_id(gone)):
        raise Http404
    found = of_kind.seen_by(user).in_bulk([keep, gone])
    if missing := {keep, gone} - found.keys():
        return _no_longer_there(request, of_kind, missing)
    kept, going = found[keep], found[gone]
    may_merge = user.has_perm(of_kind.permission)
    if request.method == "POST":
        if not may_merge:
            raise PermissionDenied
        return _merged(request, kept, going)
    many = many_pointing_at(of_kind.model, {keep, gone}, user)
    context = {
        "kind": of_kind.model._meta.verbose_name,
        "sides": [Side(row, sorted(many[row.pk].items())) for row in (kept, going)],
        "keep": kept,
        "gone": going,
        "obstacles": obstacles(kept, going),
        "notices": _notices(kept, going),
        "moving": _moving(going, user),
        "may_merge": may_merge,
        "swapped": reverse(f"{kind}-merge", args=[gone, keep]),
    }
    committee = getattr(kept, "committee", None) or visible_committee(request)
    context = with_committee(request, committee, context)
    return render(request, "campaigns/merge_names.html", context)


def _merged(request: HttpRequest, keep: Any, gone: Any) -> HttpResponseRedirect:
    """Merge the two as they were when the page was shown, or tell why not."""
    gone_id = gone.pk  # a deleted row has none
    keep.version, gone.version = (_version(request, name) for name in ("keep", "gone"))
    try:
        moved = merge(keep, gone, by=_person(request))
    except MergeRefusedError as refused:
        messages.warning(request, str(refused))
        return redirect(request.path)
    log_deed("names_merged", request, keep, gone=gone_id, moved=moved)
    told = {"gone": gone.name, "keep": keep.name, "moved": moved}
    messages.success(
        request, _("Đã gộp “%(gone)s” vào “%(keep)s”; số mục đã chuyển: %(moved)s.") % told
    )
    return redirect(_names_of(keep))


def _version(request: HttpRequest, name: str) -> int:
    """The version of a row that the form was shown with; -1 is nobody's."""
    version = request.POST.get(f"{name}_version", "")
    return int(version) if is_id(version) else -1


def _no_longer_there(request: HttpRequest, kind: Kind, missing: set[int]) -> HttpResponseRedirect:
    """Tell that a row was merged already (the form was sent twice), or deleted.

    Raises:
        Http404: there was never such a row, or it is another committee's.
    """
    deleted = kind.seen_by(_person(request), kind.model.history.filter(history_type="-"))  # type: ignore[attr-defined]
    records = {record.id: record for record in deleted.filter(id__in=missing)}
    if missing - records.keys():
        raise Http404
    for record in records.values():
        if was_merged(record):
            text = _("Đã gộp rồi, không gộp lần nữa: %(reason)s.")
            messages.info(request, text % {"reason": record.history_change_reason})
        else:
            messages.warning(request, _("“%(name)s” đã bị xóa.") % {"name": record.name})
    return redirect(_names_of(record))


def _names_of(row: Any) -> str:
    committee = getattr(row, "committee_id", None)
    return f"{reverse('names')}?committee={committee}" if committee else reverse("names")


def _moving(gone: Named, user: User) -> list[tuple[str, list[str], int]]:
    """What would be moved: kind, the first of them by name, and how many more there are."""
    told = []
    for pointing in pointing_at(type(gone)):
        rows: Any = pointing.at(gone.pk)
        rows = rows.visible_to(user)
        if many := rows.count():
            shown = [str(row) for row in pointing.with_names(rows)[:SHOWN]]
            told.append((str(pointing.model._meta.verbose_name), shown, many - len(shown)))
    return told


def _notices(keep: Any, gone: Any) -> list[str]:
    """What is not simply moved: where the two differ, and which is kept."""
    text = _("Ở %(place)s, cả hai mục đều có trong danh sách: bỏ dòng chưa có số liệu.")
    told = [text % {"place": clash.where} for clash in clashes(keep, gone) if clash.empty]
    if getattr(gone, "zone", None) and keep.zone != gone.zone:
        if keep.zone is None:
            text = _("Sẽ ghi khu công nghiệp: %(gone)s.")
        else:
            text = _(
                "Hai mục ghi hai khu công nghiệp khác nhau: giữ %(keep)s, không giữ %(gone)s. "
                "Các đợt đã nhập không đổi khu công nghiệp."
            )
        told.append(text % {"keep": keep.zone, "gone": gone.zone})
    contacts = [
        (row.contact_name, row.contact_phone) for row in (keep, gone) if isinstance(row, Company)
    ]
    if all(map(any, contacts)) and len(set(contacts)) > 1:
        told.append(_("Hai mục có hai người liên hệ: chỉ giữ người của mục được giữ."))
    return told


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every page asks for a login
    return request.user
