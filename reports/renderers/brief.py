"""A meeting's page as PDF: always one sheet of A4."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC

from ..brief import Brief
from .typesetting import typeset


def render(brief: Brief) -> bytes:
    """PDF/A-2a and PDF/UA-1, dated by the moment at which the page was made.

    Raises:
        UnprintableError: the typeface lacks a letter.
    """
    data = json.dumps(asdict(brief), default=str)
    return typeset("brief.typ", data, brief.made_at.astimezone(UTC).replace(microsecond=0), {})
