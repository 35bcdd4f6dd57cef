"""Steps in the shared site: one POST is one step, refusals are told, nothing is silent."""

import pytest

from catalog.models import DataResource
from governance.models import AuditEvent
from tests.factories.catalog import desk, draft_resource, published_resource, submitted_resource
from tests.governance.site import LIST, signed_in, step_page

pytestmark = pytest.mark.django_db

Status = DataResource.Status


@pytest.fixture
def office():
    return desk()


def test_the_record_offers_what_its_state_allows_this_person(office):
    resource = draft_resource(provider=office.provider)
    page = signed_in(office.clerk).get(f"{LIST}{resource.pk}/change/").content.decode()
    assert step_page(resource, "submit") in page
    assert step_page(resource, "publish") not in page
    other = signed_in(office.authority).get(f"{LIST}{resource.pk}/change/").content.decode()
    assert step_page(resource, "submit") not in other


def test_one_post_is_one_step_and_says_what_comes_next(office):
    resource = draft_resource(provider=office.provider)
    client = signed_in(office.clerk)
    assert client.get(step_page(resource, "submit")).status_code == 200
    response = client.post(step_page(resource, "submit"), {"idempotency_key": "k"}, follow=True)
    resource.refresh_from_db()
    assert resource.status == Status.SUBMITTED
    assert "已提交审核，下一步：" in response.content.decode()
    assert f"（期限 {resource.due_on}）" in response.content.decode()


def test_double_submit_is_one_event(office):
    resource = draft_resource(provider=office.provider)
    client = signed_in(office.clerk)
    for _ in range(2):
        assert (
            client.post(step_page(resource, "submit"), {"idempotency_key": "k"}).status_code == 302
        )
    assert (
        AuditEvent.objects.about(resource).filter(action="catalog.dataresource.submit").count() == 1
    )


def test_skipping_a_stage_is_409_in_chinese(office):
    resource = draft_resource(provider=office.provider)
    response = signed_in(office.authority).post(step_page(resource, "publish"), {})
    assert response.status_code == 409
    assert "不能" in response.content.decode()
    resource.refresh_from_db()
    assert resource.status == Status.DRAFT


def test_a_step_without_right_is_403_and_names_the_clause(office):
    resource = submitted_resource(by=office)
    response = signed_in(office.other_clerk).post(step_page(resource, "publish"), {})
    assert response.status_code == 403
    assert "没有任何条款授予此项权限" in response.content.decode()
    refused = AuditEvent.objects.about(resource).filter(outcome=AuditEvent.Outcome.REFUSED)
    assert refused.get().actor == office.other_clerk


def test_a_missing_reason_is_told_at_the_field_and_nothing_is_lost(office):
    resource = submitted_resource(by=office)
    response = signed_in(office.authority).post(
        step_page(resource, "return_for_revision"), {"reason": ""}
    )
    assert response.status_code == 400
    page = response.content.decode()
    assert page.count("请填写理由。") == 2
    assert "错误：" in page


def test_a_rule_of_the_procedure_is_told_on_the_page(office):
    resource = draft_resource(provider=office.provider, abstract="")
    response = signed_in(office.clerk).post(step_page(resource, "submit"), {"idempotency_key": "k"})
    assert response.status_code == 409
    assert "还缺少：摘要" in response.content.decode()


def test_a_step_on_a_hidden_record_is_the_404_of_an_absent_one(office):
    resource = draft_resource()
    client = signed_in(office.clerk)
    hidden = client.get(step_page(resource, "submit"))
    absent = client.get(step_page(DataResource(pk=987654321), "submit"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content == absent.content


def choose(rows, step: str, **over) -> dict[str, object]:
    return {"action": f"step_{step}", "_selected_action": [row.pk for row in rows], **over}


def test_a_list_action_asks_then_runs_row_by_row_and_lists_each_refusal(office):
    ready = draft_resource(provider=office.provider)
    gaps = draft_resource(provider=office.provider, abstract="", name="缺摘要")
    done = published_resource(by=office, name="早已发布")
    client = signed_in(office.clerk)
    rows = (ready, gaps, done)
    question = client.post(LIST, choose(rows, "submit", index=0))
    assert "可以办理 2 项，其他条件" in question.content.decode()
    result = client.post(LIST, choose(rows, "submit", idempotency_key="k"))
    page = result.content.decode()
    assert "已办 1 项，未办 2 项" in page
    assert "“缺摘要”还缺少：摘要。" in page
    assert "“早已发布”当前为“已发布”，不能提交审核" in page
    ready.refresh_from_db()
    assert ready.status == Status.SUBMITTED


def test_the_same_list_action_sent_twice_acts_once(office):
    resource = draft_resource(provider=office.provider)
    client = signed_in(office.clerk)
    for _ in range(2):
        client.post(LIST, choose([resource], "submit", idempotency_key="k"))
    assert (
        AuditEvent.objects.about(resource).filter(action="catalog.dataresource.submit").count() == 1
    )


def test_a_list_action_never_touches_hidden_rows(office):
    hidden = draft_resource()
    client = signed_in(office.clerk)
    client.post(LIST, choose([hidden], "submit", idempotency_key="k"))
    hidden.refresh_from_db()
    assert hidden.status == Status.DRAFT


def test_the_question_costs_the_same_for_2_and_20_rows(office, django_assert_max_num_queries):
    rows = [draft_resource(provider=office.provider) for _ in range(20)]
    client = signed_in(office.clerk)
    client.post(LIST, choose(rows[:2], "submit", index=0))
    for number in (2, 20):
        with django_assert_max_num_queries(16):
            client.post(LIST, choose(rows[:number], "submit", index=0))


def test_actions_without_any_right_are_not_offered(office):
    draft_resource(provider=office.provider)
    page = signed_in(office.clerk).get(LIST).content.decode()
    assert "step_submit" in page
    assert "step_publish" not in page
    assert "delete_selected" not in page


def test_all_matching_rows_are_acted_on_across_pages(office):
    for number in range(26):
        draft_resource(provider=office.provider, name=f"跨页{number}")
    client = signed_in(office.clerk)
    chosen = choose([DataResource.objects.first()], "submit", select_across=1, idempotency_key="k")
    assert (
        "已办 26 项，未办 0 项"
        in client.post(f"{LIST}?status__exact=draft", chosen).content.decode()
    )
