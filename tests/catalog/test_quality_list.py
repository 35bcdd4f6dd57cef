"""The stored score and the work-list: in step with edits and time, own rows only, figures lead to rows."""

from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import Role
from catalog.models import DataResource, ResourceQuality
from catalog.workflow.scoring import rescore
from governance import edits
from governance.policies import holds
from tests.factories.catalog import (
    DAY,
    desk,
    draft_resource,
    published_resource,
    withdrawn_resource,
)
from tests.factories.people import person

pytestmark = pytest.mark.django_db
LIST = "/admin/catalog/resourcequality/"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def stored(resource) -> ResourceQuality:
    return ResourceQuality.objects.get(resource=resource)


def text(response):
    return response.content.decode()


def test_an_edit_of_the_entry_its_items_and_its_files_changes_the_stored_score(by):
    draft = draft_resource(by=by, abstract="")
    scores = [stored(draft).score]
    draft.abstract = "全市公共停车场的总泊位、空余泊位和收费标准，每月汇总。"
    edits.save(draft, actor=by.clerk)
    scores.append(stored(draft).score)
    item = draft.items.get()
    item.description = "登记的全称。"
    edits.save(item, actor=by.clerk)
    scores.append(stored(draft).score)
    file = draft.distributions.get()
    file.format = "PDF"
    draft.formats = []
    edits.save(draft, actor=by.clerk)
    edits.save(file, actor=by.clerk)
    scores.append(stored(draft).score)
    assert [after - before for before, after in pairwise(scores)] == [
        12,
        7,
        -11,
    ]


def test_a_promise_that_runs_out_changes_the_score_by_the_daily_work_alone(by, django_user_model):
    resource = published_resource(by=by)
    job = django_user_model.objects.service_account("calendar")
    kept = stored(resource)
    assert kept.holds_until == date(2026, 4, 2)
    assert rescore(job, kept.holds_until) == 0
    late_on = kept.holds_until + timedelta(days=1)
    assert rescore(job, late_on) == 1
    assert rescore(job, late_on) == 0
    assert stored(resource).score == kept.score - 8
    assert stored(resource).is_late(late_on)


def test_what_was_never_scored_is_scored_by_the_daily_work_and_by_the_command(
    by, django_user_model
):
    job = django_user_model.objects.service_account("calendar")
    resource = published_resource(by=by)
    ResourceQuality.objects.all().delete()
    assert rescore(job, DAY) == 1
    ResourceQuality.objects.all().delete()
    out = StringIO()
    call_command("rebuild_quality", stdout=out)
    assert out.getvalue().strip() == "1"
    assert stored(resource).scored_on == DAY


def test_a_date_at_the_end_of_time_is_a_fault_and_no_crash(by, client):
    draft = draft_resource(by=by)
    draft.data_updated_on = date.max
    edits.save(draft, actor=by.clerk)
    assert stored(draft).next_update_on is None


def test_scoring_takes_as_many_statements_for_many_as_for_few(by):
    counted = []
    for n in (2, 20):
        rows = [draft_resource(by=by, name=f"停车{n}{each}") for each in range(n)]
        with CaptureQueriesContext(connection) as queries:
            ResourceQuality.objects.rebuild(rows)
        counted.append(len(queries))
    assert counted[0] == counted[1] == 3


def test_the_database_knows_no_score_above_a_hundred(by):
    row = stored(draft_resource(by=by))
    with (
        pytest.raises(IntegrityError, match="resourcequality_score_is_at_most_a_hundred"),
        transaction.atomic(),
    ):
        ResourceQuality.objects.filter(pk=row.pk).update(score=101)


def test_each_sees_the_scores_of_what_he_sees_and_works_on_what_he_answers_for(by):
    public, draft = published_resource(by=by), draft_resource(by=by)
    auditor, outsider = person(Role.AUDITOR), person(Role.PROVIDER)
    view, work = "catalog.view_resourcequality", "catalog.improve_resourcequality"
    expected = {
        (by.clerk, view): (True, True), (by.clerk, work): (True, True),
        (by.authority, view): (True, True), (by.authority, work): (True, True),
        (auditor, view): (True, True), (auditor, work): (True, True),
        (outsider, view): (True, False), (outsider, work): (False, False),
        (None, view): (True, False), (None, work): (False, False),
    }  # fmt: skip
    for (user, permission), answers in expected.items():
        found = tuple(holds(user, permission, stored(each)) for each in (public, draft))
        assert found == answers, (user, permission)


