"""How many wrong passwords are too many: django-axes counts them, these are its rules."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .folding import fold
from .models import User


class Throttle(AxesDatabaseHandler):  # type: ignore[misc]
    """Locks a name at an address, and an address as a whole at a higher limit."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Axes compares this with one limit only; ours are two."""
        return settings.AXES_FAILURE_LIMIT if _locked_until(request, credentials) else 0


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Another case, an accent or a space more is no fresh try.

    Cut to what the column takes: Django's login form lets a name of any length through.
    """
    typed = (credentials or request.POST).get("username") or ""
    return fold(typed[:255])[:255]


def client_address(request: HttpRequest) -> str:
    """Where a log-in comes from, as the outermost of our own proxies saw it.

    Of an IPv6 address its network: whoever has one has 2⁶⁴ of them.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.TRUSTED_PROXIES
    is_forwarded = 0 < proxies <= len(forwarded)
    told = forwarded[-proxies] if is_forwarded else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(told.strip())
    except ValueError:  # behind a Unix socket there is none
        return "0.0.0.0"
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        address = ip_network((address, 64), strict=False).network_address
    return str(address)


def forget_failures(user: User) -> None:
    """Let a locked person try again, from wherever."""
    AccessAttempt.objects.filter(username=fold(user.username)).delete()


def locked_page(
    request: Any, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The login page again, with the minutes that are left."""
    now: datetime = request.axes_attempt_time
    left = (_locked_until(request, credentials) or now) - now
    context = {
        "form": AuthenticationForm(request, initial={"username": request.POST.get("username")}),
        "next": request.POST.get("next", ""),
        "minutes": max(1, math.ceil(left / timedelta(minutes=1))),
    }
    return render(request, "registration/login.html", context, status=429)


def _locked_until(request: Any, credentials: dict[str, Any] | None) -> datetime | None:
    """When this person may try again at this address; ``None``: at once."""
    now: datetime = request.axes_attempt_time
    of_address = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address, attempt_time__gt=now - settings.AXES_COOLOFF_TIME
    )
    of_person = of_address.filter(username=counted_name(request, credentials))
    ends = (
        _end(of_person, settings.AXES_FAILURE_LIMIT),
        _end(of_address, settings.ADDRESS_FAILURE_LIMIT),
    )
    return max((end for end in ends if end), default=None)


def _end(attempts: QuerySet, limit: int) -> datetime | None:
    """When so many of the failures are past that fewer than ``limit`` are left."""
    failures = 0
    newest_first = attempts.order_by("-attempt_time")
    for at, count in newest_first.values_list("attempt_time", "failures_since_start"):
        failures += count
        if failures >= limit:
            return at + settings.AXES_COOLOFF_TIME  # type: ignore[no-any-return]
    return None
