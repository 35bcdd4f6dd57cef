"""The step of a collective decision: a second person checks it against the minutes and signs it (clause 三)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing import conditions, meetings, striking
from licensing.forms.decisions import DecisionSignForm, MemberRowsForm
from licensing.models import CollectiveDecision

Status = CollectiveDecision.Status


@step(
    Transition(
        action="licensing.collectivedecision.sign",
        label=_("核对并签署"),
        sources=frozenset({Status.DRAFT}),
        target=Status.SIGNED,
        permission="licensing.sign_collectivedecision",
        clause=_("27号 第十一条、第十三条"),
        form=DecisionSignForm,
    )
)
def sign_decision(
    decision: CollectiveDecision, *, file: UploadedFile, signed_on: date, actor: Any, on: date
) -> dict[str, object]:
    """The record agrees with the minutes and the result with the votes; from here on it is fixed (“三重一大”)."""
    if signed_on > on:
        raise TransitionError(_("签署日期不能晚于今天，请改正日期。"))
    if decision.held_on > signed_on:
        raise TransitionError(_("签署日期不能早于会议日期，请改正日期。"))
    conditions.require(meetings.faults_of(decision))
    return {
        "file": Attachment.objects.keep(file, by=actor),
        "signed_on": signed_on,
        "signed_by": actor,
        **meetings.frozen(decision),
    }


@step(
    Transition(
        action="licensing.collectivedecision.strike",
        label=_("移出成员"),
        sources=frozenset({Status.DRAFT}),
        target=None,
        permission="licensing.strike_collectivedecision",
        clause=_("27号 第十一条、第十三条"),
        keeps_clock=True,
        is_duty=False,
        is_aside=True,
        form=MemberRowsForm,
    )
)
def strike_members(
    decision: CollectiveDecision, *, actor: Any, reason: str, members: Any = ()
) -> None:
    """Somebody listed by mistake leaves a record that is not signed yet; the trail keeps who it was."""
    striking.strike(members, of=decision, actor=actor, reason=reason)
