"""The geometry of the charts: plain numbers, which a template draws as SVG and a page as lines.

Two forms: the running total against target and pace, and bars (``widths``). Nothing here knows a
colour or a font; coordinates are those of a viewBox with its origin at the top left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .facts import Planned, Round, Summary
from .forecast import Forecast
from .periods import Period
from .progress import Progress
from .wording import date_text, integer

MOST_DOTS = 60  # beyond, dots would hide the line


@dataclass(frozen=True, slots=True)
class Canvas:
    """A viewBox and the margins around what is drawn; every ``step``-th month is named."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    step: int = 1

    @property
    def end(self) -> int:
        return self.width - self.right

    @property
    def base(self) -> int:
        return self.height - self.bottom


# Text keeps its size only where the drawing keeps its own: one for the desk, one for the phone.
WIDE = Canvas(width=760, height=300, left=48, right=16, top=20, bottom=28)
NARROW = Canvas(width=320, height=260, left=40, right=8, top=20, bottom=26, step=3)


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with words beside it; ``is_before`` where they end at the point."""

    at: Point
    text: str
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    line: Line
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A drive held: ``text`` says what it brought and the total up to it."""

    drive_id: int
    at: Point
    text: str


@dataclass(frozen=True, slots=True)
class Path:
    """Corners of a line or an area."""

    corners: tuple[Point, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{corner.x},{corner.y}" for corner in self.corners)


@dataclass(frozen=True, slots=True)
class CumulativeChart:
    """``planned`` marks the days of drives to come on the axis; ``span`` is low to high."""

    canvas: Canvas
    text: str  # what it shows, in words
    guides: tuple[Mark, ...]
    months: tuple[Mark, ...]
    pace: Line | None
    goal: Goal | None
    total: Path
    area: Path
    dots: tuple[Dot, ...]
    label: Mark | None
    planned: tuple[Point, ...]
    span: Path | None
    middle: Path | None
    span_label: Mark | None


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days and units to coordinates."""

    canvas: Canvas
    first: date
    last: date
    top: int  # units at the upper edge

    def x(self, day: date) -> float:
        gone = min(max((day - self.first).days, 0), self._days)
        return round(self.canvas.left + (self.canvas.end - self.canvas.left) * gone / self._days, 1)

    def y(self, units: int) -> float:
        return round(self.canvas.base - (self.canvas.base - self.canvas.top) * units / self.top, 1)

    def at(self, day: date, units: int) -> Point:
        return Point(self.x(day), self.y(units))

    @property
    def _days(self) -> int:
        return (self.last - self.first).days


def cumulative_chart(
    summary: Summary, forecast: Forecast | None, months: Sequence[Period], canvas: Canvas
) -> CumulativeChart:
    """The total from ``summary.counts_from`` on, through the reporting year of these ``months``.

    Target, pace and forecast are drawn where the running total can be read against them.
    """
    target = summary.running
    if summary.headline and not target:
        forecast = None
    held = [each for each in (*summary.earlier, *summary.rounds) if _is_counted(each, summary)]
    first = summary.counts_from
    last = max(months[-1].to_on, target.to_on) if target else months[-1].to_on
    most = max(summary.year_units, target.units if target else 0, forecast.high if forecast else 0)
    step = step_of(most)
    top = max(-(-most // step), 1) * step
    scale = _Scale(canvas, first, last, top)
    end = scale.at(min(summary.day, last), summary.year_units)
    total = _stairs(scale, held, end)
    span, middle, span_label = _fan(scale, forecast, end)
    return CumulativeChart(
        canvas=canvas,
        text=_in_words(summary, held),
        guides=tuple(
            Mark(Point(canvas.left, scale.y(units)), integer(units))
            for units in range(0, top + 1, step)
        ),
        months=_months(scale, months),
        pace=_pace(scale, target) if target else None,
        goal=_goal(scale, target) if target else None,
        total=Path(total),
        area=Path((*total, Point(end.x, canvas.base))),
        dots=tuple(_dot(scale, each) for each in held) if len(held) <= MOST_DOTS else (),
        label=Mark(end, integer(summary.year_units), end.x > canvas.width / 2) if held else None,
        planned=_planned(scale, summary.upcoming),
        span=span,
        middle=middle,
        span_label=span_label,
    )


def step_of(most: int, guides: int = 4) -> int:
    """Units from one guide to the next, so that ``guides`` of them reach ``most``; at least 1."""
    step = 1
    while True:
        for round_number in (1, 2, 4, 5):
            if round_number * step * guides >= most:
                return round_number * step
        step *= 10


def widths(figures: Iterable[int]) -> list[float]:
    """Bars from 0 to 100, the greatest 100; none where all is 0."""
    given = list(figures)
    most = max(given, default=0)
    return [round(100 * figure / most, 1) if most else 0.0 for figure in given]


def _months(scale: _Scale, months: Sequence[Period]) -> tuple[Mark, ...]:
    """``T1`` to ``T12``, at the first day of each."""
    return tuple(
        Mark(Point(scale.x(month.from_on), scale.canvas.base), f"T{number}")
        for number, month in enumerate(months, 1)
        if (number - 1) % scale.canvas.step == 0 and month.from_on >= scale.first
    )


def _pace(scale: _Scale, target: Progress) -> Line:
    return Line(scale.at(target.from_on, 0), scale.at(target.to_on, target.units))


def _goal(scale: _Scale, target: Progress) -> Goal:
    y = scale.y(target.units)
    line = Line(Point(scale.canvas.left, y), Point(scale.canvas.end, y))
    return Goal(line, f"chỉ tiêu {integer(target.units)}")


def _is_counted(held: Round, summary: Summary) -> bool:
    return summary.counts_from <= held.day.on <= summary.day


def _stairs(scale: _Scale, held: Sequence[Round], end: Point) -> tuple[Point, ...]:
    """Level until a drive, then up by what it brought."""
    levels = [0, *(each.cumulative for each in held)]
    corners = [scale.at(scale.first, 0)]
    for each, (before, after) in zip(held, pairwise(levels), strict=True):
        corners += [scale.at(each.day.on, before), scale.at(each.day.on, after)]
    return (*corners, end)


def _dot(scale: _Scale, held: Round) -> Dot:
    brought = "chưa nhập kết quả" if held.units is None else f"{integer(held.units)} đơn vị"
    text = f"{held.day.text}, {held.place.short}: {brought}, lũy kế {integer(held.cumulative)}"
    return Dot(held.drive_id, scale.at(held.day.on, held.cumulative), text)


def _planned(scale: _Scale, drives: Iterable[Planned]) -> tuple[Point, ...]:
    return tuple(
        Point(scale.x(drive.day.on), scale.canvas.base)
        for drive in drives
        if scale.first <= drive.day.on <= scale.last
    )


def _fan(
    scale: _Scale, forecast: Forecast | None, end: Point
) -> tuple[Path | None, Path | None, Mark | None]:
    """From where the total stands to the year's end, opening with each drive to come."""
    if forecast is None or not forecast.estimates:
        return None, None, None
    steps = (*forecast.estimates, forecast.estimates[-1])
    xs = [max(scale.x(each.day.latest), end.x) for each in forecast.estimates]
    xs.append(scale.x(forecast.to_on))
    high, middle, low = (
        [Point(x, scale.y(units)) for x, units in zip(xs, figures, strict=True)]
        for figures in (
            [each.high for each in steps],
            [each.middle for each in steps],
            [each.low for each in steps],
        )
    )
    text = f"{integer(forecast.low)} – {integer(forecast.high)}"
    span = Path((end, *high, *reversed(low)))
    return span, Path((end, *middle)), Mark(high[-1], text, is_before=True)


def _in_words(summary: Summary, held: Sequence[Round]) -> str:
    """The text alternative: every level of the line while they are few, else the last one."""
    year = f"Lũy kế năm {summary.period.year}"
    target = f"; chỉ tiêu {integer(summary.running.units)}" if summary.running else ""
    if not held:
        return f"{year}: chưa có đơn vị nào{target}"
    shown = held if len(held) <= 12 else held[-1:]
    levels = ", ".join(
        f"{integer(each.cumulative)} ngày {date_text(each.day.on)}" for each in shown
    )
    return f"{year}: {levels}{target}"
