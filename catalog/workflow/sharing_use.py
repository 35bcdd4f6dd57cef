"""Provision and use of shared data, to their end (809号 第二十二条至第二十五条)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.forms.sharing import IncidentForm, ProvideForm, UseForm
from catalog.models import SharingIncident, SharingRequest, SharingUse
from catalog.workflow.sharing_rules import clock
from governance.due import due_work
from governance.errors import WrongState
from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step

Status = SharingRequest.Status
DELIVERED = frozenset({Status.PROVIDED, Status.IN_USE, Status.SUSPENDED})


def use_is_due() -> Q:
    """Every request in use owes a record of its use within the term."""
    return Q(due_rule="share.nonuse")


@step(
    Transition(
        action="catalog.sharingrequest.provide",
        label=_("记录提供数据"),
        sources=frozenset({Status.AGREED}),
        target=Status.PROVIDED,
        permission="catalog.provide_sharingrequest",
        clause=_("809号 第二十二条"),
        starts_clock="share.confirm",
        form=ProvideForm,
    )
)
def provide(
    request: SharingRequest,
    *,
    actor: Any,
    on: date,
    provided_on: date,
    way: str,
    evidence: str,
    file: Any = None,
) -> dict[str, object]:
    """Handed over, with way, day and proof."""
    if provided_on > on:
        raise TransitionError(_("提供日期不能晚于今天，请核对后重新填写。"))
    if request.replied_on is not None and provided_on < request.replied_on:
        raise TransitionError(_("提供日期不能早于答复日期，请核对后重新填写。"))
    return {
        "provided_on": provided_on,
        "provided_way": way,
        "provision_evidence": evidence,
        "provision_file": Attachment.objects.keep(file, by=actor) if file else None,
        "provided_by_id": actor.pk,
    }


@step(
    Transition(
        action="catalog.sharingrequest.confirm",
        label=_("确认收到，开始使用"),
        sources=frozenset({Status.PROVIDED}),
        target=Status.IN_USE,
        permission="catalog.use_sharingrequest",
        clause=_("809号 第二十五条"),
        starts_clock="share.nonuse",
    )
)
def confirm(request: SharingRequest, *, on: date) -> dict[str, object]:
    """The requester has the data and answers for their use from now on."""
    return {"confirmed_on": on}


@step(
    Transition(
        action="catalog.sharingrequest.record_use",
        label=_("登记使用情况"),
        sources=frozenset({Status.IN_USE}),
        target=None,
        permission="catalog.use_sharingrequest",
        clause=_("809号 第二十五条"),
        starts_clock="share.nonuse",
        owed=use_is_due,
        form=UseForm,
    )
)
def record_use(request: SharingRequest, *, actor: Any, on: date, **told: Any) -> dict[str, object]:
    """For what, how often, with what result; the term until the next record starts anew."""
    if request.provided_on is not None and told["used_from"] < request.provided_on:
        raise TransitionError(
            _("使用时间不能早于提供日期%(day)s，请核对后重新填写。") % {"day": request.provided_on}
        )
    use = SharingUse(request=request, recorded_on=on, created_by_id=actor.pk, **told)
    use.full_clean()
    use.save(force_insert=True)
    return {"last_used_on": on}


@step(
    Transition(
        action="catalog.sharingrequest.end_use",
        label=_("结束使用"),
        sources=DELIVERED,
        target=Status.ENDED,
        permission="catalog.use_sharingrequest",
        clause=_("809号 第二十五条"),
        needs_reason=True,
        is_duty=False,
    )
)
def end_use(request: SharingRequest, *, reason: str, on: date) -> dict[str, object]:
    """The requester needs the data no longer."""
    return _ended(reason, on)


@step(
    Transition(
        action="catalog.sharingrequest.suspend",
        label=_("暂停使用"),
        sources=frozenset({Status.PROVIDED, Status.IN_USE}),
        target=Status.SUSPENDED,
        permission="catalog.supervise_sharingrequest",
        clause=_("809号 第二十五条"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def suspend(
    request: SharingRequest, *, incident: SharingIncident | None = None
) -> dict[str, object]:
    """What a verified incident brings about; called by its handling."""
    _require_incident(request, incident)
    return {}


@step(
    Transition(
        action="catalog.sharingrequest.stop",
        label=_("停止共享"),
        sources=DELIVERED,
        target=Status.ENDED,
        permission="catalog.supervise_sharingrequest",
        clause=_("809号 第二十五条"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def stop(
    request: SharingRequest, *, reason: str, on: date, incident: SharingIncident | None = None
) -> dict[str, object]:
    """What a verified incident brings about; called by its handling."""
    _require_incident(request, incident)
    return _ended(reason, on)


@step(
    Transition(
        action="catalog.sharingrequest.resume_use",
        label=_("恢复使用"),
        sources=frozenset({Status.SUSPENDED}),
        target=Status.IN_USE,
        permission="catalog.supervise_sharingrequest",
        clause=_("809号 第二十五条"),
        needs_reason=True,
        starts_clock="share.nonuse",
    )
)
def resume_use(request: SharingRequest, *, on: date) -> dict[str, object]:
    """The authority found the matter put right."""
    return {"confirmed_on": request.confirmed_on or on, "last_used_on": on}


@step(
    Transition(
        action="catalog.sharingrequest.report_incident",
        label=_("报告使用问题"),
        sources=DELIVERED | {Status.ENDED},
        target=None,
        permission="catalog.report_sharingrequest",
        clause=_("809号 第二十五条"),
        keeps_clock=True,
        is_duty=False,
        form=IncidentForm,
    )
)
def report_incident(
    request: SharingRequest, *, actor: Any, on: date, kind: str, facts: str, found_on: date
) -> dict[str, object]:
    """Not used within the term, used beyond what was agreed, or handed on: for the authority to verify."""
    if found_on > on:
        raise TransitionError(_("发现日期不能晚于今天，请核对后重新填写。"))
    is_unused = request.status == Status.IN_USE and request.is_overdue(on)
    if kind == SharingIncident.Kind.NONUSE and not is_unused:
        raise TransitionError(
            _("“%(name)s”登记使用情况的期限尚未超过，不能报告未使用。") % {"name": request}
        )
    incident = SharingIncident(
        request=request, kind=kind, facts=facts, found_on=found_on, status_since=on, created_by_id=actor.pk,
        **clock("share.incident", request, on),
    )  # fmt: skip
    incident.full_clean()
    incident.save(force_insert=True)
    return {}


@step(
    Transition(
        action="catalog.sharingrequest.expire",
        label=_("使用期限届满"),
        sources=DELIVERED,
        target=Status.ENDED,
        permission="catalog.expire_sharingrequest",
        clause=_("809号 第二十五条"),
        is_duty=False,
        is_consequence=True,
    )
)
def expire(request: SharingRequest, *, on: date) -> dict[str, object]:
    """The period that was agreed is over."""
    if request.ends_on is None or request.ends_on >= on:
        raise TransitionError(_("“%(name)s”的使用期限尚未届满。") % {"name": request})
    return _ended(str(_("使用期限届满。")), on)


@due_work(_("结束使用期限已届满的共享"))
def expire_lapsed_requests(actor: Any, on: date) -> int:
    """End what is over; safe to repeat."""
    ended = 0
    for request in SharingRequest.objects.lapsed(on):
        try:
            expire(request, actor=actor, on=on)
        except WrongState:
            # Somebody ended it in the meantime: nothing is left to do.
            continue
        ended += 1
    return ended


def _ended(reason: str, on: date) -> dict[str, object]:
    return {"ended_on": on, "end_reason": reason.strip()}


def _require_incident(request: SharingRequest, incident: SharingIncident | None) -> None:
    if incident is None or incident.request_id != request.pk:
        raise TransitionError(
            _("暂停或者停止“%(name)s”须以经核实的使用问题为依据，请在使用问题的记录上处理。")
            % {"name": request}
        )
