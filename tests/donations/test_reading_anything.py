"""What holds for every text: nothing is raised, no number is lost, and time grows with length."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donations.texts import LONGEST, read_text
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


# Each repeated to some ten pages: what could make a phrase try the same words over and over.
TIRING = [
    *("a", "1", "1.", "1.111.", "(", '"', "\n", "Phố ", "- ", "A. ", "\u0301\u0316", "5\t"),
    *("ngày 9/4/2024, ", "9/4/2024 - ", "Đợt 1: ", "263 đơn vị máu ", "thu được 263 đơn vị máu, "),
    *("tại Công ty A ", "tại Công ty a", "tại khu công nghiệp A ", "gần 5 người ", "Chiến dịch "),
    *("đạt 5% kế hoạch (5 đơn vị), ", "sau 5 đợt thu được 5 đơn vị máu; ", "vượt 5 đơn vị máu, "),
    *("6 tháng đầu năm 2024 ", "Kế hoạch số 03/KH-BCĐ ngày 5/3/2024 của a về ", "Bệnh viện A, "),
    *("ngày 9/4/2024 hoãn sang ngày 10/4/2024 ", "phối hợp với Bệnh viện A, ", "7 giờ 30 phút "),
    *(
        "Đợt\tNgày\tSố đơn vị máu\n1\t9/4/2024\t5\n",
        "1\t9/4/2024\t5\n",
        "thông điệp “a",
        "lũy kế, ",
    ),
    "Ngày 9/4/2024 hiến máu tại khu công nghiệp A thu được 263 đơn vị máu. ",
]


@pytest.mark.parametrize("piece", TIRING)
def test_time_grows_no_faster_than_the_text(piece):
    quarter, whole = (_seconds(piece, length) for length in (LONGEST // 16, LONGEST // 4))

    # Four times the text; a square would take sixteen times as long.
    assert whole < 8 * max(quarter, 0.05)


def _seconds(piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    start = time.process_time()
    read_text(text)
    return time.process_time() - start


def test_a_whole_book_of_news_takes_about_a_second():
    # Processor time; the bound leaves room for a slow machine.
    assert _seconds(HALF_YEAR, LONGEST) < 3


def test_facts_stay_apart_in_a_long_text():
    reading = read_text(HALF_YEAR)

    words = said(reading, *(drive.words for drive in reading.drives))
    assert len(set(words)) == len(words) == 6
