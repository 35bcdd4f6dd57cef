"""Take in metered records from a file, as over the machine interface (27号 第二十一条)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from governance import clock
from governance.errors import Refusal
from licensing.models import Licence
from licensing.usage import seals
from licensing.usage.ingest import ingest


class Command(BaseCommand):
    """Thin: find the licence and the person, hand the file on, print what became of it."""

    help = "Take in metered usage records (CSV, or NDJSON by the ending .ndjson or .jsonl), all of them or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What a person at the console says."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--licence", required=True, help="number of the agreement")
        parser.add_argument("--actor", required=True, help="username of a person of the operator")
        parser.add_argument("--key", default="", help="idempotency key; default: the file's name")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        licence = Licence.objects.filter(number=options["licence"]).first()
        actor = get_user_model().objects.filter(username=options["actor"]).first()
        if licence is None or actor is None:
            raise CommandError(_("没有这份协议或者这个账号，请核对 --licence 和 --actor。"))
        file_format = "ndjson" if path.suffix in {".ndjson", ".jsonl"} else "csv"
        try:
            with path.open("rb") as stream:
                batch = ingest(
                    stream, licence=licence, key=options["key"] or path.name, file_format=file_format, actor=actor,
                    at=clock.now(),
                )  # fmt: skip
        except OSError as error:
            raise CommandError(_("文件不能打开，请核对路径。")) from error
        except Refusal as refusal:
            raise CommandError(
                "\n".join([str(refusal), *refusal.details.get("rows", ())])
            ) from refusal
        seals.seal(actor)
        self.stdout.write(
            _("已接收 %(rows)d 条计量记录，其中超范围 %(refused)d 条。")
            % {"rows": batch.rows, "refused": batch.refused}
        )
