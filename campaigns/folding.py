"""Text made comparable, and text made fit to be stored."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` in lower case, without accents, đ as d, with single spaces.

    SQLite's ``icontains`` misses "PHỐ NỐI" for "phố nối", and a hurried officer types "pho noi".
    """
    decomposed = unicodedata.normalize("NFD", tidy(text).lower().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def tidy(text: str) -> str:
    """``text`` composed (NFC), with a space for control characters other than line ends and tabs.

    Word pastes a vertical tab for a line break; no Word file, and no database, takes it back.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        " " if unicodedata.category(char) == "Cc" and char not in "\n\r\t" else char
        for char in composed
    )
