"""Drives with their results, by the headers that other people's sheets rely on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.dates import Day
from campaigns.folding import fold
from campaigns.models import Committee, Company, Drive, ReceivingFacility, Zone
from campaigns.place import Place
from campaigns.sheets import Line

from ..models import DriveResult, Hedge
from ..resources import DRIVE_COLUMNS
from .cells import count_of, day_of, hedged_of, word_of
from .directory import Directories, Directory
from .plan import PlannedRow
from .reading import Draft, LineReader
from .sheet import Holds, Sheet, SheetColumn, Twice, left_empty, planned

FORMS = {
    **dict.fromkeys(
        ("tap trung tai khu cong nghiep", "tap trung", "khu cong nghiep", "kcn", "tai kcn"),
        Drive.Form.ZONE,
    ),
    **dict.fromkeys(
        ("tai doanh nghiep", "doanh nghiep", "tai cong ty", "cong ty"), Drive.Form.COMPANY
    ),
}
STATUSES = {
    "du kien": Drive.Status.PLANNED,
    "da to chuc": Drive.Status.HELD,
    "hoan": Drive.Status.POSTPONED,
    "huy": Drive.Status.CANCELLED,
}
COUNTS = {
    "Đăng ký": "registered",
    "Số đơn vị máu": "units",
    "Túi 250 ml": "bags_250",
    "Túi 350 ml": "bags_350",
    "Túi 450 ml": "bags_450",
}
# Beyond the contract: understood where they are there, asked of nobody.
VENUE, EXPECTED = "Địa điểm cụ thể", "Dự kiến"


@dataclass(slots=True)
class DriveLine:
    """What one line says; ``None`` and empty where it says nothing."""

    reader: LineReader
    code: str
    day: Day | None
    form: Drive.Form | None
    zone: Zone | None
    host: Company | None
    venue: str
    facilities: list[ReceivingFacility]
    expected_units: int | None
    status: Drive.Status | None
    note: str
    counts: dict[str, int]
    hedge: Hedge | None
    drive: Drive | None = None  # the stored one that it speaks of
    is_form_told: bool = True

    def guess_form(self) -> None:
        """Where the line leaves it open: that of the drive with its code, else by its host."""
        if self.form is not None or self.reader.is_filled("Hình thức"):
            return
        self.is_form_told = False
        if self.drive:
            self.form = Drive.Form(self.drive.form)
        else:
            self.form = Drive.Form.COMPANY if self.host else Drive.Form.ZONE

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one drive from another where there is no code."""
        zone = self.zone or (self.host.zone if self.host else None)
        return (self.day, self.form, _identity(zone), _identity(self.host), self.venue)


