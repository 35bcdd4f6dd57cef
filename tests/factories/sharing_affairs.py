"""Incidents, corrections and disputes of sharing in each of their states."""

from datetime import date
from typing import Any

from catalog.models import CorrectionRequest, SharingDispute, SharingIncident, SharingRequest
from catalog.workflow import (
    sharing_corrections,
    sharing_disputes,
    sharing_incidents,
    sharing_use,
)
from tests.factories.catalog import DAY
from tests.factories.sharing import (
    INCIDENT,
    Sides,
    disputed_request,
    request_in_use,
    shared_resource,
    sides,
)


def reported_incident(by: Sides | None = None, **over: Any) -> SharingIncident:
    """Reported by the provider, the user department heard."""
    by = by or sides()
    request = request_in_use(by, **over)
    sharing_use.report_incident(request, actor=by.clerk, on=DAY, **INCIDENT)
    incident = request.incidents.get()
    sharing_incidents.state_case(incident, actor=by.asker, on=DAY, statement="确有此事。")
    return incident


def verified_incident(by: Sides | None = None, **over: Any) -> SharingIncident:
    """Found true."""
    by = by or sides()
    incident = reported_incident(by, **over)
    sharing_incidents.verify(incident, actor=by.authority, on=DAY, reason="属实。")
    return incident


def suspended_request(by: Sides | None = None, **over: Any) -> SharingRequest:
    """Suspended after a verified incident."""
    by = by or sides()
    incident = verified_incident(by, **over)
    sharing_incidents.handle(
        incident, actor=by.authority, on=DAY, reason="先行暂停。", measure="suspend"
    )
    return SharingRequest.objects.get(pk=incident.request_id)


def dismissed_incident(by: Sides | None = None) -> SharingIncident:
    """Found untrue."""
    by = by or sides()
    incident = reported_incident(by)
    sharing_incidents.dismiss(incident, actor=by.authority, on=DAY, reason="不属实。")
    return incident


def handled_incident(by: Sides | None = None) -> SharingIncident:
    """Put right."""
    by = by or sides()
    incident = verified_incident(by)
    sharing_incidents.handle(
        incident, actor=by.authority, on=DAY, reason="已改正。", measure="none"
    )
    return incident


def draft_correction(by: Sides | None = None, **over: Any) -> CorrectionRequest:
    """Not yet filed."""
    by = by or sides()
    fields: dict[str, Any] = {
        "applicant": by.requester,
        "place": "停车场名称，编号 17",
        "problem": "名称与招牌不符。",
        "evidence": "现场照片。",
        "created_by": by.asker,
    } | over
    if "resource" not in fields:
        fields["resource"] = shared_resource(by)
    return CorrectionRequest.objects.create(**fields)


def submitted_correction(by: Sides | None = None, on: date = DAY, **over: Any) -> CorrectionRequest:
    """Waits for the provider."""
    by = by or sides()
    correction = draft_correction(by, **over)
    sharing_corrections.submit(correction, actor=by.asker, on=on)
    return correction


def corrected_correction(by: Sides | None = None) -> CorrectionRequest:
    """Put right."""
    by = by or sides()
    correction = submitted_correction(by)
    sharing_corrections.correct(correction, actor=by.clerk, on=DAY, answer="已更正名称。")
    return correction


def refused_correction(by: Sides | None = None) -> CorrectionRequest:
    """The data were right."""
    by = by or sides()
    correction = submitted_correction(by)
    sharing_corrections.refuse(correction, actor=by.clerk, on=DAY, reason="现有数据无误。")
    return correction


def withdrawn_correction(by: Sides | None = None) -> CorrectionRequest:
    """No longer asked for."""
    by = by or sides()
    correction = submitted_correction(by)
    sharing_corrections.withdraw(correction, actor=by.asker, on=DAY, reason="误报。")
    return correction


def negotiated_dispute(by: Sides | None = None) -> SharingDispute:
    """The two sides talk, the provider has been heard."""
    by = by or sides()
    dispute = disputed_request(by).dispute
    sharing_disputes.answer_claim(dispute, actor=by.clerk, on=DAY, statement="法律不许。")
    return dispute


def mediated_dispute(by: Sides | None = None) -> SharingDispute:
    """The authority of the same level has spoken."""
    by = by or sides()
    dispute = negotiated_dispute(by)
    sharing_disputes.seek_mediation(dispute, actor=by.asker, on=DAY, reason="协商两次未果。")
    sharing_disputes.propose(
        dispute, actor=by.authority, on=DAY, reason="应当共享。", outcome="share"
    )
    return dispute


def dispute_at_superior(by: Sides | None = None) -> SharingDispute:
    """Waits for the decision."""
    by = by or sides()
    dispute = mediated_dispute(by)
    sharing_disputes.escalate(dispute, actor=by.asker, on=DAY, reason="提供单位不接受。")
    return dispute


def settled_dispute(by: Sides | None = None) -> SharingDispute:
    """The provider gave way."""
    by = by or sides()
    dispute = negotiated_dispute(by)
    sharing_disputes.agree_to_share(dispute, actor=by.clerk, on=DAY)
    return dispute


def dropped_dispute(by: Sides | None = None) -> SharingDispute:
    """The requester gave way."""
    by = by or sides()
    dispute = negotiated_dispute(by)
    sharing_disputes.drop(dispute, actor=by.asker, on=DAY, reason="不再需要。")
    return dispute


def decided_dispute(by: Sides | None = None, outcome: str = "share") -> SharingDispute:
    """Decided by the common superior."""
    by = by or sides()
    dispute = dispute_at_superior(by)
    sharing_disputes.decide(dispute, actor=by.decider, on=DAY, reason="履职确需。", outcome=outcome)
    return dispute
