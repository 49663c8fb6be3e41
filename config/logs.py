"""One JSON object a line, and in none of them a secret or a contact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from pythonjsonlogger.json import JsonFormatter

HIDDEN = "…"
PATTERNS = [
    # The secret in a calendar's address: Django names the address of whatever it refuses.
    (re.compile(r"(/calendar/)[\w%-]{16,}"), rf"\1{HIDDEN}"),
    # A password in the address of a database or of another site.
    (re.compile(r"(\w://[^\s:/@]*:)[^\s/@]+@"), rf"\1{HIDDEN}@"),
    # What somebody writes out by its name: password=…, 'csrftoken': '…'.
    (
        re.compile(
            r"(?i)((?:pass(?:word|wd)|secret|token|session|api_?key|feed_key)\w{0,30}['\"]?\s{0,5}[=:]\s{0,5})\S+"
        ),
        rf"\1{HIDDEN}",
    ),
    # PostgreSQL shows in it the whole row that it refuses: hashes, contacts.
    (re.compile(r"(?m)(^\s*DETAIL:).*$"), rf"\1 {HIDDEN}"),
    # A Vietnamese telephone number.
    (re.compile(r"(?<![\w.])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![\w])"), HIDDEN),
]
# Names of form fields that hold what is told to nobody.
SECRET_FIELD = re.compile(r"(?i)pass|token|secret|key|contact|phone")
SHORTEST = 6  # characters; hiding a shorter value everywhere would garble every other line
PLAIN = (int, float, bool, type(None))


class JsonLines(JsonFormatter):
    """Hides secrets from the finished line, so that nothing a record carries goes past.

    Of a request the method alone is told: its message names the path.
    """

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"},
            timestamp="time",
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        request, at = log_data.pop("request", None), log_data.pop("time")
        secrets = {*_of_installation()}
        if isinstance(request, HttpRequest):
            log_data["method"] = request.method
            secrets.update(_of_request(request))
        told = {name: _without(value, secrets) for name, value in log_data.items()}
        return {"time": at.isoformat(), **told}


def _without(value: Any, secrets: set[str]) -> Any:
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, list | tuple):
        return [_without(each, secrets) for each in value]
    if isinstance(value, dict):
        return {name: _without(each, secrets) for name, each in value.items()}
    text = str(value)
    for secret in sorted(secrets, key=len, reverse=True):  # one may begin with another
        text = text.replace(secret, HIDDEN)
    for pattern, shown in PATTERNS:
        text = pattern.sub(shown, text)
    return text


def _of_installation() -> Iterator[str]:
    """The key and the databases' passwords; gunicorn also writes before there are settings."""
    if settings.configured:
        passwords = (database.get("PASSWORD") for database in settings.DATABASES.values())
        yield from (str(each) for each in (settings.SECRET_KEY, *passwords) if _is_long(each))


def _of_request(request: HttpRequest) -> Iterator[str]:
    """What the browser keeps secret, and what was typed into a field for secrets or contacts.

    Only of a form that was read already: to tell of a request is no reason to read its body. What
    stands in the address as well is told: nobody blanks his own line.
    """
    yield from filter(_is_long, request.COOKIES.values())
    typed: Any = getattr(request, "_post", QueryDict())
    for name, values in typed.lists():
        if SECRET_FIELD.search(name):
            yield from (str(each) for each in values if _is_long(each) and each not in request.path)


def _is_long(value: Any) -> bool:
    return len(str(value or "")) >= SHORTEST
