"""Renewal: reminders before the end, and a prefilled agreement that begins the day after (27号 第十四条第九项)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance import deadlines
from governance.models import AuditEvent
from governance.snapshots import snapshot
from governance.transitions import Transition, TransitionError, step
from licensing import duties
from licensing.amending import RENEWAL_WINDOW
from licensing.models import Licence, LicensedResource, Scheme

Status = Licence.Status
#: What the new agreement takes over from the old one; states, numbers and promises begin anew.
PREFILLED = (
    "name", "scheme", "implementing_body", "authorising_body", "operator", "regulator", "mode", "domain", "scenario",
    "content", "business", "selection", "selection_basis", "notice_no", "result_no", "is_exclusive", "region",
    "cosigner", "other_terms", *(field for _title, fields in Licence.CONTENTS for field in fields),
)  # fmt: skip
ENTRY = ("resource", "purposes", "restrictions", "consent", "assessment", "is_exclusive")


@step(
    Transition(
        action="licensing.licence.remind",
        label=_("提醒授权即将期满"),
        sources=Licence.RUNNING,
        target=None,
        permission="licensing.remind_licence",
        clause=_("27号 第十四条第九项"),
        is_duty=False,
        is_consequence=True,
    )
)
def remind_of_end(licence: Licence, *, on: date) -> dict[str, object]:
    """Ninety, thirty and seven days before the end the parties find it in their inbox."""
    stage = licence.term.renewal_stage(on)
    if stage is None or stage == licence.reminded_days:
        raise TransitionError(
            _("“%(licence)s”今天没有新的期满提醒，无需办理。") % {"licence": licence}
        )
    known: dict[str, object] = {"reminded_days": stage}
    if licence.status == Status.SUSPENDED:
        return known  # the decision on the suspension has its own term
    return known | {
        "due_on": licence.ends_on,
        "due_rule": RENEWAL_WINDOW,
        "due_is_provisional": False,
    }


@step(
    Transition(
        action="licensing.licence.renew",
        label=_("发起续约"),
        sources=frozenset({Status.IN_FORCE}),
        target=None,
        permission="licensing.renew_licence",
        owed=duties.due_for_renewal,
        clause=_("27号 第十四条第九项"),
        is_aside=True,
    )
)
def renew_licence(licence: Licence, *, actor: Any, on: date) -> None:
    """A new draft that says what the old one said and begins the day after; it is decided like any other."""
    term = licence.term.following()
    successor = Licence(
        predecessor=licence,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        created_by_id=actor.pk,
        **{name: getattr(licence, name) for name in PREFILLED},
    )
    successor.full_clean(validate_constraints=False)
    successor.save(force_insert=True)
    for entry in licence.scope.in_scope(licence.ends_on):
        values = {name: getattr(entry, name) for name in ENTRY}
        LicensedResource(licence=successor, created_by_id=actor.pk, **values).save(
            force_insert=True
        )
    written = {
        name: [None, value]
        for name, value in snapshot(successor).items()
        if value not in (None, "")
    }
    AuditEvent.objects.record("licensing.licence.add", successor, actor=actor, changes=written)


@renew_licence.waits_for
def require_open(licence: Licence, *, on: date) -> None:
    """Within the window, with a scheme that still stands, once, and after an evaluation."""
    days = deadlines.rule_for(RENEWAL_WINDOW, licence.deadline_region_code).number or 0
    if not licence.term.may_be_renewed(on, days):
        raise TransitionError(
            _("续约只能在期满前 %(days)d 天内发起，“%(licence)s”自 %(day)s 起可以发起。")
            % {"days": days, "licence": licence, "day": licence.term.renewal_opens_on(days)}
        )
    if licence.successors.exists():
        raise TransitionError(
            _("“%(licence)s”已有续约协议，请打开已有的续约协议办理。") % {"licence": licence}
        )
    if licence.scheme.status not in Scheme.DECIDED:
        raise TransitionError(
            _("实施方案“%(scheme)s”已不再执行，不能续约，请先按程序审议新的方案。")
            % {"scheme": licence.scheme}
        )
    if not is_evaluated(licence):
        raise TransitionError(
            _("“%(licence)s”的运营成效评价还没有公布结果，请先完成评价，再发起续约。")
            % {"licence": licence}
        )


def is_evaluated(licence: Licence) -> bool:
    """Whether a result is published, where evaluations are kept and one was raised for this licence."""
    # Asked by the name of the relation: it belongs to a procedure of its own.
    if "evaluations" not in {field.name for field in licence._meta.get_fields()}:
        return True
    raised: Any = getattr(licence, "evaluations")  # noqa: B009
    return raised.published().exists() or not raised.exists()
