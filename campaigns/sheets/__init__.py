"""Spreadsheets that people bring: a table's lines by header, or one sentence why there is none."""

from __future__ import annotations

from .files import LARGEST
from .grids import EMPTY, Cell
from .tables import Line, Table, read_table

__all__ = ["EMPTY", "LARGEST", "Cell", "Line", "Table", "read_table"]
