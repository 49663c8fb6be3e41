"""What pages of rows have in common: who may see and change them, and who it is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from .models import User


def visible_row(model: Any, request: HttpRequest, pk: int, *related: str) -> Any:
    """A row of one of the user's committees; to be changed, it is held until that is done.

    Raises:
        Http404: there is none, or it is another's (which of the two is not told).
    """
    rows = model.objects.visible_to(request.user).select_related(*related)
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    return get_object_or_404(rows, pk=pk)


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether ``address`` leads to a page of this site: a link must not lead anywhere else."""
    return url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every page asks for a login
    return request.user


def require(request: HttpRequest, permission: str) -> None:
    """
    Raises:
        PermissionDenied: the user has not got it.
    """
    if not person(request).has_perm(permission):
        raise PermissionDenied
