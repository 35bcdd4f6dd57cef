"""The person's own workbook back: every wrong cell coloured, with a note that says what is wrong and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from governance.imports.annotating import NotAnnotated, annotate
from governance.imports.marking import Marked, Note
from governance.imports.rewriting import rewrite
from governance.imports.sources import Source
from governance.imports.stored import at_hand, source_for
from governance.imports.xlsx_rows import XlsxRows
from governance.models import ImportBatch, ImportRow
from governance.models.imports import DETAIL_ROWS_FROM

CHUNK = 1000


@dataclass(frozen=True)
class _Columns:
    """Where a mark belongs: field → heading, heading → place."""

    fields: Mapping[str, str]
    places: Mapping[str, int]
    name: str

    def place(self, mark: Mapping[str, Any]) -> int:
        heading = mark.get("column") or self.fields.get(mark.get("at") or self.name, "")
        return self.places.get(heading, self.places.get(self.fields.get(self.name, ""), 0))


def marked_rows(batch: ImportBatch, source: Source) -> Iterator[Marked]:
    """Every row that anything was said about, in the order of the file."""
    fields: dict[str, str] = {}
    for heading, name in batch.columns.items():
        if name:
            fields.setdefault(name, heading)
    places = {heading: place for place, heading in enumerate(source.headings)}
    columns = _Columns(fields, places, "name")
    rows = batch.rows.exclude(messages=[]).order_by("number")
    for row in rows.only("number", "fate", "messages", "marks").iterator(chunk_size=CHUNK):
        yield _marked(row, columns)


def _marked(row: ImportRow, columns: _Columns) -> Marked:
    # Rows previewed before marks were kept have sentences only: they stand at the record's name.
    marks: Sequence[dict[str, Any]] = row.marks or [
        {"say": sentence, "wrong": row.fate == ImportRow.Fate.ERROR} for sentence in row.messages
    ]
    notes = [
        Note(
            sentence=mark["say"],
            is_wrong=bool(mark.get("wrong")),
            column=columns.place(mark) if not mark.get("sheet") else -1,
            sheet=mark.get("sheet", ""),
            row=mark.get("row", row.number),
            heading=mark.get("column", ""),
        )
        for mark in marks
    ]
    number = row.number if row.number < DETAIL_ROWS_FROM else 0
    return Marked(number, row.fate == ImportRow.Fate.ERROR, tuple(notes))


def write(path: Path, batch: ImportBatch, *, only_wrong: bool = False) -> None:
    """The returned workbook: the uploaded one with marks where that is possible, else the same cells in a new one."""
    facts = _facts(batch)
    with source_for(batch) as source, at_hand(batch.attachment) as stored:
        if isinstance(source, XlsxRows) and not only_wrong:
            try:
                annotate(stored, path, source, marked_rows(batch, source), facts)
                return
            except NotAnnotated:
                pass  # too large, or of a make that only the reader understands
        rewrite(path, source, marked_rows(batch, source), facts, only_wrong=only_wrong)


def _facts(batch: ImportBatch) -> list[tuple[str, str]]:
    fates = batch.progress.fates
    counted = [
        (str(fate.label), _("%(count)s 行") % {"count": fates.get(fate.value, 0)})
        for fate in ImportRow.Fate
    ]
    return [
        (_("文件"), str(batch.attachment.name)),
        (_("来源系统"), batch.source),
        (_("导入批次"), str(batch.pk)),
        *counted,
    ]
