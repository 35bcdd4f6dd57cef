"""How a licence is interrupted and ends: suspension, expiry, termination, revocation, exit (clause 三)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import conditions, validity
from licensing.forms.licences import SuspensionForm
from licensing.models import Licence, Product
from licensing.workflow.licences import faults_on

Status = Licence.Status


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
def reinstate_licence(licence: Licence, *, on: date) -> dict[str, object]:
    """Use goes on where everything that activation asked still holds."""
    conditions.require(faults_on(licence, on=on))
    # The clock stops: an end that is near is reminded of anew.
    return {"suspended_until": None, "reminded_days": None}


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
def expire_licence(licence: Licence, *, on: date) -> dict[str, object]:
    """Bookkeeping only: the rights ended at midnight after the last day."""
    if not licence.term.is_over(on):
        raise TransitionError(
            _(
                "“%(licence)s”的授权期限到 %(day)s 为止，尚未届满，不能登记到期；需要提前结束的，请办理终止或撤销。"
            )
            % {"licence": licence, "day": licence.ends_on}
        )
    return {"ended_on": licence.ends_on, "suspended_until": None}


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
    )
)
def terminate_licence(licence: Licence, *, on: date) -> dict[str, object]:
    """Ended before its time on the agreement's own conditions."""
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
    )
)
def revoke_licence(licence: Licence, *, on: date) -> dict[str, object]:
    """Ended by the regulator for a breach."""
    return {"ended_on": min(on, licence.ends_on), "suspended_until": None}


@step(
    Transition(
        action="licensing.licence.close",
        label=_("办结退出"),
        sources=frozenset({Status.EXPIRED, Status.TERMINATED, Status.REVOKED}),
        target=Status.CLOSED,
        permission="licensing.close_licence",
        clause=_("意见 第三条；27号 第十四条第九项"),
        needs_reason=True,
    )
)
def close_licence(licence: Licence) -> None:
    """The exit is complete only when no product stays open."""
    left = licence.products.filter(
        status__in=(Product.Status.IN_REVIEW, Product.Status.ON_SALE)
    ).count()
    if left:
        raise TransitionError(
            _("“%(licence)s”下还有 %(count)d 个产品没有下架或退回，请先处理产品，再办结退出。")
            % {"licence": licence, "count": left}
        )
