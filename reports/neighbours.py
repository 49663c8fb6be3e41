"""What lies beside a thing, before and after it: for paging from one to the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.folding import fold
from campaigns.models import Campaign, Drive
from campaigns.querysets import DriveQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What sets one year's campaign apart from another year's, in folded text.
_OF_ITS_YEAR = re.compile(r"\b(nam )?(19|20)\d\d\b|\blan thu (\d+|[ivxlc]+)\b")

AT_THE_PLACE = (_("Trước đó, cùng nơi"), _("Sau đó, cùng nơi"))
IN_THE_YEAR = (_("Đợt trước trong năm"), _("Đợt sau trong năm"))


@dataclass(frozen=True, slots=True)
class Neighbour:
    label: StrOrPromise
    name: str
    url: str
    is_next: bool


def beside(row: Any, rows: Sequence[Any], page: str, before: Any, after: Any) -> list[Neighbour]:
    """Those next to ``row`` among ``rows``, labelled ``before`` and ``after``."""
    position = next(i for i, each in enumerate(rows) if each.pk == row.pk)
    around = (
        (before, rows[position - 1 : position] if position else [], False),
        (after, rows[position + 1 : position + 2], True),
    )
    return [
        Neighbour(label, str(each), reverse(page, args=[each.pk]), is_next)
        for label, found, is_next in around
        for each in found
    ]


def of_drive(drive: Drive) -> list[Neighbour]:
    """At the same place, then in the year. Four queries at most."""
    drives = Drive.objects.of(drive.committee).select_related("zone", "host")
    bounds = drive.committee.year_bounds(drive.committee.year_of(drive.on))
    found = list(_around(drive, drives.filter(on__range=bounds), IN_THE_YEAR, str))
    if (there := _at_the_same_place(drives, drive)) is not None:
        found = [*_around(drive, there, AT_THE_PLACE, lambda each: each.day_text), *found]
    return found


def _at_the_same_place(drives: DriveQuerySet, drive: Drive) -> DriveQuerySet | None:
    """At the same company; of zone-wide drives in the same zone, else at the same venue."""
    same = drives.filter(form=drive.form)
    if drive.host_id:
        return same.filter(host=drive.host_id)
    if drive.zone_id:
        return same.filter(zone=drive.zone_id)
    return same.filter(venue=drive.venue) if drive.venue else None


def _around(
    drive: Drive,
    drives: DriveQuerySet,
    labels: tuple[StrOrPromise, StrOrPromise],
    named: Callable[[Drive], str],
) -> Iterator[Neighbour]:
    """In the order of their numbers; ``drive`` is one of ``drives``. Two queries."""
    order = list(drives.in_round_order().values_list("pk", flat=True))
    position = order.index(drive.pk)
    around = (order[position - 1 : position] if position else [], order[position + 1 :][:1])
    found = drives.in_bulk([*around[0], *around[1]])
    for label, pks, is_next in zip(labels, around, (False, True), strict=True):
        for pk in pks:
            yield Neighbour(label, named(found[pk]), reverse("drive", args=[pk]), is_next)


def other_years(campaign: Campaign, campaigns: Sequence[Campaign]) -> list[Campaign]:
    """The same campaign of other years, newest first: the names agree but for year and ordinal."""
    name = _bare(campaign)
    same = [each for each in campaigns if each.pk != campaign.pk and _bare(each) == name]
    return sorted(same, key=lambda each: each.from_on, reverse=True)


def _bare(campaign: Campaign) -> str:
    folded = fold(campaign.name)
    return " ".join(_OF_ITS_YEAR.sub(" ", folded).split()) or folded
