"""Which figures stand in a sentence, in its order, and the source that each of them opens.

The figures' texts come from the functions that the sentences use, so that they are found in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .blocks import Figure
from .clauses import drives_text
from .facts import Round, Summary
from .outlook import still_missing
from .outreach import outreach_figures
from .progress import Progress
from .sources import (
    ATTENDED,
    AVERAGE,
    DRIVES,
    LAST_YEAR,
    OUTREACH,
    UNITS,
    of_drive,
    of_form,
    of_target,
    of_zone,
)
from .wording import change_text, hedged, lower_first, percent_text, units_text


def in_results(summary: Summary) -> tuple[Figure, ...]:
    return tuple(_results(summary))


def _results(summary: Summary) -> Iterator[Figure]:
    yield Figure(drives_text(len(summary.rounds)), DRIVES)
    if len(summary.rounds) == 1:
        yield Figure(f"Đợt {summary.rounds[0].number}", of_drive(summary.rounds[0]))
    if summary.attended:
        yield Figure(hedged(summary.attended.number, summary.attended.hedge), ATTENDED)
    yield Figure(units_text(summary.units), UNITS)
    if summary.headline:
        yield _percent(summary.headline)


def in_direction(summary: Summary) -> tuple[Figure, ...]:
    """Those of the sentence on the communication work."""
    return tuple(Figure(text, OUTREACH) for text in outreach_figures(summary))


def in_round(held: Round) -> tuple[Figure, ...]:
    ref = of_drive(held)
    attended = held.attended
    came = [Figure(hedged(attended.number, attended.hedge), ref)] if attended else []
    units = [Figure(units_text(held.units), ref)] if held.units else []
    return (Figure(f"Đợt {held.number}", ref), *came, *units)


def in_targets(summary: Summary, sentences: Sequence[str]) -> list[tuple[Figure, ...]]:
    """For each of the sentences on the targets; where they share a total, the first gives it."""
    each = [_target(target) for target in summary.targets]
    shared = (
        [each[0]] if len(sentences) > len(each) and each else [()] * (len(sentences) - len(each))
    )
    return [*shared, *each]


def _target(target: Progress) -> tuple[Figure, ...]:
    ref = of_target(target)
    return (
        Figure(drives_text(target.drives), ref),
        Figure(units_text(target.reached), ref),
        _percent(target),
        Figure(units_text(target.units), ref),
        Figure(units_text(target.over or target.missing), ref),
    )


def _percent(target: Progress) -> Figure:
    return Figure(percent_text(target.reached, target.units), of_target(target))


def in_comparison(summary: Summary) -> tuple[Figure, ...]:
    last = summary.last_year
    if last is None:
        return ()
    difference = abs(summary.units - last.units)
    percent = change_text(difference, last.units) if last.units else ""
    texts = [units_text(last.units), units_text(difference), percent]
    return tuple(Figure(text, LAST_YEAR) for text in texts if text)


def in_assessment(summary: Summary) -> tuple[Figure, ...]:
    """Those of the proposed first paragraph of section III."""
    return tuple(_assessment(summary))


def _assessment(summary: Summary) -> Iterator[Figure]:
    if summary.headline:
        yield _percent(summary.headline)
    yield Figure(drives_text(len(summary.rounds)), DRIVES)
    for share in summary.by_form:
        yield Figure(drives_text(share.drives), of_form(share))
        yield Figure(units_text(share.units), of_form(share))
    if summary.average is not None:
        yield Figure(units_text(summary.average), AVERAGE)
    for share in summary.by_zone:
        yield Figure(units_text(share.units), of_zone(summary, share))


def in_task(summary: Summary, sentence: str) -> tuple[Figure, ...]:
    """Only what is still missing is a figure made from drives."""
    missing = still_missing(summary)
    if (
        summary.headline
        and missing
        and lower_first(missing) in lower_first(sentence.split(". ")[-1])
    ):
        return (Figure(units_text(summary.headline.missing), of_target(summary.headline)),)
    return ()
