"""Every door carries out the same step and leaves the same event; every refusal has its status."""

import pytest
import time_machine
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from catalog.api import ROUTES
from catalog.models import DataResource, RegistrationApplication
from catalog.workflow import applications, registrations, resources, revocations
from governance.models import AuditEvent
from governance.transitions import offered_steps_of, steps_of
from tests.factories import catalog, registering
from tests.factories.catalog import (
    DAY,
    desk,
    draft_resource,
    published_resource,
    submitted_resource,
)

pytestmark = pytest.mark.django_db
SAME = ("action", "actor_id", "subject_type", "reason", "legal_basis")


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def through_the_function(step, subject, actor, client):
    step(subject, actor=actor, on=DAY, reason="理由。")


def through_the_admin(step, subject, actor, client):
    client.force_login(actor)
    meta = subject._meta
    url = reverse(
        f"admin:{meta.app_label}_{meta.model_name}_step", args=[subject.pk, step.transition.verb]
    )
    assert client.post(url, {"reason": "理由。", "idempotency_key": "a"}).status_code == 302


def through_the_list(step, subject, actor, client):
    client.force_login(actor)
    url = reverse(f"admin:{subject._meta.app_label}_{subject._meta.model_name}_changelist")
    data = {
        "action": f"step_{step.transition.verb}",
        "_selected_action": [subject.pk],
        "reason": "理由。",
    }
    assert client.post(url, data | {"idempotency_key": "a"}).status_code == 200


def through_the_api(step, subject, actor, client):
    nouns = {viewset.queryset.model: noun for noun, viewset in ROUTES}
    caller = APIClient()
    caller.force_login(actor)
    url = f"/api/v1/{nouns[type(subject)]}/{subject.pk}/{step.transition.verb}/"
    answer = caller.post(url, {"reason": "理由。"}, format="json")
    assert answer.status_code == 200, answer.json()


def correction_reviewed(*, by):
    return registering.application_of("correction", "reviewed", by=by)


def cancellation_reviewed(*, by):
    return registering.application_of("cancellation", "reviewed", by=by)


DOORS = (through_the_function, through_the_admin, through_the_list, through_the_api)
STEPS = [
    (submitted_resource, resources.return_for_revision, "authority"),
    (submitted_resource, resources.publish, "authority"),
    (published_resource, resources.withdraw, "clerk"),
    (catalog.submitted_application, applications.accept, "receiver"),
    (catalog.application_in_review, applications.review, "reviewer"),
    (correction_reviewed, registrations.correct, "receiver"),
    (cancellation_reviewed, registrations.cancel, "receiver"),
    (registering.opened_revocation, revocations.verify, "reviewer"),
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("factory", "step", "who"), STEPS, ids=[step.transition.action for _f, step, _w in STEPS]
)
def test_each_door_leaves_the_same_event(client, by, factory, step, who, door):
    subject = factory(by=by)
    door(step, subject, getattr(by, who), client)
    subject.refresh_from_db()
    event = AuditEvent.objects.about(subject).first()
    assert subject.status == step.transition.target
    assert [getattr(event, name) for name in SAME] == [
        step.transition.action, getattr(by, who).pk, subject._meta.label_lower, "理由。",
        str(step.transition.clause),
    ]  # fmt: skip


def test_every_offered_step_has_a_route_and_no_consequence_has_one():
    viewsets = {viewset.queryset.model: viewset for _noun, viewset in ROUTES}
    public_only = {"raise_objection"}
    for model, viewset in viewsets.items():
        routes = {each.url_path for each in viewset.get_extra_actions()}
        offered = {step.transition.verb for step in offered_steps_of(model)}
        assert routes == offered - public_only, model
        assert not routes & {
            s.transition.verb for s in steps_of(model) if s.transition.is_consequence
        }


def test_lists_in_the_shared_site_ask_as_often_for_twenty_as_for_two(client, by):
    client.force_login(by.decider)
    names = [
        model._meta.model_name
        for model in admin.site._registry
        if model._meta.app_label == "catalog"
    ]
    urls = [reverse(f"admin:catalog_{name}_changelist") for name in names]
    counted = []
    for more in (2, 18):
        for n in range(more):
            resource = published_resource(by=by, name=f"停车{more}{n}")
            catalog.objection(catalog.application_in_notice(by=by, resource=resource))
        counted.append([queries_of(client, url) for url in urls])
    assert counted[0] == counted[1]


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_list_finds_by_bigrams_over_visible_rows_only(client, by):
    draft_resource(by=by, name="停车草稿")
    draft_resource(name="停车外单位草稿")
    client.force_login(by.clerk)
    page = client.get(
        reverse("admin:catalog_dataresource_changelist"), {"q": "车草"}
    ).content.decode()
    assert "停车草稿" in page
    assert "外单位" not in page


