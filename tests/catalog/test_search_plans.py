"""How searches are carried out: by which indexes, in which of the two ways, always with the same answer."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from catalog.models import DataResource
from catalog.search import Ask, SearchTooSlow, by_words, find, finding
from catalog.search.by_words import Search
from catalog.search.running import rows_of
from tests.factories.catalog import draft_resource
from tests.factories.people import organisation

pytestmark = pytest.mark.django_db
CURSOR_OF_TITLES = (22, date(2026, 1, 3), 10**9)


def shown():
    return DataResource.objects.visible_to(AnonymousUser()).published()


def catalogue(number=50):
    """Rows of which every third says it in the title, the rest in the text; some are hidden."""
    provider = organisation()
    for n in range(number):
        draft_resource(
            name=f"停车{n}" if n % 3 == 0 else f"其他{n}", abstract="停车泊位。", provider=provider,
            opening="unconditional" if n % 2 else "none", opening_reason="" if n % 2 else "隐私。",
            data_updated_on=date(2026, 1, 1) + timedelta(days=n % 5), theme=f"主题{n % 4}",
        )  # fmt: skip
    DataResource.objects.exclude(name__endswith="7").update(status="published")


def leafed(text, filters=None):
    """Every page in order, with the total that each tells."""
    seen, after = [], ""
    while True:
        found = find(shown(), Ask(text, filters or {}, after))
        seen.append(([each.pk for each in found.resources], found.total.number, found.counts))
        after = found.following
        if not after:
            return seen


@pytest.mark.parametrize("filters", [{}, {"theme": "主题1"}, {"theme": "没有"}])
@pytest.mark.parametrize("text", ["停车", "停车泊位", "泊位", "其他"])
@pytest.mark.parametrize("figures", [(10**9, 10**9, 10**9), (0, 10**9, 10**9), (0, 10**9, 1)])
def test_walking_and_keeping_aside_give_the_same_pages(monkeypatch, text, filters, figures):
    catalogue()
    kept = leafed(text, filters)
    monkeypatch.setattr(by_words, "MANY", 1)
    monkeypatch.setattr(by_words, "expected", lambda words: figures)
    monkeypatch.setattr(finding, "_share", lambda filters: 1.0)
    walked = leafed(text, filters)
    assert walked == kept
    assert len({pk for page, *_ in kept for pk in page}) == kept[0][1]


def test_a_walk_that_is_too_slow_is_given_up_for_the_other_way(monkeypatch):
    catalogue(3)
    tried = []

    def rows(statement, *, limit=0):
        tried.append(limit)
        if limit == by_words.WALK_MS:
            raise SearchTooSlow("慢。")
        return rows_of(statement)

    monkeypatch.setattr(by_words, "rows_of", rows)
    monkeypatch.setattr(by_words, "expected", lambda words: (10**9, 10**9, 10**9))
    assert find(shown(), Ask("停车")).total.number == 3
    assert tried == [by_words.WALK_MS, by_words.TIMEOUT_MS]


def plan_of(statement):
    """The plan, where reading whole tables and sorting count as a last resort: what an index can do, it does."""
    sql, parameters = statement
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {sql}", parameters)
        return "\n".join(row[0] for row in cursor.fetchall())


def search(text, position=None):
    sql, bound = finding._compiled(shown(), Ask())
    return Search(finding.Words.of(Ask(text)), sql, bound, position)


def test_hits_come_from_the_index_of_words():
    catalogue(20)
    plan = plan_of(search("停车").kept())
    assert plan.count("Bitmap Index Scan on resourcesearch_by_words") == 2


def test_a_walk_follows_the_index_of_the_best_and_sorts_nothing():
    catalogue(20)
    plan = plan_of(search("停车", CURSOR_OF_TITLES).walked(walks_titles=True))
    assert "resourcesearch_best_first" in plan
    assert "ROW(" in plan.split("resourcesearch_best_first")[1]


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({}, "dataresource_newest "),
        ({"theme": "主题1"}, "dataresource_newest_of_theme"),
        ({"provider": 1}, "dataresource_newest_of_body"),
    ],
)
def test_lists_without_words_come_in_order_from_an_index(filters, index):
    catalogue(20)
    if filters:
        with connection.cursor() as cursor:
            # Of so few rows any order would do; at a million the planner knows better.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; DROP INDEX dataresource_newest")
    sql, bound = finding._compiled(shown(), Ask(filters=filters))
    plan = plan_of(
        (f"WITH {finding.NEWEST.format(visible=sql, where='')} SELECT * FROM p", [*bound, 21])
    )
    assert f"using {index}" in f"{plan} "
    assert "Sort" not in plan


@pytest.mark.parametrize(
    ("conditions", "index"),
    [
        ({}, "dataresource_last_changed"),
        ({"status": "draft"}, "dataresource_changed_by_status"),
        ({"provider": 1}, "dataresource_changed_by_body"),
    ],
)
def test_officials_lists_come_in_order_from_an_index(conditions, index):
    catalogue(20)
    rows = DataResource.objects.filter(**conditions).order_by("-updated_at", "-pk")[:25]
    plan = plan_of(rows.query.sql_with_params())
    assert f"using {index}" in plan
    assert "Sort" not in plan


def test_what_is_expected_is_told_without_looking():
    catalogue(20)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalog_resourcesearch")
    titles, everything, of_all = by_words.expected(finding.Words.of(Ask("停车")))
    assert 0 < titles < everything <= of_all == 20
