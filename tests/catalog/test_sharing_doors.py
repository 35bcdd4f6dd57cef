"""Every door of sharing leaves the same event; lists, record pages and exports show what the policies allow."""

import csv
import io

import pytest
import time_machine
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from rest_framework.test import APIClient

from catalog.api.sharing import ROUTES
from catalog.models import SharingDuty, SharingRequest
from catalog.workflow import sharing, sharing_disputes, sharing_incidents, sharing_use
from governance.models import AuditEvent
from tests.factories import sharing as made
from tests.factories import sharing_affairs as affairs
from tests.factories.catalog import DAY
from tests.factories.people import person
from tests.factories.sharing import LAW, sides
from tests.pages.reading import inline_code, stray_english

pytestmark = pytest.mark.django_db
SAME = ("action", "actor_id", "subject_type", "reason", "legal_basis")


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return sides()


def through_the_function(step, subject, actor, client, given):
    step(subject, actor=actor, on=DAY, reason="理由。", **given)


def through_the_admin(step, subject, actor, client, given):
    client.force_login(actor)
    meta = subject._meta
    url = reverse(f"admin:catalog_{meta.model_name}_step", args=[subject.pk, step.transition.verb])
    assert client.get(url).status_code == 200
    typed = {"reason": "理由。", "idempotency_key": "a"} | given
    assert client.post(url, typed).status_code == 302


def through_the_list(step, subject, actor, client, given):
    client.force_login(actor)
    url = reverse(f"admin:catalog_{subject._meta.model_name}_changelist")
    data = {"action": f"step_{step.transition.verb}", "_selected_action": [subject.pk]}
    typed = {"reason": "理由。", "idempotency_key": "a"} | given
    assert client.post(url, data | typed).status_code == 200


def through_the_api(step, subject, actor, client, given):
    nouns = {viewset.queryset.model: noun for noun, viewset in ROUTES}
    caller = APIClient()
    caller.force_login(actor)
    url = f"/api/v1/{nouns[type(subject)]}/{subject.pk}/{step.transition.verb}/"
    answer = caller.post(url, {"reason": "理由。"} | given, format="json")
    assert answer.status_code == 200, answer.json()


DOORS = (through_the_function, through_the_admin, through_the_list, through_the_api)
STEPS = [
    (made.draft_request, sharing.submit, "asker", {}),
    (made.submitted_request, sharing.agree, "clerk", {"extra_conditions": "按月报告。"}),
    (made.provided_request, sharing_use.confirm, "asker", {}),
    (affairs.verified_incident, sharing_incidents.handle, "authority", {"measure": "stop"}),
    (affairs.dispute_at_superior, sharing_disputes.decide, "decider", {"outcome": "share"}),
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("factory", "step", "who", "given"), STEPS, ids=[each[1].transition.action for each in STEPS]
)
def test_each_door_leaves_the_same_event(client, by, factory, step, who, given, door):
    subject = factory(by)
    door(step, subject, getattr(by, who), client, given)
    subject.refresh_from_db()
    event = AuditEvent.objects.about(subject).first()
    assert subject.status == step.transition.target
    assert [getattr(event, name) for name in SAME] == [
        step.transition.action, getattr(by, who).pk, subject._meta.label_lower, "理由。",
        str(step.transition.clause),
    ]  # fmt: skip


