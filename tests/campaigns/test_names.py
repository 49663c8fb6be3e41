"""Rows by their names: who is meant, who is merely similar, which two are probably one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.folding import fold
from campaigns.models import Company, Zone
from campaigns.names import Names, is_one_name, likely_duplicates, with_alias

SEWS = "Công ty TNHH Sews-Components Việt Nam"
TOTO = "Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên"
REGINA = "Công ty TNHH Regina Miracle International Hưng Yên"
VAN_NHUE = "Văn Nhuệ - Hoàng Hoa Thám (Tân Á Đại Thành)"


def company(name: str, *aliases: str) -> Company:
    return Company(name=name, aliases="\n".join(aliases))


def zone(name: str, *aliases: str) -> Zone:
    return Zone(name=name, aliases="\n".join(aliases))


# Called so


@pytest.mark.parametrize(
    "text",
    ["Phố Nối A", "  PHỐ  NỐI A ", "pho noi a", "KCN Phố Nối A", "khu cong nghiep pho noi a"],
)
def test_a_name_is_found_however_it_is_cased_accented_or_spaced(text):
    row = zone("Phố Nối A")

    assert Names([row, zone("Phố Nối B")]).called(text) == [row]


def test_the_common_noun_does_not_count_in_the_official_name_either():
    row = zone("Khu công nghiệp Phố Nối A")

    assert Names([row]).called("Phố Nối A") == [row]


def test_an_alias_finds_its_row():
    row = company(SEWS, "Sews", "", "SEWS Văn Lâm")

    assert Names([row]).called("sews van lam") == [row]


def test_rows_that_share_an_alias_are_both_found():
    one, other = company("Hòa Phát Thép", "Hòa Phát"), company("Hòa Phát Nhựa", "Hòa Phát")

    assert Names([one, other]).called("Hòa Phát") == [one, other]


def test_an_official_name_beats_another_rows_alias():
    one, other = company("Hòa Phát Thép", "Hòa Phát"), company("Hòa Phát")

    assert Names([one, other]).called("hoa phat") == [other]


@pytest.mark.parametrize("text", ["", "  ", "Canon", "\u0301"])
def test_nobody_is_called_what_no_row_is_called(text):
    assert Names([company(SEWS, "", " ")]).called(text) == []


def test_a_row_that_is_added_is_found_and_so_is_its_new_alias():
    names: Names[Company] = Names([])
    row = company(SEWS)

    names.add(row)
    with_alias(row, "Sews")
    names.add(row)

    assert names.called(SEWS) == [row]
    assert names.called("sews") == [row]


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(fold)


@given(st.lists(WORDS.filter(lambda text: len(text.splitlines()) == 1), min_size=1, max_size=4))
def test_every_name_and_alias_finds_its_own_row(texts):
    row = zone(*texts)
    names = Names([row])

    for text in texts:
        for written in (text, text.upper(), text.lower(), f" {text} ", fold(text)):
            if fold(written) == fold(text):  # "ß" in capitals is "SS"
                assert names.called(written) == [row]


# Merely similar


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sews-Componets", SEWS),
        ("SEWS", SEWS),
        ("TOTO Việt Nam", TOTO),
        ("cty toto", TOTO),
        ("Regina Miracle Internationnal", REGINA),
    ],
)
def test_the_row_that_is_meant_is_the_first_that_is_offered(text, meant):
    rows = [company(name) for name in (TOTO, REGINA, SEWS, "Công ty TNHH Minh Quang")]

    assert Names(rows).like(text)[0].name == meant


def test_what_is_called_so_is_not_merely_similar():
    one, other = company("Canon"), company("Canon Quế Võ")

    assert Names([one, other]).like("canon") == [other]


def test_the_best_comes_first():
    similar, textile = zone("Phố Hiến A"), zone("Dệt may Phố Nối A")

    assert Names([similar, textile, zone("Yên Mỹ")]).like("Phố Nối A") == [textile, similar]


def test_what_another_letter_tells_apart_comes_last_however_similar():
    other, similar = zone("Phố Nối B"), zone("Phố Hiến A")

    assert Names([other, similar]).like("Phố Nối A") == [similar, other]


def test_a_row_is_offered_once_and_no_more_rows_than_asked_for():
    rows = [company(f"Canon {letter}", f"Canon số {letter}") for letter in "abcde"]

    found = Names(rows).like("Canon", most=2)

    assert len(found) == 2
    assert found[0] is not found[1]


def test_nothing_is_offered_for_what_resembles_nothing():
    assert Names([company(SEWS), company(TOTO)]).like("Brother") == []


# One name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sews-Componets", SEWS),
        ("SEWS-COMPONENTS VIET NAM", SEWS),
        ("SewsComponents", SEWS),
        ("Cty CP Sews Components VN", SEWS),
        ("TOTO Việt Nam", TOTO),
        ("TOTO Việt Nam - CN Hưng Yên", TOTO),
        ("Regina Miracle Internationnal", REGINA),
        ("Số 01", "Số 1"),
        ("KCN Yên Mỹ II", "Yên Mỹ 2"),
        ("Tân Á Đại Thành", VAN_NHUE),
        ("Văn Nhuệ - Hoàng Hoa Thám", VAN_NHUE),
        ("BV Hữu nghị Việt Đức", "Bệnh viện Hữu nghị Việt Đức"),
        ("Vi Na", "Vina"),
    ],
)
def test_two_spellings_of_one_name(one, other):
    assert is_one_name(one, other)
    assert is_one_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yên Mỹ", "Yên Mỹ II"),
        ("Phố Nối A", "Phố Nối B"),
        ("Phố Nối", "Phố Nối A"),
        ("Yên Mỹ VII", "Yên Mỹ VIII"),
        ("Số 1", "Số 3"),
        ("Số 1 2", "Số 12"),
        ("Yên Mỹ (giai đoạn 2)", "Yên Mỹ"),
        ("TOTO - Chi nhánh 2", "TOTO"),
        ("TOTO - Chi nhánh Hưng Yên", "TOTO - Chi nhánh Hải Dương"),
        ("Công ty Trường An", "Công ty Trung An"),
        ("An Phú", "An Phú Thịnh"),
        ("Kim Động - Ân Thi", "Tiên Lữ - Kim Động - Ân Thi"),
        ("Bệnh viện 108", "Bệnh viện 103"),
        ("Công ty Việt Nam", "Công ty TNHH"),
    ],
)
def test_two_names_that_are_two(one, other):
    assert not is_one_name(one, other)
    assert not is_one_name(other, one)


@given(WORDS, WORDS)
def test_whether_two_names_are_one_does_not_depend_on_their_order(one, other):
    assert is_one_name(one, other) == is_one_name(other, one)


# Duplicates


def test_pairs_of_rows_are_found_by_name_and_by_alias_the_likeliest_first():
    toto, branch = company("TOTO Việt Nam"), company(TOTO)
    canon, electronics = company("Canon"), company("Điện tử Thăng Long", "Cty Canon")
    alone = company("Minh Quang")

    found = likely_duplicates([toto, branch, canon, electronics, alone])

    assert found == [(canon, electronics), (toto, branch)]


def test_every_pair_that_is_one_name_is_among_the_duplicates():
    names = [SEWS, "Sews-Componets", TOTO, "TOTO", REGINA, "Regina Miracle Internationnal"]
    names += [VAN_NHUE, "Tân Á Đại Thành", "Yên Mỹ", "Yên Mỹ II", "Yên Mỹ 2", "Vina", "Vi Na"]
    rows = [company(name) for name in names]

    found = {(one.name, other.name) for one, other in likely_duplicates(rows)}

    assert found == {
        (one, other)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if is_one_name(one, other)
    }
    assert len(found) == 6


# New aliases


def test_a_new_alias_stands_on_a_line_of_its_own():
    row = company(SEWS, "Sews")

    assert with_alias(row, " Sews \n Văn  Lâm ")
    assert row.aliases == "Sews\nSews Văn Lâm"


@pytest.mark.parametrize("text", ["", " ", "sews", "cong ty tnhh SEWS-COMPONENTS Việt Nam"])
def test_a_name_that_is_known_is_no_new_alias(text):
    row = company(SEWS, "Sews")

    assert not with_alias(row, text)
    assert row.aliases == "Sews"
