"""What a browser would run, or fetch from elsewhere, on reading a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Attributes whose address a browser fetches, runs or sends to by itself.
FETCHED = ("src", "srcset", "poster", "data", "action", "formaction", "background", "srcdoc")

ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//)", re.I)
RUN = re.compile(r"\s*(javascript|data|vbscript):", re.I)


class _Dangers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, pairs):
        if tag in ("style", "base", "iframe", "object", "embed"):
            self.found.append(f"<{tag}>")
        given = {name: value or "" for name, value in pairs}
        if tag == "meta" and "http-equiv" in given:
            self.found.append("<meta http-equiv>")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append("<script> without a source")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f"{name}={value}")
            is_fetched = name in FETCHED or (name == "href" and tag in ("link", "use", "image"))
            # The pages of a draft come along as pictures; the policy lets in those alone.
            is_page = tag == "img" and value.startswith("data:image/png;base64,")
            if is_fetched and not is_page and ELSEWHERE.match(value):
                self.found.append(f"{tag} {name}={value[:60]}")
            if name in ("href", "xlink:href") and RUN.match(value):
                self.found.append(f"{name}={value[:60]}")


def dangers_in(page: str) -> list[str]:
    """Inline styles, scripts and handlers, and foreign sources; empty where there is none."""
    parser = _Dangers()
    parser.feed(page)
    return parser.found
