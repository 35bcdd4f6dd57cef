"""What becomes of an entry and its revision together; other steps bring it about, no door offers it (809号 17)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog import versions, working_copies
from catalog.models import DataResource
from catalog.workflow.grading import reviewed
from governance.transitions import Transition, TransitionError, step

Status = DataResource.Status
OPEN = DataResource.OPEN


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
    grade = after.get("grade", resource.grade)
    return after | {
        "submitted_by_id": own.submitted_by_id,
        "reviewed_by_id": own.reviewed_by_id,
        **reviewed(resource, grade=grade, actor=own.reviewed_by or actor, on=on),
    }


def _require_own(resource: DataResource, revision: DataResource | None) -> DataResource:
    if revision is None or revision.revision_of_id != resource.pk or revision.status not in OPEN:
        raise TransitionError(
            _("“%(name)s”只能由它自己的修订稿结束更新。请在修订稿上办理。") % {"name": resource}
        )
    return revision
