"""Lists at scale: filters, facets, depth, rights, exports, the API (targets of design/search-and-scale.md)."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation, Role, User
from catalog.models import DataResource
from catalog.search import Ask, find
from governance import exports
from governance.policies import covered
from tests.database import arranging
from tests.factories.people import membership, person
from tests.performance.filling import NOUNS
from tests.performance.measuring import Row, late, ratio
from tests.performance.search import PUBLISHED, RAW_ROWS, ours, visible

FILTERS = {"theme": NOUNS[0], "opening": "unconditional"}
RECENCY = (
    "COALESCE(r.data_updated_on, r.issued_on, (r.created_at AT TIME ZONE 'Asia/Shanghai')::date)"
)
RAW_LIST = f"""
SELECT r.id FROM catalog_dataresource r WHERE {PUBLISHED} AND r.theme = %s AND r.opening = %s
ORDER BY {RECENCY} DESC, r.id DESC LIMIT 21"""
RAW_CUBE = """
SELECT theme, provider, opening, update_cycle, region, sum(number) FROM catalog_facetcount
WHERE theme = %s AND opening = %s
GROUP BY GROUPING SETS ((), (theme), (provider), (opening), (update_cycle), (region))"""
RAW_FORMATS = """
SELECT f, sum(number) FROM catalog_facetcount, unnest(formats) f WHERE theme = %s AND opening = %s GROUP BY f"""
RAW_API = f"SELECT * FROM catalog_dataresource r WHERE {PUBLISHED} ORDER BY id DESC LIMIT 20"
RAW_API_COUNT = (
    f"SELECT count(*) FROM (SELECT 1 FROM catalog_dataresource r WHERE {PUBLISHED} LIMIT 10001) c"
)
#: Shares of the catalogue that an official answers for.
SHARES = (0.001, 0.05, 0.5)
EXPORTED = 100_000


def raw_list() -> object:
    """A filtered page, its figures and its rows, by hand."""
    values = list(FILTERS.values())
    with connection.cursor() as cursor:
        cursor.execute(RAW_LIST, values)
        ids = [pk for (pk,) in cursor.fetchall()][:20]
        for statement in (RAW_CUBE, RAW_FORMATS):
            cursor.execute(statement, values)
            cursor.fetchall()
        cursor.execute(RAW_ROWS, [ids])
        return cursor.fetchall()


def raw_json() -> object:
    """Twenty rows and their number as JSON, by hand."""
    with connection.cursor() as cursor:
        cursor.execute(RAW_API_COUNT)
        number = cursor.fetchone()
        cursor.execute(RAW_API)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return json.dumps({"count": number, "results": rows}, default=str)


def deep() -> str:
    """A cursor in the middle of the list without words."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {RECENCY}, r.id FROM catalog_dataresource r WHERE {PUBLISHED} "
            f"ORDER BY 1 DESC, 2 DESC OFFSET (SELECT count(*) / 2 FROM catalog_dataresource) LIMIT 1"
        )
        recency, pk = cursor.fetchone()
    return f"00.{recency:%Y%m%d}.{pk}"


def officials(rows: int) -> dict[float, tuple[User, int]]:
    """People who provide for a share of the catalogue each, and for how many rows."""
    bodies = list(
        Organisation.objects.annotate(number=Count("data_resources"))
        .filter(number__gt=0)
        .order_by("number")
    )
    found = {}
    for share in SHARES:
        with arranging():
            someone, number = person(), 0
            while number < share * rows and bodies:
                body = bodies.pop(0) if share < SHARES[-1] else bodies.pop()
                membership(someone, Role.PROVIDER, organisation=body)
                number += body.number
        found[share] = (User.objects.get(pk=someone.pk), number)
    return found


def own_page(user: User) -> Callable[[], object]:
    """The first page of what an official answers for, as a list shows it."""
    rows = DataResource.objects.permitted(user, "catalog.revise_dataresource")
    return lambda: list(rows.order_by("-updated_at", "-pk").select_related("provider")[:25])


def checks(user: User) -> str:
    """Queries for a hundred verdicts."""
    rows = list(DataResource.objects.order_by("-pk")[:100])
    with CaptureQueriesContext(connection) as queries:
        covered(user, "catalog.revise_dataresource", rows)
    return f"{len(queries)} queries"


def export_of(rows: Any, clerk: User) -> tuple[Callable[[], int], Callable[[], int]]:
    """The CSV of some rows through policy, labels and guard, and the same columns bare."""
    edge = rows.order_by("pk").values_list("pk", flat=True)[EXPORTED - 1 : EXPORTED].first()
    chosen = rows.filter(pk__lte=edge) if edge else rows
    columns = ", ".join(
        f'r."{DataResource._meta.get_field(column.path).column}"'
        for column in exports.columns_of(DataResource)
        if "__" not in column.path
    )
    statement = (
        f"COPY (SELECT {columns}, o.name FROM catalog_dataresource r JOIN accounts_organisation o "
        f"ON o.id = r.provider_id WHERE r.id <= {edge or 2**62} ORDER BY r.id) TO STDOUT (FORMAT csv)"
    )

    def exported() -> int:
        answer: Any = exports.download(
            chosen.order_by("pk"), actor=clerk, file_format="csv", at=timezone.now()
        )
        return sum(len(piece) for piece in answer.streaming_content)

    def copied() -> int:
        with connection.cursor() as cursor, cursor.copy(statement) as pieces:
            return sum(len(piece) for piece in pieces)

    return exported, copied


def measure(titles: list[str]) -> list[Row]:
    """The table of lists."""
    people = officials(visible().count())
    clerk, middle = people[SHARES[0]][0], people[SHARES[1]][0]
    signed_in = DataResource.objects.visible_to(middle).published()
    own = (
        Row(f"page of {number:,} rows by right", late(own_page(user)), "≤ 15 ms", "≤ 5 ms")
        for user, number in people.values()
    )
    return [
        Row("list page with filters", ratio(ours("", filters=FILTERS), raw_list), "≤ 3×", "≤ 1.5×"),
        Row("facets and exact count of all", late(ours("")), "≤ 50 ms", "≤ 10 ms"),
        Row("the same, signed in", late(lambda: find(signed_in, Ask())), "≤ 50 ms", "≤ 10 ms"),
        Row("page in the middle", late(ours("", after=deep())), "≤ 50 ms", "≤ 5 ms"),
        *own,
        Row("100 object checks", checks(clerk), "≤ 3 queries", "≤ 1 query"),
        *doors(clerk),
    ]


def doors(clerk: User) -> list[Row]:
    """What goes out: a file, an answer for machines, a page for people."""
    client = Client()
    exported, copied = export_of(DataResource.objects.all(), clerk)
    api, html = "/api/v1/resources/", "/catalog/"
    return [
        Row("CSV export : COPY", ratio(exported, copied, times=3), "≤ 3.3×", "≤ 2×"),
        Row("JSON list of 20", ratio(lambda: client.get(api), raw_json), "≤ 4.5×", "≤ 1.8×"),
        Row("HTML list of 20", ratio(lambda: client.get(html, FILTERS), raw_list), "≤ 6×", "≤ 4×"),
    ]
