"""What the law of sharing says of incidents, corrections and disputes."""

from datetime import date

import pytest

from catalog.models import SharingRequest
from catalog.workflow import (
    sharing_corrections,
    sharing_disputes,
    sharing_incidents,
    sharing_outcomes,
    sharing_use,
)
from governance.errors import NotPermitted, TransitionError
from tests.factories import sharing as made
from tests.factories import sharing_affairs as affairs
from tests.factories.catalog import DAY
from tests.factories.people import organisation
from tests.factories.sharing import INCIDENT, sides

pytestmark = pytest.mark.django_db
WEEK_LATER = date(2026, 3, 10)


class TestIncidents:
    """Reported, heard, verified by another, handled; the request follows."""

    def unheard(self, by):
        request = made.request_in_use(by)
        sharing_use.report_incident(request, actor=by.clerk, on=DAY, **INCIDENT)
        return request.incidents.get()

    def test_nothing_is_found_true_before_the_department_was_heard(self):
        by = sides()
        incident = self.unheard(by)
        with pytest.raises(TransitionError, match="使用单位尚未说明情况，说明期限为2026-03-09。"):
            sharing_incidents.verify(incident, actor=by.authority, on=DAY, reason="属实。")
        sharing_incidents.verify(incident, actor=by.authority, on=WEEK_LATER, reason="属实。")
        assert incident.status == "verified"

    def test_nobody_verifies_what_he_reported(self):
        by = sides()
        request = made.request_in_use(by)
        sharing_use.report_incident(request, actor=by.authority, on=DAY, **INCIDENT)
        incident = request.incidents.get()
        with pytest.raises(NotPermitted, match="本人报告的问题"):
            sharing_incidents.dismiss(incident, actor=by.authority, on=DAY, reason="不属实。")
        sharing_incidents.dismiss(incident, actor=by.decider, on=DAY, reason="不属实。")

    @pytest.mark.parametrize(
        ("measure", "status"), [("none", "in_use"), ("suspend", "suspended"), ("stop", "ended")]
    )
    def test_the_measure_is_carried_out_on_the_request(self, measure, status):
        by = sides()
        incident = affairs.verified_incident(by)
        sharing_incidents.handle(
            incident, actor=by.authority, on=DAY, reason="处理。", measure=measure
        )
        assert SharingRequest.objects.get(pk=incident.request_id).status == status

    def test_use_is_neither_suspended_nor_stopped_without_an_incident(self):
        by = sides()
        request = made.request_in_use(by)
        for step in (sharing_use.suspend, sharing_use.stop):
            with pytest.raises(TransitionError, match="须以经核实的使用问题为依据"):
                step(request, actor=by.authority, on=DAY, reason="处理。")

    def test_a_suspended_use_is_resumed(self):
        by = sides()
        request = affairs.suspended_request(by)
        sharing_use.resume_use(request, actor=by.authority, on=DAY, reason="已改正。")
        assert (request.status, request.due_rule) == ("in_use", "share.nonuse")

    def test_nothing_is_found_in_the_future(self):
        by = sides()
        request = made.request_in_use(by)
        with pytest.raises(TransitionError, match="发现日期不能晚于今天"):
            sharing_use.report_incident(
                request, actor=by.clerk, on=DAY, **INCIDENT | {"found_on": WEEK_LATER}
            )


def test_a_correction_is_asked_of_another_body_for_published_data():
    by = sides()
    own = affairs.draft_correction(by, applicant=by.provider)
    with pytest.raises(TransitionError, match="请直接更正"):
        sharing_corrections.submit(own, actor=by.other_clerk, on=DAY)
    resource = made.shared_resource(by)
    type(resource).objects.filter(pk=resource.pk).update(status="draft")
    hidden = affairs.draft_correction(by, resource=resource)
    with pytest.raises(TransitionError, match="不能申请校核"):
        sharing_corrections.submit(hidden, actor=by.asker, on=DAY)


class TestDisputes:
    """Negotiated, mediated, decided above; the result binds."""

    @pytest.mark.parametrize(
        ("make", "request_status", "outcome"),
        [
            (affairs.settled_dispute, "agreed", "share"),
            (affairs.dropped_dispute, "refused", "keep"),
            (affairs.decided_dispute, "agreed", "share"),
            (lambda by: affairs.decided_dispute(by, "keep"), "refused", "keep"),
        ],
    )
    def test_the_end_is_carried_out_on_the_request(self, make, request_status, outcome):
        dispute = make(sides())
        request = SharingRequest.objects.get(pk=dispute.request_id)
        assert (request.status, dispute.outcome) == (request_status, outcome)
        assert (request.due_rule == "share.provide") == (request_status == "agreed")

    def test_a_decision_is_final(self):
        by = sides()
        request = affairs.decided_dispute(by, "keep").request
        with pytest.raises(TransitionError, match="结果对双方有约束力，不得再次提出。"):
            sharing_outcomes.raise_dispute(request, actor=by.asker, on=DAY, reason="再争。")

    def test_the_request_is_not_settled_past_the_dispute(self):
        by = sides()
        request = made.disputed_request(by)
        for step in (sharing_outcomes.be_shared, sharing_outcomes.stay_refused):
            with pytest.raises(TransitionError, match="请在争议记录上办理。"):
                step(request, actor=by.clerk, on=DAY, reason="理由。")

    def test_the_provider_is_heard_or_lets_its_time_pass(self):
        by = sides()
        dispute = made.disputed_request(by).dispute
        sharing_disputes.seek_mediation(dispute, actor=by.asker, on=DAY, reason="协商未果。")
        propose = {"reason": "应当共享。", "outcome": "share"}
        with pytest.raises(TransitionError, match="提供单位尚未提出意见，期限为2026-03-09。"):
            sharing_disputes.propose(dispute, actor=by.authority, on=DAY, **propose)
        sharing_disputes.propose(dispute, actor=by.authority, on=WEEK_LATER, **propose)
        with pytest.raises(TransitionError, match="已经提出协调意见"):
            sharing_disputes.propose(dispute, actor=by.authority, on=WEEK_LATER, **propose)

    def test_what_the_provider_said_stands(self):
        by = sides()
        dispute = affairs.negotiated_dispute(by)
        with pytest.raises(TransitionError, match="不能更改。"):
            sharing_disputes.answer_claim(dispute, actor=by.clerk, on=DAY, statement="改口。")

    def test_the_superior_is_not_asked_while_the_authority_mediates(self):
        by = sides()
        dispute = affairs.negotiated_dispute(by)
        sharing_disputes.seek_mediation(dispute, actor=by.asker, on=DAY, reason="协商未果。")
        with pytest.raises(TransitionError, match="尚在协调，协调期限为2026-03-16。"):
            sharing_disputes.escalate(dispute, actor=by.asker, on=DAY, reason="太慢。")
        late = date(2026, 3, 17)
        sharing_disputes.escalate(dispute, actor=by.asker, on=late, reason="逾期未协调。")
        assert dispute.superior == by.root

    def test_without_a_common_superior_there_is_nobody_to_ask(self):
        by = sides()
        dispute = affairs.mediated_dispute(by)
        by.requester.parent = organisation(name="外省人民政府")
        by.requester.save()
        with pytest.raises(TransitionError, match="没有共同的上级数据主管部门"):
            sharing_disputes.escalate(dispute, actor=by.asker, on=DAY, reason="不接受。")
