"""The city's risks are told through the same steps: each state stands there, one licence is barred for real."""

import pytest

from config.city import assessing, authorising, catalogue, registering, registering_later
from config.city import fill as story
from governance.clock import today
from governance.errors import TransitionError
from licensing.models import Licence, LinkageAnalysis, LinkageSample, RiskAssessment
from licensing.workflow import licences
from tests.factories.schemes import scan

pytestmark = pytest.mark.django_db


def test_the_city_shows_every_state_and_a_licence_that_is_barred(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chapters = (catalogue, registering, registering_later, authorising, assessing)
    monkeypatch.setattr(story, "CHAPTERS", chapters)
    assert story.fill(today())
    found = set(RiskAssessment.objects.values_list("status", flat=True))
    assert found == set(RiskAssessment.Status.values)
    states = set(LinkageAnalysis.objects.values_list("status", flat=True))
    assert states == {"draft", "failed", "done"}
    assert set(LinkageSample.objects.values_list("status", flat=True)) == {"sealed", "destroyed"}
    barred = Licence.objects.get(name__startswith="价格监测")
    analysis = barred.linkage_analyses.get()
    assert (analysis.least_class, analysis.is_beyond) == (1, True)
    assert analysis.result["links"][0]["linked"] == 60
    with pytest.raises(TransitionError, match="书面风险评估"):
        licences.sign_licence(
            barred,
            actor=barred.created_by,
            on=today(),
            agreement=scan("协议.pdf"),
            signed_on=today(),
        )
    parking = Licence.objects.get(name__startswith="停车出行")
    assert not parking.linkage_analyses.get().is_beyond
    assert parking.linkage_analyses.get().least_class == 6
