"""Spreadsheets that people bring: a table's lines by header, or one sentence why there is none."""

from __future__ import annotations

from .grids import EMPTY, Cell
from .tables import Line, NoTableError, Table, read_table

__all__ = ["EMPTY", "Cell", "Line", "NoTableError", "Table", "read_table"]
