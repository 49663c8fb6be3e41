"""A committee with a row of everything, and all the pages that show any of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from campaigns.models import Committee, Drive, User
from reports.models import Report
from tests.factories import CommunicationFactory, CompanyFactory, DriveFactory, TurnoutFactory, held
from tests.importing.planning import waiting
from tests.reports.lives import drafted, issued
from tests.spreadsheets import drives_sheet
from tests.test_roles import gaps_of, urls


def fill(committee: Committee, rows: dict[str, int]) -> None:
    """What the role table's rows lack: drives in every state, turnout, work with the people."""
    gaps_of(committee, rows)
    zone = committee.drives.get().zone
    company = CompanyFactory.create(committee=committee, zone=zone, contact_phone="0912345678")
    drive = held(committee, date(2024, 5, 9), 90, host=company, form=Drive.Form.COMPANY)
    for status in (Drive.Status.POSTPONED, Drive.Status.CANCELLED, Drive.Status.PLANNED):
        DriveFactory.create(
            committee=committee, zone=zone, on=date(2024, 6, 6), status=status, reason="mưa bão"
        )
    for each in (drive, committee.drives.get(pk=rows["campaigns/drive"])):
        TurnoutFactory.create(drive=each, company=company, note="gọi lại")
    committee.targets.update(document_on=date(2024, 1, 12))
    CommunicationFactory.create(committee=committee, campaign_id=rows["campaigns/campaign"])


def issue_one(committee: Committee, by: User) -> Report:
    return issued(drafted(committee), by=by)


def pages(
    committee: Committee, rows: dict[str, int], by: User, mark: Callable[[], object]
) -> Iterator[str]:
    """Every address of the table, and those that it does not reach; ``mark`` is called before."""
    fill(committee, rows)
    line = {"Ngày": date(2024, 4, 9), "Hình thức": "tập trung", "Khu công nghiệp": "Không biết"}
    preview = waiting(drives_sheet(line), committee, by=by)
    mark()
    yield from (address for method, address in urls(committee, rows) if method == "GET")
    yield from (f"/imports/{preview.pk}/", "/search/?q=khu", "/search/?q=cong+ty")
    yield "/calendar/2024/"
    yield from ("/admin/campaigns/drive/?q=a", "/reports/2024/h1/report.docx")
    report = issue_one(committee, by)
    yield from (f"/reports/{report.pk}/", f"/reports/{report.pk}/report.json", "/reports/")
    yield f"/admin/campaigns/drive/{rows['campaigns/drive']}/change/"
