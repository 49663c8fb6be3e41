from django.db import migrations

import campaigns.fields
from campaigns.dates import date_text
from campaigns.models import Committee
from reports.periods import stored_period
from reports.wording import period_title

BATCH = 500
KEPT = ("kept_summary", "kept_blocks")


def fold_stored(apps, schema_editor):
    """Of those that were issued, for drafts are not looked for and are folded when saved."""
    Report = apps.get_model("reports", "Report")
    search_key = Report._meta.get_field("search_key")
    reports = list(Report.objects.filter(issued_on__isnull=False).defer(*KEPT))
    for report in reports:
        report.title = f"Báo cáo số {report.symbol}"
        report.detail = f"{_period_title(report)}, ngày {date_text(report.issued_on)}"
        search_key.pre_save(report, add=False)
    Report.objects.bulk_update(reports, ["search_key"], batch_size=BATCH)


def _period_title(report):
    """One whose period cannot be told is found by its year: no reason to stop an upgrade."""
    try:
        calendar = Committee.Calendar(report.calendar)
        ends = report.from_on, report.to_on
        return period_title(stored_period(report.key, report.year, *ends, calendar))
    except ValueError:
        return f"năm {report.year}"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="search_key",
            field=campaigns.fields.FoldedField("title", "detail", blank=True, editable=False),
        ),
        migrations.RunPython(fold_stored, migrations.RunPython.noop, elidable=True),
    ]
