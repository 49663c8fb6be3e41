"""Every number opens: a figure in the report leads to what it is made of."""

from __future__ import annotations

import re
from datetime import date

import pytest

from donations.models import DriveResult
from reports.blocks import Figure, Paragraph, Run, Table, runs
from reports.document import report_document
from reports.facts import LastYear, Outreach
from reports.sources import Part, sources
from tests.factories import held
from tests.reports.builders import (
    PLAN,
    draft,
    of,
    progress,
    rounds_of_2024,
    stated,
    summary,
)


@pytest.fixture
def facts():
    """The first half of 2024, with a year before it."""
    return summary(
        plan=PLAN,
        rounds=rounds_of_2024(),
        targets=(progress(1200, 1265),),
        statement=stated(1500),
        last_year=LastYear(2023, 1000, 4),
    )


def _source(facts, ref: str):
    (found,) = (source for source in sources(facts) if source.ref == ref)
    return found


def _opened(facts) -> dict[str, list[str]]:
    """Each paragraph that holds figures, with what its figures say and open."""
    return {
        block.text: [
            f"{run.text} > {run.opens}" for run in runs(block.text, block.figures) if run.opens
        ]
        for block in report_document(facts, draft()).blocks
        if isinstance(block, Paragraph) and block.figures
    }


def test_the_total_opens_its_five_drives_and_their_sum(facts):
    units = _source(facts, "units")

    assert units.title == "1.265 đơn vị máu trong 6 tháng đầu năm 2024"
    assert [part.figure for part in units.parts] == ["263", "119", "560", "143", "180"]
    assert units.parts[0] == Part("Đợt 1 · 09/4/2024 · KCN Phố Nối A", "263", "drive-1")
    assert units.sum == "263 + 119 + 560 + 143 + 180 = 1.265"


def test_a_percentage_opens_its_two_terms(facts):
    percent = _source(facts, "target-province")

    assert [part.figure for part in percent.parts] == ["1.265", "1.200"]
    assert [part.figure for part in _source(facts, "target-province-units").parts] == [
        "263",
        "119",
        "560",
        "143",
        "180",
    ]
    assert percent.parts[0].opens == "target-province-units"
    assert percent.sum == "1.265 × 100 ÷ 1.200 = 105,4…, cắt: 105%; 1.265 − 1.200 = 65 (vượt)"


def test_the_mean_the_shares_and_the_comparison_open_what_they_are_made_of(facts):
    assert _source(facts, "average").sum == "1.265 ÷ 5 = 253 (lấy phần nguyên)"
    assert _source(facts, "form-zone").sum == "263 + 560 = 823"
    assert _source(facts, "form-company").sum == "119 + 143 + 180 = 442"
    assert _source(facts, "zone-2").sum == "119 + 560 + 143 + 180 = 1.002"
    assert _source(facts, "last-year").sum.startswith("1.265 − 1.000 = 265")


def test_a_figure_stated_for_the_period_opens_who_stated_it(facts):
    (part,) = _source(facts, "attended").parts

    assert part == Part("Số liệu chung của kỳ: chưa ghi nguồn số liệu", "trên 1.500")


def test_each_sentence_opens_its_figures(facts):
    opened = _opened(facts)

    def of_sentence(start: str) -> list[str]:
        (found,) = [figures for text, figures in opened.items() if text.startswith(start)]
        return found

    assert of_sentence("Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã") == [
        "05 Ngày hội > drives",
        "trên 1.500 > attended",
        "1.265 đơn vị máu > units",
        "105% > target-province",
    ]
    assert of_sentence("- Đợt 3") == ["Đợt 3 > drive-3", "560 đơn vị máu > drive-3"]
    assert of_sentence("Lũy kế") == [
        "1.265 đơn vị máu > target-province",
        "105% > target-province",
        "1.200 đơn vị máu > target-province",
        "65 đơn vị máu > target-province",
    ]
    assert of_sentence("So với cùng kỳ") == [
        "1.000 đơn vị máu > last-year",
        "265 đơn vị máu > last-year",
        "26,5% > last-year",
    ]
    assert of_sentence("Đến hết ngày") == [
        "05 Ngày hội > drives",
        "02 Ngày hội > form-zone",
        "823 đơn vị máu > form-zone",
        "03 Ngày hội > form-company",
        "442 đơn vị máu > form-company",
        "253 đơn vị máu > average",
        "263 đơn vị máu > zone-1",
        "1.002 đơn vị máu > zone-2",
    ]


