"""Measures every size on one engine and keeps what was found; then draws the table.

``python -m bench.scale sqlite``, ``postgres`` (under tests/with_postgres), or ``table``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from donations.scale import SIZES

from .databases import DATA, ENGINES, python
from .table import write_table

SHEET = DATA / "10000.xlsx"


def main(asked: str) -> None:
    if asked == "table":
        write_table()
        return
    engine = ENGINES[asked]()
    urls = {drives: engine.seeded(drives) for drives in SIZES}
    found = {}
    for drives, url in urls.items():
        print(f"{engine.name}, {drives} đợt", file=sys.stderr)
        found[str(drives)] = _child(url)
    # The sheet is made elsewhere: the worker is weighed by itself.
    _child(urls[60], "sheet", str(SHEET))
    with engine.copied(urls[max(SIZES)]) as copy:
        found["memory"] = _child(copy, "memory", str(SHEET))
    Path(DATA / f"{asked}.json").write_text(json.dumps(found))


def _child(url: str, *task: str) -> dict:
    return json.loads(python(url, "-m", "bench.scale.measure", *task))


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main(sys.argv[1])
