"""A desk of people who publish and register, and data resources in each of their states."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import Organisation, Role, User
from catalog.models import DataItem, DataResource, Distribution
from catalog.workflow import findings, resources, revisions
from tests.factories.people import organisation, person

DAY = date(2026, 3, 2)
RELEASE_DAYS = 7
NEW_ABSTRACT = "全市公共停车场的总泊位、空余泊位、收费标准和开放时间。"
#: What opening on conditions states besides them.
CONDITIONAL_OPENING = {
    "opening_way": DataResource.OpeningWay.APPLICATION,
    "opening_requirements": "只用于申请书写明的用途。",
    "opening_safeguards": "专人管理，访问留痕。",
}

#: A complete entry.
COMPLETE: dict[str, Any] = {
    "name": "公共停车场实时空位",
    "abstract": "全市公共停车场的总泊位、空余泊位和收费标准。",
    "category": DataResource.Category.THEME,
    "theme": "交通出行",
    "formats": ["CSV", "JSON"],
    "sharing": DataResource.Sharing.UNCONDITIONAL,
    "opening": DataResource.Opening.UNCONDITIONAL,
    "update_cycle": DataResource.UpdateCycle.MONTHLY,
    "grade": DataResource.Grade.GENERAL_1,
    "acquisition": DataResource.Acquisition.DUTY,
    "acquisition_basis": "《云州市停车场管理条例》第12条",
    "contact_name": "赵一",
    "contact_phone": "0000-1234567",
    "data_updated_on": DAY,
}


@dataclass(frozen=True)
class Desk:
    """A provider, its authority and a registry, with two people each where two pairs of eyes are needed."""

    provider: Organisation
    registry: Organisation
    clerk: User
    other_clerk: User
    authority: User
    receiver: User
    reviewer: User
    decider: User


def desk(*, provider: Organisation | None = None) -> Desk:
    """A small office: everybody who takes part in publishing and registering."""
    bureau = provider or organisation()
    registry = organisation(name=f"云州市数据登记中心{bureau.pk}")
    return Desk(
        provider=bureau,
        registry=registry,
        clerk=person(Role.PROVIDER, organisation=bureau),
        other_clerk=person(Role.PROVIDER, organisation=bureau),
        authority=person(Role.AUTHORITY, organisation=bureau),
        receiver=person(Role.REGISTRY, organisation=registry),
        reviewer=person(Role.REGISTRY, organisation=registry),
        decider=person(Role.REGISTRY, organisation=registry),
    )


def at_desk(resource: DataResource) -> Desk:
    """A desk for the provider of a resource."""
    return desk(provider=resource.provider)


def draft_resource(*, by: Desk | None = None, **over: Any) -> DataResource:
    """A complete draft; fields may be named to differ."""
    if by is not None:
        over.setdefault("provider", by.provider)
    fields: dict[str, Any] = COMPLETE | over
    if fields["opening"] == DataResource.Opening.CONDITIONAL:
        fields = CONDITIONAL_OPENING | fields
    if "provider" not in fields:
        fields["provider"] = organisation()
    fields.setdefault("region", fields["provider"].region)
    resource = DataResource(**fields)
    resource.clean()
    resource.save(force_insert=True)
    Distribution.objects.create(
        resource=resource, name="数据文件", format="CSV", file_name="data.csv"
    )
    DataItem.objects.create(resource=resource, name="停车场名称", english_name="name")
    resource.refresh_derived()
    return resource


def submitted_resource(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """Waiting for the authority."""
    by = by or desk()
    resource = draft_resource(provider=by.provider, **over)
    resources.submit(resource, actor=by.clerk, on=on)
    return resource


def returned_resource(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """Sent back to the provider."""
    by = by or desk()
    resource = submitted_resource(by=by, on=on, **over)
    resources.return_for_revision(resource, actor=by.authority, on=on, reason="摘要过于笼统。")
    return resource


def justify_findings(resource: DataResource, *, by: Desk, on: date = DAY) -> None:
    """Everything that looks like personal data is said to be public on purpose."""
    for finding in resource.findings.filter(status="open"):
        findings.justify(finding, actor=by.clerk, on=on, reason="公开的服务联系方式。")


def published_resource(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """In the catalogue."""
    by = by or desk()
    resource = submitted_resource(by=by, on=on, **over)
    justify_findings(resource, by=by, on=on)
    resources.publish(resource, actor=by.authority, on=on)
    return resource


def withdrawn_resource(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """A tombstone."""
    by = by or desk()
    resource = published_resource(by=by, on=on, **over)
    resources.withdraw(resource, actor=by.clerk, on=on, reason="来源系统停用。")
    return resource


def approved_resource(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """Approved, to be published a week later."""
    by = by or desk()
    resource = submitted_resource(by=by, on=on, **over)
    resources.publish(
        resource, actor=by.authority, on=on, release_on=on + timedelta(days=RELEASE_DAYS)
    )
    return resource


def updating_resource(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """In the catalogue, with a revision in preparation."""
    by = by or desk()
    resource = published_resource(by=by, on=on, **over)
    revisions.revise(
        resource, actor=by.clerk, on=on, reason="职能调整。", cause="duty", changed_on=on
    )
    return resource


def draft_revision(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """The working copy of a published entry, under the term of an update."""
    made: DataResource = updating_resource(by=by, on=on, **over).revisions.get()
    return made


def submitted_revision(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """A working copy with a new abstract, waiting for the authority."""
    by = by or desk()
    revision = draft_revision(by=by, on=on, **over)
    revision.abstract = NEW_ABSTRACT
    revision.save()
    resources.submit(revision, actor=by.clerk, on=on)
    return revision


def returned_revision(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """A working copy sent back."""
    by = by or desk()
    revision = submitted_revision(by=by, on=on, **over)
    resources.return_for_revision(revision, actor=by.authority, on=on, reason="请写明统计口径。")
    return revision


def approved_revision(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """A working copy to be merged a week later."""
    by = by or desk()
    revision = submitted_revision(by=by, on=on, **over)
    resources.publish(
        revision, actor=by.authority, on=on, release_on=on + timedelta(days=RELEASE_DAYS)
    )
    return revision


def merged_revision(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """A working copy that has become its entry."""
    by = by or desk()
    revision = submitted_revision(by=by, on=on, **over)
    resources.publish(revision, actor=by.authority, on=on)
    return revision


def abandoned_revision(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """A working copy that was given up."""
    by = by or desk()
    revision = draft_revision(by=by, on=on, **over)
    revisions.abandon_revision(revision, actor=by.clerk, on=on, reason="情况有变。")
    return revision
