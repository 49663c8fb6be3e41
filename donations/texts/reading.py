"""The whole text read: what stands in it, what contradicts itself, and what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .contradictions import Told, contradictions, differ, no_such_days
from .days import days_in
from .drives import drives_in, gone_on, is_round, is_surely_held
from .facts import (
    Contradiction,
    FoundDrive,
    FoundPercent,
    FoundPeriod,
    FoundTarget,
    FoundTotal,
    Reading,
    Words,
)
from .figures import differences_in, read_percents, read_targets, tells_of_all, totals_in
from .grammar import OF_DRIVES
from .marked import Marked
from .names import Facilities, facilities_in, found_facilities, read_campaigns
from .papers import Times, bounds_of, mark_year, read_periods, read_plan, times_of
from .percentages import Sums, worked_out, wrong_percents
from .sentences import Span, clauses_of, items_of, lines_of, sentences_of
from .tables import Key, Table, drive_keys, read_row, tables_in, with_row

LONGEST = 100_000  # characters: some forty pages


def read_text(text: str) -> Reading:
    """The facts in a report or a news item on drives.

    Raises:
        ValidationError: the text is longer than ``LONGEST``.
    """
    if len(text) > LONGEST:
        raise ValidationError(_("Văn bản dài hơn 100.000 ký tự; hãy đọc từng phần."))
    return _Reader(Marked(text)).read()


class _Reader:
    """Reads what is surest first: each reads only words that nothing was taken from before."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.lines = list(lines_of(marked.plain))
        self.sentences = {line: list(sentences_of(marked.plain, *line)) for line in self.lines}
        self.drives: list[FoundDrive] = []
        self.totals: list[FoundTotal] = []
        self.facilities: list[Facilities] = []
        self.found: list[Contradiction] = []
        self.is_whole = True
        self.may_go_on = False  # whether the next sentence may still tell of the last drive
        self.unsure: tuple[int, bytes] | None = None  # what was read before it, if it may go

    def read(self) -> Reading:
        marked = self.marked
        plan = read_plan(marked)
        campaigns = read_campaigns(marked, chain(*self.sentences.values()))
        period, next_period = read_periods(marked)
        targets, percents = read_targets(marked), read_percents(marked)
        times = self._times(period)
        self._drives_and_totals(times)
        mark_year(marked, times.year)
        self.drives.sort(key=lambda drive: drive.words.start)
        self.totals.sort(key=lambda total: total.words.start)
        told = Told(self.drives, self.totals, period, bounds_of(period), self.is_whole)
        self.found += contradictions(told)
        self._percentages(targets, percents)
        return Reading(
            text=marked.given,
            drives=tuple(self.drives),
            totals=tuple(self.totals),
            targets=tuple(targets),
            percents=tuple(percents),
            plan=plan,
            period=period,
            next_period=next_period,
            campaigns=tuple(campaigns),
            facilities=tuple(found_facilities(marked, self.facilities)),
            contradictions=tuple(self.found),
            unread=tuple(self._unread()),
        )

    def _percentages(
        self, targets: Sequence[FoundTarget], percents: Sequence[FoundPercent]
    ) -> None:
        units = tuple(total for total in self.totals if total.kind == "units")
        sums = Sums(units, tuple(targets))
        self.found += wrong_percents(percents, sums)
        for difference, wrong in worked_out(differences_in(self.marked), sums):
            self.marked.mark(*difference.span)
            self.found += [wrong] if wrong else []

    def _times(self, period: FoundPeriod | None) -> Times:
        days = days_in(self.marked, 0, len(self.marked.plain))
        self.found += no_such_days(self.marked, days)
        return times_of(self.marked, period, days)

    def _drives_and_totals(self, times: Times) -> None:
        tables = list(tables_in(self.marked, self.lines))
        rows = {row for table in tables for row in table.rows}
        for line in self.lines:
            if line not in rows:
                for sentence in self.sentences[line]:
                    self._sentence(sentence, times)
        self._settle()
        told = {key: n for n, drive in enumerate(self.drives) for key in drive_keys(drive)}
        for table in tables:
            for row in table.rows:
                self._row(table, row, told, times)

    def _sentence(self, sentence: Span, times: Times) -> None:
        marked = self.marked
        if not _FIGURE.search(marked.plain, *sentence):
            self.facilities.append(facilities_in(marked, *sentence))
            if OF_DRIVES.search(marked.plain, *sentence):
                self._settle()
            return
        tells_all = tells_of_all(marked, sentence, times)
        is_caps = marked.plain[slice(*sentence)].isupper()  # a heading; names cannot be told in it
        for item in [] if is_caps else items_of(marked.plain, *sentence):
            if self._drive(item, times):
                continue
            self._settle()
            self.facilities.append(facilities_in(marked, *item))
            self.totals += totals_in(marked, item) if tells_all else []
            self.is_whole &= not is_round(marked, *item)

    def _drive(self, item: Span, times: Times) -> bool:
        """Read a drive, or more of the last one, from an item; return whether it told of one."""
        marked = self.marked
        if self.may_go_on and (more := gone_on(self.drives[-1], marked, *item)):
            self.drives[-1], beside = more
            self.totals += beside
            self.unsure = None
            return True
        marks = marked.marks(*item)
        drives, beside = drives_in(marked, *item, times)
        if not drives:
            return False
        self._settle()
        self.drives += drives
        self.totals += beside
        self.may_go_on = True
        is_held = drives[0].status == "held"
        if is_held and not beside and not is_surely_held(drives[0], marked, *item):
            self.unsure = item[0], marks
        return True

    def _settle(self) -> None:
        """The last drive is told: one that may only have been announced is not taken."""
        if self.unsure:
            self.marked.put_back(*self.unsure)
            self.drives.pop()
        self.unsure = None
        self.may_go_on = False

    def _row(self, table: Table, row: Span, told: dict[Key, int], times: Times) -> None:
        """A drive of the table, unless a sentence has told it: then what the row adds to it."""
        drive, totals, facilities = read_row(self.marked, table, row, times.year)
        self.totals += totals
        self.facilities.append(facilities)
        if drive is None:
            return
        place = next((told[key] for key in drive_keys(drive) if key in told), None)
        if place is None:
            self.drives.append(drive)
            return
        self.found += filter(None, [differ(self.drives[place], drive)])
        self.drives[place] = with_row(self.drives[place], drive)

    def _unread(self) -> Iterator[Words]:
        """Clauses with a number that was not read; those of one sentence that follow, together."""
        marked = self.marked
        for sentence in chain(*self.sentences.values()):
            last: Span | None = None
            for start, end in clauses_of(marked.plain, *sentence):
                has_unread = any(
                    marked.is_free(*number.span())
                    for number in _NUMBER.finditer(marked.plain, start, end)
                )
                if has_unread and last:
                    last = last[0], end
                elif has_unread:
                    last = start, end
                elif last:
                    yield marked.words(*last)
                    last = None
            if last:
                yield marked.words(*last)


_NUMBER = re.compile(r"\d+")
# A sentence with a number to tell, or with "không thu được đơn vị máu nào".
_FIGURE = re.compile(r".{5}(?:[0-9]|\bkhông\b)|[0-9].{5}")
