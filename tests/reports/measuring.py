"""Printed pages measured: where each line of text stands, how large it is, what is drawn."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """A line of text, or what of it stands in one column; lengths in mm, sizes in points."""

    text: str
    page: int  # from 1
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def is_bold(self) -> bool:
        return "Bold" in self.font

    @property
    def is_italic(self) -> bool:
        return "Italic" in self.font

    @property
    def look(self) -> tuple[int, bool, bool]:
        """Size, bold, italic."""
        return round(self.size), self.is_bold, self.is_italic

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A horizontal line outside any table."""

    page: int
    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Pages:
    sizes: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    tables: dict[int, list[list[str | None]]]

    def line(self, text: str) -> Line:
        """The line that says this, else the first that starts so."""
        wanted = squeeze(text)
        starting = [line for line in self.lines if squeeze(line.text).startswith(wanted)]
        return min(starting, key=lambda line: squeeze(line.text) != wanted)

    def rule_below(self, line: Line) -> Rule:
        """The rule drawn within 4 mm under a line."""
        (rule,) = (
            rule
            for rule in self.rules
            if rule.page == line.page
            and line.bottom - 1 < rule.top < line.bottom + 4
            and rule.left < line.centre < rule.right
        )
        return rule

    def numbers(self) -> dict[int, Line]:
        """What stands in the top margin, by page."""
        return {line.page: line for line in self.lines if line.bottom < 20}


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def measure(pdf: bytes) -> Pages:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        pages = [page.filter(_is_drawn) for page in opened.pages]
        return Pages(
            sizes=tuple((round(page.width / MM), round(page.height / MM)) for page in pages),
            lines=tuple(line for page in pages for line in _lines(page)),
            rules=tuple(rule for page in pages for rule in _rules(page)),
            tables={
                page.page_number: found[0].extract()
                for page in pages
                if (found := page.find_tables())
            },
        )


def _is_drawn(thing: dict[str, Any]) -> bool:
    """Not an area, such as the white of the paper; its edges are no lines."""
    return thing["object_type"] != "rect" or min(thing["width"], thing["height"]) < 3


def _lines(page: pdfplumber.page.Page) -> Iterator[Line]:
    words = page.extract_words(
        keep_blank_chars=True, x_tolerance=8, y_tolerance=2, return_chars=True
    )
    for word in words:
        # The room in which a draft is filled in by hand, no-break spaces, is part of its line.
        chars = [char for char in word["chars"] if char["text"] != " "]
        if not chars:
            continue
        yield Line(
            text=word["text"],
            page=page.page_number,
            left=min(char["x0"] for char in chars) / MM,
            right=max(char["x1"] for char in chars) / MM,
            top=word["top"] / MM,
            bottom=word["bottom"] / MM,
            size=max(char["size"] for char in chars),
            font=chars[0]["fontname"],
        )


def _rules(page: pdfplumber.page.Page) -> Iterator[Rule]:
    """Thin and level, and in no table, whose lines end on others."""
    boxes: Sequence[tuple[float, ...]] = [table.bbox for table in page.find_tables()]
    for drawn in (*page.lines, *page.rects, *page.curves):
        is_level = drawn["bottom"] - drawn["top"] < 2 and drawn["width"] > 10
        if is_level and not any(box[1] - 2 < drawn["top"] < box[3] + 2 for box in boxes):
            yield Rule(page.page_number, drawn["x0"] / MM, drawn["x1"] / MM, drawn["top"] / MM)
