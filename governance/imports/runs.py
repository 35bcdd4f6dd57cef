"""Running a batch: each transaction moves the cursor with the rows it counts; a killed run goes on exactly once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils.translation import gettext as _

from governance import clock
from governance.bulk import copy_in
from governance.errors import NotPermitted, Refusal
from governance.imports import sheets
from governance.imports.kinds import Interpreted, Interpreter, kind_of
from governance.imports.limits import UnreadableFile
from governance.imports.rows import SourceRow
from governance.imports.sources import Source, rows_after
from governance.imports.stored import source_for
from governance.models import ImportBatch, ImportProgress, ImportRow
from governance.workflow import fail, finish_import, finish_preview

PREVIEW_ROWS = 1000
IMPORT_ROWS = 500
LISTED_VALUES = 500
LOCK_CLASS = 0x6A5A  # ours among the advisory locks of this database
Fate, Status = ImportRow.Fate, ImportBatch.Status


@contextmanager
def sole_runner(batch_id: int) -> Iterator[bool]:
    """Hold the batch for this connection; the lock dies with its holder, so nobody waits for a killed worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, batch_id])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, batch_id])


def is_abandoned(batch: ImportBatch) -> bool:
    """Whether a batch is said to run while no worker holds it."""
    if not batch.is_running:
        return False
    with sole_runner(batch.pk) as is_free:
        return is_free


def run(batch: ImportBatch) -> None:
    """Do what the batch's status asks for, from where it stands to its end. Another runner at work: nothing to do."""
    with sole_runner(batch.pk) as is_ours:
        if not is_ours:
            return
        batch.refresh_from_db()
        try:
            if batch.status == Status.PREVIEWING:
                _preview(batch)
            elif batch.status == Status.IMPORTING:
                _import(batch)
        except (UnreadableFile, Refusal) as refusal:
            _interrupt(batch, str(refusal))


def _interrupt(batch: ImportBatch, reason: str) -> None:
    try:
        fail(batch, actor=batch.run_by, reason=reason)
    except (
        NotPermitted
    ):  # whoever started it has lost the right meanwhile; the worker's own account closes it
        fail(batch, actor=get_user_model().objects.service_account("worker"), reason=reason)


def _preview(batch: ImportBatch) -> None:
    with source_for(batch) as source:
        _note_reading(batch, source)
        interpret = kind_of(batch).interpreter(batch, source.details())
        if not _preview_rows(
            batch, _unread(source, batch.progress.rows_seen, interpret), interpret
        ):
            return
        batch.progress.refresh_from_db()
        # Only now is it known what of the second sheet no record has taken.
        left = (row for row in interpret.leftover() if row.number > batch.progress.rows_seen)
        if not _preview_rows(batch, left, interpret):
            return
    with transaction.atomic():
        progress = _locked(batch)
        progress.is_previewed, progress.rows_total = True, sum(progress.fates.values())
        progress.save()
        finish_preview(batch, actor=batch.run_by, summary=summary_of(progress))


def _preview_rows(batch: ImportBatch, rows: Iterator[SourceRow], interpret: Interpreter) -> bool:
    """Chunk by chunk to the end; false when the batch was taken away meanwhile."""
    while chunk := list(islice(rows, PREVIEW_ROWS)):
        if not _preview_chunk(batch, chunk, interpret):
            return False
    return True


def _unread(source: Source, seen: int, interpret: Interpreter) -> Iterator[SourceRow]:
    """The rows behind the last one that was stored; the others let go of what they took of the second sheet."""
    for row in rows_after(source, 0):
        if row.number > seen:
            yield row
        else:
            interpret.pass_over(row)


def _note_reading(batch: ImportBatch, source: Source) -> None:
    batch.progress.refresh_from_db()
    reading = {
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "headings": source.headings,
        "total": source.total,
        "ignored": [
            name
            for name in source.headings
            if not batch.columns.get(name) and name != sheets.NOTE_COLUMN
        ],
    }
    ImportProgress.objects.filter(batch=batch).update(
        reading=reading,
        started_at=batch.progress.started_at or clock.now(),
        heartbeat_at=clock.now(),
    )


def _preview_chunk(batch: ImportBatch, chunk: Sequence[SourceRow], interpret: Interpreter) -> bool:
    """One transaction: rows and cursor. False when the batch was taken away meanwhile."""
    found = [interpret(row) for row in chunk]
    with transaction.atomic():
        progress = _locked(batch)
        if batch.status != Status.PREVIEWING or progress.rows_seen >= chunk[0].number:
            return False
        rows = _with_fates(batch, found)
        comparable = [row for row in rows if not row.fate]
        kind_of(batch).compare(batch, comparable, actor=batch.run_by)
        copy_in(rows)
        _count(progress, rows, found)
        progress.rows_seen = chunk[-1].number
        progress.save()
    return True


