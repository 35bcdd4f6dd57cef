"""The demonstration city shows sharing in every state, told by the same steps as everywhere."""

import pytest

from catalog.models import (
    CorrectionRequest,
    SharingDispute,
    SharingDuty,
    SharingIncident,
    SharingRequest,
)
from config.city import catalogue, sharing
from config.city.chronicle import Chronicle
from config.city.fill import BEGINNING_DAYS
from config.city.foundation import City, found, rows
from config.city.sharing_affairs import CORRECTIONS
from governance.clock import today


@pytest.mark.django_db
def test_the_city_shows_every_state_of_sharing(monkeypatch):
    spoken_of = {row["title"] for row in rows("sharing.csv")} | {row[1] for row in CORRECTIONS}
    entries = [each for each in catalogue.entries() if each.title in spoken_of]
    monkeypatch.setattr(catalogue, "entries", lambda: iter(entries))
    chronicle = Chronicle(today())
    city = City(chronicle.working_days_ago(BEGINNING_DAYS))
    chronicle.on(city.founded_on, lambda: found(city))
    chronicle.play()
    for chapter in (catalogue, sharing):
        chapter.tell(city, chronicle)
    chronicle.play()
    for model in (SharingRequest, SharingIncident, SharingDispute, CorrectionRequest):
        shown = set(model.objects.values_list("status", flat=True))
        assert shown == set(model.Status.values), model
    requests = SharingRequest.objects
    assert set(requests.values_list("extension", flat=True)) == {"", "asked", "granted", "declined"}
    assert requests.filter(extra_review="struck").exists()
    assert requests.filter(is_return_flow=True).exists()
    assert requests.overdue(today()).exists()
    assert SharingDuty.objects.filter(received__gt=0).exists()
    decided = SharingDispute.objects.filter(status="decided", outcome="share").get()
    assert decided.superior == city.body("government")
