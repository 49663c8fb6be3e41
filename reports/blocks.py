"""What documents are made of: plain blocks, which HTML, Word and PDF only draw.

A block says what a thing is in the terms of Nghị định 30/2020/NĐ-CP (quốc hiệu, trích yếu, nơi
nhận …); how it looks is the renderers' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .facts import Summary

MOTTO_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT_MARK = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; a gap is what somebody has still to fill, drawn highlighted."""

    text: str
    is_gap: bool = False


def runs(text: str) -> tuple[Run, ...]:
    """``text`` cut where a gap such as ``[chưa nhập kết quả]`` begins and ends."""
    parts = re.split(r"(\[chưa [^\]]*\])", text)
    return tuple(Run(part, is_gap=index % 2 == 1) for index, part in enumerate(parts) if part)


@dataclass(frozen=True, slots=True)
class Head:
    """Boxes 1 to 4: the two bodies and the motto, number and dated line beneath."""

    host_body: tuple[str, ...]
    issuing_body: tuple[str, ...]
    number_line: str
    dated_line: str
    draft_mark: str
    motto_country: str = MOTTO_COUNTRY
    motto: str = MOTTO
    kind: str = field(default="head", init=False)


@dataclass(frozen=True, slots=True)
class Title:
    """Box 5a: the kind of document and its subject, with a drawn rule beneath."""

    name: str
    subject: str
    kind: str = field(default="title", init=False)


@dataclass(frozen=True, slots=True)
class Addressees:
    """Box 9a: one on the line of "Kính gửi:", several each on a line of its own."""

    names: tuple[str, ...]
    label: str = "Kính gửi:"
    kind: str = field(default="addressees", init=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1: mục (I., II.); level 2: khoản (1., 2.)."""

    level: int
    text: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text. ``is_proposed``: a default that an officer has not yet looked at."""

    text: str
    is_proposed: bool = False
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Foot:
    """Boxes 9b and 7: who gets the document, and who signs it in which capacity."""

    recipients: tuple[str, ...]
    capacity: tuple[str, ...]  # upper case, above the room to sign
    agency_post: tuple[str, ...]  # upper case, below it
    signer: str
    label: str = "Nơi nhận:"
    kind: str = field(default="foot", init=False)


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """Starts a page of its own, numbered apart."""

    label: str
    title: str
    belongs_to: str
    kind: str = field(default="annex_head", init=False)


@dataclass(frozen=True, slots=True)
class Column:
    """``align`` is "center", "start" or "end"; ``width`` a share of the table's."""

    title: str
    align: str
    width: int


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row whose label spans the columns that ``cells``, the last ones, leave free."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``carried`` is what was reached before the first row; ``total`` is drawn bold."""

    columns: tuple[Column, ...]
    carried: SumRow | None
    rows: tuple[tuple[str, ...], ...]
    total: SumRow

    @property
    def label_span(self) -> int:
        return len(self.columns) - len(self.total.cells)

    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Notes:
    """Under a table: "Ghi chú:" and its lines."""

    label: str
    lines: tuple[str, ...]
    kind: str = field(default="notes", init=False)


Block = Head | Title | Addressees | Heading | Paragraph | Foot | AnnexHead | Table | Notes


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document with the figures that it was written from."""

    title: str
    blocks: tuple[Block, ...]
    summary: Summary
