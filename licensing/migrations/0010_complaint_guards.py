"""Complaints under the trail's guards; who complained is sealed: never changed, never taken away."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables


class Migration(migrations.Migration):
    dependencies = [("licensing", "0009_complaints")]

    operations = [
        GuardedTables("licensing_complaint", "licensing_complaintreporter"),
        FrozenTable("licensing_complaintreporter"),
    ]
