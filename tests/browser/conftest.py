"""A real Chromium against a real server, logged in as one of the demo's three people."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils.timezone import localdate
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from campaigns.models import Committee, User
from donations.demo import SYMBOL
from donations.management.commands import load_demo
from donations.sample import create_sample

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright's own event loop runs in the thread in which the tests use the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: install Debian's package chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db, live_server, monkeypatch) -> str:
    """The address of a server with Hưng Yên's data."""
    # The last test emptied every table, also of the groups that these migrations make.
    for roles, give in (
        ("donations.migrations.0002_roles", "create_groups"),
        ("donations.migrations.0003_communication_role", "let_officers_log"),
        ("donations.migrations.0004_file_roles", "let_officers_file"),
        ("donations.migrations.0006_import_roles", "let_officers_ask"),
        ("reports.migrations.0002_roles", "create_groups"),
    ):
        getattr(import_module(roles), give)(apps)
    monkeypatch.setenv("DEMO_PASSWORD", "mot-mat-khau")
    # Tỉnh Mẫu is made for those tests that ask for it: see ``sample``.
    monkeypatch.setattr(load_demo, "COMMITTEES", load_demo.COMMITTEES[:1])
    call_command("load_demo")
    return live_server.url


@pytest.fixture
def hung_yen(site: str) -> Committee:
    """Whose facts these tests are about."""
    return Committee.objects.get(symbol=SYMBOL)


@pytest.fixture
def sample(site: str) -> Committee:
    """Tỉnh Mẫu: six years that end in this one."""
    committee = create_sample(localdate())
    committee.members.set(User.objects.filter(username__in=["canbo", "lanhdao"]))
    return committee


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page as a user; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def note(kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            complaints.append(text)

    def open_page(path: str, user: str | None, width: int = 1280, **options: object) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="en-US", **options
        )
        contexts.append(context)
        if user:
            cookie = {"name": "sessionid", "value": _session(user), "url": site}
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("console", lambda message: note(message.type, message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def _session(username: str) -> str:
    user = User.objects.get(username=username)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page | Locator, str], None]:
    """Leave a screenshot in the folder of ``--screenshots``, if that was asked for."""
    folder = request.config.getoption("--screenshots")

    def take(shown: Page | Locator, name: str) -> None:
        if folder:
            path = Path(folder) / f"{name}.png"
            shown.screenshot(path=path)
            # A screen has few colours: told so, the file is a third as long.
            Image.open(path).quantize(128).save(path, optimize=True)

    return take
