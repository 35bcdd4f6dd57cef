"""Complaints: every state × step, the sealed reporter, conflict of interest, what follows, doors and laws."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Role
from governance.errors import NotPermitted
from governance.models import AuditEvent
from governance.policies import permissions_of
from governance.transitions import steps_of
from licensing.models import Complaint, ComplaintReporter
from licensing.workflow import complaints
from tests.database import arranging
from tests.factories.complaints import COMPLAINT_PATHS, WORDS, complaint, complaint_arguments
from tests.factories.inspections import checklist, inspector
from tests.factories.people import membership, person
from tests.factories.schemes import START, parties
from tests.licensing.refusals import refused
from tests.licensing.test_doors import DOORS, NOUNS, told
from tests.licensing.test_policies import PERSONS
from tests.licensing.test_states import refused_without_trace

pytestmark = pytest.mark.django_db
NOON = f"{START} 12:00:00+08:00"


@pytest.mark.parametrize("status", COMPLAINT_PATHS)
def test_state_by_step(status: str) -> None:
    by = parties()
    record = complaint(status, by=by)
    assert record.status == status
    user = inspector(by)
    for step in steps_of(Complaint):
        if status in step.transition.sources:
            assert step.refusal(record, actor=user) is None, step
        else:
            refused_without_trace(step, record, user)


def test_every_state_is_reached_and_every_step_names_its_clause() -> None:
    assert set(COMPLAINT_PATHS) == set(Complaint.Status.values)
    left = {source for step in steps_of(Complaint) for source in step.transition.sources}
    assert set(Complaint.Status.values) - left == {"closed", "declined"}
    assert all(str(step.transition.clause) and step.rule.__doc__ for step in steps_of(Complaint))


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("step", steps_of(Complaint), ids=lambda step: step.transition.action)
def test_the_same_event_through_every_door(step: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NOUNS, Complaint, "complaints")
    accounts = []
    for act in DOORS.values():
        by = parties()
        record = complaint(sorted(step.transition.sources)[0], by=by)
        verb = step.transition.verb
        given = {
            "open_inspection": {"template": checklist(by=by), "planned_on": START},
            "open_incident": {"kind": "other", "what": "搭售仍在继续。"},
        }.get(verb) or complaint_arguments(verb, record.licence)
        act(step, record, inspector(by), given)
        account = told(
            AuditEvent.objects.about(record).filter(action=step.transition.action).latest("id")
        )
        for name in ("investigator", "decided_by", "inspection", "incident", "licence"):
            account["changes"].pop(name, None)
        accounts.append(account)
    assert accounts[0] == accounts[1] == accounts[2]


EVERYBODY = "add track"
FILED = {"authority": "view track handle decide contact add", "auditor": "view track add"}
TAKEN = {"authority": "view track handle contact", "auditor": "view track"}
ANSWERED = {"authority": "view track list handle", "auditor": "view track list"}


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("status", "table", "everybody"),
    [("filed", FILED, EVERYBODY), ("investigating", TAKEN, "track"), ("answered", ANSWERED, "track list")],
)  # fmt: skip
def test_who_holds_what(status: str, table: dict[str, str], everybody: str) -> None:
    by = parties()
    record = complaint(status, by=by)
    for name, who in PERSONS.items():
        user = who(by)
        held = {
            permission.removeprefix("licensing.").removesuffix("_complaint")
            for permission in permissions_of(Complaint)
            if Complaint.objects.permitted(user, permission).filter(pk=record.pk).exists()
        }
        assert held == set(table.get(name, everybody).split()), name


def test_the_accused_never_sees_the_case_not_even_through_another_office() -> None:
    by = parties()
    record = complaint(by=by)
    with arranging():
        double = person(Role.AUTHORITY, organisation=by.authority)
        membership(double, Role.OPERATOR, organisation=by.operator)
    for user in (by.seller, double):
        assert not Complaint.objects.visible_to(user).exists()
        assert not ComplaintReporter.objects.visible_to(user).exists()
    with refused("应当回避", error=NotPermitted):
        complaints.accept_complaint(record, actor=double, on=START)


def test_nobody_handles_his_own_complaint() -> None:
    by = parties()
    record = complaint(by=by, actor=by.supervisor)
    with refused("不得由本人办理", error=NotPermitted):
        complaints.accept_complaint(record, actor=by.supervisor, on=START)


def test_only_the_investigator_may_know_the_reporter_and_only_until_the_answer() -> None:
    by = parties()
    record = complaint("investigating", by=by)

    def knows(user: Any) -> bool:
        return bool(ComplaintReporter.objects.visible_to(user).filter(complaint=record).exists())

    assert knows(by.supervisor)
    assert not knows(by.second_supervisor)
    assert not knows(person(Role.AUDITOR))
    complaints.decide_complaint(
        record, actor=by.second_supervisor, on=START, **complaint_arguments("decide")
    )
    assert knows(by.supervisor)
    complaints.answer_complaint(record, actor=by.supervisor, on=START, answer="经查属实，已停止。")
    assert not knows(by.supervisor)


def test_the_trail_and_the_lists_never_tell_the_reporter() -> None:
    by = parties()
    record = complaint("closed", by=by)
    trail = "".join(each.payload for each in AuditEvent.objects.about(record))
    for secret in (WORDS["name"], WORDS["contact"], WORDS["what"], record.code):
        assert secret not in trail
    client = Client()
    client.force_login(by.supervisor)
    for address in (
        "/admin/licensing/complaint/",
        f"/admin/licensing/complaint/{record.pk}/change/",
        f"/admin/licensing/complaint/{record.pk}/history/",
        f"/api/v1/complaints/{record.pk}/",
        "/admin/licensing/complaint/export/?format=csv",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        content = b"".join(answer) if answer.streaming else answer.content
        for secret in (WORDS["name"], WORDS["contact"], record.code):
            assert secret not in content.decode(), address


def test_opening_the_reporter_asks_why_and_is_on_record() -> None:
    by = parties()
    record = complaint(by=by)
    address = f"/admin/licensing/complaint/{record.pk}/reporter/"
    client = Client()
    client.force_login(by.supervisor)
    assert WORDS["name"] not in client.get(address).content.decode()
    empty = client.post(address, {"purpose": ""})
    assert empty.status_code == 400
    assert "请写明为什么要查看" in empty.content.decode()
    assert not AuditEvent.objects.filter(action="licensing.complaint.reveal").exists()
    page = client.post(address, {"purpose": "核实时间和地点。"}).content.decode()
    assert WORDS["name"] in page
    assert WORDS["contact"] in page
    event = AuditEvent.objects.get(action="licensing.complaint.reveal")
    assert (event.actor, event.reason, event.subject_id) == (
        by.supervisor, "核实时间和地点。", str(record.pk),
    )  # fmt: skip


def test_the_sealed_page_is_closed_to_everybody_else() -> None:
    by = parties()
    record = complaint("investigating", by=by)
    address = f"/admin/licensing/complaint/{record.pk}/reporter/"
    for user, status in ((by.second_supervisor, 403), (by.seller, 404), (by.drafter, 404)):
        client = Client()
        client.force_login(user)
        answer = client.post(address, {"purpose": "看看。"})
        assert answer.status_code in {status, 403, 404}
        assert WORDS["name"] not in answer.content.decode()
    assert not AuditEvent.objects.filter(action="licensing.complaint.reveal").exists()
