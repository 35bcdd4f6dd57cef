"""What becomes of a scheme after its decision: larger changes, corrections, and drafts that are given up (第十一条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import scheme_changes, scheme_versions, striking
from licensing.forms.schemes import CorrectionForm, SchemeRowsForm
from licensing.models import CollectiveDecision, Scheme, SchemeVersion

Status = Scheme.Status
Kind = SchemeVersion.Kind


@step(
    Transition(
        action="licensing.scheme.revise",
        label=_("启动较大变更"),
        sources=Scheme.DECIDED,
        target=None,
        permission="licensing.revise_scheme",
        clause=_("27号 第十一条"),
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
        is_aside=True,
    )
)
def revise_scheme(scheme: Scheme, *, actor: Any, on: date, reason: str) -> None:
    """A text of its own goes the same way again; until it has passed, the scheme stands as it is."""
    if scheme.open_change is not None:
        raise TransitionError(
            _("“%(scheme)s”已有办理中的变更稿，请先办结或放弃。") % {"scheme": scheme}
        )
    standing = scheme_versions.standing(scheme, actor=actor, on=on)
    scheme_changes.begin(scheme, reason=reason, based_on=standing, actor=actor)


@step(
    Transition(
        action="licensing.scheme.adopt",
        label=_("并入较大变更"),
        sources=Scheme.DECIDED,
        target=Status.APPROVED,
        permission="licensing.decide_scheme",
        clause=_("27号 第十一条"),
        needs_reason=True,
        starts_clock="lic.filing",
        is_duty=False,
        is_consequence=True,
    )
)
def adopt_change(
    scheme: Scheme, *, actor: Any, on: date, reason: str, change: Scheme | None = None,
    decision: CollectiveDecision | None = None,
) -> dict[str, object]:  # fmt: skip
    """The change has passed: it is the scheme now, and is filed anew; called by ``approve_scheme``."""
    if change is None or change.revision_of_id != scheme.pk:
        raise TransitionError(
            _("“%(scheme)s”只能由它自己的变更稿修订，请在变更稿上办理。") % {"scheme": scheme}
        )
    after = scheme_changes.merged(scheme, change, by=actor)
    scheme_versions.write(
        scheme, Kind.CHANGED, actor=actor, on=on, changes=after, decision=decision, reason=reason
    )
    return after


@step(
    Transition(
        action="licensing.scheme.correct",
        label=_("更正方案文字"),
        sources=Scheme.DECIDED,
        target=None,
        permission="licensing.correct_scheme",
        clause=_("27号 第十一条"),
        needs_reason=True,
        reason_hint=_("写明为什么不属于较大变更。属于较大变更的，请启动较大变更，重新履行程序。"),
        keeps_clock=True,
        is_duty=False,
        is_aside=True,
        form=CorrectionForm,
    )
)
def correct_scheme(
    scheme: Scheme, *, actor: Any, on: date, reason: str, field: str, text: str
) -> dict[str, object]:
    """What is no larger change is put right with a reason, and kept as a version."""
    if getattr(scheme, field).strip() == text.strip():
        raise TransitionError(_("更正后的文字与现在的相同，请修改后再办理。"))
    after: dict[str, object] = {field: text.strip()}
    scheme_versions.write(scheme, Kind.CORRECTED, actor=actor, on=on, changes=after, reason=reason)
    return after


@step(
    Transition(
        action="licensing.scheme.strike",
        label=_("移出资源、产品或附件"),
        sources=Scheme.OPEN_TO_EDITS,
        target=None,
        permission="licensing.strike_scheme",
        clause=_("27号 第九条"),
        keeps_clock=True,
        is_duty=False,
        is_aside=True,
        form=SchemeRowsForm,
    )
)
def strike_from_scheme(
    scheme: Scheme, *, actor: Any, reason: str, scope: Any = (), planned_products: Any = (),
    annexes: Any = (),
) -> None:  # fmt: skip
    """Rows leave a text that is still open; the trail keeps what they said."""
    striking.strike([*scope, *planned_products, *annexes], of=scheme, actor=actor, reason=reason)


@step(
    Transition(
        action="licensing.scheme.abandon",
        label=_("放弃编制"),
        sources=Scheme.OPEN_TO_EDITS,
        target=Status.CLOSED,
        permission="licensing.abandon_scheme",
        clause=_("27号 第八条"),
        needs_reason=True,
        is_duty=False,
        is_aside=True,
    )
)
def abandon_scheme(scheme: Scheme) -> None:
    """A draft, or the text of a change, that nobody pursues; a scheme under change stands as it was."""
