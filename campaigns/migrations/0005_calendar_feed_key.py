from django.db import migrations, models

import campaigns.models.committees


def give_keys(apps, schema_editor):
    """Each committee its own: the default of a new column is drawn once for all rows."""
    committees = apps.get_model("campaigns", "Committee").objects
    for pk in committees.values_list("pk", flat=True):
        committees.filter(pk=pk).update(feed_key=campaigns.models.committees.new_feed_key())


class Migration(migrations.Migration):

    dependencies = [
        ("campaigns", "0004_pictures_and_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="committee",
            name="feed_key",
            field=models.CharField(editable=False, max_length=64, null=True, verbose_name="mã của địa chỉ lịch"),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="committee",
            name="feed_key",
            field=models.CharField(
                default=campaigns.models.committees.new_feed_key,
                editable=False,
                max_length=64,
                unique=True,
                verbose_name="mã của địa chỉ lịch",
            ),
        ),
    ]
