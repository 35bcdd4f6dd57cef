"""A synthetic catalogue of any size: Chinese rows by COPY, indexes and triggers off meanwhile."""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from catalog.models import DataResource, FacetCount
from governance.search import vector
from tests.database import arranging
from tests.factories.people import organisation, region

NOUNS = (
    "停车场", "公交", "线路", "医院", "学校", "河流", "水质", "空气", "企业", "许可", "处罚", "补贴", "养老", "救助",
    "旅游", "景区", "图书", "气象", "地质", "农业", "林业", "渔业", "电力", "供水", "燃气", "垃圾", "道路", "桥梁",
)  # fmt: skip
KINDS = (
    "名录", "清单", "统计", "信息", "分布", "结果", "台账", "监测", "指标", "年报", "目录", "备案", "台站", "点位",
)  # fmt: skip
PLACES = (
    "云城区", "东湖区", "南江区", "北山县", "西岭县", "高新区", "经开区", "临港镇", "白河镇", "青石乡",
)  # fmt: skip
FORMATS = (["CSV"], ["CSV", "JSON"], ["XLSX"], ["CSV", "XLSX"], ["API", "JSON"], ["PDF", "XLSX"])
CYCLES = ("daily", "monthly", "yearly")
OPENINGS = ("unconditional", "unconditional", "conditional", "none")
BODIES = 400
#: Themes that one body answers for.
THEMES = 3
BATCH = 50_000
TABLES = ("catalog_dataresource", "catalog_resourcesearch")
#: What differs from row to row; everything else is copied from one row.
VARIED = (
    "id", "code", "name", "abstract", "provider_id", "theme", "formats", "update_cycle", "opening", "opening_reason",
    "opening_conditions", "data_updated_on",
)  # fmt: skip
STAGE = f"""
CREATE TEMP TABLE staged (LIKE catalog_dataresource);
ALTER TABLE staged DROP COLUMN {
    ", DROP COLUMN ".join(
        field.column for field in DataResource._meta.concrete_fields if field.column not in VARIED
    )
};
ALTER TABLE staged ADD COLUMN tsv tsvector, ADD COLUMN score smallint"""


def fill(rows: int) -> list[str]:
    """Add ``rows`` public resources with their search entries; answers with a sample of their titles."""
    with arranging():
        providers = [organisation(region=region()).pk for _ in range(BODIES)]
        pattern = _pattern(providers[0])
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        (limit,) = cursor.fetchone()
        cursor.execute("SET statement_timeout = 0")
    chance = random.Random(20261120)
    sample: list[str] = []
    with _bare_tables():
        for start in range(pattern + 1, pattern + rows, BATCH):
            batch = range(start, min(start + BATCH, pattern + rows))
            sample += _store(_rows(chance, providers, batch), pattern)
    FacetCount.objects.count_anew()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('catalog_dataresource_id_seq', %s)", [pattern + rows])
        cursor.execute(f"VACUUM ANALYZE {', '.join(TABLES)}, catalog_facetcount")
        cursor.execute(f"SET statement_timeout = '{limit}'")
    return sample


def _pattern(provider: int) -> int:
    resource = DataResource.objects.create(
        name="样本", abstract="样本。", provider_id=provider, category="theme", theme="样本",
        formats=["CSV"], sharing="unconditional", opening="unconditional", update_cycle="daily",
        grade="general_1", acquisition="duty", status="published", data_updated_on=date(2020, 1, 1),
        region=region(),
    )  # fmt: skip
    resource.refresh_derived()
    return int(resource.pk)


def _rows(
    chance: random.Random, providers: list[int], numbers: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    """Rows as a city has them: few bodies have most, and each has its own themes."""
    for number in numbers:
        noun, kind, place = chance.choice(NOUNS), chance.choice(KINDS), chance.choice(PLACES)
        body = int(BODIES * chance.random() ** 2)
        more = "、".join(chance.sample(NOUNS, 6))
        what = "数据" if number % 2 else "内容"
        name = f"{place}{noun}{kind}-{number}"
        text = (
            f"{place}范围内{noun}的{kind}，包括{more}等{what}，"
            "由主管部门按规定采集、核验并更新，供社会公众查阅下载。"
        )
        opening = chance.choice(OPENINGS)
        theme = NOUNS[(body * 7 + chance.randrange(THEMES)) % len(NOUNS)]
        score = {"unconditional": 2, "conditional": 1}.get(opening, 0)
        less = "、".join(chance.sample(KINDS, 5))
        text += (
            f"字段有编号、名称、地址、经纬度、{less}和更新日期，可与其他部门{noun}资料比对；"
            "使用时请注明来源，发现差错可以在线反映，提供单位在十个工作日内答复。"
        )
        yield (
            number, f"2/{number:07d}", name, text, providers[body], theme, chance.choice(FORMATS),
            chance.choice(CYCLES), opening, "涉及隐私。" if opening == "none" else "",
            "签订协议。" if opening == "conditional" else "",
            date(2026, 11, 20) - timedelta(days=chance.randrange(2000)),
            vector([name], [text, theme]), score,
        )  # fmt: skip


def _store(rows: Iterable[tuple[Any, ...]], pattern: int) -> list[str]:
    columns = [field.column for field in DataResource._meta.concrete_fields]
    taken = ", ".join(f"staged.{name}" if name in VARIED else f"r.{name}" for name in columns)
    sample = []
    with transaction.atomic(), connection.cursor() as cursor:
        # Guards, foreign keys and the cube's triggers rest: the rows are ours, the cube is counted afterwards.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"{STAGE}; ALTER TABLE staged ALTER COLUMN id DROP NOT NULL")
        staged = f"COPY staged ({', '.join(VARIED)}, tsv, score) FROM STDIN"
        with cursor.copy(staged) as copy:
            for number, row in enumerate(rows):
                copy.write_row(row)
                if number % 100 == 0:
                    sample.append(row[2])
        cursor.execute(
            f"INSERT INTO catalog_dataresource ({', '.join(columns)}) SELECT {taken} "
            f"FROM staged, catalog_dataresource r WHERE r.id = {pattern}"
        )
        cursor.execute(
            "INSERT INTO catalog_resourcesearch (resource_id, tsv, score, recency) "
            "SELECT id, tsv, score, data_updated_on FROM staged; DROP TABLE staged"
        )
    return sample


@contextmanager
def _bare_tables() -> Iterator[None]:
    """Indexes that no constraint needs are made anew when the rows are in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = ANY(%s) AND NOT EXISTS "
            "(SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
            [list(TABLES)],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '256MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
