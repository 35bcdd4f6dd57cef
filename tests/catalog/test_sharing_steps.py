"""Every state × step of sharing: the table decides, and a refused step leaves nothing behind."""

from typing import Any

import pytest
from django.db import transaction

from catalog.models import CorrectionRequest, SharingDispute, SharingIncident, SharingRequest
from governance.errors import NotPermitted, WrongState
from governance.models import AuditEvent
from governance.transitions import steps_of
from tests.factories import sharing, sharing_affairs
from tests.factories.catalog import DAY
from tests.factories.people import person
from tests.factories.sharing import INCIDENT, LAW, PROVISION, USE, Sides, sides

pytestmark = pytest.mark.django_db

STATES = {
    SharingRequest: {
        "draft": sharing.draft_request,
        "submitted": sharing.submitted_request,
        "supplement": sharing.request_in_supplement,
        "agreed": sharing.agreed_request,
        "refused": sharing.refused_request,
        "disputed": sharing.disputed_request,
        "provided": sharing.provided_request,
        "in_use": sharing.request_in_use,
        "suspended": sharing_affairs.suspended_request,
        "ended": sharing.ended_request,
        "withdrawn": sharing.withdrawn_request,
    },
    SharingIncident: {
        "reported": sharing_affairs.reported_incident,
        "verified": sharing_affairs.verified_incident,
        "dismissed": sharing_affairs.dismissed_incident,
        "handled": sharing_affairs.handled_incident,
    },
    CorrectionRequest: {
        "draft": sharing_affairs.draft_correction,
        "submitted": sharing_affairs.submitted_correction,
        "corrected": sharing_affairs.corrected_correction,
        "refused": sharing_affairs.refused_correction,
        "withdrawn": sharing_affairs.withdrawn_correction,
    },
    SharingDispute: {
        "negotiating": sharing_affairs.negotiated_dispute,
        "mediating": sharing_affairs.mediated_dispute,
        "at_superior": sharing_affairs.dispute_at_superior,
        "settled": sharing_affairs.settled_dispute,
        "dropped": sharing_affairs.dropped_dispute,
        "decided": sharing_affairs.decided_dispute,
    },
}
#: Who carries a step out, by the permission that it needs.
BY = {
    "file_sharingrequest": "asker",
    "use_sharingrequest": "asker",
    "reply_sharingrequest": "clerk",
    "provide_sharingrequest": "clerk",
    "report_sharingrequest": "clerk",
    "settle_sharingrequest": "clerk",
    "extend_sharingrequest": "authority",
    "review_sharingrequest": "authority",
    "supervise_sharingrequest": "authority",
    "answer_sharingincident": "asker",
    "verify_sharingincident": "authority",
    "handle_sharingincident": "authority",
    "file_correctionrequest": "asker",
    "answer_correctionrequest": "clerk",
    "pursue_sharingdispute": "asker",
    "answer_sharingdispute": "clerk",
    "mediate_sharingdispute": "authority",
    "escalate_sharingdispute": "asker",
    "decide_sharingdispute": "decider",
}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "refuse": {"legal_basis": LAW},
    "review_extra_conditions": {"verdict": "struck"},
    "provide": PROVISION,
    "record_use": USE,
    "report_incident": INCIDENT,
    "state_case": {"statement": "已说明。"},
    "handle": {"measure": "none"},
    "correct": {"answer": "已更正。"},
    "answer_claim": {"statement": "法律不许。"},
    "propose": {"outcome": "keep"},
    "decide": {"outcome": "keep"},
}
#: What must have happened besides the state, else a rule of the procedure speaks against the step.
READY = {
    "grant_extension": {"extension": "asked", "extension_reason": "需要核对。"},
    "decline_extension": {"extension": "asked", "extension_reason": "需要核对。"},
    "note_extension": {"extension": "granted", "extension_reason": "需要核对。"},
    "expire": {"starts_on": "2020-01-01", "ends_on": "2020-12-31"},
    "answer_claim": {"answer": ""},
    "propose": {"proposal": ""},
    "verify": {"statement": "已说明。"},
}
CASES = [
    pytest.param(model, state, make, id=f"{model.__name__}-{state}")
    for model, states in STATES.items()
    for state, make in states.items()
]


