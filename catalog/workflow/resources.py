"""The life of a data resource, from draft to tombstone (809号 第十六条、第十七条; clauses 一, 二, 十二)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.clocks import columns, first_registration_term
from catalog.forms import DeliveryForm
from catalog.models import DataResource
from governance.deadlines import NO_CLOCK
from governance.transitions import Transition, TransitionError, step

Status = DataResource.Status
PREPARED = frozenset({Status.DRAFT, Status.RETURNED})
PUBLISHED = frozenset({Status.PUBLISHED})

#: What must be filled before anybody answers for an entry (编制指南 core metadata; 数安法 第二十一条 for the grade).
CORE_METADATA = (
    "abstract", "category", "theme", "sharing", "opening", "update_cycle", "grade", "acquisition",
)  # fmt: skip
#: Formats that a program can read without a person's help (clause 二).
MACHINE_READABLE = frozenset(
    {
        "API", "CSV", "DBF", "GEOJSON", "GML", "JSON", "KML", "ODS", "PARQUET", "RDF", "SHP", "TSV", "WFS", "XLS",
        "XLSX", "XML",
    }
)  # fmt: skip
CATEGORY_DIGITS = {
    DataResource.Category.BASE: "1",
    DataResource.Category.THEME: "2",
    DataResource.Category.DEPARTMENT: "3",
}


@step(
    Transition(
        action="catalog.dataresource.submit",
        label=_("提交审核"),
        sources=PREPARED,
        target=Status.SUBMITTED,
        permission="catalog.submit_dataresource",
        clause=_("809号 第十六条"),
        starts_clock="cat.review",
    )
)
def submit(resource: DataResource, *, actor: Any) -> dict[str, object]:
    """The provider answers for a complete entry (decree 809, article 16)."""
    gaps = [
        str(getattr(DataResource._meta.get_field(name), "verbose_name", name))
        for name in _empty(resource)
    ]
    if gaps:
        raise TransitionError(
            _("“%(name)s”还缺少：%(gaps)s。请补充后再提交审核。")
            % {"name": resource, "gaps": "、".join(gaps)}
        )
    return {"submitted_by_id": actor.pk, "reviewed_by_id": None}


@step(
    Transition(
        action="catalog.dataresource.publish",
        label=_("审核通过并发布"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.PUBLISHED,
        permission="catalog.review_dataresource",
        clause=_("809号 第十六条；意见（一）（二）"),
    )
)
def publish(resource: DataResource, *, actor: Any, on: date) -> dict[str, object]:
    """The authority reviews and publishes; open data must be usable and free of personal data (I-30)."""
    if resource.is_open:
        _require_openable(resource)
    return {
        "reviewed_by_id": actor.pk,
        "issued_on": resource.issued_on or on,
        "code": resource.code or resource_code(resource),
    }


@step(
    Transition(
        action="catalog.dataresource.return_for_revision",
        label=_("退回修改"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.RETURNED,
        permission="catalog.review_dataresource",
        clause=_("809号 第十六条"),
        needs_reason=True,
        is_duty=False,
    )
)
def return_for_revision(resource: DataResource, *, actor: Any) -> dict[str, object]:
    """The authority sends the entry back, saying what to change (decree 809, article 16)."""
    return {"reviewed_by_id": actor.pk}


@step(
    Transition(
        action="catalog.dataresource.revise",
        label=_("修订（期间不公开）"),
        sources=PUBLISHED,
        target=Status.DRAFT,
        permission="catalog.revise_dataresource",
        clause=_("809号 第十七条"),
        needs_reason=True,
        is_duty=False,
    )
)
def revise(resource: DataResource) -> dict[str, object]:
    """The provider takes the entry back to change it; it is reviewed again (decree 809, article 17)."""
    return {"submitted_by_id": None, "reviewed_by_id": None}


@step(
    Transition(
        action="catalog.dataresource.withdraw",
        label=_("撤回"),
        sources=PUBLISHED,
        target=Status.WITHDRAWN,
        permission="catalog.withdraw_dataresource",
        clause=_("809号 第十七条"),
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw(resource: DataResource, *, reason: str, on: date) -> dict[str, object]:
    """The entry leaves the catalogue; a tombstone says why (decree 809, article 17)."""
    return {"withdrawal_reason": reason.strip(), "withdrawn_on": on}


@step(
    Transition(
        action="catalog.dataresource.record_delivery",
        label=_("记录首次提供日期"),
        sources=PUBLISHED,
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
    return {"delivered_on": delivered_on} | columns(term)


@step(
    Transition(
        action="catalog.dataresource.mark_registered",
        label=_("记录登记结果"),
        sources=PUBLISHED,
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


def resource_code(resource: DataResource) -> str:
    """Class code and running number (编制指南): the class where no finer code was given."""
    prefix = resource.category_code or CATEGORY_DIGITS[DataResource.Category(resource.category)]
    return f"{prefix}/{resource.pk:06d}"


def _empty(resource: DataResource) -> Iterator[str]:
    yield from (name for name in CORE_METADATA if not getattr(resource, name))
    if not resource.formats:
        yield "formats"


def _formats(resource: DataResource) -> set[str]:
    """In what the data can be had; an imported entry is distributed by the page it came from."""
    formats = {one.upper() for one in resource.distributions.values_list("format", flat=True)}
    return formats | {one.upper() for one in resource.formats} if resource.source_link else formats


def _require_openable(resource: DataResource) -> None:
    if not _formats(resource) & MACHINE_READABLE:
        raise TransitionError(
            _(
                "“%(name)s”向社会开放，须至少有一种机器可读的文件或者接口（如CSV、JSON）。"
                "请退回提供单位补充分发方式。"
            )
            % {"name": resource}
        )
    personal = list(resource.items.filter(is_personal=True).values_list("name", flat=True))
    if personal:
        raise TransitionError(
            _(
                "“%(name)s”向社会开放，但数据项%(items)s为个人信息。请退回提供单位脱敏，或者改为不予开放。"
            )
            % {"name": resource, "items": "、".join(personal)}
        )
