"""Section 15 of the settled wording: Kính gửi and Nơi nhận."""

from __future__ import annotations

from reports.blocks import Addressees, Foot
from reports.document import report_document
from tests.reports.builders import block, draft, issued, summary


def test_a_single_addressee_stands_on_the_line_of_the_greeting():
    """15.1"""
    letter = draft(addressees=("Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên",))

    greeting = block(summary(), letter, Addressees)

    assert " ".join([greeting.label, *greeting.names]) == (
        "Kính gửi: Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên"
    )


def test_two_addressees_are_a_list():
    """15.2"""
    letter = draft(
        addressees=(
            "Ủy ban nhân dân tỉnh Hưng Yên",
            "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên",
        )
    )

    greeting = block(summary(), letter, Addressees)

    assert [greeting.label, *greeting.names] == [
        "Kính gửi:",
        "- Ủy ban nhân dân tỉnh Hưng Yên;",
        "- Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên.",
    ]


def test_recipients_start_with_the_addressees_and_end_with_the_archive():
    """15.3"""
    letter = draft(
        addressees=("Ủy ban nhân dân tỉnh Hưng Yên",),
        recipients=("Thành viên Ban Chỉ đạo",),
        drafting_unit="BCĐ",
    )

    foot = block(summary(), letter, Foot)

    assert [foot.label, *foot.recipients] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Thành viên Ban Chỉ đạo;",
        "- Lưu: VT, BCĐ.",
    ]


def test_without_addressee_nothing_is_greeted_and_nobody_is_as_above():
    """15.4"""
    letter = issued(recipients=("Thành viên Ban Chỉ đạo",))

    document = report_document(summary(), letter)
    foot = block(summary(), letter, Foot)

    assert not [each for each in document.blocks if isinstance(each, Addressees)]
    assert [foot.label, *foot.recipients] == [
        "Nơi nhận:",
        "- Thành viên Ban Chỉ đạo;",
        "- Lưu: VT.",
    ]
