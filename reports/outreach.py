"""The sentence of section I on the communication work, made from its log."""

from __future__ import annotations

from collections import Counter

from campaigns.models import Communication
from donations.models import Hedge

from .facts import Summary
from .wording import count, hedged

# Verbs part the items, because the names of the kinds hold commas themselves.
_DONE = {
    Communication.Kind.PLAN: "ban hành {} kế hoạch, hướng dẫn tuyên truyền",
    Communication.Kind.LETTER: "gửi {} công văn, thư ngỏ",
    Communication.Kind.POSTER: "treo áp phích, băng rôn {} đợt",
    Communication.Kind.BROADCAST: "tuyên truyền trên phát thanh, truyền hình {} đợt",
    Communication.Kind.TRAINING: "tổ chức {} buổi tập huấn, hội nghị",
    Communication.Kind.PRESS: "có {} tin, bài được đăng",
}


def outreach(summary: Summary) -> str:
    """``Trong kỳ, Ban Chỉ đạo đã gửi 02 công văn, thư ngỏ; …``; empty where nothing was logged."""
    times = Counter(done.kind for done in summary.communications)
    clauses = [text.format(count(times[kind])) for kind, text in _DONE.items() if times[kind]]
    if not clauses:
        return ""
    done = "; ".join([*clauses, *_people_reached(summary)])
    return f"Trong kỳ, {summary.committee.short_name} đã {done}."


def outreach_figures(summary: Summary) -> list[str]:
    """The figures of that sentence, in its order."""
    times = Counter(done.kind for done in summary.communications)
    return [
        *(count(times[kind]) for kind in _DONE if times[kind]),
        *(number for number in [_number_reached(summary)] if number),
    ]


def _people_reached(summary: Summary) -> list[str]:
    """One may be reached twice, hence "lượt người"."""
    number = _number_reached(summary)
    return [f"qua đó tiếp cận {number} lượt người"] if number else []


def _number_reached(summary: Summary) -> str:
    """Hedged where some are unknown; empty where nobody is known to have been reached."""
    known = [done.reached for done in summary.communications if done.reached is not None]
    if not sum(known):
        return ""
    is_all = len(known) == len(summary.communications)
    return hedged(sum(known), Hedge.EXACT if is_all else Hedge.OVER)
