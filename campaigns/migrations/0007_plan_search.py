from django.db import migrations

import campaigns.fields
from campaigns.dates import date_text

BATCH = 500


def fold_stored(apps, schema_editor):
    """A migration's model has no properties: said here once more, as they were said then."""
    Plan = apps.get_model("campaigns", "Plan")
    search_key = Plan._meta.get_field("search_key")
    plans = list(Plan.objects.all())
    for plan in plans:
        plan.title = f"Kế hoạch năm {plan.year}"
        plan.document = f"số {plan.number} ngày {date_text(plan.issued_on)}"
        search_key.pre_save(plan, add=False)
    Plan.objects.bulk_update(plans, ["search_key"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_newest_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="search_key",
            field=campaigns.fields.FoldedField(
                "title", "document", "subject", blank=True, editable=False
            ),
        ),
        migrations.RunPython(fold_stored, migrations.RunPython.noop, elidable=True),
    ]
