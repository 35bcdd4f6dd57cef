"""The same matter reported at once is one incident, one complaint; of two ends of an incident exactly one stands."""

import pytest

from governance.actors import VISITOR
from licensing.models import Complaint, ComplaintReporter, Incident
from licensing.workflow import complaints, incidents
from tests.catalog.test_races import all_at_once, winners
from tests.database import arranging
from tests.factories.complaints import WORDS
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import START, parties
from tests.factories.supervision import WHAT, incident

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_matter_at_once_is_one_incident_and_one_complaint() -> None:
    with arranging():
        by = parties()
        licence = licence_in_force(by=by)

    def report() -> object:
        return incidents.report_incident(
            licence=licence, kind="leak", what=WHAT, actor=by.seller, on=START
        )

    def complain() -> object:
        return complaints.file_complaint(by.operator, actor=VISITOR, on=START, **WORDS)

    all_at_once(*[report] * 6, *[complain] * 6)
    assert Incident.objects.count() == 1
    assert Complaint.objects.count() == ComplaintReporter.objects.count() == 1
    assert Complaint.objects.get().number == "诉-2026-0001"


def test_of_two_ends_exactly_one_stands() -> None:
    with arranging():
        by = parties()
        found = incident("handling", by=by)
        measured = {"kind": "stop", "what": "停用接口。", "taken_on": START}
        incidents.measure(found, actor=by.seller, on=START, **measured)

    def mine() -> Incident:
        return Incident.objects.get(pk=found.pk)

    told = {"cause": "配置错误。", "prevention": "双人复核。"}
    resolve = [lambda: incidents.resolve(mine(), actor=by.seller, on=START, **told)] * 3
    dismiss = [
        lambda: incidents.dismiss_incident(mine(), actor=by.supervisor, on=START, reason="误报。")
    ] * 3
    assert len(winners(all_at_once(*resolve, *dismiss))) == 1
    assert mine().status in {"resolved", "dismissed"}
