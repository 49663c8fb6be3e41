"""The period's report, written out as blocks: what stands where, and what falls away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from . import figures, narrative, outlook
from .annex import annexes
from .blocks import (
    DRAFT_MARK,
    Addressees,
    Block,
    Document,
    Foot,
    Head,
    Heading,
    Paragraph,
    Picture,
    Title,
)
from .clauses import bulleted
from .facts import Summary
from .letter import NO_SIGNER, Letter, capacity_lines
from .wording import ROMAN, dated_line, lower_first, numbered, period_name

KIND = "BC"  # báo cáo (Nghị định 30/2020/NĐ-CP, PL III)
RESULTS = "KẾT QUẢ TỔ CHỨC"
AHEAD = "PHƯƠNG HƯỚNG, NHIỆM VỤ"


@dataclass(frozen=True, slots=True)
class Replaced:
    """The report that this one takes the place of, cited as it called itself."""

    summary: Summary
    symbol: str
    issued_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What an officer wrote and chose.

    ``None`` leaves the proposed text, an empty part falls away.
    """

    direction: str | None = None
    assessment: str | None = None
    tasks: str = ""
    proposals: str = ""
    replaced: Replaced | None = None
    pictures: tuple[Picture, ...] = ()


NOTHING_WRITTEN = Texts()


def report_document(summary: Summary, letter: Letter, texts: Texts = NOTHING_WRITTEN) -> Document:
    """The whole report. A draft shows its gaps in brackets; in an issued one they fall away."""
    return document_of(summary, tuple(_blocks(summary, letter, texts)))


def document_of(summary: Summary, blocks: tuple[Block, ...]) -> Document:
    return Document(f"Báo cáo {lower_first(narrative.subject(summary))}", blocks, summary)


def _blocks(summary: Summary, letter: Letter, texts: Texts) -> Iterator[Block]:
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
    yield from _numbered_sections(summary, letter, texts)
    if texts.replaced:
        yield Paragraph(_replaces(texts.replaced))
    yield Paragraph(narrative.closing(summary, has_addressee=bool(letter.addressees)))
    yield _foot(summary, letter)
    if summary.rounds:
        yield from annexes(summary, letter, KIND, texts.pictures)


def _addressees(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if len(names) == 1 else tuple(bulleted(names))


def _numbered_sections(summary: Summary, letter: Letter, texts: Texts) -> Iterator[Block]:
    """Sections with text, their Roman numbers closed up."""
    ahead = period_name(summary.next_period).upper()
    sections = (
        ("CÔNG TÁC CHỈ ĐẠO VÀ TUYÊN TRUYỀN", _direction(summary, texts.direction, letter)),
        (RESULTS, _results(summary, letter, texts)),
        ("ĐÁNH GIÁ CHUNG", _assessment(summary, texts.assessment, letter)),
        (f"{AHEAD} {ahead}", _ahead(summary, texts.tasks)),
        ("KIẾN NGHỊ, ĐỀ XUẤT", _written(texts.proposals)),
    )
    numbers = iter(ROMAN)
    for title, section in sections:
        if blocks := list(section):
            yield Heading(1, f"{next(numbers)}. {title}")
            yield from blocks


def _written(text: str) -> Iterator[Block]:
    """Each line that an officer wrote is a paragraph."""
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(line.strip())


def _direction(summary: Summary, written: str | None, letter: Letter) -> Iterator[Block]:
    if written is not None:
        yield from _written(written)
    elif text := narrative.proposed_direction(summary):
        found = figures.in_direction(summary)
        yield Paragraph(text, is_proposed=letter.is_draft, figures=found)


def _results(summary: Summary, letter: Letter, texts: Texts) -> Iterator[Block]:
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
        yield Paragraph(narrative.SEE_ANNEXES if texts.pictures else narrative.SEE_ANNEX)
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


def _assessment(summary: Summary, written: str | None, letter: Letter) -> Iterator[Block]:
    if written is not None:
        yield from _written(written)
        return
    found = figures.in_assessment(summary)
    for text in narrative.proposed_assessment(summary):
        yield Paragraph(text, is_proposed=letter.is_draft, figures=found)


def _ahead(summary: Summary, more: str) -> Iterator[Block]:
    added = [line for line in more.splitlines() if line.strip()]
    for text in outlook.ahead(summary, added):
        yield Paragraph(text, figures=figures.in_task(summary, text))


def _replaces(replaced: Replaced) -> str:
    return narrative.replaces(
        replaced.summary, replaced.symbol, replaced.issued_on, replaced.reason
    )


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
