"""The desk in the shared site: what the pages show, how few clicks it takes, what waits for whom."""

import pytest
import time_machine
from django.urls import reverse
from rest_framework.test import APIClient

from catalog.models import Registration
from catalog.workflow import resources
from tests.factories import catalog, registering
from tests.factories.catalog import desk
from tests.factories.people import region
from tests.factories.registering import IN_WINDOW, LATER, application_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return desk()


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{LATER}T09:00+08:00", tick=False):
        yield


def page_of(subject, page="change", *more):
    return reverse(f"admin:catalog_{subject._meta.model_name}_{page}", args=[subject.pk, *more])


def duties_of(client):
    """The addresses of what waits for the person, and the steps by name."""
    rows = client.get(reverse("admin:index")).context["duties"].object_list
    return {row["url"]: row["step"] for row in rows}


def test_o2_a_change_is_reviewed_in_four_clicks_against_what_stands(client, by):
    application = application_of("change", "in_review", by=by)
    client.force_login(by.reviewer)
    inbox = client.get(reverse("admin:index")).content.decode()
    record = page_of(application)
    assert record in inbox  # 1: the row of the inbox
    review = page_of(application, "step", "review")
    assert review in client.get(record).content.decode()  # 2: the step
    page = client.get(review).content.decode()
    for shown in (
        "系统核对",
        "<del>约2万条</del>",
        "<ins>约3万条</ins>",
        "安全风险评估",
        "形式审核不通过",
        "2026-04-30",
    ):
        assert shown in page
    answer = client.post(review, {"reason": "", "idempotency_key": "a"}, follow=True)  # 3: confirm
    assert "下一步：公示" in answer.content.decode()


def test_o4_a_supplement_names_fields_by_standard_phrases(client, by):
    application = catalog.submitted_application(by=by, on=LATER)
    client.force_login(by.receiver)
    url = page_of(application, "step", "return_for_supplement")
    page = client.get(url).content.decode()
    assert 'list="supplement-faults"' in page
    assert '<option value="未填写，请补充。">' in page
    assert "现填：约2万条" in page
    client.post(url, {"volume": "填写不完整，请补充。", "idempotency_key": "a"})
    client.force_login(by.clerk)
    form = client.get(page_of(application)).content.decode()
    assert "应补正：填写不完整，请补充。" in form
    assert application.supplement_notices.get().by_field == {"volume": "填写不完整，请补充。"}


def test_what_was_filled_in_is_never_markup_on_the_supplement_page(client, by):
    application = catalog.submitted_application(by=by, on=LATER, volume="<script>alert(1)</script>")
    client.force_login(by.receiver)
    for verb in ("return_for_supplement", "accept"):
        page = client.get(page_of(application, "step", verb)).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("kind", registering.KINDS)
def test_a_registrant_begins_every_kind_from_the_registration(client, by, kind):
    with time_machine.travel(f"{registering.day_of(kind)}T09:00+08:00", tick=False):
        registration = catalog.active_registration(by=by)
        client.force_login(by.clerk)
        sent = {
            "change_summary": "改。",
            "cancellation_ground": "lost",
            "reason": "",
            "idempotency_key": "a",
        }
        answer = client.post(page_of(registration, "step", f"begin_{kind}"), sent)
        draft = registration.later_applications.get()
        assert answer.url == page_of(draft, "tasks")
        page = client.get(page_of(draft)).content.decode()
        assert str(registration) in page
        assert ("注销情形" in page) == (kind == "cancellation")


def test_the_form_of_a_new_application_is_filled_in_from_the_catalogue(client, by):
    resource = catalog.published_resource(by=by)
    client.force_login(by.clerk)
    url = reverse("admin:catalog_registrationapplication_add")
    page = client.get(url, {"resource": resource.pk}).content.decode()
    assert resource.abstract in page
    assert "停车场名称" in page
    foreign = client.get(url, {"resource": catalog.draft_resource(name="外单位草稿").pk})
    assert "外单位草稿" not in foreign.content.decode()
    about = catalog.active_registration(by=by, resource=resource)
    claim = client.get(url, {"about": about.pk, "kind": "correction"}).content.decode()
    assert "利害关系人" in claim


def test_what_is_owed_stands_above_the_list(client, by):
    resource = catalog.published_resource(by=by)
    resources.record_delivery(resource, actor=by.clerk, on=LATER, delivered_on=LATER)
    client.force_login(by.clerk)
    listed = reverse("admin:catalog_registrationapplication_changelist")
    owed = reverse("admin:catalog_registrationapplication_owed")
    assert owed in client.get(listed).content.decode()
    page = client.get(owed).content.decode()
    assert f"?resource={resource.pk}" in page
    client.logout()
    assert client.get(owed).status_code == 302


@pytest.mark.parametrize(
    ("make", "who", "words"),
    [
        (lambda by: application_of("change", "draft", by=by), "clerk", "提交登记申请"),
        (lambda by: application_of("correction", "returned", by=by), "clerk", "提交登记申请"),
        (lambda by: application_of("renewal", "submitted", by=by), "receiver", "受理"),
        (lambda by: application_of("cancellation", "in_review", by=by), "reviewer", "形式审核通过"),
        (lambda by: application_of("change", "reviewed", by=by), "receiver", "公示"),
        (lambda by: application_of("correction", "reviewed", by=by), "receiver", "更正登记内容"),
        (lambda by: application_of("cancellation", "reviewed", by=by), "receiver", "办理注销登记"),
        (lambda by: application_of("renewal", "reviewed", by=by), "receiver", "赋码"),
        (lambda by: registering.opened_revocation(by=by), "receiver", "核实属实"),
        (lambda by: registering.verified_revocation(by=by), "decider", "撤销登记"),
    ],
)
def test_the_inbox_names_the_step_that_each_kind_waits_for(client, by, make, who, words):
    subject = make(by)
    client.force_login(getattr(by, who))
    assert words in duties_of(client)[page_of(subject)].split("／")


