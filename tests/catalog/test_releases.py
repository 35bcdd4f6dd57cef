"""Approved for a day to come: out of sight until the daily run publishes it on that day (809号 第十六条)."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from catalog.models import DataResource, ResourceVersion
from catalog.workflow import resources
from governance.actors import VISITOR
from governance.errors import NotPermitted, TransitionError
from governance.models import AuditEvent
from tests.factories import catalog
from tests.factories.catalog import DAY, desk
from tests.factories.resources import NEW_ABSTRACT, RELEASE_DAYS

pytestmark = pytest.mark.django_db
THE_DAY = DAY + timedelta(days=RELEASE_DAYS)


@pytest.fixture
def by():
    return desk()


@pytest.fixture
def job():
    return User.objects.service_account("scheduler")


def is_public(resource):
    return DataResource.objects.visible_to(VISITOR).filter(pk=resource.pk).exists()


@pytest.mark.parametrize("make", [catalog.approved_resource, catalog.approved_revision])
def test_what_is_approved_for_a_day_is_hidden_until_then(client, by, job, make, caplog):
    resource = make(by=by)
    assert resources.release_due(job, THE_DAY - timedelta(days=1)) == 0
    assert not caplog.records  # not even tried
    with pytest.raises(TransitionError, match="在此之前不得公开"):
        resources.release(resource, actor=job, on=THE_DAY - timedelta(days=1))
    assert not is_public(resource)
    assert client.get(reverse("catalog:resource", args=[resource.pk])).status_code == 404
    assert client.get(f"/api/v1/resources/{resource.pk}/").status_code == 404
    assert NEW_ABSTRACT not in client.get(reverse("catalog:feed")).content.decode()


def test_the_daily_run_publishes_on_the_day_and_only_once(by, job):
    resource = catalog.approved_resource(by=by)
    assert resources.release_due(job, THE_DAY) == 1
    assert resources.release_due(job, THE_DAY) == 0
    resource.refresh_from_db()
    assert (resource.status, resource.release_on, resource.issued_on) == (
        "published",
        None,
        THE_DAY,
    )
    assert resource.code
    version = resource.versions.get()
    assert (version.number, version.published_on, version.published_by) == (1, THE_DAY, job)
    event = AuditEvent.objects.about(resource).first()
    assert (event.action, event.actor_id) == ("catalog.dataresource.release", job.pk)


def test_the_command_releases_whatever_fell_due_while_it_did_not_run(by):
    resource = catalog.approved_resource(by=by)
    with time_machine.travel(f"{THE_DAY + timedelta(days=3)}T06:00+08:00", tick=False):
        call_command("run_due")
    assert is_public(resource)


def test_a_revision_is_merged_on_its_day(by, job):
    revision = catalog.approved_revision(by=by)
    entry = revision.revision_of
    assert resources.release_due(job, THE_DAY) == 1
    entry.refresh_from_db()
    revision.refresh_from_db()
    assert (entry.status, entry.abstract, revision.status) == ("published", NEW_ABSTRACT, "merged")
    assert (entry.reviewed_by, entry.versions.count()) == (by.authority, 2)


def test_today_is_published_at_once_and_the_past_is_refused(by):
    resource = catalog.submitted_resource(by=by)
    with pytest.raises(TransitionError, match="不能早于今天"):
        resources.publish(resource, actor=by.authority, on=DAY, release_on=DAY - timedelta(days=1))
    resources.publish(resource, actor=by.authority, on=DAY, release_on=DAY)
    assert (resource.status, resource.release_on) == ("published", None)


def test_a_release_may_be_called_off_and_nobody_else_releases(by, job):
    resource = catalog.approved_resource(by=by)
    for person in (by.authority, by.clerk):
        with pytest.raises(NotPermitted):
            resources.release(resource, actor=person, on=THE_DAY)
    resources.return_for_revision(resource, actor=by.authority, on=DAY, reason="先核对口径。")
    assert (resource.status, resource.release_on) == ("returned", None)
    assert resources.release_due(job, THE_DAY) == 0


def test_one_that_cannot_be_published_does_not_stop_the_others(by, job, caplog):
    stuck = catalog.approved_resource(by=by, name="甲")
    catalog.approved_resource(by=by, name="乙")
    stuck.items.update(is_personal=True)
    with caplog.at_level(logging.WARNING):
        assert resources.release_due(job, THE_DAY) == 1
    assert "个人信息" in caplog.text
    assert DataResource.objects.published().get().name == "乙"
    assert not ResourceVersion.objects.filter(resource=stuck).exists()


def test_the_day_is_a_field_of_the_step(client, by):
    resource = catalog.submitted_resource(by=by)
    client.force_login(by.authority)
    url = reverse("admin:catalog_dataresource_step", args=[resource.pk, "publish"])
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        page = client.get(url).content.decode()
        assert "发布日期" in page
        assert "留空即今天发布" in page
        late = {"release_on": str(DAY - timedelta(days=1)), "idempotency_key": "a"}
        refused = client.post(url, late)
        assert refused.status_code == 409
        assert "不能早于今天" in refused.content.decode()
        client.post(url, {"release_on": str(THE_DAY), "idempotency_key": "b"})
    resource.refresh_from_db()
    assert (resource.status, resource.release_on) == ("approved", THE_DAY)