def arguments(step, subject):
    verb = step.transition.verb
    given = (
        {}
        if isinstance(subject, CorrectionRequest) and verb == "refuse"
        else ARGUMENTS.get(verb, {})
    )
    if step.transition.is_consequence and subject.pk:
        dispute = {"dispute": getattr(subject, "dispute", None)}
        incident = {"incident": getattr(subject, "incidents", SharingIncident.objects).first()}
        return {
            "be_shared": dispute,
            "stay_refused": dispute,
            "suspend": incident,
            "stop": incident,
        }.get(verb, {})
    return given


def carry_out(step, subject, by: Sides, job):
    verb = step.transition.permission.partition(".")[2]
    actor = job if verb == "expire_sharingrequest" else getattr(by, BY[verb])
    return step(subject, actor=actor, reason="理由。", on=DAY, **arguments(step, subject))


def made_ready(step, subject, by: Sides):
    """The row as the step finds it where the procedure has come to it."""
    verb, model = step.transition.verb, type(subject)
    if subject.status in step.transition.sources and verb in READY:
        model.objects.filter(pk=subject.pk).update(**READY[verb])
    if verb in ("suspend", "stop") and subject.status in step.transition.sources:
        SharingIncident.objects.create(
            request=subject, kind="beyond_scope", facts="超范围。", found_on=DAY
        )
    subject.refresh_from_db()


def row(subject):
    return type(subject).objects.filter(pk=subject.pk).values()[0]


def done_events():
    return AuditEvent.objects.exclude(outcome="refused").count()


def leads_on(step, subject, by, job):
    status, transition = subject.status, step.transition
    event = carry_out(step, subject, by, job)
    subject.refresh_from_db()
    assert subject.status == (transition.target or status)
    assert (event.action, event.legal_basis) == (transition.action, str(transition.clause))


def stays(step, subject, by, job):
    before, events = row(subject), done_events()
    # Others know nothing of a draft, and before the escalation nobody is the superior: 403 before 409.
    hidden = subject.status == "draft" or step.transition.verb == "decide"
    with pytest.raises((WrongState, NotPermitted) if hidden else WrongState) as refusal:
        carry_out(step, subject, by, job)
    assert str(refusal.value).endswith("。")
    assert (row(subject), done_events()) == (before, events)


@pytest.mark.parametrize(("model", "state", "make"), CASES)
def test_each_step_leads_on_from_its_sources_and_from_no_other_state(
    model, state, make, django_user_model
):
    by, job = sides(), django_user_model.objects.service_account("scheduler")
    subject = make(by)
    subject.refresh_from_db()
    assert subject.status == state
    for step in steps_of(model):
        kept = transaction.savepoint()
        made_ready(step, subject, by)
        if state in step.transition.sources:
            leads_on(step, subject, by, job)
        else:
            stays(step, subject, by, job)
        transaction.savepoint_rollback(kept)
        subject.refresh_from_db()


def test_every_state_and_every_permission_of_a_step_is_tried():
    for model, states in STATES.items():
        assert set(states) == set(model.Status.values)
        needed = {step.transition.permission.partition(".")[2] for step in steps_of(model)}
        assert needed - {"expire_sharingrequest"} <= set(BY)


@pytest.mark.parametrize(
    "step", [s for m in STATES for s in steps_of(m)], ids=lambda step: step.transition.action
)
def test_i_27_what_goes_against_somebody_needs_a_reason(step):
    against = {
        "refuse", "return_for_supplement", "withdraw", "ask_extension", "decline_extension", "review_extra_conditions",
        "end_use", "suspend", "stop", "resume_use", "raise_dispute", "stay_refused", "verify", "dismiss", "handle",
        "extend", "drop", "seek_mediation", "propose", "escalate", "decide",
    }  # fmt: skip
    assert step.transition.needs_reason == (step.transition.verb in against)


def test_an_outsider_learns_nothing_of_the_state():
    by = sides()
    request = sharing.submitted_request(by)
    for step in steps_of(SharingRequest):
        refusal = step.refusal(request, actor=person("PROVIDER"))
        assert refusal is not None
        assert refusal.http_status == 403
