"""Accounts: an administrator says who the person is, what they may do, and for which committees."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .choices import IdsField
from .deeds import log_deed
from .forms import Unchanging
from .history import Change, Entry
from .models import Committee, User
from .putting_back import with_buttons
from .scoped_admin import SteadyActions, WithoutSlugs
from .throttle import forget_failures

# Without 0 and O, 1 and l: the password is read out over the telephone.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
SHOWN = ["username", "last_name", "first_name", "groups", "committees", "is_active", "is_superuser"]


class OpenedField(Unchanging, forms.CharField):
    pass


class AccountForm(forms.ModelForm):
    """The account with its committees, which say themselves who their members are."""

    groups = IdsField(
        Group.objects.order_by("pk"),
        label=_("Vai trò"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Cán bộ nhập liệu và soạn báo cáo; lãnh đạo xem, không sửa gì; Ban hành báo cáo là "
            "quyền thêm cho cán bộ."
        ),
    )
    committees = IdsField(
        Committee.objects.all(),
        label=_("Ban Chỉ đạo"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Người này thấy và làm việc với số liệu của những Ban được chọn."),
    )
    opened = OpenedField(label=_("Bản đã mở"), widget=forms.HiddenInput, required=False)

    class Meta:
        model = User
        fields = ["username", "last_name", "first_name", "is_active", "is_superuser"]
        field_classes = {"username": UsernameField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["committees"] = list(self.instance.committees.all())
            self.initial["opened"] = self._stamp()

    def _stamp(self) -> str:
        """Another one as soon as anything that the form shows has been saved."""
        shown = [_in_words(self.initial.get(name)) for name in SHOWN]
        return sha256("\n".join(shown).encode()).hexdigest()

    def clean_username(self) -> str:
        """Names that differ only in their case would be taken for each other."""
        username: str = self.cleaned_data["username"]
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(username__iexact=username).exists():
            raise ValidationError(_("Đã có tài khoản mang tên đăng nhập này."), code="unique")
        return username

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get("opened") != self.initial["opened"]:
            raise ValidationError(
                _(
                    "Chưa lưu: có người đã sửa tài khoản này sau khi bạn mở trang. "
                    "Hãy mở lại trang."
                ),
                code="stale",
            )
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        chosen = set(self.cleaned_data["committees"])
        members_of = set(self.instance.committees.all())
        # From the committee's side: its history fails on the other.
        for committee in chosen - members_of:
            committee.members.add(self.instance)
        for committee in members_of - chosen:
            committee.members.remove(self.instance)


class AccountAdmin(WithoutSlugs, SteadyActions, UserAdmin):
    """A group says what a person may do; single permissions would hide who may what."""

    form = add_form = AccountForm
    add_form_template = None  # Django's tells that more can be entered later
    list_display = ["username", "full_name", "roles", "member_of", "is_active"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username", "last_name", "first_name"]
    filter_horizontal = []
    actions = ["unlock"]
    object_history_template = "admin/record_history.html"
    person: Any = (None, {"fields": ("username", ("last_name", "first_name"))})
    rights: Any = (_("Được làm gì"), {"fields": ("groups", "committees", "is_superuser")})
    add_fieldsets = [
        person,
        rights,
        (
            _("Đăng nhập"),
            {
                "fields": (),
                "description": _("Lưu xong, phần mềm đặt một mật khẩu tạm và hiện nó một lần."),
            },
        ),
    ]
    fieldsets = [
        person,
        rights,
        (_("Đăng nhập"), {"fields": ("is_active", "password_state", "opened")}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "committees")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Nobody locks himself out: the last administrator could let nobody in again."""
        own = ["is_active", "is_superuser"] if obj == request.user else []
        return ["password_state", *own]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history names who changed what; an account is switched off instead."""
        return False

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        """Only what was changed: the person may be changing the password at this moment."""
        if change:
            columns = {field.name for field in User._meta.concrete_fields}
            obj.save(update_fields=columns & set(form.changed_data))
        else:
            self._give_password(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user = form.instance
        _log_account(request, user, form.changed_data, is_new=not change)
        if not user.is_active or user.is_superuser:
            return
        if not form.cleaned_data["committees"]:
            message = _("%(user)s chưa thuộc Ban Chỉ đạo nào nên chưa xem được gì.")
            self.message_user(request, message % {"user": user}, messages.WARNING)
        if not form.cleaned_data["groups"]:
            message = _("%(user)s chưa có vai trò nào nên chỉ xem được tổng quan và báo cáo.")
            self.message_user(request, message % {"user": user}, messages.WARNING)

    def _give_password(self, request: HttpRequest, user: User) -> None:
        """A password to come in with once, shown once to the administrator."""
        password = "-".join(
            "".join(secrets.choice(LETTERS) for _n in range(4)) for _part in range(3)
        )
        user.set_password(password)
        user.must_change_password = True
        user.save()
        forget_failures(user)
        told = gettext(
            "Mật khẩu tạm của {}: {}. Chỉ hiện lần này; người dùng phải đổi ở lần đăng nhập tới."
        )
        self.message_user(
            request, format_html(told, user.username, format_html("<code>{}</code>", password))
        )

    @transaction.atomic
    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Asks first, then draws a new password and tells it once."""
        user = self.get_object(request, id)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user is None:
            raise Http404
        if user == request.user:
            return redirect("password_change")
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                "title": _("Đặt lại mật khẩu: %(user)s") % {"user": user.username},
                "opts": self.opts,
                "original": user,
            }
            return render(request, "admin/reset_password.html", context)
        self._give_password(request, user)
        self.log_change(request, user, gettext("Đặt lại mật khẩu"))
        log_deed("password_reset", request, user)
        return redirect("admin:campaigns_user_change", user.pk)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """In words, from what to what: Django's own names the fields only."""
        return "\n".join(
            f"{form.fields[name].label}: "
            f"{_in_words(form.initial.get(name))} → {_in_words(form.cleaned_data[name])}"
            for name in form.changed_data
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Out of Django's log, which knows what no table has: new passwords, and committees."""
        logged = LogEntry.objects.filter(
            object_id=object_id, content_type=get_content_type_for_model(User)
        )
        in_order = logged.exclude(change_message="").select_related("user").order_by("action_time")
        told = [
            Entry(
                at=each.action_time,
                who=str(each.user),
                model="user",
                row=each.pk,
                changes=tuple(map(Change, each.get_change_message().split("\n"))),
                reason="",
            )
            for each in in_order
        ]
        context = {"rows": with_buttons(told, {}), "put_back": ""}
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    @admin.action(description=_("Mở khóa đăng nhập"))
    def unlock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            forget_failures(user)
            log_deed("account_unlocked", request, user)
        self.message_user(request, _("Những người đã chọn đăng nhập lại được ngay."))

    @admin.display(description=_("họ tên"), ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("vai trò"))
    def roles(self, user: User) -> str:
        return gettext("Quản trị") if user.is_superuser else ", ".join(map(str, user.groups.all()))

    @admin.display(description=_("Ban Chỉ đạo"))
    def member_of(self, user: User) -> str:
        return ", ".join(committee.symbol for committee in user.committees.all())

    @admin.display(description=_("mật khẩu"))
    def password_state(self, user: User) -> str:
        note = _("Đang là mật khẩu tạm, chưa đổi.") if user.must_change_password else ""
        url = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">{}</a> {}', url, _("Đặt lại mật khẩu"), note)


def _log_account(request: HttpRequest, user: User, changed: list[str], *, is_new: bool) -> None:
    """What the account may do from now on; its names, which are personal, not."""
    if is_new or changed:
        log_deed(
            "account_created" if is_new else "account_changed",
            request,
            user,
            account=user.username,
            changed=changed,
            roles=list(user.groups.values_list("name", flat=True)),
            committees=list(user.committees.values_list("symbol", flat=True)),
            is_active=user.is_active,
            is_superuser=user.is_superuser,
        )


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, str) or value is None:
        return value or "-"
    return ", ".join(sorted(map(str, value))) or "-"
