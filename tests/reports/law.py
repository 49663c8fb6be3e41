"""Nghị định 30/2020/NĐ-CP, Phụ lục I, as assertions on printed pages, whoever printed them.

Lengths in mm; one tenth more or less is the printer's.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import mean

import pytest

from .measuring import MM, Line, Pages

LEFT, RIGHT, MIDDLE, INDENT = 30, 195, 112.5, 12.7
NEAR = 0.6

# What each part begins with: size, bold, italic.
PARTS = {
    "BAN QUẢN LÝ": (12, False, False),
    "BAN CHỈ ĐẠO VẬN ĐỘNG": (12, True, False),
    "TỈNH HƯNG YÊN": (12, False, False),
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (12, True, False),
    "Độc lập - Tự do - Hạnh phúc": (13, True, False),
    "Số:": (13, False, False),
    "Hưng Yên, ngày": (13, False, True),
    "BÁO CÁO": (14, True, False),
    "Kết quả tuyên truyền": (14, True, False),
    "Kính gửi:": (14, False, False),
    "- Ủy ban nhân dân tỉnh Hưng Yên;": (14, False, False),
    "Thực hiện Kế hoạch": (14, False, False),
    "I. CÔNG TÁC CHỈ ĐẠO": (14, True, False),
    "1. Kết quả các Ngày hội": (14, True, False),
    "- Đợt 1:": (14, False, False),
    "Nơi nhận:": (12, True, True),
    "- Như trên;": (11, False, False),
    "- Lưu: VT, BCĐ.": (11, False, False),
    "TM. BAN CHỈ ĐẠO": (14, True, False),
    "TRƯỞNG BAN": (14, True, False),
    "PHÓ TRƯỞNG BAN QUẢN LÝ": (14, True, False),
    "Nguyễn Văn A": (14, True, False),
    "Phụ lục": (14, True, False),
    "KẾT QUẢ CÁC NGÀY HỘI": (14, True, False),
    "(Kèm theo Báo cáo số": (13, False, True),
}


def assert_a4(pages: Pages) -> None:
    assert set(pages.sizes) == {(210, 297)}


def assert_each_part_has_its_size_and_weight(pages: Pages) -> None:
    assert {part: pages.line(part).look for part in PARTS} == PARTS


def assert_the_face_is_times(pages: Pages) -> None:
    names = ("TimesNewRoman", "TeXGyreTermes", "LiberationSerif")
    assert all(any(name in line.font for name in names) for line in pages.lines)


def assert_text_keeps_the_margins(pages: Pages) -> None:
    """Left 30-35, right 15-20, top and bottom 20-25; only the page's number stands outside."""
    numbers = set(pages.numbers().values())
    for line in pages.lines:
        if line in numbers:
            continue
        assert line.left > LEFT - NEAR, line
        assert line.right < RIGHT + NEAR, line
        assert 19 < line.top < line.bottom < 277 + NEAR, line
    assert min(line.left for line in pages.lines) == pytest.approx(LEFT, abs=NEAR)
    assert max(line.right for line in pages.lines) == pytest.approx(RIGHT, abs=NEAR)


def assert_the_rules_are_drawn(pages: Pages) -> None:
    """Under the motto as long as it; under agency and subject 1/3 to 1/2 of the longest line."""
    motto = pages.line("Độc lập - Tự do - Hạnh phúc")
    assert pages.rule_below(motto).length == pytest.approx(motto.width, abs=NEAR)
    assert pages.rule_below(motto).centre == pytest.approx(motto.centre, abs=NEAR)

    for above in (lines_of_the_agency(pages), lines_of_the_subject(pages)):
        rule = pages.rule_below(above[-1])
        longest = max(line.width for line in above)
        assert longest / 3 <= rule.length <= longest / 2
        assert rule.centre == pytest.approx(above[-1].centre, abs=NEAR)

    assert len(pages.rules) == 3


def lines_of_the_agency(pages: Pages) -> list[Line]:
    """From the issuing body's first line to its last."""
    first = pages.line("BAN CHỈ ĐẠO VẬN ĐỘNG")
    last = pages.line("Số:")
    return [
        line
        for line in pages.lines
        if line.page == 1 and line.right < 106 and first.top <= line.top < last.top
    ]


def lines_of_the_subject(pages: Pages) -> list[Line]:
    first, last = pages.line("BÁO CÁO"), pages.line("Kính gửi:")
    return [line for line in pages.lines if line.page == 1 and first.top < line.top < last.top]


def assert_the_head_stands_in_two_columns(pages: Pages) -> None:
    left = ("BAN QUẢN LÝ", "BAN CHỈ ĐẠO VẬN ĐỘNG", "Số:")
    right = ("CỘNG HÒA", "Độc lập", "Hưng Yên, ngày")
    for column in (left, right):
        centre = pages.line(column[0]).centre
        assert [pages.line(text).centre for text in column] == [pytest.approx(centre, abs=NEAR)] * 3
    assert max(line.right for line in lines_of_the_agency(pages)) < pages.line("CỘNG HÒA").left
    assert pages.line("Số:").top == pytest.approx(pages.line("Hưng Yên, ngày").top, abs=0.3)


