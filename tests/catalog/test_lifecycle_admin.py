"""Revisions in the shared site: what a reviewer sees before he decides, the versions, and what the list leaves out."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import DataItem
from catalog.workflow import resources, revisions
from governance import edits
from governance.figures import figures
from tests.factories import catalog
from tests.factories.catalog import DAY, desk
from tests.factories.people import person
from tests.factories.resources import NEW_ABSTRACT

pytestmark = pytest.mark.django_db
LIST = "admin:catalog_dataresource_changelist"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def address(page, resource, *rest):
    return reverse(f"admin:catalog_dataresource_{page}", args=[resource.pk, *rest])


def test_a_reviewer_sees_the_difference_three_clicks_from_the_inbox(client, by):
    revision = catalog.draft_revision(by=by)
    revision.abstract = NEW_ABSTRACT
    edits.save(revision, actor=by.clerk)
    DataItem.objects.create(resource=revision, name="泊位数", data_type="N", position=2)
    resources.submit(revision, actor=by.clerk, on=DAY)
    client.force_login(by.authority)
    assert address("change", revision) in text(client.get(reverse("admin:index")))
    step = address("step", revision, "publish")
    assert step in text(client.get(address("change", revision)))
    page = text(client.get(step))
    assert "修订稿与现行公开版本的差异" in page
    assert f"<ins>{NEW_ABSTRACT}</ins>" in page
    assert "数据项“泊位数”" in page
    assert "并入原条目，发布新版本" in page
    for private in ("资源代码", "发布日期</th>"):
        assert private not in page
    client.post(step, {"idempotency_key": "a"})
    revision.refresh_from_db()
    assert (revision.status, revision.revision_of.versions.count()) == ("merged", 2)
    assert "修订稿与现行公开版本的差异" not in text(client.get(address("change", revision)))


def test_a_plain_entry_is_compared_with_nothing(client, by):
    resource = catalog.submitted_resource(by=by)
    client.force_login(by.authority)
    assert "差异" not in text(client.get(address("step", resource, "publish")))


def test_the_page_of_versions_tells_every_change_and_its_reason_to_those_who_answer(client, by):
    entry = catalog.merged_revision(by=by).revision_of
    client.force_login(by.other_clerk)
    page = text(client.get(address("versions", entry)))
    for words in ("第 1 版", "第 2 版", "首次发布。", "职能调整。", f"<ins>{NEW_ABSTRACT}</ins>"):
        assert words in page, words
    client.force_login(person("OPERATOR"))
    page = text(client.get(address("versions", entry)))
    assert f"<ins>{NEW_ABSTRACT}</ins>" in page
    for private in ("职能调整。", by.authority.name):
        assert private not in page, private
    hidden = client.get(address("versions", catalog.draft_resource()))
    assert hidden.status_code == client.get(reverse(
        "admin:catalog_dataresource_versions", args=[99_999])).status_code == 404  # fmt: skip
    client.force_login(by.clerk)
    assert "还没有发布过" in text(client.get(address("versions", catalog.draft_resource(by=by))))


def test_an_entry_and_its_revision_lead_to_each_other(client, by):
    revision = catalog.draft_revision(by=by)
    client.force_login(by.clerk)
    assert address("change", revision) in text(client.get(address("change", revision.revision_of)))
    page = text(client.get(address("change", revision)))
    assert address("change", revision.revision_of) in page
    assert "职能调整。" in page
    client.force_login(person("OPERATOR"))
    page = text(client.get(address("change", revision.revision_of)))
    assert address("change", revision) not in page


def test_the_list_leaves_finished_revisions_out_unless_they_are_asked_for(client, by):
    kept = [catalog.published_resource(by=by, name="甲"), catalog.draft_revision(by=by, name="乙")]
    over = [catalog.merged_revision(by=by, name="丙"), catalog.abandoned_revision(by=by, name="丁")]
    client.force_login(by.clerk)

    def listed(**query):
        return set(client.get(reverse(LIST), query).context["cl"].result_list)

    entries = {each.revision_of for each in (kept[1], *over)}
    assert listed() == {*kept, *entries}
    assert listed(kept="all") == {*kept, *over, *entries}
    assert listed(kept="revisions") == {kept[1]}
    assert listed(kept="standing") == {kept[0], *entries}
    assert listed(status__exact="merged") == {over[0]}


def test_a_resource_chosen_for_another_record_is_never_a_working_copy(client, by):
    revision = catalog.draft_revision(by=by, name="停车甲")
    client.force_login(by.clerk)
    asked = {
        "app_label": "catalog",
        "model_name": "registrationapplication",
        "field_name": "resource",
    }
    answer = client.get(reverse("admin:autocomplete"), asked | {"term": "停车甲"}).json()
    assert [each["id"] for each in answer["results"]] == [str(revision.revision_of_id)]
    listed = client.get(reverse(LIST), {"q": "停车甲"}).context["cl"].result_list
    assert revision in listed


def test_messages_say_where_the_revision_is_and_when_an_entry_comes_out(client, by):
    resource = catalog.published_resource(by=by)
    client.force_login(by.clerk)
    sent = {"cause": "duty", "reason": "职能调整。", "idempotency_key": "a"}
    page = text(client.post(address("step", resource, "revise"), sent, follow=True))
    assert "原条目继续公开" in page
    assert address("change", resource.revisions.get()) in page
    waiting = catalog.submitted_resource(by=by, name="乙")
    client.force_login(by.authority)
    sent = {"release_on": "2026-03-09", "idempotency_key": "b"}
    page = text(client.post(address("step", waiting, "publish"), sent, follow=True))
    assert "“乙”已审核通过，将于2026-03-09发布，在此之前不公开。" in page


def test_the_figure_of_the_home_counts_the_rows_of_its_list(client, by):
    catalog.published_resource(by=by)
    catalog.updating_resource(by=by)
    catalog.withdrawn_resource(by=by)
    client.force_login(by.clerk)
    figure = next(each for each in figures() if each.key == "resources")
    shown = client.get(f"{reverse(figure.view)}?{figure.query}").context["cl"].result_list
    assert set(shown) == set(figure.rows(by.clerk, DAY))
    assert len(shown) == 2


def test_the_inbox_tells_a_revision_from_its_entry(client, by):
    catalog.draft_revision(by=by)
    client.force_login(by.clerk)
    page = text(client.get(reverse("admin:index")))
    assert "公共停车场实时空位（修订稿），公共数据资源" in page
    assert "待核对" in page


def test_the_pages_of_versions_and_of_a_step_ask_as_often_for_many_as_for_few(client, by):
    resource = catalog.published_resource(by=by)
    client.force_login(by.authority)
    counted = []
    for more in (1, 4):
        for n in range(more):
            revisions.revise(resource, actor=by.clerk, on=DAY, reason="改。")
            revision = resource.revisions.get(status="draft")
            DataItem.objects.create(resource=revision, name=f"项{more}{n}", position=3)
            resources.submit(revision, actor=by.clerk, on=DAY)
            asked = queries_of(client, address("step", revision, "publish"))
            resources.publish(revision, actor=by.authority, on=DAY)
            resource.refresh_from_db()
        counted.append((asked, queries_of(client, address("versions", resource))))
    assert counted[0] == counted[1]


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
