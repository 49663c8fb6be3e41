"""``load_demo`` and ``prepare_database``."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import call_command

from campaigns.access import visible_committees
from campaigns.models import (
    Campaign,
    Committee,
    Company,
    Drive,
    Plan,
    ReceivingFacility,
    Target,
    User,
    Zone,
)
from donations import demo as hung_yen
from donations.demo import create_demo
from donations.models import CompanyTurnout, DriveResult, PeriodStatement
from donations.sample import names as tinh_mau
from tests.factories import CommitteeFactory, FacilityFactory, UserFactory

pytestmark = pytest.mark.django_db

MODELS = (
    Campaign,
    Committee,
    Company,
    CompanyTurnout,
    Drive,
    DriveResult,
    PeriodStatement,
    Plan,
    Target,
    User,
    Zone,
)


def load(**options: bool) -> str:
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def contents() -> list[object]:
    """Every row as stored, and the length of its history."""
    rows = [list(model.objects.order_by("pk").values()) for model in MODELS]
    return [*rows, Drive.history.count(), DriveResult.history.count()]


def test_loading_twice_changes_nothing():
    load()
    before = contents()

    said = load()

    assert contents() == before
    assert "không nạp lại" in said


def test_loading_again_keeps_what_was_entered_since():
    load()
    DriveResult.objects.filter(units=180).update(units=185)

    load()

    ours = DriveResult.objects.filter(drive__committee__symbol=hung_yen.SYMBOL)
    assert sum(ours.values_list("units", flat=True)) == 1270


def test_the_three_accounts_get_the_password_of_the_environment(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "mot-mat-khau")

    said = load()

    for name in ("quantri", "canbo", "lanhdao"):
        assert name in said
        assert User.objects.get(username=name).check_password("mot-mat-khau")


def test_without_one_a_password_is_generated_and_shown(monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    password = re.search(r"Mật khẩu.*: (\S+)", load())[1]

    assert len(password) >= 12
    assert User.objects.get(username="canbo").check_password(password)


def test_each_account_has_its_role():
    load()

    administrator, officer, leader = (
        User.objects.get(username=name) for name in ("quantri", "canbo", "lanhdao")
    )

    assert administrator.is_superuser
    assert officer.has_perm("donations.change_driveresult")
    assert not officer.has_perm("campaigns.delete_drive")
    assert not leader.is_staff
    assert not leader.get_all_permissions()
    for committee in Committee.objects.all():
        assert list(committee.members.order_by("username")) == [officer, leader]


def test_hung_yen_opens_first_for_everybody(client):
    load()

    for user in User.objects.all():
        symbols = [committee.symbol for committee in visible_committees(user)]
        assert symbols == [hung_yen.SYMBOL, tinh_mau.SYMBOL]
        client.force_login(user)
        assert client.get("/").context["committee"].symbol == hung_yen.SYMBOL


def test_tinh_mau_is_added_to_a_demo_that_lacks_it():
    create_demo().members.add(UserFactory.create(username="lanhdao"))
    before = list(Committee.objects.values()), list(Drive.objects.order_by("pk").values())

    said = load()

    ours, sample = Committee.objects.order_by("pk")
    assert list(Committee.objects.filter(pk=ours.pk).values()) == before[0]
    assert list(Drive.objects.of(ours).order_by("pk").values()) == before[1]
    assert [user.username for user in ours.members.all()] == ["lanhdao"]
    assert {user.username for user in sample.members.all()} == {"lanhdao", "canbo"}
    assert "Tỉnh Mẫu" in said
    assert "Hưng Yên" not in said


def test_it_is_told_that_tinh_mau_is_invented():
    said = load()

    assert "Đã nạp Hưng Yên" in said
    assert "Đã nạp Tỉnh Mẫu: số liệu giả định để dùng thử" in said


def test_only_an_empty_database_is_filled_by_make_run():
    CommitteeFactory.create()

    load(if_empty=True)

    assert Committee.objects.count() == 1
    assert not User.objects.exists()


def test_prepare_database_fills_an_empty_one_and_leaves_a_full_one_alone():
    call_command("prepare_database", stdout=StringIO())
    before = contents()

    call_command("prepare_database", stdout=StringIO())

    assert Committee.objects.count() == 2
    assert contents() == before


def test_facilities_that_another_committee_entered_are_used_again():
    FacilityFactory.create(name="BỆNH VIỆN Hữu nghị Việt Đức")

    load()

    assert ReceivingFacility.objects.count() == 2 + len(tinh_mau.FACILITIES)
