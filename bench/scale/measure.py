"""Measures one database, in a process of its own, and prints what it found as JSON."""

from __future__ import annotations

import json
import logging
import resource
import sys
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from unittest import mock

ROUNDS, SECONDS = 15, 5  # of each page: so many rounds, but no longer than this


def main() -> None:
    from django.conf import settings

    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "bench.scale.floor.Replay"]
    settings.ALLOWED_HOSTS = ["testserver"]
    import config.wsgi  # noqa: F401  # all that gunicorn does before the first request

    logging.disable()
    from django.utils.timezone import make_aware

    from donations.scale import TODAY

    stopped = make_aware(datetime.combine(TODAY, time(9)))

    def now() -> datetime:  # a mock would keep a note of each of a hundred thousand calls
        return stopped

    with mock.patch("django.utils.timezone.now", now):
        tasks = {"sheet": _sheet, "memory": _memory}
        found = tasks[sys.argv[1]](sys.argv[2]) if sys.argv[1:] else _speed()
    print(json.dumps(found))


def _speed() -> dict[str, dict[str, float]]:
    from .pages import pages

    found = {page.name: _page(page) for page in pages()}
    found["nhập 10.000 dòng, có xem trước"] = _import()
    return found


def _page(page: Any) -> dict[str, float]:
    from django.template.backends.django import Template

    from . import floor

    get = _visitor(page.user)
    floor.Drawn.parts.clear()
    with mock.patch.object(Template, "render", floor.remember):
        first = get(page.url)
    queries = _counted(lambda: get(page.url))
    replay = _replay_of(page)
    with replay:
        again = get(page.url)
    _same(page, first, again)
    taken, floors = [], []
    began = perf_counter()
    while len(taken) < ROUNDS and perf_counter() - began < SECONDS:
        taken.append(_timed(lambda: get(page.url)))
        with replay:
            floors.append(_timed(lambda: get(page.url)))
    _say(
        f"{page.name:40} {median(taken):8.1f} ms, sàn {median(floors):7.1f} ms, {queries} truy vấn"
    )
    return {**_spread(taken), "queries": queries, "floor": median(floors)}


def _replay_of(page: Any) -> Any:
    from .floor import Drawn
    from .pages import facts_at_hand

    if page.is_file:
        return mock.patch.multiple("reports.views", **facts_at_hand())
    return mock.patch.object(Drawn, "is_replayed", True)


def _counted(work: Callable[[], object]) -> int:
    """How many statements it sends."""
    from django.db import connection

    sent = []

    def count(execute: Any, *statement: Any) -> Any:
        sent.append(1)
        return execute(*statement)

    with connection.execute_wrapper(count):
        work()
    return len(sent)


def _visitor(name: str) -> Callable[[str], Any]:
    from django.test import Client

    from campaigns.models import User

    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(User.objects.get(username=name), "django.contrib.auth.backends.ModelBackend")

    def get(url: str) -> Any:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        return response

    return get


def _same(page: Any, first: Any, again: Any) -> None:
    """The floor draws the whole page; packed, padded and with new tokens, it is not to the byte."""
    sizes = len(first.content), len(again.content)
    assert abs(sizes[0] - sizes[1]) < 0.05 * sizes[0] + 300, (page.name, sizes)


def _import() -> dict[str, float]:
    """Brought in and taken back, so that the database stays as it was."""
    from django.db import transaction

    from bench.import_speed import sheet, steps
    from campaigns.models import Committee

    committee = Committee.objects.order_by("pk").first()
    content = sheet(list(committee.companies.select_related("zone")))

    def bring_in() -> None:
        with transaction.atomic():
            for _name, step in steps(content, committee):
                step()
            transaction.set_rollback(True)

    taken: list[float] = []
    queries = _counted(lambda: taken.append(_timed(bring_in)))  # once: it takes long
    _say(f"{'nhập':40} {taken[0]:8.0f} ms, {queries} truy vấn")
    return {"p50": taken[0], "p95": taken[0], "queries": queries}


def _sheet(path: str) -> None:
    """Make the ten thousand rows, of the first committee, which has the same names everywhere."""
    from bench.import_speed import sheet
    from campaigns.models import Committee

    committee = Committee.objects.order_by("pk").first()
    Path(path).write_bytes(sheet(list(committee.companies.select_related("zone"))))


def _memory(path: str) -> dict[str, float]:
    """The most that one process has ever held, in MB: every page, and an import confirmed."""
    from bench.import_speed import steps
    from campaigns.models import Committee

    from .pages import pages

    for page in pages():
        _visitor(page.user)(page.url)
    pages_only = _most()
    committee = Committee.objects.order_by("pk").first()
    for _name, step in steps(Path(path).read_bytes(), committee):
        step()
    return {"pages": pages_only, "import": _most()}


def _most() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


def _spread(taken: list[float]) -> dict[str, float]:
    return {"p50": median(taken), "p95": quantiles(taken, n=20)[-1]}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
