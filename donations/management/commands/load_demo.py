"""Load the facts of 2024 and three accounts to try them with."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from campaigns.models import Committee, User
from donations.demo import SYMBOL, create_demo

ROLES: dict[str, tuple[str, list[str]]] = {
    "quantri": ("Quản trị", []),
    "canbo": ("Cán bộ", ["Cán bộ", "Ban hành báo cáo"]),
    "lanhdao": ("Lãnh đạo", ["Lãnh đạo"]),
}


class Command(BaseCommand):
    help = "Nạp số liệu năm 2024 và ba tài khoản dùng thử. Chạy lần hai không thay đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="chỉ nạp vào cơ sở dữ liệu chưa có Ban Chỉ đạo nào",
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        existing = Committee.objects.all() if if_empty else Committee.objects.filter(symbol=SYMBOL)
        if existing.exists():
            self.stdout.write(
                "Đã có số liệu; không nạp lại. "
                "Quên mật khẩu: .venv/bin/python manage.py changepassword canbo"
            )
            return
        with transaction.atomic():
            committee = create_demo()
            new = [name for name in ROLES if not User.objects.filter(username=name).exists()]
            password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
            for name in new:
                self._create_account(name, password)
            committee.members.set(User.objects.filter(username__in=["canbo", "lanhdao"]))
            # Shown before the rows are kept: a password nobody has seen would lock the demo.
            self.stdout.write(self.style.SUCCESS("Đã nạp số liệu 6 tháng đầu năm 2024."))
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
