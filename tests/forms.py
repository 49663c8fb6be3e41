"""What a browser would send of the form on a page that nobody has touched."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    """The fields of the largest form of a page; the others are the log-out button and the like."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = [{}]
        self._select = self._textarea = ""

    def handle_starttag(self, tag, pairs):
        given = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.forms.append({})
        elif "disabled" in given or (tag == "input" and not given.get("name")):
            return
        elif tag == "input" and given.get("type") not in ("submit", "button"):
            is_ticked = given.get("type") in ("checkbox", "radio")
            if not is_ticked or "checked" in given:
                self._send(given["name"], given.get("value", "on" if is_ticked else ""))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given and self._select:
            self._send(self._select, given["value"])
        elif tag == "textarea":
            self._textarea = given["name"]
            self._send(self._textarea, "")

    def handle_data(self, data):
        if self._textarea:
            self.forms[-1][self._textarea][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            name, self._textarea = self._textarea, ""
            values = self.forms[-1][name]
            values[-1] = values[-1].removeprefix("\n").removeprefix("\r\n")
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self.forms.append({})

    def _send(self, name, value):
        self.forms[-1].setdefault(name, []).append(value)


def form_on(response) -> dict[str, list[str]]:
    return form_in(response.content.decode())


def form_in(page: str) -> dict[str, list[str]]:
    parser = _Form()
    parser.feed(page)
    return max(parser.forms, key=len)
