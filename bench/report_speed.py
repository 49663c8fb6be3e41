"""How long a half-year of sixty drives takes to draw: `make bench`. No database is asked.

Word and PDF are meant to take at most ten times as long as HTML, all in one process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import django

ROUNDS = 9


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_for_tests")
    django.setup()
    from reports.renderers import FORMATS, html
    from tests.reports.sheets import report_of_sixty

    document = report_of_sixty()
    base = _milliseconds(lambda: html.render(document))
    print(f"html  {base:6.1f} ms")
    for extension in ("docx", "pdf", "xlsx"):
        render = FORMATS[extension].render
        taken = _milliseconds(lambda render=render: render(document))
        print(f"{extension:5} {taken:6.1f} ms  {taken / base:4.1f} ×")


def _milliseconds(draw: Callable[[], object]) -> float:
    """The median of some rounds after a first one, which fills the caches."""
    draw()
    taken = []
    for _round in range(ROUNDS):
        start = perf_counter()
        draw()
        taken.append(perf_counter() - start)
    return 1000 * median(taken)


if __name__ == "__main__":
    main()
