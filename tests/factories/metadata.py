"""Grade changes, findings and source conflicts in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from accounts.models import Role, User
from catalog.models import (
    CodeEntry,
    DataItem,
    DataResource,
    GradeChange,
    PersonalDataFinding,
    SourceConflict,
)
from catalog.source_check import check_sources
from catalog.workflow import conflicts, findings, grading
from tests.factories.people import membership, organisation
from tests.factories.resources import (
    DAY,
    Desk,
    desk,
    draft_resource,
    published_resource,
    submitted_resource,
)

MOBILE = "13812345678"


def code(code_list: str = "theme", **over: Any) -> CodeEntry:
    """An entry of a code list that no standard has."""
    fields = {"code": "T9", "name": "测试主题"} | over
    return CodeEntry.objects.create(code_list=code_list, **fields)


def grade_change(resource: DataResource, **over: Any) -> GradeChange:
    """A proposal as it stands in the table, whatever the state of its resource."""
    fields: dict[str, Any] = {
        "resource": resource,
        "grade_before": resource.grade or "general_1",
        "grade_after": "general_2",
        "rationale": "数据规模扩大。",
        "proposed_by": User.objects.service_account("factory"),
        "proposed_on": DAY,
        "status_since": DAY,
    } | over
    return GradeChange.objects.create(**fields)


def proposed_change(*, by: Desk | None = None, on: date = DAY, **over: Any) -> GradeChange:
    """Waiting for another person."""
    by = by or desk()
    resource = over.pop("resource", None) or published_resource(by=by, on=on)
    fields = {"grade_after": "general_2", "factors": ["scale"], "reason": "数据规模扩大。"} | over
    grading.propose_grade(resource, actor=by.clerk, on=on, **fields)
    return resource.grade_changes.latest("pk")


def confirmed_change(*, by: Desk | None = None, on: date = DAY, **over: Any) -> GradeChange:
    """Carried out."""
    by = by or desk()
    change = proposed_change(by=by, on=on, **over)
    grading.confirm(change, actor=by.authority, on=on, reason="同意。")
    return change


def rejected_change(*, by: Desk | None = None, on: date = DAY, **over: Any) -> GradeChange:
    """Not carried out."""
    by = by or desk()
    change = proposed_change(by=by, on=on, **over)
    grading.reject(change, actor=by.authority, on=on, reason="理由不足。")
    return change


def open_finding(*, by: Desk | None = None, on: date = DAY, **over: Any) -> PersonalDataFinding:
    """A mobile number as the contact of an entry that waits for the authority."""
    by = by or desk()
    resource = submitted_resource(by=by, on=on, **{"contact_phone": MOBILE} | over)
    return resource.findings.get(status="open")


def masked_finding(*, by: Desk | None = None, on: date = DAY, **over: Any) -> PersonalDataFinding:
    """The number was taken out."""
    finding = open_finding(by=by or desk(), on=on, **over)
    DataResource.objects.filter(pk=finding.resource_id).update(contact_phone="")
    findings.mark_masked(finding, actor=finding.resource.submitted_by, on=on)
    return finding


def office_finding(*, by: Desk | None = None, on: date = DAY, **over: Any) -> PersonalDataFinding:
    """The number is the office's."""
    finding = open_finding(by=by or desk(), on=on, **over)
    findings.accept_office_contact(finding, actor=finding.resource.submitted_by, on=on)
    return finding


def justified_finding(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> PersonalDataFinding:
    """There is a ground for it."""
    finding = open_finding(by=by or desk(), on=on, **over)
    findings.justify(finding, actor=finding.resource.submitted_by, on=on, reason="业务编号。")
    return finding


def kept_by(
    name: str, *, by: Desk | None = None, under: Desk | None = None, title: str = "", **over: Any
) -> DataItem:
    """An item of that name in a draft of the desk's body, of another under its authority, or of one elsewhere."""
    provider = by.provider if by is not None else organisation()
    if under is not None:
        membership(under.authority, Role.AUTHORITY, organisation=provider)
    resource = draft_resource(provider=provider, name=title or f"{provider.name}的{name}台账")
    resource.items.all().delete()
    return DataItem.objects.create(resource=resource, name=name, **over)


def check(on: date = DAY) -> int:
    """The daily check, as the scheduler runs it."""
    return check_sources(User.objects.service_account("scheduler"), on)


def conflicting(
    *, by: Desk | None = None, on: date = DAY, name: str = "床位使用率"
) -> SourceConflict:
    """Two bodies keep the same item."""
    by = by or desk()
    kept_by(name, by=by)
    kept_by(name, under=by)
    check(on)
    return SourceConflict.objects.get(status="conflicting", name=name)


def duplicated(*, by: Desk | None = None, on: date = DAY) -> SourceConflict:
    """One body has two entries of one subject."""
    by = by or desk()
    draft_resource(by=by, name="公共停车场名录")
    draft_resource(by=by, name="公共停车场信息表")
    check(on)
    return SourceConflict.objects.get(status="duplicated")


def resolved_conflict(*, by: Desk | None = None, on: date = DAY) -> SourceConflict:
    """The source is fixed."""
    by = by or desk()
    conflict = conflicting(by=by, on=on)
    conflicts.fix_source(
        conflict, actor=by.authority, on=on, reason="法定职责。", authoritative_source=by.provider
    )
    return conflict


def dismissed_conflict(*, by: Desk | None = None, on: date = DAY) -> SourceConflict:
    """Not the same datum."""
    by = by or desk()
    conflict = conflicting(by=by, on=on)
    conflicts.dismiss(conflict, actor=by.authority, on=on, reason="口径不同。")
    return conflict


def vanished_conflict(*, by: Desk | None = None, on: date = DAY) -> SourceConflict:
    """No longer there."""
    conflict = conflicting(by=by or desk(), on=on)
    renamed = conflict.members.order_by("pk").last().item_id
    DataItem.objects.filter(pk=renamed).update(name="出院人数")
    check(on)
    conflict.refresh_from_db()
    return conflict
