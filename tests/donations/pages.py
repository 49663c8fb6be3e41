"""The drive's page as a browser fills it in and reads it."""

from __future__ import annotations

from datetime import date

from django.contrib.messages import get_messages

from campaigns.models import Drive
from donations.models import DriveResult
from tests.factories import DriveFactory

EMPTY_RESULT = {
    "units": "",
    "version": 0,
    "registered": "",
    "attended_hedge": "exact",
    "attended": "",
    "eligible": "",
    "deferred": "",
    "donated": "",
    "bags_250": "",
    "bags_350": "",
    "bags_450": "",
    "note": "",
}


def form_of(drive: Drive, result: dict | None = None, **fields: object) -> dict[str, object]:
    """The page's fields as a browser sends them back, with changes."""
    drive.refresh_from_db()
    stored = DriveResult.objects.filter(drive=drive).first()
    row = {
        **EMPTY_RESULT,
        **({"id": stored.pk, "version": stored.version, "units": stored.units} if stored else {}),
        **(result or {}),
        "drive": drive.pk,
    }
    return {
        "committee": drive.committee_id,
        "version": drive.version,
        "status": drive.status,
        "on": f"{drive.on:%d/%m/%Y}",
        "form": drive.form,
        "zone": drive.zone_id or "",
        "host": drive.host_id or "",
        "venue": drive.venue,
        "starts_at": "",
        "ends_at": "",
        "last_on": "",
        "expected_units": "",
        "reason": "",
        "replaces": "",
        "label": "",
        "code": "",
        "note": "",
        "result-TOTAL_FORMS": 1,
        "result-INITIAL_FORMS": 1 if stored else 0,
        **{f"result-0-{name}": value for name, value in row.items()},
        **fields,
    }


def page_of(drive: Drive) -> str:
    return f"/admin/campaigns/drive/{drive.pk}/change/"


def errors_of(response) -> dict[str, list[str]]:
    """Messages beside the fields of drive and result."""
    assert response.status_code == 200, "it was saved"
    form = response.context["adminform"].form
    (inline,) = response.context["inline_admin_formsets"]
    found = {name: list(errors) for name, errors in form.errors.items()}
    for row in inline.formset.forms:
        found |= {f"result.{name}": list(errors) for name, errors in row.errors.items()}
    return found


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def add_form(committee, **fields: object) -> dict[str, object]:
    drive = DriveFactory.build(committee=committee, zone=None, venue="Ramen", on=date(2024, 4, 9))
    form = {
        **{"committee": committee.pk, "version": 0, "status": "held", "on": "09/4/2024"},
        **{"form": "zone", "venue": drive.venue, "entry_key": str(drive.entry_key)},
        **{"result-TOTAL_FORMS": 1, "result-INITIAL_FORMS": 0},
        **{f"result-0-{name}": value for name, value in EMPTY_RESULT.items()},
    }
    return {**form, "result-0-units": "100", **fields}
