"""我的待办: what waits for whom, in what order, at a constant price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from catalog.models import DataResource
from catalog.workflow import resources
from governance import clock
from governance.inbox import Counts, Inbox, Urgency
from governance.inbox.sources import by_model, row_columns
from governance.models import AuditEvent
from tests.factories.catalog import desk, draft_resource, published_resource
from tests.factories.people import person
from tests.governance.site import signed_in

pytestmark = pytest.mark.django_db


def urgency() -> Urgency:
    return Urgency(clock.today(), clock.today() + timedelta(days=5))


def submitted(office, number: int) -> list[DataResource]:
    made = [draft_resource(provider=office.provider, name=f"资源{n}") for n in range(number)]
    for resource in made:
        resources.submit(resource, actor=office.clerk)
    return made


def test_a_duty_waits_for_who_may_do_it_and_nobody_else():
    office = desk()
    (resource,) = submitted(office, 1)
    assert [duty.pk for duty in Inbox(office.authority, urgency()).duties()] == [str(resource.pk)]
    assert Inbox(office.clerk, urgency()).duties() == []
    assert Inbox(person(), urgency()).counts == {}


def test_it_names_the_owed_steps():
    office = desk()
    submitted(office, 1)
    (duty,) = Inbox(office.authority, urgency()).duties()
    assert {step.transition.verb for step in duty.steps} == {"publish"}


def test_who_sent_it_sees_what_it_waits_for():
    office = desk()
    made = draft_resource(provider=office.provider)
    DataResource.objects.filter(pk=made.pk).update(created_by=office.clerk)
    resources.submit(made, actor=office.clerk)
    (waiting,) = Inbox(office.clerk, urgency()).waiting(number=5)
    assert waiting.pk == str(made.pk)
    assert "publish" in {step.transition.verb for step in waiting.steps}


def test_overdue_first_and_without_clock_last():
    office = desk()
    late, soon, none = submitted(office, 3)
    today = clock.today()
    for row, due_on in ((late, today - timedelta(days=1)), (soon, today), (none, None)):
        DataResource.objects.filter(pk=row.pk).update(due_on=due_on)
    inbox = Inbox(office.authority, urgency())
    assert [duty.pk for duty in inbox.duties()] == [str(row.pk) for row in (late, soon, none)]
    assert inbox.total == Counts(all=3, overdue=1, soon=1)
    assert [duty.pk for duty in inbox.duties(bucket="overdue")] == [str(late.pk)]


def test_the_home_page_costs_at_most_eight_queries_whatever_waits():
    office = desk()
    spent = []
    for number in (2, 18):
        submitted(office, number)
        client = signed_in(office.authority)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/admin/")
        assert response.status_code == 200
        # The savepoints around the session are the test's own.
        spent.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert spent[0] == spent[1] <= 8


@pytest.mark.parametrize("model", [model for model, _steps in by_model()], ids=str)
def test_every_model_with_duties_can_name_its_rows(model):
    rows = model._default_manager.all()
    assert list(row_columns(rows, model, Value(""))) == []
    named = {field.name for field in model._meta.concrete_fields} & {"name", "title", "number"}
    assert model.inbox_title or named


def test_the_duties_can_be_taken_away_as_a_file_and_that_is_told():
    office = desk()
    (resource,) = submitted(office, 1)
    answer = signed_in(office.authority).get("/admin/duties/export/")
    text = answer.content.decode("utf-8-sig")
    assert resource.name in text
    assert "审核" in text
    event = AuditEvent.objects.get(action="governance.inbox.export")
    assert (event.actor, event.changes) == (office.authority, {"filter": "all", "rows": 1})


def test_the_citys_figures_count_visible_rows_and_lead_to_them():
    office = desk()
    published_resource(by=office)
    draft_resource(provider=office.provider)
    client = signed_in(office.clerk)
    (figure,) = [
        each
        for each in client.get("/admin/").context["city_figures"]
        if "catalog/dataresource" in each["url"]
    ]
    assert figure["value"] == 1
    assert client.get(figure["url"]).context["cl"].result_count == 1
