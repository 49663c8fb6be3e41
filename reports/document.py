"""The period's report, written out as blocks: what stands where, and what falls away."""

from __future__ import annotations

from collections.abc import Iterator

from . import figures, narrative, outlook
from .annex import annex
from .blocks import (
    DRAFT_MARK,
    Addressees,
    Block,
    Document,
    Foot,
    Head,
    Heading,
    Paragraph,
    Title,
)
from .clauses import bulleted
from .facts import Summary
from .letter import NO_SIGNER, Letter, capacity_lines
from .wording import dated_line, lower_first, numbered, period_name

KIND = "BC"
RESULTS = "KẾT QUẢ TỔ CHỨC"


def report_document(summary: Summary, letter: Letter) -> Document:
    """The whole report. A draft shows its gaps in brackets; in an issued one they fall away."""
    return Document(
        title=f"Báo cáo {lower_first(narrative.subject(summary))}",
        blocks=tuple(_blocks(summary, letter)),
        summary=summary,
    )


def _blocks(summary: Summary, letter: Letter) -> Iterator[Block]:
    yield Head(
        host_body=letter.host_body,
        issuing_body=letter.issuing_body,
        number_line=numbered("Số:", KIND, summary.committee.symbol, letter.number),
        dated_line=dated_line(letter.place, letter.issued_on),
        draft_mark=DRAFT_MARK if letter.is_draft else "",
    )
    yield Title("BÁO CÁO", narrative.subject(summary))
    if letter.addressees:
        yield Addressees(_addressees(letter.addressees))
    yield Paragraph(narrative.opening(summary))
    yield from _numbered_sections(summary, letter)
    yield Paragraph(narrative.closing(summary, has_addressee=bool(letter.addressees)))
    yield _foot(summary, letter)
    if summary.rounds:
        yield from annex(summary, letter, KIND)


def _addressees(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if len(names) == 1 else tuple(bulleted(names))


def _numbered_sections(summary: Summary, letter: Letter) -> Iterator[Block]:
    """Sections with text, their Roman numbers closed up."""
    ahead = period_name(summary.next_period).upper()
    sections = (
        ("CÔNG TÁC CHỈ ĐẠO VÀ TUYÊN TRUYỀN", _direction(summary)),
        (RESULTS, _results(summary, letter)),
        ("ĐÁNH GIÁ CHUNG", _assessment(summary)),
        (f"PHƯƠNG HƯỚNG, NHIỆM VỤ {ahead}", _ahead(summary)),
    )
    numbers = iter(("I", "II", "III", "IV"))
    for title, section in sections:
        if blocks := list(section):
            yield Heading(1, f"{next(numbers)}. {title}")
            yield from blocks


def _direction(summary: Summary) -> Iterator[Block]:
    if text := narrative.proposed_direction(summary):
        yield Paragraph(text, is_proposed=True)


def _results(summary: Summary, letter: Letter) -> Iterator[Block]:
    """II.1 and II.2; an issued report without a target has neither II.2 nor the two titles."""
    is_divided = bool(summary.targets) or letter.is_draft
    if is_divided:
        yield Heading(2, "1. Kết quả các Ngày hội hiến máu tình nguyện")
    yield Paragraph(narrative.results(summary), figures=figures.in_results(summary))
    if len(summary.rounds) > 1:
        lines = bulleted([narrative.round_text(held) for held in summary.rounds])
        for line, held in zip(lines, summary.rounds, strict=True):
            yield Paragraph(line, figures=figures.in_round(held))
    if summary.rounds:
        yield Paragraph(narrative.SEE_ANNEX)
    found = figures.in_comparison(summary)
    text = narrative.compared(summary)
    compared = [Paragraph(text, figures=found)] if text else []
    if not summary.targets:
        yield from compared
    if is_divided:
        yield Heading(2, "2. So với kế hoạch được giao")
        sentences = narrative.against_targets(summary, draft=letter.is_draft)
        for sentence, found in zip(sentences, figures.in_targets(summary, sentences), strict=True):
            yield Paragraph(sentence, figures=found)
    if summary.targets:
        yield from compared


def _assessment(summary: Summary) -> Iterator[Block]:
    found = figures.in_assessment(summary)
    for text in narrative.proposed_assessment(summary):
        yield Paragraph(text, is_proposed=True, figures=found)


def _ahead(summary: Summary) -> Iterator[Block]:
    for text in outlook.ahead(summary):
        yield Paragraph(text, figures=figures.in_task(summary, text))


def _foot(summary: Summary, letter: Letter) -> Foot:
    signature = letter.signature
    return Foot(
        recipients=tuple(bulleted(_recipients(letter))),
        capacity=capacity_lines(signature, summary.committee.short_name),
        agency_post=signature.agency_post if signature else (),
        signer=signature.name if signature else NO_SIGNER,
    )


def _recipients(letter: Letter) -> list[str]:
    first = ["Như trên"] if letter.addressees else []
    kept = ", ".join(filter(None, ["Lưu: VT", letter.drafting_unit]))
    return [*first, *letter.recipients, kept]
