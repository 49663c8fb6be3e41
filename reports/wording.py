"""Figures, dates and names as Vietnamese official documents write them.

Plain values in, plain text out; the sentences that use them are in ``narrative``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from campaigns.dates import clock_text, date_text, month_number, month_text
from campaigns.place import bare_zone
from donations.models import Hedge

from .periods import Period
from .progress import cut_percent

__all__ = ["clock_text", "date_text", "month_text"]  # written in campaigns, used here as wording

NO_BREAK_SPACE = "\u00a0"
BLANK = NO_BREAK_SPACE * 6  # room to write a day, a month or a year by hand
NOT_KNOWN = "..."
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NO_HOST = "-"

_HEDGE_WORDS = {Hedge.EXACT: "", Hedge.OVER: "trên ", Hedge.NEARLY: "gần ", Hedge.ABOUT: "khoảng "}

_DOCUMENT_TYPES = {
    "BC": "Báo cáo",
    "CT": "Chỉ thị",
    "KH": "Kế hoạch",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "TB": "Thông báo",
}


# Numbers


def integer(number: int) -> str:
    """``1.265``; for table cells and ordinals (no leading zero)."""
    return f"{number:,}".replace(",", ".")


def count(number: int) -> str:
    """A number of things in running text: below ten with a leading zero, ``05``."""
    return f"{number:02}" if number < 10 else integer(number)


def units_text(units: int) -> str:
    return f"{count(units)} đơn vị máu"


def decimal_text(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def percent_cell(part: int, whole: int) -> str:
    """For a table: always one decimal, cut, without the sign: ``105,4``."""
    return decimal_text(cut_percent(part, whole))


def percent_text(part: int, whole: int) -> str:
    """For running text: whole percents, cut; below 1 % one decimal; never ``0%`` for something."""
    percent = cut_percent(part, whole)
    if part and percent < Decimal("0.1"):
        return "dưới 0,1%"
    if 0 < percent < 1:
        return f"{decimal_text(percent)}%"
    return f"{integer(int(percent))}%"


def change_text(part: int, whole: int) -> str:
    """A rise or fall in percent with one decimal, cut towards zero, ``,0`` dropped; else empty."""
    percent = cut_percent(part, whole)
    if not percent:
        return ""
    if percent == percent.to_integral_value():
        return f"{integer(int(percent))}%"
    whole_part, decimals = f"{percent:f}".split(".")
    return f"{integer(int(whole_part))},{decimals}%"


def hedged(number: int, hedge: str, *, running: bool = True) -> str:
    """``trên 1.500``, ``08``; in a table cell (not ``running``) ``8``."""
    return _HEDGE_WORDS[Hedge(hedge)] + (count(number) if running else integer(number))


# Dates and hours


def dated_line(place: str, day: date | None) -> str:
    """Place and date under the motto; without a day the blanks of a draft.

    The month too is left blank: it can turn before the signature.
    """
    if day is None:
        return f"{place}, ngày{BLANK}tháng{BLANK}năm{BLANK}"
    return f"{place}, {day_in_words(day)}"


def day_in_words(day: date | None) -> str:
    """``ngày 05 tháng 01 năm 2024``; the blanks of a draft for ``None``."""
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm{BLANK}"
    return f"ngày {day.day:02} tháng {month_number(day.month)} năm {day.year}"


def range_text(from_on: date, to_on: date) -> str:
    return f"từ ngày {date_text(from_on)} đến ngày {date_text(to_on)}"


def hours_text(starts_at: time, ends_at: time | None) -> str:
    """``từ 07 giờ 45 phút đến 11 giờ 00 phút``."""
    from_text = f"từ {starts_at.hour:02} giờ {starts_at.minute:02} phút"
    if ends_at is None:
        return from_text
    return f"{from_text} đến {ends_at.hour:02} giờ {ends_at.minute:02} phút"


def period_with_ends(period: Period) -> str:
    ends = range_text(period.from_on, period.to_on)
    return f"{period.name} ({ends})" if period.name else f"thời gian {ends}"


def period_name(period: Period) -> str:
    """The name alone, for every mention after the first."""
    return period.name or f"thời gian {range_text(period.from_on, period.to_on)}"


def period_title(period: Period) -> str:
    """The name as a heading starts with it."""
    return upper_first(period_name(period))


# Names


def join_names(names: Sequence[str]) -> str:
    """``A``; ``A và B``; ``A, B và C``. Names that hold "và" or a comma are parted by ``;``."""
    if any("," in name or " và " in name for name in names):
        return "; ".join(names)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    """What somebody typed as an item: a capital first, and a full stop unless it has its end."""
    text = upper_first(text.strip())
    return text if text.endswith((".", "!", "?", ":", ";")) else f"{text}."


def zone_text(name: str) -> str:
    """``khu công nghiệp Yên Mỹ II``: the common noun once and in lower case."""
    return f"khu công nghiệp {bare_zone(name)}"


# Documents


def numbered(prefix: str, kind: str, symbol: str, number: int | None) -> str:
    """``Số: 05/BC-BCĐHMKCN`` for the prefix ``Số:``; without a number the blank of a draft.

    A number below ten has a leading zero; thousands have no dot (PL I, II.3.b).
    """
    written = NO_BREAK_SPACE + BLANK if number is None else f" {number:02}"
    return f"{prefix}{written}/{kind}-{symbol}"


def annex_label(number: int, of: int) -> str:
    """``Phụ lục``; of two and more ``Phụ lục I``, ``Phụ lục II`` (PL I, III.1)."""
    return "Phụ lục" if of == 1 else f"Phụ lục {ROMAN[number - 1]}"


def document_type(number: str) -> str:
    """The kind of a document as its number tells it: ``08/KH-UBND`` is a Kế hoạch."""
    abbreviations = re.findall(r"[^\W\d_]+", number)
    kinds = (_DOCUMENT_TYPES[each] for each in abbreviations if each in _DOCUMENT_TYPES)
    return next(kinds, "Văn bản")


_PROPER_STARTS = ("Ngày ", "Lễ hội ", "Hành trình Đỏ", "Chủ nhật Đỏ", "Xuân Hồng")


def about(subject: str) -> str:
    """A subject as it follows "về": its first letter in lower case, unless it starts a name.

    Where the subject itself starts with "Về" or "Về việc", that is not said twice.

    A name is known by its first two words both having capitals, by capitals throughout its first
    word, or by being one of the calendar's named days.
    """
    subject = re.sub(r"^về (việc )?", "", subject, flags=re.IGNORECASE)
    words = subject.split()
    is_name = subject.startswith(_PROPER_STARTS) or (
        len(words) > 1 and (words[1][:1].isupper() or (len(words[0]) > 1 and words[0].isupper()))
    )
    return subject if is_name else lower_first(subject)


_NAMED_ALREADY = ("chiến dịch", "chương trình", "ngày ", "lễ hội", "tháng ", "tuần lễ")
_KIND_WORDS = {"campaign": "Chiến dịch ", "programme": "Chương trình ", "day": ""}


def campaign_text(kind: str, name: str) -> str:
    """``Chương trình Hành trình Đỏ lần thứ XII``: the kind once, and not before a named day."""
    if name.lower().startswith(_NAMED_ALREADY):
        return upper_first(name)
    return _KIND_WORDS[kind] + name