def assert_title_and_annex_head_are_centred(pages: Pages) -> None:
    for text in ("BÁO CÁO", "Kết quả tuyên truyền", "Phụ lục", "KẾT QUẢ CÁC", "(Kèm theo"):
        assert pages.line(text).centre == pytest.approx(MIDDLE, abs=NEAR), text


def assert_the_dashes_stand_under_the_colon(pages: Pages) -> None:
    label = pages.line("Kính gửi:")
    colon = label.right - 0.278 * 14 / MM
    for name in ("- Ủy ban nhân dân", "- Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh"):
        assert pages.line(name).left == pytest.approx(colon, abs=0.3)


def assert_the_body_is_justified_and_indented(pages: Pages) -> None:
    """From the opening to the closing sentence."""
    body = lines_of_the_body(pages)
    starts = {round(line.left, 1) for line in body}
    assert all(
        start == pytest.approx(LEFT, abs=NEAR) or start == pytest.approx(LEFT + INDENT, abs=NEAR)
        for start in starts
    )
    for line, following in pairwise(body):
        if following.left < LEFT + NEAR:  # the paragraph goes on
            assert line.right == pytest.approx(RIGHT, abs=NEAR), line


def assert_paragraphs_stand_apart(pages: Pages) -> None:
    """By 6 pt at least; lines of one paragraph by single to one and a half spacing."""
    body = lines_of_the_body(pages)
    steps = [
        (following.top - line.top, following.left > LEFT + NEAR)
        for line, following in pairwise(body)
        if following.page == line.page
    ]
    within = mean(step for step, is_new in steps if not is_new) * MM
    between = min(step for step, is_new in steps if is_new) * MM
    assert 1.1 * 14 < within < 1.5 * 1.2 * 14
    assert between - within > 6 - 0.75  # a browser sets lines on whole pixels


def lines_of_the_body(pages: Pages) -> list[Line]:
    numbers = set(pages.numbers().values())
    lines = [line for line in pages.lines if line not in numbers]
    first = lines.index(pages.line("Thực hiện Kế hoạch"))
    last = lines.index(pages.line("Nơi nhận:"))
    return lines[first:last]


def assert_the_body_ends_as_the_law_has_it(pages: Pages) -> None:
    assert lines_of_the_body(pages)[-1].text.rstrip().endswith("./.")
    assert pages.lines[-1].text.rstrip().endswith("./.")


def assert_the_signature_stands_beside_the_recipients(pages: Pages) -> None:
    label, capacity = pages.line("Nơi nhận:"), pages.line("TM. BAN CHỈ ĐẠO")
    assert label.left == pytest.approx(LEFT, abs=NEAR)
    assert label.bottom == pytest.approx(capacity.bottom, abs=1.5)
    assert capacity.left > MIDDLE
    assert pages.line("Nguyễn Văn A").centre == pytest.approx(capacity.centre, abs=NEAR)


def assert_the_signature_is_not_alone(pages: Pages) -> None:
    closing, signer = pages.line("Trên đây là kết quả"), pages.line("Nguyễn Văn A")
    assert closing.page == signer.page


def room_to_sign(pages: Pages, above: str, below: str) -> float:
    return pages.line(below).top - pages.line(above).bottom


def assert_pages_are_numbered_in_the_top_margin(pages: Pages) -> None:
    """Centred, 13-14, from 2 on; the annex apart, its first page bare like the report's own."""
    annex = pages.line("Phụ lục").page
    numbers = pages.numbers()
    expected = {page: page if page < annex else page - annex + 1 for page in bearing_numbers(pages)}
    assert {page: int(line.text) for page, line in numbers.items()} == expected
    for line in numbers.values():
        assert line.centre == pytest.approx(MIDDLE, abs=NEAR)
        assert line.look == (13, False, False)
        assert line.top > 5


def bearing_numbers(pages: Pages) -> list[int]:
    """The pages that bear a number: not the report's first, nor the annex's."""
    annex = pages.line("Phụ lục").page
    return [page for page in range(2, len(pages.sizes) + 1) if page != annex]


def assert_every_page_of_the_annex_has_the_column_titles(pages: Pages) -> None:
    for table in pages.tables.values():
        assert [title.split()[0] for title in table[0] if title][:3] == ["Đợt", "Ngày", "Khu"]


def assert_no_row_breaks_over_two_pages(pages: Pages, rows: int) -> None:
    """Each row begins with its round and its day, and each round is there once."""
    drawn = [row for table in pages.tables.values() for row in table[1:]]
    assert [row[0] for row in drawn[:-1]] == [str(number) for number in range(1, rows + 1)]
    assert all(row[1] for row in drawn[:-1])
    assert drawn[-1][0] == "Tổng cộng"
    assert len(list(pages.tables.values())[-1]) > 2  # the total is not alone under the titles


# What holds of every page set by any of the three.
RULES = (
    assert_a4,
    assert_the_face_is_times,
    assert_each_part_has_its_size_and_weight,
    assert_text_keeps_the_margins,
    assert_the_head_stands_in_two_columns,
    assert_the_rules_are_drawn,
    assert_title_and_annex_head_are_centred,
    assert_the_dashes_stand_under_the_colon,
    assert_the_body_is_justified_and_indented,
    assert_paragraphs_stand_apart,
    assert_the_body_ends_as_the_law_has_it,
    assert_the_signature_stands_beside_the_recipients,
    assert_the_signature_is_not_alone,
    assert_pages_are_numbered_in_the_top_margin,
)
