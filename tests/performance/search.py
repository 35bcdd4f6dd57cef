"""Search of the catalogue at scale: pages, facets, depth and recall (targets of design/search-and-scale.md)."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client

from catalog.models import DataResource, ResourceSearch
from catalog.search import Ask, find
from governance.search import query
from tests.database import arranging
from tests.factories.people import organisation, region
from tests.performance.measuring import Row, late, ratio

NOUNS = (
    "停车场", "公交", "线路", "医院", "学校", "河流", "水质", "空气", "企业", "许可", "处罚", "补贴", "养老", "救助",
    "旅游", "景区", "图书", "气象", "地质", "农业", "林业", "渔业", "电力", "供水", "燃气", "垃圾", "道路", "桥梁",
)  # fmt: skip
KINDS = (
    "名录", "清单", "统计", "信息", "分布", "结果", "台账", "监测", "指标", "年报", "目录", "备案", "台站", "点位",
)  # fmt: skip
PLACES = (
    "云城区",
    "东湖区",
    "南江区",
    "北山县",
    "西岭县",
    "高新区",
    "经开区",
    "临港镇",
    "白河镇",
    "青石乡",
)
BATCH = 2_000
PUBLISHED = "r.status IN ('published', 'updating') AND NOT r.is_secret"
RAW_PAGE = f"""
WITH m AS MATERIALIZED (SELECT resource_id, recency, resource_id IN (
    SELECT resource_id FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery) AS titled
    FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery)
SELECT m.resource_id FROM m JOIN catalog_dataresource r ON r.id = m.resource_id
WHERE {PUBLISHED} ORDER BY m.titled DESC, m.recency DESC, m.resource_id DESC LIMIT 21"""
RAW_COUNTS = f"""
WITH m AS MATERIALIZED (SELECT resource_id FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery),
c AS MATERIALIZED (SELECT r.theme, r.provider_id, r.opening, r.update_cycle, r.formats FROM m
    JOIN catalog_dataresource r ON r.id = m.resource_id WHERE {PUBLISHED} LIMIT 10001)
SELECT 'total', NULL, count(*) FROM c
UNION ALL SELECT 'theme', theme, count(*) FROM c GROUP BY theme
UNION ALL SELECT 'provider', provider_id::text, count(*) FROM c GROUP BY provider_id
UNION ALL SELECT 'opening', opening, count(*) FROM c GROUP BY opening
UNION ALL SELECT 'cycle', update_cycle, count(*) FROM c GROUP BY update_cycle
UNION ALL SELECT 'format', f, count(*) FROM c, unnest(formats) f GROUP BY f"""
RAW_ROWS = """
SELECT r.*, o.name, o.short_name FROM catalog_dataresource r
JOIN accounts_organisation o ON o.id = r.provider_id WHERE r.id = ANY(%s)"""


def fill(rows: int) -> list[str]:
    """A synthetic catalogue; answers with its titles."""
    chance = random.Random(20261120)
    with arranging():
        providers = [organisation(region=region()) for _ in range(40)]
    titles = []
    for start in range(0, rows, BATCH):
        batch = [_resource(chance, providers, start + n) for n in range(min(BATCH, rows - start))]
        titles += [each.name for each in batch]
        with arranging():
            ResourceSearch.objects.rebuild(DataResource.objects.bulk_create(batch))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE catalog_dataresource, catalog_resourcesearch")
    return titles


def _resource(chance: random.Random, providers: list, number: int) -> DataResource:
    noun, kind, place = chance.choice(NOUNS), chance.choice(KINDS), chance.choice(PLACES)
    more = "、".join(chance.sample(NOUNS, 6))
    return DataResource(
        name=f"{place}{noun}{kind}{number}",
        abstract=f"{place}范围内{noun}的{kind}，包括{more}等数据，由主管部门按规定采集、核验并更新。"
        * 3,
        provider=providers[int(len(providers) * chance.random() ** 2)],
        category="theme",
        theme=chance.choice(NOUNS),
        formats=chance.sample(["CSV", "JSON", "XLSX", "PDF"], 2),
        sharing="unconditional",
        opening="unconditional",
        update_cycle=chance.choice(["daily", "monthly", "yearly"]),
        grade="general_1",
        acquisition="duty",
        status="published",
        data_updated_on=date(2026, 11, 20) - timedelta(days=chance.randrange(2000)),
    )


def visible():
    """What a citizen may see."""
    return DataResource.objects.visible_to(AnonymousUser()).published()


def ours(text: str, **asked: object) -> Callable[[], object]:
    """A search as the page asks for it."""
    return lambda: find(visible(), Ask(text, **asked))


def raw(text: str) -> Callable[[], object]:
    """The same answer by three hand-written statements and nothing else."""
    plain, titled = query(text), query(text, in_title=True)

    def act() -> object:
        with connection.cursor() as cursor:
            cursor.execute(RAW_PAGE, [titled, plain])
            ids = [pk for (pk,) in cursor.fetchall()][:20]
            cursor.execute(RAW_COUNTS, [plain])
            counts = cursor.fetchall()
            cursor.execute(RAW_ROWS, [ids])
            return cursor.fetchall(), counts

    return act


def recall(titles: list[str]) -> str:
    """The share of literal fragments of titles whose title is among what matches."""
    chance = random.Random(7)
    tries, found = 300, 0
    for _ in range(tries):
        title = chance.choice(titles)
        start = chance.randrange(len(title) - 2)
        piece = title[start : start + chance.randint(2, 6)]
        hits = visible().filter(search__tsv__bigrams=piece)
        found += hits.filter(name=title).exists()
    return f"{found / tries:.3f}"


def deep() -> str:
    """A cursor in the middle of the list without words."""
    middle = visible().order_by("-search__recency", "-pk").values_list("search__recency", "pk")
    recency, pk = middle[visible().count() // 2]
    return f"0.{recency:%Y%m%d}.{pk}"


def measure(rows: int) -> list[Row]:
    """The table of search."""
    titles = fill(rows)
    client, crafted = Client(), "".join(NOUNS)[:90] + " " + "".join(PLACES)[:90]
    few, medium, common = "停车场名录", "停车场", "数据"
    return [
        Row("search page, a few hits", ratio(ours(few), raw(few)), "", ""),
        Row("search page, ≤ 10k hits", ratio(ours(medium), raw(medium)), "≤ 1.5×", "≤ 1.2×"),
        Row("search page, very common word", ratio(ours(common), raw(common)), "≤ 1.5×", "≤ 1.2×"),
        Row("the same, late", late(ours(common)), "", "≤ 100 ms"),
        Row(
            "with a contradicting filter",
            late(ours(common, filters={"theme": "无"})),
            "",
            "≤ 100 ms",
        ),
        Row("worst crafted query", late(ours(crafted)), "≤ 300 ms", "≤ 200 ms"),
        Row("literal recall", recall(titles), "≥ 0.99", "1.000"),
        Row("page in the middle of the list", late(ours("", after=deep())), "≤ 50 ms", "≤ 5 ms"),
        Row(
            "HTML page of 20",
            ratio(lambda: client.get("/catalog/", {"q": medium}), raw(medium)),
            "≤ 6×",
            "≤ 4×",
        ),
        Row(
            "API page of 20", late(lambda: client.get("/api/v1/resources/", {"q": medium})), "", ""
        ),
    ]
