"""A document as PDF, set by typst with Times New Roman or its metric twin TeX Gyre Termes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time

import typst

from ..blocks import Document
from .typesetting import font_folder, template_beside, typeset

_TEMPLATE = "report.typ"


def _data(document: Document) -> str:
    data = {
        "title": document.title,
        "author": document.summary.committee.name,
        "blocks": [asdict(block) for block in document.blocks],
    }
    return json.dumps(data, default=str)


def render(document: Document) -> bytes:
    """PDF/A-2a and PDF/UA-1: tagged, titled, in its language; dated by the report, not a clock.

    Raises:
        UnprintableError: the typeface lacks a letter; an archive takes no text with holes.
    """
    dated = datetime.combine(document.summary.as_of, time(), UTC)
    return typeset(_TEMPLATE, _data(document), dated, document.pictures)


def pages(document: Document) -> list[bytes]:
    """The same pages as PNG pictures for the screen, where proposed texts have a colour."""
    with template_beside(_TEMPLATE, document.pictures) as template:
        drawn = typst.compile(
            template,
            font_paths=[font_folder()],
            sys_inputs={"document": _data(document), "screen": "yes"},
            format="png",
            ppi=96,
        )
    return drawn if isinstance(drawn, list) else [drawn]
