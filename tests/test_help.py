"""The users' manual tells no lie: its buttons, pictures and links are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from config.help import FOLDER, PAGES

ROOT = settings.BASE_DIR


def written(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text()


def quoted(text: str) -> set[str]:
    return {" ".join(bold.split()).casefold() for bold in re.findall(r"\*\*(.+?)\*\*", text, re.S)}


@cache
def labels() -> frozenset[str]:
    """In small letters, every text that the site may show, as its source writes it."""
    found: set[str] = set()
    for page in (ROOT / "templates").rglob("*.html"):
        source = page.read_text()
        found |= set(re.findall(r'{% translate ["\'](.+?)["\'] %}', source))
        found |= set(re.findall(r"{% blocktranslate.*?%}(.+?){% endblocktranslate", source, re.S))
    for app in ("config", "campaigns", "donations", "reports"):
        for code in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(code.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    catalogue = (ROOT / "locale/vi/LC_MESSAGES/django.po").read_text()
    found |= set(re.findall(r'^msgstr "(.+)"$', catalogue, re.M))
    return frozenset(unescape(label).strip().casefold() for label in found)


def page_of(client, name: str) -> str:
    return client.get(f"/help/{name}/").content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_whatever_the_manual_quotes_is_on_some_screen(name):
    told = quoted(written(name))

    assert len(told) > 5
    assert not told - labels()


@pytest.mark.parametrize("name", PAGES)
def test_the_pictures_and_links_of_the_manual_lead_somewhere(as_leader, name):
    page = page_of(as_leader, name)
    anchors = set(re.findall(r'id="(.+?)"', page))
    article = page.split("<article", 1)[1].split("</article")[0]

    for picture in re.findall(r'<img src="/static/(.+?)"', article):
        assert finders.find(picture), picture
    for address in re.findall(r'href="(.+?)"', article):
        path, _, anchor = unescape(address).partition("#")
        assert anchor in anchors if not path else as_leader.get(path).status_code == 200, address


@pytest.mark.parametrize("name", PAGES)
def test_the_manual_reads_well_on_a_code_host(name):
    text = written(name)
    led = re.findall(r"\]\(([^)#]+)\)", text)

    assert led
    assert [each for each in led if not (FOLDER / each).exists()] == []
    assert not re.search(r"!\[\]", text)  # every picture says what it shows


def test_no_picture_of_the_manual_is_left_over():
    shown = set(re.findall(r"images/([\w-]+\.png)", " ".join(map(written, PAGES))))

    assert {path.name for path in (FOLDER / "images").iterdir()} == shown


def test_pictures_of_the_manual_are_light():
    heavy = [path for path in Path(FOLDER, "images").iterdir() if path.stat().st_size > 90_000]

    assert not heavy


@pytest.mark.parametrize(
    ("who", "name"),
    [("as_officer", "can-bo"), ("as_leader", "lanh-dao"), ("as_administrator", "quan-tri")],
)
def test_help_opens_at_the_page_of_whoever_asks(db, request, who, name):
    client = request.getfixturevalue(who)

    answer = client.get("/help/")

    assert answer.url == f"/help/{name}/"
    assert 'href="/help/"' in client.get(answer.url).content.decode()
