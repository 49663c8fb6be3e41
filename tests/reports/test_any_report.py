"""What holds for every report, whatever its data: tried on reports that a machine makes up."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.attendance import Attendance
from reports.blocks import gaps_in, runs
from reports.document import report_document
from reports.facts import LastYear, Outreach, Summary
from reports.keeping import plain_blocks, plain_summary, read_blocks, read_summary
from reports.sources import sources
from tests.reports.builders import (
    INSTITUTE,
    PHO_NOI_A,
    PLAN,
    THANG_LONG_II,
    a_round,
    at_company,
    draft,
    issued,
    progress,
    stated,
    summary,
)

NEW_YEAR, MARCH = date(2024, 1, 1), date(2024, 4, 1)
PLACES = [PHO_NOI_A, THANG_LONG_II, at_company("Công ty A"), at_company("Công ty B", "Phố Nối A")]
attendances = st.none() | st.builds(
    Attendance, st.integers(0, 3000), st.sampled_from(["exact", "over", "nearly", "about"])
)
held = st.tuples(
    st.integers(0, 180),  # days since New Year
    st.none() | st.integers(0, 999),  # units
    st.sampled_from(PLACES),
    attendances,
    st.none() | st.integers(0, 3000),  # registered
)


@st.composite
def summaries(draw: st.DrawFn, *, all_known: bool = False) -> Summary:
    """The first half of 2024, or its second quarter with what the first brought."""
    is_quarter = draw(st.booleans())
    first = MARCH if is_quarter else NEW_YEAR
    cumulative, rounds = 0, []
    drives = sorted(draw(st.lists(held, max_size=8)), key=lambda drive: drive[0])
    for number, (days, units, place, attended, registered) in enumerate(drives, 1):
        units = (units or 0) if all_known else units
        cumulative += units or 0
        on = NEW_YEAR + timedelta(days=days)
        rest = {"attended": attended, "registered": registered, "cumulative": cumulative}
        rounds.append(a_round(number, on, units, place, **rest))
    earlier = tuple(each for each in rounds if each.day.on < first)
    unknown = sum(each.units is None for each in rounds)
    targets = [
        progress(units, cumulative, kind, drives=len(rounds), unknown=unknown, is_headline=not n)
        for n, (kind, units) in enumerate(
            draw(st.dictionaries(
                st.sampled_from(["province", "centre", "self"]), st.integers(1, 3000)
            )).items()
        )
    ]  # fmt: skip
    logged = st.tuples(st.sampled_from(["letter", "press"]), st.none() | st.integers(0, 500))
    return summary(
        "q2" if is_quarter else "h1",
        plan=draw(st.sampled_from([None, PLAN])),
        rounds=tuple(each for each in rounds if each.day.on >= first),
        earlier=earlier,
        counts_from=NEW_YEAR,
        year_drives=len(rounds),
        year_units=cumulative,
        carried=sum(each.units or 0 for each in earlier),
        targets=tuple(targets),
        statement=draw(st.sampled_from([None, stated(1500), stated(200, "nearly", INSTITUTE)])),
        last_year=draw(st.none() | st.builds(
            LastYear, st.just(2023), st.integers(0, 3000), st.integers(0, 9)
        )),
        communications=tuple(
            Outreach(kind, first, None, reached) for kind, reached in draw(st.lists(logged, max_size=3))
        ),
    )  # fmt: skip


def _opened(facts: Summary) -> set[str]:
    """Every source that a figure of the paper, or a part of another source, opens."""
    opened = set()
    for block in report_document(facts, draft()).blocks:
        texts = runs(getattr(block, "text", ""), getattr(block, "figures", ()))
        rows = [*getattr(block, "rows", ()), getattr(getattr(block, "total", None), "cells", ())]
        rows.append(getattr(getattr(block, "carried", None), "cells", ()))
        opened |= {each.opens for each in (*texts, *(cell for row in rows for cell in row))}
    opened |= {part.opens for source in sources(facts) for part in source.parts}
    return opened - {""}


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@given(summaries())
@settings(max_examples=150, deadline=None)
def test_every_figure_opens_a_source_that_is_on_the_page(facts):
    assert _opened(facts) <= {source.ref for source in sources(facts)}


@given(summaries())
@settings(max_examples=150, deadline=None)
def test_every_sum_that_is_shown_is_right(facts):
    for source in sources(facts):
        for terms, total in re.findall(r"((?:[\d.]+ \+ )+[\d.]+) = ([\d.]+)", source.sum):
            assert sum(map(_number, terms.split(" + "))) == _number(total)
        for part, whole, percent in re.findall(
            r"([\d.]+) × 100 ÷ ([\d.]+) = ([\d.]+,\d)", source.sum
        ):
            assert 0 <= _number(part) * 100 / _number(whole) - _number(percent) < 0.1


@given(summaries())
@settings(max_examples=100, deadline=None)
def test_what_is_kept_is_read_back_as_it_was(facts):
    blocks = report_document(facts, issued()).blocks

    assert read_summary(json.loads(json.dumps(plain_summary(facts)))) == facts
    assert read_blocks(json.loads(json.dumps(plain_blocks(blocks)))) == blocks


@given(summaries(all_known=True))
@settings(max_examples=100, deadline=None)
def test_an_issued_report_whose_results_are_known_has_no_gap(facts):
    letter = issued(addressees=("UBND tỉnh",), signature=None)

    gaps = gaps_in(report_document(facts, letter).blocks)

    assert set(gaps) <= {"[chưa chọn người ký]"}
