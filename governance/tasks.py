"""Background work of the mechanism: a task names the batch, the database knows the rest."""

from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from governance.due import due_work
from governance.exports import orders
from governance.imports import runs
from governance.models import ExportFile, ImportBatch
from governance.workflow import work_waits

RUNNING = (ImportBatch.Status.PREVIEWING, ImportBatch.Status.IMPORTING)


@task()
def run_batch(batch_id: int) -> None:
    """Preview or import, whichever the batch's status asks for; harmless when done twice."""
    runs.run(ImportBatch.objects.select_related("run_by", "attachment").get(pk=batch_id))


def enqueue(batch_id: int) -> None:
    """Hand the batch to the workers, once the change of its status is committed."""
    transaction.on_commit(lambda: run_batch.enqueue(batch_id))


@task()
def run_export(export_id: int) -> None:
    """Write the file of an export; harmless when done twice."""
    orders.fulfil(ExportFile.objects.select_related("created_by").get(pk=export_id))


@receiver(orders.ordered)
def hand_over_export(*, export_id: int, **_details: Any) -> None:
    """Somebody ordered an export."""
    transaction.on_commit(lambda: run_export.enqueue(export_id))


@receiver(work_waits)
def hand_over(*, batch_id: int, **_details: Any) -> None:
    """A step wants a worker."""
    enqueue(batch_id)


@due_work(_("续办中断的导入"))
def resume_abandoned(actor: Any, on: date) -> int:
    """Hand over again what a dead worker left behind, and tell how many there were."""
    running = ImportBatch.objects.filter(status__in=RUNNING)
    abandoned = [batch.pk for batch in running if runs.is_abandoned(batch)]
    for batch_id in abandoned:
        enqueue(batch_id)
    return len(abandoned)
