"""A document as HTML, to be read on screen inside a page and printed on A4."""

from __future__ import annotations

from django.template.loader import render_to_string

from ..blocks import Document


def render(document: Document) -> str:
    return render_to_string("reports/_document.html", {"document": document})
