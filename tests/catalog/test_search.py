"""Search: order, filters, honest counts, pages by key, constant statements, and never more than one may see."""

import random
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from catalog.models import DataResource, ResourceSearch
from catalog.search import Ask, SearchTooSlow, Total, asking, by_words, count, find, running
from catalog.workflow import resources
from tests.factories.catalog import desk, draft_resource, published_resource
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
NAMES = (
    "公共停车场实时空位",
    "道路停车泊位",
    "空气质量监测站",
    "公交线路和站点",
    "医疗机构名录",
    "停车服务投诉",
)


def shown(user=VISITOR):
    return DataResource.objects.visible_to(user).published()


def stored(names, **over):
    """Published rows without the detour of the procedure: search asks only for what is stored."""
    provider = over.pop("provider", None) or organisation()
    rows = [draft_resource(name=name, provider=provider, **over) for name in names]
    DataResource.objects.filter(pk__in=[row.pk for row in rows]).update(status="published")
    return rows


def names(found):
    return [each.name for each in found.resources]


def test_title_hits_come_before_text_hits_and_the_newest_first():
    stored(["公交站点"], abstract="站点附近的停车场", data_updated_on=date(2026, 3, 9))
    stored(["停车场旧"], abstract="无", data_updated_on=date(2025, 1, 1))
    stored(["停车场新"], abstract="无", data_updated_on=date(2026, 1, 1))
    assert names(find(shown(), Ask("停车"))) == ["停车场新", "停车场旧", "公交站点"]


def test_every_literal_fragment_of_a_title_is_found_in_the_database():
    rows = stored(NAMES)
    chance = random.Random(1)
    for row in rows:
        for _ in range(5):
            start = chance.randrange(len(row.name) - 1)
            piece = row.name[start : start + chance.randint(1, 6)]
            assert row in find(shown(), Ask(piece)).resources, piece


def test_tags_items_code_and_provider_are_found_too():
    stored(["甲"], tags=["民生"], code="3/000777", provider=organisation(name="云州市气象局"))
    for words in ("民生", "停车场名称", "000777", "气象"):
        assert names(find(shown(), Ask(words))) == ["甲"]


def test_filters_narrow_and_facets_count_what_is_left():
    bureau = organisation(name="云州市城市管理局")
    stored(["停车甲"], theme="交通出行", provider=bureau, formats=["CSV"])
    stored(["停车乙"], theme="城市建设", formats=["CSV", "JSON"])
    found = find(shown(), Ask("停车"))
    assert found.counts["theme"] == {"交通出行": 1, "城市建设": 1}
    assert found.counts["format"] == {"CSV": 2, "JSON": 1}
    assert names(find(shown(), Ask("停车", {"provider": bureau.pk}))) == ["停车甲"]
    assert names(find(shown(), Ask("停车", {"format": "JSON", "theme": "城市建设"}))) == ["停车乙"]
    assert find(shown(), Ask("停车", {"theme": "没有"})).total == Total(0)


def test_pages_by_key_meet_every_row_exactly_once():
    days = [date(2026, 1, 1) + timedelta(days=n % 7) for n in range(45)]
    for n, day in enumerate(days):
        stored([f"停车{n}" if n % 2 else f"其他{n}"], abstract="停车", data_updated_on=day)
    for text in ("停车", ""):
        seen, after = [], ""
        for _ in range(5):
            found = find(shown(), Ask(text, after=after))
            seen += [each.pk for each in found.resources]
            after = found.following
            if not after:
                break
        assert len(seen) == len(set(seen)) == 45
        assert found.total == Total(45)


@pytest.mark.parametrize(
    "cursor", ["x", "1.20261399.1", "9.20260101.1", "1.20260101.99999999999999999999", "'; --"]
)
def test_a_cursor_that_nobody_gave_out_leads_to_the_first_page(cursor):
    stored(["停车"])
    assert names(find(shown(), Ask("停车", after=cursor))) == ["停车"]


def test_beyond_the_candidates_the_count_says_so(monkeypatch):
    monkeypatch.setattr(asking, "CANDIDATES", 2)
    stored(["停车甲", "停车乙", "停车丙"])
    total = count(shown(), Ask("停车"))
    assert total.number == 3
    assert total.is_capped
    assert str(total) == "超过 1 万项"


def test_an_exact_count_is_given_exactly():
    assert str(Total(1234)) == "1,234 项"


def test_nobody_finds_or_counts_what_he_may_not_see():
    by = desk()
    stored(["停车公开"])
    secret = {"opening": "none", "opening_reason": "涉密。", "sharing": "none"}
    basis = "《中华人民共和国保守国家秘密法》第三十五条"
    stored(["停车涉密"], is_secret=True, sharing_legal_basis=basis, provider=by.provider, **secret)
    draft_resource(name="停车草稿", provider=by.provider)
    for user, expected in (
        (VISITOR, 1),
        (person(Role.PROVIDER), 1),
        (by.clerk, 2),
        (by.authority, 2),
    ):
        found = find(shown(user), Ask("停车"))
        assert found.total.number == expected == len(found.resources)
        assert sum(found.counts["provider"].values()) == expected


def test_a_slow_search_ends_with_a_sentence(monkeypatch):
    monkeypatch.setattr(running, "TIMEOUT_MS", 1)
    slow = by_words.KEPT.replace("FROM t JOIN", "FROM (SELECT t.*, pg_sleep(1) FROM t) t JOIN")
    monkeypatch.setattr(by_words, "KEPT", slow)
    stored(["停车"])
    with pytest.raises(SearchTooSlow) as refusal:
        find(shown(), Ask("停车"))
    assert str(refusal.value).endswith("。")


def test_the_time_limit_does_not_outlive_the_search():
    def limit():
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return cursor.fetchone()

    before = limit()
    find(shown(), Ask("停车"))
    assert limit() == before != (f"{running.TIMEOUT_MS // 1000}s",)


@pytest.mark.parametrize("text", ["停车", ""])
def test_statements_do_not_grow_with_the_rows(text):
    counted = []
    for more in (2, 18):
        stored([f"停车{more}-{n}" for n in range(more)])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find(shown(), Ask(text))
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8


def test_an_entry_follows_edits_and_steps_without_signals():
    by = desk()
    resource = published_resource(by=by, name="停车旧名")
    resources.withdraw(resource, actor=by.clerk, reason="停用。")
    assert names(find(shown(), Ask("停车旧名"))) == []
    assert ResourceSearch.objects.filter(resource=resource).exists()


def test_rebuilding_takes_as_many_statements_for_many_as_for_few():
    counted = []
    for n in (2, 20):
        rows = list(DataResource.objects.filter(pk__in=[draft_resource().pk for _ in range(n)]))
        with CaptureQueriesContext(connection) as queries:
            ResourceSearch.objects.rebuild(rows)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_command_builds_every_entry_anew():
    row = stored(["停车"])[0]
    ResourceSearch.objects.all().delete()
    row.provider.name = "云州市改名后的局"
    row.provider.save()
    call_command("rebuild_search", stdout=StringIO())
    assert names(find(shown(), Ask("改名后"))) == ["停车"]
