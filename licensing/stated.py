"""A model whose table a migration makes by hand: Django keeps its state, the database its own shape."""

from typing import Any

from django.db.migrations.operations import CreateModel


class StatedModel(CreateModel):
    """Tells the state of a model; leaves the database alone."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """The table is made by the next operation."""

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """The table is dropped by that operation too."""
