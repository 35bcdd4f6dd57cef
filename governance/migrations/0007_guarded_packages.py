"""Packages change on record only."""

from django.db import migrations

from governance.guards import GuardedTables


class Migration(migrations.Migration):
    dependencies = [("governance", "0006_audit_packages")]

    operations = [GuardedTables("governance_auditpackage")]
