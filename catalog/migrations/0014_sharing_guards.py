"""Sharing under the trail's guards, records of use for good, and the view behind the responsibility list."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

#: Counts stand as subqueries: whoever only counts or filters the list does not pay for them.
DUTIES = """
CREATE VIEW catalog_sharingduty AS
SELECT entry.id AS resource_id, entry.provider_id,
    (SELECT count(*) FROM catalog_sharingrequest AS asked
        WHERE asked.resource_id = entry.id AND asked.submission > 0) AS received,
    (SELECT count(*) FROM catalog_sharingrequest AS asked
        WHERE asked.resource_id = entry.id AND asked.replied_on IS NOT NULL) AS replied,
    (SELECT count(*) FROM catalog_sharingrequest AS asked
        WHERE asked.resource_id = entry.id AND asked.replied_on <= asked.reply_due_on) AS in_time,
    (SELECT count(*) FROM catalog_sharingrequest AS asked
        WHERE asked.resource_id = entry.id AND asked.provided_on IS NOT NULL) AS provided
FROM catalog_dataresource AS entry
WHERE catalog_is_public(entry.status, entry.is_secret) AND entry.sharing IN ('unconditional', 'conditional')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0013_sharing"),
    ]

    operations = (
        GuardedTables(
            "catalog_sharingrequest",
            "catalog_sharingsupplement",
            "catalog_sharinguse",
            "catalog_sharingincident",
            "catalog_sharingdispute",
            "catalog_correctionrequest",
        ),
        FrozenTable("catalog_sharinguse"),
        migrations.RunSQL(DUTIES, "DROP VIEW catalog_sharingduty"),
    )
