"""Our own report, rendered as Word and read back, says again what it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from donations.texts import read_text, text_of_docx
from reports.blocks import Document, Heading, Notes, Paragraph, Table
from reports.document import report_document
from reports.facts import Summary
from reports.letter import draft_letter
from reports.periods import preset_period
from reports.renderers import FORMATS
from reports.summary import summarise
from tests.donations.reading_aloud import findings, said, unread
from tests.reports.builders import STATISTICAL, issued
from tests.reports.test_any_report import summaries

TODAY = date(2024, 7, 2)


@pytest.fixture
def summary(demo):
    return summarise(demo, preset_period("h1", 2024, STATISTICAL), as_of=TODAY)


@pytest.fixture
def reading(demo, summary):
    document = report_document(summary, draft_letter(demo, today=TODAY))
    return read_text(text_of_docx(FORMATS["docx"].render(document)))


def _held(reading):
    return [drive for drive in reading.drives if drive.status == "held"]


def test_its_rounds_read_back_equal(reading, summary):
    assert [(d.number, d.day, d.form, d.zone, d.host, d.units) for d in _held(reading)] == [
        (held.number, held.day, held.place.form, held.place.zone, held.place.host, held.units)
        for held in summary.rounds
    ]


def test_its_drives_to_come_and_postponed_read_back_equal(reading):
    ahead = [(d.status, d.day.text, d.host) for d in reading.drives if d.status != "held"]

    assert ahead == [
        ("planned", "tháng 7/2024", "Công ty TNHH Điện tử Canon Việt Nam"),
        ("postponed", "06/6/2024", "Công ty TNHH Regina Miracle International Hưng Yên"),
    ]


def test_its_figures_read_back_equal(reading):
    assert {(each.kind, each.number, each.hedge) for each in reading.totals} == {
        ("drives", 5, "exact"),
        ("attended", 1500, "over"),
        ("units", 1265, "exact"),
    }
    assert {(each.units, each.assigned_by) for each in reading.targets} == {(1200, "province")}
    assert {each.percent for each in reading.percents} == {Decimal(105)}


def test_its_plan_period_facilities_and_campaigns_read_back_equal(reading, summary):
    assert (reading.plan.number, reading.plan.issued_on) == ("03/KH-BCĐHMKCN", date(2024, 3, 5))
    assert reading.plan.subject.lower() == summary.plan.subject.lower()
    assert (reading.period.name, reading.period.from_on, reading.period.to_on) == (
        "6 tháng đầu năm 2024",
        date(2024, 1, 1),
        date(2024, 6, 30),
    )
    assert reading.next_period.name == "6 tháng cuối năm 2024"
    assert tuple(facility.name for facility in reading.facilities) == summary.facilities
    assert [(campaign.name, campaign.message) for campaign in reading.campaigns] == [
        ("Ngày toàn dân hiến máu tình nguyện 07/4/2024", "Hiến giọt máu đào - Trao đời sự sống"),
        ("Chiến dịch Những giọt máu hồng - hè", ""),
        ("Chương trình Hành trình Đỏ lần thứ XII", ""),
    ]


def test_it_contradicts_itself_in_nothing(reading):
    assert findings(reading) == []


def test_only_what_follows_from_its_facts_is_left_unread(reading):
    assert [text[:30] for text in unread(reading)] == [
        "Đến hết ngày 30/6/2024",
        "Trong 05 Ngày hội, có 02 Ngày ",
        "Tại khu công nghiệp Phố Nối A ",
    ]


def test_a_drive_has_the_words_of_its_sentence_though_its_row_tells_it_again(reading):
    assert said(reading, _held(reading)[0].words) == [
        "Đợt 1: Ngày 09/4/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, thu được 263 đơn "
        "vị máu"
    ]


def _lines(document: Document) -> Iterator[str]:
    """What copying the report's page gives."""
    for block in document.blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.text
        elif isinstance(block, Table):
            yield "\t".join(column.title for column in block.columns)
            for row in block.rows:
                yield "\t".join(cell.text for cell in row)
            yield "\t".join([block.total.label, *(cell.text for cell in block.total.cells)])
        elif isinstance(block, Notes):
            yield from block.texts


@given(summaries(all_known=True))
@settings(max_examples=60, deadline=None)
def test_every_report_reads_back_as_its_rounds_and_its_total(facts: Summary):
    reading = read_text("\n".join(_lines(report_document(facts, issued()))))

    assert [(d.number, d.day.on, d.zone, d.host, d.units) for d in _held(reading)] == [
        (held.number, held.day.on, held.place.zone, held.place.host, held.units)
        for held in facts.rounds
    ]
    units = {
        each.number for each in reading.totals if (each.kind, each.scope) == ("units", "period")
    }
    assert units <= {facts.units}
    if len(facts.rounds) == 1:
        return  # what is told of the period is told of its only drive
    attended = [(d.attended, d.attended_hedge) for d in _held(reading) if d.attended is not None]
    assert attended == [
        # "không có người tham dự" knows no hedge
        (held.attended.number, held.attended.hedge if held.attended.number else "exact")
        for held in facts.rounds
        if held.attended
    ]
