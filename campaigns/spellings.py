"""One name, several spellings: what tells two names apart, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from .folding import fold

NEAR = 80.0  # of 100: two spellings of one word are more alike than this
LONGEST_WORD = 30  # characters; a longer one comes by once, and would fill the memory
ENOUGH = 3  # words that two names share before one of them may say more

Words = tuple[str, ...]

# Said before or after so many names that they tell none apart, and often shortened; folded.
COMMON = re.compile(
    r"\b(?:cong ty|c[ .]ty|cty|ctcp|tnhh|trach nhiem huu han|co phan|cp|mtv|mot thanh vien|"
    r"chi nhanh|cn|co ltd|ltd|jsc|viet nam|vietnam|vn|khu cong nghiep|khu cn|khu|kcn|"
    r"benh vien|bv)\b"
)
_BRANCH = re.compile(r"\b(?:chi nhanh|cn)\b")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_ONES = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
_SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which a name is written, in the folded words that tell it apart.

    ``parts`` are what one may call it for short: without its branch, or by one of two names.
    """

    words: Words
    parts: tuple[Words, ...]

    @classmethod
    def of(cls, text: str) -> Spelling:
        folded = re.sub(r"(?<!\d)0+(?=\d)", "", fold(text))  # "Số 01" is "Số 1"
        every = re.findall(r"\w+", folded)
        return cls(_telling(folded) or tuple(every), tuple(_parts(folded)))

    @property
    def marks(self) -> Words:
        return _marks(self.words)

    def is_one(self, other: Spelling) -> bool:
        """Whether these are probably two spellings of one name."""
        return (
            _are_one(self.words, other.words)
            or any(_are_one(part, other.words) for part in self.parts)
            or any(_are_one(self.words, part) for part in other.parts)
        )

    def likeness(self, other: Spelling) -> float:
        """From 0 to 100. A name that only says more is nearly as like as one can be."""
        one, another = " ".join(self.words), " ".join(other.words)
        return max(
            fuzz.ratio("".join(self.words), "".join(other.words)),
            fuzz.token_sort_ratio(one, another),
            0.95 * fuzz.token_set_ratio(one, another),
        )

    # Of two spellings of one name, one is looked up by a shape that the other is found under, and
    # their letters there are nearly the same: so that not each is held against each.

    def looked_up_by(self) -> Iterator[tuple[Words, str]]:
        """Shapes, each with letters."""
        for words in (self.words, *self.parts):
            letters = "".join(words)
            yield (letters,), letters
            yield _shape(words, len(words))

    def found_under(self) -> Iterator[tuple[Words, str]]:
        yield from self.looked_up_by()
        for words in (self.words, *self.parts):
            for many in range(ENOUGH, len(_own(words))):
                yield _shape(words, many)


def _telling(folded: str) -> Words:
    words = " ".join(re.findall(r"\w+", folded))
    return tuple(COMMON.sub(" ", words).split())


def _parts(folded: str) -> Iterator[Words]:
    """What is left where a branch, or one of two names, is left out."""
    pairs = []
    if branch := _BRANCH.search(folded):
        pairs.append((folded[: branch.start()], folded[branch.end() :]))
    if brackets := _BRACKETS.search(folded):
        outside = f"{folded[: brackets.start()]} {folded[brackets.end() :]}"
        pairs += [(outside, brackets[1]), (brackets[1], outside)]
    for kept, left_out in pairs:
        words, others = _telling(kept), _telling(left_out)
        is_numbered = any(mark.isdecimal() for mark in _marks(others))
        if words and _own(others) and not is_numbered:
            yield words


def _marks(words: Words) -> Words:
    """What tells apart names that are otherwise alike: numbers, Roman too, and single letters."""
    return tuple(_number(word) for word in words if _is_mark(word))


def _own(words: Words) -> Words:
    return tuple(word for word in words if not _is_mark(word))


def _is_mark(word: str) -> bool:
    """Names are held against many others, word by word; only a word of a name is remembered."""
    return _remembered(word) if len(word) <= LONGEST_WORD else _tells_apart(word)


def _tells_apart(word: str) -> bool:
    return len(word) == 1 or bool(re.search(r"\d", word) or _ROMAN.fullmatch(word))


_remembered = lru_cache(maxsize=5000)(_tells_apart)


def _number(word: str) -> str:
    """``7`` of "vii"; anything else as it is."""
    roman = _ROMAN.fullmatch(word)
    return str(10 * len(roman[1]) + _ONES.index(roman[2])) if roman else word


def _shape(words: Words, many: int) -> tuple[Words, str]:
    """What must be the same in another spelling of the first ``many`` words, and their letters."""
    own = _own(words)[:many]
    kept = ("*" if _may_slip(word) else word for word in own)
    return (*_marks(words), "", *kept), "".join(own)


def _are_one(words: Words, others: Words) -> bool:
    if "".join(words) == "".join(others):
        # "Số 1 2" is not "Số 12"; "Vi Na" is "Vina", whatever number "vi" is.
        return re.findall(r"\d+", " ".join(words)) == re.findall(r"\d+", " ".join(others))
    own, of_other = _own(words), _own(others)
    shared = min(len(own), len(of_other))
    if _marks(words) != _marks(others) or (shared < ENOUGH and len(own) != len(of_other)):
        return False
    return all(map(_is_slip, own, of_other))


def _is_slip(word: str, other: str) -> bool:
    """The same word, or a slip of the pen in a long one."""
    if word == other:
        return True
    return _may_slip(word) and _may_slip(other) and fuzz.ratio(word, other) > NEAR


def _may_slip(word: str) -> bool:
    """A long word that is no syllable of Vietnamese: "Trường" and "Trung" are two names."""
    return len(word) > 4 and not _SYLLABLE.fullmatch(word)
