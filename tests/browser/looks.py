"""What every page is looked at for, at the two widths that are promised."""

from __future__ import annotations

from playwright.sync_api import Page

DESK, PHONE = 1280, 360


def width_of(page: Page) -> int:
    """How wide the page is; waits for one that is still on its way."""
    return page.locator("html").evaluate("html => html.scrollWidth")


def assert_nothing_sticks_out(page: Page) -> None:
    """No sideways scrolling of the page itself."""
    assert width_of(page) <= page.viewport_size["width"]
