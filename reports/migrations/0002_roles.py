"""Officers draft; whom the administrator puts into "Ban hành báo cáo" issues; members read."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {
    "Cán bộ": ["view_report", "add_report", "change_report", "delete_report"],
    "Ban hành báo cáo": ["issue_report"],
}


def create_roles(apps, schema_editor):
    # Permissions are made after all migrations, which is too late for us.
    app_config = apps.get_app_config("reports")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    create_groups(apps)


def create_groups(apps):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="reports", codename__in=codenames)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_reports"),
        ("donations", "0002_roles"),
    ]

    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
