"""Tỉnh Mẫu: every row is one that a form would take, whatever day it is made on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import F

from campaigns.models import (
    Campaign,
    Committee,
    Communication,
    Company,
    Drive,
    Letterhead,
    Plan,
    ReceivingFacility,
    Signatory,
    Target,
    Zone,
)
from campaigns.rules import require_rules
from donations.models import CompanyTurnout, DriveResult
from donations.sample import create_sample
from donations.sample.names import INVENTED
from reports.checks import findings
from reports.experience import past_drives
from reports.forecast import forecast
from reports.periods import preset_period
from reports.summary import Summary, summarise

pytestmark = pytest.mark.django_db

MODELS = (
    *(Committee, Zone, Company, ReceivingFacility, Letterhead, Signatory, Plan, Target, Campaign),
    *(Communication, Drive, DriveResult, CompanyTurnout),
)
TO_THE_COMMITTEE = {
    Company: ["zone"],
    Drive: ["zone", "host__zone", "replaces"],
    DriveResult: ["drive"],
    CompanyTurnout: ["drive", "company"],
    Communication: ["campaign"],
}
DAYS = [
    date(2026, 1, 5),
    date(2026, 6, 15),
    date(2026, 11, 28),
    date(2028, 2, 29),
    date(2026, 12, 31),
]
JUNE = DAYS[1]


@pytest.fixture
def made_on(monkeypatch) -> Callable[[date], Committee]:
    """The committee as it is made on a day, which the clock then shows."""

    def make(day: date) -> Committee:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: day)
        monkeypatch.setattr("donations.models.turnout.localdate", lambda: day)
        return create_sample(day)

    return make


def year(committee: Committee, number: int, today: date) -> Summary:
    calendar = Committee.Calendar(committee.calendar)
    return summarise(committee, preset_period("year", number, calendar), as_of=today)


def years(committee: Committee, today: date) -> list[Summary]:
    return [year(committee, today.year - back, today) for back in range(5, -1, -1)]


def test_every_row_is_one_that_a_form_would_take(made_on):
    made_on(JUNE)

    for model in MODELS:
        assert model.objects.exists()
        for row in model.objects.select_related(*TO_THE_COMMITTEE.get(model, ())):
            row.full_clean()


@pytest.mark.parametrize("today", DAYS)
def test_every_row_keeps_the_rules_on_whatever_day_it_is_made(made_on, today):
    made_on(today)

    for model in MODELS:
        # Uniqueness is the database's, which has taken them.
        for row in model.objects.select_related(*TO_THE_COMMITTEE.get(model, ())):
            require_rules(row)


@pytest.mark.parametrize("today", DAYS)
def test_only_what_is_past_has_been_held_and_nothing_lies_after_the_year(made_on, today):
    committee = made_on(today)

    drives = Drive.objects.of(committee)
    assert not drives.filter(status="held", on__gte=today).exists()
    assert not drives.filter(on__year__gt=today.year).exists()
    waiting = drives.awaiting_result(today)
    assert sorted(waiting.values_list("status", flat=True)) == ["held", "planned"]
    ahead = drives.filter(status="planned", on__gt=today).count()
    assert ahead >= min(2, (date(today.year, 12, 31) - today).days)


@pytest.mark.parametrize("today", DAYS)
def test_nothing_is_odd_but_what_is_meant_to_be(made_on, today):
    committee = made_on(today)

    texts = {each.text for summary in years(committee, today) for each in findings(summary)}

    told = ("chưa nhập kết quả", "quá hạn", "lịch kia", "Kỳ chưa kết thúc", INVENTED)
    assert not [text for text in texts if not any(phrase in text for phrase in told)]
    assert sum("chưa nhập kết quả" in text for text in texts) == 1


def test_the_years_before_grow_and_one_of_them_fell_short(made_on):
    committee = made_on(JUNE)

    *past, _current = years(committee, JUNE)
    assert [len(summary.rounds) for summary in past] == [14, 17, 18, 19, 22]
    assert [summary.headline.units for summary in past] == [1650, 1850, 2100, 2300, 2500]
    assert [summary.headline.percent >= 100 for summary in past] == [True, True, False, True, True]


# On a year's last day nothing is foretold of it any more.
@pytest.mark.parametrize("today", [day for day in DAYS if (day.month, day.day) != (12, 31)])
def test_whether_this_years_target_is_reached_stays_open(made_on, today):
    committee = made_on(today)

    outcome = forecast(year(committee, today.year, today), past_drives(committee, until=today))

    assert outcome.low < outcome.target.units < outcome.high


def test_results_are_entered_some_days_after_their_drives(made_on):
    committee = made_on(JUNE)

    for summary in years(committee, JUNE):
        for held in summary.rounds:
            if held.entered_on:
                assert timedelta(0) < held.entered_on - held.day.on <= timedelta(days=6)


def test_the_same_day_makes_the_same_rows(made_on):
    def told() -> list[list[object]]:
        with transaction.atomic():
            made_on(JUNE)
            rows = [
                list(Drive.objects.order_by("pk").values_list("on", "status", "result__units")),
                list(CompanyTurnout.objects.order_by("pk").values_list("company__name", "units")),
            ]
            transaction.set_rollback(True)
        return rows

    assert told() == told()


def test_whoever_reads_it_is_told_that_it_is_invented(made_on):
    committee = made_on(JUNE)

    names = [committee.name, *Company.objects.values_list("name", flat=True)]
    facilities = ReceivingFacility.objects.values_list("name", flat=True)
    assert all("Mẫu" in name for name in names)
    assert all("Tỉnh Mẫu" in name for name in facilities)
    assert all(INVENTED in plan.subject for plan in Plan.objects.all())
    assert max(map(len, names)) == 120


def test_it_stands_apart_from_the_facts_of_hung_yen(demo, made_on):
    sample = made_on(JUNE)

    h1 = summarise(
        demo, preset_period("h1", 2024, Committee.Calendar.STATISTICAL), as_of=date(2024, 6, 30)
    )
    assert (h1.units, str(h1.headline.percent), len(h1.rounds)) == (1265, "105.4", 5)
    assert Drive.objects.of(demo).count() == 7
    between = {
        Drive: ["zone__committee", "host__committee", "replaces__committee"],
        Company: ["zone__committee"],
        Communication: ["campaign__committee"],
    }
    for model, paths in between.items():
        for path in paths:
            apart = model.objects.exclude(**{path: None}).exclude(**{path: F("committee")})
            assert not apart.exists()
    drives = Drive.objects.of(sample)
    assert not drives.exclude(campaigns=None).exclude(campaigns__committee=sample).exists()
    assert not CompanyTurnout.objects.exclude(company__committee=F("drive__committee")).exists()
    for drive in drives.prefetch_related("facilities"):
        assert all("Tỉnh Mẫu" in facility.name for facility in drive.facilities.all())
