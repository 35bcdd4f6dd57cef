"""A district asks the city for data: supplemented, refused, disputed, decided above, used, misused, stopped."""

from datetime import timedelta

import pytest

from accounts.models import Organisation, Role
from catalog.models import CorrectionRequest, SharingDispute, SharingDuty, SharingRequest
from catalog.workflow import (
    sharing,
    sharing_corrections,
    sharing_disputes,
    sharing_incidents,
    sharing_outcomes,
    sharing_use,
)
from governance import edits
from governance.deadlines import working_days_after
from governance.models import AuditEvent
from tests.factories.catalog import DAY
from tests.factories.people import organisation, person
from tests.factories.sharing import LAW, PROVISION, USE, Sides, shared_resource, sides

pytestmark = pytest.mark.django_db


def later(days: int):
    """So many working days after the first one."""
    return working_days_after(DAY, days).on


@pytest.fixture
def by() -> Sides:
    """A city bureau that provides, and a district that asks."""
    found = sides()
    Organisation.objects.filter(pk=found.requester.pk).update(level=Organisation.Level.COUNTY)
    return found


def filed(by: Sides) -> SharingRequest:
    """The district writes its request in its own name and files it."""
    request = SharingRequest(
        requester=by.requester, resource=shared_resource(by), purpose="安排社区停车。",
        legal_basis="《云州市停车场管理条例》第9条", way="exchange", starts_on=DAY,
        ends_on=DAY + timedelta(days=365), conditions_met="只用于本区履职。", security="专人使用。",
        contact_name="赵一", contact_phone="0000-1234567",
    )  # fmt: skip
    edits.save(request, actor=by.asker)
    sharing.submit(request, actor=by.asker, on=DAY)
    return request


def decided(by: Sides, request: SharingRequest) -> SharingDispute:
    """Refused by law; the sides talk, the authority mediates, the government's authority decides."""
    sharing.refuse(request, actor=by.clerk, on=later(5), reason="只用于统计。", legal_basis=LAW)
    sharing_outcomes.raise_dispute(request, actor=by.asker, on=later(6), reason="履职确需。")
    dispute = request.dispute
    sharing_disputes.answer_claim(dispute, actor=by.clerk, on=later(7), statement="法律不许。")
    sharing_disputes.seek_mediation(dispute, actor=by.asker, on=later(9), reason="协商未果。")
    sharing_disputes.propose(
        dispute, actor=by.authority, on=later(12), reason="并非统计资料。", outcome="share"
    )
    sharing_disputes.escalate(dispute, actor=by.asker, on=later(14), reason="提供单位不接受。")
    sharing_disputes.decide(
        dispute, actor=by.decider, on=later(20), reason="应当共享。", outcome="share"
    )
    return dispute


def used(by: Sides, request: SharingRequest) -> None:
    """Handed over, confirmed, used and told of."""
    day = later(25)
    sharing_use.provide(request, actor=by.clerk, on=day, **PROVISION | {"provided_on": day})
    sharing_use.confirm(request, actor=by.asker, on=day)
    told = USE | {"used_from": day, "used_until": later(30)}
    sharing_use.record_use(request, actor=by.asker, on=later(30), **told)


def corrected(by: Sides, request: SharingRequest) -> CorrectionRequest:
    """The district finds an error, the bureau puts it right."""
    correction = CorrectionRequest(
        applicant=by.requester, resource=request.resource, place="编号 17", problem="名称有误。", evidence="照片。"
    )  # fmt: skip
    edits.save(correction, actor=by.asker)
    sharing_corrections.submit(correction, actor=by.asker, on=later(31))
    sharing_corrections.correct(correction, actor=by.clerk, on=later(35), answer="已更正。")
    return correction


def stopped(by: Sides, request: SharingRequest) -> None:
    """The data were handed on: reported, heard, verified, stopped."""
    found = {"kind": "third_party", "facts": "转交停车公司。", "found_on": later(50)}
    sharing_use.report_incident(request, actor=by.clerk, on=later(50), **found)
    incident = request.incidents.get()
    sharing_incidents.state_case(incident, actor=by.asker, on=later(51), statement="误转。")
    sharing_incidents.verify(incident, actor=by.authority, on=later(52), reason="属实。")
    sharing_incidents.handle(
        incident, actor=by.authority, on=later(53), reason="停止共享。", measure="stop"
    )


def test_a_district_obtains_loses_and_improves_the_citys_data(by):
    request = filed(by)
    assert (request.is_return_flow, request.crossing) == (True, "跨层级、跨部门")
    sharing.return_for_supplement(request, actor=by.clerk, on=later(1), reason="补充业务系统名称")
    request.scope = "社区停车管理系统"
    edits.save(request, actor=by.asker)
    sharing.submit(request, actor=by.asker, on=later(3))
    dispute = decided(by, request)
    assert (dispute.superior, dispute.status) == (by.root, "decided")
    request.refresh_from_db()
    assert (request.status, request.due_on) == ("agreed", later(40))
    used(by, request)
    assert corrected(by, request).status == "corrected"
    stopped(by, request)
    request.refresh_from_db()
    assert (request.status, request.end_reason) == ("ended", "停止共享。")


def test_the_trail_tells_the_whole_of_it_and_strangers_see_none(by):
    request = filed(by)
    decided(by, request)
    told = [event.action.rpartition(".")[2] for event in AuditEvent.objects.about(request)]
    assert told[::-1] == ["add", "submit", "refuse", "raise_dispute", "be_shared"]
    stranger = person(Role.PROVIDER, organisation=organisation(parent=by.root))
    for model in (SharingRequest, SharingDispute, SharingDuty):
        assert model.objects.visible_to(by.clerk).exists()
        assert not model.objects.visible_to(stranger).exists()
