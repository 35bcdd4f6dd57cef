"""Exports ordered now and handed out later: a worker writes the workbook, the trail learns its hash."""

import tempfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from governance import edits
from governance.errors import InvalidInput, Refusal
from governance.exports import streams
from governance.exports.columns import columns_of
from governance.exports.downloads import XLSX_NOW, XLSX_ROWS, record, visible_rows
from governance.models import Attachment, ExportFile
from governance.workflow import deliver, give_up

#: Sent inside the order's transaction: a worker is wanted for ``export_id``.
ordered = Signal()
WORKER = "worker"


def takes_long(rows: QuerySet[Any]) -> bool:
    """Whether a workbook of these rows is better written by a worker."""
    return rows.order_by()[: XLSX_NOW + 1].count() > XLSX_NOW


def order(rows: QuerySet[Any], *, actor: Any, filters: str = "") -> ExportFile:
    """Ask for a workbook of the rows that ``actor`` may see of ``rows``, in their order."""
    keys = list(visible_rows(rows, actor).values_list("pk", flat=True)[: XLSX_ROWS + 1])
    if len(keys) > XLSX_ROWS:
        raise InvalidInput(_("结果超过 20 万行，请缩小筛选范围，或者改用 CSV 导出。"))
    meta = rows.model._meta
    export = ExportFile(
        title=str(meta.verbose_name),
        model_label=meta.label,
        filters=filters,
        row_keys=keys,
        row_count=len(keys),
    )
    with transaction.atomic():
        edits.save(export, actor=actor)
        ordered.send(ExportFile, export_id=export.pk)
    return export


def fulfil(export: ExportFile) -> None:
    """Write the file with the rights that its owner has now; a second run finds nothing to do."""
    if export.status != ExportFile.Status.ORDERED:
        return
    worker = get_user_model().objects.service_account(WORKER)
    try:
        kept = _written(export)
    except Refusal as refusal:
        give_up(export, actor=worker, reason=str(refusal))
        return
    with transaction.atomic():
        told = {
            "format": "xlsx",
            "filter": export.filters,
            "rows": export.row_count,
            "sha256": kept.sha256,
        }
        record(apps.get_model(export.model_label), export.created_by, told)
        deliver(export, actor=worker, file=kept)


def _written(export: ExportFile) -> Attachment:
    model = apps.get_model(export.model_label)
    chosen = model._default_manager.filter(pk__in=export.row_keys).order_by("pk")
    rows = visible_rows(chosen, export.created_by)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        streams.write_xlsx(
            path, rows, columns_of(model), title=export.title, actor=export.created_by
        )
        with path.open("rb") as stream:
            upload = UploadedFile(stream, name=f"{export.title}-{export.pk}.xlsx")
            return Attachment.objects.keep(upload, by=export.created_by)