def test_nothing_waits_while_the_notice_runs(client, by):
    application = application_of("change", "notice", by=by)
    client.force_login(by.receiver)
    assert page_of(application) not in duties_of(client)


def test_an_expiring_registration_waits_for_its_registrant(client, by):
    registration = catalog.active_registration(by=by)
    client.force_login(by.clerk)
    assert page_of(registration) not in duties_of(client)
    with time_machine.travel(f"{IN_WINDOW}T09:00+08:00", tick=False):
        client.force_login(by.clerk)
        assert duties_of(client)[page_of(registration)] == "申请续展登记"
        application_of("renewal", "submitted", by=by, registration=registration)
        assert page_of(registration) not in duties_of(client)


def test_registration_pages_open_with_versions_and_practice(client, by):
    registration = application_of("correction", "finished", by=by).about
    client.force_login(by.decider)
    page = client.get(page_of(registration)).content.decode()
    assert "数据规模登记有误。" in page
    assert registration.told_query_code in page
    client.force_login(by.authority)
    add = reverse("admin:catalog_registrationpractice_add")
    sent = {"region": region().pk, "source": "云州细则第3条", "is_change_announced": "on"}
    assert client.post(add, sent).status_code == 302


def test_the_whole_of_a_change_over_the_interface(by):
    registration = catalog.active_registration(by=by)
    caller = APIClient()
    caller.force_login(by.clerk)
    begun = f"/api/v1/registrations/{registration.pk}/begin_change/"
    assert caller.post(begun, {"change_summary": "扩大。"}, format="json").status_code == 200
    draft = registration.later_applications.get()
    base = f"/api/v1/registration-applications/{draft.pk}/"
    changed = caller.patch(base, {"volume": "约3万条", "version": draft.version}, format="json")
    assert (changed.status_code, changed.json()["kind"]) == (200, "change")
    kept = caller.patch(
        base, {"kind": "first", "version": changed.json()["version"]}, format="json"
    )
    assert kept.json()["kind"] == "change"
    passed = {
        "opinion": "同意。",
        "undertaking_signer": "钱二",
        "undertaking_signed_on": str(LATER),
    }
    assert caller.post(f"{base}pass_internal_review/", passed, format="json").status_code == 200
    assert caller.post(f"{base}submit/").status_code == 200
    caller.force_login(by.receiver)
    assert caller.post(f"{base}accept/").status_code == 200
    assert caller.post(f"{base}correct/").status_code == 403
    found = caller.get("/api/v1/registration-applications/", {"kind": "change"}).json()
    assert (found["count"], found["results"][0]["about"]) == (1, registration.pk)


def test_the_interface_returns_for_supplement_by_field(by):
    application = catalog.submitted_application(by=by, on=LATER)
    caller = APIClient()
    caller.force_login(by.receiver)
    url = f"/api/v1/registration-applications/{application.pk}/return_for_supplement/"
    assert caller.post(url, {}, format="json").status_code == 400
    assert caller.post(url, {"volume": "未填写。"}, format="json").status_code == 200
    (notice,) = caller.get("/api/v1/supplement-notices/").json()["results"]
    assert notice["items"] == [{"field": "volume", "label": "数据规模", "words": "未填写。"}]


def test_a_found_code_leads_to_its_registration_and_a_revocation_stays_inside(by):
    registration = registering.verified_revocation(by=by).registration
    visitor = APIClient()
    found = visitor.get("/api/v1/registrations/", {"query_code": registration.query_code}).json()
    assert [each["number"] for each in found["results"]] == [registration.number]
    assert found["results"][0]["standing"] == Registration.Standing.VALID
    assert visitor.get("/api/v1/revocations/").json()["count"] == 0
    assert visitor.get("/api/v1/registration-versions/").json()["count"] == 0


def test_empty_tables_that_nobody_may_fill_have_no_heading(client, by):
    application = catalog.submitted_application(by=by, on=LATER)
    client.force_login(by.receiver)
    page = client.get(page_of(application)).content.decode()
    assert "共同申请单位</h2>" not in page
    assert "补正通知</h2>" not in page
    assert "存证</h2>" in page


def test_registrants_are_offered_the_guided_way_and_no_bare_form_beside_it(client, by):
    listed = reverse("admin:catalog_registrationapplication_changelist")
    client.force_login(by.clerk)
    page = client.get(listed).content.decode()
    assert page.count("新的登记申请") == 1
    assert "新建登记申请" not in page


def test_the_list_of_what_is_owed_leads_back_to_the_inbox(client, by):
    client.force_login(by.receiver)
    page = client.get(reverse("admin:catalog_registrationapplication_owed")).content.decode()
    assert f'<div class="breadcrumbs"><a href="{reverse("admin:index")}">我的待办</a>' in page
