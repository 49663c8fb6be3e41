"""A sheet as a grid of cells, before anybody has asked what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. ``is_month``: a day of which only month and year are shown.

    ``problem`` says why the value cannot be known; ``is_shared``: it stands in a cell that was
    merged over several rows, so it is not this row's alone.
    """

    value: Value = None
    is_month: bool = False
    is_shared: bool = False
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return self.value in (None, "") and not self.problem

    @property
    def text(self) -> str:
        """As a person would write it."""
        if isinstance(self.value, datetime | date):
            return f"{self.value:%d/%m/%Y}"
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one; rows and columns from 1, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One visible sheet. ``rows`` are read once, in order, from row 1 on."""

    title: str
    rows: Iterator[list[Cell]]
    merged: tuple[Merged, ...] = ()


def day_or_text(value: object) -> Value:
    """A day without its hours; hours alone as they are written."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value if isinstance(value, str | int | float | bool | date | None) else str(value)
