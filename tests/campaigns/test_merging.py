"""Three versions of a field: who has changed it, and which one is kept."""

from __future__ import annotations

import pytest

from campaigns.merging import UNKNOWN, Take, Versions


@pytest.mark.parametrize(
    ("opened", "stored", "typed", "take"),
    [
        (180, 185, 180, Take.STORED),
        (180, 180, 190, Take.MINE),
        (180, 185, 190, Take.ASK),
        (180, 185, 185, Take.STORED),
        (None, 185, None, Take.STORED),
        (None, None, 0, Take.MINE),
        (UNKNOWN, 185, 190, Take.ASK),
        (UNKNOWN, 185, 185, Take.STORED),
    ],
)
def test_what_only_one_has_changed_is_taken_and_what_both_have_is_asked(
    opened, stored, typed, take
):
    assert Versions(opened, stored, typed).take is take


@pytest.mark.parametrize(
    ("answer", "take"),
    [("mine", Take.MINE), ("stored", Take.STORED), ("", Take.ASK), ("forged", Take.ASK)],
)
def test_an_answer_settles_what_was_asked(answer, take):
    on_the_page = Versions(opened=185, stored=185, typed=190)

    assert on_the_page.answered(answer) is take


def test_an_answer_about_a_version_that_has_changed_again_is_asked_for_again():
    changed_again = Versions(opened=185, stored=187, typed=190)

    assert changed_again.answered("mine") is Take.ASK
    assert changed_again.answered("stored") is Take.STORED


def test_what_was_typed_as_it_is_stored_needs_no_answer():
    assert Versions(opened=185, stored=185, typed=185).answered("") is Take.STORED


def test_a_field_nobody_changed_does_not_differ():
    assert not Versions(180, 180, 180).differ
    assert not Versions(UNKNOWN, 180, 180).differ


@pytest.mark.parametrize("versions", [(180, 185, 180), (180, 180, 185), (180, 185, 185)])
def test_a_field_somebody_changed_differs(versions):
    assert Versions(*versions).differ
