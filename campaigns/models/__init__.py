"""Who plans, where, and what: committees, places, plans and drives."""

from __future__ import annotations

from .committees import Committee, Letterhead, Signatory, User
from .drives import Drive
from .places import Company, ReceivingFacility, Zone
from .plans import Campaign, Plan, Target
from .records import Record, StaleVersionError

__all__ = [
    "Campaign",
    "Committee",
    "Company",
    "Drive",
    "Letterhead",
    "Plan",
    "ReceivingFacility",
    "Record",
    "Signatory",
    "StaleVersionError",
    "Target",
    "User",
    "Zone",
]
