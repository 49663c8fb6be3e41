"""A meeting's page: where the committee stands, what comes next, what it has to decide.

Plain values, as blocks are, which a renderer only draws. What there is more of than a page may
hold comes with what to say instead of the rest, for each number that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaigns.dates import clock_text

from . import forecast_words, screen, standing
from .blocks import Cell, Column, SumRow
from .charts import Canvas, CumulativeChart, cumulative_chart
from .checks import Severity, findings
from .clauses import difference, drives_text, target_of
from .facts import Planned, Round, Summary
from .forecast import Answer, Forecast
from .outlook import postponed_text, still_missing
from .periods import Period
from .progress import Progress
from .wording import (
    count,
    date_text,
    integer,
    percent_cell,
    period_name,
    period_title,
    range_text,
    upper_first,
)

NAME = "TÓM TẮT PHỤC VỤ HỌP"
MOST_ROWS = 12
MOST_ITEMS = 5
# As wide as the page's text in points. It is drawn as high as there is room, so that its own
# height only says how exact it is.
PAPER = Canvas(width=504, height=1000, left=36, right=0, top=0, bottom=0)
# The headline has said it already, or without a target there is nothing to say.
_SETTLED = {Answer.NO_TARGET, Answer.REACHED, Answer.OVER}
_SHORT = {Answer.HARDLY, Answer.NO}


@dataclass(frozen=True, slots=True)
class Bar:
    """A target. ``reached``, ``goal`` and ``pace`` are shares of the bar's length, 0 to 1."""

    name: str
    figures: str
    percent: str
    standing: str
    reached: float
    goal: float
    pace: float | None
    is_headline: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the year will end with, in a word or two and with its reason."""

    label: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sign:
    """How one thing is drawn in the chart: ``kind`` names it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class LastDrives:
    """The newest drives, in order. ``before[n]`` stands above the last ``n`` of them."""

    title: str
    columns: tuple[Column, ...]
    before: tuple[SumRow | None, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: SumRow


@dataclass(frozen=True, slots=True)
class Item:
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """``rest[n]`` is said after the first ``n`` items; ``nothing`` where there are none."""

    title: str
    items: tuple[Item, ...]
    rest: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One page; ``title`` and ``committee`` name the file too, ``made_at`` dates it."""

    title: str
    committee: str
    name: str
    subject: str
    headline: str
    verdict: Verdict | None
    bars: tuple[Bar, ...]
    chart_title: str
    chart: CumulativeChart | None
    legend: tuple[Sign, ...]
    drives: LastDrives | None
    ahead: Listing
    decisions: Listing
    foot: str
    made_at: datetime


def brief(
    summary: Summary, foreseen: Forecast | None, months: Sequence[Period], made_at: datetime
) -> Brief:
    """The page of a period; ``foreseen`` only of a whole year, ``months`` are those of it."""
    has_chart = summary.year_units or summary.targets or summary.upcoming
    chart = cumulative_chart(summary, foreseen, months, PAPER) if has_chart else None
    day = date_text(summary.day)
    return Brief(
        title=f"Tóm tắt phục vụ họp, {period_name(summary.period)}",
        committee=summary.committee.name,
        name=NAME,
        subject=f"{period_title(summary.period)}, đến hết ngày {day}",
        headline=f"{screen.headline(summary)}.",
        verdict=_verdict(foreseen, summary.committee.short_name) if foreseen else None,
        bars=tuple(_bar(target, summary) for target in summary.targets),
        chart_title=f"Lũy kế năm {summary.period.year} (đơn vị)",
        chart=chart,
        legend=tuple(_legend(chart)) if chart else (),
        drives=_last_drives(summary) if summary.rounds else None,
        ahead=_ahead(summary),
        decisions=_decisions(summary, foreseen),
        foot=f"Số liệu đến hết ngày {day}; lập lúc {_at(made_at)}.",
        made_at=made_at,
    )


def _at(moment: datetime) -> str:
    return f"{clock_text(moment.time(), None)} ngày {date_text(moment.date())}"


def _verdict(foreseen: Forecast, short_name: str) -> Verdict | None:
    """``needs`` stands among the decisions instead where units will be missing."""
    if foreseen.answer in _SETTLED:
        return None
    needs = "" if foreseen.answer in _SHORT else forecast_words.needs(foreseen)
    reason = forecast_words.reason(foreseen, short_name)
    parts = (reason, needs, forecast_words.left_out(foreseen))
    return Verdict("Dự báo cả năm", forecast_words.verdict(foreseen), " ".join(filter(None, parts)))


def _bar(target: Progress, summary: Summary) -> Bar:
    whole = max(target.units, target.reached)
    has_pace = target.has_begun and not target.is_closed and not target.is_reached
    return Bar(
        name=upper_first(target_of(target.assigned_by, summary.committee.short_name)),
        figures=f"{integer(target.reached)} / {screen.screen_units(target.units)}",
        percent=f"{percent_cell(target.reached, target.units)}%",
        standing=_standing(target, summary),
        reached=target.reached / whole,
        goal=target.units / whole,
        pace=target.pace / whole if has_pace else None,
        is_headline=target == summary.headline,
    )


def _standing(target: Progress, summary: Summary) -> str:
    """What is missing or over, and the pace; the days where they are not those of the total."""
    if not target.has_begun:
        return f"Tính từ ngày {date_text(target.from_on)}"
    days = range_text(target.from_on, target.day)
    counted = "" if target.from_on == summary.counts_from else f", tính {days}"
    parts = f"{difference(target, screen.screen_units)}{screen.pace(target)}{counted}"
    return upper_first(parts.removeprefix(", "))


def _legend(chart: CumulativeChart) -> Iterator[Sign]:
    yield Sign("total", "lũy kế")
    if chart.pace:
        yield Sign("pace", "tiến độ đều")
    if chart.span:
        yield Sign("span", "dự báo (thấp – cao)")
    if chart.planned:
        yield Sign("planned", "đợt dự kiến")


# The drives held


def _last_drives(summary: Summary) -> LastDrives:
    shown = summary.rounds[-MOST_ROWS:]
    total = (Cell(integer(summary.units)), Cell(integer(summary.rounds[-1].cumulative)))
    return LastDrives(
        title="Các đợt đã tổ chức",
        columns=(
            Column("Đợt", "center", 6),
            Column("Ngày", "start", 16),
            Column("Nơi tổ chức", "start", 58),
            Column("Đơn vị", "end", 10),
            Column("Lũy kế", "end", 10),
        ),
        before=tuple(_before(summary, number) for number in range(len(shown) + 1)),
        rows=tuple(_row(held) for held in shown),
        total=SumRow(f"Cộng {drives_text(len(summary.rounds))}", total),
    )


def _before(summary: Summary, shown: int) -> SumRow | None:
    """The drives of the period before the last ``shown``, with the total that they came to."""
    hidden = summary.rounds[: len(summary.rounds) - shown]
    if not hidden:
        return None
    cells = (Cell(""), Cell(integer(hidden[-1].cumulative)))
    return SumRow(f"và {count(len(hidden))} đợt khác trước đó", cells)


def _row(held: Round) -> tuple[Cell, ...]:
    return (
        Cell(integer(held.number)),
        Cell(held.day.text),
        Cell(held.place.short),
        Cell("chưa nhập" if held.units is None else integer(held.units)),
        Cell(integer(held.cumulative)),
    )


# What is to come, what is to be decided


def _listing(title: str, items: Sequence[Item], what: str, nothing: str) -> Listing:
    shown = tuple(items[:MOST_ITEMS])
    rest = [
        f"và {count(len(items) - number)} {what} khác" if number < len(items) else ""
        for number in range(len(shown) + 1)
    ]
    return Listing(title, shown, tuple(rest), nothing)


def _ahead(summary: Summary) -> Listing:
    """By the last day that each may mean, and so those first for which it is over."""
    planned = (*summary.pending, *summary.upcoming)
    drives = sorted(planned, key=lambda drive: drive.day.latest)
    items = [_planned(drive) for drive in drives]
    return _listing("Sắp tới", items, "đợt", "Chưa có đợt nào được lên kế hoạch.")


def _planned(drive: Planned) -> Item:
    stands = standing.planned(is_overdue=drive.is_overdue)
    notes = [
        "" if stands.is_on_course else stands.text,
        f"dự kiến {screen.screen_units(drive.expected_units)}" if drive.expected_units else "",
    ]
    text = "; ".join(filter(None, [drive.place.short, *notes]))
    return Item(upper_first(drive.day.text), text)


def _decisions(summary: Summary, foreseen: Forecast | None) -> Listing:
    items = [Item("", text) for text in _asked(summary, foreseen)]
    return _listing("Cần quyết định", items, "việc", "Không có việc nào.")


def _asked(summary: Summary, foreseen: Forecast | None) -> Iterator[str]:
    """Units missing, drives without a new day, then every finding that somebody can mend."""
    if foreseen and foreseen.answer in _SHORT:
        yield forecast_words.needs(foreseen)
    yield from filter(None, [still_missing(summary)])
    yield from (postponed_text(drive) for drive in summary.postponed if drive.new_day is None)
    for finding in findings(summary):
        if finding.severity != Severity.NOTE and finding.mends:
            yield finding.text
