"""The procedure of an implementation scheme: review, deliberation, decision, filing (27号 第八条至第十一条)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.transitions import Transition, TransitionError, step
from licensing import conditions, duties, scheme_changes, scheme_facts, scheme_versions
from licensing.forms.filings import FilingForm
from licensing.models import CollectiveDecision, Licence, Scheme, SchemeVersion
from licensing.workflow.filings import record_filing
from licensing.workflow.scheme_changes import adopt_change

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
def submit_scheme(scheme: Scheme, *, actor: Any, on: date) -> None:
    """Complete by Art 9 and 10; the facts of the catalogue and the text are kept as they are on the day."""
    faults = _missing(scheme)
    if scheme.is_revision:
        faults += scheme_changes.faults_of(scheme)
    conditions.require(faults)
    scheme_facts.keep(scheme, on=on)
    scheme_versions.write(scheme, SchemeVersion.Kind.SUBMITTED, actor=actor, on=on)


def _missing(scheme: Scheme) -> list[conditions.Words]:
    faults = conditions.contents(scheme)
    points = scheme.missing_feasibility()
    if points:
        faults.append(
            _("可行性论证还缺少：%(points)s（27号第十条），请补充后再办理。")
            % {"points": "、".join(points)}
        )
    if scheme.authorising_body is None:
        faults.append(
            _("“%(scheme)s”尚未写明授权主体，请填写审议方案的本级人民政府或国家行业主管部门。")
            % {"scheme": scheme}
        )
    if not scheme.scope.exists():
        faults.append(_("“%(scheme)s”尚未列入数据资源，请先填写资源范围。") % {"scheme": scheme})
    if not scheme.planned_products.exists():
        faults.append(
            _("“%(scheme)s”尚未列出拟提供的产品和服务，请先填写清单。") % {"scheme": scheme}
        )
    return faults


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
        alternatives=frozenset({Status.MERGED}),
        permission="licensing.decide_scheme",
        clause=_("27号 第十一条"),
        starts_clock="lic.filing",
        owed=duties.scheme_with_carried_decision,
    )
)
def approve_scheme(scheme: Scheme, *, actor: Any, on: date) -> dict[str, object]:
    """The meeting passed it: the filing is due from here on (I-03); a larger change becomes part of its scheme."""
    decision = conditions.carried_decision(scheme, on=on)
    if scheme.is_revision:
        adopt_change(
            scheme.revision_of, actor=actor, on=on, reason=scheme.change_reason, change=scheme,
            decision=decision,
        )  # fmt: skip
        return {"status": Status.MERGED, "decision": decision}
    scheme_versions.write(
        scheme, SchemeVersion.Kind.APPROVED, actor=actor, on=on, decision=decision
    )
    return {"decision": decision}


@step(
    Transition(
        action="licensing.scheme.reject",
        label=_("登记审议未通过"),
        sources=frozenset({Status.DELIBERATION}),
        target=Status.REJECTED,
        permission="licensing.decide_scheme",
        clause=_("27号 第十一条"),
        needs_reason=True,
        owed=duties.scheme_with_rejection,
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
    scheme: Scheme, *, authority: Organisation, number: str, filed_on: date, actor: Any, on: date,
    receipt: UploadedFile | None = None,
) -> None:  # fmt: skip
    """Filed with the provincial data authority or the ministry's data body, after the newest decision on it."""
    newest = scheme_versions.newest_decision(scheme) or scheme.decision
    record_filing(
        scheme=scheme, authority=authority, number=number, filed_on=filed_on, receipt=receipt,
        not_before=newest.held_on if newest else on, actor=actor, on=on,
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
    """No licence may rest on it any longer, so none may be open, and no change of it under way."""
    if scheme.open_change is not None:
        raise TransitionError(
            _("“%(scheme)s”还有办理中的变更稿，请先办结或放弃变更，再终结方案。")
            % {"scheme": scheme}
        )
    open_licences = scheme.licences.exclude(status__in=Licence.ENDED).count()
    if open_licences:
        raise TransitionError(
            _("“%(scheme)s”下还有 %(count)d 份协议没有结束，请先终止或办结，再终结方案。")
            % {"scheme": scheme, "count": open_licences}
        )
