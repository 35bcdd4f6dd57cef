"""The auditor's package: events as JSONL and CSV with a manifest of SHA-256 (审计法 34–35)."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from governance.exports.cells import guarded
from governance.models import AuditEvent
from governance.verification import EVENTS_CSV, EVENTS_JSONL, FORMAT, MANIFEST

COLUMNS = (
    "id", "at", "actor_name", "actor_role", "action", "outcome", "subject_type", "subject_id", "subject_label",
    "reason", "legal_basis", "changes", "request_id", "door", "payload_sha256",
)  # fmt: skip
BATCH = 2000

Progress = Callable[[int], None]


def write_package(
    path: Path,
    events: Any,
    *,
    about: dict[str, Any],
    made_at: datetime,
    progress: Progress = lambda count: None,
) -> dict[str, Any]:
    """Write the package of these events (in order of their number) to ``path`` and return its manifest.

    ``about`` says who exported what by which filter. Memory stays flat: rows are streamed from the database.
    """
    ordered = events.order_by("id")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        files = {
            EVENTS_JSONL: _store(package, EVENTS_JSONL, _json_lines(ordered, progress)),
            EVENTS_CSV: _store(package, EVENTS_CSV, _csv_lines(ordered)),
        }
        manifest = {
            "format": FORMAT,
            "made_at": made_at.isoformat(),
            "about": about,
            "events": files[EVENTS_JSONL].pop("lines"),
            "files": {
                name: {key: told[key] for key in ("sha256", "bytes")}
                for name, told in files.items()
            },
        }
        package.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2))
    return manifest


def _store(package: zipfile.ZipFile, name: str, lines: Iterable[str]) -> dict[str, Any]:
    digest, size, count = hashlib.sha256(), 0, 0
    with package.open(name, "w") as file:
        for line in lines:
            piece = line.encode()
            file.write(piece)
            digest.update(piece)
            size += len(piece)
            count += 1
    return {"sha256": digest.hexdigest(), "bytes": size, "lines": count}


def _json_lines(events: Any, progress: Progress) -> Iterator[str]:
    told = events.values_list("id", "payload", "payload_sha256").iterator(chunk_size=BATCH)
    for count, (number, payload, digest) in enumerate(told, start=1):
        line = {"id": number, "payload": payload, "payload_sha256": digest}
        yield json.dumps(line, ensure_ascii=False) + "\n"
        if count % BATCH == 0:
            progress(count)


def _csv_lines(events: Any) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    headings = [
        str(getattr(AuditEvent._meta.get_field(name), "verbose_name", name)) for name in COLUMNS
    ]
    # The mark lets WPS and Excel read the file as UTF-8.
    buffer.write("\ufeff")
    writer.writerow(headings)
    for row in events.values_list(*COLUMNS).iterator(chunk_size=BATCH):
        writer.writerow([guarded(_cell(value)) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime) else str(value)
