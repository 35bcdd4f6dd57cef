"""Supervision in the shared site: pages open, forms write by the same doors, the dashboard's numbers are its lists."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from licensing.models import ChecklistTemplate, Complaint, Incident, Inspection, Rectification
from tests.factories import inspections as made
from tests.factories.complaints import complaint
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import START, parties
from tests.factories.supervision import incident
from tests.licensing.test_admin import management, pages_of, signed_in
from tests.licensing.test_query_counts import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
OVERVIEW = "/admin/licensing/inspection/overview/"


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


MAKERS: dict[str, Any] = {
    "incident": lambda by: incident("resolved", by=by),
    "complaint": lambda by: complaint("decided", by=by),
    "checklist": lambda by: made.checklist(by=by),
    "plan": lambda by: made.plan("drawn", by=by),
    "inspection": lambda by: made.inspection("under_way", by=by),
    "reported": lambda by: made.inspection("reported", by=by),
    "finding": lambda by: made.rectification(by=by).finding,
    "rectification": lambda by: made.rectification("refused", by=by),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_pages_of_every_noun_open(name: str) -> None:
    by = parties()
    record = MAKERS[name](by)
    client = signed_in(by.supervisor)
    for address in pages_of(record):
        assert client.get(address).status_code == 200, address


def test_an_operator_reports_an_incident_by_the_form_and_gets_its_number() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    client = signed_in(by.seller)
    form = {
        "licence": licence.pk, "kind": "leak", "severity": "ordinary", "what": "密钥写入了日志。", "effect": "待查。",
        "found_on": str(START), "touches_persons": "on",
    }  # fmt: skip
    for _each in range(2):  # the same matter again is the open incident
        answer = client.post("/admin/licensing/incident/add/", form)
        assert answer.status_code == 302, answer.content.decode()
    found = Incident.objects.get()
    assert (found.number, found.created_by, found.found_by, found.due_rule) == (
        "事件-2026-0001", by.seller, "operator", "inc.report",
    )  # fmt: skip


def test_a_check_list_is_written_with_its_points() -> None:
    by = parties()
    form = {
        "name": "价格检查清单", "kind": "inspection", "owner": by.authority.pk, "is_in_use": "on",
        **management("points", 5), "points-0-number": "1", "points-0-text": "收费按规定公示。",
        "points-0-basis": "65号 第五部分", "points-0-method": "查看公示页面。",
    }  # fmt: skip
    answer = signed_in(by.supervisor).post("/admin/licensing/checklisttemplate/add/", form)
    assert answer.status_code == 302, answer.content.decode()
    assert ChecklistTemplate.objects.get().points.get().text == "收费按规定公示。"


def test_inspectors_fill_in_points_and_report_on_one_page() -> None:
    by = parties()
    record = made.inspection("under_way", by=by)
    findings = list(record.findings.all())
    form: dict[str, Any] = {
        "summary": "总体符合。", "_version": record.version,
        "findings-TOTAL_FORMS": "2", "findings-INITIAL_FORMS": "2",
        **management("visits", 0),
    }  # fmt: skip
    for place, finding in enumerate(findings):
        prefix = f"findings-{place}-"
        form |= {f"{prefix}id": finding.pk, f"{prefix}inspection": record.pk}
        form |= {f"{prefix}result": "minor" if place else "conforming"}
        form |= {f"{prefix}what": "缺一条记录。", f"{prefix}responsible": "技术部"} if place else {}
    address = f"/admin/licensing/inspection/{record.pk}/change/"
    answer = signed_in(by.second_supervisor).post(address, form)
    assert answer.status_code == 302, answer.content.decode()
    record.refresh_from_db()
    assert record.summary == "总体符合。"
    assert list(record.findings.values_list("result", flat=True)) == ["conforming", "minor"]


def test_suspension_and_revocation_are_offered_where_they_are_due() -> None:
    by = parties()
    order = made.rectification("refused", by=by)
    found = incident("handling", by=by, licence=order.licence)
    client = signed_in(by.supervisor)
    revoke = f"/admin/licensing/licence/{order.licence_id}/step/revoke/"
    for record in (order, found):
        page = client.get(f"/admin/licensing/{record._meta.model_name}/{record.pk}/change/")
        assert revoke in page.content.decode()
    page = signed_in(by.seller).get(f"/admin/licensing/rectification/{order.pk}/change/")
    assert page.status_code == 200
    assert revoke not in page.content.decode()


def counted(client: Client, address: str) -> int:
    """How many rows a list holds."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return int(answer.context["cl"].result_count)


