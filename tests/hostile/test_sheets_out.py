"""What people typed is text in every spreadsheet that leaves the site, never a formula."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.hostile.marking import mark_all
from tests.hostile.site import fill
from tests.test_roles import urls

pytestmark = pytest.mark.django_db

# The totals of the annex: a sum of its own column, or the last cell of it.
TOTAL = re.compile(r"=(SUM\([A-Z]\d+:[A-Z]\d+\)|[A-Z]\d+)")


def sheets_of(committee, rows) -> list[str]:
    addresses = [address for method, address in urls(committee, rows) if method == "GET"]
    sheets = [each for each in addresses if each.endswith((".xlsx", "/export/"))]
    return [*sheets, "/reports/2024/h1/report.xlsx"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "https://"])
def test_no_cell_of_any_spreadsheet_is_a_formula_or_a_link(committee, people, rows, sign):
    client = Client()
    client.force_login(people["administrator"])
    fill(committee, rows)
    mark_all(f"{sign}cmd|' /C calc'!A", f"{sign}1+")
    found, texts = [], 0

    for address in sheets_of(committee, rows):
        answer = client.get(address)
        assert answer.status_code == 200, address
        for sheet in load_workbook(BytesIO(answer.content)):
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            texts += sum(sign.strip() in str(cell.value) for cell in cells)
            found += [
                (address, cell.coordinate)
                for cell in cells
                if cell.hyperlink or (cell.data_type == "f" and not TOTAL.fullmatch(cell.value))
            ]

    assert found == []
    assert texts > 20
