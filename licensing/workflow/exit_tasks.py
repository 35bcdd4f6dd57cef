"""The procedure of a task of an exit: done with evidence, confirmed by the other side (27号 第十四条)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing.forms.exits import TaskForm
from licensing.models import Exit, ExitTask, TaskKind

Status = ExitTask.Status
CLAUSE = _("意见 第三条；27号 第十四条第五项、第七项至第九项")


def _require_under_way(task: ExitTask) -> None:
    if task.exit.status not in Exit.UNDER_WAY:
        raise TransitionError(
            _("“%(exit)s”%(state)s，不能再办理其中的事项；需要补办的，请由监管部门退回。")
            % {"exit": task.exit, "state": task.exit.get_status_display()}
        )


@step(
    Transition(
        action="licensing.exittask.complete",
        label=_("提交办理情况"),
        sources=ExitTask.OWED,
        target=Status.DONE,
        permission="licensing.complete_exittask",
        clause=CLAUSE,
        starts_clock="lic.exit_confirm",
        form=TaskForm,
    )
)
def complete_task(
    task: ExitTask,
    *,
    account: str,
    evidence: UploadedFile,
    method: str = "",
    witness: str = "",
    actor: Any,
    on: date,
) -> dict[str, object]:
    """What was done, with its proof; a destruction names its method and its witness."""
    _require_under_way(task)
    if task.kind == TaskKind.DESTRUCTION and not (method.strip() and witness.strip()):
        raise TransitionError(_("数据销毁证明须写明销毁方式和监销人，请补充后再提交。"))
    return {
        "account": account.strip(),
        "method": method.strip(),
        "witness": witness.strip(),
        "evidence": Attachment.objects.keep(evidence, by=actor),
        "done_by_id": actor.pk,
        "done_on": on,
    }


@step(
    Transition(
        action="licensing.exittask.ask_waiver",
        label=_("申请不办"),
        sources=ExitTask.OWED,
        target=Status.WAIVER_ASKED,
        permission="licensing.complete_exittask",
        clause=CLAUSE,
        starts_clock="lic.exit_confirm",
        needs_reason=True,
        reason_hint=_("写明这一事项为什么不适用；由对方确认。"),
        is_duty=False,
    )
)
def ask_waiver(task: ExitTask, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """Not applicable, and why; the other side has the last word."""
    _require_under_way(task)
    return {"account": reason.strip(), "done_by_id": actor.pk, "done_on": on}


@step(
    Transition(
        action="licensing.exittask.confirm",
        label=_("确认办结"),
        sources=frozenset({Status.DONE}),
        target=Status.CONFIRMED,
        permission="licensing.confirm_exittask",
        clause=CLAUSE,
    )
)
def confirm_task(task: ExitTask, *, actor: Any, on: date) -> dict[str, object]:
    """Checked against its evidence by another person of the other side."""
    _require_under_way(task)
    return {"confirmed_by_id": actor.pk, "confirmed_on": on}


@step(
    Transition(
        action="licensing.exittask.waive",
        label=_("确认不适用"),
        sources=frozenset({Status.WAIVER_ASKED}),
        target=Status.WAIVED,
        permission="licensing.confirm_exittask",
        clause=CLAUSE,
        needs_reason=True,
    )
)
def waive_task(task: ExitTask, *, actor: Any, on: date) -> dict[str, object]:
    """Nothing of the kind is to be settled here."""
    _require_under_way(task)
    return {"confirmed_by_id": actor.pk, "confirmed_on": on}


@step(
    Transition(
        action="licensing.exittask.return",
        label=_("退回重办"),
        sources=frozenset({Status.DONE, Status.WAIVER_ASKED}),
        target=Status.RETURNED,
        permission="licensing.confirm_exittask",
        clause=CLAUSE,
        starts_clock="lic.exit_redo",
        needs_reason=True,
        is_duty=False,
    )
)
def return_task(task: ExitTask) -> None:
    """The proof does not hold, or the task does apply."""
    _require_under_way(task)


@step(
    Transition(
        action="licensing.exittask.reopen",
        label=_("重开"),
        sources=ExitTask.SETTLED,
        target=Status.RETURNED,
        permission="licensing.reopen_exittask",
        clause=CLAUSE,
        starts_clock="lic.exit_redo",
        needs_reason=True,
        is_duty=False,
    )
)
def reopen_task(task: ExitTask) -> dict[str, object]:
    """What was confirmed turns out not to be settled, while the exit is under way."""
    _require_under_way(task)
    return {"confirmed_by_id": None, "confirmed_on": None}
