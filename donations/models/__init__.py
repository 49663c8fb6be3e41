"""What the drives brought, how companies turned out, and what was brought in from sheets."""

from __future__ import annotations

from .imports import ImportedRow, SheetImport
from .results import DriveResult, Hedge, PeriodStatement
from .turnout import CompanyTurnout

__all__ = [
    "CompanyTurnout",
    "DriveResult",
    "Hedge",
    "ImportedRow",
    "PeriodStatement",
    "SheetImport",
]
