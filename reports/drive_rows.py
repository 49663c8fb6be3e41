"""The drives that a summary tells of, as they are stored, with the names that they point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Q
from django.utils.timezone import localtime

from campaigns.models import Committee, Drive
from donations.models import DriveResult

from .facts import CampaignName


@dataclass(frozen=True, slots=True)
class Days:
    """The days of which drives are read, by what became of them; both ends included."""

    held: tuple[date, date]
    planned: tuple[date, date]
    cancelled: tuple[date, date]
    postponed_until: date

    @property
    def condition(self) -> Q:
        return (
            Q(status=Drive.Status.HELD, on__range=self.held)
            | Q(status=Drive.Status.PLANNED, on__range=self.planned)
            | Q(status=Drive.Status.CANCELLED, on__range=self.cancelled)
            | Q(status=Drive.Status.POSTPONED, on__lte=self.postponed_until)
        )


@dataclass(frozen=True, slots=True)
class DriveRows:
    """In the order of the rounds, and by a drive's key the names of what it points at.

    ``entered`` is the day on which each result was first written down, by the result's key.
    """

    drives: tuple[Drive, ...]
    facilities: Mapping[int, tuple[str, ...]]
    campaigns: Mapping[int, tuple[CampaignName, ...]]
    entered: Mapping[int, date]

    @classmethod
    def read(cls, committee: Committee, days: Days) -> Self:
        """Four queries, however many drives."""
        drives = tuple(
            Drive.objects.of(committee)
            .filter(days.condition)
            .in_round_order()
            .select_related("zone", "host", "result", "replaced_by")
        )
        keys = [drive.pk for drive in drives]
        results = [result.pk for drive in drives if (result := result_of(drive))]
        return cls(drives, _facilities(keys), _campaigns(keys), _days_of_entry(results))

    def that_are(self, status: Drive.Status) -> list[Drive]:
        return [drive for drive in self.drives if drive.status == status]


def result_of(drive: Drive) -> DriveResult | None:
    return getattr(drive, "result", None)


def _facilities(drives: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    rows = Drive.facilities.through.objects.filter(drive__in=drives)
    rows = rows.order_by("receivingfacility__position", "receivingfacility__name")
    return _gathered(rows.values_list("drive_id", "receivingfacility__name"))


def _campaigns(drives: Collection[int]) -> Mapping[int, tuple[CampaignName, ...]]:
    rows = Drive.campaigns.through.objects.filter(drive__in=drives)
    rows = rows.order_by("campaign__from_on", "campaign__name")
    names = ("kind", "name", "message", "from_on", "to_on")
    told = rows.values_list("drive_id", *(f"campaign__{name}" for name in names))
    return _gathered((drive, CampaignName(*name)) for drive, *name in told)


def _gathered(pairs: Iterable[tuple[int, Any]]) -> Mapping[int, tuple[Any, ...]]:
    """The others of each pair, by the first."""
    gathered: dict[int, list[Any]] = defaultdict(list)
    for drive, each in pairs:
        gathered[drive].append(each)
    return {drive: tuple(named) for drive, named in gathered.items()}


def _days_of_entry(results: Collection[int]) -> Mapping[int, date]:
    """As far as the history tells."""
    newest_first = (
        DriveResult.history.filter(id__in=results, history_type="+")
        .order_by("-history_date")
        .values_list("id", "history_date")
    )
    return {result: localtime(at).date() for result, at in newest_first}
