"""Where a drive is held: a zone, a company, a building."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .facts import Form
from .grammar import TOGETHER, phrase
from .marked import Marked

# Capitals of Vietnamese, for names; the case-insensitive phrases switch to them by ``(?-i:…)``.
CAPITAL = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join(
    chr(code) for code in range(0x1EA0, 0x1EFA) if chr(code).isupper()
)
_NAME_WORD = rf"(?:(?-i:[{CAPITAL}])[\w'.]{{0,30}})"
# "Phố Nối A", "Dệt may Phố Nối", "Số 5", "Tiên Lữ - Kim Động - Ân Thi"
ZONE_NAME = (
    rf"(?:Số [0-9]{{1,2}}(?![0-9./])|{_NAME_WORD}(?: may\b)?(?:(?: - | |-){_NAME_WORD}){{0,7}})"
)
_ZONE = rf"(?:khu công nghiệp|KCN) (?P<zone>{ZONE_NAME})"
_COMPANY = r"(?:Tổng công ty|Công ty|Cty|Tập đoàn|Nhà máy|Chi nhánh|Xí nghiệp|Doanh nghiệp)"
_BUILDING = (
    r"(?:tòa nhà|toà nhà|nhà ăn|nhà văn hóa|nhà thi đấu|nhà điều hành|hội trường|trung tâm|sân|"
    r"trụ sở|văn phòng|phòng|khuôn viên|xưởng|căng tin|khu nhà|khách sạn)"
)
_STATE = r"(?:huyện|thị xã|thị trấn|thành phố|xã|phường|tỉnh|TP|TX) "
# What no name of a company or a building goes on with.
_STOPS = (
    r"(?= ?(?:,(?! (?:Ltd|JSC|Inc|Corp))|[;:\n\t\"\]])|"
    r" (?:- )?(?-i:thu|tiếp nhận|với|dự kiến|vào|ngày|sáng|chiều|tối|đã|sẽ|đang|có|được|nhằm|"
    r"hưởng ứng|do|để|trong|tham gia|từ|bị|hoãn|hủy|huỷ|lần|đợt|đạt|cho|tại|ở|và tại|sang|"
    r"tổ chức|phối hợp|tạm|không|chưa|vì|khi|lúc|là|tháng|thuộc|phấn đấu|trên địa bàn)\b|"
    rf" và {_COMPANY}| \((?!{_NAME_WORD})| \({_BUILDING}|\)|[.!?]?$)"
)
_BRACKETS = r"\([^()\n]{1,80}\)"
_HOST = rf"(?P<host>{_COMPANY} (?:{_BRACKETS}|[^()\n\t;:\"]){{1,150}}?{_STOPS})"
# "nhà ăn của Công ty TNHH A" is a venue, and then a company
_VENUE = (
    rf"(?P<venue>{_BUILDING}(?: (?:{_BRACKETS}|[^()\n\t;:\",]){{1,120}}?)??"
    rf"(?:{_STOPS}|(?= (?:của )?{_COMPANY} )))"
)
_IN_BRACKETS = rf"(?: \((?P<inside>{_BUILDING}[^()\n]{{0,80}})\))?"

_AT = phrase(r"(?:\b(?:tại|ở|trong|thuộc)|(?P<sign>[,:-])) ")
_PARTNERS = phrase(r"\bphối hợp\b")  # in a list of these a company is no place
_SEGMENT = phrase(rf"(?:{_ZONE}|{_HOST}|{_VENUE}){_IN_BRACKETS}")
_STATE_SEGMENT = phrase(rf"{_STATE}{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}")
_NEXT = phrase(rf"(?:, | - )(?:thuộc )?| (?:của )?(?={_COMPANY} )")
# "tại" before a name that is none of ours; "tại các khu công nghiệp" is no place.
_ELSEWHERE = phrase(rf"\b(?:tại|ở) (?:{_NAME_WORD}|[0-9])")
_TWO_HOSTS = phrase(rf" ?(?:,|và|;) {_COMPANY} ")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """``spans`` are the words that it was read from."""

    form: Form
    zone: str = ""
    host: str = ""
    venue: str = ""
    spans: tuple[tuple[int, int], ...] = ()


class UnclearPlaceError(Exception):
    """More than one place, or one that is no zone, company or building as we know them."""


def place_in(marked: Marked, start: int, end: int) -> PlaceFound:
    """The one place in ``plain[start:end]``, its parts together; without any, ``spans`` is empty.

    "tổ chức tập trung" is for the zone whatever the place; else a company is the host.

    Raises:
        UnclearPlaceError: nobody could say which place is meant.
    """
    found = PlaceFound("zone")
    partners = _PARTNERS.search(marked.plain, start, end)
    position = start
    while at := _AT.search(marked.plain, position, end):
        position = at.end()
        if at["sign"] and partners and partners.start() < at.start():
            continue
        found, position = _told(marked.plain, found, position, end)
    if not found.spans and _ELSEWHERE.search(marked.plain, start, end):
        raise UnclearPlaceError
    return _formed(found, is_together=bool(TOGETHER.search(marked.plain, start, end)))


def place_at(marked: Marked, start: int, end: int) -> PlaceFound:
    """The place that ``plain[start:end]`` starts with, as a table's cell does.

    Raises:
        UnclearPlaceError: it names two companies.
    """
    found, position = _told(marked.plain, PlaceFound("zone"), start, end)
    return _formed(found, is_together=bool(TOGETHER.search(marked.plain, position, end)))


def _told(plain: str, found: PlaceFound, position: int, end: int) -> tuple[PlaceFound, int]:
    """``found`` with the parts of a place that follow each other from ``position`` on."""
    while segment := _SEGMENT.match(plain, position, end):
        found = _with(found, segment)
        position = _past_the_state(plain, segment.end(), end)
        onwards = _NEXT.match(plain, position, end)
        if onwards is None or not _SEGMENT.match(plain, onwards.end(), end):
            break
        position = onwards.end()
    if found.host and _TWO_HOSTS.match(plain, position, end):
        raise UnclearPlaceError
    return found, position


def _with(found: PlaceFound, segment: re.Match[str]) -> PlaceFound:
    """``found`` with the part that ``segment`` tells; the same told twice is no contradiction."""
    return replace(
        found,
        zone=_one(found.zone, segment["zone"]),
        host=_one(found.host, segment["host"]),
        venue=_one(found.venue, segment["venue"] or segment["inside"]),
        spans=(*found.spans, segment.span()),
    )


def _one(known: str, told: str | None) -> str:
    told = (told or "").strip(" .-,")
    if known and told and known != told:
        raise UnclearPlaceError
    return known or told


def _past_the_state(plain: str, position: int, end: int) -> int:
    """Districts and communes are passed over: zones and companies are known by their names."""
    while (onwards := _NEXT.match(plain, position, end)) and (
        state := _STATE_SEGMENT.match(plain, onwards.end(), end)
    ):
        position = state.end()
    return position


def _formed(found: PlaceFound, *, is_together: bool) -> PlaceFound:
    if not found.host:
        return found
    if not is_together:
        return replace(found, form="company")
    return replace(found, host="", venue=", ".join(filter(None, [found.venue, found.host])))
