"""Ids of another committee's rows, wherever a form takes one."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.contrib.auth.models import Group

from campaigns.models import Committee, Company, Drive, User
from donations.models import CompanyTurnout, DriveResult
from reports.models import Report
from tests.donations.pages import form_of, page_of
from tests.factories import (
    CampaignFactory,
    CommitteeFactory,
    CompanyFactory,
    PlanFactory,
    SignatoryFactory,
    TurnoutFactory,
    held,
)
from tests.reports.lives import drafted
from tests.test_roles import MODELS

pytestmark = pytest.mark.django_db

# Those that all committees have in common.
SHARED = {"facilities"}


@pytest.fixture
def foreign() -> Committee:
    """Another committee, with something of everything that a form can name."""
    committee = CommitteeFactory.create()
    drive = held(committee, date(2024, 4, 9), 50)
    TurnoutFactory.create(drive=drive, units=7)
    CampaignFactory.create(committee=committee)
    CompanyFactory.create(committee=committee)
    PlanFactory.create(committee=committee)
    SignatoryFactory.create(committee=committee)
    return committee


def choices_of(form) -> dict[str, forms.ModelChoiceField]:
    return {
        name: field
        for name, field in form.fields.items()
        if isinstance(field, forms.ModelChoiceField) and name not in SHARED
    }


def refuses(field: forms.ModelChoiceField, row) -> bool:
    is_many = isinstance(field, forms.ModelMultipleChoiceField)
    try:
        field.clean([row.pk] if is_many else row.pk)
    except forms.ValidationError:
        return True
    return False


@pytest.mark.parametrize("model", MODELS["{entered}"])
def test_no_form_of_the_admin_takes_another_committees_row(as_officer, foreign, model):
    form = as_officer.get(f"/admin/{model}/add/").context["adminform"].form
    fields = choices_of(form)

    taken = []
    for name, field in fields.items():
        rows = field.queryset.model._default_manager.all()
        theirs = [foreign] if field.queryset.model is Committee else rows.filter(committee=foreign)
        assert theirs, f"nothing to forge for {name}"
        taken += [name for row in theirs if not refuses(field, row)]

    assert fields
    assert taken == []


def test_the_desk_takes_no_other_committees_signatory_and_pictures(as_officer, committee, foreign):
    held(committee, date(2024, 4, 9), 263)
    report = drafted(committee)
    form = as_officer.get(f"/reports/{report.pk}/edit/").context["form"]

    fields = choices_of(form)

    assert "signatory" in fields
    assert refuses(fields["signatory"], foreign.signatories.get())


def test_a_hidden_id_of_another_committees_result_moves_nothing(as_officer, committee, foreign):
    drive = held(committee, date(2024, 4, 9), 263)
    theirs = DriveResult.objects.get(drive__committee=foreign)

    as_officer.post(page_of(drive), form_of(drive, {"id": theirs.pk, "units": 999}))

    theirs.refresh_from_db()
    assert (theirs.units, theirs.drive.committee) == (50, foreign)
    assert DriveResult.objects.get(drive=drive).units == 263


def test_the_list_of_a_drive_takes_no_other_committees_row_or_company(
    as_officer, committee, foreign
):
    drive = held(committee, date(2024, 4, 9), 263)
    theirs = CompanyTurnout.objects.get(drive__committee=foreign)
    company = Company.objects.filter(committee=foreign).first()
    prefix = f"row-{theirs.pk}"

    as_officer.post(
        f"/drives/{drive.pk}/turnout/",
        {f"{prefix}-version": theirs.version, f"{prefix}-units": 999, "remove": theirs.pk},
    )
    as_officer.post(f"/drives/{drive.pk}/turnout/add/", {"part": "zone", "company": [company.pk]})

    theirs.refresh_from_db()
    assert theirs.units == 7
    assert not drive.turnouts.exists()


def test_two_names_of_two_committees_are_not_merged(as_officer, committee, foreign):
    ours, theirs = CompanyFactory.create(committee=committee), foreign.companies.first()
    both = [ours.pk, theirs.pk]

    listed = as_officer.post(
        "/admin/campaigns/company/", {"action": "merge_two", "_selected_action": both}
    )
    merged = as_officer.post(
        f"/names/company/{ours.pk}/{theirs.pk}/", {"keep_version": 0, "gone_version": 0}
    )

    assert "merge" not in listed["Location"]
    assert merged.status_code == 404
    assert Company.objects.filter(pk__in=both).count() == 2


def test_an_export_or_a_list_names_no_other_committees_rows(as_officer, committee, foreign):
    for filters in (
        f"?committee__id__exact={foreign.pk}",
        f"?zone__id__exact={foreign.zones.first().pk}",
    ):
        answer = as_officer.get(f"/admin/campaigns/drive/{filters}", follow=True)

        assert not (answer.context and list(answer.context["cl"].result_list))


@pytest.mark.parametrize("name", ["user", "committee", "company", "drive", "receivingfacility"])
@pytest.mark.parametrize("forged", ["x", "", "9" * 30, "1 OR 1=1", "\0", "-1", "²"])
def test_a_forged_id_in_a_lists_action_is_no_crash(as_administrator, committee, name, forged):
    for action in ("delete_selected", "unlock", "merge_two"):
        answer = as_administrator.post(
            f"/admin/campaigns/{name}/",
            {"action": action, "_selected_action": forged, "index": 0, "post": "yes"},
        )

        assert answer.status_code < 500


def test_nobody_makes_himself_an_administrator(as_officer, officer):
    form = {"username": "canbo", "is_superuser": "on", "groups": [1, 2, 3]}

    for address in (f"/admin/campaigns/user/{officer.pk}/change/", "/admin/campaigns/user/add/"):
        assert as_officer.post(address, form).status_code == 403

    officer.refresh_from_db()
    assert not officer.is_superuser
    assert User.objects.count() == 1
    assert list(officer.groups.all()) == [Group.objects.get(name="Cán bộ")]


def test_a_report_is_opened_for_no_other_committee(as_officer, committee, foreign):
    for address in ("/reports/2024/h1/draft/", "/reports/new/"):
        answer = as_officer.post(f"{address}?committee={foreign.pk}", {"year": 2024, "key": "h1"})

        assert answer.status_code == 404
    assert not Report.objects.exists()
    assert Drive.objects.filter(committee=foreign).count() == 1
