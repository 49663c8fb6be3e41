"""Where a drive is held, in the words of lists and findings."""

from __future__ import annotations

import re
from dataclasses import dataclass


def bare_zone(name: str) -> str:
    """``Yên Mỹ II``, also of "Khu công nghiệp Yên Mỹ II", and folded of a folded name."""
    common = r"^(khu công nghiệp|khu cong nghiep|kcn)\s+"
    return re.sub(common, "", name, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Empty strings stand for what is not known or does not apply."""

    form: str  # Drive.Form
    zone: str
    host: str
    venue: str

    @property
    def zone_text(self) -> str:
        """``KCN Yên Mỹ II``; empty where no zone is known."""
        return f"KCN {bare_zone(self.zone)}" if self.zone else ""

    @property
    def short(self) -> str:
        """The host, else the zone, else the venue."""
        return self.host or self.zone_text or self.venue or "Chưa ấn định địa điểm"

    @property
    def detail(self) -> str:
        """What ``short`` leaves open."""
        if self.host:
            return " · ".join(filter(None, [self.zone_text, self.venue]))
        return " · ".join(filter(None, ["Tổ chức tập trung", self.venue if self.zone else ""]))
