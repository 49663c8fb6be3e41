"""The phrases of reports and news about drives, each a regular expression named by what it reads.

They are put together from smaller ones, are matched without regard to case unless a name is
read, and repeat nothing without a bound: the time they take grows with the text and no faster.
"""

from __future__ import annotations

import re

from .facts import AssignedBy, Hedge


def phrase(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


# Numbers

# "263", "05", "1.265"; no part of "1,265", of "1 265" or of a date, whose meaning is not sure.
NUMBER = (
    r"(?<![0-9][.,/ -])(?<![0-9.,/])(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2}|[0-9]{1,6})"
    r"(?![0-9]|[.,/-][0-9]| [0-9]{3}(?![0-9]))"
)
# "105", "105,4", "1.265".
DECIMAL = r"(?<![0-9.,/])(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]{1,5}(?:[.,][0-9]{1,2})?)(?![0-9])"
YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"

_HEDGES: dict[str, Hedge] = {
    **dict.fromkeys(("trên", "hơn"), "over"),
    "gần": "nearly",
    **dict.fromkeys(("khoảng", "chừng", "ước", "xấp xỉ"), "about"),
}
# "trên 1.500"; "dưới 200" and "ít nhất 200" are none of the hedges that we know.
HEDGED = (
    r"(?<!dưới )(?<!nhất )(?<!tối đa )(?<!tối thiểu )(?<!không quá )"
    rf"(?:\b(?P<hedge>{'|'.join(_HEDGES)}) )?(?P<number>{NUMBER})"
)


def number_of(digits: str) -> int:
    """``1265`` of "1.265", ``5`` of "05"."""
    return int(digits.replace(".", ""))


def integer(number: int) -> str:
    """``1.265``."""
    return f"{number:,}".replace(",", ".")


def count(number: int) -> str:
    """``05``: below ten with a leading zero."""
    return f"{number:02}" if number < 10 else integer(number)


def hedge_of(match: re.Match[str]) -> Hedge:
    return _HEDGES[match["hedge"].lower()] if match["hedge"] else "exact"


# Units of blood

# "đơn vị" alone also means an office: it counts only after a verb that collects blood.
BLOOD = r"(?:đơn vị máu|đv máu|túi máu)(?! (?:quy đổi|tương đương))"
COLLECTS = (
    r"(?:thu được|thu về|thu nhận được|tiếp nhận được|tiếp nhận|vận động được|hiến được|"
    r"ghi nhận|quyên góp được)(?: tổng (?:số|cộng))?(?: là)?"
)
_NOT_COLLECTED = "".join(
    rf"(?<!\b{word} )"
    for word in ("vượt", "thiếu", "tăng", "giảm", "thêm", "nhất", "tiêu", "hoạch", "giao", "mỗi")
)

# "thu được 263 đơn vị máu", "thu được 263 đơn vị"
UNITS_COLLECTED = phrase(rf"\b{COLLECTS} {HEDGED} (?:{BLOOD}|đơn vị(?! máu))\b")
# "263 đơn vị máu", with no word before it that makes it anything but the yield
UNITS_ALONE = phrase(rf"{_NOT_COLLECTED}{HEDGED} {BLOOD}\b")
# "không thu được đơn vị máu nào"
NO_UNITS = phrase(r"\bkhông thu được đơn vị máu nào\b")
# "nâng tổng số đơn vị máu thu được lên 666 đơn vị máu"
UNITS_RAISED = phrase(
    rf"\bnâng tổng số(?: \w+){{0,14}}? lên(?: thành)? {HEDGED} (?:{BLOOD}|đơn vị)\b"
)
# "phấn đấu thu được 300 đơn vị máu"
UNITS_EXPECTED = phrase(
    rf"\b(?:phấn đấu|dự kiến|ước)(?: sẽ)? (?:thu được|thu|tiếp nhận|đạt) {HEDGED} {BLOOD}\b"
)
# "vượt 65 đơn vị máu", "còn thiếu 554 đơn vị máu"
DIFFERENCE = phrase(
    rf"\b(?P<way>vượt|còn thiếu|thiếu)(?: kế hoạch)? (?P<number>{NUMBER}) (?:{BLOOD}|đơn vị)\b"
)

# People

_PERSON = (
    r"(?:lượt người|người lao động|lao động|người|công nhân viên|công nhân|viên chức|công chức|"
    r"cán bộ|đoàn viên|hội viên|thanh niên|tình nguyện viên|CNLĐ|NLĐ)"
)
PEOPLE = rf"{_PERSON}(?:(?:,| và)? {_PERSON}){{0,5}}"
_MEANWHILE = r"(?: (?!(?:không|chưa|đủ|hiến|đã hiến|bị|nhận|được)\b)\w+){0,10}?"

# "trên 1.500 người tham dự", "hơn 900 người đăng ký"
PEOPLE_DID = phrase(rf"{HEDGED} {PEOPLE}{_MEANWHILE} (?P<did>tham dự|tham gia|đăng ký|đến dự)\b")
# "với sự tham gia của hơn 300 công nhân"
PEOPLE_TOOK_PART = phrase(
    rf"\b(?P<did>tham dự|tham gia)(?: với| của| có){{1,2}} {HEDGED} {PEOPLE}\b"
)
# "thu hút được hơn 900 người"
PEOPLE_ATTRACTED = phrase(rf"\b(?P<did>thu hút)(?: được)?(?: sự)? {HEDGED} {PEOPLE}\b")
# "không có người tham dự"
NOBODY_CAME = phrase(r"\bkhông có người tham dự\b")

# Drives

# "05 Ngày hội", "03 đợt"
DRIVES_COUNTED = phrase(
    rf"(?<!đợt )(?<!thứ )(?<!mỗi )(?P<number>{NUMBER}) "
    r"(?P<noun>ngày hội|đợt|cuộc|buổi)(?: hiến máu(?: tình nguyện)?)?\b"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ORDINALS = {
    **{numeral: number for number, numeral in enumerate(_ROMAN, 1)},
    **{"NHẤT": 1, "HAI": 2, "BA": 3, "TƯ": 4, "SÁU": 6, "BẢY": 7, "TÁM": 8, "CHÍN": 9},
}
_ORDINAL = rf"(?P<number>[0-9]{{1,3}}(?![0-9]|[./,-][0-9])|{'|'.join(reversed(_ORDINALS))})\b"
# "Đợt 1", "Đợt II", "đợt thứ 2", "lần thứ hai"
ROUND = phrase(rf"\b(?:đợt(?: thứ)?|lần thứ) {_ORDINAL}(?! (?:ngày hội|đợt|đơn vị|người)\b)")


def ordinal_of(word: str) -> int:
    return int(word) if word.isdecimal() else _ORDINALS[word.upper()]


# "tổ chức Ngày hội", "hiến máu": what makes a day that of a drive
OF_DRIVES = phrase(r"\b(?:tổ chức|hiến máu|ngày hội|đợt|tập trung tại)\b")
TOGETHER = phrase(r"\btập trung\b")  # "tổ chức tập trung tại …"
PLANNED = phrase(r"\b(?:dự kiến|sẽ|chuẩn bị|sắp|kế hoạch tổ chức|phấn đấu)\b")
POSTPONED = phrase(r"(?<!trì )\b(?:tạm )?(?:hoãn|lùi)\b(?! hiến)")
CANCELLED = phrase(r"\b(?:hủy|huỷ|không tổ chức)\b")
# What was, and not what is announced: "Ban Chỉ đạo đã tổ chức …"
DONE = phrase(r"\b(?:đã|vừa|thành công|bế mạc)\b")
# What speaks of other drives than the one told just before
OTHER_DRIVES = phrase(
    r"\b(?:(?:đợt|lần|ngày hội) (?:sau|trước|tiếp|kế|đầu|cuối|khác)|(?:các|những|mỗi) "
    r"(?:đợt|ngày hội|năm)|ngoài ra|bên cạnh đó|trước đó|trước đây|cùng ngày|cùng dịp|tương tự|"
    r"(?:năm|tháng|tuần|quý) (?:ngoái|trước|qua|sau|tới))\b"
)
NO_RESULT = phrase(r"\[chưa nhập kết quả\]")

# Totals

OF_OTHERS = phrase(r"\b(?:toàn tỉnh|cả tỉnh|cả nước|toàn quốc|cùng kỳ)\b")
# "Lũy kế từ ngày …", "tính đến nay", "sau 03 đợt": figures of the year up to a day
SO_FAR = phrase(
    r"\b(?:lũy kế|luỹ kế|từ đầu năm|tính đến|tính từ|đến nay|đến thời điểm|đến hết|như vậy|"
    r"nâng tổng|(?:sau|qua) [0-9]{1,3} (?:đợt|ngày hội|lần))\b"
)
# A clause with one of these tells of another time, a part or what is to be: no figure is taken.
NO_TOTAL = phrase(
    r"\b(?:bình quân|trung bình|mỗi|cùng kỳ|so với (?:năm|cùng|6|9|quý)|tăng|giảm|phấn đấu|"
    r"dự kiến|sẽ|toàn tỉnh|cả nước)\b"
)

# Plans and targets

# "kế hoạch UBND tỉnh giao năm 2024", "chỉ tiêu Trung ương giao", "kế hoạch"
_BODY = (
    r"(?:UBND tỉnh|Ủy ban nhân dân tỉnh|Uỷ ban nhân dân tỉnh|tỉnh|Trung ương|TW|"
    r"(?:Ban Chỉ đạo|BCĐ)(?: quốc gia)?|Ban Quản lý)"
)
_WHOSE = (
    rf"(?: năm)?(?: (?:do |được |của )?{_BODY})?"
    r"(?: (?:được |đã )?(?:giao|tự đăng ký|đăng ký|tự đề ra|đề ra))?"
)
PLAN_OF = rf"(?:kế hoạch|chỉ tiêu)(?P<whose>{_WHOSE})(?:(?: cả)? năm (?P<year>{YEAR}))?"
_SOURCE = (
    r"(?: theo (?:kế hoạch|quyết định|thông báo|chỉ thị|nghị quyết|báo cáo|văn bản|công văn) "
    r"(?:số )?(?P<document>[^\s,;()]{1,60})[^()\n]{0,300}?)?"
)
_GAP = r"(?: \[chưa [^\]\n]{1,60}\])?"
# "kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu theo Kế hoạch số 08/KH-UBND …)"
TARGET_IN_BRACKETS = phrase(
    rf"\b{PLAN_OF} \((?:là )?(?P<number>{NUMBER}) (?:{BLOOD}|đơn vị){_SOURCE}{_GAP}\)"
)
# "Kế hoạch UBND tỉnh giao năm 2024 là 1.200 đơn vị máu", "chỉ tiêu 1.220 đơn vị máu"
TARGET_STATED = phrase(
    rf"(?<!vượt )(?<!thiếu )\b{PLAN_OF}(?:: | là | )(?P<number>{NUMBER}) {BLOOD}\b"
)
# "đạt 105% kế hoạch UBND tỉnh giao", "vượt 22% so với kế hoạch"
PERCENT = phrase(
    rf"\b(?P<verb>đạt|vượt|hoàn thành|bằng)(?: tỷ lệ)? (?P<percent>{DECIMAL}) ?%"
    rf"(?: so với)? {PLAN_OF}"
)
# "vượt kế hoạch UBND tỉnh giao 22%"
PERCENT_LAST = phrase(rf"\b(?P<verb>vượt) {PLAN_OF} (?P<percent>{DECIMAL}) ?%")
_ASSIGNERS: tuple[tuple[re.Pattern[str], AssignedBy], ...] = (
    (phrase(r"\b(?:UBND|nhân dân) tỉnh\b|^ (?:do |được )?tỉnh (?:được )?giao"), "province"),
    (phrase(r"\b(?:Trung ương|TW|quốc gia)\b"), "centre"),
    (phrase(r"\b(?:tự đăng ký|tự đề ra|đề ra)\b"), "self"),
)


def assigner_of(match: re.Match[str]) -> AssignedBy:
    """Whose plan: "UBND tỉnh giao", "Trung ương giao", "Ban Chỉ đạo tự đăng ký"."""
    found = (who for pattern, who in _ASSIGNERS if pattern.search(match["whose"]))
    return next(found, "")
