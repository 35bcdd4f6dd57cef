"""An auditor's package against the portal's own trail."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import islice

from django.core.files.uploadedfile import UploadedFile

from governance.models import AuditEvent
from governance.verification import EVENTS_JSONL, Report, verify

BATCH = 2000


def check(path: str) -> Report:
    """Everything that the package itself shows, and whether this portal still holds the same events."""
    report = verify(path)
    if report.is_intact:
        report.faults += differing(path)
    return report


def check_upload(upload: UploadedFile) -> Report:
    """The same for an uploaded package; nothing of it is kept."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as held:
        for chunk in upload.chunks():
            held.write(chunk)
        held.flush()
        return check(held.name)


def differing(path: str) -> Iterator[str]:
    """The events of an intact package that this portal no longer holds, or holds otherwise."""
    with zipfile.ZipFile(path) as package, package.open(EVENTS_JSONL) as file:
        events = (json.loads(line) for line in file)
        while batch := {event["id"]: event["payload_sha256"] for event in islice(events, BATCH)}:
            held = AuditEvent.objects.filter(id__in=batch).values_list("id", "payload_sha256")
            stored = dict(held)
            for number, digest in batch.items():
                if stored.get(number) != digest:
                    yield f"编号 {number} 的记录与本平台现存的不符。"
