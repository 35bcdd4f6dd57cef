"""Taking in metered records: all or nothing, judged against the rights of their own moment, summed at once."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DataError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance import edits, policies
from governance.errors import InvalidInput, KeyReused, NotPermitted
from governance.models import AuditEvent
from licensing.models import Incident, Licence, Product, ProductSource, UsageBatch
from licensing.usage import periods, spans, statements
from licensing.usage.staging import FIELDS, SHOWN_FAULTS, Pieces, Readable, malformed, stage
from licensing.workflow.incidents import report_incident

#: Ours among the advisory locks: the batches of one licence are taken in one after the other.
LOCK_CLASS = 0x6A5B
#: How far back a licence may deliver, and how far a clock may go fast.
OLDEST, FASTEST = timedelta(days=400), timedelta(minutes=10)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
EMPTY = {"digest": "-", "size": 0, "rows": 0, "refused": 0, "first_at": NEVER, "last_at": NEVER}


def ingest(
    stream: Readable, *, licence: Licence, key: str, file_format: str, actor: Any, at: datetime
) -> UsageBatch:
    """Take a delivery in, or return the batch that the same delivery made before.

    Raises ``NotPermitted``, ``KeyReused`` for another body under the same key, and ``InvalidInput`` with the faulty
    lines; nothing is kept then.
    """
    with Pieces(stream) as pieces, transaction.atomic():
        batch = UsageBatch(licence=licence, key=key, **EMPTY)
        try:
            # A second caller with this key waits here for the first one's commit.
            edits.save(batch, actor=actor)
        except InvalidInput:
            return _earlier(licence, key, pieces, actor)
        _take_in(batch, pieces, file_format, actor=actor, at=at)
    return batch


def _earlier(licence: Licence, key: str, pieces: Pieces, actor: Any) -> UsageBatch:
    kept: UsageBatch | None = UsageBatch.objects.filter(licence=licence, key=key).first()
    if kept is None:
        raise InvalidInput(_("幂等键不能为空，且不得超过 100 个字，请改正后重新报送。"))
    if not policies.holds(actor, "licensing.ingest_usagebatch", kept):
        raise NotPermitted(_("您无权为“%(licence)s”报送计量记录。") % {"licence": licence})
    for _piece in pieces:
        pass
    if kept.digest != pieces.digest:
        raise KeyReused(_("这个幂等键已用于另一批计量记录，请换一个新的键。"))
    return kept


def _take_in(
    batch: UsageBatch, pieces: Pieces, file_format: str, *, actor: Any, at: datetime
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        # A time without a zone is China's.
        cursor.execute(f"SET LOCAL TIME ZONE '{settings.TIME_ZONE}'")
        # 05/06/2026 is May to one and June to another: only the year comes first.
        cursor.execute("SET LOCAL DateStyle = 'ISO, YMD'")
        cursor.execute(statements.RIGHTS, [json.dumps(rights(batch.licence))])
        rows, first_at, last_at = _checked(cursor, pieces, file_format, batch.licence, at)
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, batch.licence_id])
        for month in periods.months(timezone.localdate(first_at), timezone.localdate(last_at)):
            cursor.execute("SELECT licensing_usage_partition(%s)", [month])
        beyond = _taken(cursor, batch)
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    _finish(batch, pieces, rows, (first_at, last_at), beyond, actor)
    _report(batch.licence, beyond, actor=actor, on=timezone.localdate(at))


def _taken(cursor: Any, batch: UsageBatch) -> list[Any]:
    """The days with refused records; sums that no longer fit are told."""
    try:
        with transaction.atomic():
            cursor.execute(statements.TAKE_IN, {"batch": batch.pk, "licence": batch.licence_id})
            found: list[Any] = cursor.fetchall()
    except DataError as error:
        raise InvalidInput(
            _("数量或者字节数累计过大，超出可以记录的范围，请核对后重新报送。")
        ) from error
    return found


def rights(licence: Licence) -> list[dict[str, Any]]:
    """What each product that was ever on sale may do, and when."""
    products = list(licence.products.filter(listed_on__isnull=False))
    for each in products:
        each.licence = licence
    sold = spans.on_sale(products)
    term = multirange(spans.in_force(licence))
    sources: dict[int, list[int]] = {each.pk: [] for each in products}
    rows = ProductSource.objects.filter(product__in=products).order_by("pk")
    for product, resource in rows.values_list("product", "licensed_resource"):
        sources[product].append(resource)
    return [
        {
            "product_id": each.pk,
            "purpose": each.purpose,
            "sources": sources[each.pk],
            "sold": multirange(sold[each.pk]),
            "term": term,
        }
        for each in products
    ]


def multirange(found: Iterable[spans.Span]) -> str:
    """Spans in the words of PostgreSQL."""
    parts = (
        f"[{each.starts.isoformat()},{each.ends.isoformat() if each.ends else ''})"
        for each in found
    )
    return "{" + ",".join(parts) + "}"


def _checked(
    cursor: Any, pieces: Pieces, file_format: str, licence: Licence, at: datetime
) -> tuple[int, datetime, datetime]:
    """Stage the records; how many there are and over which time. Raises ``InvalidInput`` with the faulty lines."""
    try:
        with transaction.atomic():
            stage(pieces, file_format)
    except DataError:
        for _piece in pieces:  # what the database has not read of it
            pass
        raise _told(cursor, pieces, file_format) from None
    cursor.execute(statements.EXTENT)
    rows, first, last, is_faulty = cursor.fetchone()
    if is_faulty:
        raise _told(cursor, pieces, file_format)
    if not rows:
        raise InvalidInput(_("这一批没有计量记录，请核对文件。"))
    oldest, newest = spans.midnight(licence.starts_on) - OLDEST, at + FASTEST
    if float(first) < oldest.timestamp() or float(last) > newest.timestamp():
        stage(pieces.again(), file_format, as_text=True)
        cursor.execute(statements.OUTSIDE, [oldest, newest, SHOWN_FAULTS])
        raise _refused([(line, FIELDS["at"]) for (line,) in cursor.fetchall()])
    first_at, last_at = (datetime.fromtimestamp(float(each), tz=UTC) for each in (first, last))
    return rows, first_at, last_at


def _told(cursor: Any, pieces: Pieces, file_format: str) -> InvalidInput:
    """What is wrong, line by line, read once more as text."""
    try:
        with transaction.atomic():
            stage(pieces.again(), file_format, as_text=True)
    except DataError as error:
        return InvalidInput(malformed(error))
    cursor.execute(statements.FAULTS, [SHOWN_FAULTS])
    faults = [(line, FIELDS[name]) for line, name in cursor.fetchall()]
    return (
        _refused(faults)
        if faults
        else InvalidInput(_("有的时间不存在（例如 2 月 30 日），请核对后重新报送。"))
    )


def _refused(faults: list[tuple[int, Any]]) -> InvalidInput:
    sentences = [
        str(_("第 %(line)d 条记录的“%(field)s”有误。") % {"line": line, "field": label})
        for line, label in faults
    ]
    return InvalidInput(
        _("这一批计量记录有误，全部没有接收，请改正后重新报送。"), details={"rows": sentences}
    )


def _finish(
    batch: UsageBatch,
    pieces: Pieces,
    rows: int,
    extent: tuple[datetime, datetime],
    beyond: list[tuple[int, date, int, bool]],
    actor: Any,
) -> None:
    """The counts of the batch; from now on it stands."""
    told = {
        "digest": pieces.digest, "size": pieces.size, "rows": rows, "refused": sum(each[2] for each in beyond),
        "first_at": extent[0], "last_at": extent[1],
    }  # fmt: skip
    UsageBatch.objects.filter(pk=batch.pk).update(**told)
    batch.refresh_from_db()
    changes = {name: [None, getattr(batch, name)] for name in told}
    AuditEvent.objects.record("licensing.usagebatch.take_in", batch, actor=actor, changes=changes)


def _report(
    licence: Licence, beyond: list[tuple[int, date, int, bool]], *, actor: Any, on: date
) -> None:
    """One incident for each product and day, when the first such record comes."""
    names = Product.objects.in_bulk([each[0] for each in beyond])
    for product, day, _count, is_first in beyond:
        if is_first:
            words = _(
                "“%(product)s”%(day)s 的计量记录中有超出授权范围的使用，已拒绝计入使用量，原因见计量记录。"
            )
            report_incident(
                licence=licence, product=names[product], kind=Incident.Kind.OUT_OF_SCOPE,
                what=str(words % {"product": names[product], "day": day}),
                found_by=Incident.Source.SYSTEM, actor=actor, on=on,
            )  # fmt: skip
