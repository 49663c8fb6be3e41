"""Who did what: a line in the log for each deed that somebody may have to answer for.

With neither a secret nor a contact in it: things are named by their kind and id.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

from .models import Committee, User
from .throttle import client_address

logger = logging.getLogger("giothong.deeds")


def log_deed(
    deed: str,
    request: HttpRequest | None,
    thing: Model | None = None,
    *,
    by: User | None = None,
    committee: Committee | None = None,
    **told: Any,
) -> None:
    """Log that ``deed`` was done to ``thing``, once it is committed; not at all if it never is.

    ``request`` is ``None`` for a command on the server. ``by`` is who did it, where that is no
    longer, or not yet, the request's user; ``committee`` whose it is, where the thing does not say.
    ``told`` holds figures, fixed words and names of ours, never what somebody has typed.
    """
    user = by or getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    if isinstance(thing, Committee):
        committee = thing
    committee = committee or getattr(thing, "committee", None)
    entry = {
        "deed": deed,
        "user": user.get_username() if user and is_known else None,
        "user_id": user.pk if user and is_known else None,
        "address": client_address(request) if request else None,
        "committee": committee.symbol if committee else None,
        "kind": thing._meta.label_lower if thing else None,
        "id": thing.pk if thing else None,
        **told,
    }
    transaction.on_commit(lambda: logger.info(deed, extra=entry))
