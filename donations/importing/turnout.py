"""The companies of one drive: asked, answered, registered, given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Drive
from campaigns.sheets import Line

from ..models import CompanyTurnout
from .cells import count_of, whole_day_of
from .directory import Directories
from .plan import PlannedRow
from .reading import Draft, LineReader
from .sheet import Holds, Sheet, SheetColumn, Twice, left_empty, planned

COMPANY, NOTE = "Doanh nghiệp", "Ghi chú"
DAYS = {"Ngày hỏi": "asked_on", "Ngày trả lời": "answered_on"}
COUNTS = {"Đăng ký": "registered", "Tham dự": "attended", "Số đơn vị máu": "units"}


class TurnoutSheet(Sheet):
    """A line is the company on the drive's list; one that is not on it yet is put there."""

    title = gettext_lazy("Doanh nghiệp tham gia")
    columns = (
        SheetColumn(COMPANY, Holds.COMPANY, is_required=True),
        SheetColumn("Khu công nghiệp", Holds.NOTHING),
        SheetColumn("Người liên hệ", Holds.NOTHING),
        SheetColumn("Điện thoại", Holds.NOTHING),
        *(SheetColumn(header, Holds.DAY) for header in DAYS),
        *(SheetColumn(header, Holds.COUNT) for header in COUNTS),
        SheetColumn(NOTE),
    )

    def __init__(self, drive: Drive, directories: Directories) -> None:
        super().__init__(drive.committee, directories)
        self.drive = drive
        listed = CompanyTurnout.objects.filter(drive=drive).select_related("company", "drive")
        self._listed = {turnout.company_id: turnout for turnout in listed}

    def rows(self, lines: Sequence[Line]) -> Iterator[PlannedRow]:
        told = Twice()
        for line in lines:
            reader = LineReader(line)
            company = reader.named(COMPANY, self.directories.companies.find)
            if company is None:
                if not reader.problems:
                    reader.problems.append(_("Doanh nghiệp: nhập tên."))
                yield planned(reader, line[COMPANY].text, [])
                continue
            told.claim(reader, id(company))
            if company._state.adding and company.zone is None:
                company.zone = self.drive.zone  # made by an answer, for this drive
            stored = self._listed.get(company.pk)
            turnout = stored or CompanyTurnout(drive=self.drive, company=company)
            kept = left_empty(reader, _stored(stored)) if stored else ()
            yield planned(reader, company.name, [Draft(turnout, _values(reader))], kept)


def _values(reader: LineReader) -> dict[str, Any]:
    told: dict[str, Any] = {
        **{name: reader.read(header, whole_day_of) for header, name in DAYS.items()},
        **{name: reader.read(header, count_of) for header, name in COUNTS.items()},
    }
    note = reader.text(NOTE)
    return {name: value for name, value in told.items() if value is not None} | (
        {"note": note} if note else {}
    )


def _stored(turnout: CompanyTurnout) -> dict[str, Any]:
    columns = {**DAYS, **COUNTS, NOTE: "note"}
    return {header: getattr(turnout, name) for header, name in columns.items()}