def test_the_list_shows_own_rows_the_cheapest_first_and_can_be_filtered(by, client):
    draft_resource(by=by, name="甲资源", abstract="")
    draft_resource(by=by, name="乙资源", theme="")
    withdrawn_resource(by=by, name="丙资源")
    published_resource(name="外单位资源")
    client.force_login(by.clerk)
    page = text(client.get(LIST))
    assert page.index("甲资源") < page.index("乙资源") or page.index("乙资源") < page.index(
        "甲资源"
    )
    assert "外单位资源" not in page
    assert "丙资源" not in page
    assert "甲资源" in text(
        client.get(LIST, {"fix__exact": stored(DataResource.objects.get(name="甲资源")).fix})
    )
    for query in ({"band": "poor"}, {"promise": "late"}, {"fix__exact": "renew"}):
        assert "甲资源" not in text(client.get(LIST, query))
    assert "甲资源" in text(client.get(LIST, {"promise": "kept"}))


def test_a_late_promise_is_told_in_the_list_and_in_the_export(by, client):
    published_resource(by=by, name="过期资源", data_updated_on=date(2025, 1, 1))
    client.force_login(by.clerk)
    assert "应于 2025-02-01 更新" in text(client.get(LIST, {"promise": "late"}))
    sheet = b"".join(client.get(f"{LIST}export/", {"format": "csv", "promise": "late"})).decode()
    assert "过期资源" in sheet
    assert "填写所属行业" in sheet
    assert "2025-02-01" in sheet


def test_the_authority_sees_each_bureau_with_its_average_and_the_way_to_its_rows(by, client):
    published_resource(by=by, data_updated_on=date(2025, 1, 1))
    published_resource(by=by, name="乙资源")
    published_resource(name="外单位资源")
    client.force_login(by.authority)
    page = text(client.get(reverse("admin:catalog_resourcequality_bureaus")))
    rows = ResourceQuality.objects.filter(resource__provider=by.provider)
    average = sum(row.score for row in rows) / 2
    assert by.provider.name in page
    assert f"{average:.1f}" in page
    link = f"{LIST}?resource__provider__id__exact={by.provider.pk}"
    assert f"{link}&amp;promise=late" in page
    listed = text(client.get(link, {"promise": "late"}))
    assert "公共停车场实时空位" in listed
    assert "乙资源" not in listed


def test_who_provides_nothing_has_no_work_list(client):
    client.force_login(person(Role.OPERATOR))
    for url in (LIST, reverse("admin:catalog_resourcequality_bureaus")):
        page = client.get(url)
        assert page.status_code == 403 or "没有资源" in text(page)


def test_lists_and_averages_ask_as_often_for_twenty_as_for_two(by, client):
    client.force_login(by.authority)
    urls = (LIST, reverse("admin:catalog_resourcequality_bureaus"))
    counted = []
    for n in (2, 18):
        for each in range(n):
            published_resource(by=by, name=f"停车{n}{each}")
        for url in urls:
            client.get(url)
        with CaptureQueriesContext(connection) as queries:
            answers = [client.get(url).status_code for url in urls]
        assert answers == [200, 200]
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_tab_says_why_and_leads_to_the_field(by, client):
    draft = draft_resource(by=by, abstract="")
    client.force_login(by.clerk)
    url = reverse("admin:catalog_dataresource_quality", args=[draft.pk])
    change = reverse("admin:catalog_dataresource_change", args=[draft.pk])
    page = text(client.get(url))
    assert f"质量 {stored(draft).score} 分" in page
    assert f'href="{change}#id_abstract"' in page
    assert 'id="id_abstract"' in text(client.get(change))
    assert url in text(client.get(change))
    client.force_login(person(Role.PROVIDER))
    assert client.get(url).status_code == 404


def test_every_fix_leads_to_something_that_is_on_the_form(by, client):
    draft = DataResource.objects.create(name="空白", provider=by.provider)
    client.force_login(by.clerk)
    tab = text(client.get(reverse("admin:catalog_dataresource_quality", args=[draft.pk])))
    form = text(client.get(reverse("admin:catalog_dataresource_change", args=[draft.pk])))
    anchors = {part.split('"')[0] for part in tab.split("/change/#")[1:]}
    assert len(anchors) > 10
    assert [each for each in anchors if f'id="{each}"' not in form] == []


def test_scores_are_read_by_machines_for_what_is_public(by):
    resource = published_resource(by=by)
    draft_resource(by=by)
    rows = APIClient().get("/api/v1/resource-quality/").json()["results"]
    assert [(row["resource"], row["score"]) for row in rows] == [
        (resource.pk, stored(resource).score)
    ]
    assert APIClient().post("/api/v1/resource-quality/", {}, format="json").status_code == 405
