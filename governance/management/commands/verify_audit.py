"""``manage.py verify_audit FILE``: check an auditor's package, offline and against this portal's own trail."""

import json
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from governance.models import AuditEvent
from governance.verification import EVENTS_JSONL, verify

BATCH = 2000


class Command(BaseCommand):
    """Name every fault; exit 1 if there is one."""

    help = "Check an exported audit package: its hashes, its order, and that this portal still holds the same events."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument(
            "--offline", action="store_true", help="do not compare with this portal's trail"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(options["file"])
        if report.is_intact and not options["offline"]:
            report.faults += differing(options["file"])
        for fault in report.faults:
            self.stderr.write(fault)
        if not report.is_intact:
            sys.exit(1)
        self.stdout.write(f"完整：共 {report.events} 条审计记录，全部通过核验。")


def differing(path: str) -> Iterator[str]:
    """The events of an intact package that this portal no longer holds, or holds otherwise."""
    with zipfile.ZipFile(path) as package, package.open(EVENTS_JSONL) as file:
        events = (json.loads(line) for line in file)
        while batch := {event["id"]: event["payload_sha256"] for event in islice(events, BATCH)}:
            stored = dict(
                AuditEvent.objects.filter(id__in=batch).values_list("id", "payload_sha256")
            )
            for number, digest in batch.items():
                if stored.get(number) != digest:
                    yield f"编号 {number} 的记录与本平台现存的不符。"