def test_every_number_of_the_dashboard_leads_to_exactly_its_rows() -> None:
    by = parties()
    order = made.rectification(by=by)
    made.inspection("planned", by=by)
    for severity in ("ordinary", "serious"):
        incident(by=by, licence=order.licence, severity=severity, what=f"{severity}：某事。")
    incident("closed", by=by, what="已经办结的。")
    complaint(by=by)
    complaint("closed", by=by, what="已经办结的一件。")
    incident()  # of another city
    with time_machine.travel(f"{order.due_on + timedelta(days=1)} 12:00:00+08:00", tick=False):
        client = signed_in(by.supervisor)
        groups = client.get(OVERVIEW).context["groups"]
        told = {
            (str(group["label"]), str(each["label"])): each["number"]
            for group in groups
            for each in group["numbers"]
        }
        for group in groups:
            for each in group["numbers"]:
                assert counted(client, each["url"]) == each["number"], each
    assert told["限期整改", "逾期"] == 1
    assert told["监督检查", "没有办结的检查"] == 2
    assert told["事件和应急处置", "较大"] == 1
    assert told["事件和应急处置", "一般"] == 1
    assert told["投诉举报", "没有办结的投诉举报"] == told["投诉举报", "逾期"] == 1
    assert told["监督检查", "本年度没有检查过的授权"] >= 3


def test_the_dashboard_costs_the_same_however_much_there_is() -> None:
    by = parties()
    made.rectification(by=by)
    client = signed_in(by.supervisor)
    few = queries(client, OVERVIEW)
    for number in range(3):
        incident(by=by, what=f"第{number}件。")
        made.inspection(by=by)
        complaint(by=by, what=f"第{number}次提出同样的问题。")
    assert queries(client, OVERVIEW) == few


@pytest.mark.parametrize(
    ("noun", "make"),
    [
        ("incident", lambda by, licence, n: incident(by=by, licence=licence, what=f"第{n}件。")),
        ("complaint", lambda by, licence, n: complaint(by=by, licence=licence, what=f"第{n}件投诉。")),
        ("inspection", lambda by, licence, n: made.inspection(by=by, licence=licence)),
        ("rectification", lambda by, licence, n: made.rectification(by=by, licence=licence)),
        ("finding", lambda by, licence, n: made.rectification(by=by, licence=licence)),
    ],
)  # fmt: skip
def test_lists_cost_the_same_however_long(noun: str, make: Any) -> None:
    by = parties()
    licence = licence_in_force(by=by)
    client = signed_in(by.supervisor)
    make(by, licence, 0)
    few = queries(client, f"/admin/licensing/{noun}/")
    for number in range(1, 4):
        make(by, licence, number)
    assert queries(client, f"/admin/licensing/{noun}/") == few


@pytest.mark.parametrize("model", [Incident, Inspection, Rectification, Complaint])
def test_ledgers_are_handed_out_as_files(model: Any) -> None:
    by = parties()
    made.rectification(by=by)
    incident(by=by)
    complaint(by=by)
    address = f"/admin/licensing/{model._meta.model_name}/export/?format=csv"
    answer = signed_in(by.supervisor).get(address)
    assert answer.status_code == 200
    content = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8-sig")
    assert by.operator.name in content
