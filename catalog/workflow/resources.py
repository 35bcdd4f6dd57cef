"""The life of a data resource, from draft to tombstone (809号 第十六条、第十七条; clauses 一, 二, 十二)."""

import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog import versions
from catalog.clocks import first_registration_term
from catalog.coding import resource_code
from catalog.forms import DeliveryForm, ReleaseForm
from catalog.grading import allows_opening
from catalog.models import DataResource
from catalog.quality.formats import MACHINE_READABLE
from catalog.workflow import findings, grading
from catalog.workflow.merging import close_revision, take_over
from catalog.workflow.withdrawals import require_free, withdrawing_body
from catalog.working_copies import open_copy
from governance.deadlines import NO_CLOCK
from governance.due import due_work
from governance.errors import Refusal
from governance.transitions import Transition, TransitionError, step

logger = logging.getLogger(__name__)

Status = DataResource.Status
PREPARED = frozenset({Status.DRAFT, Status.RETURNED})
STANDING = DataResource.STANDING

#: What must be filled before anybody answers for an entry (编制指南 core metadata; 数安法 第二十一条 for the grade).
CORE_METADATA = (
    "abstract", "category", "theme", "sharing", "opening", "update_cycle", "grade", "acquisition",
)  # fmt: skip
#: What opening on conditions states in the catalogue (规则清单 §9.1).
CONDITIONAL_OPENING = ("opening_way", "opening_requirements", "opening_safeguards")


def submission_is_due() -> Q:
    """What was imported by the hundred is work to choose from, not yet a duty of its own."""
    return Q(status=Status.RETURNED) | Q(due_on__isnull=False) | Q(source_key="")


@step(
    Transition(
        action="catalog.dataresource.submit",
        label=_("提交审核"),
        sources=PREPARED,
        target=Status.SUBMITTED,
        permission="catalog.submit_dataresource",
        clause=_("809号 第十六条"),
        owed=submission_is_due,
        starts_clock="cat.review",
    )
)
def submit(resource: DataResource, *, actor: Any, on: date) -> dict[str, object]:
    """The provider answers for a complete entry (decree 809, article 16)."""
    grading.require_founded_grade(resource)
    gaps = [
        str(getattr(DataResource._meta.get_field(name), "verbose_name", name))
        for name in _empty(resource)
    ]
    if gaps:
        raise TransitionError(
            _("“%(name)s”还缺少：%(gaps)s。请补充后再提交审核。")
            % {"name": resource, "gaps": "、".join(gaps)}
        )
    findings.list_findings(resource, actor=actor, on=on)
    return {"submitted_by_id": actor.pk, "reviewed_by_id": None, "grade_reviewed_by_id": None}


