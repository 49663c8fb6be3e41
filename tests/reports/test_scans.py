"""The signed paper's scan is filed with the report, checked to be a PDF, served to members."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.reports.lives import url_of
from tests.uploads import pdf

pytestmark = pytest.mark.django_db


PDF = pdf()


def _scan(content: bytes, name: str = "ban-ky.pdf") -> dict[str, object]:
    return {"scan": SimpleUploadedFile(name, content, "application/pdf")}


def test_the_signed_scan_is_filed_and_served_as_an_attachment_to_members(
    as_officer, as_leader, report
):
    as_officer.post(url_of(report, "scan/"), _scan(PDF))

    file = report.files.get(name="scan")
    answer = as_leader.get(url_of(report, f"scan/{file.pk}/"))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><script>alert(1)</script>", "không phải là PDF"),
        (PDF[: len(PDF) // 2], "không phải là PDF"),
        (b"%PDF-1.7\nstartxref\n9\n%%EOF\n", "không phải là PDF"),
        (b"", "không có nội dung"),
        (PDF[:9] + b"x" * (20 * 1024 * 1024) + PDF[9:], "lớn hơn 20 MB"),
    ],
    ids=["no PDF", "cut short", "no page", "empty", "too large"],
)
def test_a_scan_that_is_no_whole_pdf_of_20_mb_is_refused(as_officer, report, content, message):
    page = as_officer.post(url_of(report, "scan/"), _scan(content), follow=True)

    assert message in page.content.decode()
    assert not report.files.filter(name="scan").exists()


def test_a_second_scan_stands_beside_the_first_and_the_same_one_is_not_filed_twice(
    as_officer, report
):
    for content in (PDF, PDF, PDF + b"\n"):
        as_officer.post(url_of(report, "scan/"), _scan(content))

    assert report.files.filter(name="scan").count() == 2


def test_a_draft_takes_no_scan(as_officer, draft):
    assert as_officer.post(url_of(draft, "scan/"), _scan(PDF)).status_code == 403


def test_a_scan_under_a_password_is_taken(as_officer, report):
    as_officer.post(url_of(report, "scan/"), _scan(pdf("bi-mat")))

    assert report.files.filter(name="scan").exists()
