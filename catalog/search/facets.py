# ruff: noqa: S608 -- put together from the conditions of this file
"""Facets: what they filter, and how their choices are counted."""

from collections.abc import Mapping
from typing import Any

from catalog.counting import FIGURES
from catalog.search.running import Statement

#: Facet → lookup of a resource, and condition on the cube.
FACETS = {
    "theme": ("theme", "theme = %s"),
    "provider": ("provider_id", "provider = %s"),
    "opening": ("opening", "opening = %s"),
    "format": ("formats__contains", "formats @> ARRAY[%s]::varchar[]"),
    "cycle": ("update_cycle", "update_cycle = %s"),
    "region": ("region__code__startswith", "region LIKE %s"),
}
#: Columns that the counts read of each visible row.
COUNTED = ("theme", "provider_id", "opening", "formats", "update_cycle", "region_id")
OF_CANDIDATES = """
SELECT 'total', NULL, count(*) FROM c
UNION ALL SELECT 'theme', theme, count(*) FROM c GROUP BY theme
UNION ALL SELECT 'provider', provider_id::text, count(*) FROM c GROUP BY provider_id
UNION ALL SELECT 'opening', opening, count(*) FROM c GROUP BY opening
UNION ALL SELECT 'cycle', update_cycle, count(*) FROM c GROUP BY update_cycle
UNION ALL SELECT 'region', region_id, count(*) FROM c GROUP BY region_id
UNION ALL SELECT 'format', f, count(*) FROM c, unnest(formats) f GROUP BY f"""
OF_CUBE = FIGURES.format(cells="c")
OF_TOTALS = "SELECT facet, value, sum(number)::bigint FROM c GROUP BY facet, value"


def branch(code: str) -> str:
    """The digits that the codes of a province or city share with everything in it."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def conditions(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters as lookups of a queryset."""
    return {
        FACETS[name][0]: [value]
        if name == "format"
        else branch(value)
        if name == "region"
        else value
        for name, value in filters.items()
    }


def cube(filters: Mapping[str, Any]) -> tuple[Statement, str]:
    """``c``, the cells of the cube under these filters, and the statement that adds them up."""
    if not filters:
        return ("c AS MATERIALIZED (SELECT * FROM catalog_facettotal)", []), OF_TOTALS
    where = " AND ".join(FACETS[name][1] for name in filters)
    parameters = [
        f"{branch(value)}%" if name == "region" else value for name, value in filters.items()
    ]
    return (
        f"c AS MATERIALIZED (SELECT * FROM catalog_facetcount WHERE {where})",
        parameters,
    ), OF_CUBE
