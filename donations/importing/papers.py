"""What old papers say beside drives: the plan, the targets, and figures of a whole period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.fields import is_year
from campaigns.models import Committee, Plan, Target
from campaigns.sheets import Cell, Line

from ..models import PeriodStatement
from .cells import count_of, hedged_of, text_of, whole_day_of, word_of
from .directory import Directories
from .drives import facilities_in
from .plan import PlannedRow
from .reading import Draft, LineReader
from .sheet import Holds, Sheet, SheetColumn, Twice, planned

YEAR = "Năm"
ASSIGNERS = {
    "ubnd tinh": Target.AssignedBy.PROVINCE,
    "trung uong": Target.AssignedBy.CENTRE,
    "tu dang ky": Target.AssignedBy.SELF,
}


def year_of(cell: Cell) -> int | None:
    """The year that a cell writes."""
    text = text_of(cell)
    if text and not is_year(text):
        raise ValidationError(_("“%(value)s” không phải là năm.") % {"value": text})
    return int(text) if text else None


class PaperSheet(Sheet):
    """A line is the record of its year, or of its period; what is missing of that is refused."""

    def rows(self, lines: Sequence[Line]) -> Iterator[PlannedRow]:
        told = Twice()
        for line in lines:
            reader = LineReader(line)
            reader.require_own(self.committee)
            key = self._key(reader)
            missing = [header for header, value in key.items() if value is None]
            if missing and not reader.problems:
                reader.problems.append(f"{', '.join(missing)}: {_('chưa ghi.')}")
            if not reader.problems:
                told.claim(reader, tuple(key.values()))
            drafts = [] if reader.problems else [self._draft(reader, *key.values())]
            title = " · ".join(line[header].text for header in key)
            yield planned(reader, title, drafts)

    def _key(self, reader: LineReader) -> dict[str, Any]:
        """What tells one record from another, by header."""
        raise NotImplementedError

    def _draft(self, reader: LineReader, *key: Any) -> Draft:
        raise NotImplementedError


class PlansSheet(PaperSheet):
    title = gettext_lazy("Kế hoạch năm")
    columns = (
        SheetColumn(YEAR, is_required=True),
        SheetColumn("Số, ký hiệu", is_required=True),
        SheetColumn("Ngày ban hành", Holds.DAY, is_required=True),
        SheetColumn("Trích yếu", is_required=True),
    )

    def _key(self, reader: LineReader) -> dict[str, Any]:
        return {YEAR: reader.read(YEAR, year_of)}

    def _draft(self, reader: LineReader, *key: Any) -> Draft:
        (year,) = key
        plan = Plan.objects.of(self.committee).filter(year=year).first()
        told = {
            "number": reader.text("Số, ký hiệu"),
            "issued_on": reader.read("Ngày ban hành", whole_day_of),
            "subject": reader.text("Trích yếu"),
        }
        return Draft(plan or Plan(committee=self.committee, year=year), _filled(told))


class TargetsSheet(PaperSheet):
    title = gettext_lazy("Chỉ tiêu")
    columns = (
        SheetColumn(YEAR, is_required=True),
        SheetColumn("Nơi giao", Holds.WORD, is_required=True, words=("UBND tỉnh", "Trung ương")),
        SheetColumn("Số đơn vị máu", Holds.COUNT, is_required=True),
        SheetColumn("Văn bản giao"),
        SheetColumn("Ngày văn bản", Holds.DAY),
    )

    def __init__(self, committee: Committee, directories: Directories) -> None:
        super().__init__(committee, directories)
        targets = list(Target.objects.of(committee))
        self._stored = {(target.year, target.assigned_by): target for target in targets}
        self._headlines = {target.year for target in targets if target.is_headline}

    def _key(self, reader: LineReader) -> dict[str, Any]:
        return {
            YEAR: reader.read(YEAR, year_of),
            "Nơi giao": reader.read("Nơi giao", lambda cell: word_of(cell, ASSIGNERS)),
        }

    def _draft(self, reader: LineReader, *key: Any) -> Draft:
        year, assigned_by = key
        told = {
            "units": reader.read("Số đơn vị máu", count_of),
            "document_number": reader.text("Văn bản giao"),
            "document_on": reader.read("Ngày văn bản", whole_day_of),
        }
        stored = self._stored.get((year, assigned_by))
        if stored:
            return Draft(stored, _filled(told))
        target = Target(committee=self.committee, year=year, assigned_by=assigned_by)
        target.is_headline = year not in self._headlines
        self._headlines.add(year)
        return Draft(target, _filled(told))


class StatementsSheet(PaperSheet):
    title = gettext_lazy("Số liệu chung của kỳ")
    columns = (
        SheetColumn("Từ ngày", Holds.DAY, is_required=True),
        SheetColumn("Đến ngày", Holds.DAY, is_required=True),
        SheetColumn("Tham dự", is_required=True),
        SheetColumn("Đơn vị tiếp nhận", Holds.FACILITY, is_required=True),
        SheetColumn("Nguồn số liệu"),
    )

    def _key(self, reader: LineReader) -> dict[str, Any]:
        return {header: reader.read(header, whole_day_of) for header in ("Từ ngày", "Đến ngày")}

    def _draft(self, reader: LineReader, *key: Any) -> Draft:
        from_on, to_on = key
        stored = PeriodStatement.objects.of(self.committee).filter(from_on=from_on, to_on=to_on)
        statement = stored.first() or PeriodStatement(
            committee=self.committee, from_on=from_on, to_on=to_on
        )
        hedged = reader.read("Tham dự", hedged_of)
        told: dict[str, Any] = {"source": reader.text("Nguồn số liệu")}
        if hedged:
            told |= {"attended": hedged[0], "attended_hedge": hedged[1]}
        facilities = facilities_in(reader, self.directories.facilities)
        if not hedged and not facilities:
            reader.problems.append(_("nhập số người tham dự hoặc đơn vị tiếp nhận máu."))
        return Draft(statement, _filled(told), {"facilities": facilities} if facilities else {})


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    """What the line says; an empty cell leaves what is stored."""
    return {name: value for name, value in told.items() if value not in (None, "")}
