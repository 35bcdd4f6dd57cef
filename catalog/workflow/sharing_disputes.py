"""Disputes about sharing: negotiation, the authority of the same level, the common superior (809号 第二十七条)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Role
from catalog.forms.sharing import OutcomeForm, StatementForm
from catalog.models import SharingDispute, SharingRequest
from catalog.superiors import deciding_superior
from catalog.workflow.sharing_outcomes import be_shared, stay_refused
from governance.transitions import Transition, TransitionError, step

Status = SharingDispute.Status
Outcome = SharingDispute.Outcome
OPEN = frozenset({Status.NEGOTIATING, Status.MEDIATING, Status.AT_SUPERIOR})
CLAUSE = _("809号 第二十七条")


def nothing_answered() -> Q:
    """The provider has not been heard yet."""
    return Q(answer="")


def nothing_proposed() -> Q:
    """The authority has not said yet what it holds right."""
    return Q(proposal="")


def proposed() -> Q:
    """The authority has spoken, and the sides have not come together."""
    return ~Q(proposal="")


@step(
    Transition(
        action="catalog.sharingdispute.answer_claim",
        label=_("提出意见"),
        sources=OPEN,
        target=None,
        permission="catalog.answer_sharingdispute",
        clause=CLAUSE,
        keeps_clock=True,
        owed=nothing_answered,
        form=StatementForm,
    )
)
def answer_claim(dispute: SharingDispute, *, on: date, statement: str) -> dict[str, object]:
    """The provider is heard; what it said stands."""
    if dispute.answer:
        raise TransitionError(_("提供单位已经提出意见，不能更改。"))
    return {"answer": statement.strip(), "answered_on": on}


@step(
    Transition(
        action="catalog.sharingdispute.agree_to_share",
        label=_("同意共享"),
        sources=OPEN,
        target=Status.SETTLED,
        permission="catalog.answer_sharingdispute",
        clause=CLAUSE,
        is_duty=False,
    )
)
def agree_to_share(dispute: SharingDispute, *, actor: Any, on: date) -> dict[str, object]:
    """The provider gives way, at any time before the decision; the term of provision starts."""
    be_shared(dispute.request, actor=actor, on=on, dispute=dispute)
    return {"outcome": Outcome.SHARE, "closed_on": on}


@step(
    Transition(
        action="catalog.sharingdispute.drop",
        label=_("放弃争议"),
        sources=OPEN,
        target=Status.DROPPED,
        permission="catalog.pursue_sharingdispute",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def drop(dispute: SharingDispute, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The requester accepts the refusal."""
    stay_refused(dispute.request, actor=actor, on=on, reason=reason, dispute=dispute)
    return {"outcome": Outcome.KEEP, "closed_on": on}


@step(
    Transition(
        action="catalog.sharingdispute.seek_mediation",
        label=_("协商不成，提请同级数据主管部门协调"),
        sources=frozenset({Status.NEGOTIATING}),
        target=Status.MEDIATING,
        permission="catalog.pursue_sharingdispute",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("写明何时与何人协商、分歧在哪里。"),
        starts_clock="share.mediate",
    )
)
def seek_mediation(dispute: SharingDispute) -> dict[str, object]:
    """The sides did not come together."""
    return {}


@step(
    Transition(
        action="catalog.sharingdispute.propose",
        label=_("提出协调意见"),
        sources=frozenset({Status.MEDIATING}),
        target=None,
        permission="catalog.mediate_sharingdispute",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        owed=nothing_proposed,
        form=OutcomeForm,
    )
)
def propose(
    dispute: SharingDispute, *, actor: Any, on: date, reason: str, outcome: str
) -> dict[str, object]:
    """The authority of the same level says what it holds right; it does not bind."""
    if dispute.proposal:
        raise TransitionError(_("已经提出协调意见，双方不接受的，请报请共同的上级裁定。"))
    _require_heard(dispute, on)
    return {
        "proposal": outcome,
        "proposal_reason": reason.strip(),
        "mediated_by_id": actor.pk,
    }


@step(
    Transition(
        action="catalog.sharingdispute.escalate",
        label=_("协调不成，报请共同的上级裁定"),
        sources=frozenset({Status.MEDIATING}),
        target=Status.AT_SUPERIOR,
        permission="catalog.escalate_sharingdispute",
        clause=CLAUSE,
        needs_reason=True,
        starts_clock="share.decide",
        owed=proposed,
    )
)
def escalate(dispute: SharingDispute, *, on: date) -> dict[str, object]:
    """After the mediation, or when its time has passed: to the nearest body above both sides."""
    if not dispute.proposal and not dispute.is_overdue(on):
        raise TransitionError(
            _("同级数据主管部门尚在协调，协调期限为%(day)s。请待其提出意见或者期限届满后再报请。")
            % {"day": dispute.due_on}
        )
    superior = common_superior(dispute.request, on)
    if superior is None:
        raise TransitionError(
            _(
                "双方在本平台没有共同的上级数据主管部门，不能在线报请。"
                "请由同级数据主管部门书面报请上级协调，再在此记录双方的处理结果。"
            )
        )
    return {"superior_id": superior}


@step(
    Transition(
        action="catalog.sharingdispute.decide",
        label=_("作出裁定"),
        sources=frozenset({Status.AT_SUPERIOR}),
        target=Status.DECIDED,
        permission="catalog.decide_sharingdispute",
        clause=CLAUSE,
        needs_reason=True,
        form=OutcomeForm,
    )
)
def decide(
    dispute: SharingDispute, *, actor: Any, on: date, reason: str, outcome: str
) -> dict[str, object]:
    """Both sides heard, the common superior decides, and it binds them."""
    _require_heard(dispute, on)
    follow = be_shared if outcome == Outcome.SHARE else stay_refused
    follow(dispute.request, actor=actor, on=on, reason=reason, dispute=dispute)
    return {
        "outcome": outcome,
        "decision": reason.strip(),
        "decided_by_id": actor.pk,
        "closed_on": on,
    }


def common_superior(request: SharingRequest, on: date) -> int | None:
    """The nearest organisation above both sides over which somebody holds the data authority's office."""
    asking, providing = _line(request.requester), _line(request.provider)
    offices = Membership.objects.in_force(on).filter(role=Role.AUTHORITY, user__is_active=True)
    direct = offices.filter(organisation__in=asking).values_list("organisation", flat=True)
    reaching = Organisation.objects.filter(
        links_up__ancestor__in=offices.filter(covers_subtree=True).values("organisation"),
        pk__in=asking,
    )
    return deciding_superior(asking, providing, {*direct, *reaching.values_list("pk", flat=True)})


def _line(organisation: Organisation | None) -> list[int]:
    if organisation is None:
        return []
    return list(Organisation.objects.above(organisation).values_list("pk", flat=True))


def _require_heard(dispute: SharingDispute, on: date) -> None:
    if not dispute.answer and dispute.answer_due_on is not None and on <= dispute.answer_due_on:
        raise TransitionError(
            _("提供单位尚未提出意见，期限为%(day)s。请待其提出意见或者期限届满后再办理。")
            % {"day": dispute.answer_due_on}
        )
