"""What a person reads on a page, and which of its words cannot be Vietnamese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# A syllable written without any accent: no cluster but these opens it, and what ends in
# c, ch, p or t bears a tone mark. English words hardly ever pass ("not", "and", "this" do not).
SYLLABLE = re.compile(
    r"(b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(m|ng?|nh)?", re.I
)
WORD = re.compile(r"[^\W\d_]+")
# English words that would pass for syllables.
PASSING = {"you", "your", "we", "he", "she", "them", "then", "than", "when", "one", "any", "many"}
# Names, and words that Vietnamese has taken over.
NAMES = {
    "word",
    "excel",
    "csv",
    "docx",
    "xlsx",
    "email",
    "web",
    "webp",
    "cookie",
    "byte",
    "ml",
    "ip",
    "ipv",
    "iphone",
    "ipad",
    "mac",
    "android",
    "google",
    "outlook",
    "ramen",
    "canbo",
    "quantri",
}
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
UNSEEN = {"script", "style", "template", "code"}  # a code is a password or a checksum


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.inside.append(tag)
        given = dict(attrs)
        self.read += [given[name] or "" for name in SPOKEN & given.keys()]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            self.read.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.read.append(data)


def text_of(page: str) -> str:
    """Text, title, labels for screen readers, placeholders, buttons."""
    reader = _Reader()
    reader.feed(page)
    return "\n".join(reader.read)


def foreign_words(text: str) -> set[str]:
    """Words of ``text`` that no Vietnamese word can be; abbreviations in capitals aside."""
    words = WORD.findall(re.sub(r"%\(\w+\)s", "", text))
    plain = {word for word in words if word.isascii() and not word.isupper()}
    return {word for word in plain if len(word) > 1 and _is_foreign(word.lower())}


def _is_foreign(word: str) -> bool:
    is_syllable = SYLLABLE.fullmatch(word) and word not in PASSING
    return not is_syllable and word not in NAMES
