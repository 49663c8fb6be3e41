"""An installation that had plans and reports before they could be looked for by a key."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from campaigns.models import Plan
from reports.models import Report
from tests.factories import PlanFactory, held
from tests.reports.lives import drafted, fit_to_sign, issued

pytestmark = pytest.mark.django_db


def fold_stored(app: str, migration: str) -> None:
    """What the migration does to the rows, with the models as they were then."""
    state = MigrationExecutor(connection).loader.project_state((app, migration))
    import_module(f"{app}.migrations.{migration}").fold_stored(state.apps, None)


def key_of(model: type) -> str:
    return model.objects.values_list("search_key", flat=True).get()


def test_a_plan_gets_the_key_that_saving_it_gives(committee):
    PlanFactory.create(committee=committee, number="03/KH-BCĐ", subject="Vận động\nhiến máu")
    saved = key_of(Plan)
    Plan.objects.update(search_key="")

    fold_stored("campaigns", "0007_plan_search")

    assert key_of(Plan) == saved
    assert "03/kh-bcd" in saved


def test_a_report_whose_period_cannot_be_told_does_not_stop_the_upgrade(committee):
    fit_to_sign(committee)
    held(committee, date(2024, 4, 9), 263)
    issued(drafted(committee), number=15)
    Report.objects.update(calendar="", search_key="")

    fold_stored("reports", "0004_report_search")

    assert "nam 2024" in key_of(Report)


@pytest.mark.parametrize("ends", [{"key": "q2"}, {"key": "", "to_on": date(2024, 5, 5)}])
def test_an_issued_report_gets_the_key_that_saving_it_gives(committee, ends):
    fit_to_sign(committee)
    held(committee, date(2024, 4, 9), 263)
    report = issued(drafted(committee, key="q2"), number=15)
    Report.objects.filter(pk=report.pk).update(**ends)
    Report.objects.get(pk=report.pk).save()
    saved = key_of(Report)
    Report.objects.update(search_key="")

    fold_stored("reports", "0004_report_search")

    assert key_of(Report) == saved
    assert saved.startswith("bao cao so 15/bc")
