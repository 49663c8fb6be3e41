"""How the search for likely duplicates grows with the names: `make bench`. No database is asked.

The names share their common words and differ in three; it should grow as the rows do.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from time import process_time

import django

ROWS = 2000


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_for_tests")
    django.setup()
    from campaigns.models import Company
    from campaigns.names import likely_duplicates

    rng = random.Random(1)
    words = [chr(97 + first) + "a" + chr(97 + last) for first in range(16) for last in (12, 13)]
    texts = [" ".join(rng.sample(words, 3)) for _each in range(ROWS)]
    rows = [
        Company(name=f"Công ty TNHH Đầu tư xây dựng {text}", aliases=f"{text}\nChung")
        for text in texts
    ]
    quarter, whole = (_seconds(likely_duplicates, rows[:number]) for number in (ROWS // 4, ROWS))
    print(f"{ROWS} tên: {whole:.2f} s; gấp {whole / quarter:.1f} × một phần tư của nó")


def _seconds(work, rows) -> float:
    began = process_time()
    work(rows)
    return process_time() - began


if __name__ == "__main__":
    main()
