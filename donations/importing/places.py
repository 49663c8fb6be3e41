"""Companies and zones: their official names, and the other ways in which people write them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.folding import fold
from campaigns.models import Company, Zone
from campaigns.models.places import Named
from campaigns.names import with_alias
from campaigns.sheets import Line

from .cells import count_of
from .directory import Directory
from .plan import PlannedRow
from .reading import Draft, LineReader
from .sheet import Holds, Sheet, SheetColumn, Twice, left_empty, planned

Row = TypeVar("Row", bound=Named)

NAME, ALIASES = "Tên chính thức", "Tên gọi khác"
NAMED_COLUMNS = (
    SheetColumn(NAME, is_required=True),
    SheetColumn(ALIASES, help_text=gettext_lazy("Nhiều cách viết thì cách nhau bằng dấu ;")),
)


class NamedSheet(Sheet, Generic[Row]):
    """A line is the row that bears its name, officially or as an alias; else a new one.

    A name that is probably a known one spelt otherwise is a question. Aliases are added, never
    taken away; an official name is changed on its own page only.
    """

    @property
    @abstractmethod
    def _directory(self) -> Directory[Row]: ...

    @abstractmethod
    def _new(self, name: str) -> Row: ...

    @abstractmethod
    def _values(self, reader: LineReader, row: Row) -> dict[str, Any]:
        """What the line says besides names; empty cells are left out."""

    @abstractmethod
    def _stored(self, row: Row) -> dict[str, Any]:
        """What the columns hold, by header, less those that an empty cell says nothing of."""

    def rows(self, lines: Sequence[Line]) -> Iterator[PlannedRow]:
        told = Twice()
        self._given: dict[str, Row] = {}  # aliases of the lines so far
        for line in lines:
            reader = LineReader(line)
            reader.require_own(self.committee)
            name = " ".join(reader.text(NAME).split())
            if not name and not reader.problems:
                reader.problems.append(_("Tên chính thức: nhập tên."))
            row = reader.checked(lambda: self._find(name, reader)) if name else None  # noqa: B023
            if row is None:
                yield planned(reader, name or line[ALIASES].text, [])
                continue
            told.claim(reader, id(row))
            values = {**self._values(reader, row), "aliases": self._aliases(reader, row)}
            kept = left_empty(reader, self._stored(row))
            yield planned(reader, row.name, [Draft(row, values)], kept)

    def _find(self, name: str, reader: LineReader) -> Row:
        row = self._directory.find_or_new(name, reader.line.number)
        if row is None:
            row = self._new(name)
            self._directory.remember(row)
        return row

    def _told_aliases(self, reader: LineReader, row: Row) -> Iterator[str]:
        """One a line, or several parted by semicolons; a known one may hold such a sign itself."""
        known = {fold(alias) for alias in row.aliases.splitlines()}
        for line in reader.text(ALIASES).splitlines():
            yield from [line] if fold(line) in known else line.split(";")

    def _aliases(self, reader: LineReader, row: Row) -> str:
        """With those of the line, in a copy: what is stored is compared with it."""
        told = type(row)(name=row.name, aliases=row.aliases)
        for alias in self._told_aliases(reader, row):
            others = [each for each in self._directory.called(alias) if each is not row]
            first = self._given.setdefault(fold(alias), row)
            others += [] if first is row else [first]
            if others:
                reader.problems.append(
                    _("Tên gọi khác: “%(alias)s” đã là tên của %(name)s.")
                    % {"alias": alias.strip(), "name": others[0].name}
                )
            with_alias(told, alias)
        return told.aliases


class CompaniesSheet(NamedSheet[Company]):
    title = gettext_lazy("Doanh nghiệp")
    columns = (
        *NAMED_COLUMNS,
        SheetColumn("Khu công nghiệp", Holds.ZONE),
        SheetColumn("Người liên hệ"),
        SheetColumn("Điện thoại"),
    )

    @property
    def _directory(self) -> Directory[Company]:
        return self.directories.companies

    def _new(self, name: str) -> Company:
        return Company(committee=self.committee, name=name)

    def _values(self, reader: LineReader, row: Company) -> dict[str, Any]:
        zone = reader.named("Khu công nghiệp", self.directories.zones.find)
        name, phone = reader.text("Người liên hệ"), reader.text("Điện thoại")
        told: dict[str, Any] = {"zone": zone} if zone else {}
        told |= {"contact_name": name} if name else {}
        # Another person has not the last one's telephone.
        is_another = bool(name) and name != row.contact_name
        return told | ({"contact_phone": phone} if phone or is_another else {})

    def _stored(self, row: Company) -> dict[str, Any]:
        return {
            "Khu công nghiệp": row.zone,
            "Người liên hệ": row.contact_name,
            "Điện thoại": row.contact_phone,
        }


class ZonesSheet(NamedSheet[Zone]):
    title = gettext_lazy("Khu công nghiệp")
    columns = (*NAMED_COLUMNS, SheetColumn("Thứ tự", Holds.COUNT))

    @property
    def _directory(self) -> Directory[Zone]:
        return self.directories.zones

    def _new(self, name: str) -> Zone:
        return Zone(committee=self.committee, name=name)

    def _values(self, reader: LineReader, row: Zone) -> dict[str, Any]:
        position = reader.read("Thứ tự", count_of)
        return {} if position is None else {"position": position}

    def _stored(self, row: Zone) -> dict[str, Any]:
        return {"Thứ tự": row.position}
