"""Synonyms: kept by the data authority, asked for at once, told to whoever searches, never a way to hidden rows."""

import csv

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import Role
from catalog.models import DataResource, Synonym
from catalog.search import Ask, find
from catalog.seeds import SYNONYMS, load_synonyms
from governance import edits
from governance.models import AuditEvent
from governance.policies import holds
from tests.factories.catalog import desk, draft_resource, published_resource
from tests.factories.people import person

pytestmark = pytest.mark.django_db
ANYBODY = (None, Role.PROVIDER, Role.AUDITOR, Role.REGISTRY, Role.OPERATOR, Role.AUTHORITY)


def synonym(term="甲词", *equivalents, **over):
    """Stored by the door that officials use."""
    words = list(equivalents) or ["乙词", "丙词"]
    entry = Synonym(term=term, equivalents=words, **over)
    edits.save(entry, actor=person(Role.AUTHORITY))
    return entry


def found(text, **asked):
    rows = DataResource.objects.visible_to(person()).published()
    return [each.name for each in find(rows, Ask(text, **asked)).resources]


def plain_resource(name):
    return published_resource(name=name, abstract="无。")


def test_mutual_synonyms_are_found_in_both_directions():
    synonym("轨交", "城轨")
    plain_resource("城轨站点")
    plain_resource("轨交线网")
    assert sorted(found("轨交")) == sorted(found("城轨")) == ["城轨站点", "轨交线网"]


def test_one_way_is_one_way():
    synonym("车辆", "挂车", is_mutual=False)
    plain_resource("挂车名录")
    plain_resource("车辆名录")
    assert sorted(found("车辆")) == ["挂车名录", "车辆名录"]
    assert found("挂车") == ["挂车名录"]


def test_the_very_words_alone_when_asked_for():
    synonym("轨交", "城轨")
    plain_resource("城轨站点")
    assert found("轨交站点") == ["城轨站点"]
    assert found("轨交站点", is_literal=True) == []


def test_a_change_is_seen_at_once():
    entry = synonym("轨交", "城轨")
    plain_resource("城轨站点")
    assert found("轨交") == ["城轨站点"]
    entry.is_active = False
    edits.save(entry, actor=entry.created_by)
    assert found("轨交") == []
    entry.is_active, entry.equivalents = True, ["地铁"]
    edits.save(entry, actor=entry.created_by)
    assert found("轨交") == []


def test_synonyms_lead_to_nothing_hidden():
    synonym("轨交", "城轨")
    draft_resource(name="城轨草稿", abstract="无。")
    assert found("轨交") == []


def test_the_page_tells_and_offers_the_very_words(client):
    synonym("轨交", "城轨")
    plain_resource("城轨站点")
    page = client.get(reverse("catalog:search"), {"q": "轨交"})
    text = page.content.decode()
    assert "已同时搜索：城轨。" in text
    assert "<mark>城轨</mark>站点" in text
    literal = client.get(reverse("catalog:search") + page.context["literal_query"])
    assert "没有找到" in literal.content.decode()
    assert "同时搜索同义词" in literal.content.decode()
    assert "已同时搜索" not in client.get(reverse("catalog:search"), {"q": "站点"}).content.decode()


def test_officials_and_machines_search_with_them_too(client):
    synonym("轨交", "城轨")
    by = desk()
    published_resource(by=by, name="城轨站点", abstract="无。")
    api = APIClient().get("/api/v1/resources/", {"q": "轨交"}).json()
    assert [each["name"] for each in api["results"]] == ["城轨站点"]
    client.force_login(by.clerk)
    listed = client.get(reverse("admin:catalog_dataresource_changelist"), {"q": "轨交"})
    everywhere = client.get(reverse("admin:search"), {"q": "轨交"})
    for page in (listed, everywhere):
        assert "城轨站点" in page.content.decode()


@pytest.mark.parametrize("role", ANYBODY)
def test_everybody_reads_the_list_and_the_data_authority_keeps_it(role):
    someone = person(role) if role else person()
    entry = Synonym.objects.first()
    assert holds(someone, "catalog.view_synonym", entry)
    for verb in ("add", "change"):
        assert holds(someone, f"catalog.{verb}_synonym", entry) == (role == Role.AUTHORITY)


def test_the_admin_and_the_api_leave_the_same_event(client):
    keeper = person(Role.AUTHORITY)
    client.force_login(keeper)
    typed = {
        "term": "轨交",
        "equivalents": "城轨、地铁，城轨",
        "is_mutual": "on",
        "is_active": "on",
    }
    assert client.post(reverse("admin:catalog_synonym_add"), typed).status_code == 302
    caller = APIClient()
    caller.force_login(keeper)
    body = {"term": "公车", "equivalents": ["公务用车"]}
    assert caller.post("/api/v1/synonyms/", body, format="json").status_code == 201
    assert Synonym.objects.get(term="轨交").equivalents == ["城轨", "地铁"]
    events = AuditEvent.objects.filter(action="catalog.synonym.add", outcome="done")
    assert {event.actor_id for event in events} == {keeper.pk}
    assert events.count() == 2
    listed = client.get(reverse("admin:catalog_synonym_changelist"), {"q": "公务用车"})
    assert "公车" in listed.content.decode()


def test_nobody_else_changes_the_list():
    caller = APIClient()
    caller.force_login(person(Role.PROVIDER))
    body = {"term": "公车", "equivalents": ["公务用车"]}
    assert caller.post("/api/v1/synonyms/", body, format="json").status_code == 403


def test_the_list_is_exported(client):
    client.force_login(person(Role.AUTHORITY))
    answer = client.get(reverse("admin:catalog_synonym_export"), {"format": "csv"})
    assert "公共交通" in b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize(
    ("term", "equivalents"),
    [
        ("甲", ["乙词"]),
        ("甲词", ["乙 词"]),
        ("甲词", ["甲词"]),
        ("停車", ["停车"]),
        ("甲词", ["乙词", "乙词"]),
        ("甲-词", ["乙词"]),
    ],
)
def test_what_no_search_could_use_is_refused_in_words(term, equivalents):
    with pytest.raises(ValidationError) as error:
        Synonym(term=term, equivalents=equivalents).full_clean()
    assert all(message.endswith("。") for message in error.value.messages)


@pytest.mark.parametrize(
    "fields", [{"term": "公交", "equivalents": ["乙词"]}, {"term": "新词", "equivalents": []}]
)
def test_the_database_keeps_the_list_in_order(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Synonym.objects.create(**fields)


def test_the_first_list_is_valid_and_is_loaded_once():
    with SYNONYMS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert Synonym.objects.count() == len(rows) > 40
    for entry in Synonym.objects.all():
        entry.full_clean()
    load_synonyms(Synonym)
    assert Synonym.objects.count() == len(rows)
