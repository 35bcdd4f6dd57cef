"""``manage.py verify_audit FILE``: check an auditor's package, offline or against this portal's own trail."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from governance.comparison import check
from governance.verification import verify


class Command(BaseCommand):
    """Name every fault; exit 1 if there is one."""

    help = "Check an exported audit package: hashes, order, and that this portal holds the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument(
            "--offline", action="store_true", help="do not compare with this portal's trail"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(options["file"]) if options["offline"] else check(options["file"])
        for fault in report.faults:
            self.stderr.write(fault)
        if not report.is_intact:
            sys.exit(1)
        self.stdout.write(f"完整：共 {report.events} 条审计记录，全部通过核验。")
