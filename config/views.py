"""The pages that belong to no app."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.deeds import log_deed
from campaigns.models import User

LEAST_ROOM = 50 * 1024 * 1024  # bytes; the largest paper has 20 MB
# What needs the database's own file, or server: SQLite answers "SELECT 1" without.
ASKED_FOR_HEALTH = {
    "sqlite": "SELECT count(*) FROM sqlite_master",
    "postgresql": "SHOW transaction_read_only",
}


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the site can read and save, 503 when it cannot. Writes nothing, awaits no lock."""
    told = _what_hinders()
    return HttpResponse(told or "ok", status=503 if told else 200, content_type="text/plain")


def _what_hinders() -> str:
    """Empty while nothing does. It looks for a lack of space before the first write fails."""
    if _is_missing(connection.settings_dict["NAME"]):  # to connect would make it
        return "database unavailable"
    try:
        with connection.cursor() as cursor:
            cursor.execute(ASKED_FOR_HEALTH[connection.vendor])
            is_read_only = cursor.fetchone()[0] == "on"
    except Error:  # also a connection that was lost or never made
        return "database unavailable"
    folders = [Path(settings.MEDIA_ROOT)]
    file = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and file.exists():  # else in memory
        is_read_only = not os.access(file, os.W_OK)
        folders.append(file)
    if is_read_only:
        return "database read-only"
    return "disk full" if min(map(_room_in, folders)) < LEAST_ROOM else ""


def _is_missing(name: str | Path) -> bool:
    """Of a database in a file; one in memory has a name that begins as an address does."""
    in_file = connection.vendor == "sqlite" and not str(name).startswith(("file:", ":"))
    return in_file and not Path(name).exists()


def _room_in(place: Path) -> int:
    """Free bytes; the folder of uploads comes with the first of them."""
    there = next(each for each in (place, *place.parents) if each.exists())
    return shutil.disk_usage(there).free


def home_of(request: HttpRequest) -> str:
    """Today's work for whoever enters results, the dashboard for whoever reads them."""
    is_entering = request.user.has_perm("campaigns.change_drive")
    return reverse("admin:index" if is_entering else "dashboard")


class LoginView(views.LoginView):
    def get_default_redirect_url(self) -> str:
        return home_of(self.request)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        log_deed("logged_in", self.request)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Names an account only where there is one: people type passwords into the wrong field."""
        name = form.cleaned_data.get("username", "")[:150]  # no account has a longer one
        account = User.objects.filter(username__iexact=name).first()
        is_locked = getattr(self.request, "axes_locked_out", False)
        log_deed(
            "log_in_locked" if is_locked else "log_in_failed",
            self.request,
            account,
            account=account.username if account else "unknown",
        )
        return super().form_invalid(form)


class LogoutView(views.LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        response = super().post(request, *args, **kwargs)
        if isinstance(person, User):
            log_deed("logged_out", request, by=person)
        return response


class OwnPasswordForm(PasswordChangeForm):
    """What an administrator has set is known to two; typing it again would leave it so."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        old = self.cleaned_data.get("old_password")
        if old and old == self.cleaned_data.get("new_password1"):
            self.add_error("new_password1", _("Mật khẩu mới phải khác mật khẩu hiện tại."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.user.must_change_password = False
        return super().save(commit)


class OwnPasswordView(views.PasswordChangeView):
    form_class = OwnPasswordForm

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_valid(form)
        log_deed("password_changed", self.request)
        return response


class OwnPasswordDoneView(views.PasswordChangeDoneView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(home=home_of(self.request), **kwargs)
