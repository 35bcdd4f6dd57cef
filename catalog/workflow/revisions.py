"""Revisions: a published entry stays public while its working copy goes through review (809号 第十七条).

The entry and its copy are two rows with one procedure each. Every step that moves both locks the entry first.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog import working_copies
from catalog.forms import RevisionForm
from catalog.models import DataResource
from catalog.workflow.merging import stand_again
from governance.deadlines import due
from governance.models import AuditEvent
from governance.transitions import Transition, TransitionError, step

Status = DataResource.Status
OPEN = DataResource.OPEN
Cause = DataResource.RevisionCause


@step(
    Transition(
        action="catalog.dataresource.revise",
        label=_("修订"),
        sources=frozenset({Status.PUBLISHED}),
        target=Status.UPDATING,
        permission="catalog.revise_dataresource",
        clause=_("809号 第十七条"),
        needs_reason=True,
        reason_hint=_("写明为什么修订。原条目继续公开，修改在修订稿上进行，审核通过后并入。"),
        keeps_clock=True,
        is_duty=False,
        form=RevisionForm,
    )
)
def revise(
    resource: DataResource,
    *,
    actor: Any,
    on: date,
    reason: str,
    cause: str = Cause.OTHER,
    changed_on: date | None = None,
) -> dict[str, object]:
    """The provider opens a working copy; the entry stays public as it is until the copy is approved."""
    if changed_on is not None and changed_on > on:
        raise TransitionError(_("变化之日不能晚于今天，请核对后重新填写。"))
    revision = working_copies.make(
        resource, actor=actor, on=on, reason=reason, cause=cause, changed_on=changed_on
    )
    AuditEvent.objects.record(
        "catalog.dataresource.open_revision", revision, actor=actor, reason=reason,
        legal_basis=str(_("809号 第十七条")),
    )  # fmt: skip
    return {}


@step(
    Transition(
        action="catalog.dataresource.extend_update",
        label=_("同意延长更新期限"),
        sources=frozenset({Status.DRAFT}),
        target=None,
        permission="catalog.extend_dataresource",
        clause=_("809号 第十七条"),
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def extend_update(revision: DataResource, *, on: date) -> dict[str, object]:
    """The authority consents to a later update, once, before the first term is over."""
    if revision.due_rule != "cat.update" or revision.due_on is None:
        raise TransitionError(
            _("“%(name)s”没有可以延长的更新期限：期限只能延长一次。请在现有期限内提交。")
            % {"name": revision}
        )
    if on > revision.due_on:
        raise TransitionError(
            _("“%(name)s”的更新期限%(day)s已过，不能再延长。请提供单位尽快提交。")
            % {"name": revision, "day": revision.due_on}
        )
    region = revision.deadline_region_code
    return due("cat.update_extend", start=revision.due_on, region_code=region).clock


@step(
    Transition(
        action="catalog.dataresource.abandon_revision",
        label=_("放弃修订"),
        sources=OPEN,
        target=Status.ABANDONED,
        permission="catalog.abandon_dataresource",
        clause=_("809号 第十七条"),
        needs_reason=True,
        is_duty=False,
    )
)
def abandon_revision(
    revision: DataResource, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The provider gives the revision up: the entry stays as it is."""
    stand_again(revision.original, actor=actor, on=on, reason=reason, revision=revision)
    return {"release_on": None}