def _locked(batch: ImportBatch) -> ImportProgress:
    """The cursor under a row lock, and the batch's status as it is now."""
    progress = ImportProgress.objects.select_for_update().get(batch=batch)
    batch.refresh_from_db(fields=["status", "version", "summary"])
    return progress


def _count(
    progress: ImportProgress, rows: Sequence[ImportRow], found: Sequence[Interpreted]
) -> None:
    fates = Counter(progress.fates)
    fates.update(str(row.fate) for row in rows)
    progress.fates = dict(fates)
    for row, item in zip(rows, found, strict=True):
        for name, raw in item.listed:
            if name in row.settled:
                continue
            values = progress.listed.setdefault(name, {})
            word = raw if raw in values or len(values) < LISTED_VALUES else _("（其他取值）")
            values[word] = values.get(word, 0) + 1
    progress.heartbeat_at = clock.now()


def _with_fates(batch: ImportBatch, found: Sequence[Interpreted]) -> list[ImportRow]:
    """Rows to store; errors and repetitions within the file already have their fate."""
    keys = {key for item in found for key in (item.key, item.spare_key) if key}
    earlier: dict[str, tuple[int, str]] = {}
    stored = batch.rows.filter(key__in=keys).exclude(fate__in=(Fate.DUPLICATE, Fate.ERROR))
    for key, number, digest in stored.values_list("key", "number", "digest"):
        earlier[key] = (number, digest)
    return [_row(batch, item, earlier) for item in found]


def _row(batch: ImportBatch, item: Interpreted, earlier: dict[str, tuple[int, str]]) -> ImportRow:
    row = ImportRow(
        batch=batch, number=item.number, key=item.key, label=item.label[:200], digest=item.digest,
        messages=item.messages, marks=item.marks, payload=item.values, is_listed=bool(item.listed),
    )  # fmt: skip
    if item.is_error:
        row.fate = Fate.ERROR
        return row
    number, digest = earlier.get(item.key, (0, ""))
    if number and digest != item.digest and item.spare_key:
        row.key = item.spare_key
        number, digest = earlier.get(row.key, (0, ""))
    if number and digest == item.digest:
        row.fate = Fate.DUPLICATE
        row.tell(_("与第 %(row)s 行完全相同，不重复导入。") % {"row": number})
    elif number:
        row.fate = Fate.ERROR
        row.tell(
            _("与第 %(row)s 行的来源标识相同但内容不同，请核对后只保留一行。") % {"row": number},
            at="source_key",
            is_wrong=True,
        )
    else:
        earlier[row.key] = (row.number, row.digest)
    return row


def _import(batch: ImportBatch) -> None:
    while _import_chunk(batch):
        pass


def _import_chunk(batch: ImportBatch) -> bool:
    """One transaction: records, events and cursor. False at the end, or when the batch was taken away."""
    with transaction.atomic():
        progress = _locked(batch)
        if batch.status != Status.IMPORTING:
            return False
        waiting = batch.rows.filter(number__gt=progress.cursor, fate__in=(Fate.NEW, Fate.CHANGED))
        rows = list(waiting.order_by("number")[:IMPORT_ROWS])
        if rows:
            _write(batch, progress, rows)
            return True
        progress.finished_at = clock.now()
        progress.save()
        finish_import(batch, actor=batch.run_by, summary=batch.summary | summary_of(progress))
    return False


def _write(batch: ImportBatch, progress: ImportProgress, rows: list[ImportRow]) -> None:
    progress.import_started_at = progress.import_started_at or clock.now()
    shown = {row.pk: row.fate for row in rows}
    kind_of(batch).write(batch, rows, actor=batch.run_by)
    _point(rows)
    other = [row for row in rows if row.fate != shown[row.pk]]
    if other:  # the world moved on between preview and import
        ImportRow.objects.bulk_update(other, ["fate", "messages", "marks", "diff"])
        fates = Counter(progress.fates)
        for row in other:
            fates[str(shown[row.pk])] -= 1
            fates[str(row.fate)] += 1
        progress.fates = {fate: count for fate, count in fates.items() if count}
    progress.cursor = rows[-1].number
    progress.heartbeat_at = clock.now()
    progress.save()


def _point(rows: Sequence[ImportRow]) -> None:
    """Each row remembers the record that it became, in one statement."""
    pairs = [(row.pk, row.record_pk) for row in rows if row.record_pk]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE governance_importrow SET record_pk = pair.record FROM unnest(%s::bigint[], %s::bigint[])"
            " AS pair(row, record) WHERE id = pair.row",
            [[row for row, _record in pairs], [record for _row, record in pairs]],
        )


def summary_of(progress: ImportProgress) -> dict[str, Any]:
    """The counts of the result, as the trail keeps them."""
    return {
        "fates": progress.fates,
        "listed": {name: sum(values.values()) for name, values in progress.listed.items()},
    }
