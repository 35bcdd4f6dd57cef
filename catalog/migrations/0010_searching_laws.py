"""The cube follows the catalogue; the first synonyms; no change of the list without an event in the trail."""

from typing import Any

from django.db import migrations

from catalog.counting import FacetTriggers
from catalog.publicity import PublicFunction
from catalog.seeds import load_synonyms
from governance.guards import GuardedTables


def load(apps: Any, schema_editor: Any) -> None:
    load_synonyms(apps.get_model("catalog", "Synonym"))


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0009_searching"),
    ]

    operations = (
        # Words stand beside the narrow row, not in it: what counts and sorts hits never reads them.
        migrations.RunSQL(
            "ALTER TABLE catalog_resourcesearch SET (toast_tuple_target = 128)",
            "ALTER TABLE catalog_resourcesearch RESET (toast_tuple_target)",
        ),
        PublicFunction(),
        FacetTriggers(),
        migrations.RunPython(load, migrations.RunPython.noop, elidable=True),
        GuardedTables("catalog_synonym"),
    )