def test_a_refusal_without_article_is_told_at_its_field(client, by):
    request = made.submitted_request(by)
    client.force_login(by.clerk)
    url = reverse("admin:catalog_sharingrequest_step", args=[request.pk, "refuse"])
    typed = {"reason": "不便提供。", "legal_basis": "有关规定", "idempotency_key": "a"}
    answer = client.post(url, typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "法律依据须写明名称和条款" in page
    assert "不便提供。" in page
    assert client.post(url, typed | {"legal_basis": LAW}).status_code == 302


def test_a_request_is_written_in_the_form_and_filed(client, by):
    resource = made.shared_resource(by)
    client.force_login(by.asker)
    entry = client.get(reverse("admin:catalog_dataresource_change", args=[resource.pk]))
    add = f"{reverse('admin:catalog_sharingrequest_add')}?resource={resource.pk}"
    assert add in entry.content.decode()
    page = client.get(add)
    initial = page.context["adminform"].form.initial
    assert (initial["requester"], initial["resource"]) == (by.requester.pk, str(resource.pk))
    typed = {
        "requester": by.requester.pk,
        "resource": resource.pk,
        "items": "停车场名称、停车场名称",
    }
    rows = {
        f"{name}-{kind}_FORMS": 0
        for name in ("supplements", "uses")
        for kind in ("TOTAL", "INITIAL")
    }
    assert client.post(add, typed | rows).status_code == 302
    request = SharingRequest.objects.get()
    assert (request.items, request.created_by) == (["停车场名称"], by.asker)
    foreign = client.post(add, typed | rows | {"requester": by.provider.pk})
    assert foreign.status_code == 403


@pytest.mark.parametrize(
    ("make", "who", "words"),
    [
        (
            affairs.suspended_request,
            "clerk",
            ("共享使用问题（1）", "已暂停使用", "交换批次 2026-01"),
        ),
        (made.request_in_supplement, "asker", ("补充履职依据", "跨部门", "提交共享申请")),
        (made.disputed_request, "asker", ("共享争议", LAW)),
        (
            affairs.mediated_dispute,
            "authority",
            ("协调人", "应当共享", "协调不成，报请共同的上级裁定"),
        ),
        (affairs.verified_incident, "asker", ("确有此事。", "超出约定范围或者用途使用")),
        (affairs.corrected_correction, "asker", ("已更正名称。",)),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_record_pages_tell_what_happened(client, by, make, who, words):
    subject = make(by)
    client.force_login(getattr(by, who))
    for page in ("change", "history", "rights"):
        url = reverse(f"admin:catalog_{subject._meta.model_name}_{page}", args=[subject.pk])
        answer = client.get(url)
        assert answer.status_code == 200
        html = answer.content.decode()
        assert [*stray_english(html), *inline_code(html)] == []
        assert page != "change" or [word for word in words if word not in html] == []


def test_third_departments_find_nothing_of_foreign_requests(client, by):
    incident = affairs.reported_incident(by)
    dispute, correction = affairs.negotiated_dispute(by), affairs.submitted_correction(by)
    third = person("PROVIDER")
    client.force_login(third)
    caller = APIClient()
    caller.force_login(third)
    for subject in (incident, incident.request, dispute, correction):
        url = reverse(f"admin:catalog_{subject._meta.model_name}_change", args=[subject.pk])
        hidden, absent = client.get(url), client.get(url.replace(str(subject.pk), "999999"))
        assert hidden.status_code == absent.status_code == 404
    for noun, _viewset in ROUTES:
        assert caller.get(f"/api/v1/{noun}/").json()["count"] == 0
        assert APIClient().get(f"/api/v1/{noun}/").json()["count"] == 0


def test_what_others_found_wrong_stands_beside_the_entry(client, by):
    correction = affairs.submitted_correction(by)
    resource = correction.resource
    page = reverse("admin:catalog_dataresource_change", args=[resource.pk])
    for who, number in ((by.clerk, 1), (person("PROVIDER"), 0)):
        client.force_login(who)
        shown = client.get(page).content.decode()
        assert f"数据校核申请（{number}）" in shown
    client.force_login(by.clerk)
    listed = client.get(reverse("admin:catalog_correctionrequest_changelist"), {"q": resource.code})
    assert correction.place in listed.content.decode()


class TestResponsibilityList:
    """共享责任清单: what must be shared, and how it is answered (clause 一d)."""

    def exported(self, client):
        url = reverse("admin:catalog_sharingduty_export")
        answer = client.get(url, {"format": "csv"})
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    def test_it_counts_what_was_answered_in_time(self, by):
        resource = made.shared_resource(by)
        late = made.submitted_request(by, resource=resource)
        sharing.agree(late, actor=by.clerk, on=DAY.replace(month=4))
        in_time = made.submitted_request(by, resource=resource)
        sharing.agree(in_time, actor=by.clerk, on=DAY)
        made.submitted_request(by, resource=resource)
        duty = SharingDuty.objects.get(resource=resource)
        assert (duty.received, duty.replied, duty.in_time, duty.provided) == (3, 2, 1, 0)

    def test_it_holds_what_must_be_shared_and_nothing_else(self, by):
        kept = {
            made.shared_resource(by, name=kind, sharing=kind).pk
            for kind in ("conditional", "unconditional")
        }
        made.shared_resource(by, sharing="none", sharing_legal_basis=LAW)
        made.draft_request(by, resource=made.shared_resource(by, name="撤回"))
        SharingDuty.objects.get(resource__name="撤回").resource.__class__.objects.filter(
            name="撤回"
        ).update(status="draft")
        assert set(SharingDuty.objects.values_list("pk", flat=True)) == kept

    def test_it_is_taken_away_by_those_who_may_see_it_and_told_to_the_trail(self, client, by):
        made.shared_resource(by)
        made.shared_resource(sides(), name="外单位的资源")
        client.force_login(by.clerk)
        rows = self.exported(client)
        assert rows[0][:5] == ["责任单位", "资源代码", "资源名称", "共享类型", "共享条件"]
        assert [row[2:5] for row in rows[1:]] == [
            ["公共停车场实时空位", "有条件共享", "仅用于履行职责。"]
        ]
        assert AuditEvent.objects.filter(
            action="catalog.sharingduty.export", actor=by.clerk
        ).exists()

    def test_it_is_a_workbook_too(self, client, by):
        made.shared_resource(by)
        client.force_login(by.authority)
        answer = client.get(reverse("admin:catalog_sharingduty_export"), {"format": "xlsx"})
        held = io.BytesIO(b"".join(answer.streaming_content))
        rows = CalamineWorkbook.from_filelike(held).get_sheet_by_index(0).to_python()
        assert rows[0][0] == "责任单位"
        assert rows[1][2:4] == ["公共停车场实时空位", "有条件共享"]
        assert rows[1][7] == 0

    def test_its_page_is_in_words_and_opens_a_line(self, client, by):
        resource = made.shared_resource(by)
        client.force_login(by.clerk)
        page = client.get(reverse("admin:catalog_sharingduty_changelist")).content.decode()
        assert "共享责任清单" in page
        assert "每月" in page
        line = client.get(reverse("admin:catalog_sharingduty_change", args=[resource.pk]))
        assert "仅用于履行职责。" in line.content.decode()
        assert client.get(reverse("admin:catalog_sharingduty_add")).status_code == 403


def test_what_is_overdue_is_listed(client, by):
    made.submitted_request(by)
    url = reverse("admin:catalog_sharingrequest_changelist")
    with time_machine.travel("2026-03-17T09:00+08:00", tick=False):
        client.force_login(by.authority)
        assert "云共-2026-0001" in client.get(url, {"term": "overdue"}).content.decode()
        assert "云共-2026-0001" not in client.get(url, {"term": "running"}).content.decode()


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_lists_and_routes_ask_as_often_for_many_as_for_two(client, by):
    caller = APIClient()
    for each in (client, caller):
        each.force_login(by.authority)
    names = [
        model._meta.model_name
        for model in admin.site._registry
        if "sharing" in model._meta.model_name
    ]
    urls = [reverse(f"admin:catalog_{name}_changelist") for name in (*names, "correctionrequest")]
    counted = []
    for more in (2, 6):
        for _each in range(more):
            affairs.reported_incident(by)
            affairs.decided_dispute(by)
            affairs.submitted_correction(by)
            made.request_in_supplement(by)
        routes = [queries_of(caller, f"/api/v1/{noun}/") for noun, _viewset in ROUTES]
        counted.append([*routes, *(queries_of(client, url) for url in urls)])
    assert counted[0] == counted[1]
