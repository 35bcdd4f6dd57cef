"""Search at scale: pages by words, the worst queries, recall (targets of design/search-and-scale.md)."""

import random
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from catalog.models import DataResource, Synonym
from catalog.search import Ask, find
from governance.search import fold, query
from governance.search.pinyin import sound_lexemes
from tests.performance.filling import NOUNS, PLACES
from tests.performance.measuring import Row, late, ratio

TRIES = 200
PUBLISHED = "r.status IN ('published', 'updating') AND NOT r.is_secret"
RAW_PAGE = f"""
WITH m AS MATERIALIZED (SELECT resource_id, recency, score, resource_id IN (
    SELECT resource_id FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery) AS titled
    FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery)
SELECT m.resource_id FROM m JOIN catalog_dataresource r ON r.id = m.resource_id
WHERE {PUBLISHED} ORDER BY m.titled DESC, m.score DESC, m.recency DESC, m.resource_id DESC LIMIT 21"""
RAW_COUNTS = f"""
WITH m AS MATERIALIZED (SELECT resource_id FROM catalog_resourcesearch WHERE tsv @@ %s::tsquery),
c AS MATERIALIZED (SELECT r.theme, r.provider_id, r.opening, r.update_cycle, r.formats, r.region_id FROM m
    JOIN catalog_dataresource r ON r.id = m.resource_id WHERE {PUBLISHED} LIMIT 10001)
SELECT 'total', NULL, count(*) FROM c
UNION ALL SELECT 'theme', theme, count(*) FROM c GROUP BY theme
UNION ALL SELECT 'provider', provider_id::text, count(*) FROM c GROUP BY provider_id
UNION ALL SELECT 'opening', opening, count(*) FROM c GROUP BY opening
UNION ALL SELECT 'cycle', update_cycle, count(*) FROM c GROUP BY update_cycle
UNION ALL SELECT 'region', region_id, count(*) FROM c GROUP BY region_id
UNION ALL SELECT 'format', f, count(*) FROM c, unnest(formats) f GROUP BY f"""
RAW_ROWS = """
SELECT r.id, r.name, r.abstract, r.theme, r.formats, r.opening, r.update_cycle, r.update_cycle_text,
    r.data_updated_on, o.name, o.short_name FROM catalog_dataresource r
JOIN accounts_organisation o ON o.id = r.provider_id WHERE r.id = ANY(%s)"""


def visible():
    """What a citizen may see."""
    return DataResource.objects.visible_to(AnonymousUser()).published()


def ours(text: str, **asked: object) -> Callable[[], object]:
    """A search as the page asks for it."""
    return lambda: find(visible(), Ask(text, **asked), is_public=True)


def raw(text: str) -> Callable[[], object]:
    """The same answer by three hand-written statements and nothing else."""
    thesaurus = Synonym.objects.thesaurus()
    plain, titled = (query(text, thesaurus=thesaurus, in_title=title) for title in (False, True))

    def act() -> object:
        with connection.cursor() as cursor:
            cursor.execute(RAW_PAGE, [titled, plain])
            ids = [pk for (pk,) in cursor.fetchall()][:20]
            cursor.execute(RAW_COUNTS, [plain])
            counts = cursor.fetchall()
            cursor.execute(RAW_ROWS, [ids])
            return cursor.fetchall(), counts

    return act


def recall(titles: list[str], typed: Callable[[random.Random, str], str]) -> str:
    """The share of titles that are among what is found by something typed for them."""
    chance, found = random.Random(7), 0
    for _ in range(TRIES):
        title = chance.choice(titles)
        hits = visible().filter(search__tsv__bigrams=typed(chance, title))
        found += hits.filter(name=title).exists()
    return f"{found / TRIES:.3f}"


def fragment(chance: random.Random, title: str) -> str:
    """Any two to six signs of it."""
    start = chance.randrange(len(title) - 2)
    return title[start : start + chance.randint(2, 6)]


def initials(chance: random.Random, title: str) -> str:
    """The first letters of four to seven syllables."""
    run = fold(title).split("-")[0]
    letters = "".join(
        min(each for each in sound_lexemes(sign) if each[0] == "~")[1] for sign in run
    )
    return letters[: chance.randint(4, 7)]


def synonym(chance: random.Random, title: str) -> str:
    """The title's place, and a term of the list that means what the title says; else the title itself."""
    for entry in Synonym.objects.filter(is_mutual=True):
        for word in entry.equivalents:
            if word in title:
                return f"{title[:3]} {entry.term}"
        if entry.term in title:
            return f"{title[:3]} {chance.choice(entry.equivalents)}"
    return title


def measure(titles: list[str]) -> list[Row]:
    """The table of search by words."""
    crafted = "".join(NOUNS)[:90] + " " + "".join(PLACES)[:90]
    few, medium, common = "青石乡停车场名录", "停车场", "数据"
    sounds = " ".join(["tingchechang", "xianshi", "gjtc", "zhongguoren"] * 8)[:200]
    return [
        Row("search page, a few hits", ratio(ours(few), raw(few)), "≤ 1.5×", "≤ 1.2×"),
        Row("search page, a common word", ratio(ours(medium), raw(medium)), "≤ 1.5×", "≤ 1.2×"),
        Row("search page, half of all", ratio(ours(common), raw(common)), "≤ 1.5×", "≤ 1.2×"),
        Row("the same, late", late(ours(common)), "", "≤ 100 ms"),
        Row(
            "the same, a contradicting filter",
            late(ours(common, filters={"theme": "无"})),
            "",
            "≤ 100 ms",
        ),
        Row("worst crafted query: words", late(ours(crafted)), "≤ 300 ms", "≤ 200 ms"),
        Row("worst crafted query: sounds", late(ours(sounds)), "≤ 300 ms", "≤ 200 ms"),
        Row("worst crafted query: one letter", late(ours("a 1")), "≤ 300 ms", "≤ 200 ms"),
        Row("literal recall", recall(titles, fragment), "≥ 0.99", "1.000"),
        Row("recall by synonyms", recall(titles, synonym), "≥ 0.99", "1.000"),
        Row("recall by initials", recall(titles, initials), "≥ 0.99", "1.000"),
    ]
