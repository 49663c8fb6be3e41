"""Text made comparable, and text made fit to be stored."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

REMEMBERED = 1000  # characters; what is longer is no name, and would fill the memory


def fold(text: str) -> str:
    """``text`` in lower case, without accents, đ as d, with single spaces.

    SQLite's ``icontains`` misses "PHỐ NỐI" for "phố nối", and a hurried officer types "pho noi".
    """
    return _remembered(text) if len(text) <= REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", tidy(text).lower().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFC", bare).split())


# The same names and words come by in every line of a sheet.
_remembered = lru_cache(maxsize=10_000)(_fold)


def tidy(text: str) -> str:
    """``text`` composed (NFC), with a space for what is no character that anybody can read.

    Lines end in one way: browsers send two signs, and no sheet gives both back.

    Word pastes a vertical tab for a line break and a private character for a bullet; no Word
    file, no PDF and no database takes them back.
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if composed.isprintable():  # nearly always, and much faster than to look at each sign
        return composed
    bodies = (char for char in composed if not _is_hidden(char))
    return "".join(" " if _is_unreadable(char) else char for char in bodies)


def _is_hidden(char: str) -> bool:
    """A sign without a body: zero-width spaces, and those that turn the text around it."""
    return unicodedata.category(char) == "Cf"


def _is_unreadable(char: str) -> bool:
    if unicodedata.category(char) == "Cc":
        return char not in "\n\r\t"
    is_noncharacter = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return is_noncharacter or unicodedata.category(char) in ("Co", "Cs")
