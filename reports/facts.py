"""The facts of a period as plain frozen values: what screen, paper, spreadsheet and JSON draw.

They hold no row and ask no database, so that an issued report can be kept and read unchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from campaigns.dates import Day
from campaigns.place import Place

from .attendance import Attendance, total_attendance
from .periods import Period
from .progress import Progress


@dataclass(frozen=True, slots=True)
class CommitteeName:
    name: str
    short_name: str
    symbol: str


@dataclass(frozen=True, slots=True)
class PlanDocument:
    number: str
    issued_on: date
    subject: str


@dataclass(frozen=True, slots=True)
class CampaignName:
    kind: str  # Campaign.Kind
    name: str
    message: str
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Outreach:
    """One piece of communication work. ``reached`` is ``None`` where nobody knows how many."""

    kind: str  # Communication.Kind
    on: date
    campaign: CampaignName | None
    reached: int | None


@dataclass(frozen=True, slots=True)
class Round:
    """A held drive. ``number`` ranks it in its reporting year (Đợt 1, 2, …).

    ``units`` is ``None`` until the result is entered. ``cumulative`` counts from the summary's
    ``counts_from`` to this drive, included.
    """

    number: int
    drive_id: int
    day: Day
    place: Place
    label: str
    facilities: tuple[str, ...]
    campaigns: tuple[CampaignName, ...]
    units: int | None
    cumulative: int
    registered: int | None
    attended: Attendance | None
    eligible: int | None
    donated: int | None
    entered_on: date | None = None  # the day on which the result was first written down
    expected_units: int | None = None  # what was planned


@dataclass(frozen=True, slots=True)
class Planned:
    """A drive to come; overdue when its last possible day has passed without a result."""

    drive_id: int
    day: Day
    place: Place
    facilities: tuple[str, ...]
    expected_units: int | None
    is_overdue: bool
    replaces_id: int | None


@dataclass(frozen=True, slots=True)
class Postponed:
    """A postponed drive and, if one is set, the new day."""

    drive_id: int
    day: Day
    place: Place
    reason: str
    new_day: Day | None


@dataclass(frozen=True, slots=True)
class Cancelled:
    drive_id: int
    day: Day
    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody stated for the period as a whole."""

    attended: Attendance | None
    facilities: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class LastYear:
    """The same period a year before, cut at the same day; only where it is known."""

    year: int
    units: int
    drives: int


@dataclass(frozen=True, slots=True)
class OtherCalendar:
    """The period of the same name in the calendar that the committee does not use.

    ``only_there`` are the drives that count there and not here, ``only_here`` the other way round.
    """

    calendar: str  # Committee.Calendar
    period: Period
    drives: int
    units: int
    only_there: tuple[Round, ...]
    only_here: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What the drives of one form or one zone brought together."""

    name: str
    drives: int
    units: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A period of one committee. Figures count up to and including ``day``.

    ``as_of`` is the real clock's day on which the summary was made; ``day`` is it, or the
    period's last day if that is earlier.
    """

    committee: CommitteeName
    period: Period
    next_period: Period
    as_of: date
    day: date
    plan: PlanDocument | None
    rounds: tuple[Round, ...]  # held in the period, in order
    recent: tuple[Round, ...]  # held in the 84 days before the period
    earlier: tuple[Round, ...]  # in the running total, but before the period
    counts_from: date  # first day of the running total
    year_drives: int  # held from that day to ``day``
    year_units: int
    carried: int  # units from that day to the eve of the period
    targets: tuple[Progress, ...]  # headline first
    statement: Statement | None
    upcoming: tuple[Planned, ...]  # after ``day``, by date
    pending: tuple[Planned, ...]  # of the year, dated ``day`` or before, still "planned"
    postponed: tuple[Postponed, ...]
    cancelled: tuple[Cancelled, ...]
    campaigns_ahead: tuple[CampaignName, ...]  # still running after ``day``
    communications: tuple[Outreach, ...]  # done in the period, by date
    last_year: LastYear | None
    other_calendar: OtherCalendar | None  # ``None`` where the ends were set by hand
    # Still "planned", of the days before the year from which a target counts.
    planned_before: tuple[Planned, ...] = ()

    @property
    def units(self) -> int:
        return sum(held.units or 0 for held in self.rounds)

    @property
    def headline(self) -> Progress | None:
        return self.targets[0] if self.targets else None

    @property
    def running(self) -> Progress | None:
        """The headline target, if running totals can be read against it.

        A target that counts from a later day, or only to an earlier one, has sentences of its
        own; its percentage beside the period's units would contradict them.
        """
        headline = self.headline
        return headline if headline and headline.spans(self.period.from_on, self.day) else None

    @property
    def has_unknown_results(self) -> bool:
        return any(held.units is None for held in self.rounds)

    @property
    def attended(self) -> Attendance | None:
        """From the drives where each has a figure; else as stated for the period; else unknown."""
        from_drives = self.attended_at_drives
        if from_drives is None and self.statement and self.rounds:
            return self.statement.attended
        return from_drives

    @property
    def attended_at_drives(self) -> Attendance | None:
        return total_attendance([held.attended for held in self.rounds])

    @property
    def attendance_is_stated(self) -> bool:
        """The figure is known for the period only, not drive by drive."""
        return self.attended is not None and self.attended_at_drives is None

    @property
    def registered(self) -> int | None:
        """Unknown as soon as one drive's figure is."""
        figures = [held.registered for held in self.rounds]
        if not figures or None in figures:
            return None
        return sum(figure for figure in figures if figure is not None)

    @property
    def facilities(self) -> tuple[str, ...]:
        """Those of the drives where each names one; else as stated for the period."""
        if self.rounds and all(held.facilities for held in self.rounds):
            return tuple(dict.fromkeys(name for held in self.rounds for name in held.facilities))
        return self.statement.facilities if self.statement and self.rounds else ()

    @property
    def facilities_are_stated(self) -> bool:
        return bool(self.facilities) and not all(held.facilities for held in self.rounds)

    @property
    def campaigns_answered(self) -> tuple[CampaignName, ...]:
        """What the held drives and the communication work answered, by date."""
        at_drives = [campaign for held in self.rounds for campaign in held.campaigns]
        spread = [done.campaign for done in self.communications if done.campaign]
        answered = dict.fromkeys([*at_drives, *spread])
        return tuple(sorted(answered, key=lambda campaign: (campaign.from_on, campaign.name)))

    @property
    def average(self) -> int | None:
        """Units a drive, cut to whole; ``None`` without drives or while a result is missing."""
        if not self.rounds or self.has_unknown_results:
            return None
        return self.units // len(self.rounds)

    @property
    def best(self) -> Round | None:
        """The drive that brought most, the first of equals; ``None`` before any result."""
        return max(
            (held for held in self.rounds if held.units is not None),
            key=lambda held: held.units or 0,
            default=None,
        )

    @property
    def by_form(self) -> tuple[Share, ...]:
        """Zone-wide drives first; only the forms that occur."""
        shares = self._shares(lambda place: place.form)
        return tuple(sorted(shares, key=lambda share: share.name, reverse=True))

    @property
    def by_zone(self) -> tuple[Share, ...]:
        """In the order of their first drive; drives outside any zone are left out."""
        return self._shares(lambda place: place.zone)

    def _shares(self, name_of: Callable[[Place], str]) -> tuple[Share, ...]:
        groups: dict[str, list[int]] = {}
        for held in self.rounds:
            if name := name_of(held.place):
                groups.setdefault(name, []).append(held.units or 0)
        return tuple(Share(name, len(units), sum(units)) for name, units in groups.items())
