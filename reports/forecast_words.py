"""What a forecast says in words: the answer with its reason, and what has to be done for it."""

from __future__ import annotations

from .clauses import DRIVE, difference, reached_short, target_of
from .forecast import ENOUGH, YEARS, Answer, Basis, Estimate, Forecast
from .screen import screen_units
from .wording import count, date_text, upper_first

HOW = (
    f"Mỗi đợt còn lại được ước bằng mức bình quân của các đợt tương tự trong {count(YEARS)} năm "
    "gần nhất: cùng doanh nghiệp, nếu không có thì cùng khu công nghiệp và hình thức, nếu không "
    "nữa thì mọi đợt; càng ít đợt tương tự, con số càng được kéo về mức của nhóm rộng hơn. "
    "Mức thấp và mức cao lấy theo độ chênh giữa các đợt ấy, sao cho cứ mười năm như năm nay thì "
    "khoảng tám năm kết thúc giữa hai mức."
)
_BASIS = {
    Basis.HOST: "tại doanh nghiệp này",
    Basis.ZONE: "cùng khu công nghiệp và hình thức",
    Basis.ALL: "của Ban Chỉ đạo",
}


def verdict(forecast: Forecast) -> str:
    """The answer in a word or two, as a heading."""
    return {
        Answer.NO_TARGET: "Chưa có chỉ tiêu",
        Answer.REACHED: "Đã đạt",
        Answer.OVER: "Không đạt",
        Answer.NOTHING_LEFT: "Chưa đạt, không còn đợt nào trong kế hoạch",
        Answer.UNKNOWN: "Chưa đủ căn cứ để dự báo",
        Answer.YES: "Sẽ đạt, nếu giữ đúng kế hoạch",
        Answer.LIKELY: "Có thể đạt, chưa chắc chắn",
        Answer.HARDLY: "Khó đạt",
        Answer.NO: "Không đạt, nếu không thêm đợt",
    }[forecast.answer]


def tone(forecast: Forecast) -> str:
    """How the answer is coloured: ``good``, ``warn`` or nothing."""
    if forecast.answer in (Answer.REACHED, Answer.YES):
        return "good"
    is_open = forecast.answer in (Answer.NO_TARGET, Answer.UNKNOWN, Answer.LIKELY)
    return "" if is_open else "warn"


def reason(forecast: Forecast, short_name: str) -> str:
    """Why: a sentence with the figures that the answer rests on."""
    target = forecast.target
    if target is None:
        return "Chưa có chỉ tiêu để so sánh."
    goal = f"{target_of(target.assigned_by, short_name)} {screen_units(target.units)}"
    missing = f"còn thiếu {screen_units(target.missing)} so với {goal}"
    match forecast.answer:
        case Answer.REACHED:
            standing = f"{reached_short(target, short_name)}{difference(target, screen_units)}"
            return f"{upper_first(screen_units(target.reached))}, {standing}."
        case Answer.OVER:
            return f"Hết ngày {date_text(target.to_on)}, {missing}."
        case Answer.NOTHING_LEFT:
            return f"{upper_first(missing)}; cần lên kế hoạch thêm {DRIVE}."
        case Answer.UNKNOWN:
            return (
                f"Trong {count(YEARS)} năm gần nhất mới có {count(forecast.past)} đợt biết kết "
                f"quả, cần ít nhất {count(ENOUGH)} đợt; {missing}."
            )
        case Answer.YES:
            low = screen_units(forecast.low)
            return f"Ngay cả ở mức thấp, tổng cộng cũng thu được {low}, đủ {goal}."
        case Answer.LIKELY:
            short = screen_units(target.units - forecast.low)
            return (
                f"Ở mức giữa, tổng cộng thu được {screen_units(forecast.middle)}, đủ {goal}; "
                f"ở mức thấp thì thiếu {short}."
            )
        case Answer.HARDLY:
            short = screen_units(target.units - forecast.middle)
            return (
                f"Ở mức giữa, tổng cộng thu được {screen_units(forecast.middle)}, thiếu {short} "
                f"so với {goal}; chỉ ở mức cao mới đủ."
            )
        case _:
            short = screen_units(target.units - forecast.high)
            return (
                f"Ngay cả ở mức cao, tổng cộng cũng chỉ thu được {screen_units(forecast.high)}, "
                f"thiếu {short} so với {goal}."
            )


def more(forecast: Forecast) -> list[str]:
    """What follows the reason: what each drive has to bring, when it is done, what is left out."""
    return [*filter(None, (needs(forecast), reached_when(forecast), left_out(forecast)))]


def needs(forecast: Forecast) -> str:
    """``Cần bình quân 120 đơn vị mỗi đợt còn lại (05 đợt).``; empty where nothing is needed."""
    if forecast.needed is None:
        return ""
    return (
        f"Cần bình quân {screen_units(forecast.needed)} mỗi đợt còn lại "
        f"({count(forecast.remaining)} đợt)."
    )


def reached_when(forecast: Forecast) -> str:
    """With which drive the target is reached if all goes as planned; empty where with none."""
    drive = forecast.reached_with
    if drive is None:
        return ""
    return (
        f"Nếu mọi đợt diễn ra như kế hoạch, chỉ tiêu đạt được ở đợt {drive.day.text}, "
        f"{drive.place.short}."
    )


def left_out(forecast: Forecast) -> str:
    """The drives that the forecast does not count; empty where it counts all."""
    if not forecast.overdue:
        return ""
    return f"Chưa tính {count(forecast.overdue)} đợt quá hạn, chưa có kết quả."


def basis(estimate: Estimate) -> str:
    """What a drive's estimate rests on: ``04 đợt tại doanh nghiệp này``."""
    return f"{count(estimate.worth.drives)} đợt {_BASIS[estimate.worth.basis]}"
