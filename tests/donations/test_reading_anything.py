"""What holds for every text: nothing is raised, and no number is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donations.texts import read_text
from donations.texts.facts import Reading, Words
from tests.donations.reading_aloud import HALF_YEAR, said, unread

PIECES = sorted({*re.split(r"(\W)", HALF_YEAR), *HALF_YEAR.splitlines()} - {""})
SCRAPS = st.lists(st.sampled_from([*PIECES, *"\t\n;.,:()“”-%/0123456789"]), max_size=60).map(
    "".join
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The half-year's news with some stretches left out, doubled or written over."""
    text = HALF_YEAR
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 80, len(text))))
        text = text[:start] + draw(SCRAPS | st.text(max_size=20)) + text[end:]
    return text


def _all_words(reading: Reading) -> list[Words]:
    facts = [
        *(*reading.drives, *reading.totals, *reading.targets, *reading.percents),
        *(*reading.campaigns, *reading.facilities),
        *filter(None, (reading.plan, reading.period, reading.next_period)),
    ]
    named = [words for found in reading.contradictions for words in found.words]
    return [*(fact.words for fact in facts), *reading.unread, *named]


@given(st.text(max_size=400) | SCRAPS | mutated())
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_every_fact_has_its_words_in_it(text):
    reading = read_text(text)

    assert reading.text == text
    for words in _all_words(reading):
        assert 0 <= words.start < words.end <= len(text)


@given(mutated())
@settings(max_examples=150, deadline=None)
def test_what_is_read_once_is_read_again(text):
    assert read_text(text) == read_text(text)


@given(st.integers(8, 10**9), st.sampled_from(["túi nhỏ", "đồng", "ml", "phần quà", "km"]))
@settings(max_examples=50, deadline=None)
def test_a_number_that_nobody_asked_for_is_left_unread(number, what):
    sentence = f"Ban Tổ chức trao {number} {what}."

    reading = read_text(HALF_YEAR.replace("Thời gian tới", f"{sentence} Thời gian tới"))

    assert unread(reading) == [sentence]


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        ("trong đó 12 người hiến lần đầu", "trong đó 12 người hiến lần đầu."),
        ("có 60 doanh nghiệp cử người", "có 60 doanh nghiệp cử người."),
        ("số 15/BC-BCĐHMKCN", "số 15/BC-BCĐHMKCN."),
        ("xem tin ngày 02/5/2023", "xem tin ngày 02/5/2023."),
    ],
)
def test_a_clause_that_was_not_understood_is_unread_though_its_sentence_was(clause, left):
    reading = read_text(
        f"Đợt 1: ngày 9/4/2024 tại khu công nghiệp Sạch thu được 263 đơn vị máu; {clause}."
    )

    assert reading.drives[0].units == 263
    assert unread(reading) == [left]


def test_sentences_without_numbers_are_not_listed():
    assert read_text("Phong trào lan tỏa. Ban Chỉ đạo cảm ơn.").unread == ()


def test_the_number_of_a_list_is_no_figure():
    reading = read_text("1. Công tác tuyên truyền\n2) Kết quả\na) Thuận lợi\nIV. Phương hướng")

    assert reading.unread == ()


def test_nothing_is_said_of_an_empty_text():
    reading = read_text("")

    assert _all_words(reading) == []


def test_facts_stay_apart_in_a_long_text():
    reading = read_text(HALF_YEAR)

    words = said(reading, *(drive.words for drive in reading.drives))
    assert len(set(words)) == len(words) == 6
