"""Links that open a form, filled in as far as the page knows, and lead back after saving."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ..checks import Finding, Mends
from ..facts import Summary

register = template.Library()

# Where a finding is mended: what leads there, the page's name, and who may go.
MENDS = {
    Mends.DRIVE: (_("Mở đợt này"), "admin:campaigns_drive_change", "campaigns.change_drive"),
    Mends.TARGET: (_("Mở chỉ tiêu"), "admin:campaigns_target_change", "campaigns.change_target"),
    Mends.STATEMENT: (
        _("Mở số liệu chung của kỳ"),
        "admin:donations_periodstatement_changelist",
        "donations.change_periodstatement",
    ),
    Mends.PLAN: (_("Nhập kế hoạch"), "admin:campaigns_plan_add", "campaigns.add_plan"),
    Mends.COMPANY: (
        _("Mở danh sách doanh nghiệp"),
        "admin:campaigns_company_changelist",
        "campaigns.view_company",
    ),
    Mends.ZONE: (
        _("Mở danh sách khu công nghiệp"),
        "admin:campaigns_zone_changelist",
        "campaigns.view_zone",
    ),
    Mends.FACILITY: (
        _("Mở danh sách đơn vị tiếp nhận"),
        "admin:campaigns_receivingfacility_changelist",
        "campaigns.view_receivingfacility",
    ),
    Mends.LETTERHEAD: (
        _("Mở đầu văn bản"),
        "admin:campaigns_letterhead_changelist",
        "campaigns.view_letterhead",
    ),
    Mends.REPORT: (_("Soạn thảo"), "report-edit", "reports.change_report"),
}
# Where nothing has been entered yet, the empty form.
ENTERS = {
    Mends.TARGET: (_("Nhập chỉ tiêu"), "admin:campaigns_target_add", "campaigns.add_target"),
    Mends.STATEMENT: (
        _("Nhập số liệu chung của kỳ"),
        "admin:donations_periodstatement_add",
        "donations.add_periodstatement",
    ),
}


@register.simple_tag(takes_context=True)
def opening(context: Context, page: str, *args: Any, **filled: Any) -> str:
    """The address of a form with fields ``filled`` in; saved, it leads back to this page."""
    onward = {**filled, "next": context["request"].get_full_path()}
    return f"{reverse(page, args=args)}?{urlencode(onward)}"


@register.simple_tag(takes_context=True)
def mending(context: Context, finding: Finding) -> dict[str, str]:
    """The link that mends a finding; empty for whoever may not."""
    if finding.mends is None:
        return {}
    summary: Summary | None = context.get("summary")
    is_missing = finding.mends in ENTERS and not _is_entered(finding, summary)
    label, page, permission = (ENTERS if is_missing else MENDS)[finding.mends]
    if not context["user"].has_perm(permission):
        return {}
    if finding.mends == Mends.REPORT:
        url = reverse(page, args=[context["report"].pk])
    elif page.endswith("_changelist"):
        url = reverse(page)
    else:
        args = [finding.pk] if finding.pk else []
        filled = {} if args or summary is None else _known(context, finding.mends, summary)
        url = opening(context, page, *args, **filled)
    return {"label": str(label), "url": url}


def _is_entered(finding: Finding, summary: Summary | None) -> bool:
    if finding.mends == Mends.STATEMENT:
        return summary is None or summary.statement is not None
    return finding.pk is not None


def _known(context: Context, mends: Mends, summary: Summary) -> dict[str, Any]:
    """What an empty form is filled in with."""
    filled: dict[str, Any] = {"committee": context["committee"].pk}
    if mends == Mends.STATEMENT:
        period = summary.period
        return filled | {
            "from_on": f"{period.from_on:%d/%m/%Y}",
            "to_on": f"{period.to_on:%d/%m/%Y}",
        }
    return filled | {"year": summary.period.year}
