"""The procedure of an implementation scheme: review, deliberation, decision, filing (27号 第八条至第十一条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.transitions import Transition, TransitionError, step
from licensing import conditions
from licensing.forms.decisions import FilingForm
from licensing.models import CollectiveDecision, Licence, Scheme
from licensing.workflow.filings import record_filing

Status = Scheme.Status


@step(
    Transition(
        action="licensing.scheme.submit",
        label=_("报审"),
        sources=Scheme.OPEN_TO_EDITS,
        target=Status.SUBMITTED,
        permission="licensing.submit_scheme",
        clause=_("27号 第八条、第九条"),
    )
)
def submit_scheme(scheme: Scheme) -> None:
    """Complete by Art 9: twelve contents, a scope and a list of planned products."""
    faults = conditions.contents(scheme)
    if not scheme.scope.exists():
        faults.append(_("“%(scheme)s”尚未列入数据资源，请先填写资源范围。") % {"scheme": scheme})
    if not scheme.planned_products.exists():
        faults.append(
            _("“%(scheme)s”尚未列出拟提供的产品和服务，请先填写清单。") % {"scheme": scheme}
        )
    conditions.require(faults)


@step(
    Transition(
        action="licensing.scheme.review",
        label=_("审核通过"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.REVIEWED,
        permission="licensing.review_scheme",
        clause=_("27号 第八条、第十条"),
    )
)
def review_scheme(scheme: Scheme) -> None:
    """The data authority finds necessity and feasibility shown."""
    conditions.require(conditions.contents(scheme))


@step(
    Transition(
        action="licensing.scheme.return",
        label=_("退回修改"),
        sources=frozenset({Status.SUBMITTED, Status.REVIEWED, Status.DELIBERATION}),
        target=Status.RETURNED,
        permission="licensing.return_scheme",
        clause=_("27号 第八条、第十一条"),
        needs_reason=True,
        is_duty=False,
    )
)
def return_scheme(scheme: Scheme) -> dict[str, object]:
    """Back to those who prepare it; a decision on this text cannot serve for the next one."""
    last = scheme.decisions.order_by("pk").last()
    return {"decision": last or scheme.decision}


@step(
    Transition(
        action="licensing.scheme.deliberate",
        label=_("提请集体审议"),
        sources=frozenset({Status.REVIEWED}),
        target=Status.DELIBERATION,
        permission="licensing.deliberate_scheme",
        clause=_("27号 第十一条"),
    )
)
def deliberate_scheme(scheme: Scheme) -> None:
    """To the government's or the ministry's meeting, by “三重一大”."""


@step(
    Transition(
        action="licensing.scheme.approve",
        label=_("登记审议通过"),
        sources=frozenset({Status.DELIBERATION}),
        target=Status.APPROVED,
        permission="licensing.decide_scheme",
        clause=_("27号 第十一条"),
        starts_clock="lic.filing",
    )
)
def approve_scheme(scheme: Scheme, *, on: date) -> dict[str, object]:
    """The meeting passed it; the filing is due from here on (I-03)."""
    return {"decision": conditions.carried_decision(scheme, on=on)}


@step(
    Transition(
        action="licensing.scheme.reject",
        label=_("登记审议未通过"),
        sources=frozenset({Status.DELIBERATION}),
        target=Status.REJECTED,
        permission="licensing.decide_scheme",
        clause=_("27号 第十一条"),
        needs_reason=True,
        is_duty=False,
    )
)
def reject_scheme(scheme: Scheme, *, on: date) -> dict[str, object]:
    """The meeting turned it down."""
    decision = conditions.new_decision(scheme, on=on)
    if decision.result != CollectiveDecision.Result.REJECTED:
        raise TransitionError(
            _("“%(scheme)s”的集体决策结果为“%(result)s”，不能按未通过办理。")
            % {"scheme": scheme, "result": decision.get_result_display()}
        )
    return {"decision": decision}


@step(
    Transition(
        action="licensing.scheme.file",
        label=_("登记备案"),
        sources=frozenset({Status.APPROVED}),
        target=Status.FILED,
        permission="licensing.file_scheme",
        clause=_("27号 第十一条"),
        form=FilingForm,
    )
)
def file_scheme(
    scheme: Scheme, *, authority: Organisation, number: str, filed_on: date, actor: Any, on: date
) -> None:
    """Filed with the provincial data authority or the ministry's data body."""
    record_filing(
        scheme=scheme, authority=authority, number=number, filed_on=filed_on,
        not_before=scheme.decision.held_on if scheme.decision else on, actor=actor, on=on,
    )  # fmt: skip


@step(
    Transition(
        action="licensing.scheme.close",
        label=_("终结方案"),
        sources=frozenset({Status.APPROVED, Status.FILED, Status.REJECTED}),
        target=Status.CLOSED,
        permission="licensing.close_scheme",
        clause=_("27号 第十一条"),
        needs_reason=True,
        is_duty=False,
    )
)
def close_scheme(scheme: Scheme) -> None:
    """No licence may rest on it any longer, so none may be open."""
    open_licences = scheme.licences.exclude(status__in=Licence.ENDED).count()
    if open_licences:
        raise TransitionError(
            _("“%(scheme)s”下还有 %(count)d 份协议没有结束，请先终止或办结，再终结方案。")
            % {"scheme": scheme, "count": open_licences}
        )
