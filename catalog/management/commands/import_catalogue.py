"""Import a catalogue from a file: preview, then drafts, resumable; as in the working site (clause 一)."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.importing import mapping_files, providers
from catalog.importing.fields import BY_NAME
from governance.errors import Refusal
from governance.imports import batches, runs
from governance.imports.limits import UnreadableFile
from governance.models import Attachment, ImportBatch, ImportProgress, ImportRow

SERVICE = "import"
FAULTS_SHOWN = 20
Status = ImportBatch.Status


class Command(BaseCommand):
    """Thin: parse arguments, call the steps, print the summary."""

    help = "Import a catalogue (JSON, JSON lines, CSV, XLSX; also .gz) as drafts of data resources."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What a person at the console says."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping", type=Path, help="JSON: heading → field; default: suggested"
        )
        parser.add_argument(
            "--provider", required=True, help="credit code or name of the responsible organisation"
        )
        parser.add_argument("--actor", help="username; default: the service account for imports")
        parser.add_argument(
            "--source", default="", help="name of the source system; default: the host of its pages"
        )
        parser.add_argument(
            "--part", default="", help="sheet of a workbook, or path of the list in a JSON document"
        )
        parser.add_argument(
            "--encoding", default="", help="utf-8, gb18030, utf-16, big5; default: found out"
        )
        parser.add_argument(
            "--preview", action="store_true", help="stop before anything is written"
        )
        parser.add_argument(
            "--resume", action="store_true", help="go on with the interrupted import of this file"
        )
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="write nothing while any row is in error"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Upload, preview, import, report."""
        try:
            batch = self._batch(options)
            self._run(
                batch,
                preview_only=options["preview"],
                good_rows_alone=not options["all_or_nothing"],
            )
        except (Refusal, UnreadableFile) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._report(batch)
        if batch.status == Status.FAILED:
            raise CommandError(
                _("导入中断：%(reason)s 已导入的行保持不变，可加 --resume 继续。")
                % {"reason": batch.failure}
            )

    def _batch(self, options: dict[str, Any]) -> ImportBatch:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("文件“%(path)s”不存在，请核对路径。") % {"path": path})
        actor = _actor(options["actor"])
        organisation = providers.responsible(options["provider"], actor=actor)
        columns, answers = (
            mapping_files.read(options["mapping"]) if options["mapping"] else ({}, {})
        )
        attachment = _kept(path, actor)
        if options["resume"]:
            return _interrupted(attachment, organisation, actor)
        batch = batches.create(
            kind="catalogue", attachment=attachment, organisation=organisation, actor=actor,
            source=options["source"], encoding=options["encoding"], part=options["part"],
        )  # fmt: skip
        if columns or answers:
            _choose(batch, columns, answers, actor=actor)
        return batch

    def _run(self, batch: ImportBatch, *, preview_only: bool, good_rows_alone: bool) -> None:
        actor = batch.run_by or batch.created_by
        runs.run(batch)  # goes on with what was interrupted
        if not ImportProgress.objects.filter(batch=batch, is_previewed=True).exists():
            batches.preview_here(batch, actor=actor)
        batch.refresh_from_db()
        if (
            batch.status in (Status.PREVIEWED, Status.FAILED)
            and not preview_only
            and batch.progress.is_previewed
        ):
            batches.import_here(batch, actor=actor, good_rows_alone=good_rows_alone)
        batch.refresh_from_db()
        batch.progress.refresh_from_db()

    def _report(self, batch: ImportBatch) -> None:
        progress = batch.progress
        heading = _("批次 %(number)s “%(source)s”：%(status)s，共 %(rows)s 行") % {
            "number": batch.pk,
            "source": batch.source,
            "status": batch.get_status_display(),
            "rows": sum(progress.fates.values()),
        }
        fates = (
            f"  {label}\t{progress.fates.get(fate, 0)}" for fate, label in ImportRow.Fate.choices
        )
        self.stdout.write("\n".join([heading, *fates, *_listed(progress), *_faults(batch)]))


def _listed(progress: ImportProgress) -> Iterator[str]:
    ignored = progress.reading.get("ignored")
    if ignored:
        yield _("  未导入的列\t%(columns)s") % {"columns": "、".join(ignored)}
    for name, values in progress.listed.items():
        for word, count in sorted(values.items(), key=lambda pair: -pair[1]):
            shown = {"field": BY_NAME[name].label, "word": word, "count": count}
            yield _("  待确认\t%(field)s“%(word)s”\t%(count)s") % shown


def _faults(batch: ImportBatch) -> Iterator[str]:
    wrong = batch.rows.filter(fate=ImportRow.Fate.ERROR).values_list("number", "messages")
    for number, messages in wrong[:FAULTS_SHOWN]:
        yield _("  第 %(row)s 行有误\t%(messages)s") % {
            "row": number,
            "messages": "；".join(messages),
        }


def _actor(username: str | None) -> Any:
    users = get_user_model().objects
    if username is None:
        return users.service_account(SERVICE)
    actor = users.filter(username=username, is_active=True).first()
    if actor is None:
        raise CommandError(_("没有名为“%(username)s”的在用账号，请核对。") % {"username": username})
    return actor


def _kept(path: Path, actor: Any) -> Attachment:
    with path.open("rb") as stream:
        return Attachment.objects.keep(UploadedFile(stream, name=path.name), by=actor)


def _choose(
    batch: ImportBatch, columns: dict[str, str], answers: dict[str, dict[str, str]], *, actor: Any
) -> None:
    merged = {
        name: batch.answers.get(name, {}) | answers.get(name, {})
        for name in {*batch.answers, *answers}
    }
    batches.choose(batch, actor=actor, columns=columns or None, answers=merged)


def _interrupted(attachment: Attachment, organisation: Any, actor: Any) -> ImportBatch:
    batch = (
        ImportBatch.objects.visible_to(actor)
        .filter(organisation=organisation, attachment__sha256=attachment.sha256)
        .exclude(status__in=(Status.DONE, Status.CANCELLED))
        .order_by("-pk")
        .first()
    )
    if batch is None:
        raise CommandError(_("没有找到这个文件未完成的导入，请去掉 --resume 重新导入。"))
    return batch
