"""The metadata in full at every door: form, machine interface, public page, export and import."""

import pytest
import time_machine
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from catalog.importing.interpretation import RowInterpreter
from catalog.importing.typed import count, flag
from catalog.models import (
    CodeEntry,
    DataItem,
    DataResource,
    GradeChange,
    PersonalDataFinding,
    ResourceRelation,
    SourceConflict,
)
from catalog.workflow import findings, grading
from governance.exports import columns_of
from governance.imports.rows import SourceRow
from governance.models import AuditEvent
from governance.policies import holds
from tests.catalog.test_policies import NOBODY, OWN, PROVIDER, World, holders
from tests.factories import metadata
from tests.factories.catalog import DAY, desk, draft_resource, published_resource

pytestmark = pytest.mark.django_db
OURS = (CodeEntry, GradeChange, PersonalDataFinding, SourceConflict)
FULL = {
    "opening": "conditional",
    "opening_conditions": "实名申请。",
    "opening_way": "interface",
    "opening_requirements": "只用于申请写明的用途。",
    "opening_safeguards": "专人管理密钥。",
    "is_livelihood": True,
    "legal_basis": "《云州市停车场管理条例》第十二条",
    "covers_from": "2025-01-01",
    "covers_to": "2025-12-31",
    "spatial_range": "云州市全域",
    "record_count": 12_800,
    "volume_bytes": 2_048_000,
    "origin_system": "停车管理平台",
    "is_backflow": True,
}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def page_of(client, resource):
    return client.get(reverse("catalog:resource", args=[resource.pk])).content.decode()


def test_the_page_answers_what_who_how_fresh_how_to_get_and_may_i_use_it(client, by):
    resource = published_resource(by=by, **FULL)
    page = page_of(client, resource)
    for words in (
        "民生相关", "接口调用", "实名申请。", "只用于申请写明的用途。", "专人管理密钥。", "云州市全域", "12,800 条",
        "停车管理平台", "（上级回流）", "2025-01-01", "2025-12-31", "《云州市停车场管理条例》第十二条",
    ):  # fmt: skip
        assert words in page
    assert len(page.encode()) <= 60 * 1024


def test_the_page_names_related_resources_that_are_public(client, by):
    resource = published_resource(by=by)
    shown, hidden = published_resource(by=by, name="停车收费"), draft_resource(by=by, name="内部稿")
    back = published_resource(by=by, name="停车执法")
    for one, other in ((resource, shown), (resource, hidden), (back, resource)):
        ResourceRelation.objects.create(resource=one, related=other)
    page = page_of(client, resource)
    assert "停车收费" in page
    assert "停车执法" in page
    assert "内部稿" not in page


def test_closed_data_do_not_tell_how_sensitive_their_items_are(client, by):
    closed = published_resource(
        by=by, name="明细", opening="none", opening_reason="个人隐私。", grade="general_4",
        grade_rationale="含健康状况。",
    )  # fmt: skip
    opened = published_resource(by=by, grade="general_2")
    for resource, level in ((closed, "general_4"), (opened, "general_2")):
        resource.items.update(sensitivity=level)
    page = page_of(client, closed)
    assert "敏感级别" not in page
    assert "敏感级别" in page_of(client, opened)
    items = "/api/v1/data-items/"
    assert client.get(items, {"resource": closed.pk}).json()["results"][0]["sensitivity"] == ""
    told = client.get(items, {"resource": opened.pk}).json()["results"][0]
    assert told["sensitivity"] == "general_2"
    assert client.get(f"/api/v1/resources/{closed.pk}/").json()["grade_rationale"] == ""
    client.force_login(by.clerk)
    assert client.get(items, {"resource": closed.pk}).json()["results"][0]["sensitivity"] != ""