class DrivesSheet(Sheet):
    """A line is the drive of its code, else of day, form, zone and host.

    An empty cell leaves what is stored as it is.
    """

    title = _("Đợt hiến máu")
    columns = (
        SheetColumn(
            "Mã đợt", help_text=_("Không bắt buộc; phân biệt hai đợt cùng ngày, cùng nơi.")
        ),
        SheetColumn(
            "Ngày",
            Holds.DAY,
            is_required=True,
            help_text=_("09/4/2024; chưa rõ ngày thì ghi: tháng 7/2024."),
        ),
        SheetColumn(
            "Hình thức",
            Holds.WORD,
            is_required=True,
            words=tuple(str(label) for label in Drive.Form.labels),
        ),
        SheetColumn("Khu công nghiệp", Holds.ZONE, is_required=True),
        SheetColumn("Doanh nghiệp", Holds.COMPANY, is_required=True),
        SheetColumn(
            "Đơn vị tiếp nhận", Holds.FACILITY, help_text=_("Nhiều nơi thì cách nhau bằng dấu ;")
        ),
        SheetColumn("Đăng ký", Holds.COUNT),
        SheetColumn("Tham dự", help_text=_("312, hoặc: trên 300, gần 300, khoảng 300.")),
        SheetColumn("Số đơn vị máu", Holds.COUNT),
        SheetColumn("Túi 250 ml", Holds.COUNT),
        SheetColumn("Túi 350 ml", Holds.COUNT),
        SheetColumn("Túi 450 ml", Holds.COUNT),
        SheetColumn(
            "Trạng thái",
            Holds.WORD,
            words=tuple(str(label) for label in Drive.Status.labels),
            help_text=_("Để trống: có số đơn vị máu là đã tổ chức, không thì dự kiến."),
        ),
        SheetColumn("Ghi chú"),
    )
    extra_columns = (SheetColumn(VENUE), SheetColumn(EXPECTED, Holds.COUNT))

    def __init__(self, committee: Committee, directories: Directories) -> None:
        super().__init__(committee, directories)
        stored = Drive.objects.of(committee).select_related("zone", "host__zone", "result")
        self._by_code: dict[str, Drive] = {}
        self._by_day: dict[tuple[object, ...], list[Drive]] = defaultdict(list)
        for drive in stored.prefetch_related("facilities"):
            drive.committee = committee
            self._by_day[drive.on, drive.day.is_month, drive.form].append(drive)
            if drive.code:
                self._by_code[fold(drive.code)] = drive

    def rows(self, lines: Sequence[Line]) -> Iterator[PlannedRow]:
        read = [self._read(line) for line in lines]
        told = Twice()
        for line in read:  # codes first: what they take, no other line can mean
            if line.code:
                told.claim(line.reader, fold(line.code))
                line.drive = self._by_code.get(fold(line.code))
        for line in read:
            line.guess_form()
        taken = {line.drive.pk for line in read if line.drive}
        read.reverse()
        while read:  # each is let go once it is planned: ten thousand weigh as much as their plan
            line = read.pop()
            if not line.reader.problems and line.drive is None:
                self._find(line, taken)
                told.claim(line.reader, line.drive.pk if line.drive else (line.code, *line.key))
            yield self._planned(line)

    def _read(self, line: Line) -> DriveLine:
        reader = LineReader(line)
        reader.require_own(self.committee)
        host = reader.named("Doanh nghiệp", self.directories.companies.find)
        form = reader.read("Hình thức", lambda cell: word_of(cell, FORMS))
        hedged = reader.read("Tham dự", hedged_of)
        found = {name: reader.read(header, count_of) for header, name in COUNTS.items()}
        found["attended"] = hedged[0] if hedged else None
        return DriveLine(
            reader=reader,
            code=reader.text("Mã đợt"),
            day=reader.read("Ngày", day_of),
            form=form,
            zone=reader.named("Khu công nghiệp", self.directories.zones.find),
            host=host,
            venue=reader.text(VENUE),
            expected_units=reader.read(EXPECTED, count_of),
            facilities=facilities_in(reader, self.directories.facilities),
            status=reader.read("Trạng thái", lambda cell: word_of(cell, STATUSES)),
            note=reader.text("Ghi chú"),
            counts={name: count for name, count in found.items() if count is not None},
            hedge=hedged[1] if hedged else None,
        )

    def _find(self, line: DriveLine, taken: set[int]) -> None:
        """The stored drive of the same day, form and place, unless a code has taken it.

        A zone that the line or the stored drive leaves open does not part a company's drives.
        """
        if line.day is None:
            line.reader.problems.append(gettext("Ngày: nhập ngày của đợt."))
            return
        same_day = self._by_day[line.day.on, line.day.is_month, line.form]
        found = [
            drive
            for drive in same_day
            if drive.pk not in taken and _is_there(drive, line) and not (line.code and drive.code)
        ]
        if len(found) > 1:
            line.reader.problems.append(
                gettext("có %(many)s đợt cùng ngày, hình thức, nơi tổ chức; hãy ghi mã đợt.")
                % {"many": len(found)}
            )
        line.drive = found[0] if len(found) == 1 else None

    def _planned(self, line: DriveLine) -> PlannedRow:
        reader = line.reader
        if reader.problems or line.day is None:
            return planned(reader, _title(line), [])
        drive = line.drive or Drive(committee=self.committee)
        if line.host and line.host._state.adding and line.host.zone is None:
            line.host.zone = line.zone  # made by an answer: of its zone the line says all
        kept = left_empty(reader, _stored(line.drive)) if line.drive else ()
        drafts = [Draft(drive, self._drive_values(line), _many(line)), *self._result(line, drive)]
        return planned(reader, _title(line), drafts, [*kept])

    def _drive_values(self, line: DriveLine) -> dict[str, Any]:
        assert line.day is not None
        precision = Drive.Precision.MONTH if line.day.is_month else Drive.Precision.DAY
        values: dict[str, Any] = {"on": line.day.on, "precision": precision, "form": line.form}
        values |= {"code": line.code} if line.code else {}
        values |= {"zone": line.zone} if line.zone else {}
        is_without_host = line.is_form_told and line.form == Drive.Form.ZONE
        values |= {"host": line.host} if line.host or is_without_host else {}
        told = {"venue": line.venue, "expected_units": line.expected_units, "note": line.note}
        values |= {name: value for name, value in told.items() if value not in (None, "")}
        return values | {"status": self._status(line)}

    def _status(self, line: DriveLine) -> str:
        """As written; else a drive with units was held, and another is as it was."""
        stored = line.drive.status if line.drive else Drive.Status.PLANNED
        if line.status is None and stored == Drive.Status.PLANNED and "units" in line.counts:
            return Drive.Status.HELD
        return line.status or stored

    def _result(self, line: DriveLine, drive: Drive) -> list[Draft]:
        if not line.counts:
            return []
        result = getattr(line.drive, "result", None) or DriveResult(drive=drive)
        result.drive = drive
        values: dict[str, Any] = dict(line.counts)
        return [Draft(result, values | ({"attended_hedge": line.hedge} if line.hedge else {}))]


