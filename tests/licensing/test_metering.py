"""Metered records: taken in whole, judged at their own moment, summed truly, sealed, never changed."""

import io
import json
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q, Sum

from governance.errors import InvalidInput, KeyReused, NotPermitted
from governance.models import AuditEvent
from licensing.models import (
    Incident,
    Product,
    UsageBatch,
    UsageDaily,
    UsageMonthly,
    UsageRecord,
    UsageSeal,
)
from licensing.usage import ingest, seals, spans
from licensing.workflow import ends, products
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.schemes import Parties, parties
from tests.licensing.refusals import against_the_law, rewrite

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 6, 2, tzinfo=UTC)


def send(
    by: Parties,
    product: Product,
    *lines: str,
    key: str = "一",
    head: str = "product,at,quantity",
    **over: Any,
) -> UsageBatch:
    """A CSV of the operator."""
    body = "\n".join((head, *lines)).encode()
    given = {"key": key, "file_format": "csv", "actor": by.seller, "at": NOW} | over
    return ingest.ingest(io.BytesIO(body), licence=product.licence, **given)


def sold(by: Parties, **over: Any) -> Product:
    return product_on_sale(by=by, **over)


def test_what_was_metered_is_kept_and_summed_by_day_and_month() -> None:
    by = parties()
    product = sold(by)
    batch = send(
        by, product,
        f"{product.pk},2026-05-31 23:59:59,3", f"{product.pk},2026-05-31T16:00:00Z,4",
        f"{product.pk},2026-06-02T08:00+08:00,5",
    )  # fmt: skip
    assert (batch.rows, batch.refused) == (3, 0)
    days = dict(UsageDaily.objects.values_list("day", "quantity"))
    assert days == {date(2026, 5, 31): 3, date(2026, 6, 1): 4, date(2026, 6, 2): 5}
    months = dict(UsageMonthly.objects.values_list("month", "quantity"))
    assert months == {date(2026, 5, 1): 3, date(2026, 6, 1): 9}
    record = UsageRecord.objects.filter(batch_id=batch.pk).first()
    assert record is not None
    assert record.resources == list(
        product.product_sources.values_list("licensed_resource", flat=True)
    )


def test_ndjson_says_the_same() -> None:
    by = parties()
    product = sold(by)
    lines = [
        {"product": product.pk, "at": "2026-05-01T10:00:00+08:00", "quantity": 2, "customer": "甲", "size": 9},
        {"product": product.pk, "at": "2026-05-01T11:00:00+08:00", "outcome": "failed"},
    ]  # fmt: skip
    body = "\n".join(json.dumps(each, ensure_ascii=False) for each in lines).encode()
    ingest.ingest(
        io.BytesIO(body),
        licence=product.licence,
        key="n",
        file_format="ndjson",
        actor=by.seller,
        at=NOW,
    )
    day = UsageDaily.objects.get()
    assert (day.records, day.quantity, day.size, day.failed) == (2, 2, 9, 1)


def test_a_batch_is_all_or_nothing_and_names_its_faulty_rows() -> None:
    by = parties()
    product, stranger = sold(by), sold(parties())
    good = f"{product.pk},2026-05-01 10:00,1"
    with pytest.raises(InvalidInput, match="全部没有接收") as refusal:
        send(
            by, product, good, f"{stranger.pk},2026-05-01 10:00,1", f"{product.pk},昨天,1",
            f"{product.pk},2026-05-01 10:00,-1",
        )  # fmt: skip
    assert refusal.value.details["rows"] == [
        "第 2 条记录的“产品”有误。", "第 3 条记录的“时间”有误。", "第 4 条记录的“数量”有误。",
    ]  # fmt: skip
    assert not UsageRecord.objects.exists()
    assert not UsageBatch.objects.exists()
    assert not UsageDaily.objects.exists()


def test_the_same_delivery_is_taken_in_once_and_another_under_its_key_is_refused() -> None:
    by = parties()
    product = sold(by)
    line = f"{product.pk},2026-05-01 10:00,1"
    first = send(by, product, line)
    assert send(by, product, line) == first
    with pytest.raises(KeyReused):
        send(by, product, line, line)
    assert UsageRecord.objects.count() == 1
    assert send(by, product, line, key="二") != first
    assert UsageDaily.objects.get().quantity == 2


def test_only_the_operator_of_the_licence_delivers() -> None:
    by = parties()
    product = sold(by)
    for stranger in (parties().seller, by.drafter, by.supervisor):
        with pytest.raises(NotPermitted):
            send(by, product, f"{product.pk},2026-05-01 10:00,1", actor=stranger)
    assert not UsageRecord.objects.exists()


def test_a_stranger_does_not_learn_of_a_batch_by_its_key() -> None:
    by, rival = parties(), parties()
    product = sold(by)
    line = f"{product.pk},2026-05-01 10:00,1"
    send(by, product, line)
    for lines in ((line,), (line, line)):
        with pytest.raises(NotPermitted):
            send(by, product, *lines, actor=rival.seller)


# Use beyond the licence


def test_i_09_use_beyond_the_licence_is_kept_as_refused_with_one_incident_a_product_and_day() -> (
    None
):
    by = parties()
    product = sold(by)
    head = "product,at,purpose"
    lines = [f"{product.pk},2026-05-01 1{n}:00,sector" for n in range(9)]
    lines += [f"{product.pk},2026-05-02 10:00,sector", f"{product.pk},2026-05-01 10:00,industry"]
    batch = send(by, product, *lines, head=head)
    assert (batch.rows, batch.refused) == (11, 10)
    assert set(UsageRecord.objects.values_list("refused", flat=True)) == {"", "purpose"}
    assert UsageDaily.objects.aggregate(Sum("quantity"))["quantity__sum"] == 1
    assert Incident.objects.filter(product=product, kind="out_of_scope").count() == 2
    send(by, product, f"{product.pk},2026-05-01 20:00,sector", head=head, key="二")
    assert Incident.objects.count() == 2