def test_what_is_still_missing_opens_its_target(facts):
    behind = summary(rounds=rounds_of_2024()[:1], targets=(progress(1200, 263),))

    assert ["937 đơn vị máu > target-province"] in _opened(behind).values()


def test_targets_that_share_a_total_open_each_its_own():
    both = (progress(1220, 666), progress(610, 666, "centre", is_headline=False))

    opened = list(_opened(summary(rounds=rounds_of_2024(), targets=both)).values())

    assert ["54% > target-province", "1.220 đơn vị máu > target-province",
            "554 đơn vị máu > target-province"] in opened  # fmt: skip
    assert ["109% > target-centre", "610 đơn vị máu > target-centre",
            "56 đơn vị máu > target-centre"] in opened  # fmt: skip


def test_every_figure_opens_a_source_that_there_is(facts):
    document = report_document(facts, draft())
    known = {source.ref for source in sources(facts)}
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    cells = [
        cell for row in (*table.rows, table.total.cells) for cell in getattr(row, "cells", row)
    ]
    figures = [figure for block in document.blocks for figure in getattr(block, "figures", ())]
    parts = [part for source in sources(facts) for part in source.parts]

    opened = {each.opens for each in (*cells, *figures, *parts)} - {""}

    assert opened <= known
    assert {"units", "running", "target-province", "drive-1"} <= opened


def test_a_cell_of_the_running_total_opens_what_it_came_to_with_its_drive(facts):
    (table,) = (
        block for block in report_document(facts, draft()).blocks if isinstance(block, Table)
    )

    assert [cell.opens for cell in table.rows[1][8:]] == ["drive-2", "drive-2"]
    assert _source(facts, "drive-2").sum == "Lũy kế: 263 + 119 = 382; 382 × 100 ÷ 1.200 = 31,8…"
    assert [cell.opens for cell in table.total.cells[3:]] == ["running", "target-province"]


def test_a_figure_is_not_found_inside_another():
    text = "Đợt 1: Ngày 20/4/2024, với 20 người tham dự, đạt 16% (1.200 đơn vị máu), 200 đơn vị máu"

    opened = [
        run.text
        for run in runs(text, [Figure("20", "a"), Figure("200 đơn vị máu", "b")])
        if run.opens
    ]

    assert opened == ["20", "200 đơn vị máu"]
    assert runs(text, [Figure("20", "a")])[0].text.endswith("với ")


def test_last_year_opens_also_where_nothing_was_held_this_year():
    empty = summary(last_year=LastYear(2023, 1000, 4))

    assert _source(empty, "last-year").sum.startswith("1.000 − 0 = 1.000")


def test_the_communication_work_opens_its_log():
    log = (
        Outreach("letter", date(2024, 3, 1), None, 1500),
        Outreach("press", date(2024, 3, 5), None, None),
    )
    facts = summary(communications=log)

    (opened,) = filter(None, _opened(facts).values())

    assert opened == ["01 > outreach", "01 > outreach", "trên 1.500 > outreach"]
    assert [part.figure for part in _source(facts, "outreach").parts] == ["1.500", "..."]


def test_a_figure_that_occurs_twice_opens_in_the_order_of_the_sentence():
    text = "thu được 65 đơn vị máu, vượt 65 đơn vị máu [chưa rõ]."

    assert runs(text, [Figure("65 đơn vị máu", "a"), Figure("65 đơn vị máu", "b")]) == (
        Run("thu được "),
        Run("65 đơn vị máu", opens="a"),
        Run(", vượt "),
        Run("65 đơn vị máu", opens="b"),
        Run(" "),
        Run("[chưa rõ]", is_gap=True),
        Run("."),
    )


@pytest.mark.django_db
def test_on_the_page_every_link_of_a_figure_leads_to_a_place_on_it(as_leader, demo, leader):
    demo.members.add(leader)
    result = DriveResult.objects.get(units=180)
    result.units = 185
    result.save()

    page = as_leader.get(f"/reports/2024/h1/?committee={demo.pk}").content.decode()

    links = set(re.findall(r'href="#([^"]+)"', page)) - {"main"}
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert len(links) > 10
    assert links <= ids
    assert "263 + 119 + 560 + 143 + 185 = 1.270" in page
    assert "số đơn vị máu: 180 → 185" in page


@pytest.mark.django_db
def test_a_running_total_opens_the_drives_before_the_period_too(committee):
    held(committee, date(2024, 2, 1), 310)
    held(committee, date(2024, 5, 1), 500)

    running = _source(of(committee, "q2"), "running")

    assert running.sum == "310 + 500 = 810"
