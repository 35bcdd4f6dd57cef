"""How a licence is interrupted and ends: suspension, expiry, termination, revocation, exit (clause 三)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import conditions, duties, validity
from licensing.forms.exits import TerminationForm
from licensing.forms.licences import SuspensionForm
from licensing.left_open import left_open
from licensing.models import EarlyEnding, EndingKind, EndKind, Exit, Licence
from licensing.workflow.exits import close_exit
from licensing.workflow.licences import faults_on
from licensing.workflow.opening import open_exit, product_names, wind_up

Status = Licence.Status

BY_CASE = {EndingKind.APPLICATION: EndKind.APPLIED, EndingKind.BREACH: EndKind.BREACH}
LEGACY = {
    Status.EXPIRED: EndKind.EXPIRED,
    Status.TERMINATED: EndKind.AGREED,
    Status.REVOKED: EndKind.REVOKED,
}
BASES = {
    EndKind.EXPIRED: _("27号 第十四条第二项；授权运营协议约定的期限"),
    EndKind.AGREED: _("27号 第十四条第十二项；授权运营协议约定的变更、终止条件"),
    EndKind.APPLIED: _("27号 第十四条第十二项；授权运营协议约定的变更、终止条件"),
    EndKind.BREACH: _("27号 第十四条第十项；授权运营协议约定的违约责任"),
    EndKind.REVOKED: _("意见 第三条、第十三条"),
}


@step(
    Transition(
        action="licensing.licence.suspend",
        label=_("中止授权"),
        sources=frozenset({Status.IN_FORCE}),
        target=Status.SUSPENDED,
        permission="licensing.suspend_licence",
        clause=_("意见 第三条；27号 第二十一条"),
        needs_reason=True,
        is_duty=False,
        keeps_clock=True,
        form=SuspensionForm,
    )
)
def suspend_licence(licence: Licence, *, until: date, on: date) -> dict[str, object]:
    """Use stops at once while a breach is examined; its products are off sale within the same request."""
    conditions.require(conditions.term(licence, on=on))
    window = validity.latest_suspension(licence.term, on)
    if window is None or not window.covers(until):
        raise TransitionError(
            _("中止期限应在 %(first)s 至授权期满 %(last)s 之间，请重新填写。")
            % {"first": on, "last": licence.ends_on}
        )
    # Who does not decide by then finds it overdue in the inbox.
    return {"suspended_until": until, "due_on": until, "due_rule": "", "due_is_provisional": False}


@step(
    Transition(
        action="licensing.licence.reinstate",
        label=_("恢复授权"),
        sources=frozenset({Status.SUSPENDED}),
        target=Status.IN_FORCE,
        permission="licensing.reinstate_licence",
        clause=_("意见 第三条；27号 第二十一条"),
        needs_reason=True,
    )
)
def reinstate_licence(licence: Licence) -> dict[str, object]:
    """Use goes on where everything that activation asked still holds."""
    # The clock stops: an end that is near is reminded of anew.
    return {"suspended_until": None, "reminded_days": None}


@reinstate_licence.waits_for
def _all_that_activation_asked(licence: Licence, *, on: date) -> None:
    conditions.require(faults_on(licence, on=on))


@step(
    Transition(
        action="licensing.licence.expire",
        label=_("登记到期"),
        sources=Licence.RUNNING,
        target=Status.EXPIRED,
        permission="licensing.expire_licence",
        clause=_("27号 第十四条第二项"),
        is_duty=False,
    )
)
def expire_licence(licence: Licence, *, actor: Any, on: date) -> dict[str, object]:
    """Bookkeeping only: the rights ended at midnight after the last day; the exit is opened."""
    wind_up(
        licence, EndKind.EXPIRED, grounds=str(_("授权期限届满。")), basis=str(BASES[EndKind.EXPIRED]), actor=actor,
        on=on,
    )  # fmt: skip
    return {"ended_on": licence.ends_on, "suspended_until": None}


@expire_licence.waits_for
def _the_end_of_the_term(licence: Licence, *, on: date) -> None:
    if not licence.term.is_over(on):
        raise TransitionError(
            _(
                "“%(licence)s”的授权期限到 %(day)s 为止，尚未届满，不能登记到期；需要提前结束的，请办理终止或撤销。"
            )
            % {"licence": licence, "day": licence.ends_on}
        )


@step(
    Transition(
        action="licensing.licence.terminate",
        label=_("终止授权"),
        sources=Licence.RUNNING,
        target=Status.TERMINATED,
        permission="licensing.terminate_licence",
        clause=_("27号 第十四条第十二项"),
        needs_reason=True,
        is_duty=False,
        form=TerminationForm,
    )
)
def terminate_licence(
    licence: Licence,
    *,
    basis: str = "",
    case: EarlyEnding | None = None,
    actor: Any,
    on: date,
    reason: str,
) -> dict[str, object]:
    """Ended before its time: by agreement at once, on application or for breach by the decision of a case."""
    if case is None:
        kind, told, grounds = EndKind.AGREED, basis.strip(), reason.strip()
        _require_no_case(licence)
    else:
        _require_ripe(licence, case, frozenset({EndingKind.APPLICATION, EndingKind.BREACH}))
        kind, told, grounds = BY_CASE[EndingKind(case.kind)], case.basis, _grounds_of(case)
    told = told or str(BASES[kind])
    wind_up(licence, kind, grounds=grounds, basis=told, actor=actor, on=on)
    return {"ended_on": min(on, licence.ends_on), "suspended_until": None}


@step(
    Transition(
        action="licensing.licence.revoke",
        label=_("撤销授权"),
        sources=Licence.RUNNING,
        target=Status.REVOKED,
        permission="licensing.revoke_licence",
        clause=_("意见 第三条、第十三条"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def revoke_licence(
    licence: Licence, *, case: EarlyEnding | None = None, actor: Any, on: date
) -> dict[str, object]:
    """Ended by the regulator: only by the decision of a case in which the operator was heard."""
    if case is None:
        raise TransitionError(
            _("撤销授权须先立案、告知并听取运营机构的陈述申辩，由另一人决定，请先登记撤销案件。")
        )
    _require_ripe(licence, case, frozenset({EndingKind.REVOCATION}))
    wind_up(
        licence, EndKind.REVOKED, grounds=_grounds_of(case), basis=case.basis, actor=actor, on=on
    )
    return {"ended_on": min(on, licence.ends_on), "suspended_until": None}


def _require_no_case(licence: Licence) -> None:
    if licence.early_endings.under_way().exists():
        raise TransitionError(
            _("“%(licence)s”有正在办理的提前结束案件，请先在该案件上作出决定。")
            % {"licence": licence}
        )


def _require_ripe(licence: Licence, case: EarlyEnding, kinds: frozenset[EndingKind]) -> None:
    """The case as it is stored, whatever the caller holds in hand."""
    if not licence.early_endings.filter(EarlyEnding.RIPE, pk=case.pk, kind__in=kinds).exists():
        raise TransitionError(
            _("“%(case)s”还没有听取运营机构的陈述申辩，不能决定结束授权，请先告知。")
            % {"case": case}
        )


def _grounds_of(case: EarlyEnding) -> str:
    return f"{case.get_ground_display()}：{case.facts.strip()}"


@step(
    Transition(
        action="licensing.licence.open_exit",
        label=_("补建退出记录"),
        sources=frozenset({Status.EXPIRED, Status.TERMINATED, Status.REVOKED}),
        target=None,
        permission="licensing.expire_licence",
        clause=_("27号 第九条第六项、第十四条第九项"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def open_missing_exit(licence: Licence, *, actor: Any, on: date) -> None:
    """For what ended before exits were kept here: the same tasks, from today on."""
    if Exit.objects.filter(licence=licence).exists():
        raise TransitionError(
            _("“%(licence)s”已有退出记录，请在原记录上办理。") % {"licence": licence}
        )
    kind = LEGACY[Status(licence.status)]
    open_exit(
        licence, kind, product_names(licence), grounds=str(_("本平台启用退出办理前已经结束。")),
        basis=str(BASES[kind]), actor=actor, on=on,
    )  # fmt: skip


@step(
    Transition(
        action="licensing.licence.close",
        label=_("办结退出"),
        sources=frozenset({Status.EXPIRED, Status.TERMINATED, Status.REVOKED}),
        target=Status.CLOSED,
        permission="licensing.close_licence",
        owed=duties.with_reported_exit,
        clause=_("意见 第三条；27号 第十四条第九项"),
        needs_reason=True,
    )
)
def close_licence(licence: Licence, *, actor: Any, on: date) -> None:
    """The exit is complete only when nothing of it stays open; what does is named."""
    faults = [each.words for each in left_open(licence)]
    if faults:
        raise TransitionError(
            _("“%(licence)s”的退出还有 %(count)d 件没有办结：%(faults)s。请先办结，再办结退出。")
            % {"licence": licence, "count": len(faults), "faults": "；".join(faults)}
        )
    if not Exit.objects.filter(licence=licence, status=Exit.Status.REPORTED).exists():
        raise TransitionError(
            _("“%(licence)s”的退出报告还没有报送，请实施机构先报送退出报告。")
            % {"licence": licence}
        )
    close_exit(licence.exit, actor=actor, on=on)
