"""Complaints from the sealed filing to the published outcome (意见（三）（五）（十三）)."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.workflow.intake import digest_of, file_case
from governance.transitions import Transition, TransitionError, step
from licensing.forms.complaints import (
    AcceptanceForm,
    CaseIncidentForm,
    CauseForm,
    DecisionForm,
    ReplyForm,
    StatementForm,
)
from licensing.models import (
    ChecklistTemplate,
    Complaint,
    ComplaintReporter,
    Incident,
    Inspection,
    Licence,
)
from licensing.workflow.incidents import report_incident

Status = Complaint.Status
CLAUSE = _("意见 第五条、第十三条")
INVESTIGATING = frozenset({Status.INVESTIGATING})
#: Signs that nobody mistakes for one another.
SIGNS = "2346789ABCDEFGHJKMNPQRTUVWXYZ"
CODE_LENGTH = 8
DIGEST_SALT = "licensing.complaint.words"


def file_complaint(
    operator: Organisation,
    *,
    kind: str,
    what: str,
    actor: Any,
    on: date,
    wanted: str = "",
    name: str = "",
    contact: str = "",
    file: Any = None,
) -> tuple[Complaint, bool]:
    """File a complaint for anybody; the case, and whether it is a new one. Who complains is sealed beside it."""
    code = "".join(secrets.choice(SIGNS) for _each in range(CODE_LENGTH))
    complaint = Complaint(
        operator=operator, authority=authority_over(operator), kind=kind, what=what, wanted=wanted, code=code,
        is_named=bool(name.strip()), words_digest=keyed_digest(kind, what, name, contact),
    )  # fmt: skip
    same = Complaint.objects.open().filter(operator=operator, words_digest=complaint.words_digest)
    with transaction.atomic():
        found, is_new = file_case(
            complaint, actor=actor, on=on, prefix="诉", term="comp.accept", same=same, upload=file
        )
        if is_new:
            ComplaintReporter.objects.create(
                complaint=found, name=name.strip(), contact=contact.strip()
            )
    return found, is_new


def keyed_digest(*texts: str) -> str:
    """What makes words the same, under the portal's secret: nobody finds a name by trying names."""
    return salted_hmac(DIGEST_SALT, digest_of(*texts), algorithm="sha256").hexdigest()


def authority_over(operator: Organisation) -> Organisation:
    """The regulator of the operator's newest licence."""
    newest = Licence.objects.on_register().filter(operator=operator).order_by("-starts_on", "-pk")
    licence = newest.select_related("regulator").first()
    if licence is None:
        raise TransitionError(
            _("“%(operator)s”没有公共数据授权运营协议，请核对被投诉的单位。")
            % {"operator": operator}
        )
    regulator: Organisation = licence.regulator
    return regulator


@step(
    Transition(
        action="licensing.complaint.accept",
        label=_("受理投诉举报"),
        sources=frozenset({Status.FILED}),
        target=Status.ACCEPTED,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
        starts_clock="comp.investigate",
        form=AcceptanceForm,
    )
)
def accept_complaint(
    complaint: Complaint, *, on: date, licence: Licence | None = None
) -> dict[str, object]:
    """The authority takes it up, and says to which licence it belongs where that is known."""
    if licence is not None and licence.operator_id != complaint.operator_id:
        raise TransitionError(_("所选协议不是被投诉单位的协议，请重新选择。"))
    return {"accepted_on": on, "licence": licence}


@step(
    Transition(
        action="licensing.complaint.decline",
        label=_("不予受理"),
        sources=frozenset({Status.FILED}),
        target=Status.DECLINED,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("投诉举报人看得到；写明向哪里反映更合适。"),
        is_duty=False,
    )
)
def decline_complaint(complaint: Complaint, *, on: date, reason: str) -> dict[str, object]:
    """Not a matter of authorised operation, and where to go instead."""
    return {"answer": reason.strip(), "answered_on": on}


@step(
    Transition(
        action="licensing.complaint.investigate",
        label=_("开始调查"),
        sources=frozenset({Status.ACCEPTED}),
        target=Status.INVESTIGATING,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
        keeps_clock=True,
    )
)
def investigate_complaint(complaint: Complaint, *, actor: Any) -> dict[str, object]:
    """Whoever begins is the only one who may know the reporter from here on."""
    return {"investigator_id": actor.pk}


def without_statement() -> Q:
    """Complaints on which the accused was not heard yet."""
    return Q(statement="")


