"""What documents are made of: plain blocks, which HTML, Word and PDF only draw.

A block says what a thing is in the terms of Nghị định 30/2020/NĐ-CP (quốc hiệu, trích yếu, nơi
nhận …); how it looks is the renderers' business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from .facts import Summary

MOTTO_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT_MARK = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its sentence writes it; ``opens`` names the source that it is made of."""

    text: str
    opens: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; a gap is what somebody has still to fill, drawn highlighted."""

    text: str
    is_gap: bool = False
    opens: str = ""


_GAP = re.compile(r"\[chưa [^\]]*\]")


def runs(text: str, figures: Sequence[Figure] = ()) -> tuple[Run, ...]:
    """``text`` cut where a gap such as ``[chưa nhập kết quả]`` or a figure begins and ends.

    ``figures`` come in the order of the sentence; one that is not in it is passed over. "20" is
    not found in "20/4/2024", nor "200 đơn vị máu" in "1.200 đơn vị máu".
    """
    marked = {gap.span(): Run(gap[0], is_gap=True) for gap in _GAP.finditer(text)}
    end = 0
    for figure in figures:
        whole = re.compile(rf"(?<![\d.,/]){re.escape(figure.text)}(?!\d|[.,/]\d)")
        if found := whole.search(text, end):
            end = found.end()
            marked[found.span()] = Run(figure.text, opens=figure.opens)
    cut, last = [], 0
    for (start, end), run in sorted(marked.items(), key=lambda item: item[0]):
        cut += [Run(text[last:start]), run]
        last = end
    return tuple(run for run in (*cut, Run(text[last:])) if run.text)


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
    """Body text. ``is_proposed``: a default that no officer has written anew."""

    text: str
    is_proposed: bool = False
    figures: tuple[Figure, ...] = ()
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
    """``align`` is "center", "start" or "end"; ``width`` a share of the table's.

    ``total`` tells a spreadsheet what the total is: the "sum" of the column, its "last" figure,
    or (empty) neither.
    """

    title: str
    align: str
    width: int
    total: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; ``number`` or ``day`` where it is one; ``opens`` as in ``Figure``."""

    text: str
    number: float | None = None
    day: date | None = None
    opens: str = ""


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row whose label spans the columns that ``cells``, the last ones, leave free."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``carried`` is what was reached before the first row; ``total`` is drawn bold."""

    columns: tuple[Column, ...]
    carried: SumRow | None
    rows: tuple[tuple[Cell, ...], ...]
    total: SumRow

    @property
    def label_span(self) -> int:
        return len(self.columns) - len(self.total.cells)

    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Notes:
    """Under a table: "Ghi chú:" and its lines; without a label what ends the table."""

    label: str
    lines: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.label, *self.lines)))

    kind: str = field(default="notes", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is printed, in millimetres; ``sha256`` names its bytes, a JPEG's."""

    sha256: str
    caption: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures two in a row, an odd one alone in the last; ``ending`` ends their annex."""

    pictures: tuple[Picture, ...]
    ending: str = "./."
    kind: str = field(default="pictures", init=False)


Block = (
    Head | Title | Addressees | Heading | Paragraph | Foot | AnnexHead | Table | Notes | Pictures
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document with the figures that it was written from.

    ``pictures`` holds the bytes of each picture by its ``sha256``, for what is drawn into files.
    A page fetches them instead from the address of the stored report ``report``.
    """

    title: str
    blocks: tuple[Block, ...]
    summary: Summary
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    report: int | None = None


def pictures_in(blocks: Sequence[Block]) -> tuple[Picture, ...]:
    return tuple(
        picture for block in blocks if isinstance(block, Pictures) for picture in block.pictures
    )


def gaps_in(blocks: Sequence[Block]) -> list[str]:
    """The gaps that are still to be filled, wherever they stand."""
    return [gap for block in blocks for gap in _GAP.findall(repr(asdict(block)))]
