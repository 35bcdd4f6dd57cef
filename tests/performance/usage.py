"""Metered usage: taking in and sealing against a raw COPY of the same bytes, and charts from rollups.

``BENCH_USAGE=10000000`` chooses another number of records than the usual one.
"""

import io
import os
import resource
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.db.models import Sum

from licensing.models import Licence, Product, UsageBatch, UsageMonthly, UsageRecord
from licensing.usage import seals
from licensing.usage.ingest import ingest
from tests.database import arranging
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.schemes import Parties, parties
from tests.performance.measuring import Row, milliseconds

RECORDS = int(os.environ.get("BENCH_USAGE", "200000"))
BATCH = 200_000
PRODUCTS = 4
FIRST, NOW = datetime(2026, 4, 1, 0, tzinfo=UTC), datetime(2026, 10, 5, tzinfo=UTC)
COLUMNS = ("product", "at", "quantity", "customer", "size")
#: What a program of one's own would do: the finished rows by COPY into a table of the same shape with its indexes.
RAW = """
DROP TABLE IF EXISTS bench_raw;
CREATE TABLE bench_raw (LIKE licensing_usagerecord INCLUDING ALL)
"""
FINISHED = """
COPY (SELECT * FROM licensing_usagerecord WHERE licence_id = {licence} AND batch_id = {batch} ORDER BY id)
TO STDOUT WITH (FORMAT csv)
"""


def delivery(products: list[Product], batch: int, of: int) -> bytes:
    """One batch of records spread over half a year, as the machine interface gets them."""
    step = (NOW - FIRST).total_seconds() * 0.99 / of
    out = io.StringIO()
    out.write(",".join(COLUMNS) + "\n")
    numbers = [each.pk for each in products]
    for n in range(batch * BATCH, min((batch + 1) * BATCH, of)):
        at = (FIRST + timedelta(seconds=n * step)).strftime("%Y-%m-%dT%H:%M:%SZ")
        out.write(f"{numbers[n % PRODUCTS]},{at},{n % 9 + 1},用户{n % 5000:05d},{n % 900}\n")
    return out.getvalue().encode()


def raw_copy(batch: UsageBatch) -> float:
    """Seconds for COPY alone of the rows that the batch became."""
    with connection.cursor() as cursor:
        finished = FINISHED.format(licence=batch.licence_id, batch=batch.pk)
        with cursor.copy(finished) as copy:
            body = b"".join(copy)
        cursor.execute(RAW)
        start = perf_counter()
        with (
            transaction.atomic(),
            cursor.copy("COPY bench_raw FROM STDIN WITH (FORMAT csv)") as copy,
        ):
            copy.write(body)
        return perf_counter() - start


def taken_in(by: Parties, licence: Licence, body: bytes, key: str) -> float:
    """Seconds for the ingest with its seal."""
    start = perf_counter()
    ingest(io.BytesIO(body), licence=licence, key=key, file_format="csv", actor=by.seller, at=NOW)
    seals.seal(by.seller)
    return perf_counter() - start


def measure() -> list[Row]:
    """Batches in turn, raw and ours; then charts over all of them."""
    with arranging():
        by = parties()
        licence = licence_in_force(by=by)
        products = [product_on_sale(by=by, licence=licence) for _each in range(PRODUCTS)]
    raw, ours = [], []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for batch in range((RECORDS + BATCH - 1) // BATCH):
        body = delivery(products, batch, RECORDS)
        ours.append(taken_in(by, licence, body, str(batch)))
        raw.append(raw_copy(UsageBatch.objects.get(licence=licence, key=str(batch))))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    rate = min(BATCH, RECORDS) / median(ours)
    figure = f"{median(raw) / median(ours):.2f}× ({rate:,.0f} rows/s)"
    flat = f"{median(ours[-3:]) / median(ours[:3]):.2f}×"
    return [
        Row("metering ingest, sealed, to raw COPY", figure, "≥ 0.3×", "≥ 0.6×"),
        Row("the last batches to the first ones", flat, "flat", "flat"),
        Row("memory over the ingest, the batch itself included", f"{grown:.0f} MB", "≤ 80 MB", "≤ 50 MB"),
        *charts(licence),
    ]  # fmt: skip


def charts(licence: Licence) -> list[Row]:
    """A year's chart from the rollups, and what it would cost from the records."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE licensing_usagerecord")
        cursor.execute("ANALYZE licensing_usagemonthly")
    rolled = UsageMonthly.objects.filter(licence=licence).values("month").order_by("month")
    drawn = milliseconds(lambda: list(rolled.annotate(total=Sum("quantity"))))
    records = UsageRecord.objects.filter(licence_id=licence.pk, refused="", outcome="ok")
    start = perf_counter()
    total = records.aggregate(total=Sum("quantity"))["total"]
    counted = (perf_counter() - start) * 1000
    kept = UsageMonthly.objects.aggregate(total=Sum("quantity"))["total"]
    agree = "same sum" if total == kept else f"WRONG: {kept} instead of {total}"
    return [
        Row(f"year's chart over {RECORDS:,} records, from rollups", f"{median(drawn):.2f} ms", "≤ 5 ms", "≤ 1 ms"),
        Row("the same from the records", f"{counted:.0f} ms ({agree})", "–", "–"),
    ]  # fmt: skip
