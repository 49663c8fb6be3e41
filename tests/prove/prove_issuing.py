"""Numbers are given once, whoever is faster."""

from __future__ import annotations

from datetime import date

import pytest

from reports.models import Report
from tests.factories import CommitteeFactory, UserFactory, held
from tests.prove.together import send_together
from tests.reports.lives import digest_of, drafted, fit_to_sign, take_note

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 7, 2)


@pytest.fixture
def committee():
    committee = CommitteeFactory.create()
    fit_to_sign(committee)
    held(committee, date(2024, 2, 9), 263)
    return committee


@pytest.fixture
def people() -> list[str]:
    return [UserFactory.create(is_superuser=True).username for _ in range(3)]


def _forms(people: list[str], drafts: list[Report], numbers: list[int]) -> list:
    return [
        (
            person,
            f"/reports/{draft.pk}/issue/",
            {
                "number": str(number),
                "issued_on": f"{DAY:%d/%m/%Y}",
                "version": draft.version,
                "seen": digest_of(draft, number, DAY),
            },
        )
        for person, draft, number in zip(people, drafts, numbers, strict=True)
    ]


def test_people_issuing_at_the_same_moment_cannot_get_one_number(committee, people):
    drafts = [drafted(committee, key) for key in ("q1", "q2", "h1")]
    for draft in drafts:
        take_note(draft, UserFactory.create(), DAY)

    answers = send_together(_forms(people, drafts, [15, 15, 15]))

    assert sorted(status for status, _ in answers) == [200, 200, 302]
    assert all("Số này đã cấp" in page for status, page in answers if status == 200)
    assert list(Report.objects.issued().values_list("number", flat=True)) == [15]


def test_a_report_issued_by_several_at_once_gets_one_number(committee, people):
    draft = drafted(committee)
    take_note(draft, UserFactory.create(), DAY)

    answers = send_together(_forms(people, [draft] * 3, [15, 16, 17]))

    assert sorted(status for status, _ in answers) in (
        [200, 200, 302],
        [200, 302, 403],
        [302, 403, 403],
    )
    report = Report.objects.get()
    assert report.files.count() == len({file.name for file in report.files.all()})


def test_people_opening_a_draft_at_the_same_moment_open_one(committee, people):
    forms = [(person, f"/reports/2024/h1/draft/?committee={committee.pk}", {}) for person in people]

    answers = send_together(forms)

    assert [status for status, _ in answers] == [302, 302, 302]
    assert Report.objects.count() == 1
