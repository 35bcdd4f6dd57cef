"""Incidents under the trail's guards: rows stand for good, and a product is of the licence."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

PRODUCT_OF_THE_LICENCE = """
ALTER TABLE licensing_incident
    ADD CONSTRAINT incident_product_is_of_its_licence
        FOREIGN KEY (product_id, licence_id) REFERENCES licensing_product (id, licence_id);
"""
FORGET_PRODUCT = "ALTER TABLE licensing_incident DROP CONSTRAINT incident_product_is_of_its_licence;"


class Migration(migrations.Migration):
    dependencies = [("licensing", "0004_incidents")]

    operations = [
        migrations.RunSQL(PRODUCT_OF_THE_LICENCE, FORGET_PRODUCT),
        GuardedTables(
            "licensing_incident", "licensing_incidentmeasure", "licensing_incidentnotice"
        ),
        FrozenTable("licensing_incidentmeasure"),
        FrozenTable("licensing_incidentnotice"),
    ]
