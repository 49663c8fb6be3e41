"""Rows by their names as people write them: which is meant, and which two are probably one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from .folding import fold, tidy
from .models.places import Named
from .place import bare_zone
from .spellings import NEAR, Spelling, Words

Row = TypeVar("Row", bound=Named)

LIKE = 60.0  # of 100; below that two names have little more than letters in common
NEAREST = 20  # spellings that are looked at closely
MOST = 20  # other spellings that one is held against, the nearest of them


class Names(Generic[Row]):
    """The rows of one kind by what people call them; asks the database for nothing."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_name: dict[str, list[Row]] = {}
        self._by_alias: dict[str, list[Row]] = {}
        self._spellings: list[tuple[Spelling, Row]] = []
        self._letters: list[str] = []  # of each spelling, without its spaces
        self._words: list[str] = []
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Know a row that is new, or has a new alias."""
        self._know(row, row.name, self._by_name)
        for alias in row.aliases.splitlines():
            self._know(row, alias, self._by_alias)

    def _know(self, row: Row, text: str, among: dict[str, list[Row]]) -> None:
        if (key := _key(text)) and row not in (known := among.setdefault(key, [])):
            known.append(row)
            spelling = Spelling.of(text)
            self._spellings.append((spelling, row))
            self._letters.append("".join(spelling.words))
            self._words.append(" ".join(spelling.words))

    def called(self, text: str) -> list[Row]:
        """The rows that bear this very name, however cased, accented or spaced.

        Several where they share an alias; an official name beats another row's alias.
        """
        key = _key(text)
        return list(self._by_name.get(key) or self._by_alias.get(key) or [])

    def like(self, text: str, most: int = 3) -> list[Row]:
        """At most so many rows with a similar name, the best first, less those ``called`` so.

        Those that another number or letter tells apart ("Phố Nối B" from "A") come last.
        """
        meant, called = Spelling.of(text), self.called(text)
        offers: list[tuple[tuple[bool, bool, float], Row]] = []
        for spelling, row in self._nearest(meant):
            alike = meant.likeness(spelling)
            if alike >= LIKE and row not in called:
                rank = (meant.is_one(spelling), meant.marks == spelling.marks, alike)
                offers.append((rank, row))
        best: list[Row] = []
        for _rank, row in sorted(offers, key=lambda offer: offer[0], reverse=True):
            if row not in best:
                best.append(row)
        return best[:most]

    def _nearest(self, meant: Spelling) -> list[tuple[Spelling, Row]]:
        """The few that are worth a closer look: by their letters, and by the words they share."""
        words = " ".join(meant.words)
        places: dict[int, None] = {}
        for sought, among, scorer in (
            ("".join(meant.words), self._letters, fuzz.ratio),
            (words, self._words, fuzz.token_set_ratio),
        ):
            near = process.extract(sought, among, scorer=scorer, score_cutoff=LIKE, limit=NEAREST)
            places |= dict.fromkeys(at for _text, _alike, at in near)
        return [self._spellings[at] for at in places]


def is_one_name(name: str, other: str) -> bool:
    """Whether these are probably two spellings of one name.

    They differ in words that tell nothing apart ("Công ty TNHH", "Việt Nam"), in where words are
    parted, in a letter or two of a long word, or one of them says more: a branch, another name in
    brackets, more words after three that are the same. Never where a number or a single letter
    differs: "Yên Mỹ II" is not "Yên Mỹ".
    """
    return Spelling.of(name).is_one(Spelling.of(other))


def likely_duplicates(rows: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Pairs of rows one of whose names is probably one of the other's, the likeliest first.

    Each name is held against the nearest of its shape only: 2,000 rows take a second or two.
    """
    spelt = [(Spelling.of(text), row) for row in rows for text in _texts(row)]
    shapes: dict[Words, list[tuple[str, int]]] = {}
    for at, (spelling, _row) in enumerate(spelt):
        for shape, letters in spelling.found_under():
            shapes.setdefault(shape, []).append((letters, at))
    alike: dict[tuple[int, int], float] = {}
    pairs: dict[tuple[int, int], tuple[Row, Row]] = {}
    for at, (spelling, _row) in enumerate(spelt):
        for near in _nearest(spelling, shapes):
            (one, row), (other, with_row) = spelt[min(at, near)], spelt[max(at, near)]
            if row is not with_row and one.is_one(other):
                key = (id(row), id(with_row))
                pairs[key] = (row, with_row)
                alike[key] = max(alike.get(key, 0), one.likeness(other))
    return [pairs[key] for key in sorted(pairs, key=lambda key: -alike[key])]


def _nearest(spelling: Spelling, shapes: Mapping[Words, list[tuple[str, int]]]) -> list[int]:
    """Where those stand that are written most like it, at most ``MOST`` of each shape."""
    near: set[int] = set()
    for shape, letters in spelling.looked_up_by():
        listed = shapes.get(shape, [])
        others = [text for text, _at in listed]
        best = process.extract(letters, others, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST)
        near |= {listed[place][1] for _text, _alike, place in best}
    return sorted(near)


def with_alias(row: Named, text: str) -> bool:
    """Let ``row`` be called so too, without saving it; ``False`` where it is already."""
    alias = " ".join(tidy(text).split())
    if not _key(alias) or _key(alias) in map(_key, _texts(row)):
        return False
    row.aliases = "\n".join([*row.aliases.splitlines(), alias])
    return True


def _texts(row: Named) -> list[str]:
    return [row.name, *filter(_key, row.aliases.splitlines())]


def _key(text: str) -> str:
    """What one spelling has in common with every other of the same name, letter for letter."""
    return bare_zone(fold(text))
