"""The demonstration city shows prices in full: tiers, reliefs, a trial price, an overcharge that came to light."""

from decimal import Decimal

import pytest
from django.test import Client

from config.city import authorising, catalogue, charging, registering, selling, using
from config.city.chronicle import Chronicle
from config.city.fill import BEGINNING_DAYS
from config.city.foundation import City, found, rows
from governance.clock import today
from licensing.models import Incident
from pricing.models import AllowedRevenue, CapRelief, CapTariff, Price

CHAPTERS = (catalogue, registering, authorising, selling, charging, using)


@pytest.mark.django_db
def test_the_city_shows_tiers_reliefs_a_trial_and_an_overcharge(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
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
    tiered = CapTariff.objects.in_force(today()).filter(tiers__isnull=False)
    assert [cap.product.name for cap in tiered] == ["停车空位接口"]
    assert set(CapRelief.objects.values_list("share", flat=True)) == {Decimal("0.5"), Decimal(0)}
    assert Price.objects.in_force(today()).filter(stage="trial").exists()
    expected = sum(
        (cap.expected for cap in CapTariff.objects.in_force(today()).prefetch_related("tiers")),
        Decimal(0),
    )
    allowed = AllowedRevenue.objects.get(status="in_force").total
    assert allowed is not None
    assert Decimal("0.5") * allowed < expected <= allowed
    found_by_machine = Incident.objects.filter(kind="overcharge", found_by="system")
    assert [each.product.name for each in found_by_machine] == ["停车选址报告"]
    told = {"product": tiered[0].product_id, "quantity": "1500000"}
    assert "70,000.00" in Client().get("/prices/calculator/", told).content.decode()
