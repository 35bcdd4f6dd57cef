"""The procedure of disclosure: collect, sign, release, correct, withdraw (27号 第十八条、第十九条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from disclosure.contents import contents_of, frozen_text
from disclosure.models import Disclosure, DisclosureObligation
from governance.canonical import sha256
from governance.models import AuditEvent
from governance.transitions import Transition, TransitionError, step

Duty = DisclosureObligation.Status
State = Disclosure.Status


@step(
    Transition(
        action="disclosure.disclosureobligation.collect",
        label=_("编制披露"),
        sources=frozenset({Duty.OPEN}),
        target=Duty.COLLECTING,
        permission="disclosure.collect_disclosureobligation",
        clause=_("国家数据局综合司 2026-02-10 通知"),
        keeps_clock=True,
    )
)
def collect(obligation: DisclosureObligation, *, actor: Any, on: date) -> None:
    """Begin the release, prefilled from what the portal already knows."""
    _begin(Disclosure(obligation=obligation, created_by=actor), actor=actor, on=on)


@step(
    Transition(
        action="disclosure.disclosure.refresh",
        label=_("重新取数"),
        sources=Disclosure.OPEN_TO_EDITS,
        target=None,
        permission="disclosure.refresh_disclosure",
        keeps_clock=True,
        is_duty=False,
    )
)
def refresh(disclosure: Disclosure, *, on: date) -> dict[str, Any]:
    """Fill the draft again from the records as they are today."""
    return {"contents": contents_of(disclosure.obligation, on=on)}


@step(
    Transition(
        action="disclosure.disclosure.sign",
        label=_("签署完整性声明并送审"),
        sources=Disclosure.OPEN_TO_EDITS,
        target=State.SUBMITTED,
        permission="disclosure.sign_disclosure",
        clause=_("27号 第十八条、第十九条"),
        keeps_clock=True,
    )
)
def sign(disclosure: Disclosure, *, actor: Any, on: date) -> dict[str, Any]:
    """A named official states that the contents are complete and true."""
    if not disclosure.contents.get("tables"):
        raise TransitionError(
            _("“%(record)s”没有披露内容，请先重新取数。") % {"record": disclosure}
        )
    return {"signed_by": actor, "signed_on": on}


@step(
    Transition(
        action="disclosure.disclosure.return",
        label=_("退回修改"),
        sources=frozenset({State.SUBMITTED}),
        target=State.RETURNED,
        permission="disclosure.return_disclosure",
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def return_for_changes(disclosure: Disclosure) -> dict[str, Any]:
    """The second pair of eyes found something; the signature falls away."""
    return {"signed_by": None, "signed_on": None}


@step(
    Transition(
        action="disclosure.disclosure.publish",
        label=_("复核并发布"),
        sources=frozenset({State.SUBMITTED}),
        target=State.PUBLISHED,
        permission="disclosure.publish_disclosure",
        clause=_("意见（五）；27号 第十八条、第十九条"),
    )
)
def publish(disclosure: Disclosure, *, on: date) -> dict[str, Any]:
    """Freeze the text and its hash; from now on the database refuses any change of them (I-32)."""
    text = frozen_text(disclosure, on=on)
    return {"canonical": text, "sha256": sha256(text), "published_on": on}


@step(
    Transition(
        action="disclosure.disclosure.correct",
        label=_("更正（另发新版）"),
        sources=frozenset({State.PUBLISHED}),
        target=None,
        permission="disclosure.correct_disclosure",
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def correct(disclosure: Disclosure, *, actor: Any, reason: str, on: date) -> None:
    """Begin the next release; this one stays as it was published (I-32)."""
    if Disclosure.objects.filter(predecessor=disclosure).exists():
        raise TransitionError(
            _("“%(record)s”已经有更正版次，请在更正版次上继续办理。") % {"record": disclosure}
        )
    later = Disclosure(
        obligation=disclosure.obligation,
        predecessor=disclosure,
        release=disclosure.release + 1,
        correction_reason=reason,
        explanation=disclosure.explanation,
        created_by=actor,
    )
    _begin(later, actor=actor, on=on)


@step(
    Transition(
        action="disclosure.disclosure.withdraw",
        label=_("撤回"),
        sources=frozenset({State.PUBLISHED}),
        target=State.WITHDRAWN,
        permission="disclosure.withdraw_disclosure",
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw(disclosure: Disclosure, *, reason: str, on: date) -> dict[str, Any]:
    """Leave a tombstone: reason, date and the last hash stay public."""
    return {"withdrawn_on": on, "withdrawal_reason": reason}


def _begin(disclosure: Disclosure, *, actor: Any, on: date) -> None:
    disclosure.status_since = on
    disclosure.due_on = disclosure.obligation.due_on
    disclosure.due_rule = disclosure.obligation.due_rule
    disclosure.contents = contents_of(disclosure.obligation, on=on)
    disclosure.full_clean()
    disclosure.save()
    AuditEvent.objects.record("disclosure.disclosure.add", disclosure, actor=actor)
