"""The two groups: officers enter plans, drives and results; leaders look and change nothing.

Administrators are superusers and need no group.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

OFFICER_ENTERS = {
    "campaigns": ["plan", "target", "campaign", "company", "drive"],
    "donations": ["driveresult", "periodstatement"],
}
OFFICER_SEES = {"campaigns": ["zone", "receivingfacility"]}


def create_roles(apps, schema_editor):
    for label in ("campaigns", "donations"):
        # Permissions are made after all migrations, which is too late for us.
        app_config = apps.get_app_config(label)
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
    create_groups(apps)


def create_groups(apps):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    officers, _ = Group.objects.get_or_create(name="Cán bộ")
    Group.objects.get_or_create(name="Lãnh đạo")
    for verbs, models in (
        (("view", "add", "change"), OFFICER_ENTERS),
        (("view",), OFFICER_SEES),
    ):
        for label, names in models.items():
            codenames = [f"{verb}_{name}" for verb in verbs for name in names]
            officers.permissions.add(
                *Permission.objects.filter(
                    content_type__app_label=label, codename__in=codenames
                )
            )


class Migration(migrations.Migration):
    dependencies = [
        ("donations", "0001_initial"),
        ("campaigns", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
