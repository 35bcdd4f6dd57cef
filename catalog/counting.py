# ruff: noqa: S608 -- names of this file, nothing from outside
"""The SQL of the facets' cube: what is counted, by which triggers, and how the rows are summed up again.

Triggers append what each statement added or took away: no writer waits for another, no change is lost, and what is
rolled back was never there. A figure is the sum of its rows; the daily run sums them up. Cells answer
filtered lists, totals of each choice alone the unfiltered one. A new dimension is a line in
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
#: The cells ``{cells}`` added up: everything, and each choice of each facet.
FIGURES = """
SELECT CASE grouping(theme, provider, opening, update_cycle, region)
        WHEN 31 THEN 'total' WHEN 15 THEN 'theme' WHEN 23 THEN 'provider' WHEN 27 THEN 'opening'
        WHEN 29 THEN 'cycle' ELSE 'region' END AS facet,
    coalesce(theme, provider::text, opening, update_cycle, region, '') AS value,
    coalesce(sum(number), 0)::bigint AS number
FROM {cells} GROUP BY GROUPING SETS ((), (theme), (provider), (opening), (update_cycle), (region))
UNION ALL SELECT 'format', f, sum(number)::bigint FROM {cells}, unnest(formats) f GROUP BY f"""
#: Appends ``{cells}`` to the cube, and what they come to for each choice alone to the totals.
_APPEND = f"""
WITH cells AS MATERIALIZED ({{cells}}),
cube AS (INSERT INTO catalog_facetcount ({CUBE}, number) SELECT {CUBE}, number FROM cells)
INSERT INTO catalog_facettotal (facet, value, number)
SELECT facet, value, number FROM ({FIGURES.format(cells="cells")}) AS figures WHERE number <> 0"""
_OF_TABLE = f"""SELECT {CUBE}, {{sign}}count(*) AS number
FROM (SELECT {CELLS} FROM {{table}} WHERE {PUBLIC}) AS public GROUP BY {CUBE}"""
_OF_UPDATE = f"""SELECT {CUBE}, sum(change) AS number
FROM (SELECT {CELLS}, 1 AS change FROM come WHERE {PUBLIC}
      UNION ALL SELECT {CELLS}, -1 FROM gone WHERE {PUBLIC}) AS public
GROUP BY {CUBE} HAVING sum(change) <> 0"""
FORGET = "DELETE FROM catalog_facetcount; DELETE FROM catalog_facettotal;"
COUNT_ANEW = FORGET + _APPEND.format(cells=_OF_TABLE.format(sign="", table="catalog_dataresource"))


def sum_up(table: str, key: str) -> str:
    """One row again for each key that has several, in one statement: what is taken away is taken once."""
    columns = key.split(", ")
    same = " AND ".join(f"t.{column} = several.{column}" for column in columns)
    taken = ", ".join(f"t.{column}" for column in columns)
    return f"""
WITH several AS (SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1),
taken AS (DELETE FROM {table} t USING several WHERE {same} RETURNING {taken}, t.number),
summed AS (SELECT {key}, sum(number) AS number FROM taken GROUP BY {key}),
kept AS (INSERT INTO {table} ({key}, number) SELECT {key}, number FROM summed WHERE number <> 0 RETURNING 1)
SELECT (SELECT count(*) FROM taken) - (SELECT count(*) FROM kept)"""


SUM_UP = (sum_up("catalog_facetcount", CUBE), sum_up("catalog_facettotal", "facet, value"))
_FOLLOW = f"""
CREATE OR REPLACE FUNCTION catalog_count_resources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {_APPEND.format(cells=_OF_TABLE.format(sign="", table="come"))};
    ELSIF TG_OP = 'DELETE' THEN {_APPEND.format(cells=_OF_TABLE.format(sign="-", table="gone"))};
    ELSIF TG_OP = 'UPDATE' THEN {_APPEND.format(cells=_OF_UPDATE)};
    ELSE {FORGET}
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
            f"{_FOLLOW}{_TRIGGERS}\n{COUNT_ANEW};",
            "DROP FUNCTION catalog_count_resources() CASCADE;",
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__name__, [], {})
