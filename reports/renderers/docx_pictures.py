"""Pictures of a Word file, two in a row, each with its caption and a text for who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.table import _Cell as WordCell

from ..blocks import Picture, Pictures
from .docx_elements import text_runs
from .docx_styles import TEXT_WIDTH
from .docx_table import side_by_side


def add_pictures(word: WordDocument, block: Pictures, contents: Mapping[str, bytes]) -> None:
    rows = len(block.pictures) // 2
    cells = side_by_side(word, Mm(TEXT_WIDTH.mm / 2), rows) if rows else []
    for cell, picture in zip(cells, block.pictures, strict=False):
        _add(cell, picture, contents[picture.sha256])
    for picture in block.pictures[2 * rows :]:
        _add(word, picture, contents[picture.sha256])


def _add(where: WordDocument | WordCell, picture: Picture, content: bytes) -> None:
    run = where.add_paragraph(style="Hình ảnh").add_run()
    shape = run.add_picture(BytesIO(content), Mm(picture.width), Mm(picture.height))
    shape._inline.docPr.set("descr", picture.alt)
    where.add_paragraph(style="Chú thích ảnh")._p.extend(text_runs(picture.caption))