def test_machines_write_and_filter_the_new_fields(by):
    caller = APIClient()
    caller.force_login(by.clerk)
    draft = draft_resource(by=by)
    answer = caller.patch(
        f"/api/v1/resources/{draft.pk}/", FULL | {"version": 1, "theme": "生态环境"}, format="json"
    )
    assert answer.status_code == 200, answer.json()
    draft.refresh_from_db()
    assert (draft.record_count, draft.theme_code.code) == (12_800, "06")
    for name, value in (("is_livelihood", "true"), ("theme_code", draft.theme_code_id)):
        found = caller.get("/api/v1/resources/", {name: value}).json()["results"]
        assert [row["id"] for row in found] == [draft.pk]
    wrong = {"version": draft.version, "covers_from": "2026-01-01"}
    refused = caller.patch(f"/api/v1/resources/{draft.pk}/", wrong, format="json")
    assert refused.status_code == 400
    assert "数据截止日期不能早于起始日期" in str(refused.json())


def test_the_form_shows_what_the_items_suggest_and_who_provides(client, by):
    type(by.provider).objects.filter(pk=by.provider.pk).update(uscc="11330100002490037A")
    draft = draft_resource(by=by)
    draft.items.update(sensitivity="general_3")
    client.force_login(by.clerk)
    page = client.get(reverse("admin:catalog_dataresource_change", args=[draft.pk]))
    text = page.content.decode()
    assert "一般数据3级" in text
    assert "11330100002490037A" in text
    assert "按数据项建议的分级" in text


@pytest.mark.parametrize(
    ("make", "step", "who"),
    [
        (metadata.proposed_change, grading.reject, "authority"),
        (metadata.open_finding, findings.justify, "clerk"),
    ],
)
@pytest.mark.parametrize("door", ["function", "admin", "api"])
def test_each_door_leaves_the_same_event(client, by, make, step, who, door):
    subject, actor = make(by=by), getattr(by, who)
    name, verb = subject._meta.model_name, step.transition.verb
    nouns = {"gradechange": "grade-changes", "personaldatafinding": "personal-data-findings"}
    client.force_login(actor)
    if door == "function":
        step(subject, actor=actor, on=DAY, reason="理由。")
    elif door == "admin":
        url = reverse(f"admin:catalog_{name}_step", args=[subject.pk, verb])
        client.post(url, {"reason": "理由。", "idempotency_key": "a"})
    else:
        caller = APIClient()
        caller.force_login(actor)
        url = f"/api/v1/{nouns[name]}/{subject.pk}/{verb}/"
        assert caller.post(url, {"reason": "理由。"}, format="json").status_code == 200
    event = AuditEvent.objects.about(subject).first()
    assert (event.action, event.actor_id, event.reason) == (
        step.transition.action,
        actor.pk,
        "理由。",
    )


def test_the_source_is_fixed_through_the_interface(by):
    conflict = metadata.conflicting(by=by)
    caller = APIClient()
    caller.force_login(by.authority)
    row = caller.get("/api/v1/source-conflicts/", {"status": "conflicting"}).json()["results"][0]
    assert len(row["members"]) == 2
    own = APIClient()
    own.force_login(by.clerk)
    (row,) = own.get("/api/v1/source-conflicts/").json()["results"]
    assert len(row["members"]) == 1, "the other body's draft is not this provider's to see"
    answer = caller.post(
        f"/api/v1/source-conflicts/{conflict.pk}/fix_source/",
        {"authoritative_source": by.provider.pk, "reason": "法定职责。"},
        format="json",
    )
    assert answer.status_code == 200, answer.json()
    assert answer.json()["record"]["status"] == "resolved"


def test_lists_ask_as_often_for_twelve_as_for_two(client, by):
    client.force_login(by.authority)
    counted = []
    for more in (2, 10):
        for n in range(more):
            metadata.proposed_change(by=by)
            metadata.open_finding(by=by, name=f"停车{more}{n}")
            metadata.kept_by(f"指标{more}{n}", by=by)
            metadata.kept_by(f"指标{more}{n}")
        metadata.check()
        counted.append([queries_of(client, model) for model in OURS])
    assert counted[0] == counted[1]


