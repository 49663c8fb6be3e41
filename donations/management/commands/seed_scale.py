"""Fill an empty database with invented drives, to measure with."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from campaigns.models import Committee
from donations.scale import SIZES, seed


class Command(BaseCommand):
    help = (
        "Nạp vào cơ sở dữ liệu trống 60, 10.000 hoặc 140.000 đợt giả định của 1, 150 hoặc 2.000 "
        "Ban Chỉ đạo, để đo tốc độ. Lần nào cũng nạp đúng những số liệu ấy."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("drives", type=int, choices=SIZES, help="số đợt hiến máu")

    def handle(self, *args: Any, drives: int, **options: Any) -> None:
        if Committee.objects.exists():
            raise CommandError(
                "Cơ sở dữ liệu đã có Ban Chỉ đạo; chỉ nạp số liệu giả định vào cơ sở dữ liệu trống."
            )
        with tqdm(total=drives, unit=" đợt") as bar:
            seed(drives, bar.update)
        self.stdout.write(f"Đã nạp {drives} đợt của {SIZES[drives]} Ban Chỉ đạo.")
