"""Fixtures that several parts of the tests share."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from campaigns.models import Committee, User
from donations.demo import create_demo
from tests.factories import CommitteeFactory, UserFactory


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots", help="a folder in which the browser tests leave the README's pictures"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [each for each in items if _vendor_of(each) not in (None, connection.vendor)]
    items[:] = [each for each in items if each not in left_out]
    config.hook.pytest_deselected(items=left_out)


def _vendor_of(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker("only_on")
    return marker.args[0] if marker else None


@pytest.fixture
def demo(db: None) -> Committee:
    """The committee of 2024, as ``load_demo`` writes it."""
    return create_demo()


@pytest.fixture
def committee(db: None) -> Committee:
    return CommitteeFactory.create()


def _member(committee: Committee, group: str, **user: object) -> User:
    member = UserFactory.create(**user)
    member.groups.add(Group.objects.get(name=group))
    committee.members.add(member)
    return member


@pytest.fixture
def officer(committee: Committee) -> User:
    """Cán bộ of ``committee``."""
    return _member(committee, "Cán bộ", username="canbo")


@pytest.fixture
def leader(committee: Committee) -> User:
    """Lãnh đạo of ``committee``."""
    return _member(committee, "Lãnh đạo", username="lanhdao")


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory.create(username="quantri", is_superuser=True)


@pytest.fixture
def as_officer(officer: User) -> Client:
    return _client(officer)


@pytest.fixture
def as_leader(leader: User) -> Client:
    return _client(leader)


@pytest.fixture
def as_administrator(administrator: User) -> Client:
    return _client(administrator)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
