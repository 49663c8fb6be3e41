"""Rules worked out in memory answer as the database does."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Drive, Record
from campaigns.rules import holds, require_rules
from donations.models import DriveResult
from tests.factories import CompanyFactory, DriveFactory, ZoneFactory

CHECKS = [
    pytest.param(model, check, id=check.name)
    for model in apps.get_models()
    if issubclass(model, Record)
    for check in model._meta.constraints
    if isinstance(check, models.CheckConstraint)
]
DAY = date(2024, 4, 9)
VALUES = {
    models.DateField: st.integers(-1, 1).map(lambda days: DAY + timedelta(days)),
    models.TimeField: st.integers(7, 9).map(time),
    models.PositiveIntegerField: st.integers(0, 4),
    models.ForeignKey: st.integers(1, 2),
    models.BooleanField: st.booleans(),
}


def _values(field: models.Field) -> st.SearchStrategy:
    if field.choices:
        values = st.sampled_from([value for value, _label in field.flatchoices])
    elif isinstance(field, models.CharField | models.TextField):
        values = st.sampled_from(["", "a"])
    else:
        kind = next((kind for kind in VALUES if isinstance(field, kind)), None)
        values = VALUES.get(kind, st.just(1))
    return st.none() | values if field.null else values


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "check"), CHECKS)
def test_a_condition_holds_in_memory_where_it_holds_in_the_database(model, check):
    fields = [field for field in model._meta.fields if not field.primary_key]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries({field.attname: _values(field) for field in fields}))
    def compare(values):
        row = model(pk=1, **values)
        try:
            check.validate(model, row)
            is_kept = True
        except ValidationError:
            is_kept = False
        assert (holds(check.condition, row) is not False) == is_kept

    compare()


def test_there_are_checks_to_compare():
    assert len(CHECKS) > 15


def _said(record: Record) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        require_rules(record)
    return refused.value.message_dict


@pytest.mark.django_db
def test_messages_are_those_of_a_form_beside_the_same_fields():
    drive = DriveFactory.build(committee=ZoneFactory.create().committee, zone=None)
    drive.form, drive.status, drive.precision, drive.venue = "company", "held", "month", "x" * 201

    in_memory = _said(drive)

    with pytest.raises(ValidationError) as refused:
        drive.full_clean()
    assert in_memory == refused.value.message_dict
    assert set(in_memory) == {"host", "on", "venue"}


@pytest.mark.django_db
def test_rules_across_tables_are_asked_too():
    zone = ZoneFactory.create()
    host = CompanyFactory.create(committee=zone.committee, zone=zone)
    elsewhere = ZoneFactory.create(committee=zone.committee, name="Khu khác")

    drive = Drive(committee=zone.committee, on=DAY, form="company", host=host, zone=elsewhere)

    assert "zone" in _said(drive)


@pytest.mark.django_db
def test_new_rows_ask_the_database_nothing(django_assert_num_queries):
    drive = DriveFactory.build(committee=ZoneFactory.create().committee, zone=None)
    drive.status, drive.venue = Drive.Status.HELD, "Ramen"
    result = DriveResult(drive=drive, units=2, bags_250=1, bags_350=1)

    with django_assert_num_queries(0):
        require_rules(drive)
        require_rules(result)
