"""Setting a batch up: the stored file, what was chosen for its source before, and what its headings suggest."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance import edits
from governance.characters import is_writable
from governance.errors import NotPermitted
from governance.imports import runs, sheets
from governance.imports.kinds import kind_of, kinds
from governance.imports.limits import UnreadableFile
from governance.imports.sources import sample
from governance.imports.stored import source_for
from governance.models import Attachment, ImportBatch, ImportMapping
from governance.workflow import begin_import, begin_preview

SUGGEST_ROWS = 200
OPEN = (ImportBatch.Status.UPLOADED, ImportBatch.Status.PREVIEWED, ImportBatch.Status.FAILED)


def create(
    *,
    kind: str,
    attachment: Attachment,
    organisation: Any,
    source: str,
    actor: Any,
    encoding: str = "",
    part: str = "",
) -> ImportBatch:
    """A batch for a stored file, with the columns that its source or its headings suggest."""
    batch = ImportBatch(
        kind=kinds()[kind].name, attachment=attachment, organisation=organisation, source=source[:60],
        encoding=encoding, part=part[:200],
    )  # fmt: skip
    batch.source = batch.source or _source_name(batch)
    kept = kept_mapping(batch)
    batch.columns, batch.answers = suggestion(batch, kept), dict(kept.answers) if kept else {}
    edits.save(batch, actor=actor)
    return batch


def _source_name(batch: ImportBatch) -> str:
    try:
        with source_for(batch) as source:
            found = kind_of(batch).name_source(source.headings, sample(source, SUGGEST_ROWS))
    except UnreadableFile:
        found = ""  # the preview will say why
    return (found or str(batch.organisation))[:60]


def kept_mapping(batch: ImportBatch) -> ImportMapping | None:
    """What a person chose for this source before."""
    return ImportMapping.objects.filter(
        kind=batch.kind, organisation=batch.organisation_id, source=batch.source
    ).first()


def suggestion(batch: ImportBatch, kept: ImportMapping | None) -> dict[str, str]:
    """Heading → field: as kept for the source, else as the headings and the first cells suggest."""
    try:
        with source_for(batch) as source:
            suggested = kind_of(batch).suggest(source.headings, sample(source, SUGGEST_ROWS))
    except UnreadableFile:
        return {}  # the preview will say why
    if kind_of(batch).is_own(list(suggested)):
        return suggested  # whatever the same words mean in the sheets of the source
    known = kept.columns if kept else {}
    # Headings read in the wrong encoding are none: the person chooses it on the next page.
    suggested = {name: field for name, field in suggested.items() if is_writable(name)}
    taken = {known[heading] for heading in suggested if known.get(heading)}
    return {
        heading: known.get(heading, "" if field in taken else field)
        for heading, field in suggested.items()
    }


def choose(
    batch: ImportBatch,
    *,
    actor: Any,
    columns: Mapping[str, str] | None = None,
    answers: Mapping[str, Mapping[str, str]] | None = None,
    encoding: str | None = None,
    expected_version: int | None = None,
) -> None:
    """Change the meaning of columns or words, for this batch and for the next file of the source."""
    if encoding is not None:
        batch.encoding = encoding
        batch.columns = suggestion(batch, kept_mapping(batch))
    if columns is not None:
        batch.columns = dict(columns)
    if answers is not None:
        batch.answers = {name: dict(words) for name, words in answers.items()}
    with transaction.atomic():
        edits.save(batch, actor=actor, expected_version=expected_version)
        _keep(batch, actor)


def is_open(batch: ImportBatch) -> bool:
    """Whether what the columns mean can still be changed."""
    return batch.status in OPEN


def is_settled(batch: ImportBatch) -> bool:
    """Whether somebody has said before what each of the file's columns means."""
    if kind_of(batch).is_own(list(batch.columns)):
        return True
    kept = kept_mapping(batch)
    named = {heading for heading in batch.columns if heading != sheets.NOTE_COLUMN}
    return kept is not None and bool(named) and named <= kept.columns.keys()


def _keep(batch: ImportBatch, actor: Any) -> None:
    kept = kept_mapping(batch)
    # What our own sheet says is no news about the sheets of the source.
    columns = {} if kind_of(batch).is_own(list(batch.columns)) else batch.columns
    if kept is None:
        kept = ImportMapping(kind=batch.kind, organisation=batch.organisation, source=batch.source)
    elif (kept.columns | columns, kept.answers) == (kept.columns, batch.answers):
        return
    kept.columns = kept.columns | columns
    kept.answers = batch.answers
    edits.save(kept, actor=actor)


def no_right() -> NotPermitted:
    """Said to whoever has no organisation to import for."""
    return NotPermitted(_("导入由数据提供单位和数据主管部门的人员办理，您目前没有这样的任用。"))


def preview_here(batch: ImportBatch, *, actor: Any) -> None:
    """Preview in this process, not in a worker: for commands."""
    begin_preview(batch, actor=actor, in_background=False)
    runs.run(batch)


def import_here(batch: ImportBatch, *, actor: Any, good_rows_alone: bool = True) -> None:
    """Import in this process, not in a worker: for commands."""
    begin_import(batch, actor=actor, in_background=False, good_rows_alone=good_rows_alone)
    runs.run(batch)
