"""Versions: written at each publication, told in words, private things kept inside; what is gone says so (809号 17)."""

from importlib import import_module
from xml.etree import ElementTree

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog import versions
from catalog.models import DataItem, DataResource
from catalog.workflow import resources, revisions
from governance import edits
from governance.canonical import canonical_json, sha256
from tests.factories import catalog
from tests.factories.catalog import DAY, desk
from tests.factories.resources import NEW_ABSTRACT, justify_findings

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def revised(resource, by, **changes):
    """A new version with these values."""
    revisions.revise(resource, actor=by.clerk, on=DAY, reason="内部理由。")
    revision = resource.revisions.get(status="draft")
    for name, value in changes.items():
        setattr(revision, name, value)
    edits.save(revision, actor=by.clerk)
    resources.submit(revision, actor=by.clerk, on=DAY)
    justify_findings(revision, by=by)
    resources.publish(revision, actor=by.authority, on=DAY)
    resource.refresh_from_db()
    return resource


def text(response):
    return response.content.decode()


def page(client, resource, number=None):
    name, rest = ("versions", []) if number is None else ("version", [number])
    return client.get(reverse(f"catalog:{name}", args=[resource.pk, *rest]))


def test_each_publication_writes_one_version_with_its_digest(by):
    resource = catalog.published_resource(by=by)
    first = resource.versions.get()
    assert first.content["fields"]["code"] == resource.code
    assert first.content["fields"]["provider"] == resource.provider.name
    assert [item["name"] for item in first.content["items"]] == ["停车场名称"]
    assert [file["format"] for file in first.content["distributions"]] == ["CSV"]
    assert first.digest == sha256(canonical_json(first.content))
    second = revised(resource, by, abstract=NEW_ABSTRACT).versions.first()
    assert (second.number, second.reason, second.is_untouched) == (2, "内部理由。", True)
    assert second.summary == "修改：摘要"
    first.refresh_from_db()
    assert first.is_untouched


def test_a_version_names_the_registration_in_force(by):
    resource = catalog.registered_resource(by=by)
    with time_machine.travel("2026-06-01T09:00+08:00", tick=False):
        number = resource.registrations.get().number
        revisions.revise(resource, actor=by.clerk, reason="改。")
        revision = resource.revisions.get()
        resources.submit(revision, actor=by.clerk)
        resources.publish(revision, actor=by.authority)
    assert resource.versions.first().registration_number == number


def test_differences_are_told_in_labels_and_words(by):
    resource = catalog.published_resource(by=by)
    first = versions.content_of(resource)
    resource.update_cycle = "daily"
    resource.items.update(name="停车场全称", is_personal=True)
    DataItem.objects.create(resource=resource, name="泊位数", data_type="N", unit="个")
    told = versions.differences(first, versions.content_of(resource))
    assert {"label": "更新周期", "before": "每月", "after": "每日"} in told
    assert {
        "label": "数据项“停车场全称”的是否个人信息", "before": "否", "after": "是",
    } in told  # fmt: skip
    added = next(each for each in told if each["label"] == "数据项“泊位数”")
    assert added["before"] == "（无）"
    assert "计量单位：个" in added["after"]
    back = versions.differences(versions.content_of(resource), first)
    assert {each["label"]: each["after"] for each in back}["数据项“泊位数”"] == "（无）"
    assert versions.differences(first, first) == []


def test_every_stored_field_is_either_content_or_procedure():
    """A field that is added later becomes content by itself, and stays inside until it is named public."""
    names = {field.name for field in DataResource._meta.concrete_fields}
    content = {field.name for field in versions.content_fields(DataResource)}
    assert names - content <= versions.PROCEDURE
    assert set(versions.PUBLIC) <= content
    assert set(versions.PUBLIC_ITEM) - {"key"} <= {
        field.name for field in versions.content_fields(DataItem)
    }


def test_the_public_reads_what_changed_and_nothing_private(client, by):
    resource = catalog.published_resource(by=by, contact_phone="13812345678")
    revised(
        resource, by, abstract=NEW_ABSTRACT, contact_phone="13912345678", contact_name="钱二", source_url="http://内网/"
    )  # fmt: skip
    shown = text(page(client, resource, 2))
    assert "<del>全市公共停车场的总泊位、空余泊位和收费标准。</del>" in shown
    assert f"<ins>{NEW_ABSTRACT}</ins>" in shown
    assert "139****5678" in shown
    listed = text(page(client, resource))
    detail = text(client.get(resource.get_absolute_url()))
    for each in (
        shown,
        listed,
        text(page(client, resource, 1)),
        text(client.get("/catalog/feed.atom")),
    ):
        for private in (
            "13812345678",
            "13912345678",
            "钱二",
            "内部理由",
            "http://内网/",
            by.clerk.name,
        ):
            assert private not in each, private
    assert "修改：摘要、联系电话" in listed
    assert reverse("catalog:version", args=[resource.pk, 2]) in detail
    assert len(shown.encode()) < 60_000


def test_what_is_closed_now_shows_no_files_of_the_time_when_it_was_open(client, by):
    resource = catalog.published_resource(by=by)
    resource.distributions.update(url="https://data.example/open.csv")
    revised(resource, by, opening="none", opening_reason="含车牌号。")
    for number in (1, 2):
        shown = text(page(client, resource, number))
        assert "open.csv" not in shown
        assert "《云州市停车场管理条例》" not in shown
    assert "含车牌号。" in text(page(client, resource, 2))


