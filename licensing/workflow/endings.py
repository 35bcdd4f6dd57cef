"""Early ends that are decided: notified, heard, approved by a second person (clause 三; 27号 第十四条第十二项)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing import duties
from licensing.forms.exits import StatementForm
from licensing.models import EarlyEnding, EndingKind
from licensing.workflow.ends import revoke_licence, terminate_licence

Status = EarlyEnding.Status
CLAUSE = _("意见 第三条、第十三条；27号 第十四条第十项、第十二项")


@step(
    Transition(
        action="licensing.earlyending.notify",
        label=_("告知拟作出的决定"),
        sources=frozenset({Status.OPENED}),
        target=Status.NOTIFIED,
        permission="licensing.notify_earlyending",
        owed=duties.held_against_the_operator,
        clause=CLAUSE,
        starts_clock="lic.exit_statement",
    )
)
def notify_ending(ending: EarlyEnding) -> None:
    """The operator is told what is held against it, on which basis, and by when it may answer."""
    if ending.kind == EndingKind.APPLICATION:
        raise TransitionError(_("运营机构自己申请的终止无需告知，请直接作出决定。"))
    if ending.kind == EndingKind.REVOCATION and ending.evidence_id is None:
        raise TransitionError(_("撤销授权须有证据材料，请上传后再告知。"))


@step(
    Transition(
        action="licensing.earlyending.state",
        label=_("提交陈述申辩"),
        sources=frozenset({Status.NOTIFIED}),
        target=Status.HEARD,
        permission="licensing.state_earlyending",
        clause=CLAUSE,
        starts_clock="lic.exit_decision",
        form=StatementForm,
    )
)
def state_case(
    ending: EarlyEnding,
    *,
    statement: str,
    statement_file: UploadedFile | None = None,
    actor: Any,
    on: date,
) -> dict[str, object]:
    """What the operator says to it."""
    kept = Attachment.objects.keep(statement_file, by=actor) if statement_file else None
    return {"statement": statement.strip(), "statement_file": kept, "heard_on": on}


@step(
    Transition(
        action="licensing.earlyending.lapse",
        label=_("登记逾期未陈述"),
        sources=frozenset({Status.NOTIFIED}),
        target=Status.HEARD,
        permission="licensing.lapse_earlyending",
        owed=duties.past_its_term,
        clause=CLAUSE,
        starts_clock="lic.exit_decision",
    )
)
def lapse_statement(ending: EarlyEnding, *, on: date) -> dict[str, object]:
    """The operator let its time pass; the case goes on without its word."""
    if not ending.is_overdue(on):
        raise TransitionError(
            _("陈述申辩的期限到 %(day)s 为止，尚未届满，请等待运营机构的意见。")
            % {"day": ending.due_on}
        )
    return {"heard_on": on, "statement": str(_("期限届满，运营机构没有陈述申辩。"))}


@step(
    Transition(
        action="licensing.earlyending.approve",
        label=_("决定结束授权"),
        sources=frozenset({Status.OPENED, Status.HEARD}),
        target=Status.APPROVED,
        permission="licensing.approve_earlyending",
        owed=duties.ripe_for_decision,
        clause=CLAUSE,
        needs_reason=True,
    )
)
def approve_ending(ending: EarlyEnding, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """A second person decides; the licence ends with it, within the same transaction."""
    end = revoke_licence if ending.kind == EndingKind.REVOCATION else terminate_licence
    end(ending.licence, actor=actor, on=on, reason=reason, case=ending)
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}


@step(
    Transition(
        action="licensing.earlyending.drop",
        label=_("不予结束"),
        sources=EarlyEnding.UNDER_WAY,
        target=Status.DROPPED,
        permission="licensing.drop_earlyending",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def drop_ending(ending: EarlyEnding, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """What was held against the operator is not so, or does not call for the end; the licence stands."""
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}