def queries_of(client, model):
    url = reverse(f"admin:catalog_{model._meta.model_name}_changelist")
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("attention", ["codes", "personal", "grade"])
def test_the_list_of_resources_finds_what_is_to_be_settled(client, by, attention):
    metadata.open_finding(by=by, name="有号码", theme="交通出行", theme_code=None)
    late = published_resource(by=by, name="未复核")
    DataResource.objects.filter(pk=late.pk).update(grade_review_by="2026-01-01")
    client.force_login(by.clerk)
    url = reverse("admin:catalog_dataresource_changelist")
    page = client.get(url, {"attention": attention}).content.decode()
    expected = {"codes": (), "personal": ("有号码",), "grade": ("未复核",)}[attention]
    shown = tuple(name for name in ("有号码", "未复核") if f">{name}</a>" in page)
    assert shown == expected


def test_who_may_see_and_decide():
    world = World()
    change = metadata.proposed_change(by=world.by)
    assert holders(world, "catalog.view_gradechange", change) == OWN
    assert holders(world, "catalog.decide_gradechange", change) == {"authority"}
    finding = metadata.open_finding(by=world.by, name="乙")
    assert holders(world, "catalog.view_personaldatafinding", finding) == OWN
    assert holders(world, "catalog.handle_personaldatafinding", finding) == PROVIDER | {"authority"}
    conflict = metadata.conflicting(by=world.by)
    assert holders(world, "catalog.view_sourceconflict", conflict) == OWN
    assert holders(world, "catalog.decide_sourceconflict", conflict) == {"authority"}
    assert holders(world, "catalog.add_sourceconflict", conflict) == NOBODY
    resource = change.resource
    for verb in ("propose_grade", "scan"):
        expected = PROVIDER | {"authority"}
        assert holders(world, f"catalog.{verb}_dataresource", resource) == expected
    for verb in ("set_grade", "review_grade"):
        assert holders(world, f"catalog.{verb}_dataresource", resource) == {"authority"}


def test_a_relation_is_seen_by_who_sees_both_sides(by):
    resource, hidden = published_resource(by=by), draft_resource(by=by, name="内部稿")
    relation = ResourceRelation.objects.create(resource=resource, related=hidden)
    assert holds(by.clerk, "catalog.view_resourcerelation", relation)
    assert not holds(desk().clerk, "catalog.view_resourcerelation", relation)


@pytest.mark.parametrize("model", [*OURS, DataResource, DataItem])
def test_every_list_has_an_export_with_headings_of_its_own(model):
    headings = [str(column.heading) for column in columns_of(model)]
    assert len(headings) == len(set(headings))
    assert not any(heading.isascii() for heading in headings if model is not DataItem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,800", 12_800),
        ("1万条", 10_000),
        ("１２８", 128),
        ("3.5", None),
        ("约100", None),
        ("9" * 30, None),
    ],
)
def test_numbers_are_read_as_people_write_them(text, expected):
    assert count(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("是", True), (" 否。", False), ("也许", None)])
def test_yes_and_no_are_read_as_people_write_them(text, expected):
    assert flag(text) is expected


def test_what_cannot_be_read_is_listed_for_a_person():
    columns = {"民生": "is_livelihood", "条数": "record_count", "名": "name", "起": "covers_from"}
    read = RowInterpreter(columns=columns, answers={"is_livelihood": {"也许": "1"}})
    cells = {"民生": "也许", "条数": "许多", "名": "停车", "起": "2025年1月1日"}
    found = read(SourceRow(number=1, cells=cells))
    assert found.values["is_livelihood"] is True
    assert found.values["covers_from"] == "2025-01-01"
    assert found.listed == [("record_count", "许多")]


def test_admin_classes_are_in_the_sidebar():
    assert all(model in admin.site._registry for model in OURS)
