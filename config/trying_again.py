"""Where database or disk fail for a while: a page that says so and keeps what was typed."""

from __future__ import annotations

import errno
import sqlite3
import sys
from typing import Any

from django.contrib.messages.storage import default_storage
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template.loader import render_to_string
from django.views.defaults import server_error

from campaigns.pages import is_ours

RETRY_AFTER = 10  # seconds, for whatever asks without a person
DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT)
TOO_MUCH = "54"  # PostgreSQL's class for a statement that is too long or too deep
READ_ONLY = "25006"  # PostgreSQL's code while a standby has not taken over yet
OF_THE_CHECK = "csrfmiddlewaretoken"


def failed(request: HttpRequest) -> HttpResponse:
    """503 and a way to try again where that may help, else 500. Asks no database, user or session.

    Django calls it for what views and middleware raise alike: with the database gone, most pages
    fail before their view, on asking who is there.
    """
    if not may_pass(sys.exc_info()[1]):
        return server_error(request)
    # What a view has told before it failed was undone with it.
    request._messages = default_storage(request)  # type: ignore[attr-defined]
    page = render_to_string("503.html", _context(request))
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)


def may_pass(error: BaseException | None) -> bool:
    """Whether the same may go well later, though nothing is mended in the program."""
    if isinstance(error, OSError):
        return error.errno in DISK_IS_FULL
    driver = getattr(error, "__cause__", None)
    if isinstance(driver, sqlite3.Error):
        # To SQLite, a mistake in a statement is operational too.
        code = getattr(driver, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        return isinstance(error, OperationalError) and code != sqlite3.SQLITE_ERROR
    state = getattr(driver, "sqlstate", None) or ""
    if state.startswith(TOO_MUCH):
        return False
    return state == READ_ONLY or isinstance(error, OperationalError | InterfaceError)


def _context(request: HttpRequest) -> dict[str, Any]:
    """A form is sent to ``address`` again, pair by pair; anything else is a link there."""
    is_form = request.method == "POST"
    typed = _typed(request) if is_form else None
    if typed is None:
        return {"address": _page_of_form(request), "is_lost": is_form}
    pairs = [(name, value) for name, values in typed.lists() for value in values]
    return {
        "is_sent_again": True,
        "address": request.get_full_path(),
        "typed": [(name, value) for name, value in pairs if name != OF_THE_CHECK],
        "had_files": bool(request.FILES),
        "csrf_token": get_token(request),
    }


def _typed(request: HttpRequest) -> QueryDict | None:
    """The form as it was sent; ``None`` where it cannot be read, or must not be sent again."""
    try:
        if not _is_ours(request):
            return None
        typed = _as_sent(request)
    except (OSError, SuspiciousOperation, MultiPartParserError):
        return None
    # A password is not written into a page.
    return None if any("password" in name for name in typed) else typed


class _Check(CsrfViewMiddleware):
    """Tells why not, in place of a page that would ask who is there."""

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def _is_ours(request: HttpRequest) -> bool:
    """Whether a page of ours has sent the form.

    The failure may have come before Django has asked; a stranger's form must not get our token.
    """
    check = _Check(lambda request: HttpResponse())
    return check.process_view(request, failed, (), {}) is None


def _as_sent(request: HttpRequest) -> QueryDict:
    """A view may have put another form into ``request.POST``: the body tells what came."""
    if request.content_type == "application/x-www-form-urlencoded":
        return QueryDict(request.body, encoding=request.encoding)
    return request.POST


def _page_of_form(request: HttpRequest) -> str:
    """The page that was asked for; of a form, the one on which it stood, if it is ours."""
    came_from = request.headers.get("Referer", "")
    is_form = request.method == "POST" and is_ours(request, came_from)
    return came_from if is_form else request.get_full_path()
