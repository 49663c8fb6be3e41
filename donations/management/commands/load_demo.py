"""Load the facts of 2024, an invented committee, and three accounts to try them with."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from campaigns.models import Committee, User
from donations import demo
from donations.sample import create_sample, names

ROLES: dict[str, tuple[str, list[str]]] = {
    "quantri": ("Quản trị", []),
    "canbo": ("Cán bộ", ["Cán bộ", "Ban hành báo cáo"]),
    "lanhdao": ("Lãnh đạo", ["Lãnh đạo"]),
}


def _sample() -> Committee:
    return create_sample(localdate())


# Symbol, what makes it, what is said of it; in the order in which they are made and shown.
COMMITTEES: list[tuple[str, Callable[[], Committee], str]] = [
    (demo.SYMBOL, demo.create_demo, "Đã nạp Hưng Yên: số liệu 6 tháng đầu năm 2024."),
    (names.SYMBOL, _sample, f"Đã nạp Tỉnh Mẫu: {names.INVENTED}, sáu năm đến nay."),
]


class Command(BaseCommand):
    help = (
        "Nạp số liệu năm 2024 của Hưng Yên, Tỉnh Mẫu giả định và ba tài khoản dùng thử. "
        "Chạy lần hai không thay đổi gì."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="chỉ nạp vào cơ sở dữ liệu chưa có Ban Chỉ đạo nào",
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        known = set(Committee.objects.values_list("symbol", flat=True))
        missing = [each for each in COMMITTEES if each[0] not in known]
        if not missing or (if_empty and known):
            self.stdout.write(
                "Đã có số liệu; không nạp lại. "
                "Quên mật khẩu: .venv/bin/python manage.py changepassword canbo"
            )
            return
        with transaction.atomic():
            new = [name for name in ROLES if not User.objects.filter(username=name).exists()]
            password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
            for name in new:
                self._create_account(name, password)
            members = User.objects.filter(username__in=["canbo", "lanhdao"])
            for _symbol, create, said in missing:
                create().members.set(members)
                self.stdout.write(self.style.SUCCESS(said))
            # Shown before the rows are kept: a password nobody has seen would lock the demo.
            if new:
                self.stdout.write(f"Tài khoản: {', '.join(new)}")
                self.stdout.write(f"Mật khẩu (chỉ hiện lần này): {password}")
            self.stdout.flush()

    def _create_account(self, name: str, password: str) -> None:
        full_name, groups = ROLES[name]
        user = User.objects.create_user(
            name,
            password=password,
            last_name=full_name,
            is_superuser=not groups,
        )
        user.groups.set(Group.objects.filter(name__in=groups))
