"""The cube of the facets is what GROUP BY says: after edits and steps, bulk statements, rollbacks and races."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum

from catalog.models import DataResource, FacetCount, FacetTotal
from catalog.search import Ask, count, find
from catalog.workflow import counts, resources
from tests.database import arranging
from tests.factories.catalog import (
    DAY,
    desk,
    draft_resource,
    published_resource,
    withdrawn_resource,
)
from tests.factories.people import organisation, region

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
CELL = ("theme", "provider", "opening", "formats", "update_cycle", "region")
SECRET = {
    "is_secret": True, "opening": "none", "opening_reason": "涉密。", "sharing": "none",
    "sharing_legal_basis": "《中华人民共和国保守国家秘密法》第三十五条",
}  # fmt: skip


def shown():
    return DataResource.objects.visible_to(VISITOR).published()


def grouped():
    """What a visitor may see, counted by asking every row."""
    rows = shown().values_list(
        "theme", "provider_id", "opening", "formats", "update_cycle", "region_id"
    )
    return Counter((*row[:3], tuple(row[3]), row[4], row[5] or "") for row in rows)


def kept():
    """What the cube says."""
    cells = FacetCount.objects.values(*CELL).annotate(total=Sum("number")).order_by()
    return Counter(
        {
            tuple(tuple(each[name]) if name == "formats" else each[name] for name in CELL): each[
                "total"
            ]
            for each in cells
            if each["total"]
        }
    )


def totals():
    """What the totals of each choice alone say."""
    rows = FacetTotal.objects.values_list("facet", "value").annotate(total=Sum("number")).order_by()
    return {(facet, value): total for facet, value, total in rows if total}


def grouped_totals():
    """The same, counted by asking every row."""
    counted = Counter()
    for (theme, provider, opening, formats, cycle, place), number in grouped().items():
        figures = {
            "total": "",
            "theme": theme,
            "provider": str(provider),
            "opening": opening,
            "cycle": cycle,
        }
        for figure in (figures | {"region": place}).items():
            counted[figure] += number
        for one in formats:
            counted["format", one] += number
    return dict(counted)


def test_the_procedure_moves_a_resource_in_and_out():
    by = desk()
    draft_resource(by=by)
    assert kept() == grouped() == Counter()
    resource = published_resource(by=by, theme="交通")
    assert kept() == grouped()
    assert kept().total() == 1
    resources.withdraw(resource, actor=by.clerk, reason="停用。", on=DAY)
    withdrawn_resource(by=by)
    published_resource(by=by, **SECRET)
    assert kept() == grouped() == Counter()


def bare_rows(rows):
    """Delete what nothing protects."""
    rows.filter(items=None, distributions=None).delete()


def random_statement(chance, providers):
    """One of the ways in which rows change, past every door: the cube belongs to the database."""
    everything = list(DataResource.objects.order_by("pk").values_list("pk", flat=True))
    rows = DataResource.objects.filter(pk__in=chance.sample(everything, len(everything) // 2))
    status = chance.choice(["published", "published", "draft", "withdrawn", "submitted"])
    return chance.choice(
        [
            lambda: rows.filter(is_secret=False).update(theme=chance.choice("甲乙丙")),
            lambda: rows.update(provider=chance.choice(providers)),
            lambda: rows.update(formats=chance.choice([["CSV"], ["CSV", "JSON"], []])),
            lambda: rows.update(region=chance.choice([None, region()])),
            lambda: rows.update(**{"status": status}, withdrawal_reason="停用。", withdrawn_on=DAY),
            lambda: bare_rows(rows),
            lambda: draft_resource(provider=chance.choice(providers), theme="丁"),
        ]
    )


@pytest.mark.parametrize("seed", range(6))
def test_after_any_statements_the_cube_is_what_group_by_says(seed):
    chance, providers = random.Random(seed), [organisation() for _ in range(3)]
    rows = [draft_resource(provider=chance.choice(providers)) for _ in range(20)]
    for row in rows[:6]:
        row.items.all().delete()
        row.distributions.all().delete()
    DataResource.objects.filter(pk__in=[row.pk for row in rows]).update(
        status="published", issued_on=DAY
    )
    for step in range(25):
        undone = step % 4 == 3
        with transaction.atomic():
            random_statement(chance, providers)()
            transaction.set_rollback(undone)
        assert kept() == grouped()
        assert totals() == grouped_totals()
    assert FacetCount.objects.sum_up() >= 0
    assert totals() == grouped_totals()
    assert kept() == grouped()
    assert FacetCount.objects.count() == len(grouped())


def test_an_update_that_changes_no_figure_adds_no_row():
    resource = published_resource()
    before = FacetCount.objects.count()
    DataResource.objects.filter(pk=resource.pk).update(abstract="另一种说法。")
    assert FacetCount.objects.count() == before


@pytest.mark.parametrize(
    "filters", [{}, {"theme": "甲"}, {"format": "CSV"}, {"region": "990000"}, {"theme": "没有"}]
)
def test_the_cube_and_the_candidates_give_the_same_figures(filters):
    chance, desks = random.Random(4), [desk() for _ in range(3)]
    for _ in range(12):
        published_resource(
            by=chance.choice(desks), theme=chance.choice("甲乙"), opening="unconditional",
            formats=chance.choice([["CSV"], ["CSV", "JSON"]]), region=chance.choice([region(), None]),
        )  # fmt: skip
    asked = Ask(filters=filters)
    exact, counted = find(shown(), asked, is_public=True), find(shown(), asked)
    assert exact.counts == counted.counts
    assert (
        exact.total.number == counted.total.number == count(shown(), asked, is_public=True).number
    )
    assert [each.pk for each in exact.resources] == [each.pk for each in counted.resources]


def test_exact_figures_have_no_cap():
    published_resource(theme="甲")
    FacetTotal.objects.filter(facet="total").update(number=514_000)
    assert str(find(shown(), Ask(), is_public=True).total) == "514,000 项"


def test_a_lost_cube_is_counted_anew_and_the_daily_run_sums_up():
    published_resource(theme="甲")
    FacetCount.objects.all().delete()
    call_command("rebuild_search", stdout=StringIO())
    call_command("rebuild_search", stdout=StringIO())
    assert kept() == grouped()
    other = published_resource(theme="甲")
    DataResource.objects.filter(pk=other.pk).update(theme="乙")
    assert counts.sum_up_facets(None, DAY) > 0
    assert counts.sum_up_facets(None, DAY) == 0
    assert kept() == grouped()


@pytest.mark.django_db(transaction=True)
def test_of_many_writers_at_once_none_waits_and_no_change_is_lost():
    with arranging():
        rows = [published_resource(theme="甲") for _ in range(12)]

    def work(number):
        try:
            for theme in "乙丙丁甲戊":
                with arranging():
                    # In opposite orders: whoever locked a shared figure would stand in the other's way.
                    mine = rows[number::4] if number % 2 else rows[number::4][::-1]
                    for row in mine:
                        DataResource.objects.filter(pk=row.pk).update(theme=theme)
                FacetCount.objects.sum_up()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert kept() == grouped()
    FacetCount.objects.sum_up()
    assert kept() == grouped()
    assert kept().total() == 12
