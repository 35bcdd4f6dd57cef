"""Ways out of an empty result: titles that differ from what was typed by one sign."""

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from catalog.models import DataResource
from catalog.search.running import rows_of
from governance.search import nearly

MOST = 3
NEAR = """
WITH m AS MATERIALIZED (
    SELECT resource_id, recency FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery
)
SELECT v.id FROM m JOIN ({visible}) v ON v.id = m.resource_id ORDER BY m.recency DESC, v.id DESC LIMIT %s"""


def near_titles(visible: QuerySet[DataResource], text: str) -> list[DataResource]:
    """The newest few of ``visible`` whose titles nearly hold the text (您是不是要找)."""
    asked = nearly(text)
    if not asked:
        return []
    try:
        sql, bound = visible.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:
        return []
    ids = [pk for (pk,) in rows_of((NEAR.format(visible=sql), [asked, *bound, MOST]))]
    stored = visible.in_bulk(ids)
    return [stored[pk] for pk in ids if pk in stored]
