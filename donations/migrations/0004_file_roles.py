"""Officers add, caption and remove pictures and papers; leaders go on changing nothing."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def create_role(apps, schema_editor):
    # Permissions are made after all migrations, which is too late for us.
    app_config = apps.get_app_config("campaigns")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    let_officers_file(apps)


def let_officers_file(apps):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    officers, _ = Group.objects.get_or_create(name="Cán bộ")
    officers.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="campaigns",
            codename__in=[
                f"{verb}_{name}"
                for verb in ("view", "add", "change", "delete")
                for name in ("drivepicture", "paper")
            ],
        )
    )


class Migration(migrations.Migration):
    dependencies = [
        ("donations", "0003_communication_role"),
        ("campaigns", "0004_pictures_and_papers"),
    ]

    operations = [migrations.RunPython(create_role, migrations.RunPython.noop)]
