"""What is settled at the door, before any page is asked."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]
# What a browser could lend to a page and no page of ours asks for.
UNUSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
OPEN_PAGES = ("password_change", "logout", "admin:logout", "healthz")


def close_what_is_not_used(get_response: Handler) -> Handler:
    """Neither a script that got in nor another site gets hold of more than our pages need."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = ", ".join(f"{name}=()" for name in UNUSED)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def refuse_null_bytes(get_response: Handler) -> Handler:
    """400 for a NUL in the address: PostgreSQL takes none, in whichever filter it would end."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return get_response(request)

    return middleware


def ask_for_own_password(get_response: Handler) -> Handler:
    """Whoever came in with a password that an administrator knows gets no page but one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # The path first: /healthz answers without asking the database who is there.
        is_open = request.path in map(reverse, OPEN_PAGES)
        if not is_open and request.user.is_authenticated and request.user.must_change_password:
            return redirect("password_change")
        return get_response(request)

    return middleware
