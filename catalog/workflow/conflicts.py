"""One source per datum: fixed by the data authority, followed by the daily check (clause 一; 809号 第十九条; I-29)."""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.forms import KeptResourceForm, SourceForm
from catalog.models import DataItem, DataResource, SourceConflict
from governance.transitions import Transition, TransitionError, step

Status = SourceConflict.Status
OPEN = frozenset({Status.CONFLICTING, Status.DUPLICATED})
SETTLED = frozenset({Status.RESOLVED, Status.DISMISSED, Status.VANISHED})
UNDECIDED: dict[str, object] = {
    "authoritative_source_id": None,
    "kept_resource_id": None,
    "decided_by_id": None,
    "decided_on": None,
    "decision": "",
}


@step(
    Transition(
        action="catalog.sourceconflict.fix_source",
        label=_("确定数源单位"),
        sources=frozenset({Status.CONFLICTING}),
        target=Status.RESOLVED,
        permission="catalog.decide_sourceconflict",
        clause=_("意见（一）“一数一源”；809号 第十九条"),
        needs_reason=True,
        reason_hint=_("写明为什么由这个单位作为数源，例如法定职责和采集环节。"),
        form=SourceForm,
    )
)
def fix_source(
    conflict: SourceConflict,
    *,
    actor: Any,
    on: date,
    reason: str,
    authoritative_source: Organisation,
) -> dict[str, object]:
    """One body is the source of the item; every entry that has the item names it (I-29)."""
    members = conflict.members.filter(item__isnull=False)
    if not members.filter(resource__provider=authoritative_source).exists():
        raise TransitionError(
            _("“%(body)s”没有提供“%(name)s”，不能作为它的数源单位。请在涉及的单位中选择。")
            % {"body": authoritative_source, "name": conflict}
        )
    DataItem.objects.filter(pk__in=members.values("item")).exclude(
        authoritative_source=authoritative_source
    ).update(authoritative_source=authoritative_source, version=F("version") + 1)
    return {"authoritative_source_id": authoritative_source.pk, **_decided(actor, on, reason)}


@step(
    Transition(
        action="catalog.sourceconflict.keep_one",
        label=_("确定保留的资源"),
        sources=frozenset({Status.DUPLICATED}),
        target=Status.RESOLVED,
        permission="catalog.decide_sourceconflict",
        clause=_("意见（一）“一数一源”"),
        needs_reason=True,
        form=KeptResourceForm,
    )
)
def keep_one(
    conflict: SourceConflict, *, actor: Any, on: date, reason: str, kept_resource: DataResource
) -> dict[str, object]:
    """One of the entries stays; the providers of the others withdraw them."""
    if not conflict.members.filter(resource=kept_resource).exists():
        raise TransitionError(
            _("“%(kept)s”不在这组疑似重复的资源中，请在其中选择。") % {"kept": kept_resource}
        )
    return {"kept_resource_id": kept_resource.pk, **_decided(actor, on, reason)}


@step(
    Transition(
        action="catalog.sourceconflict.dismiss",
        label=_("不是同一数据"),
        sources=OPEN,
        target=Status.DISMISSED,
        permission="catalog.decide_sourceconflict",
        clause=_("意见（一）“一数一源”"),
        needs_reason=True,
        is_duty=False,
    )
)
def dismiss(conflict: SourceConflict, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """The names are alike, the data are not."""
    return _decided(actor, on, reason)


@step(
    Transition(
        action="catalog.sourceconflict.vanish",
        label=_("情形已消失"),
        sources=OPEN,
        target=Status.VANISHED,
        permission="catalog.track_sourceconflict",
        clause=_("意见（一）“一数一源”"),
        is_duty=False,
        is_consequence=True,
    )
)
def vanish(conflict: SourceConflict) -> dict[str, object]:
    """The daily check no longer finds it: an entry was renamed, withdrawn, or names its source."""
    return {}


@step(
    Transition(
        action="catalog.sourceconflict.track",
        label=_("更新涉及的单位"),
        sources=OPEN,
        target=None,
        permission="catalog.track_sourceconflict",
        clause=_("意见（一）“一数一源”"),
        is_duty=False,
        is_consequence=True,
    )
)
def track(conflict: SourceConflict, **seen: str) -> dict[str, object]:
    """The daily check finds it with other names or bodies than before."""
    return dict(seen)


@step(
    Transition(
        action="catalog.sourceconflict.reopen",
        label=_("再次出现数源冲突"),
        sources=SETTLED,
        target=Status.CONFLICTING,
        permission="catalog.track_sourceconflict",
        clause=_("意见（一）“一数一源”"),
        is_duty=False,
        is_consequence=True,
    )
)
def reopen(conflict: SourceConflict, **seen: str) -> dict[str, object]:
    """Another body provides the item too, or an entry names another source."""
    return UNDECIDED | seen


@step(
    Transition(
        action="catalog.sourceconflict.reopen_duplicate",
        label=_("再次出现疑似重复"),
        sources=SETTLED,
        target=Status.DUPLICATED,
        permission="catalog.track_sourceconflict",
        clause=_("意见（一）“一数一源”"),
        is_duty=False,
        is_consequence=True,
    )
)
def reopen_duplicate(conflict: SourceConflict, **seen: str) -> dict[str, object]:
    """Another entry of the same subject came in."""
    return UNDECIDED | seen


def _decided(actor: Any, on: date, reason: str) -> dict[str, object]:
    return {"decided_by_id": actor.pk, "decided_on": on, "decision": reason.strip()}
