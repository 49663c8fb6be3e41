"""Section 14 of the settled wording: the signature block (" / " parts lines, "…" is room to sign)."""

from __future__ import annotations

import pytest

from reports.blocks import Foot
from reports.letter import Signature
from tests.reports.builders import block, draft, summary

AGENCY_POST = ("PHÓ TRƯỞNG BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP TỈNH")


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        pytest.param(
            Signature("Nguyễn Văn A", "head", agency_post=AGENCY_POST),
            "TM. BAN CHỈ ĐẠO / TRƯỞNG BAN / … / PHÓ TRƯỞNG BAN QUẢN LÝ / "
            "CÁC KHU CÔNG NGHIỆP TỈNH / Nguyễn Văn A",
            id="14.1 head, agency's seal",
        ),
        pytest.param(
            Signature("Nguyễn Văn A", "head"),
            "TM. BAN CHỈ ĐẠO / TRƯỞNG BAN / … / Nguyễn Văn A",
            id="14.2 head, no seal",
        ),
        pytest.param(
            Signature("Trần Văn B", "deputy", agency_post=("TRƯỞNG PHÒNG A",)),
            "TM. BAN CHỈ ĐẠO / KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN / … / TRƯỞNG PHÒNG A / Trần Văn B",
            id="14.3 deputy",
        ),
        pytest.param(
            Signature("Trần Văn B", "deputy", "Phó Trưởng Ban phụ trách", ("TRƯỞNG PHÒNG A",)),
            "TM. BAN CHỈ ĐẠO / KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN / … / TRƯỞNG PHÒNG A / Trần Văn B",
            id="14.3 deputy in charge",
        ),
        pytest.param(
            Signature("Nguyễn Văn A", "acting"),
            "TM. BAN CHỈ ĐẠO / Q. TRƯỞNG BAN / … / Nguyễn Văn A",
            id="14.4 acting head",
        ),
        pytest.param(
            Signature("Trần Văn B", "by_order", "Ủy viên thư ký"),
            "TL. TRƯỞNG BAN / ỦY VIÊN THƯ KÝ / … / Trần Văn B",
            id="14.5 by order",
        ),
        pytest.param(
            Signature("Trần Văn B", "authorised", "Ủy viên thư ký"),
            "TUQ. TRƯỞNG BAN / ỦY VIÊN THƯ KÝ / … / Trần Văn B",
            id="14.5 by authorisation",
        ),
        pytest.param(
            Signature("Trần Văn B", "by_order", "Ủy viên thư ký", ("CHÁNH VĂN PHÒNG",)),
            "TL. TRƯỞNG BAN / ỦY VIÊN THƯ KÝ / … / CHÁNH VĂN PHÒNG / Trần Văn B",
            id="14.5 by order, agency's seal",
        ),
        pytest.param(
            None,
            "TM. BAN CHỈ ĐẠO / TRƯỞNG BAN / … / [chưa chọn người ký]",
            id="14.6 none chosen",
        ),
    ],
)
def test_the_capacity_stands_above_the_room_to_sign(signature: Signature | None, lines: str):
    foot = block(summary(), draft(signature=signature), Foot)

    assert " / ".join([*foot.capacity, "…", *foot.agency_post, foot.signer]) == lines
