"""Sealing metered records afterwards: a hash for each block, chained to the one before; and checking it again."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from governance.models import AuditEvent
from licensing.models import UsageBatch, UsageSeal
from licensing.usage import statements

BLOCK = 50_000
LOCK_CLASS = 0x6A5C
BEGINNING = "0" * 64


def seal(actor: Any) -> int:
    """Seal every batch that is not sealed yet, in the order in which they came; return the number of blocks."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_CLASS])
            cursor.execute("SET LOCAL statement_timeout = 0")
        waiting = UsageBatch.objects.filter(seals__isnull=True, rows__gt=0).order_by("pk")
        found = [made for batch in waiting for made in _sealed(batch)]
        if found:
            AuditEvent.objects.record(
                "licensing.usagebatch.seal", None, actor=actor,
                changes={"blocks": [None, len(found)], "chained": [None, found[-1].chained]},
            )  # fmt: skip
    return len(found)


def _sealed(batch: UsageBatch) -> Iterator[UsageSeal]:
    last = UsageSeal.objects.order_by("number").last()
    number, chained = (last.number, last.chained) if last else (0, BEGINNING)
    for block, rows, digest in blocks(batch):
        number, chained = number + 1, link(chained, digest)
        yield UsageSeal.objects.create(
            number=number, batch=batch, block=block, rows=rows, digest=digest, chained=chained
        )


def blocks(batch: UsageBatch) -> list[tuple[int, int, str]]:
    """Number, rows and hash of each block of a batch, computed from the records as they are now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        cursor.execute(
            statements.BLOCKS,
            {
                "block": BLOCK, "batch": batch.pk, "licence": batch.licence_id, "first": batch.first_at,
                "last": batch.last_at,
            },
        )  # fmt: skip
        return cursor.fetchall()


def link(before: str, digest: str) -> str:
    """The next link of the chain."""
    return hashlib.sha256(f"{before}{digest}".encode()).hexdigest()


def broken() -> list[int]:
    """The numbers of the blocks that no longer hold what was sealed, or do not follow from the one before."""
    found: list[int] = []
    chained = BEGINNING
    for batch in UsageBatch.objects.filter(seals__isnull=False).distinct().order_by("pk"):
        now = {block: (rows, digest) for block, rows, digest in blocks(batch)}
        for each in batch.seals.order_by("number"):
            is_whole = now.get(each.block) == (each.rows, each.digest)
            if not is_whole or each.chained != link(chained, each.digest):
                found.append(each.number)
            chained = each.chained
    return found
