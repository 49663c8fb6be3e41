"""The people and rows of the role table, for tests that walk all of it."""

from __future__ import annotations

from tests.test_roles import people, rows

__all__ = ["people", "rows"]