@step(
    Transition(
        action="licensing.complaint.hear",
        label=_("登记被投诉单位的说明"),
        sources=INVESTIGATING,
        target=None,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
        keeps_clock=True,
        owed=without_statement,
        form=StatementForm,
    )
)
def hear_operator(complaint: Complaint, *, statement: str) -> dict[str, object]:
    """The accused is heard by the investigator and never sees the case."""
    return {"statement": statement.strip()}


@step(
    Transition(
        action="licensing.complaint.open_inspection",
        label=_("转为有因检查"),
        sources=INVESTIGATING,
        target=None,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
        keeps_clock=True,
        is_duty=False,
        form=CauseForm,
    )
)
def open_inspection(
    complaint: Complaint, *, template: ChecklistTemplate, planned_on: date, actor: Any
) -> dict[str, object]:
    """An inspection for cause; its ground names the case, never its author or his words."""
    licence = _licence_of(complaint)
    if complaint.inspection_id is not None:
        raise TransitionError(_("这件投诉举报已经转为检查，不用重复办理。"))
    inspection = Inspection(
        kind=Inspection.Kind.CAUSE, licence=licence, body=complaint.authority, template=template,
        planned_on=planned_on, created_by=actor,
        ground=str(_("投诉举报%(number)s反映的问题：%(kind)s。")
                   % {"number": complaint.number, "kind": complaint.get_kind_display()}),
    )  # fmt: skip
    inspection.full_clean()
    inspection.save(force_insert=True)
    return {"inspection": inspection}


@step(
    Transition(
        action="licensing.complaint.open_incident",
        label=_("登记为事件"),
        sources=INVESTIGATING,
        target=None,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
        keeps_clock=True,
        is_duty=False,
        form=CaseIncidentForm,
    )
)
def open_incident(
    complaint: Complaint, *, kind: str, what: str, actor: Any, on: date
) -> dict[str, object]:
    """What is going on now is handled as an incident at once."""
    incident = report_incident(
        licence=_licence_of(complaint), kind=kind, what=what, actor=actor, on=on,
        found_by=Incident.Source.COMPLAINT,
    )  # fmt: skip
    return {"incident": incident}


def _licence_of(complaint: Complaint) -> Licence:
    if complaint.licence is None:
        raise TransitionError(
            _("受理时没有写明涉及的协议，不能由此办理；请直接安排检查或者报告事件。")
        )
    return complaint.licence


def with_statement() -> Q:
    """Complaints ready to be decided."""
    return ~Q(statement="")


@step(
    Transition(
        action="licensing.complaint.decide",
        label=_("作出处理"),
        sources=INVESTIGATING,
        target=Status.DECIDED,
        permission="licensing.decide_complaint",
        clause=CLAUSE,
        starts_clock="comp.answer",
        owed=with_statement,
        form=DecisionForm,
    )
)
def decide_complaint(
    complaint: Complaint, *, outcome: str, actor: Any, on: date, measures: str = "", **told: str
) -> dict[str, object]:
    """Another person than the investigator; nobody is found at fault unheard."""
    if outcome != Complaint.Outcome.UNFOUNDED and not complaint.statement:
        raise TransitionError(_("还没有听取被投诉单位的说明，请先登记说明再作出处理。"))
    if outcome == Complaint.Outcome.FOUNDED and not measures.strip():
        raise TransitionError(_("投诉举报属实的，须写明处理措施。"))
    facts = {name: value.strip() for name, value in told.items()}
    return facts | {
        "outcome": outcome, "measures": measures.strip(), "decided_by_id": actor.pk, "decided_on": on,
    }  # fmt: skip


@step(
    Transition(
        action="licensing.complaint.answer",
        label=_("答复投诉举报人"),
        sources=frozenset({Status.DECIDED}),
        target=Status.ANSWERED,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
        form=ReplyForm,
    )
)
def answer_complaint(complaint: Complaint, *, answer: str, on: date) -> dict[str, object]:
    """The answer stands on the tracking page; the anonymous summary becomes public."""
    return {"answer": answer.strip(), "answered_on": on}


@step(
    Transition(
        action="licensing.complaint.close",
        label=_("办结投诉举报"),
        sources=frozenset({Status.ANSWERED}),
        target=Status.CLOSED,
        permission="licensing.handle_complaint",
        clause=CLAUSE,
    )
)
def close_complaint(complaint: Complaint) -> None:
    """Nothing is left to do."""
