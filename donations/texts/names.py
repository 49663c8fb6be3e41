"""Campaigns with their messages, and receiving facilities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.folding import fold

from .facts import FoundCampaign, FoundFacility
from .grammar import YEAR, phrase
from .marked import Marked
from .places import CAPITAL
from .sentences import Span

_KIND = r"(?:Chiến dịch|Chương trình|Lễ hội|Tuần lễ|Tháng cao điểm)"
_DAY = r"Ngày (?:toàn dân|thế giới|quốc tế|hội toàn dân)"
_NAMED = r"(?:Hành trình Đỏ|Chủ nhật Đỏ|Những giọt máu hồng|Lễ hội Xuân hồng|Xuân hồng)"
_OTHER = rf"(?:{_KIND}|{_DAY}|{_NAMED})"
_DATED = rf"(?: ?\(?[0-9]{{1,2}}/[0-9]{{1,2}}(?:/{YEAR})?\)?)?"
_STOPS = (
    rf"(?=\"|[,.;:()\n\t]|$| và \"?{_OTHER}| với thông điệp| năm {YEAR}| (?:trong|tại|nhằm|để|do|"
    r"được|đã|sẽ|từ|gắn với|với chủ đề|của|cho|ở|vào)\b)"
)
_ORDER = r"(?: lần thứ [IVX0-9]{1,6}\b)?"
# "Chiến dịch Những giọt máu hồng - hè", 'Chương trình "Hành trình đỏ" lần thứ XII',
# "Ngày toàn dân hiến máu tình nguyện 07/4/2024"
_CAMPAIGN = phrase(
    rf"\"?(?:(?P<named>\b{_KIND}) (?:\"(?P<quoted>[^\"\n]{{2,120}})\"|(?P<bare>[^\"\n]{{2,120}}?))|"
    rf"\b(?P<day>{_DAY}[^\"\n\d,.;:()]{{3,80}}?)|\"?\b(?P<known>{_NAMED}(?: - hè)?)\"?)"
    rf"(?P<order>{_ORDER})(?P<dated>{_DATED})\"?{_STOPS}"
)
_ANSWERS = phrase(r"\b(?:hưởng ứng|chiến dịch|thực hiện|triển khai|phát động|tuyên truyền)\b")
_OF_BLOOD = phrase(r"hiến máu|giọt máu|giọt hồng|hành trình đỏ|chủ nhật đỏ|xuân hồng|tình nguyện")
# 'với thông điệp "Hiến giọt máu đào - Trao đời sự sống"', its first mark perhaps forgotten
_MESSAGE = phrase(
    r",? ?\(?(?:với )?(?:thông điệp|chủ đề):? ?"
    r"(?:\"(?P<quoted>[^\"\n]{3,200})\"|(?P<open>[^\"\n.;()]{3,200}?)(?:\"|(?=[.;()\n]|$)))\)?"
)


def read_campaigns(marked: Marked, sentences: Iterable[Span]) -> list[FoundCampaign]:
    """Each named once, with the message that follows it; sentences are as the text has them."""
    found: dict[str, FoundCampaign] = {}
    for start, end in sentences:
        for match in marked.find(_CAMPAIGN, start, end):
            name = _name_of(match)
            is_answered = _ANSWERS.search(
                marked.plain, max(start, match.start() - 300), match.end()
            )
            if not (is_answered and name) and not _OF_BLOOD.search(name):
                continue
            message = _MESSAGE.match(marked.plain, match.end(), end)
            last = message.end() if message else match.end()
            marked.mark(match.start(), last)
            words = marked.words(match.start(), last)
            text = (message["quoted"] or message["open"]).strip() if message else ""
            known = found.get(fold(name))
            if known is None or (text and not known.message):
                found[fold(name)] = FoundCampaign(words, name, text)
    return list(found.values())


def _name_of(match: re.Match[str]) -> str:
    """Without marks of quotation: "Chương trình Hành trình đỏ lần thứ XII"."""
    body = match["quoted"] or match["bare"] or match["day"] or match["known"]
    dated = match["dated"].strip(" ()")
    parts = [match["named"] or "", body.strip(), match["order"].strip(), dated]
    return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Facilities:
    """What stands in one item: names with the words of each."""

    names: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


_INSTITUTE = (
    r"(?:Viện Huyết học|Bệnh viện|Viện|Trung tâm (?:Huyết học|Truyền máu|Y tế)|Khoa Huyết học|"
    r"Ngân hàng máu)"
)
_NOT_ONE = r"(?:các|Hội|Công đoàn|Đoàn|Liên đoàn|Sở|Ban|Công ty|UBND|Ủy ban|Phòng|Chi)"
_FACILITY = phrase(
    rf"\b(?P<name>{_INSTITUTE} [^,;:()\n\t\".]{{2,100}}?)(?=[,;:()\n\t\".]|$|"
    rf" (?:và|cùng) (?:{_INSTITUTE}|{_NOT_ONE})\b|"
    r" (?:đã|sẽ|tổ chức|tiếp nhận|triển khai|tiến hành|thực hiện|để|trong|tại|về|với|trực tiếp|"
    r"thu|lấy máu|cùng|là|và (?:các|tổ chức)|vận động)\b)"
)
# "phối hợp với …", "Đơn vị tiếp nhận máu trong kỳ: …", "do Viện … tiếp nhận"
_TAKES_BLOOD = phrase(r"\b(?:phối hợp|đơn vị tiếp nhận|cơ sở tiếp nhận|tiếp nhận máu|do|cùng)\b")
_CAPITAL = re.compile(rf"[{CAPITAL}]")


def facilities_in(marked: Marked, start: int, end: int) -> Facilities:
    """The facilities that take part in ``plain[start:end]``; nothing is marked as read.

    "phối hợp với Viện Huyết học - Truyền máu Trung ương và Bệnh viện Hữu nghị Việt Đức tổ chức"
    """
    if not _TAKES_BLOOD.search(marked.plain, start, end):
        return Facilities()
    found: dict[str, Span] = {}
    for match in _FACILITY.finditer(marked.plain, start, end):
        if _CAPITAL.match(match["name"]):
            found.setdefault(match["name"].strip(), match.span())
    return Facilities(tuple(found), tuple(found.values()))


def found_facilities(marked: Marked, all_of_them: list[Facilities]) -> list[FoundFacility]:
    """Each named once, by its first words."""
    found: dict[str, FoundFacility] = {}
    for facilities in all_of_them:
        for name, span in zip(facilities.names, facilities.spans, strict=True):
            marked.mark(*span)
            found.setdefault(fold(name), FoundFacility(marked.words(*span), name))
    return sorted(found.values(), key=lambda facility: facility.words.start)