def test_versions_of_what_is_hidden_or_absent_are_the_same_404_and_of_what_is_gone_410(client, by):
    secret = catalog.published_resource(
        by=by, is_secret=True, opening="none", opening_reason="涉密。", sharing="none",
        sharing_legal_basis="《保守国家秘密法》第三十五条",
    )  # fmt: skip
    hidden = [secret, catalog.draft_resource(by=by), catalog.draft_revision(by=by)]
    absent = client.get(reverse("catalog:versions", args=[99_999]))
    for each in hidden:
        for number in (None, 1):
            answer = page(client, each, number)
            assert answer.status_code == 404
            assert answer.content == absent.content
    shown = catalog.published_resource(by=by)
    for number in (0, 2, 2**31, 10**30):
        assert page(client, shown, number).status_code == 404
    gone = catalog.withdrawn_resource(by=by)
    assert page(client, gone).status_code == page(client, gone, 1).status_code == 410


def test_an_entry_under_revision_says_so_to_the_public(client, by):
    resource = catalog.updating_resource(by=by)
    shown = text(client.get(resource.get_absolute_url()))
    assert "提供单位正在修订这一条目" in shown
    assert "职能调整" not in shown


def test_a_tombstone_says_who_when_why_and_what_was_last(client, by):
    gone = catalog.withdrawn_resource(by=by)
    shown = text(client.get(gone.get_absolute_url()))
    last = gone.versions.get()
    for words in ("来源系统停用。", str(DAY), by.provider.name, last.digest, "撤回单位"):
        assert words in shown, words
    assert by.clerk.name not in shown


def test_machines_get_410_with_the_reason_and_a_list_of_what_is_gone(client, by):
    gone = catalog.withdrawn_resource(by=by)
    catalog.published_resource(by=by, name="乙")
    secret = catalog.withdrawn_resource(
        by=by, is_secret=True, opening="none", opening_reason="涉密。", sharing="none",
        sharing_legal_basis="《保守国家秘密法》第三十五条", name="涉密",
    )  # fmt: skip
    answer = client.get(f"/api/v1/resources/{gone.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (410, "withdrawn")
    told = answer.json()["tombstone"]
    assert told["withdrawal_reason"] == "来源系统停用。"
    assert told["withdrawn_by"] == by.provider.name
    assert told["digest"] == gone.versions.get().digest
    for pk in (secret.pk, 99_999, "abc"):
        assert client.get(f"/api/v1/resources/{pk}/").status_code == 404
    listed = client.get("/api/v1/withdrawn-resources/").json()["results"]
    assert [each["id"] for each in listed] == [gone.pk]
    later = client.get("/api/v1/withdrawn-resources/", {"withdrawn_on__gte": "2026-03-03"}).json()
    assert later["results"] == []
    client.force_login(by.clerk)
    assert client.get(f"/api/v1/resources/{gone.pk}/").status_code == 200


def test_machines_read_versions_as_the_public_does(client, by):
    resource = catalog.published_resource(by=by, contact_phone="13812345678")
    revised(resource, by, abstract=NEW_ABSTRACT)
    url = "/api/v1/resource-versions/"
    told = client.get(url, {"resource": resource.pk}).json()["results"]
    assert [(each["number"], each["summary"]) for each in told] == [(2, "修改：摘要"), (1, "")]
    assert told[0]["public_content"]["fields"]["abstract"] == NEW_ABSTRACT
    assert told[0]["digest"] == resource.versions.first().digest
    for private in ("13812345678", "赵一", "内部理由。", "published_by"):
        assert private not in text(client.get(url)), private
    assert client.get(url, {"resource": catalog.withdrawn_resource().pk}).json()["results"] == []
    assert client.post(url, {}, content_type="application/json").status_code == 405


def test_the_feed_tells_what_is_new_changed_and_gone(client, by):
    changed = revised(catalog.published_resource(by=by, name="甲"), by, abstract=NEW_ABSTRACT)
    gone = catalog.withdrawn_resource(by=by, name="乙")
    catalog.draft_resource(by=by, name="丙")
    catalog.approved_resource(by=by, name="丁")
    answer = client.get("/catalog/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 -- written by ourselves
    titles = [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")]
    assert sorted(titles) == ["撤回：乙", "新发布：甲", "更新：甲（第2版）"]
    links = {each.find(f"{ATOM}link").get("href") for each in feed.iter(f"{ATOM}entry")}
    assert f"http://testserver{gone.get_absolute_url()}" in links
    assert f"http://testserver{changed.versions.first().get_absolute_url()}" in links
    ids = [each.findtext(f"{ATOM}id") for each in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 3


def test_versions_and_the_feed_take_as_many_statements_for_many_as_for_few(client, by):
    resource = catalog.published_resource(by=by)
    urls = [reverse("catalog:versions", args=[resource.pk]), "/catalog/feed.atom", resource.get_absolute_url(),
            "/api/v1/withdrawn-resources/", "/api/v1/resource-versions/"]  # fmt: skip
    counted = []
    for more in (1, 5):
        for n in range(more):
            revised(resource, by, abstract=f"{NEW_ABSTRACT}{more}{n}")
            catalog.withdrawn_resource(by=by, name=f"停用{more}{n}")
        counted.append([queries_of(client, url) for url in urls])
    assert counted[0] == counted[1]


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_what_stood_before_versions_were_kept_gets_its_first(by):
    resource = catalog.published_resource(by=by)
    kept = resource.versions.get()
    migration = import_module("catalog.migrations.0004_first_versions")
    made = migration.first_version(resource)
    assert (made["number"], made["published_on"]) == (1, DAY)
    # The grounds of a grade came to the catalogue after the migration was written.
    for name in versions.GRADE_CONFIRMED:
        made["content"]["fields"].pop(name)
    assert made["content"] == kept.content
    assert sha256(canonical_json(made["content"])) == kept.digest
    migration.write_first_versions(apps, None)
    assert resource.versions.count() == 1
