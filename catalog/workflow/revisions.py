"""Revisions: a published entry stays public while its working copy goes through review (809号 第十七条).

The entry and its copy are two rows with one procedure each. Every step that moves both locks the entry first.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog import versions, working_copies
from catalog.forms import RevisionForm
from catalog.models import DataResource
from catalog.workflow.grading import reviewed
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
    term = due(
        "cat.update_extend", start=revision.due_on, region_code=revision.deadline_region_code
    )
    return {"due_on": term.on, "due_rule": term.key, "due_is_provisional": term.is_provisional}


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
    stand_again(revision.revision_of, actor=actor, on=on, reason=reason, revision=revision)
    return {"release_on": None}


@step(
    Transition(
        action="catalog.dataresource.close_revision",
        label=_("随原条目撤回而终止修订"),
        sources=OPEN,
        target=Status.ABANDONED,
        permission="catalog.withdraw_dataresource",
        clause=_("809号 第十七条"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def close_revision(revision: DataResource) -> dict[str, object]:
    """What the withdrawal of the entry brings about; called by ``withdraw``."""
    if not revision.is_revision:
        raise TransitionError(
            _("“%(name)s”不是修订稿，不能这样终止。请在原条目上办理撤回。") % {"name": revision}
        )
    return {"release_on": None}


@step(
    Transition(
        action="catalog.dataresource.stand_again",
        label=_("结束修订，恢复原状"),
        sources=frozenset({Status.UPDATING}),
        target=Status.PUBLISHED,
        permission="catalog.revise_dataresource",
        clause=_("809号 第十七条"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def stand_again(
    resource: DataResource, *, revision: DataResource | None = None
) -> dict[str, object]:
    """What giving the revision up brings about; called by ``abandon_revision``."""
    _require_own(resource, revision)
    return {}


@step(
    Transition(
        action="catalog.dataresource.take_over",
        label=_("并入修订稿，发布新版本"),
        sources=frozenset({Status.UPDATING}),
        target=Status.PUBLISHED,
        permission="catalog.merge_dataresource",
        clause=_("809号 第十七条"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def take_over(
    resource: DataResource, *, actor: Any, on: date, revision: DataResource | None = None
) -> dict[str, object]:
    """The approved revision becomes the entry, as a new version; called by ``publish`` and ``release``."""
    own = _require_own(resource, revision)
    after = working_copies.merge(resource, own)
    versions.write(resource, after, actor=actor, on=on, reason=own.revision_reason)
    return after | {
        "submitted_by_id": own.submitted_by_id,
        "reviewed_by_id": own.reviewed_by_id,
        **reviewed(
            resource, grade=after.get("grade", resource.grade), actor=own.reviewed_by, on=on
        ),
    }


def _require_own(resource: DataResource, revision: DataResource | None) -> DataResource:
    if revision is None or revision.revision_of_id != resource.pk or revision.status not in OPEN:
        raise TransitionError(
            _("“%(name)s”只能由它自己的修订稿结束更新。请在修订稿上办理。") % {"name": resource}
        )
    return revision
