"""How long ten thousand drives take to bring in, beside plain django-import-export: `make bench`.

Both read the same file into the same database in one process. The plain way saves drives and
results with ``use_bulk`` and what its manual says of speed: no look for stored rows, names found
in a dictionary; and no preview, no rules, no history. Ours does all of that, and reads the file
three times (upload, preview, confirmation). Aim: at most four times the plain way's time.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

ROWS, COMPANIES = 10_000, 400


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_for_tests"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        import django

        django.setup()
        _measure()


def _measure() -> None:
    from django.core.management import call_command

    _say(f"Nhập {ROWS} dòng, {COMPANIES} doanh nghiệp, SQLite trong tệp")
    call_command("migrate", verbosity=0)
    committee = _committee()
    content = sheet(list(committee.companies.select_related("zone").order_by("pk")))
    plain = _timed("django-import-export, use_bulk", lambda: _plain(content, committee))
    _forget(committee)
    ours = sum(_timed(label, step) for label, step in steps(content, committee))
    _say(f"{'tổng của ta':42} {ours:6.1f} s  {ours / plain:4.1f} ×")
    again = sum(_timed(f"lần hai: {label}", step) for label, step in _again(content, committee))
    _say(f"{'lần hai, không đổi gì':42} {again:6.1f} s  {again / plain:4.1f} ×")


def _say(text: str) -> None:
    print(text, flush=True)


def _timed(label: str, step: Callable[[], object]) -> float:
    start = perf_counter()
    step()
    taken = perf_counter() - start
    _say(f"{label:42} {taken:6.1f} s")
    return taken


def _committee() -> Any:
    from campaigns.models import Company
    from tests.factories import CommitteeFactory, FacilityFactory, ZoneFactory

    committee = CommitteeFactory.create()
    zones = [ZoneFactory.create(committee=committee) for _ in range(10)]
    FacilityFactory.create(name="Bệnh viện Việt Đức")
    for number in range(COMPANIES):
        name, zone = f"Công ty TNHH Số {number}", zones[number % 10]
        Company.objects.create(committee=committee, name=name, zone=zone)
    return committee


def sheet(companies: list[Any]) -> bytes:
    """Ten thousand drives held, each on a day of its own, at the companies in turn."""
    from tests.spreadsheets import drives_sheet

    return drives_sheet(
        *(
            {
                "Ngày": date(1996, 1, 1) + timedelta(days=number),
                "Hình thức": "tại doanh nghiệp",
                "Khu công nghiệp": companies[number % len(companies)].zone.name,
                "Doanh nghiệp": companies[number % len(companies)].name,
                "Đăng ký": 300,
                "Tham dự": 290,
                "Số đơn vị máu": 263,
                "Túi 250 ml": 63,
                "Túi 350 ml": 200,
                "Trạng thái": "đã tổ chức",
                "Ghi chú": f"dòng {number}",
            }
            for number in range(ROWS)
        )
    )


def _plain(content: bytes, committee: Any) -> None:
    """Drives and results by two resources, as the library's manual has it."""
    from import_export import fields, resources, widgets
    from tablib import Dataset

    from campaigns.models import Company, Drive, Zone
    from donations.models import DriveResult

    class KnownWidget(widgets.ForeignKeyWidget):
        """Finds rows in a dictionary that is filled once."""

        def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
            if not hasattr(self, "known"):
                self.known = {getattr(each, self.field): each for each in self.model.objects.all()}
            return self.known[value]

    class Drives(resources.ModelResource):
        on = fields.Field("on", "Ngày", widgets.DateWidget("%Y-%m-%d %H:%M:%S"))
        zone = fields.Field("zone", "Khu công nghiệp", KnownWidget(Zone, "name"))
        host = fields.Field("host", "Doanh nghiệp", KnownWidget(Company, "name"))
        note = fields.Field("note", "Ghi chú")

        class Meta:
            model = Drive
            fields = ("on", "zone", "host", "note")
            import_id_fields = ("note",)
            use_bulk = skip_diff = force_init_instance = True

        def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            instance.committee, instance.form, instance.status = committee, "company", "held"

    class Results(resources.ModelResource):
        drive = fields.Field("drive", "Ghi chú", KnownWidget(Drive, "note"))
        registered = fields.Field("registered", "Đăng ký", widgets.IntegerWidget())
        attended = fields.Field("attended", "Tham dự", widgets.IntegerWidget())
        units = fields.Field("units", "Số đơn vị máu", widgets.IntegerWidget())
        bags_250 = fields.Field("bags_250", "Túi 250 ml", widgets.IntegerWidget())
        bags_350 = fields.Field("bags_350", "Túi 350 ml", widgets.IntegerWidget())

        class Meta:
            model = DriveResult
            fields = ("drive", "registered", "attended", "units", "bags_250", "bags_350")
            import_id_fields = ("drive",)
            use_bulk = skip_diff = force_init_instance = True

    table = Dataset().load(content, format="xlsx")
    for resource in (Drives(), Results()):
        result = resource.import_data(table, dry_run=False, raise_errors=True)
        assert result.totals["new"] == ROWS
    assert DriveResult.objects.count() == ROWS


def _forget(committee: Any) -> None:
    from campaigns.models import Drive
    from donations.models import DriveResult

    DriveResult.objects.all()._raw_delete("default")
    Drive.objects.all()._raw_delete("default")


def steps(content: bytes, committee: Any) -> list[tuple[str, Callable[[], object]]]:
    """What uploading, looking at the preview and confirming do, one after the other."""
    from donations.importing.running import confirm, plan_of, receive
    from donations.models import SheetImport
    from reports.corrections import reports_touched

    made: dict[str, Any] = {}

    def upload() -> None:
        kind = SheetImport.Kind.DRIVES
        made["waiting"] = receive(content, "10000.xlsx", kind=kind, committee=committee, by=None)

    def preview() -> None:
        made["plan"] = plan_of(made["waiting"], by=None)
        reports_touched(committee, made["plan"].writes)

    def save() -> None:
        digest = made.pop("plan").digest  # a request of its own, which has nothing of the last
        confirm(made["waiting"], digest, by=None)
        made["waiting"].refresh_from_db()
        assert made["waiting"].added + made["waiting"].changed == ROWS

    return [
        ("tải lên, đọc bảng", upload),
        ("xem trước, kiểm quy tắc", preview),
        ("lưu, ghi lịch sử", save),
    ]


def _again(content: bytes, committee: Any) -> list[tuple[str, Callable[[], object]]]:
    """The same file once more: nothing is to be saved."""
    return steps(content, committee)[:2]


if __name__ == "__main__":
    main()
