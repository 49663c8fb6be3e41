"""Phụ lục: the table of the period's drives with its notes, and pictures of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from campaigns.place import Place, bare_zone
from donations.models import Hedge

from . import sources
from .attendance import Attendance
from .blocks import (
    AnnexHead,
    Block,
    Cell,
    Column,
    Notes,
    Picture,
    Pictures,
    SumRow,
    Table,
)
from .clauses import NO_RESULT, plan_of
from .facts import Round, Summary
from .letter import Letter
from .progress import cut_percent
from .wording import (
    NO_HOST,
    NOT_KNOWN,
    annex_label,
    date_text,
    day_in_words,
    hedged,
    integer,
    join_names,
    numbered,
    percent_cell,
    period_name,
    units_text,
    upper_first,
)


def annexes(
    summary: Summary, letter: Letter, kind: str, pictures: tuple[Picture, ...] = ()
) -> Iterator[Block]:
    """The drives, and if there are any their pictures."""

    def head(number: int, what: str) -> AnnexHead:
        name = period_name(summary.period).upper()
        return AnnexHead(
            label=annex_label(number, of=2 if pictures else 1),
            title=f"{what} CÁC NGÀY HỘI HIẾN MÁU TÌNH NGUYỆN {name}",
            belongs_to=_belongs_to(summary, letter, kind),
        )

    yield head(1, "KẾT QUẢ")
    yield _table(summary)
    # Each annex too ends with "./." (Phụ lục III, mẫu 2.1).
    lines = _notes(summary)
    yield Notes("Ghi chú:", (*lines[:-1], f"{lines[-1]}/.")) if lines else Notes("", ("./.",))
    if pictures:
        yield head(2, "MỘT SỐ HÌNH ẢNH")
        yield Pictures(pictures)


def _belongs_to(summary: Summary, letter: Letter, kind: str) -> str:
    number = numbered("Báo cáo số", kind, summary.committee.symbol, letter.number)
    day = day_in_words(letter.issued_on)
    space = " " if letter.issued_on else ""
    return f"(Kèm theo {number} {day}{space}của {summary.committee.name})"


def _table(summary: Summary) -> Table:
    carried = None
    if summary.carried:
        eve = summary.period.from_on - timedelta(days=1)
        cells = (
            Cell(""),
            Cell(""),
            Cell(""),
            *_cumulative(summary, summary.carried, sources.CARRIED),
        )
        carried = SumRow(f"Lũy kế đến hết ngày {date_text(eve)}", cells)
    total = (
        _number(summary.registered, sources.REGISTERED),
        _attended(summary.attended, sources.ATTENDED),
        _number(summary.units, sources.UNITS),
        *_cumulative(summary, summary.rounds[-1].cumulative, sources.RUNNING, of_total=True),
    )
    return Table(
        columns=_columns(summary),
        carried=carried,
        rows=tuple(_row(summary, held) for held in summary.rounds),
        total=SumRow("Tổng cộng", total),
    )


def _columns(summary: Summary) -> tuple[Column, ...]:
    columns = (
        Column("Đợt", "center", 5),
        Column("Ngày", "center", 12),
        Column("Khu công nghiệp (địa điểm)", "start", 11),
        Column("Doanh nghiệp nơi tổ chức", "start", 16),
        Column("Đơn vị tiếp nhận máu", "start", 13),
        Column("Đăng ký (người)", "end", 9, total="sum"),
        Column("Tham dự (người)", "end", 11, total="sum"),
        Column("Số đơn vị máu", "end", 8, total="sum"),
        Column("Lũy kế (đơn vị máu)", "end", 8, total="last"),
    )
    if summary.running is None:
        return columns
    plan = plan_of(summary.running.assigned_by, summary.committee.short_name)
    return (*columns, Column(f"Tỷ lệ so với {plan} (%)", "end", 10, total="last"))


def _row(summary: Summary, held: Round) -> tuple[Cell, ...]:
    ref = sources.of_drive(held)
    units = Cell(NO_RESULT, opens=ref) if held.units is None else _number(held.units, ref)
    return (
        Cell(integer(held.number), held.number, opens=ref),
        Cell(held.day.text, day=None if held.day.last_on else held.day.on),
        Cell(_zone(held.place)),
        Cell(_host(held.place)),
        Cell(join_names(held.facilities) or NOT_KNOWN),
        _number(held.registered, ref),
        _attended(held.attended, ref),
        units,
        *_cumulative(summary, held.cumulative, ref),
    )


def _zone(place: Place) -> str:
    zone = bare_zone(place.zone)
    # A company's venue stands with the company.
    venue = "" if place.host else place.venue
    return f"{zone} ({venue})" if zone and venue else zone or venue or NOT_KNOWN


def _host(place: Place) -> str:
    if not place.host:
        return NO_HOST
    return f"{place.host} ({place.venue})" if place.venue else place.host


def _number(number: int | None, opens: str) -> Cell:
    return Cell(NOT_KNOWN) if number is None else Cell(integer(number), number, opens=opens)


def _attended(attended: Attendance | None, opens: str) -> Cell:
    if attended is None:
        return Cell(NOT_KNOWN)
    text = hedged(attended.number, attended.hedge, running=False)
    is_exact = attended.hedge == Hedge.EXACT
    return Cell(text, attended.number if is_exact else None, opens=opens)


def _cumulative(
    summary: Summary, units: int, opens: str, *, of_total: bool = False
) -> tuple[Cell, ...]:
    """The running total, and its share of the target it runs up to, if there is one."""
    running = Cell(integer(units), units, opens=opens)
    target = summary.running
    if target is None:
        return (running,)
    percent = float(cut_percent(units, target.units))
    ref = sources.of_target(target) if of_total else opens
    return (running, Cell(percent_cell(units, target.units), percent, opens=ref))


def _notes(summary: Summary) -> list[str]:
    parts = (_marks(summary), _stated(summary), _percentage(summary))
    return [f"- {' '.join(sentences)}" for sentences in parts if sentences]


def _marks(summary: Summary) -> list[str]:
    """What the signs mean, those that occur."""
    cells = {cell.text for held in summary.rounds for cell in _row(summary, held)}
    marks = []
    if NO_HOST in cells:
        marks.append(
            f"Dấu “{NO_HOST}” ở cột doanh nghiệp: Ngày hội tổ chức tập trung tại khu công nghiệp."
        )
    if NOT_KNOWN in cells:
        marks.append(f"Dấu “{NOT_KNOWN}”: không có số liệu riêng.")
    return marks


def _stated(summary: Summary) -> list[str]:
    stated = []
    if summary.attendance_is_stated:
        stated.append("Số người tham dự được tổng hợp chung cả kỳ.")
    if summary.facilities_are_stated:
        stated.append(f"Đơn vị tiếp nhận máu trong kỳ: {join_names(summary.facilities)}.")
    return stated


def _percentage(summary: Summary) -> list[str]:
    target = summary.running
    if target is None:
        # Beside a target that counts other days, the column says which days it counts.
        since = f"Lũy kế tính từ ngày {date_text(summary.counts_from)}."
        return [since] if summary.targets else []
    plan = upper_first(plan_of(target.assigned_by, summary.committee.short_name))
    return [
        f"{plan} năm {target.year}: {units_text(target.units)}.",
        "Tỷ lệ tính trên số lũy kế, lấy một chữ số thập phân, không làm tròn lên.",
    ]
