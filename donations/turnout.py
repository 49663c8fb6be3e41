"""The figures of a drive's companies, in sums, beside those of its result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from campaigns.models import Drive

from .models import CompanyTurnout, DriveResult, Hedge

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# What is known of a company at a drive, in the order of the list.
COLUMNS = {
    "asked_on": _("Hỏi"),
    "answered_on": _("Trả lời"),
    "registered": _("Đăng ký"),
    "attended": _("Tham dự"),
    "units": _("Số đơn vị máu"),
    "note": _("Ghi chú"),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` of what is known, ``None`` where nothing is; ``unknown`` parts are not in it."""

    total: int | None
    unknown: int


def sum_of(figures: Iterable[int | None]) -> Sum:
    parts = list(figures)
    known = [figure for figure in parts if figure is not None]
    return Sum(sum(known) if known else None, len(parts) - len(known))


@dataclass(frozen=True, slots=True)
class Measure:
    """What the companies brought of one thing, and what the drive's result says of it.

    ``drive`` is ``None`` where the result does not tell; ``hedge`` stands before it ("trên").
    """

    label: StrOrPromise
    companies: Sum
    drive: int | None
    hedge: str = ""

    @property
    def difference(self) -> int | None:
        """The companies' sum less the drive's figure; ``None`` where one of them is unknown."""
        if self.companies.total is None or self.drive is None:
            return None
        return self.companies.total - self.drive


@dataclass(frozen=True, slots=True)
class Turnout:
    """``asked`` and ``answered`` count companies; whoever has answered need not have been asked."""

    companies: int
    asked: int
    answered: int
    registered: Measure
    attended: Measure
    units: Measure

    @property
    def measures(self) -> tuple[Measure, ...]:
        """In the order of the list's columns."""
        return self.registered, self.attended, self.units

    @property
    def unanswered(self) -> int:
        return self.companies - self.answered


def turnout_of(drive: Drive, rows: Sequence[CompanyTurnout]) -> Turnout:
    """The sums of ``rows``, all companies of ``drive``. No query where its result is at hand."""
    result: DriveResult | None = getattr(drive, "result", None)
    return Turnout(
        companies=len(rows),
        asked=sum(row.asked_on is not None for row in rows),
        answered=sum(row.has_answered for row in rows),
        registered=Measure(
            COLUMNS["registered"],
            sum_of(row.registered for row in rows),
            result.registered if result else None,
        ),
        attended=Measure(
            COLUMNS["attended"],
            sum_of(row.attended for row in rows),
            result.attended if result else None,
            Hedge(result.attended_hedge).word if result else "",
        ),
        units=Measure(
            COLUMNS["units"],
            sum_of(row.units for row in rows),
            result.units if result else None,
        ),
    )
