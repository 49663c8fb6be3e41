"""Reading old texts: reports and news on drives, and the facts in them.

``read_text`` and ``text_of_docx`` are what others call; ``facts`` is what they get.
"""

from __future__ import annotations

from .reading import LONGEST, read_text
from .word_files import text_of_docx

__all__ = ["LONGEST", "read_text", "text_of_docx"]
