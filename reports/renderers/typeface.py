"""What a renderer must know of Times: how long a line comes out, where it must not break.

Word files are written without a typesetter, so the length of a drawn rule is reckoned from the
letters' widths; PDF and HTML measure the set line itself.
"""

from __future__ import annotations

import re
import unicodedata

# Widths in thousandths of the size, Times bold (the same in Times New Roman and its twins).
_WIDTHS = {
    letter: width
    for width, letters in {
        250: " ,.",
        278: "il'/",
        333: "fjt!()-:;[]",
        389: "sI",
        444: "cerz",
        500: "0123456789agovxyJ“”–",
        556: "bdhknpquSđ",
        611: "FP",
        667: "BELTZ",
        722: "wACDNRUVXYĐ",
        778: "GHKOQ",
        833: "m&",
        944: "M",
        1000: "W%…",
    }.items()
    for letter in letters
}
_OTHER = 500


def bold_width(text: str, size: float) -> float:
    """The length of ``text`` on one line in points; plain text comes out a little shorter."""
    letters = unicodedata.normalize("NFD", text)
    base = (letter for letter in letters if not unicodedata.combining(letter))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in base) * size / 1000


def longest_line(text: str, size: float, within: float) -> float:
    """The longest of the lines that ``text`` fills in bold where ``within`` points are free."""
    line, longest = "", 0.0
    for word in unbroken(text).split(" "):
        joined = f"{line} {word}" if line else word
        line = word if line and bold_width(joined, size) > within else joined
        longest = max(longest, bold_width(line, size))
    return min(longest, within)


class UnprintableError(ValueError):
    """A text holds a letter that the typeface of official documents does not have."""

    def __init__(self, letter: str) -> None:
        super().__init__(f"Văn bản có chữ không in được bằng Times New Roman: “{letter}”.")


def unbroken(text: str) -> str:
    """``text`` with what no line may part: a hyphen from the word before, "6" from "tháng"."""
    return re.sub(r"(?<=\d) (?=tháng)", "\u00a0", text.replace(" - ", "\u00a0- "))
