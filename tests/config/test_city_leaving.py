"""The demonstration city shows how licences end and how they are evaluated, told by the same steps as everywhere."""

import pytest

from config.city import authorising, catalogue, evaluating, leaving, registering
from config.city.chronicle import Chronicle
from config.city.fill import BEGINNING_DAYS
from config.city.foundation import City, found
from governance.clock import today
from licensing.models import EarlyEnding, Evaluation, EvaluationObjection, Exit, ExitTask


@pytest.mark.django_db
def test_the_city_shows_exits_and_evaluations() -> None:
    chronicle = Chronicle(today())
    city = City(chronicle.working_days_ago(BEGINNING_DAYS))
    chronicle.on(city.founded_on, lambda: found(city))
    chronicle.play()
    for chapter in (catalogue, registering, authorising, leaving, evaluating):
        chapter.tell(city, chronicle)
    chronicle.play()
    assert set(Exit.objects.values_list("kind", "status")) >= {
        ("agreed", "closed"),
        ("revoked", "settling"),
        ("expired", "settling"),
    }
    under_way = ExitTask.objects.filter(exit__kind="expired")
    assert {"confirmed", "returned", "waiver_asked", "open"} <= set(
        under_way.values_list("status", flat=True)
    )
    assert EarlyEnding.objects.get().status == "approved"
    published = Evaluation.objects.published()
    assert set(published.values_list("kind", flat=True)) == set(Evaluation.Kind.values)
    assert EvaluationObjection.objects.filter(status="raised").exists()
