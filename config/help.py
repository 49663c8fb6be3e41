"""The users' manual: the Markdown of docs/help, which a code host shows as well, as pages here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = settings.BASE_DIR / "docs/help"
PICTURES = "images/"  # beside the pages; among the static files: help/
PAGES = {"can-bo": _("Cán bộ"), "lanh-dao": _("Lãnh đạo"), "quan-tri": _("Quản trị")}


@dataclass(frozen=True, slots=True)
class Manual:
    title: str
    contents: tuple[tuple[str, str], ...]  # anchor and heading of each part
    body: SafeString


@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """To the page of whoever asks."""
    if request.user.is_superuser:
        return redirect("help-page", name="quan-tri")
    is_entering = request.user.has_perm("campaigns.change_drive")
    return redirect("help-page", name="can-bo" if is_entering else "lanh-dao")


@require_safe
def help_page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "help.html", {"name": name, "pages": PAGES, "manual": manual(name)})


def manual(name: str) -> Manual:
    """The page ``name`` of PAGES, drawn each time: it is read seldom."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    title, *parts = _headings(tokens)
    for token in _with_children(tokens):
        _lead_home(token)
    # The title stands in the template's own heading: its three tokens open the page.
    body = reader.renderer.render(tokens[3:], reader.options, {})
    return Manual(title[1], tuple(parts), mark_safe(body))


def _headings(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Anchor and text of every heading; each is given its anchor, the one that code hosts give."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text = inline.content
            anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            opening.attrSet("id", anchor)
            yield anchor, text


def _with_children(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or []


def _lead_home(token: Token) -> None:
    """Pictures and neighbouring pages have addresses of their own on the site."""
    if token.type == "image":
        picture = str(token.attrs["src"]).removeprefix(PICTURES)
        token.attrSet("src", static(f"help/{picture}"))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        page, dot_md, anchor = str(token.attrs["href"]).partition(".md")
        if dot_md:
            token.attrSet("href", reverse("help-page", kwargs={"name": page}) + anchor)
