"""How a text falls into lines, sentences, items and clauses. Positions are those of ``Marked``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .grammar import phrase
from .places import CAPITAL

Span = tuple[int, int]

# "- ", "• ", "+ ", "1. ", "2) ", "a) ", "IV. " at the start of a line
BULLET = re.compile(
    r"[ \t]*(?:(?:[-+*•·●▪■◦○❖➢–]|\uf0b7)[ \t]*|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)/][ \t]+|"
    r"[a-zđ][)][ \t]*|[IVX]{1,5}\.[ \t]+)+"
)
_STOP = re.compile(rf'[.!?](?:/\.)?["\')]*\s+(?=["\'(\[-]*[{CAPITAL}0-9•+])')
# "TP. Hưng Yên", "KT. Trưởng ban": no end of a sentence; "khu công nghiệp Phố Nối A." is one
_SHORT = re.compile(r"(?:^|[\s(\"])(?:TP|TX|TT|Tp|Tx|KT|TM|TL|Co|Ltd|St|ThS|TS|BS)$")
# A list may go on after ";" with another partner: "phối hợp với Bệnh viện A; Bệnh viện B tổ chức"
_ITEM = phrase(
    r";(?! ?(?:bệnh viện|viện|trung tâm)\b) ?|"
    r"[,:.]? (?=đợt (?:thứ )?(?:[0-9]{1,3}|[IVX]+)(?: ?[:(,-]| ngày))|"
    r"[,:] (?:và )?(?=(?:lũy kế|luỹ kế|tính đến|đến nay|như vậy|nâng tổng|tính chung)\b)"
)
_CLAUSE = re.compile(r"[,;:]\s+|\s+(?=\()|(?<=\))\s+|[\n\t]+")


def lines_of(plain: str) -> Iterator[Span]:
    start = 0
    for line in plain.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def sentences_of(plain: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a line, without the mark of a list before them."""
    mark = BULLET.match(plain, start, end)
    start = mark.end() if mark else start
    for stop in _STOP.finditer(plain, start, end):
        if not _SHORT.search(plain, max(start, stop.start() - 8), stop.start()):
            yield start, stop.end()
            start = stop.end()
    if start < end:
        yield start, end


def items_of(plain: str, start: int, end: int) -> Iterator[Span]:
    """A sentence cut where a list in it goes on, or where it turns from a drive to the sums."""
    return _cut(_ITEM, plain, start, end)


def clauses_of(plain: str, start: int, end: int) -> Iterator[Span]:
    return _cut(_CLAUSE, plain, start, end)


def _cut(pattern: re.Pattern[str], plain: str, start: int, end: int) -> Iterator[Span]:
    for cut in pattern.finditer(plain, start, end):
        if start < cut.start():
            yield start, cut.start()
        start = cut.end()
    if start < end:
        yield start, end
