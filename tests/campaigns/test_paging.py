"""Every row of a long list stands on one page, in its order, from whichever end it is read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaigns.models import Drive
from campaigns.paging import KeyPaginator
from tests.factories import DriveFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("drives", [0, 1, 5, 6, 7, 13])
def test_the_pages_together_are_the_list(drives):
    for day in range(drives):
        DriveFactory.create(on=date(2024, 1, 1) + timedelta(days=day // 2))
    rows = Drive.objects.order_by("-on", "pk").select_related("zone")

    pages = KeyPaginator(rows, 3)

    read = [row.pk for page in pages for row in page]
    assert read == list(rows.values_list("pk", flat=True))


def test_a_page_is_two_queries_beside_the_count(django_assert_num_queries):
    for _each in range(7):
        DriveFactory.create()
    pages = KeyPaginator(Drive.objects.order_by("-on", "-pk"), 3)

    with django_assert_num_queries(3):
        list(pages.page(3))
