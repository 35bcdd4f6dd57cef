"""A batch's file on this machine, wherever files are kept."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from governance.imports.kinds import kind_of
from governance.imports.sources import Reading, Source, source_of
from governance.models import Attachment, ImportBatch


@contextmanager
def at_hand(attachment: Attachment) -> Iterator[Path]:
    """The file's path; a copy that goes away again where the storage is not a local folder."""
    try:
        path = Path(attachment.file.path)
    except NotImplementedError:
        path = Path()
    if path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        with attachment.file.open("rb") as stored, copy.open("wb") as written:
            shutil.copyfileobj(stored, written, 1 << 20)
        yield copy


@contextmanager
def source_for(batch: ImportBatch) -> Iterator[Source]:
    """The batch's rows, with the way to read them that was chosen or found."""
    kind = kind_of(batch)
    reading = Reading(
        encoding=batch.encoding,
        part=batch.part,
        known=kind.known_headings,
        details=kind.detail_sheets,
    )
    with at_hand(batch.attachment) as path:
        yield source_of(path, reading)
