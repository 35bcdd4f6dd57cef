# ruff: noqa: S608 -- names of this file, nothing from outside
"""The SQL of the facets' cube: what is counted, by which triggers, and how the rows are summed up again.

Triggers append what each statement added or took away: no writer waits for another, no change is lost, and what is
rolled back was never there. A figure is the sum of its rows; the daily run sums them up. A new dimension is a line in
``DIMENSIONS``, a column of ``FacetCount`` and a migration with ``FacetTriggers``.
"""

from django.db.migrations.operations import RunSQL

#: Column of the cube → what it is of a resource.
DIMENSIONS = {
    "theme": "theme",
    "provider": "provider_id",
    "opening": "opening",
    "formats": "formats",
    "update_cycle": "update_cycle",
    "region": "COALESCE(region_id, '')",
}
CUBE = ", ".join(DIMENSIONS)
CELLS = ", ".join(f"{source} AS {name}" for name, source in DIMENSIONS.items())
PUBLIC = "catalog_is_public(status, is_secret)"
COUNT_ANEW = (
    f"INSERT INTO catalog_facetcount ({CUBE}, number) SELECT {CUBE}, count(*) "
    f"FROM (SELECT {CELLS} FROM catalog_dataresource WHERE {PUBLIC}) AS public GROUP BY {CUBE};"
)
#: One statement: what another summing up took away meanwhile is not there to be taken away twice.
SUM_UP = f"""
WITH taken AS (DELETE FROM catalog_facetcount RETURNING {CUBE}, number),
summed AS (SELECT {CUBE}, sum(number) AS number FROM taken GROUP BY {CUBE}),
kept AS (INSERT INTO catalog_facetcount ({CUBE}, number)
    SELECT {CUBE}, number FROM summed WHERE number <> 0 RETURNING 1)
SELECT (SELECT count(*) FROM taken) - (SELECT count(*) FROM kept)"""
_FOLLOW = f"""
CREATE OR REPLACE FUNCTION catalog_count_resources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO catalog_facetcount ({CUBE}, number) SELECT {CUBE}, count(*)
        FROM (SELECT {CELLS} FROM come WHERE {PUBLIC}) AS public GROUP BY {CUBE};
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_facetcount ({CUBE}, number) SELECT {CUBE}, -count(*)
        FROM (SELECT {CELLS} FROM gone WHERE {PUBLIC}) AS public GROUP BY {CUBE};
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_facetcount ({CUBE}, number) SELECT {CUBE}, sum(change)
        FROM (SELECT {CELLS}, 1 AS change FROM come WHERE {PUBLIC}
              UNION ALL SELECT {CELLS}, -1 FROM gone WHERE {PUBLIC}) AS public
        GROUP BY {CUBE} HAVING sum(change) <> 0;
    ELSE
        DELETE FROM catalog_facetcount;
    END IF;
    RETURN NULL;
END $$;
"""
_EVENTS = {
    "insert": "REFERENCING NEW TABLE AS come",
    "delete": "REFERENCING OLD TABLE AS gone",
    "update": "REFERENCING NEW TABLE AS come OLD TABLE AS gone",
    "truncate": "",
}
_TRIGGERS = "\n".join(
    f"CREATE OR REPLACE TRIGGER dataresource_is_counted_on_{event} AFTER {event} ON catalog_dataresource "
    f"{tables} FOR EACH STATEMENT EXECUTE FUNCTION catalog_count_resources();"
    for event, tables in _EVENTS.items()
)


class FacetTriggers(RunSQL):
    """The triggers by which the cube follows the catalogue, and a first count."""

    def __init__(self) -> None:
        super().__init__(
            f"{_FOLLOW}{_TRIGGERS}\nDELETE FROM catalog_facetcount;\n{COUNT_ANEW}",
            "DROP FUNCTION catalog_count_resources() CASCADE;",
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__name__, [], {})
