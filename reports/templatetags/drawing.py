"""What templates need to draw figures and blocks; nothing here asks the database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from campaigns.dates import Day, clock_text, date_text, day_of_year
from campaigns.models import Committee, Target

from ..attendance import Attendance
from ..blocks import Cell, Column, Paragraph, Run, runs
from ..breakdown import Funnel
from ..charts import widths
from ..checks import Severity
from ..facts import CampaignName
from ..one_drive import Step
from ..planning import Outlook
from ..progress import Progress
from ..renderers.typeface import unbroken
from ..wording import campaign_text, hedged, integer, percent_cell, period_title

register = template.Library()


register.filter("unbroken", unbroken)


@register.filter
def gaps(text: str) -> tuple[Run, ...]:
    """The runs of a text, its gaps told apart."""
    return _unbroken(runs(text))


@register.filter
def figures(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph, its gaps and its figures told apart."""
    return _unbroken(runs(paragraph.text, paragraph.figures))


def _unbroken(parts: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(replace(run, text=unbroken(run.text)) for run in parts)


@register.filter
def turning_on(sentence: str) -> list[tuple[str, str]]:
    """A headline cut into texts and the figures that it turns on.

    Beside each text stands ``total`` or ``percent`` where it is such a figure, else nothing.
    """
    parts = re.split(r"((?<=: )[\d.]+ đơn vị|(?<=đạt )[\d.,]+%)", sentence)
    return [(part, _figure(part) if index % 2 else "") for index, part in enumerate(parts) if part]


def _figure(part: str) -> str:
    return "percent" if part.endswith("%") else "total"


@register.filter
def beside(cells: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Cell, Column]]:
    """Each cell of a row with its column."""
    return list(zip(cells, columns, strict=True))


@register.filter
def shares(columns: Sequence[Column]) -> list[str]:
    """How wide each column is, as an attribute says it (the content policy bars inline style)."""
    whole = sum(column.width for column in columns)
    return [f"{100 * column.width / whole:.2f}%" for column in columns]


@register.filter
def day(value: date) -> str:
    return date_text(value)


register.filter(day_of_year)
register.filter(period_title)


@register.filter
def clock(value: Day) -> str:
    return clock_text(value.starts_at, value.ends_at) if value.starts_at else ""


@register.filter
def attendance(attended: Attendance) -> str:
    return hedged(attended.number, attended.hedge, running=False)


@register.filter
def hedged_number(step: Step) -> str:
    return "" if step.number is None else hedged(step.number, step.hedge, running=False)


@register.filter
def assigner(target: Progress) -> str:
    return str(Target.AssignedBy(target.assigned_by).label)


@register.filter
def percent_of(units: int, target: Progress) -> str:
    return percent_cell(units, target.units)


@register.filter
def calendar(value: str) -> str:
    return str(Committee.Calendar(value).label)


@register.filter
def other_calendar(value: str) -> str:
    return str(Committee.Calendar(value).other.label)


_SEVERITIES = {
    Severity.ERROR: _("Phải sửa"),
    Severity.WARNING: _("Cảnh báo"),
    Severity.NOTE: _("Ghi chú"),
}


@register.filter
def severity(value: Severity) -> str:
    return str(_SEVERITIES[value])


@register.filter
def campaign_name(campaign: CampaignName) -> str:
    return campaign_text(campaign.kind, campaign.name)


@register.filter
def steps(funnel: Funnel) -> list[tuple[str, float]]:
    """Registered, attended, given: each as it is said, with the length of its bar."""
    attended = attendance(funnel.attended)
    said = (integer(funnel.registered), attended, integer(funnel.donated))
    return list(zip(said, widths(funnel.steps), strict=True))


@register.inclusion_tag("reports/_progress.html")
def progress_bar(progress: Progress) -> dict[str, Any]:
    """Reached against target: the longer of the two fills the bar of 1000, so none is capped."""
    whole = max(progress.units, progress.reached)
    return {
        "progress": progress,
        "done": round(1000 * progress.reached / whole),
        "goal": round(1000 * progress.units / whole),
        "pace": None if progress.is_closed else round(1000 * progress.pace / whole),
    }


@register.inclusion_tag("reports/_outlook.html")
def outlook_bar(outlook: Outlook) -> dict[str, Any]:
    """Reached, then expected, against the target: the longer fills the bar of 1000."""
    whole = max(outlook.total, outlook.target.units)
    return {
        "outlook": outlook,
        "reached": round(1000 * outlook.target.reached / whole),
        "total": round(1000 * outlook.total / whole),
        "goal": round(1000 * outlook.target.units / whole),
    }
