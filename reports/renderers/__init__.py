"""Renderers: a document in, a file's bytes out (``html``: text that a page puts in its middle).

No request, no query, no clock, no sentence of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..blocks import Document
from . import docx, json, pdf, xlsx
from .typeface import UnprintableError

__all__ = ["FORMATS", "Format", "UnprintableError"]


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which a document is downloaded."""

    label: str
    content_type: str
    render: Callable[[Document], bytes]


FORMATS = {
    "docx": Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx.render,
    ),
    "pdf": Format("PDF", "application/pdf", pdf.render),
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx.render,
    ),
    "json": Format("JSON", "application/json", json.render),
}
