"""What an answer costs once everything that it shows has been read.

A page's floor is its own templates drawn again from the contexts of its first answer, behind the
whole middleware, session and login included. A file's is the view itself, with the summary and
the letterhead at hand: what is left is to word the document, to check it and to draw it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template

_render = Template.render


class Drawn:
    """The outermost templates of the last answer, each with what it was drawn from."""

    parts: list[tuple[Any, dict[str, Any]]] = []
    depth = 0
    is_replayed = False


def remember(self: Any, context: Any = None, request: HttpRequest | None = None) -> Any:
    """Instead of ``Template.render``; what can be gone through only once is kept as a list."""
    context = {
        name: list(value) if isinstance(value, Iterator) else value
        for name, value in (context or {}).items()
    }
    Drawn.depth += 1
    try:
        drawn = _render(self, context, request)
    finally:
        Drawn.depth -= 1
    if not Drawn.depth:
        Drawn.parts.append((self, context))
    return drawn


class Replay:
    """The innermost middleware: answers for the view, where it is told to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not Drawn.is_replayed:
            return None
        drawn = [_render(template, context, request) for template, context in Drawn.parts]
        return HttpResponse(drawn[-1])
