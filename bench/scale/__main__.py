"""Measures every size on one engine and keeps what was found; then draws the table.

``python -m bench.scale sqlite``, ``postgres`` (under tests/with_postgres), or ``table``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .databases import DATA, ENGINES, python
from .table import LARGE, MIDDLE, SMALL, write_table

SHEET = DATA / "10000.xlsx"


def main(asked: str) -> None:
    if asked == "table":
        write_table()
        return
    engine = ENGINES[asked]()
    urls = {size: engine.seeded(int(size)) for size in (SMALL, MIDDLE, LARGE)}
    found = {}
    for size, url in urls.items():
        print(f"{engine.name}, {size} đợt", file=sys.stderr)
        found[size] = _child(url)
    # The sheet is made elsewhere: the worker is weighed by itself.
    _child(urls[SMALL], "sheet", str(SHEET))
    with engine.copied(urls[LARGE]) as copy:
        found["memory"] = _child(copy, "memory", str(SHEET))
    Path(DATA / f"{asked}.json").write_text(json.dumps(found))


def _child(url: str, *task: str) -> dict:
    return json.loads(python(url, "-m", "bench.scale.measure", *task))


if __name__ == "__main__":
    main(sys.argv[1])
