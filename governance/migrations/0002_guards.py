"""Append-only trail, and the calendar and statutory terms to begin with."""

from typing import Any

from django.db import migrations

from governance import seeds
from governance.guards import FrozenTable, GuardFunctions


def fill(apps: Any, schema_editor: Any) -> None:
    """Load the national terms and the published years."""
    seeds.load_deadline_rules(apps.get_model("governance", "DeadlineRule"))
    seeds.load_workdays(
        apps.get_model("governance", "WorkdayYear"), apps.get_model("governance", "Workday")
    )


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]

    operations = [
        GuardFunctions(),
        FrozenTable("governance_auditevent"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
