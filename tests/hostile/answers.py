"""What an answer must carry, and what must not stand in it."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from tests.hostile.reading_html import dangers_in

# Too short for the one, a field may still hold the other.
MARKER = "\"'><img src=x onerror=x>"
SHORTER = '"><i onx=1>'
SCRIPT = f"//evil.example/<script>x</script>{MARKER}"
POLICY = {
    *("default-src 'self'", "base-uri 'none'", "form-action 'self'"),
    *("frame-ancestors 'none'", "object-src 'none'"),
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Their pages of a draft come along as pictures within the page.
WITH_PAGES = ("/edit/", "/issue/")


def wrong_in(answer) -> list[str]:
    """What is missing in the headers of an answer, or should not stand in its page."""
    wrong = [name for name, value in HEADERS.items() if answer.get(name) != value]
    policy = set(answer.get("Content-Security-Policy", "").split("; "))
    if answer.request["PATH_INFO"].endswith(WITH_PAGES):
        policy.discard("img-src 'self' data:")
    if policy != POLICY:
        wrong.append(f"Content-Security-Policy {policy}")
    closed = answer.get("Permissions-Policy", "")
    wrong += [name for name in ("camera", "geolocation", "usb") if f"{name}=()" not in closed]
    wrong += [name for name in ("Server", "X-Powered-By", "Via") if name in answer]
    if "html" in answer.get("Content-Type", "") and not answer.streaming:
        wrong += dangers_in(answer.content.decode())
    return wrong


def read(answer) -> bytes:
    """All of it; a file is closed as it ends, where ``close`` would close the database too."""
    return b"".join(answer) if answer.streaming else answer.content


def leads_away(answer) -> bool:
    """Whether a browser would leave the site; it takes a backslash for a stroke."""
    if not 300 <= answer.status_code < 400:
        return False
    place = answer["Location"].replace("\\", "/").replace("\t", "").strip()
    here = f"http://testserver{answer.request['PATH_INFO']}"
    return urlsplit(urljoin(here, place))[:2] != ("http", "testserver")


def raw_in(answer) -> list[str]:
    """What of the markers a browser would take for markup."""
    if "html" not in answer["Content-Type"] or answer.streaming:
        return []
    page = answer.content.decode()
    raw = [each for each in ("<img src=x", "<i onx", "<script>x") if each in page]
    return raw + dangers_in(page)
