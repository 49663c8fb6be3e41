"""Pictures of a drive: added by officers, seen by members, removed when consent is withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from campaigns.models import DrivePicture
from campaigns.models.records import StaleVersionError
from tests.donations.pages import page_of, said
from tests.factories import held
from tests.uploads import BLUE, filed_picture, picture, stored, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def drive(committee):
    return held(committee, date(2024, 4, 9), 263)


@pytest.fixture
def shown(drive, officer):
    return filed_picture(drive, officer, caption="Công nhân hiến máu")


def pictures_of(drive) -> str:
    return f"/drives/{drive.pk}/pictures/"


def typed(*files, **fields) -> dict[str, object]:
    """The form as a browser sends it; ``None`` leaves a field out."""
    form = {"pictures": list(files), "caption": "", "is_agreed": "on", **fields}
    return {name: value for name, value in form.items() if value is not None}


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# Adding


def test_several_pictures_are_added_at_once(as_officer, drive, officer):
    files = [upload(picture(), "mot.jpg"), upload(picture(color=BLUE), "hai.jpg")]

    answer = as_officer.post(pictures_of(drive), typed(*files, caption="Công nhân hiến máu"))

    assert answer.url == pictures_of(drive)
    assert said(answer) == ["Đã lưu 2 ảnh."]
    for row in drive.pictures.all():
        assert (row.caption, row.is_agreed, row.added_by) == ("Công nhân hiến máu", True, officer)


def test_a_refused_picture_is_named_and_the_others_are_saved(as_officer, drive):
    files = [upload(b"<svg/>", "gia.jpg"), upload(picture(), "that.jpg"), upload(b"", "rong.png")]

    answer = as_officer.post(pictures_of(drive), typed(*files))

    assert drive.pictures.count() == 1
    assert said(answer) == [
        "Chưa lưu “gia.jpg”: không phải là ảnh JPEG, PNG, WebP hay HEIC.",
        "Chưa lưu “rong.png”: không phải là ảnh JPEG, PNG, WebP hay HEIC.",
        "Đã lưu 1 ảnh.",
    ]


def test_the_name_of_a_file_is_never_markup_nor_a_path(as_officer, drive):
    before = stored()
    name = "..\\<img src=x onerror=alert(1)>.jpg"

    page = as_officer.post(pictures_of(drive), typed(upload(b"<svg/>", name)), follow=True)
    as_officer.post(pictures_of(drive), typed(upload(picture(), name)))

    assert "<img src=x" not in page.content.decode()
    assert all(len(each) == len("pictures/.jpg") + 32 for each in stored() - before)


def test_the_same_form_sent_twice_adds_nothing_twice(as_officer, drive):
    as_officer.post(pictures_of(drive), typed(upload(picture(), "mot.jpg")))
    before = stored()

    answer = as_officer.post(pictures_of(drive), typed(upload(picture(), "mot.jpg")))

    assert drive.pictures.count() == 1
    assert stored() == before
    assert said(answer)[-1] == "Chưa lưu “mot.jpg”: ảnh này đã có trong đợt."


def test_another_drive_may_have_the_same_picture(committee, shown, officer):
    other = held(committee, date(2024, 4, 11), 119)

    filed_picture(other, officer)

    assert other.pictures.count() == 1


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (typed(upload(picture()), is_agreed=None), "Đánh dấu ô này khi những người trong ảnh"),
        (typed(pictures=None), "Chọn ít nhất một ảnh."),
        (typed(*[upload(b"x")] * 21), "nhiều nhất 20 ảnh; bạn đã chọn 21"),
        (typed(*[upload(b"x")] * 300), "nhiều nhất 20 ảnh; bạn đã chọn 300"),
        (typed(upload(picture()), caption="x" * 201), "200"),
    ],
    ids=["no consent", "no picture", "too many", "an album", "long caption"],
)
def test_a_form_that_is_not_whole_saves_nothing_and_says_why(as_officer, drive, form, message):
    page = text_of(as_officer.post(pictures_of(drive), form))

    assert message in page
    assert "Chưa lưu ảnh nào; hãy chọn lại các tệp ảnh." in page
    assert not drive.pictures.exists()


def test_nobody_agrees_by_default(as_officer, drive):
    page = as_officer.get(pictures_of(drive)).content.decode()

    assert 'name="is_agreed"' in page
    assert "checked" not in page
    assert "errorlist" not in page


def test_the_database_keeps_no_picture_without_consent(shown):
    with pytest.raises(IntegrityError), transaction.atomic():
        DrivePicture.objects.update(is_agreed=False)


def test_an_upload_that_fails_leaves_neither_row_nor_file(drive, officer, monkeypatch):
    before = stored()

    def fail(*args, **kwargs):
        raise OSError("the database is gone")

    monkeypatch.setattr(DrivePicture.history.model, "save", fail)  # the last thing that is saved
    with pytest.raises(OSError, match="gone"):
        filed_picture(drive, officer)

    assert not DrivePicture.objects.exists()
    assert stored() == before


def test_of_two_sent_at_the_same_moment_one_is_refused_in_words(drive, officer, monkeypatch):
    filed_picture(drive, officer)
    before = stored()
    check, checks = DrivePicture.full_clean, iter([lambda row: None])
    monkeypatch.setattr(
        DrivePicture, "full_clean", lambda row: next(checks, check)(row)
    )  # the first check came before the other row

    with transaction.atomic(), pytest.raises(ValidationError, match="đã có trong đợt"):
        filed_picture(drive, officer)

    assert stored() == before


# Looking


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_a_leader_sees_a_picture_as_a_picture_and_nothing_else(as_leader, shown, size):
    answer = as_leader.get(f"/pictures/{shown.pk}/{size}.jpg")

    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="hinh-anh-{shown.pk}.jpg"'
    assert "private" in answer["Cache-Control"]


def test_a_picture_without_a_caption_is_named_by_its_drive(as_leader, drive, officer):
    plain = filed_picture(drive, officer)

    assert f"<h1>{drive}</h1>" in text_of(as_leader.get(f"/pictures/{plain.pk}/"))


def test_there_is_no_other_size(as_leader, shown):
    assert as_leader.get(f"/pictures/{shown.pk}/sha256.jpg").status_code == 404


def test_a_picture_whose_file_is_lost_is_not_found(as_leader, shown):
    shown.small.storage.delete(shown.small.name)

    assert as_leader.get(f"/pictures/{shown.pk}/small.jpg").status_code == 404


def test_a_leader_sees_the_pictures_and_is_offered_no_change(as_leader, drive, shown):
    for address in (pictures_of(drive), f"/pictures/{shown.pk}/", "/files/"):
        page = text_of(as_leader.get(address))

        assert f'src="/pictures/{shown.pk}/' in page
        assert 'type="file"' not in page
        assert "/admin/" not in page
        assert "Bỏ ảnh" not in page


def test_pictures_and_papers_of_all_drives_stand_on_one_page(
    as_leader, committee, officer, django_assert_num_queries
):
    for day in range(1, 26):
        filed_picture(held(committee, date(2024, 4, day), 1), officer)
    held(committee, date(2024, 4, 28), 1)

    with django_assert_num_queries(10):
        page = text_of(as_leader.get("/files/"))

    assert page.count('class="card"') == 20
    assert "28/4/2024" not in page
    assert "?page=2" in page


def test_the_drives_page_shows_its_pictures(as_officer, drive, shown):
    page = text_of(as_officer.get(page_of(drive)))

    assert f'src="/pictures/{shown.pk}/small.jpg"' in page
    assert f'href="{pictures_of(drive)}"' in page


# Changing and removing


def test_a_caption_is_changed_and_the_change_is_told(as_officer, drive, shown):
    answer = as_officer.post(f"/pictures/{shown.pk}/", {"caption": "Lễ phát động", "version": 0})

    history = text_of(as_officer.get(page_of(drive).replace("change", "history")))
    assert answer.url == pictures_of(drive)
    assert "Nhập mới hình ảnh: Công nhân hiến máu" in history
    assert "Chú thích: Công nhân hiến máu → Lễ phát động" in history


def test_a_caption_that_somebody_else_has_changed_is_not_overwritten(as_officer, shown):
    shown.caption = "Của người khác"
    shown.save()

    page = as_officer.post(f"/pictures/{shown.pk}/", {"caption": "Của tôi", "version": 0})

    shown.refresh_from_db()
    assert shown.caption == "Của người khác"
    (line,) = page.context["form"].comparison.lines
    assert (line.stored, line.typed) == ("Của người khác", "Của tôi")
    assert "Lấy bản đang lưu" in text_of(page)


def test_a_caption_for_a_picture_that_a_colleague_has_removed_is_given_back(as_officer, shown):
    number, drive = shown.pk, shown.drive
    shown.delete()

    page = as_officer.post(
        f"/pictures/{number}/", {"caption": "Của tôi", "version": 0}, follow=True
    )

    assert page.redirect_chain[0][0] == f"/drives/{drive.pk}/pictures/"
    assert "Ảnh này đã bị bỏ nên chưa lưu chú thích “Của tôi”." in text_of(page)


def test_of_another_committees_removed_picture_nothing_is_told(client, officer, shown):
    number = shown.pk
    shown.delete()
    shown.drive.committee.members.remove(officer)
    client.force_login(officer)

    assert client.post(f"/pictures/{number}/", {"caption": "a"}).status_code == 404


def test_a_removed_picture_goes_with_its_files(
    as_officer, drive, shown, django_capture_on_commit_callbacks
):
    names = {shown.large.name, shown.medium.name, shown.small.name}
    assert names <= stored()

    with django_capture_on_commit_callbacks(execute=True):
        as_officer.post(f"/pictures/{shown.pk}/remove/")

    assert not drive.pictures.exists()
    assert not names & stored()
    history = text_of(as_officer.get(page_of(drive).replace("change", "history")))
    assert "Xóa hình ảnh: Công nhân hiến máu" in history


def test_files_stay_until_the_removal_is_final(shown):
    with transaction.atomic():
        shown.delete()
        transaction.set_rollback(True)

    assert shown.medium.name in stored()


def test_a_drive_with_pictures_is_not_deleted(shown):
    with pytest.raises(ProtectedError):
        shown.drive.delete()


def test_a_stale_picture_is_not_saved_and_keeps_its_files(shown):
    DrivePicture.objects.update(version=5)

    with pytest.raises(StaleVersionError):
        shown.save()

    assert shown.medium.name in stored()
