"""The table of what was measured: printed, and kept in benchmarks/results.md."""

from __future__ import annotations

import json
import os
import platform
from datetime import datetime
from typing import Any

from .databases import DATA, ENGINES, ROOT

RESULTS = ROOT / "benchmarks" / "results.md"
SMALL, MIDDLE, LARGE = "60", "10000", "140000"
TARGET_OF_FLOOR, TARGET_OF_SIZE = 2, 1.3

HEAD = """\
| Trang | 60 đợt p50 / p95 | 10.000 đợt p50 / p95 | 140.000 đợt p50 / p95 | truy vấn \
| sàn | × sàn | 140.000 ÷ 60 |
|---|---:|---:|---:|---:|---:|---:|---:|"""


def write_table() -> None:
    parts = [
        f"## {engine.name}\n\n{_engine(json.loads((DATA / f'{name}.json').read_text()))}"
        for name, engine in ENGINES.items()
    ]
    text = RESULTS.read_text() if RESULTS.exists() else ""
    before, _, after = text.partition("<!-- measured -->")
    _old, _, explained = after.partition("<!-- explained -->")
    measured = "\n\n".join([_machine(), *parts])
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        f"{before}<!-- measured -->\n\n{measured}\n\n<!-- explained -->{explained or chr(10)}"
    )
    print(measured)


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Đo ngày {datetime.now().astimezone():%d/%m/%Y}: {os.cpu_count()} nhân, {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}. "
        "Thời gian tính bằng mili giây."
    )


def _engine(found: dict[str, Any]) -> str:
    rows = [
        _row(name, *(found[size][name] for size in (SMALL, MIDDLE, LARGE))) for name in found[SMALL]
    ]
    memory = found["memory"]
    return "\n".join(
        [
            HEAD,
            *rows,
            "",
            f"Bộ nhớ nhiều nhất của một tiến trình ở 140.000 đợt: {memory['pages']:.0f} MB khi mở "
            f"mọi trang, {memory['import']:.0f} MB khi nhập 10.000 dòng.",
        ]
    )


def _row(name: str, small: dict, middle: dict, large: dict) -> str:
    spreads = (f"{each['p50']:.0f} / {each['p95']:.0f}" for each in (small, middle, large))
    floor, of_floor = "", ""
    if "floor" in large:
        floor = f"{large['floor']:.0f}"
        of_floor = _ratio(large["p50"] / large["floor"], TARGET_OF_FLOOR)
    of_size = _ratio(large["p50"] / small["p50"], TARGET_OF_SIZE)
    cells = [name, *spreads, str(large["queries"]), floor, of_floor, of_size]
    return f"| {' | '.join(cells)} |"


def _ratio(ratio: float, target: float) -> str:
    """Bold where it misses."""
    text = f"{ratio:.1f}".replace(".", ",")
    return f"**{text}**" if round(ratio, 1) > target else text
