"""One drive as its page tells it: its place in the year, and what came of whom it asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from campaigns.models import Committee, Drive
from donations.models import CompanyTurnout, DriveResult, Hedge
from donations.turnout import Turnout, turnout_of

from .charts import widths
from .checks import Finding, Mends, findings
from .facts import Round, Summary
from .periods import preset_period
from .progress import Progress
from .standing import Standing, standing_of
from .summary import summarise
from .wording import integer, percent_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VOLUMES = (250, 350, 450)  # ml of a bag
CONVERTED = 250  # ml that one converted unit stands for
FIRST = 8  # companies named on the page; their list has them all


@dataclass(frozen=True, slots=True)
class Step:
    """How many came so far; ``None`` where nobody knows.

    ``share`` is of those registered, cut; empty where one of the two is not exactly known.
    ``width`` runs from 0 to 100, the longest step's.
    """

    label: StrOrPromise
    number: int | None
    hedge: str = Hedge.EXACT
    share: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Bags:
    """Bags by volume, each with its ml; a unit is a bag, of whatever volume."""

    counts: tuple[tuple[int, int], ...]

    @property
    def ml(self) -> int:
        return sum(volume * bags for volume, bags in self.counts)

    @property
    def converted(self) -> str:
        """Units of 250 ml, with a decimal where there is one: ``28,4``. Never added to bags."""
        whole, tenth = divmod(self.ml * 10 // CONVERTED, 10)  # exact: volumes end in 50 ml
        return f"{integer(whole)},{tenth}" if tenth else integer(whole)


@dataclass(frozen=True, slots=True)
class DriveFacts:
    """``round`` is the drive's place in its reporting year; ``None`` while it is not held."""

    year: int
    standing: Standing
    round: Round | None
    running: Progress | None
    against_expected: str
    steps: tuple[Step, ...]
    bags: Bags | None
    findings: tuple[Finding, ...]
    turnout: Turnout
    companies: tuple[CompanyTurnout, ...]

    @property
    def has_people(self) -> bool:
        """Whether anybody counted people, and not only bags."""
        return any(step.number is not None for step in self.steps[:-1])


def drive_facts(drive: Drive, today: date) -> DriveFacts:
    """A fixed number of queries: those of the year's summary and one for the companies."""
    summary = _year_of(drive, today)
    held = next((each for each in summary.rounds if each.drive_id == drive.pk), None)
    result: DriveResult | None = getattr(drive, "result", None)
    rows = list(drive.turnouts.select_related("company"))
    return DriveFacts(
        year=summary.period.year,
        standing=standing_of(drive, today),
        round=held,
        running=summary.running,
        against_expected=_against_expected(held),
        steps=_steps(held) if held and result else (),
        bags=_bags(result) if result else None,
        findings=tuple(each for each in findings(summary) if _speaks_of(each, drive)),
        turnout=turnout_of(drive, rows),
        companies=tuple(sorted(rows, key=_what_it_brought, reverse=True)[:FIRST]),
    )


def _year_of(drive: Drive, today: date) -> Summary:
    committee = drive.committee
    year = committee.year_of(drive.on)
    period = preset_period("year", year, Committee.Calendar(committee.calendar))
    return summarise(committee, period, as_of=today)


def _speaks_of(finding: Finding, drive: Drive) -> bool:
    return finding.mends == Mends.DRIVE and drive.pk in (finding.pk, *finding.beside)


def _what_it_brought(row: CompanyTurnout) -> tuple[int, int, int]:
    return row.units or 0, row.attended or 0, row.registered or 0


def _against_expected(held: Round | None) -> str:
    """Units against what was planned with, cut; empty where one of them is unknown."""
    if held is None or held.units is None or not held.expected_units:
        return ""
    return percent_text(held.units, held.expected_units)


def _steps(held: Round) -> tuple[Step, ...]:
    """From who put down a name to the bags, in this order."""
    attended = held.attended
    told = (
        (_("Đăng ký (người)"), held.registered, Hedge.EXACT),
        (
            _("Tham dự (người)"),
            attended.number if attended else None,
            Hedge(attended.hedge) if attended else Hedge.EXACT,
        ),
        (_("Đủ điều kiện (người)"), held.eligible, Hedge.EXACT),
        (_("Đã hiến (người)"), held.donated, Hedge.EXACT),
        (_("Số đơn vị máu"), held.units, Hedge.EXACT),
    )
    bars = widths(number or 0 for _label, number, _hedge in told)
    return tuple(
        Step(label, number, hedge, _share(number, hedge, held.registered), width)
        for (label, number, hedge), width in zip(told, bars, strict=True)
    )


def _share(number: int | None, hedge: str, registered: int | None) -> str:
    if number is None or hedge != Hedge.EXACT or not registered:
        return ""
    return percent_text(number, registered)


def _bags(result: DriveResult) -> Bags | None:
    """A volume left open beside others is 0; all left open, nothing is known."""
    counts: Sequence[int | None] = (result.bags_250, result.bags_350, result.bags_450)
    if all(bags is None for bags in counts):
        return None
    return Bags(tuple(zip(VOLUMES, (bags or 0 for bags in counts), strict=True)))
