"""The communication work in section I: our own rows, numbered on after the settled wording's 18."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.facts import Outreach, Summary
from reports.narrative import proposed_direction
from reports.outreach import outreach
from tests.factories import CampaignFactory, CommunicationFactory
from tests.reports.builders import (
    BLOOD_DAY,
    PLAN,
    RED_JOURNEY,
    SUMMER,
    issued,
    logged,
    of,
    rounds_of_2024,
    summary,
    texts,
)


@pytest.mark.parametrize(
    ("log", "text"),
    [
        pytest.param((), "", id="19.1 nothing logged"),
        pytest.param(
            logged("plan"),
            "Trong kỳ, Ban Chỉ đạo đã ban hành 01 kế hoạch, hướng dẫn tuyên truyền.",
            id="19.2 one kind, plans",
        ),
        pytest.param(
            logged("letter", "letter"),
            "Trong kỳ, Ban Chỉ đạo đã gửi 02 công văn, thư ngỏ.",
            id="19.2 one kind, letters",
        ),
        pytest.param(
            logged("poster"),
            "Trong kỳ, Ban Chỉ đạo đã treo áp phích, băng rôn 01 đợt.",
            id="19.2 one kind, posters",
        ),
        pytest.param(
            logged("broadcast"),
            "Trong kỳ, Ban Chỉ đạo đã tuyên truyền trên phát thanh, truyền hình 01 đợt.",
            id="19.2 one kind, broadcasts",
        ),
        pytest.param(
            logged("training"),
            "Trong kỳ, Ban Chỉ đạo đã tổ chức 01 buổi tập huấn, hội nghị.",
            id="19.2 one kind, trainings",
        ),
        pytest.param(
            logged("press"),
            "Trong kỳ, Ban Chỉ đạo đã có 01 tin, bài được đăng.",
            id="19.2 one kind, press",
        ),
        pytest.param(
            logged(*["press"] * 10),
            "Trong kỳ, Ban Chỉ đạo đã có 10 tin, bài được đăng.",
            id="19.2 ten of a kind",
        ),
        pytest.param(
            (
                *logged("press", "training", "broadcast", "poster", "letter", "plan"),
                *logged("press", "poster", "poster", "letter"),
            ),
            "Trong kỳ, Ban Chỉ đạo đã ban hành 01 kế hoạch, hướng dẫn tuyên truyền; "
            "gửi 02 công văn, thư ngỏ; treo áp phích, băng rôn 03 đợt; "
            "tuyên truyền trên phát thanh, truyền hình 01 đợt; "
            "tổ chức 01 buổi tập huấn, hội nghị; có 02 tin, bài được đăng.",
            id="19.3 all kinds, in their order",
        ),
        pytest.param(
            logged("letter", reached=60),
            "Trong kỳ, Ban Chỉ đạo đã gửi 01 công văn, thư ngỏ; qua đó tiếp cận 60 lượt người.",
            id="19.4 one piece, people known",
        ),
        pytest.param(
            logged("letter", "training", reached=600),
            "Trong kỳ, Ban Chỉ đạo đã gửi 01 công văn, thư ngỏ; "
            "tổ chức 01 buổi tập huấn, hội nghị; qua đó tiếp cận 1.200 lượt người.",
            id="19.4 all people known",
        ),
        pytest.param(
            (*logged("training", "broadcast", reached=600), *logged("poster")),
            "Trong kỳ, Ban Chỉ đạo đã treo áp phích, băng rôn 01 đợt; "
            "tuyên truyền trên phát thanh, truyền hình 01 đợt; "
            "tổ chức 01 buổi tập huấn, hội nghị; qua đó tiếp cận trên 1.200 lượt người.",
            id="19.5 some people unknown",
        ),
        pytest.param(
            logged("training", reached=8),
            "Trong kỳ, Ban Chỉ đạo đã tổ chức 01 buổi tập huấn, hội nghị; "
            "qua đó tiếp cận 08 lượt người.",
            id="19.5 few people",
        ),
        pytest.param(
            (*logged("training", reached=0), *logged("letter")),
            "Trong kỳ, Ban Chỉ đạo đã gửi 01 công văn, thư ngỏ; "
            "tổ chức 01 buổi tập huấn, hội nghị.",
            id="19.6 nobody reached: never 00",
        ),
    ],
)
def test_the_log_is_one_sentence(log: tuple[Outreach, ...], text: str):
    assert outreach(summary(communications=log)) == text


LOGGED = "Trong kỳ, Ban Chỉ đạo đã gửi 01 công văn, thư ngỏ."


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        pytest.param(
            summary(plan=PLAN, communications=logged("letter")),
            f"Ban Chỉ đạo đã ban hành và triển khai Kế hoạch số 03/KH-BCĐHMKCN. {LOGGED}",
            id="19.7 plan and log",
        ),
        pytest.param(
            summary(
                plan=PLAN,
                rounds=rounds_of_2024(campaigns=(BLOOD_DAY,)),
                communications=logged("letter"),
            ),
            "Ban Chỉ đạo đã ban hành và triển khai Kế hoạch số 03/KH-BCĐHMKCN; "
            "tuyên truyền, vận động hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4/2024, "
            f"với thông điệp “Hiến giọt máu đào - Trao đời sự sống”. {LOGGED}",
            id="19.7 plan, campaign of the drives, log",
        ),
        pytest.param(
            summary("q2", plan=PLAN, communications=logged("letter", campaign=SUMMER)),
            "Ban Chỉ đạo tiếp tục triển khai Kế hoạch số 03/KH-BCĐHMKCN; tuyên truyền, vận động "
            f"hưởng ứng Chiến dịch Những giọt máu hồng - hè. {LOGGED}",
            id="19.7 plan, campaign of the log alone",
        ),
        pytest.param(
            summary(communications=logged("letter", campaign=SUMMER)),
            "Ban Chỉ đạo đã tuyên truyền, vận động hưởng ứng "
            f"Chiến dịch Những giọt máu hồng - hè. {LOGGED}",
            id="19.8 no plan",
        ),
        pytest.param(
            summary(communications=logged("letter")), LOGGED, id="19.8 no plan, no campaign"
        ),
    ],
)
def test_section_one_goes_on_with_the_log(facts: Summary, text: str):
    assert proposed_direction(facts) == text


def test_campaigns_of_drives_and_log_are_named_once_by_date():
    """19.9"""
    facts = summary(
        rounds=rounds_of_2024(campaigns=(SUMMER,)),
        communications=(
            *logged("letter", "press", campaign=RED_JOURNEY),
            *logged("poster", campaign=SUMMER),
            *logged("press", campaign=replace(BLOOD_DAY, message="")),
        ),
    )

    assert proposed_direction(facts).startswith(
        "Ban Chỉ đạo đã tuyên truyền, vận động hưởng ứng Ngày toàn dân hiến máu tình nguyện "
        "07/4/2024, Chiến dịch Những giọt máu hồng - hè và "
        "Chương trình Hành trình Đỏ lần thứ XII. Trong kỳ, "
    )


def test_a_report_whose_only_fact_is_the_log_has_a_section_for_it():
    lines = texts(summary(communications=logged("letter")), issued())

    title = lines.index("I. CÔNG TÁC CHỈ ĐẠO VÀ TUYÊN TRUYỀN")
    assert lines[title + 1] == LOGGED


# From the rows to the facts


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2024, 6, 30), True),
        (date(2024, 7, 1), False),
    ],
)
def test_what_was_done_on_a_day_of_the_period_counts(committee, day, counts):
    CommunicationFactory.create(committee=committee, on=day)
    CommunicationFactory.create()  # another committee's

    assert len(of(committee).communications) == counts


@pytest.mark.django_db
def test_what_was_done_after_the_day_of_the_figures_is_not_told_yet(committee):
    CommunicationFactory.create(committee=committee, on=date(2024, 4, 3))

    assert not of(committee, as_of=date(2024, 4, 2)).communications
    assert len(of(committee, as_of=date(2024, 4, 3)).communications) == 1


@pytest.mark.django_db
def test_the_log_comes_by_date_with_its_campaigns(committee, django_assert_num_queries):
    summer = CampaignFactory.create(
        committee=committee, name=SUMMER.name, from_on=SUMMER.from_on, to_on=SUMMER.to_on
    )
    later, earlier = date(2024, 6, 3), date(2024, 4, 2)
    CommunicationFactory.create(
        committee=committee, on=later, kind="press", campaign=summer, reached=900
    )
    CommunicationFactory.create(committee=committee, on=earlier)

    facts = of(committee)

    assert facts.communications == (
        Outreach("letter", earlier, None, None),
        Outreach("press", later, SUMMER, 900),
    )
    assert facts.campaigns_answered == (SUMMER,)
    with django_assert_num_queries(0):
        assert proposed_direction(facts).endswith("qua đó tiếp cận trên 900 lượt người.")


@pytest.mark.django_db
def test_the_cost_does_not_grow_with_the_log(committee, django_assert_num_queries):
    def log() -> None:
        campaign = CampaignFactory.create(committee=committee)
        CommunicationFactory.create(committee=committee, campaign=campaign)

    log()
    with django_assert_num_queries(9):
        of(committee)
    for _ in range(9):
        log()
    with django_assert_num_queries(9):
        of(committee)