def test_i_09_another_resource_than_the_products_is_refused() -> None:
    by = parties()
    product = sold(by)
    own = product.product_sources.get().licensed_resource_id
    other = licence_in_force(by=by).scope.get().pk
    head = "product,at,resources"
    lines = (f"{product.pk},2026-05-01 10:00,{own}", f"{product.pk},2026-05-01 11:00,{own} {other}")
    send(by, product, *lines, head=head)
    assert list(UsageRecord.objects.values_list("refused", flat=True)) == ["", "source"]


def test_i_09_the_licence_of_the_records_own_moment_decides() -> None:
    by = parties()
    product = sold(by)
    licence = product.licence
    ends.suspend_licence(
        licence, actor=by.supervisor, on=date(2026, 5, 10), until=date(2026, 5, 20), reason="核查。"
    )
    ends.reinstate_licence(licence, actor=by.supervisor, on=date(2026, 5, 15), reason="已整改。")
    products.withdraw_product(product, actor=by.seller, on=date(2026, 6, 1), reason="停止服务。")
    moments = ("2026-03-31 23:59:59", "2026-04-01 00:00", "2026-05-09 23:59", "2026-05-10 00:00",
               "2026-05-14 23:59", "2026-05-15 00:00", "2026-05-31 23:59", "2026-06-01 00:00")  # fmt: skip
    send(by, product, *(f"{product.pk},{each}" for each in moments), head="product,at")
    found = list(UsageRecord.objects.order_by("at").values_list("refused", flat=True))
    assert found == ["licence", "", "", "licence", "licence", "", "", "product"]


# What is kept stays


def test_records_and_batches_are_never_changed() -> None:
    by = parties()
    product = sold(by)
    batch = send(by, product, f"{product.pk},2026-05-01 10:00,1")
    with against_the_law("只能追加"):
        UsageRecord.objects.update(quantity=2)
    with against_the_law("只能追加"):
        UsageRecord.objects.all()._raw_delete("default")
    with against_the_law("只能追加"):
        rewrite(batch, rows=5)
    with against_the_law("只能追加"):
        UsageBatch.objects.all()._raw_delete("default")


def test_a_seal_tells_when_a_record_was_changed_past_the_guard() -> None:
    by = parties()
    product = sold(by)
    for key in "一二":
        send(by, product, f"{product.pk},2026-05-01 10:00,1", f"{product.pk},2026-05-02 10:00,1", key=key)  # fmt: skip
    assert seals.seal(by.seller) == 2
    assert seals.seal(by.seller) == 0
    assert seals.broken() == []
    assert AuditEvent.objects.filter(action="licensing.usagebatch.seal").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE licensing_usagerecord DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE licensing_usagerecord SET quantity = 9 WHERE id = (SELECT max(id) FROM licensing_usagerecord)"
        )
        cursor.execute("ALTER TABLE licensing_usagerecord ENABLE TRIGGER USER")
    assert seals.broken() == [UsageSeal.objects.order_by("number").last().number]  # type: ignore[union-attr]


def test_a_removed_link_breaks_the_chain() -> None:
    by = parties()
    product = sold(by)
    for key in "一二三":
        send(by, product, f"{product.pk},2026-05-01 10:00,1", key=key)
    seals.seal(by.seller)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE licensing_usageseal DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM licensing_usageseal WHERE number = 2")
        cursor.execute("ALTER TABLE licensing_usageseal ENABLE TRIGGER USER")
    assert seals.broken() == [3]


def test_the_rollups_are_what_a_recount_says() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    rows = [product_on_sale(by=by, licence=licence) for _each in range(2)]
    head = "product,at,quantity,purpose,size,outcome"
    start = datetime(2026, 4, 28, 15, 30, tzinfo=UTC)
    for key in range(3):
        lines = [
            f"{rows[n % 2].pk},{(start + timedelta(hours=7 * n + key)).isoformat()},{n % 5},"
            f"{('industry', 'sector')[n % 7 == 0]},{n * 10},{('ok', 'failed')[n % 4 == 0]}"
            for n in range(40)
        ]
        send(by, rows[0], *lines, head=head, key=str(key))
    for model, unit in ((UsageDaily, "day"), (UsageMonthly, "month")):
        for each in model._default_manager.all():
            again = recounted(each, unit)
            assert again == {name: getattr(each, name) for name in again}
        assert model._default_manager.aggregate(total=Sum("records"))["total"] == 120


def recounted(rollup: Any, unit: str) -> dict[str, int]:
    """The sums of a day or a month from the records themselves."""
    first = getattr(rollup, unit)
    days = 1 if unit == "day" else monthrange(first.year, first.month)[1]
    span = spans.days(first, first + timedelta(days=days - 1))
    held = UsageRecord.objects.filter(
        product_id=rollup.product_id, purpose=rollup.purpose, at__gte=span.starts, at__lt=span.ends
    )
    counted = Q(refused="", outcome="ok")
    return held.aggregate(
        records=Count("id"), quantity=Sum("quantity", filter=counted, default=0),
        size=Sum("size", filter=counted, default=0), failed=Count("id", filter=Q(outcome="failed")),
        refused=Count("id", filter=~Q(refused="")),
    )  # fmt: skip
