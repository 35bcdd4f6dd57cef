"""The city's workbook on its way in shows every fate that waits for a person."""

from datetime import date

import pytest

from accounts.models import Role
from catalog.models import DataResource
from config.city import importing
from config.city.foundation import City
from governance.models import ImportBatch
from tests.factories.imports import fates
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db


def test_the_workbook_waits_with_a_wrong_row_and_an_unknown_word() -> None:
    place = organisation(name="云州市城市管理局")
    clerk = person(Role.PROVIDER, organisation=place)
    city = City(date(2026, 11, 20), {importing.BUREAU: place}, {f"{importing.BUREAU}.data": clerk})
    importing.upload(city)
    batch = ImportBatch.objects.get()
    assert (batch.status, batch.source) == ("previewed", "城市管理目录")
    assert fates(batch) == {"new": 4, "error": 1, "duplicate": 1}
    assert batch.progress.listed == {"update_cycle": {"每两年": 1}}
    assert len(batch.rows.get(label="城市家具普查").payload["items"]) == 2
    assert not DataResource.objects.exists()
