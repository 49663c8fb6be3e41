"""Who plans, where, and what: committees, places, plans, drives, word and papers of them."""

from __future__ import annotations

from .committees import Committee, Letterhead, Signatory, User
from .communications import Communication
from .drives import Drive
from .papers import DrivePicture, Paper
from .places import Company, ReceivingFacility, Zone
from .plans import Campaign, Plan, Target
from .records import Record, StaleVersionError

__all__ = [
    "Campaign",
    "Committee",
    "Communication",
    "Company",
    "Drive",
    "DrivePicture",
    "Letterhead",
    "Paper",
    "Plan",
    "ReceivingFacility",
    "Record",
    "Signatory",
    "StaleVersionError",
    "Target",
    "User",
    "Zone",
]
