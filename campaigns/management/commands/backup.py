"""Take the whole installation into one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from campaigns.backup.failures import failures_told
from campaigns.backup.taking import take

LOST = 3  # exit code: the backup is there, but some uploads were lost before


class Command(BaseCommand):
    help = _(
        "Sao lưu cơ sở dữ liệu, ảnh và văn bản tải lên vào một tệp, trong khi mọi người vẫn làm "
        "việc."
    )
    requires_system_checks = []  # a mistake in a page keeps nobody from it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("tệp .zip sẽ ghi; chưa có"))

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with failures_told():
            taken = take(file, connection, default_storage, self.stdout.write)
        told = _("Đã sao lưu vào %(file)s: %(rows)s dòng dữ liệu, %(files)s tệp, %(size)s.")
        counts = {
            "file": file,
            "rows": taken.manifest.rows,
            "files": len(taken.manifest.uploads),
            "size": filesizeformat(taken.size),
        }
        self.stdout.write(self.style.SUCCESS(told % counts))
        self.stdout.write(f"SHA-256: {taken.sha256}")
        if lost := taken.manifest.lost:
            # Not a success: somebody has to hear of it. Not a failure: all that is left is kept.
            raise CommandError(
                _("Bản sao lưu đã ghi xong, nhưng thiếu %(count)s tệp đã mất từ trước: %(names)s")
                % {"count": len(lost), "names": ", ".join(lost)},
                returncode=LOST,
            )
