"""Who plans, where, and what: committees, places, plans, drives and word of them."""

from __future__ import annotations

from .committees import Committee, Letterhead, Signatory, User
from .communications import Communication
from .drives import Drive
from .places import Company, ReceivingFacility, Zone
from .plans import Campaign, Plan, Target
from .records import Record, StaleVersionError

__all__ = [
    "Campaign",
    "Committee",
    "Communication",
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
