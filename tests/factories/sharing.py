"""Sharing in each of its states, brought there by the steps themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Organisation, Role, User
from catalog.models import (
    DataResource,
    SharingRequest,
)
from catalog.workflow import (
    sharing,
    sharing_outcomes,
    sharing_use,
)
from tests.factories.catalog import DAY, Desk
from tests.factories.people import organisation, person
from tests.factories.resources import published_resource

LAW = "《中华人民共和国统计法》第二十五条"
USE: dict[str, Any] = {
    "used_from": DAY, "used_until": DAY, "purpose": "核验资格。", "times": 12, "volume": "3 万条",
    "result": "减少重复提交。",
}  # fmt: skip
INCIDENT: dict[str, Any] = {"kind": "beyond_scope", "facts": "用于商业推广。", "found_on": DAY}
PROVISION: dict[str, Any] = {"provided_on": DAY, "way": "exchange", "evidence": "交换批次 2026-01"}
#: Long after ``DAY``: the period of use, half a year without a record, any term of a dispute.
MUCH_LATER = date(2026, 10, 30)


@dataclass(frozen=True)
class Sides:
    """A city: a provider, a requester, and two people of the data authority that stands above both."""

    root: Organisation
    provider: Organisation
    requester: Organisation
    clerk: User
    other_clerk: User
    asker: User
    other_asker: User
    authority: User
    decider: User

    @property
    def desk(self) -> Desk:
        """The provider's side, as the catalogue's factories know it."""
        other = self.other_clerk
        return Desk(
            self.provider, self.root, self.clerk, other, self.authority, other, other, other
        )


def sides() -> Sides:
    """Two bureaus below one government, with the people who act for them."""
    root = organisation(name="云州市人民政府")
    provider, requester = (organisation(parent=root) for _each in range(2))
    above = {"organisation": root, "covers_subtree": True}
    return Sides(
        root,
        provider,
        requester,
        clerk=person(Role.PROVIDER, organisation=provider),
        other_clerk=person(Role.PROVIDER, organisation=provider),
        asker=person(Role.PROVIDER, organisation=requester),
        other_asker=person(Role.IMPLEMENTING_BODY, organisation=requester),
        authority=person(Role.AUTHORITY, **above),
        decider=person(Role.AUTHORITY, **above),
    )


def shared_resource(by: Sides, **over: Any) -> DataResource:
    """Published, conditionally shared unless named otherwise."""
    fields = {"sharing": "conditional", "sharing_conditions": "仅用于履行职责。"} | over
    return published_resource(by=by.desk, **fields)


def draft_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """Complete and not yet filed."""
    by = by or sides()
    fields: dict[str, Any] = {
        "requester": by.requester,
        "purpose": "核验停车优惠资格。",
        "legal_basis": "《云州市停车场管理条例》第9条",
        "way": "exchange",
        "starts_on": DAY,
        "ends_on": date(2026, 12, 31),
        "conditions_met": "只用于本单位核验，不转交第三方。",
        "security": "专人专机，用后销毁。",
        "contact_name": "赵一",
        "contact_phone": "0000-1234567",
        "created_by": by.asker,
    } | over
    if "resource" not in fields:
        fields["resource"] = shared_resource(by)
    return SharingRequest.objects.create(**fields)


def submitted_request(by: Sides | None = None, on: date = DAY, **over: Any) -> SharingRequest:
    """Waits for the provider's reply."""
    by = by or sides()
    request = draft_request(by, **over)
    sharing.submit(request, actor=by.asker, on=on)
    return request


def request_in_supplement(by: Sides | None = None, **over: Any) -> SharingRequest:
    """Returned once with everything that is missing."""
    by = by or sides()
    request = submitted_request(by, **over)
    reason = "补充履职依据\n补充数据项"
    sharing.return_for_supplement(request, actor=by.clerk, on=DAY, reason=reason)
    return request


def agreed_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """Consented, with a condition of the provider's own before the authority."""
    by = by or sides()
    request = submitted_request(by, **over)
    sharing.agree(request, actor=by.clerk, on=DAY, extra_conditions="每月报告使用情况。")
    return request


def refused_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """Refused by law."""
    by = by or sides()
    request = submitted_request(by, **over)
    sharing.refuse(request, actor=by.clerk, on=DAY, reason="只用于统计目的。", legal_basis=LAW)
    return request


def withdrawn_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """No longer asked for."""
    by = by or sides()
    request = submitted_request(by, **over)
    sharing.withdraw(request, actor=by.asker, on=DAY, reason="不再需要。")
    return request


def provided_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """Handed over."""
    by = by or sides()
    request = agreed_request(by, **over)
    sharing_use.provide(request, actor=by.clerk, on=DAY, **PROVISION)
    return request


def request_in_use(by: Sides | None = None, **over: Any) -> SharingRequest:
    """The requester has the data."""
    by = by or sides()
    request = provided_request(by, **over)
    sharing_use.confirm(request, actor=by.asker, on=DAY)
    return request


def ended_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """The use is over."""
    by = by or sides()
    request = request_in_use(by, **over)
    sharing_use.end_use(request, actor=by.asker, on=DAY, reason="工作完成。")
    return request


def disputed_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """The requester does not accept the refusal."""
    by = by or sides()
    request = refused_request(by, **over)
    sharing_outcomes.raise_dispute(request, actor=by.asker, on=DAY, reason="履职确需。")
    return request
