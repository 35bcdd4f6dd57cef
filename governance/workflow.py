"""The procedures of imports (previewed, imported, never torn) and of exports that take a while."""

from typing import Any

from django import forms
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from governance.models import Attachment, ExportFile, ImportBatch, ImportProgress, ImportRow
from governance.transitions import Transition, TransitionError, step

Status = ImportBatch.Status
RUN = "governance.run_importbatch"
#: Sent inside the step's transaction: a worker is wanted for ``batch_id``.
work_waits = Signal()


class GoodRowsForm(forms.Form):
    """Whether the rows without a fault come in alone; asked where a row is in error."""

    good_rows_alone = forms.BooleanField(
        label=_("只导入无误的行"),
        required=False,
        help_text=_("有误的行不导入，可以下载批注好的工作簿，改好后再次上传。"),
    )


@step(
    Transition(
        action="governance.importbatch.begin_preview",
        label=_("预览"),
        sources=frozenset({Status.UPLOADED, Status.PREVIEWED, Status.FAILED}),
        target=Status.PREVIEWING,
        permission=RUN,
        is_duty=False,
    )
)
def begin_preview(
    batch: ImportBatch, *, actor: Any, in_background: bool = True
) -> dict[str, object]:
    """Read the file from its first row again: what an earlier preview found no longer counts."""
    batch.rows.all().delete()
    ImportProgress.objects.filter(batch=batch).delete()
    ImportProgress.objects.create(batch=batch)
    if in_background:
        work_waits.send(ImportBatch, batch_id=batch.pk)
    return {"run_by": actor, "failure": "", "summary": {}}


@step(
    Transition(
        action="governance.importbatch.finish_preview",
        label=_("完成预览"),
        sources=frozenset({Status.PREVIEWING}),
        target=Status.PREVIEWED,
        permission=RUN,
        is_duty=False,
        is_consequence=True,
    )
)
def finish_preview(batch: ImportBatch, *, summary: dict[str, Any]) -> dict[str, object]:
    """Every row has a fate."""
    return {"summary": summary}


@step(
    Transition(
        action="governance.importbatch.begin_import",
        label=_("导入"),
        sources=frozenset({Status.PREVIEWED, Status.FAILED}),
        target=Status.IMPORTING,
        permission=RUN,
        form=GoodRowsForm,
    )
)
def begin_import(
    batch: ImportBatch, *, actor: Any, in_background: bool = True, good_rows_alone: bool = False
) -> dict[str, object]:
    """Only what was shown is done: the preview must have come to its end, and wrong rows are left out by choice."""
    progress = ImportProgress.objects.filter(batch=batch, is_previewed=True).first()
    if progress is None:
        raise TransitionError(_("“%(batch)s”的预览尚未完成，请先预览，再导入。") % {"batch": batch})
    wrong = progress.fates.get(ImportRow.Fate.ERROR, 0)
    is_chosen = good_rows_alone or "good_rows_alone" in batch.summary
    if wrong and not is_chosen:
        raise TransitionError(
            _(
                "有 %(count)s 行有误。请选择只导入无误的行，或者下载批注好的工作簿，全部改好后重新上传。"
            )
            % {"count": wrong}
        )
    if in_background:
        work_waits.send(ImportBatch, batch_id=batch.pk)
    chosen = {"good_rows_alone": {"left_out": wrong}} if wrong else {}
    return {"run_by": actor, "failure": "", "summary": batch.summary | chosen}


@step(
    Transition(
        action="governance.importbatch.finish_import",
        label=_("完成导入"),
        sources=frozenset({Status.IMPORTING}),
        target=Status.DONE,
        permission=RUN,
        is_duty=False,
        is_consequence=True,
    )
)
def finish_import(batch: ImportBatch, *, summary: dict[str, Any]) -> dict[str, object]:
    """Every row that was to be written is written."""
    return {"summary": summary}


@step(
    Transition(
        action="governance.importbatch.fail",
        label=_("中断"),
        sources=frozenset({Status.PREVIEWING, Status.IMPORTING}),
        target=Status.FAILED,
        permission=RUN,
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def fail(batch: ImportBatch, *, reason: str) -> dict[str, object]:
    """What was committed stays and is counted; the rest can go on from there."""
    return {"failure": reason}


@step(
    Transition(
        action="governance.importbatch.cancel",
        label=_("取消"),
        sources=frozenset({Status.UPLOADED, Status.PREVIEWING, Status.PREVIEWED, Status.FAILED}),
        target=Status.CANCELLED,
        permission=RUN,
        is_duty=False,
    )
)
def cancel(batch: ImportBatch) -> dict[str, object]:
    """Nothing more will be done with this file."""
    return {}


Export = ExportFile.Status


@step(
    Transition(
        action="governance.exportfile.deliver",
        label=_("生成"),
        sources=frozenset({Export.ORDERED}),
        target=Export.READY,
        permission="governance.deliver_exportfile",
        is_duty=False,
        is_consequence=True,
    )
)
def deliver(export: ExportFile, *, file: Attachment) -> dict[str, object]:
    """The file is there."""
    return {"file": file}


@step(
    Transition(
        action="governance.exportfile.give_up",
        label=_("未能生成"),
        sources=frozenset({Export.ORDERED}),
        target=Export.FAILED,
        permission="governance.deliver_exportfile",
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def give_up(export: ExportFile, *, reason: str) -> dict[str, object]:
    """The person learns why."""
    return {"failure": reason}
