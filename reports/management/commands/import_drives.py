"""Bring in a sheet of drives with their results, by the reader that the pages use."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns.deeds import log_deed
from campaigns.models import Committee
from donations.importing.plan import ImportPlan, Outcome
from donations.importing.running import ChangedPlanError, confirm, forget_waiting, plan_of, receive
from donations.models import SheetImport
from reports.corrections import WHY, reports_touched


class Command(BaseCommand):
    help = _(
        "Nhập các đợt hiến máu và kết quả từ bảng Excel hoặc CSV: nhập hết, hoặc không dòng nào."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("tệp .xlsx hoặc .csv"))
        parser.add_argument("--committee", required=True, help=_("ký hiệu của Ban Chỉ đạo"))
        parser.add_argument(
            "--reason", default="", help=_("lý do, khi đợt nằm trong báo cáo đã ban hành")
        )

    def handle(self, *args: Any, file: Path, committee: str, reason: str, **options: Any) -> None:
        owner = Committee.objects.filter(symbol=committee).first()
        if owner is None:
            raise CommandError(
                _("Không có Ban Chỉ đạo ký hiệu %(symbol)s.") % {"symbol": committee}
            )
        try:
            content = file.read_bytes()
            kind = SheetImport.Kind.DRIVES
            waiting = receive(content, file.name, kind=kind, committee=owner, by=None)
        except OSError as error:
            told = _("Không đọc được tệp %(file)s: %(why)s.")
            raise CommandError(told % {"file": file, "why": error.strerror}) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        try:
            self._bring_in(waiting, reason)
        finally:
            forget_waiting(SheetImport.objects.filter(pk=waiting.pk))

    def _bring_in(self, waiting: SheetImport, reason: str) -> None:
        reason = reason.strip()
        plan = plan_of(waiting, by=None)
        self._require_right(plan)
        if not plan.writes:
            self.stdout.write(_("Không có gì để nhập: mọi dòng đã có và giữ nguyên."))
            return
        if not reason and (reports := reports_touched(waiting.committee, plan.writes)):
            told = str(WHY) % {"report": ", ".join(map(str, reports))}
            raise CommandError(f"{told} (--reason)")
        try:
            done = confirm(waiting, plan.digest, by=None, reason=reason, progress=self._progress)
        except ChangedPlanError as error:
            raise CommandError(_("Chưa nhập: số liệu vừa đổi; hãy chạy lại.")) from error
        log_deed("sheet_imported", None, done, **done.tally)
        self.stdout.write(
            self.style.SUCCESS(
                _("Đã nhập: %(added)s mới, %(changed)s sửa, %(unchanged)s giữ nguyên.")
                % {"added": done.added, "changed": done.changed, "unchanged": done.unchanged}
            )
        )

    def _require_right(self, plan: ImportPlan) -> None:
        """All rows or none: every bad one is named by its line in the sheet."""
        for row in plan.rows:
            if row.outcome == Outcome.REJECTED:
                self.stderr.write(
                    _("Dòng %(line)s: %(why)s") % {"line": row.line, "why": " ".join(row.problems)}
                )
        if bad := plan.counts[Outcome.REJECTED]:
            raise CommandError(_("Chưa nhập dòng nào: %(bad)s dòng phải sửa.") % {"bad": bad})

    def _progress(self, done: int, of: int) -> None:
        self.stdout.write(_("Đã lưu %(done)s/%(of)s…") % {"done": done, "of": of})
