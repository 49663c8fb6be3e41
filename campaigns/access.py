"""Who may see which committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import Committee, User


def visible_committees(user: User | AnonymousUser) -> QuerySet[Committee]:
    """The committees that ``user`` is a member of; all of them for an administrator."""
    from .models import Committee

    if user.is_superuser:
        return Committee.objects.all()
    return Committee.objects.filter(members=user.pk)
