"""Who may see which committee, and what pages show of that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

MANY = 12  # committees; so many can be offered on every page

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import Committee, User


def visible_committees(user: User | AnonymousUser) -> QuerySet[Committee]:
    """The committees that ``user`` is a member of; all of them for an administrator.

    In the order in which they were made: what is tried out later does not open first.
    """
    from .models import Committee

    committees = Committee.objects.order_by("pk")
    return committees if user.is_superuser else committees.filter(members=user.pk)


def first_committees(request: HttpRequest) -> list[Committee]:
    """As many as tell whether there are ``MANY``; read once for a request."""
    kept = vars(request)
    if "first_committees" not in kept:
        kept["first_committees"] = list(visible_committees(request.user)[: MANY + 1])
    found: list[Committee] = kept["first_committees"]
    return found


def sees_many(request: HttpRequest) -> bool:
    """Whether the user may see more committees than a page offers."""
    return len(first_committees(request)) > MANY


def visible_committee(request: HttpRequest) -> Committee:
    """The committee that ``?committee=<id>`` chooses, else the first that the user may see.

    Raises:
        Http404: there is no such committee, or it is another's (which of the two is not told).
        PermissionDenied: the user belongs to no committee yet.
    """
    chosen = request.GET.get("committee")
    if chosen is not None:
        is_id = re.fullmatch(r"[0-9]{1,18}", chosen)
        committee = visible_committees(request.user).filter(pk=chosen).first() if is_id else None
        if committee is None:
            raise Http404(_("Không có Ban Chỉ đạo này."))
        return committee
    committee = next(iter(first_committees(request)), None)
    if committee is None and request.user.is_superuser:
        raise PermissionDenied(_("Chưa có Ban Chỉ đạo nào; hãy thêm ở trang Việc hôm nay."))
    if committee is None:
        raise PermissionDenied(_("Tài khoản chưa thuộc Ban Chỉ đạo nào; hãy báo quản trị."))
    return committee


def with_committee(
    request: HttpRequest, committee: Committee, context: dict[str, Any]
) -> dict[str, Any]:
    """Add what every page shows of committees; links carry the choice where there is one.

    Of many only the one that is shown: the others are found on a page of their own.
    """
    committees = first_committees(request)
    several, are_many = len(committees) > 1, len(committees) > MANY
    return {
        **context,
        "committee": committee,
        "committees": [committee] if are_many else committees if several else [],
        "has_more_committees": are_many,
        "committee_query": f"committee={committee.pk}" if several else "",
    }
