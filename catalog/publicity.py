"""Which resources are public, in one place: the statuses for Python, and the database's own function.

Whoever adds a public status adds it here, and replaces the function in a migration (``PublicFunction``).
"""

from django.db.migrations.operations import RunSQL

#: Statuses in which a resource stands in the catalogue.
STATUSES = ("published", "updating")


class PublicFunction(RunSQL):
    """``catalog_is_public(status, is_secret)``: what triggers count is what visitors see."""

    def __init__(self) -> None:
        names = ", ".join(f"'{status}'" for status in STATUSES)
        super().__init__(
            "CREATE OR REPLACE FUNCTION catalog_is_public(status text, is_secret boolean) RETURNS boolean "
            f"LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT status IN ({names}) AND NOT is_secret $$;",
            RunSQL.noop,
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__name__, [], {})
