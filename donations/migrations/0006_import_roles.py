"""Officers keep the companies of a drive; zones and facilities stay with administrators."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def create_role(apps, schema_editor):
    # Permissions are made after all migrations, which is too late for us.
    app_config = apps.get_app_config("donations")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    let_officers_ask(apps)


def let_officers_ask(apps):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    officers, _ = Group.objects.get_or_create(name="Cán bộ")
    officers.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="donations",
            codename__in=[
                f"{verb}_companyturnout" for verb in ("view", "add", "change", "delete")
            ],
        )
    )


class Migration(migrations.Migration):
    dependencies = [("donations", "0005_turnout_and_imports")]

    operations = [migrations.RunPython(create_role, migrations.RunPython.noop)]
