"""A report that can be signed, and who may issue it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from campaigns.models import Committee, User
from reports.models import Report
from tests.factories import UserFactory, held
from tests.reports.lives import drafted, fit_to_sign, issued


@pytest.fixture
def draft(committee: Committee) -> Report:
    """The first half of 2024 with one drive of 263 units, fit to be signed."""
    fit_to_sign(committee)
    held(committee, date(2024, 4, 9), 263)
    return drafted(committee)


@pytest.fixture
def report(draft: Report) -> Report:
    """The same, issued as number 15 on 02/7/2024."""
    return issued(draft)


@pytest.fixture
def as_issuer(officer: User) -> Client:
    """An officer whom the administrator lets issue."""
    officer.groups.add(Group.objects.get(name="Ban hành báo cáo"))
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def demo_leader(demo: Committee, client: Client) -> Client:
    """A leader of the committee of 2024."""
    leader = UserFactory.create()
    leader.groups.add(Group.objects.get(name="Lãnh đạo"))
    demo.members.add(leader)
    client.force_login(leader)
    return client
