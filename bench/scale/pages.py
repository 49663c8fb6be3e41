"""What is measured: the pages of the first committee, which is the same at every size."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from donations.scale import TODAY

YEAR = TODAY.year
OFFICER, ADMINISTRATOR = "canbo-1", "quantri"
LIST = "/admin/campaigns/drive/"


@dataclass(frozen=True)
class Page:
    """``is_file`` where a renderer answers and no template."""

    name: str
    url: str
    user: str = OFFICER
    is_file: bool = False


def pages() -> list[Page]:
    from campaigns.models import Company, Drive

    company = Company.objects.order_by("pk").first()
    own = Drive.objects.of(company.committee).count()
    last, very_last = (math.ceil(count / 50) for count in (own, Drive.objects.count()))
    report = f"/reports/{YEAR}/year/"
    return [
        Page("tổng quan", f"/?year={YEAR}"),
        Page("báo cáo, trang", report),
        Page("báo cáo, Word", f"{report}report.docx", is_file=True),
        Page("báo cáo, PDF", f"{report}report.pdf", is_file=True),
        Page("báo cáo, JSON", f"{report}report.json", is_file=True),
        Page("danh sách đợt, trang 1", LIST),
        Page("danh sách đợt, trang cuối", f"{LIST}?p={last}"),
        Page("danh sách đợt, tìm", f"{LIST}?q=do+luong+so+3"),
        Page("lịch", f"/calendar/{YEAR}/"),
        Page("trang doanh nghiệp", f"/companies/{company.pk}/"),
        Page("quản trị: tổng quan", f"/?year={YEAR}", ADMINISTRATOR),
        Page("quản trị: danh sách đợt, trang 1", LIST, ADMINISTRATOR),
        Page("quản trị: danh sách đợt, trang cuối", f"{LIST}?p={very_last}", ADMINISTRATOR),
        Page("quản trị: danh sách đợt, tìm", f"{LIST}?q=so+3+tinh+1", ADMINISTRATOR),
        Page("quản trị: ô tìm", "/search/?q=so+3+tinh+1", ADMINISTRATOR),
    ]


def facts_at_hand() -> dict[str, Callable[..., Any]]:
    """Instead of what the view of a file asks the database: facts that have been read already."""
    from campaigns.models import Committee
    from reports.letter import draft_letter
    from reports.periods import preset_period
    from reports.summary import summarise

    committee = Committee.objects.order_by("pk").first()
    period = preset_period("year", YEAR, Committee.Calendar(committee.calendar))
    summary = summarise(committee, period, as_of=TODAY)
    letter = draft_letter(committee, today=TODAY)
    return {"summarise": lambda *_, **__: summary, "draft_letter": lambda *_, **__: letter}
