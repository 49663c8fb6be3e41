"""Bring a backup back into an empty database and an empty folder of uploads."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.backup.failures import failures_told
from campaigns.backup.restoring import restore


class Command(BaseCommand):
    help = _("Khôi phục một bản sao lưu vào cơ sở dữ liệu mới và thư mục tệp tải lên còn trống.")
    requires_system_checks = []  # a mistake in a page keeps nobody from it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("bản sao lưu"))

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with failures_told():
            restored = restore(file, connection, default_storage, self.stdout.write)
        manifest = restored.manifest
        told = _("Đã khôi phục bản sao lưu lúc %(at)s: %(rows)s dòng dữ liệu, %(files)s tệp.")
        counts = {
            "at": date_format(manifest.taken_at, "H:i d/m/Y"),
            "rows": manifest.rows,
            "files": len(manifest.uploads),
        }
        self.stdout.write(self.style.SUCCESS(told % counts))
        if manifest.lost:
            lost = _("Những tệp này đã mất từ trước khi sao lưu: %(names)s")
            self.stderr.write(lost % {"names": ", ".join(manifest.lost)})
        if restored.is_older:
            self.stdout.write(
                _("Bản sao lưu cũ hơn phần mềm: hãy chạy .venv/bin/python manage.py migrate")
            )
        self.stdout.write(_("Mọi người phải đăng nhập lại."))
