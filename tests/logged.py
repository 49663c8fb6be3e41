"""What the log would hold: every line, as the site writes it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.test import TestCase

from config.logs import JsonLines

Line = dict[str, Any]


@contextmanager
def log(level: int = logging.INFO) -> Iterator[list[Line]]:
    """The lines that were written meanwhile; what waits for a commit is committed at the end."""
    stream, lines, root = StringIO(), [], logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    before = root.level
    root.addHandler(handler)
    root.setLevel(level)
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            yield lines
        lines += map(json.loads, stream.getvalue().splitlines())
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def deeds(lines: list[Line]) -> list[Line]:
    """Those that tell who did what, less when and at which level."""
    of_log = ("time", "level", "logger", "message")
    return [
        {name: value for name, value in line.items() if name not in of_log}
        for line in lines
        if line["logger"] == "giothong.deeds"
    ]
