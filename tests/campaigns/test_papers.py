"""Documents of a plan, a target or a drive: PDF only, for members only."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest
from django.db import IntegrityError, transaction

from campaigns.models import Paper
from tests.factories import PlanFactory, TargetFactory, held
from tests.uploads import filed_paper, pdf, picture, stored, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(committee):
    return PlanFactory.create(committee=committee)


def papers_of(owner) -> str:
    return f"/{owner._meta.model_name}s/{owner.pk}/papers/"


def typed(content: bytes, title: str = "Kế hoạch số 03") -> dict[str, object]:
    return {"title": title, "file": upload(content, "ke-hoach.pdf", "application/pdf")}


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    "make",
    [
        lambda committee: PlanFactory.create(committee=committee),
        lambda committee: TargetFactory.create(committee=committee),
        lambda committee: held(committee, date(2024, 4, 9), 263),
    ],
    ids=["plan", "target", "drive"],
)
def test_a_paper_stands_with_what_it_belongs_to(as_officer, as_leader, committee, make):
    owner = make(committee)

    as_officer.post(papers_of(owner), typed(pdf()))

    paper = owner.papers.get()
    link = f'href="/papers/{paper.pk}/paper.pdf"'
    change = f"/admin/campaigns/{owner._meta.model_name}/{owner.pk}/change/"
    assert paper.owner == owner
    assert link in text_of(as_officer.get(change))
    assert "Nhập mới văn bản: Kế hoạch số 03" in text_of(
        as_officer.get(change.replace("change", "history"))
    )
    for page in (papers_of(owner), "/files/"):
        assert link in text_of(as_leader.get(page))


def test_a_paper_is_served_as_an_attachment_of_its_title(as_leader, plan, officer):
    paper = filed_paper(plan, officer, title='Kế hoạch "03"/KH')

    answer = as_leader.get(f"/papers/{paper.pk}/paper.pdf")

    assert b"".join(answer.streaming_content) == pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]


def test_the_name_of_the_file_keeps_number_and_day_of_the_document(as_leader, plan, officer):
    paper = filed_paper(plan, officer, title="Kế hoạch số 03/KH-BCĐ ngày 05/3/2024")

    answer = as_leader.get(f"/papers/{paper.pk}/paper.pdf")

    name = unquote(answer["Content-Disposition"].split("''")[1])
    assert name == "Kế hoạch số 03-KH-BCĐ ngày 05-3-2024.pdf"


def test_a_title_of_two_lines_is_put_on_one(as_officer, plan):
    as_officer.post(papers_of(plan), typed(pdf(), title="Ke hoach\r\nSet-Cookie: a=b"))

    answer = as_officer.get(f"/papers/{plan.papers.get().pk}/paper.pdf")

    assert answer["Content-Disposition"] == 'attachment; filename="Ke hoach Set-Cookie: a=b.pdf"'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><script>alert(1)</script>", "không phải là PDF"),
        (picture(), "không phải là PDF"),
        (pdf()[: len(pdf()) // 2], "không phải là PDF"),
        (b"", "không có nội dung"),
        (pdf() + b"x" * (20 * 1024 * 1024), "lớn hơn 20 MB"),
        (pdf("bi-mat"), "đòi mật khẩu"),
    ],
    ids=["HTML", "picture", "cut short", "empty", "too large", "password"],
)
def test_what_is_no_readable_pdf_is_refused(as_officer, plan, content, message):
    page = text_of(as_officer.post(papers_of(plan), typed(content)))

    assert message in page
    assert "Chưa lưu; hãy chọn lại tệp." in page
    assert 'value="Kế hoạch số 03"' in page  # what was typed is still there
    assert not Paper.objects.exists()


def test_a_pdf_that_everybody_may_read_and_not_edit_is_taken(as_officer, plan):
    as_officer.post(papers_of(plan), typed(pdf("", "chu-so-huu")))

    assert plan.papers.exists()


@pytest.mark.parametrize("title", [" ", "\u200b"], ids=["empty", "nothing to see"])
def test_a_paper_wants_a_title(as_officer, plan, title):
    page = text_of(as_officer.post(papers_of(plan), typed(pdf(), title=title)))

    assert "errorlist" in page
    assert not plan.papers.exists()


def test_the_same_file_is_not_kept_twice_in_one_place(as_officer, plan):
    as_officer.post(papers_of(plan), typed(pdf()))

    page = text_of(as_officer.post(papers_of(plan), typed(pdf(), title="Tên khác")))

    assert "Tệp này đã có ở đây." in page
    assert plan.papers.count() == 1


def test_a_removed_paper_goes_with_its_file(
    as_officer, plan, officer, django_capture_on_commit_callbacks
):
    paper = filed_paper(plan, officer)
    assert paper.file.name in stored()

    with django_capture_on_commit_callbacks(execute=True):
        answer = as_officer.post(f"/papers/{paper.pk}/remove/")

    assert answer.url == papers_of(plan)
    assert not plan.papers.exists()
    assert paper.file.name not in stored()


def test_a_paper_belongs_to_one_thing_only(plan, officer):
    paper = filed_paper(plan, officer)
    target = TargetFactory.create(committee=plan.committee)

    for owners in ({"plan": None}, {"target": target}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**owners)
