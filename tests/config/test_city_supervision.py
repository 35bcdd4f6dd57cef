"""The demonstration city shows supervision in every state, told by the same steps as everywhere."""

import pytest

from config.city import authorising, catalogue, complaining, registering, selling, supervising
from config.city.chronicle import Chronicle
from config.city.fill import BEGINNING_DAYS
from config.city.foundation import City, found, rows
from governance.clock import today
from licensing.models import Complaint, Incident, Inspection, InspectionPlan, Rectification

CHAPTERS = (catalogue, registering, authorising, selling, supervising, complaining)


@pytest.mark.django_db
def test_the_city_shows_every_state_of_supervision(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken_of = {name for row in rows("operations.csv") for name in row["resources"].split(";")}
    spoken_of |= {row["title"] for row in rows("registrations.csv")}
    entries = [each for each in catalogue.entries() if each.title in spoken_of]
    monkeypatch.setattr(catalogue, "entries", lambda: iter(entries))
    chronicle = Chronicle(today())
    city = City(chronicle.working_days_ago(BEGINNING_DAYS))
    chronicle.on(city.founded_on, lambda: found(city))
    chronicle.play()
    for chapter in CHAPTERS:
        chapter.tell(city, chronicle)
    chronicle.play()
    for model in (InspectionPlan, Inspection, Rectification, Incident, Complaint):
        shown = set(model.objects.values_list("status", flat=True))
        assert shown == set(model.Status.values), model
    assert Rectification.objects.overdue(today()).exists()
    assert set(Inspection.objects.values_list("kind", flat=True)) == set(Inspection.Kind.values)
