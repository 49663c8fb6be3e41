"""A text in one plain spelling, with a way back to the text as given, and what of it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from campaigns.folding import tidy

from .facts import Words

_ALIKE = {
    **dict.fromkeys("‘’‚′`", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
}
# A letter with its marks, decomposed; longer runs of marks are no Vietnamese, and slow to order.
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]{0,4}|.", re.DOTALL)
_Letter = tuple[str, int]  # its plain spelling, and where it stands in the text as given


def _letters(text: str) -> Iterator[_Letter]:
    known: dict[str, str] = {}
    for match in _CLUSTER.finditer(text):
        cluster = match[0]
        if cluster not in known:
            known[cluster] = _plainly(cluster)
        for char in known[cluster]:
            yield char, match.start()


def _plainly(cluster: str) -> str:
    """Composed; dashes, quotes and ends of lines in one spelling, any other room a space."""
    if cluster in _ALIKE:
        return _ALIKE[cluster]
    tidied = tidy(cluster)
    return tidied if tidied in ("\n", "\t") or not tidied.isspace() else " "


class Marked:
    """The plain text has single spaces, and no blank lines; its positions are used throughout.

    ``read`` marks what facts were taken from; only ``words`` leads back to the text as given.
    """

    def __init__(self, text: str) -> None:
        chars: list[str] = []
        starts: list[int] = []
        for char, start in _letters(text):
            before = chars[-1] if chars else "\n"
            if char == " " and before in " \n\t":
                continue
            if char == "\n":
                while chars and chars[-1] == " ":
                    chars.pop()
                    starts.pop()
                if not chars or chars[-1] == "\n":
                    continue
            chars.append(char)
            starts.append(start)
        self.given = text
        self.plain = _without_wraps("".join(chars))
        self._starts = [*starts, len(text)]
        self._read = bytearray(len(chars))

    def words(self, start: int, end: int) -> Words:
        """The words of ``plain[start:end]`` in the text as given, without space around them."""
        first, last = self._starts[start], self._starts[end]
        piece = self.given[first:last]
        trailing = len(piece) - len(piece.rstrip())
        return Words(first + len(piece) - len(piece.lstrip()), last - trailing)

    def mark(self, start: int, end: int) -> None:
        self._read[start:end] = b"\1" * (end - start)

    def marks(self, start: int, end: int) -> bytes:
        """What is read in these words, for ``put_back``."""
        return bytes(self._read[start:end])

    def put_back(self, start: int, marks: bytes) -> None:
        self._read[start : start + len(marks)] = marks

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing has been taken from these words yet."""
        return not any(self._read[start:end])

    def find(self, pattern: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
        """The matches in ``plain[start:end]`` from which nothing has been taken yet."""
        found = pattern.finditer(self.plain, start, end)
        return [match for match in found if self.is_free(*match.span())]


# Where a line begins something of its own, or has said what it had to say.
_BEGINS = re.compile(
    r"(?:đợt|lần|ngày (?!hội)|sáng|chiều|tối|tháng|từ ngày|kết quả|tại|trong|theo|thực hiện|"
    r"kính gửi)\b|"
    r"[a-zđ0-9]{1,2}\)|(?:[ivx]+|[0-9]{1,2})\. ",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:[.;:!?]|đơn vị(?: máu)?|người|[0-9]{4}|%)\s*$", re.IGNORECASE)
_PAGE_WIDTH = 50  # characters; a shorter line that ends before a capital is a line of its own


def _without_wraps(plain: str) -> str:
    """``plain`` with a space where a line, broken by the width of a page, goes on in the next."""
    lines = plain.split("\n")
    parts = lines[:1]
    for line, following in pairwise(lines):
        parts += [" " if _goes_on(line, following) else "\n", following]
    return "".join(parts)


def _goes_on(line: str, following: str) -> bool:
    is_row = "\t" in line or "\t" in following
    if is_row or _ENDS.search(line[-20:]) or not following[:1].isalnum():
        return False
    if following[0].islower():
        return not re.match(r"(?:đợt|lần) |[a-zđ]\)", following)
    return len(line) >= _PAGE_WIDTH and not _BEGINS.match(following)
