"""Two people at one record at the same moment: one row, and nothing typed is lost unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from campaigns.models import Committee, Drive, User
from donations.models import DriveResult
from reports.models import Report
from tests.donations.pages import page_of
from tests.factories import CommitteeFactory, DriveFactory, UserFactory, held
from tests.forms import form_on
from tests.prove.together import send_together
from tests.reports.lives import drafted, fit_to_sign, url_of

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 5, 27)


@pytest.fixture
def committee() -> Committee:
    return CommitteeFactory.create()


@pytest.fixture
def people() -> list[User]:
    return [UserFactory.create(is_superuser=True) for _ in range(2)]


def opened(user: User, address: str) -> dict:
    """The page's form as this person has it open."""
    client = Client()
    client.force_login(user)
    return form_on(client.get(address))


def typed_together(people: list[User], address: str, *typed: dict) -> list[tuple[int, str]]:
    """The answers to both, who have opened the page before either of them saved."""
    forms = [opened(user, address) | each for user, each in zip(people, typed, strict=True)]
    return send_together(
        [(user.username, address, form) for user, form in zip(people, forms, strict=True)]
    )


def statuses(answers: list[tuple[int, str]]) -> list[int]:
    return sorted(status for status, _page in answers)


def refused(answers: list[tuple[int, str]]) -> str:
    """The page of the one who was slower."""
    (page,) = (page for status, page in answers if status == 200)
    return page


def test_of_two_who_save_one_drive_the_slower_compares(committee, people):
    drive = DriveFactory.create(committee=committee, on=DAY)

    answers = typed_together(people, page_of(drive), {"venue": "Ramen"}, {"venue": "Ecogarden"})

    assert statuses(answers) == [200, 302]
    assert "So hai bản" in refused(answers)
    assert "Ramen" in refused(answers)
    assert "Ecogarden" in refused(answers)
    drive.refresh_from_db()
    assert (drive.version, drive.history.count()) == (1, 2)


def test_of_two_who_enter_the_first_result_the_slower_compares(committee, people):
    drive = DriveFactory.create(committee=committee, on=DAY, status="held")

    answers = typed_together(
        people, page_of(drive), {"result-0-units": "100"}, {"result-0-units": "200"}
    )

    assert statuses(answers) == [200, 302]
    assert "So hai bản" in refused(answers)
    assert DriveResult.objects.get().units in (100, 200)
    assert DriveResult.history.count() == 1


def test_two_who_correct_one_result_do_not_overwrite_each_other(committee, people):
    drive = held(committee, DAY, 180)

    answers = typed_together(
        people, page_of(drive), {"result-0-units": "185"}, {"result-0-units": "190"}
    )

    assert statuses(answers) == [200, 302]
    for units in ("180", "185", "190"):
        assert units in refused(answers)


def test_one_at_the_drive_and_one_at_its_result_both_save(committee, people):
    drive = held(committee, DAY, 180)

    answers = typed_together(people, page_of(drive), {"venue": "Ramen"}, {"result-0-units": "185"})

    assert statuses(answers) == [302, 302]
    drive.refresh_from_db()
    assert (drive.venue, drive.result.units) == ("Ramen", 185)


def test_one_form_sent_twice_at_once_makes_one_drive(committee, people):
    user, address = people[0], "/admin/campaigns/drive/add/"
    form = opened(user, address) | {
        "committee": str(committee.pk),
        "status": "held",
        "on": f"{DAY:%d/%m/%Y}",
        "form": "zone",
        "venue": "Ramen",
        "result-0-units": "100",
    }

    answers = send_together([(user.username, address, form)] * 2)

    assert statuses(answers) == [302, 302]
    assert Drive.objects.count() == DriveResult.objects.count() == 1


def test_of_a_drive_deleted_while_it_is_saved_nothing_typed_is_lost(committee, people):
    drive = DriveFactory.create(committee=committee, on=DAY)
    editor, administrator = people
    form = opened(editor, page_of(drive)) | {"venue": "Ecogarden"}
    delete = page_of(drive).replace("change", "delete")

    edited, deleted = send_together(
        [
            (editor.username, page_of(drive), form),
            (administrator.username, delete, {"post": "yes"}),
        ]
    )

    assert deleted[0] == 302
    assert not Drive.objects.exists()
    was_saved = edited[0] == 302
    assert was_saved or "đã xóa mục này" in edited[1]
    assert "Ecogarden" in (Drive.history.first().venue if was_saved else edited[1])


def _put_back(user: User, drive: Drive, field: str) -> tuple[str, str, dict]:
    """What the first button of this field sends."""
    client = Client()
    client.force_login(user)
    page = client.get(page_of(drive).replace("change", "history"))
    sent = [back for _entry, told in page.context["rows"] for _text, back in told]
    back = next(each for each in sent if each.endswith(f":{field}"))
    form = form_on(page) | {"back": back}
    return user.username, page_of(drive).replace("change", "back"), form


def test_two_who_put_one_value_back_do_it_once(committee, people):
    drive = DriveFactory.create(committee=committee, on=DAY, venue="Ramen")
    drive.venue = "Ecogarden"
    drive.save()

    answers = send_together([_put_back(user, drive, "venue") for user in people])

    assert statuses(answers) == [302, 302]
    drive.refresh_from_db()
    assert (drive.venue, drive.version) == ("Ramen", 2)


def test_a_value_put_back_while_it_is_changed_is_compared(committee, people):
    drive = held(committee, DAY, 180)
    drive.result.units = 185
    drive.result.save()
    form = opened(people[0], page_of(drive)) | {"result-0-units": "190"}

    answers = send_together(
        [(people[0].username, page_of(drive), form), _put_back(people[1], drive, "units")]
    )

    assert statuses(answers) == [200, 302]
    assert "So hai bản" in refused(answers)
    assert DriveResult.objects.get().units in (180, 190)


def test_of_two_who_write_one_draft_the_slower_compares(committee, people):
    fit_to_sign(committee)
    draft = drafted(committee)

    answers = typed_together(
        people, url_of(draft, "edit/"), {"tasks": "Họp tổng kết"}, {"tasks": "Tuyên dương"}
    )

    assert statuses(answers) == [200, 302]
    assert "Họp tổng kết" in refused(answers)
    assert "Tuyên dương" in refused(answers)
    assert Report.objects.get().version == 1