def _identity(row: Zone | Company | None) -> object:
    """One for each row: what is new has no key yet."""
    return row and (row.pk or id(row))


def facilities_in(
    reader: LineReader, facilities: Directory[ReceivingFacility]
) -> list[ReceivingFacility]:
    """Those that the cell names, parted by semicolons, lines, or commas between known names."""
    cell = " ".join(reader.text("Đơn vị tiếp nhận").replace("\n", ";").split())
    found = []
    for name in filter(None, (part.strip(" ,") for part in cell.split(";"))):
        parts = [part.strip() for part in name.split(",")]
        are_several = not facilities.called(name) and all(map(facilities.called, parts))
        for each in parts if are_several else [name]:
            row = reader.checked(lambda each=each: facilities.find(each, reader.line.number))  # type: ignore[misc]
            found += [row] if row else []
    return found


def _is_there(drive: Drive, line: DriveLine) -> bool:
    if line.form == Drive.Form.ZONE:
        is_venue_open = not line.venue or drive.venue in ("", line.venue)
        return drive.zone == line.zone and is_venue_open
    is_zone_open = line.zone is None or drive.zone is None
    return drive.host == line.host and (is_zone_open or drive.zone == line.zone)


def _many(line: DriveLine) -> dict[str, list[ReceivingFacility]]:
    return {"facilities": line.facilities} if line.facilities else {}


def _stored(drive: Drive) -> dict[str, Any]:
    """What the columns hold of a stored drive, by header."""
    return {column.header: column.value(drive) for column in DRIVE_COLUMNS}


def _title(line: DriveLine) -> str:
    """Day and place, as lists have it; of a line that cannot be read what it says."""
    if line.reader.problems or line.day is None or line.form is None:
        cells = (
            line.reader.line[header].text for header in ("Ngày", "Khu công nghiệp", "Doanh nghiệp")
        )
        return " · ".join(filter(None, cells))
    zone, host = line.zone.name if line.zone else "", line.host.name if line.host else ""
    venue = line.drive.venue if line.drive else line.venue
    return f"{line.day.text} · {Place(line.form, zone, host, venue).short}"