def test_record_pages_open_for_those_who_may_see_them(client, by):
    application = catalog.objected_application(by=by)
    raised = application.notice.objections.get()
    client.force_login(by.decider)
    for subject in (application, application.notice, raised, application.resource):
        url = reverse(f"admin:catalog_{subject._meta.model_name}_change", args=[subject.pk])
        page = client.get(url)
        assert page.status_code == 200, subject
    assert (
        "异议成立，终止登记"
        in client.get(reverse("admin:catalog_objection_change", args=[raised.pk])).content.decode()
    )
    client.force_login(by.clerk)
    hidden = client.get(reverse("admin:catalog_objection_change", args=[raised.pk]))
    absent = client.get(reverse("admin:catalog_objection_change", args=[99_999]))
    assert hidden.status_code == absent.status_code == 403
    assert raised.real_name not in hidden.content.decode()


def test_consequences_are_not_offered_in_the_shared_site(client, by):
    application = catalog.objected_application(by=by)
    client.force_login(by.decider)
    page = client.get(
        reverse("admin:catalog_registrationapplication_change", args=[application.pk])
    )
    assert "终止登记" not in page.content.decode().replace("异议成立，终止登记", "")
    url = reverse("admin:catalog_registrationapplication_step", args=[application.pk, "terminate"])
    assert client.post(url, {"reason": "理由。"}).status_code == 404
    assert RegistrationApplication.objects.get(pk=application.pk).status == "objected"


def test_lists_of_words_are_typed_as_people_write_them(client, by):
    client.force_login(by.clerk)
    url = reverse("admin:catalog_dataresource_add")
    page = client.get(url)
    assert page.context["adminform"].form.initial["provider"] == by.provider.pk
    rows = {
        f"{name}-{form}_FORMS": 0
        for name in ("items", "distributions")
        for form in ("TOTAL", "INITIAL")
    }
    typed = {
        "name": "停车",
        "provider": by.provider.pk,
        "formats": "CSV、JSON，CSV",
        "tags": "民生;出行",
    }
    assert client.post(url, typed | rows).status_code == 302
    made = DataResource.objects.get()
    assert (made.formats, made.tags) == (["CSV", "JSON"], ["民生", "出行"])
    change = client.get(
        reverse("admin:catalog_dataresource_change", args=[made.pk])
    ).content.decode()
    assert 'value="CSV、JSON"' in change


def test_the_supplement_page_says_how_to_write_the_items(client, by):
    application = catalog.submitted_application(by=by)
    client.force_login(by.receiver)
    url = reverse(
        "admin:catalog_registrationapplication_step", args=[application.pk, "return_for_supplement"]
    )
    assert "一行一项" in client.get(url).content.decode()
    sent = {
        "spatial_range": "未填写，请补充。",
        "reason": "补充甲\r\n补充乙",
        "idempotency_key": "a",
    }
    client.post(url, sent)
    record = reverse("admin:catalog_registrationapplication_change", args=[application.pk])
    assert "空间范围：未填写，请补充。" in client.get(record).content.decode()
    notice = application.supplement_notices.get()
    assert notice.lines == ["空间范围：未填写，请补充。", "补充甲", "补充乙"]
    assert (notice.by_field, notice.remarks) == (
        {"spatial_range": "未填写，请补充。"},
        ["补充甲", "补充乙"],
    )


def test_a_provider_files_an_application_through_the_form(client, by):
    resource = published_resource(by=by)
    client.force_login(by.clerk)
    url = reverse("admin:catalog_registrationapplication_add")
    assert client.get(url).status_code == 200
    form = {
        "registry": by.registry.pk, "registrant": by.provider.pk, "resource": resource.pk, "data_name": resource.name,
        "evidence-TOTAL_FORMS": 1, "evidence-INITIAL_FORMS": 0, "evidence-0-method": "hash",
        "evidence-0-algorithm": "sha256", "evidence-0-digest": "ab" * 32, "evidence-0-institution": "公证处",
        "evidence-0-preserved_on": str(DAY), "supplement_notices-TOTAL_FORMS": 0,
        "supplement_notices-INITIAL_FORMS": 0, "parties-TOTAL_FORMS": 0, "parties-INITIAL_FORMS": 0,
        "kind": "first", "subject_kind": "resource",
    }  # fmt: skip
    answer = client.post(url, form)
    assert answer.status_code == 302, answer.content.decode()
    made = RegistrationApplication.objects.get()
    assert (made.created_by, made.evidence.count()) == (by.clerk, 1)
