"""Bring the database up to date, and put the demo into an empty one; for ``make run``."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Cập nhật cơ sở dữ liệu; nếu còn trống thì nạp số liệu dùng thử."

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Cập nhật cơ sở dữ liệu…")
            call_command("migrate", interactive=False)
        call_command("load_demo", if_empty=True, stdout=self.stdout)
