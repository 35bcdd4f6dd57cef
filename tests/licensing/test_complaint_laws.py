"""What follows from a complaint: who decides, nobody unheard, terms, the seal, machines."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from catalog.workflow.intake import digest_of
from governance.deadlines import due
from governance.errors import NotPermitted, TransitionError
from governance.models import AuditEvent
from licensing.models import Complaint, ComplaintReporter
from licensing.workflow import complaints
from tests.factories.complaints import WORDS, complaint, complaint_arguments
from tests.factories.inspections import checklist
from tests.factories.licensing import licence_in_force
from tests.factories.people import person
from tests.factories.schemes import START, company, parties
from tests.licensing.refusals import refused

pytestmark = pytest.mark.django_db
NOON = f"{START} 12:00:00+08:00"


def test_another_person_decides() -> None:
    by = parties()
    record = complaint("investigating", by=by)
    with refused("调查人员不得", error=NotPermitted):
        complaints.decide_complaint(
            record, actor=by.supervisor, on=START, **complaint_arguments("decide")
        )
    law = "complaint_is_decided_by_another_person"
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        Complaint.objects.filter(pk=record.pk).update(decided_by=by.supervisor)


def test_nobody_is_found_at_fault_unheard() -> None:
    by = parties()
    record = complaint("accepted", by=by)
    complaints.investigate_complaint(record, actor=by.supervisor, on=START)
    told_so = complaint_arguments("decide")
    with refused("还没有听取"):
        complaints.decide_complaint(record, actor=by.second_supervisor, on=START, **told_so)
    unfounded = told_so | {"outcome": "unfounded", "measures": ""}
    complaints.decide_complaint(record, actor=by.second_supervisor, on=START, **unfounded)
    assert (record.status, record.outcome) == ("decided", "unfounded")


def test_what_is_true_has_consequences() -> None:
    by = parties()
    record = complaint("investigating", by=by)
    with refused("须写明处理措施"):
        complaints.decide_complaint(
            record, actor=by.second_supervisor, on=START, **complaint_arguments("decide") | {"measures": " "}
        )  # fmt: skip


def test_an_inspection_for_cause_tells_nothing_of_the_reporter() -> None:
    by = parties()
    record = complaint("investigating", by=by)
    given = {"template": checklist(by=by), "planned_on": START}
    complaints.open_inspection(record, actor=by.supervisor, on=START, **given)
    found = record.inspection
    assert (found.kind, found.licence, found.body) == ("cause", record.licence, by.authority)
    assert record.number in found.ground
    assert WORDS["what"] not in found.ground
    with refused("不用重复办理"):
        complaints.open_inspection(record, actor=by.supervisor, on=START, **given)
    incident = {"kind": "other", "what": "搭售仍在继续。"}
    complaints.open_incident(record, actor=by.supervisor, on=START, **incident)
    assert (record.incident.found_by, record.incident.licence) == ("complaint", record.licence)


def test_without_a_licence_nothing_is_opened_from_the_case() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    record = complaint(by=by, licence=licence)
    complaints.accept_complaint(record, actor=by.supervisor, on=START)
    complaints.investigate_complaint(record, actor=by.supervisor, on=START)
    with refused("没有写明涉及的协议"):
        complaints.open_incident(record, actor=by.supervisor, on=START, kind="other", what="某事。")


def test_the_licence_is_the_accuseds() -> None:
    by = parties()
    record = complaint(by=by)
    with refused("不是被投诉单位的协议"):
        complaints.accept_complaint(
            record, actor=by.supervisor, on=START, licence=licence_in_force()
        )


def test_only_operators_are_complained_of() -> None:
    with pytest.raises(TransitionError, match="没有公共数据授权运营协议"):
        complaints.file_complaint(company(), actor=person(), on=START, **WORDS)


def test_the_same_words_of_the_same_person_are_one_case() -> None:
    by = parties()
    first = complaint(by=by)
    assert complaint(by=by, licence=first.licence) == first
    other = complaint(by=by, name="李四", contact="")
    assert other != first
    assert ComplaintReporter.objects.count() == 2
    assert other.code != first.code


def test_terms() -> None:
    by = parties()
    record = complaint(by=by)
    assert (record.due_rule, record.due_on) == ("comp.accept", due("comp.accept", start=START).on)
    complaints.accept_complaint(record, actor=by.supervisor, on=START)
    term = due("comp.investigate", start=START).on
    assert (record.due_rule, record.due_on) == ("comp.investigate", term)
    complaints.investigate_complaint(record, actor=by.supervisor, on=START)
    assert record.due_on == term


def test_the_seal_is_never_changed() -> None:
    record = complaint()
    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic():
        ComplaintReporter.objects.filter(complaint=record).update(name="别人")
    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic():
        record.reporter.delete()


@time_machine.travel(NOON, tick=False)
def test_whoever_is_signed_in_files_as_the_public() -> None:
    by = parties()
    licence_in_force(by=by)
    client = Client()
    client.force_login(by.drafter)
    sent = {"operator": by.operator.pk, **WORDS}
    assert client.post("/complaints/new/", sent).status_code == 302
    other = sent | {"name": "另一人"}
    assert (
        client.post("/api/v1/complaints/", other, content_type="application/json").status_code
        == 201
    )
    assert list(Complaint.objects.values_list("created_by", flat=True)) == [None, None]
    added = AuditEvent.objects.filter(action="licensing.complaint.add")
    assert not added.filter(actor=by.drafter).exists()


@time_machine.travel(NOON, tick=False)
def test_a_machine_files_and_gets_the_receipt_once() -> None:
    by = parties()
    licence_in_force(by=by)
    client = Client()
    sent = {"operator": by.operator.pk, **WORDS}
    answer = client.post("/api/v1/complaints/", sent, content_type="application/json")
    assert answer.status_code == 201, answer.content.decode()
    record = Complaint.objects.get()
    assert answer.json()["receipt"] == record.receipt
    assert WORDS["name"] not in answer.content.decode()
    again = client.post("/api/v1/complaints/", sent, content_type="application/json")
    assert again.json() == answer.json()
    assert set(answer.json()) == {"number", "kind", "status", "filed_on", "due_on", "receipt"}
    assert client.get("/api/v1/complaints/").json()["results"] == []
    assert client.get(f"/api/v1/complaints/{record.pk}/").status_code == 404


def test_the_digest_of_the_words_is_keyed_and_stays_out_of_the_trail() -> None:
    by = parties()
    record = complaint(by=by)
    texts = (WORDS["kind"], WORDS["what"], WORDS["name"], WORDS["contact"])
    assert record.words_digest == complaints.keyed_digest(*texts)
    assert record.words_digest != digest_of(*texts)
    with override_settings(SECRET_KEY="another secret"):
        assert record.words_digest != complaints.keyed_digest(*texts)
    complaints.accept_complaint(record, actor=by.supervisor, on=START)
    events = AuditEvent.objects.filter(
        subject_type="licensing.complaint", subject_id=str(record.pk)
    )
    told = str(list(events.values_list("changes", flat=True)))
    assert events.count() == 2
    assert "words_digest" not in told
    assert record.words_digest not in told
