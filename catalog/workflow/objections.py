"""Objections to a public notice: raised by anybody, decided by somebody other than the reviewer (26号 第十二条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.clocks import running
from catalog.forms import ObjectionForm
from catalog.models import Objection, PublicNotice, RegistrationApplication
from catalog.workflow.intake import kept
from governance.deadlines import NO_CLOCK, due
from governance.transitions import Transition, TransitionError, step

Status = RegistrationApplication.Status
RAISED = frozenset({Objection.Status.RAISED})


@step(
    Transition(
        action="catalog.registrationapplication.raise_objection",
        label=_("提出异议"),
        sources=frozenset({Status.NOTICE, Status.OBJECTED}),
        target=Status.OBJECTED,
        permission="catalog.object_registrationapplication",
        clause=_("26号 第十二条"),
        keeps_clock=True,
        is_duty=False,
        form=ObjectionForm,
    )
)
def raise_objection(
    application: RegistrationApplication,
    *,
    actor: Any,
    on: date,
    evidence_file: Any = None,
    **words: str,
) -> dict[str, object]:
    """Anybody, by real name and with evidence, while the notice runs; coding stops (I-22, I-23)."""
    notice = application.notice
    _require_new(notice, words, on)
    objection = Objection(
        notice=notice,
        **words,
        evidence_file=kept(evidence_file, actor) if evidence_file else None,
        raised_on=on,
        status_since=on,
        **_term(application, on),
        reviewer_id=application.reviewed_by_id,
        created_by_id=actor.pk if actor.is_authenticated else None,
    )
    objection.full_clean()
    objection.save()
    return dict(NO_CLOCK)


@step(
    Transition(
        action="catalog.objection.uphold",
        label=_("异议成立，终止登记"),
        sources=RAISED,
        target=Objection.Status.UPHELD,
        permission="catalog.decide_objection",
        clause=_("26号 第十二条"),
        needs_reason=True,
    )
)
def uphold(objection: Objection, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The objection holds: the registration is terminated (26号 第十二条)."""
    terminate(objection.notice.application, actor=actor, on=on, reason=reason, objection=objection)
    return _decided(actor, on, reason)


@step(
    Transition(
        action="catalog.objection.dismiss",
        label=_("异议不成立，恢复登记"),
        sources=RAISED,
        target=Objection.Status.DISMISSED,
        permission="catalog.decide_objection",
        clause=_("26号 第十二条"),
        needs_reason=True,
    )
)
def dismiss(objection: Objection, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The objection does not hold: the registration goes on once no other is open."""
    application = objection.notice.application
    others = Objection.objects.open().filter(notice=objection.notice).exclude(pk=objection.pk)
    if application.status == Status.OBJECTED and not others.exists():
        resume(application, actor=actor, on=on, reason=reason, objection=objection)
    return _decided(actor, on, reason)


@step(
    Transition(
        action="catalog.registrationapplication.terminate",
        label=_("终止登记"),
        sources=frozenset({Status.OBJECTED}),
        target=Status.TERMINATED,
        permission="catalog.settle_registrationapplication",
        clause=_("26号 第十二条"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def terminate(
    application: RegistrationApplication, *, reason: str, objection: Objection | None = None
) -> dict[str, object]:
    """What an upheld objection brings about; called by ``uphold``."""
    _require_decision(application, objection)
    return {"outcome_reason": reason.strip()}


@step(
    Transition(
        action="catalog.registrationapplication.resume",
        label=_("恢复登记"),
        sources=frozenset({Status.OBJECTED}),
        target=Status.NOTICE,
        permission="catalog.settle_registrationapplication",
        clause=_("26号 第十二条"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def resume(
    application: RegistrationApplication, *, on: date, objection: Objection | None = None
) -> dict[str, object]:
    """What the dismissal of the last open objection brings about: the notice goes on, or the coding is due."""
    _require_decision(application, objection)
    region = application.deadline_region_code
    term = due("reg.notice", start=application.notice.starts_on, region_code=region)
    return term.clock if on <= term.on else running("reg.code", start=on, region_code=region)


def _require_new(notice: PublicNotice, words: dict[str, str], on: date) -> None:
    if not notice.is_running(on):
        raise TransitionError(
            _("“%(name)s”的公示期为%(start)s至%(end)s，现在不能提出异议。")
            % {"name": notice, "start": notice.starts_on, "end": notice.ends_on}
        )
    # Visitors have no idempotency keys: the same words sent twice are one objection.
    if notice.objections.filter(real_name=words["real_name"], claim=words["claim"]).exists():
        raise TransitionError(_("这项异议已经收到，不用重复提交。登记机构正在核实。"))


def _term(application: RegistrationApplication, on: date) -> dict[str, Any]:
    """26号 gives no term for the decision; the portal's own counts, as the region has set it."""
    return running("reg.objection", start=on, region_code=application.deadline_region_code)


def _require_decision(application: RegistrationApplication, objection: Objection | None) -> None:
    if objection is None or objection.notice.application_id != application.pk:
        raise TransitionError(
            _(
                "“%(name)s”的异议须逐件处理。请在异议记录上决定成立或者不成立，登记随之终止或者恢复。"
            )
            % {"name": application}
        )


def _decided(actor: Any, on: date, reason: str) -> dict[str, object]:
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}
