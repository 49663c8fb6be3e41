"""The meeting's page: what stands on it, and that it is always one page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.dates import Day
from reports.brief import Brief, brief
from reports.facts import CommitteeName, Summary
from reports.forecast import Forecast, forecast
from reports.periods import months_of
from reports.renderers import UnprintableError
from reports.renderers.brief import render
from tests.factories import CompanyFactory, DriveFactory, TargetFactory, held
from tests.reports.builders import (
    HUNG_YEN,
    PHO_NOI_A,
    STATISTICAL,
    THANG_LONG_II,
    a_round,
    at_company,
    planned,
    postponed,
    progress,
    rounds_of_2024,
    summary,
)
from tests.reports.measuring import Pages, measure, squeeze
from tests.reports.sheets import facts_of_2024
from tests.reports.test_forecast import PAST

NOON = datetime(2024, 7, 2, 14, 5, tzinfo=UTC)
JUNE = date(2024, 6, 30)
LONG = ("Công ty Cổ phần Sản xuất Linh kiện Điện tử và Thiết bị Viễn thông " * 4)[:250]
FOOT = "Số liệu đến hết ngày 30/6/2024; lập lúc 14h05 ngày 02/7/2024."


def _brief(facts: Summary, foreseen: Forecast | None = None) -> Brief:
    return brief(facts, foreseen, months_of(2024, STATISTICAL), NOON)


def _page(facts: Summary, foreseen: Forecast | None = None) -> Pages:
    return measure(render(_brief(facts, foreseen)))


def _said(pages: Pages) -> str:
    return squeeze("".join(line.text for line in pages.lines))


def _year(**rest) -> Summary:
    """2024 up to 30/6."""
    return summary("year", **{"day": JUNE, "as_of": date(2024, 7, 2)} | rest)


def _drives(number: int, host: str = "Công ty TOTO", units: int | None = 20):
    """Rounds every half day or so of the first half of the year."""
    return tuple(
        a_round(
            each,
            date(2024, 1, 1) + timedelta(days=each * 180 // number),
            units,
            at_company(host, "Thăng Long II"),
            cumulative=each * (units or 0),
        )
        for each in range(1, number + 1)
    )


def _coming(number: int, host: str = "Công ty Canon", **rest):
    return tuple(
        planned(
            Day(date(2024, 7, 1) + timedelta(days=each)),
            at_company(host, "Phố Nối A"),
            drive_id=1000 + each,
            expected_units=100,
            **rest,
        )
        for each in range(number)
    )


def _targets(number: int, reached: int):
    return tuple(
        progress(1200 + 300 * index, reached, assigned, is_headline=not index)
        for index, assigned in enumerate(("province", "centre", "self")[:number])
    )


def _crammed(names: str, committee: CommitteeName) -> Summary:
    """More of everything than a page holds, each name as long as a field takes."""
    reason = (names * 10)[:250]
    return _year(
        committee=committee,
        rounds=_drives(30, names, None),
        targets=_targets(3, 100),
        pending=_coming(10, names, is_overdue=True),
        upcoming=_coming(10, names),
        postponed=tuple(
            replace(postponed(at_company(names), reason), drive_id=each) for each in range(9)
        ),
    )


CASES = {
    "nothing": _year(),
    "a plan but no drive": _year(targets=_targets(1, 0), upcoming=_coming(2)),
    "five drives": facts_of_2024(),
    "no target": _year(rounds=rounds_of_2024()),
    "three targets": _year(rounds=rounds_of_2024(), targets=_targets(3, 1265)),
    "300 drives": _year(rounds=_drives(300), targets=_targets(3, 6000), upcoming=_coming(40)),
    "30 findings": _year(rounds=_drives(30, units=None), targets=_targets(3, 0)),
    "names of 250 letters": _crammed(LONG, HUNG_YEN),
    "the longest that the fields take": _crammed(
        "W" * 250, CommitteeName("W" * 250, "W" * 100, "BCĐ")
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_one_page_and_nothing_is_cut_off(case):
    facts = CASES[case]
    foreseen = forecast(facts, PAST) if facts.period.key == "year" else None

    pages = _page(facts, foreseen)

    assert pages.sizes == ((210, 297),)
    last = max(pages.lines, key=lambda line: line.bottom)
    assert last.text == FOOT
    assert last.bottom < 287
    assert min(line.left for line in pages.lines) > 10
    assert max(line.right for line in pages.lines) < 200


def test_as_many_of_the_last_drives_as_fit_are_shown_and_the_rest_is_counted():
    facts = CASES["300 drives"]

    page = _brief(facts)
    said = _said(_page(facts))

    shown = next(
        n
        for n in range(len(page.drives.rows), 0, -1)
        if squeeze(page.drives.before[n].label) in said
    )
    assert page.drives.rows[-1][0].text == "300"
    assert shown >= 5
    assert page.drives.before[shown].label == f"và {300 - shown} đợt khác trước đó"
    assert page.drives.before[shown].cells[-1].text == f"{20 * (300 - shown):,}".replace(",", ".")
    assert page.drives.total.label == "Cộng 300 Ngày hội"


def test_its_figures_are_those_of_the_summary():
    facts = _year(rounds=rounds_of_2024(), targets=(progress(1200, 1265),))

    pages = _page(facts)
    said = _said(pages)

    assert (
        squeeze("Đến 30/6/2024: 1.265 đơn vị, đạt 105% kế hoạch UBND tỉnh giao, vượt 65 đơn vị.")
        in said
    )
    assert squeeze("1.265 / 1.200 đơn vị") in said
    assert "105,4%" in said
    for each in facts.rounds:
        assert squeeze(f"{each.number}{each.day.text}{each.place.short}{each.units}") in said


def test_a_bar_says_what_is_missing_and_how_the_pace_is():
    target = progress(1200, 500)

    (bar,) = _brief(_year(rounds=rounds_of_2024(), targets=(target,))).bars

    # 1.200 × 182 ÷ 366 = 596,7
    assert bar.standing == "Còn thiếu 700 đơn vị, chậm hơn tiến độ 97 đơn vị"
    assert (bar.goal, bar.pace) == (1, 597 / 1200)


def test_a_bar_is_as_long_as_what_was_reached_where_that_is_more():
    (bar,) = _brief(_year(targets=(progress(1000, 1250),))).bars

    assert (bar.reached, bar.goal, bar.pace) == (1, 0.8, None)


def test_a_target_that_counts_other_days_says_which():
    target = progress(1000, 250, from_on=date(2023, 12, 15), to_on=date(2024, 12, 14), day=JUNE)

    page = _brief(_year(targets=(target,), counts_from=date(2024, 1, 1)))

    assert page.bars[0].standing.endswith("tính từ ngày 15/12/2023 đến ngày 30/6/2024")


def test_the_forecast_is_answered_once_and_what_it_asks_is_to_be_decided():
    facts = _year(targets=(progress(2000, 700),), upcoming=_coming(2))

    page = _brief(facts, forecast(facts, PAST))

    assert page.verdict.answer == "Không đạt, nếu không thêm đợt"
    assert "Cần bình quân" not in page.verdict.reason
    assert page.decisions.items[0].text == "Cần bình quân 650 đơn vị mỗi đợt còn lại (02 đợt)."


def test_a_settled_year_needs_no_forecast():
    facts = _year(targets=(progress(1200, 1265),), upcoming=_coming(2))

    assert _brief(facts, forecast(facts, PAST)).verdict is None


def test_overdue_drives_come_first_and_what_is_over_five_is_counted():
    some_day = planned(Day(date(2024, 6, 1), is_month=True), THANG_LONG_II)
    late = planned(Day(date(2024, 6, 6)), PHO_NOI_A, is_overdue=True)

    ahead = _brief(_year(pending=(some_day, late), upcoming=_coming(5))).ahead

    assert ahead.items[0].lead == "06/6/2024"
    assert ahead.items[0].text == "KCN Phố Nối A; quá hạn, chưa có kết quả"
    assert (ahead.items[1].lead, ahead.items[1].text) == ("Tháng 6/2024", "KCN Thăng Long II")
    assert ahead.items[2].text == "Công ty Canon; dự kiến 100 đơn vị"
    assert (len(ahead.items), ahead.rest[5]) == (5, "và 02 đợt khác")


def test_to_be_decided_is_what_somebody_can_mend_and_drives_without_a_new_day():
    facts = _year(
        rounds=(a_round(1, date(2024, 4, 9), None),),
        targets=(progress(1200, 0, document_number="08/KH-UBND"),),
        postponed=(
            postponed(THANG_LONG_II),
            postponed(PHO_NOI_A, new_day=Day(date(2024, 8, 1))),
        ),
    )

    texts = [item.text for item in _brief(facts).decisions.items]

    assert texts == [
        "Tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn tập trung tại khu công nghiệp Thăng Long II (dự kiến ban đầu ngày 06/6/2024), thời gian chưa ấn định.",
        "Đợt 1 (09/4/2024, KCN Phố Nối A): chưa nhập kết quả.",
    ]


def test_the_file_says_what_it_is_and_can_be_heard():
    pdf = render(_brief(CASES["five drives"]))

    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "Tóm tắt phục vụ họp, 6 tháng đầu năm 2024"
    assert reader.trailer["/Root"]["/Lang"].lower().startswith("vi")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Lũy kế năm 2024: 263 ngày 09/4/2024" in _alternatives(reader)


def _alternatives(reader: pypdf.PdfReader) -> str:
    """The texts in place of drawings."""
    found: list[str] = []
    left = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        element = left.pop().get_object()
        if isinstance(element, list):
            left += element
        elif isinstance(element, dict):
            found.append(str(element.get("/Alt", "")))
            left += [element[key] for key in ("/K",) if key in element]
    return " ".join(found)


def test_a_letter_that_paper_cannot_show_is_told():
    facts = _year(rounds=_drives(1, "한국"))

    with pytest.raises(UnprintableError, match="한"):
        render(_brief(facts))


# The page's address


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["year", "q2"])
def test_a_member_gets_the_page_as_a_file(as_leader, committee, key):
    held(committee, date(2024, 4, 9), 263)
    TargetFactory.create(committee=committee)

    answer = as_leader.get(f"/reports/2024/{key}/brief.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="tom-tat-{key}-2024.pdf"'
    assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) == 1


@pytest.mark.django_db
def test_a_page_that_cannot_be_printed_leads_back_to_the_report(as_leader, committee):
    host = CompanyFactory.create(committee=committee, name="Công ty 한국")
    held(committee, date(2024, 4, 9), 263, host=host)

    page = as_leader.get("/reports/2024/q2/brief.pdf", follow=True)

    assert page.redirect_chain[0][0].startswith("/reports/2024/q2/")
    assert "không in được bằng Times New Roman: “한”" in page.content.decode()


@pytest.mark.django_db
def test_many_drives_ask_no_more_of_the_database(as_leader, committee):
    def made(drives: int) -> CaptureQueriesContext:
        for day in range(1, drives + 1):
            held(committee, date(2024, 5, day), 100)
            DriveFactory.create(committee=committee, on=date(2024, 12, day))
        with CaptureQueriesContext(connection) as queries:
            as_leader.get("/reports/2024/year/brief.pdf")
        return queries

    assert len(made(1)) == len(made(8))


@pytest.mark.django_db
def test_the_report_leads_to_the_page(as_leader, committee):
    TargetFactory.create(committee=committee)

    page = as_leader.get("/reports/2024/h1/")

    assert 'href="/reports/2024/h1/brief.pdf"' in page.content.decode()


def test_a_year_that_is_over_is_not_forecast_for_a_result_still_missing():
    facts = _year(
        rounds=(a_round(1, date(2024, 4, 9), None),),
        targets=(progress(1000, 700, day=date(2024, 12, 31), unknown=1),),
        day=date(2024, 12, 31),
    )
    foreseen = forecast(facts, PAST)

    page = _brief(facts, foreseen)

    assert (foreseen.is_closed, foreseen.remaining) == (True, 1)
    assert page.verdict is None
    assert not any("mỗi đợt còn lại" in item.text for item in page.decisions.items)
    assert page.chart.span is None
