"""Interrupted, repeated and real imports: exactly once, constant queries, all eight cities."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.importing import writing
from catalog.models import DataResource
from governance.imports import runs
from governance.models import AuditEvent
from tests.factories.imports import (
    CITIES,
    city_batch,
    clerk_of,
    fates,
    finished,
    imported,
    json_file,
    previewed,
    record,
    uploaded_batch,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PREVIEW_ROWS", 3)
    monkeypatch.setattr(runs, "IMPORT_ROWS", 3)


class Killed(BaseException):
    """As sudden as a signal: nothing catches it."""


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("at", range(9))
def test_an_interruption_between_and_inside_chunks_goes_on_exactly_once(
    at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, place = clerk_of()
    batch = uploaded_batch(json_file(*(record(n) for n in range(10))), actor=clerk, place=place)
    calls = iter(range(100))

    def dying(original: Any) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            if next(calls) == at:
                raise Killed
            return original(*args, **options)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(runs, "_count", dying(runs._count))
        patch.setattr(writing, "copy_in", dying(writing.copy_in))
        try:
            imported(previewed(batch))
        except Killed:
            batch.refresh_from_db()
    batch = finished(type(batch).objects.get(pk=batch.pk))
    if batch.status == "previewed":
        imported(batch)
    batch.refresh_from_db()
    assert batch.status == "done"
    assert fates(batch) == {"new": 10}
    assert DataResource.objects.count() == 10
    assert AuditEvent.objects.filter(action="catalog.dataresource.add").count() == 10


def test_queries_are_constant_for_a_chunk() -> None:
    clerk, place = clerk_of()
    counts = []
    for rows in (5, 50):
        content = json_file(
            *(record(n, 详情页网址=f"https://example.cn/{rows}/{n}") for n in range(rows))
        )
        batch = uploaded_batch(content, actor=clerk, place=place)
        with CaptureQueriesContext(connection) as queries:
            imported(previewed(batch))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.needs("shared_data")
@pytest.mark.parametrize("city", CITIES)
def test_a_real_catalogue_comes_in_and_a_second_run_changes_nothing(city: str) -> None:
    clerk, place = clerk_of()
    expected = REAL[city]
    batch = imported(previewed(city_batch(city, actor=clerk, place=place)))
    assert (batch.status, fates(batch)) == ("done", expected)
    again = imported(previewed(city_batch(city, actor=clerk, place=place)))
    assert fates(again) == {
        ("same" if fate == "new" else fate): count for fate, count in expected.items()
    }
    assert AuditEvent.objects.filter(action="catalog.dataresource.change").count() == 0


REAL = {
    "anhui_chuzhou": {"new": 799, "duplicate": 51},
    "anhui_hefei": {"new": 318, "error": 3},
    "anhui_wuhu": {"new": 531},
    "ningxia_ningxia": {"new": 1847, "duplicate": 140},
    "ningxia_yinchuan": {"new": 1005},
    "shaanxi_shaanxi": {"new": 141},
    "sichuan_luzhou": {"new": 6989, "error": 5},
    "sichuan_neijiang": {"new": 6322},
}


def test_the_real_catalogues_are_complete() -> None:
    assert sum(sum(fates.values()) for fates in REAL.values()) == 18_151