@step(
    Transition(
        action="catalog.dataresource.publish",
        label=_("审核通过并发布"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.PUBLISHED,
        alternatives=frozenset({Status.APPROVED, Status.MERGED}),
        permission="catalog.review_dataresource",
        clause=_("809号 第十六条；意见（一）（二）"),
        form=ReleaseForm,
    )
)
def publish(
    resource: DataResource, *, actor: Any, on: date, release_on: date | None = None
) -> dict[str, object]:
    """The authority approves: published at once, on a day to come, or merged where it is a revision (I-30)."""
    require_publishable(resource)
    if release_on is not None and release_on < on:
        raise TransitionError(_("发布日期不能早于今天。请改填今天或者以后的日期，留空即今天发布。"))
    resource.reviewed_by = actor
    if release_on is not None and release_on > on:
        return {"status": Status.APPROVED, "reviewed_by_id": actor.pk, "release_on": release_on}
    return {"reviewed_by_id": actor.pk} | _published(resource, actor=actor, on=on)


@step(
    Transition(
        action="catalog.dataresource.release",
        label=_("按期发布"),
        sources=frozenset({Status.APPROVED}),
        target=Status.PUBLISHED,
        alternatives=frozenset({Status.MERGED}),
        permission="catalog.release_dataresource",
        clause=_("809号 第十六条"),
        is_duty=False,
        is_consequence=True,
    )
)
def release(resource: DataResource, *, actor: Any, on: date) -> dict[str, object]:
    """The day has come: what was approved for it is published by the daily run, never earlier."""
    if resource.release_on is None or on < resource.release_on:
        raise TransitionError(
            _("“%(name)s”定于%(day)s发布，在此之前不得公开。请到当日再办理。")
            % {"name": resource, "day": resource.release_on}
        )
    require_publishable(resource)
    return _published(resource, actor=actor, on=on)


@due_work(_("按期发布已审核的目录条目"))
def release_due(actor: Any, on: date) -> int:
    """Everything approved for a day that has come; one that cannot be published does not stop the others."""
    waiting = DataResource.objects.filter(status=Status.APPROVED, release_on__lte=on)
    return sum(_released(resource, actor, on) for resource in waiting.order_by("release_on", "pk"))


def _released(resource: DataResource, actor: Any, on: date) -> bool:
    try:
        release(resource, actor=actor, on=on)
    except Refusal as refusal:
        logger.warning("Resource %s was not released: %s", resource.pk, refusal)
        return False
    return True


def _published(resource: DataResource, *, actor: Any, on: date) -> dict[str, object]:
    """A new entry gets its code and its first version; a revision goes into its entry and is done."""
    if resource.is_revision:
        take_over(resource.original, actor=actor, on=on, revision=resource)
        return {"status": Status.MERGED, "release_on": None}
    after: dict[str, object] = {
        "issued_on": resource.issued_on or on,
        "code": resource.code
        or resource_code(resource.category, resource.category_code, resource.pk),
        **grading.reviewed(resource, grade=resource.grade, actor=resource.reviewed_by, on=on),
    }
    versions.write(resource, after, actor=actor, on=on, reason="")
    return after | {"release_on": None}


@step(
    Transition(
        action="catalog.dataresource.return_for_revision",
        label=_("退回修改"),
        sources=frozenset({Status.SUBMITTED, Status.APPROVED}),
        target=Status.RETURNED,
        permission="catalog.review_dataresource",
        clause=_("809号 第十六条"),
        needs_reason=True,
        is_duty=False,
        starts_clock="cat.resubmit",
    )
)
def return_for_revision(resource: DataResource, *, actor: Any) -> dict[str, object]:
    """The authority sends the entry back, saying what to change; a release that was set is off (809号 第十六条)."""
    return {"reviewed_by_id": actor.pk, "release_on": None}


@step(
    Transition(
        action="catalog.dataresource.withdraw",
        label=_("撤回"),
        sources=STANDING,
        target=Status.WITHDRAWN,
        permission="catalog.withdraw_dataresource",
        clause=_("809号 第十七条"),
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw(resource: DataResource, *, actor: Any, reason: str, on: date) -> dict[str, object]:
    """The entry leaves the catalogue, its revision with it; a tombstone says who, when and why (809号 第十七条)."""
    require_free(resource, on)
    revision = open_copy(resource)
    if revision is not None:
        close_revision(revision, actor=actor, on=on, reason=reason)
    return {
        "withdrawal_reason": reason.strip(),
        "withdrawn_on": on,
        "withdrawn_by_id": withdrawing_body(resource, actor, on),
    }


@step(
    Transition(
        action="catalog.dataresource.record_delivery",
        label=_("记录首次提供日期"),
        sources=STANDING,
        target=None,
        permission="catalog.deliver_dataresource",
        clause=_("26号 第九条"),
        keeps_clock=True,
        is_duty=False,
        form=DeliveryForm,
    )
)
def record_delivery(resource: DataResource, *, delivered_on: date, on: date) -> dict[str, object]:
    """Operation has begun and data were provided: twenty working days for the first registration (26号 第九条)."""
    if delivered_on > on:
        raise TransitionError(_("首次提供日期不能晚于今天，请核对后重新填写。"))
    if resource.delivered_on is not None:
        raise TransitionError(
            _("“%(name)s”已记录首次提供日期%(day)s，不得更改。")
            % {"name": resource, "day": resource.delivered_on}
        )
    term = first_registration_term(delivered_on, resource.deadline_region_code)
    return {"delivered_on": delivered_on} | term.clock


@step(
    Transition(
        action="catalog.dataresource.mark_registered",
        label=_("记录登记结果"),
        sources=STANDING,
        target=None,
        permission="catalog.register_dataresource",
        clause=_("26号 第十三条"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def mark_registered(resource: DataResource) -> dict[str, object]:
    """The registration is done, its term stops (26号 第九条、第十三条); called by coding."""
    return dict(NO_CLOCK) if resource.due_rule in ("reg.first", "reg.legacy") else {}


def _empty(resource: DataResource) -> Iterator[str]:
    yield from (name for name in CORE_METADATA if not getattr(resource, name))
    if not resource.formats:
        yield "formats"
    if resource.opening == DataResource.Opening.CONDITIONAL:
        yield from (name for name in CONDITIONAL_OPENING if not getattr(resource, name))


def _formats(resource: DataResource) -> set[str]:
    """In what the data can be had; an imported entry is distributed by the page it came from."""
    formats = {one.upper() for one in resource.distributions.values_list("format", flat=True)}
    return formats | {one.upper() for one in resource.formats} if resource.source_link else formats


def require_publishable(resource: DataResource) -> None:
    """What every publication asks, at once or on a day to come, of an entry or of its revision (I-30)."""
    if resource.is_open:
        _require_openable(resource)
    findings.require_no_open_finding(resource)


def _require_openable(resource: DataResource) -> None:
    if not _formats(resource) & MACHINE_READABLE:
        raise TransitionError(
            _(
                "“%(name)s”向社会开放，须至少有一种机器可读的文件或者接口（如CSV、JSON）。"
                "请退回提供单位补充分发方式。"
            )
            % {"name": resource}
        )
    _require_openable_items(resource)


def _require_openable_items(resource: DataResource) -> None:
    items = list(resource.items.values_list("name", "is_personal", "sensitivity"))
    personal = [name for name, is_personal, _level in items if is_personal]
    if personal:
        raise TransitionError(
            _(
                "“%(name)s”向社会开放，但数据项%(items)s为个人信息。请退回提供单位脱敏，或者改为不予开放。"
            )
            % {"name": resource, "items": "、".join(personal)}
        )
    barred = [name for name, _is, level in items if not allows_opening(level, resource.opening)]
    if barred:
        raise TransitionError(
            _(
                "“%(name)s”为%(opening)s，但数据项%(items)s的敏感级别不允许这样开放。"
                "请退回提供单位脱敏、降级并说明理由，或者改变开放类型。"
            )
            % {
                "name": resource,
                "opening": resource.get_opening_display(),
                "items": "、".join(barred),
            }
        )
