"""The demonstration city shows selections, judges, challenges and related parties in their states."""

import pytest

from config.city import authorising, catalogue, selecting
from config.city.chronicle import Chronicle
from config.city.fill import BEGINNING_DAYS
from config.city.foundation import City, found, rows
from governance.clock import today
from licensing.models import (
    Candidate,
    Licence,
    RelatedParty,
    Scorer,
    Selection,
    SelectionChallenge,
)


@pytest.mark.django_db
def test_the_city_shows_every_state_of_selecting(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {row["scheme"] for row in rows("selections.csv")}
    operations = [row for row in rows("operations.csv") if row["key"] in keys]
    titles = {title for row in operations for title in row["resources"].split(";")}
    entries = [each for each in catalogue.entries() if each.title in titles]
    monkeypatch.setattr(catalogue, "entries", lambda: iter(entries))
    monkeypatch.setattr(authorising, "rows", lambda name: operations)
    chronicle = Chronicle(today())
    city = City(chronicle.working_days_ago(BEGINNING_DAYS))
    chronicle.on(city.founded_on, lambda: found(city))
    chronicle.play()
    for chapter in (catalogue, authorising, selecting):
        chapter.tell(city, chronicle)
    chronicle.play()
    for model in (Selection, RelatedParty):
        assert set(model.objects.values_list("status", flat=True)) == set(model.Status.values)
    shown = set(Candidate.objects.values_list("status", flat=True))
    assert shown == set(Candidate.Status.values) - {"rejected"}
    assert set(SelectionChallenge.objects.values_list("status", flat=True)) == {
        "raised",
        "dismissed",
    }
    assert Scorer.objects.filter(status="clear").exists()
    assert Licence.objects.filter(selected_in__isnull=False, status="draft").count() == 1
