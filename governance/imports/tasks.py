"""Imports in the background: a task names the batch, the database knows the rest."""

from django.db import transaction
from django_tasks import task

from governance.imports import runs
from governance.models import ImportBatch


@task()
def run_batch(batch_id: int) -> None:
    """Preview or import, whichever the batch's status asks for; harmless when done twice."""
    batch = ImportBatch.objects.select_related("run_by", "attachment", "progress").get(pk=batch_id)
    runs.run(batch)


def enqueue(batch: ImportBatch) -> None:
    """Hand the batch to the workers, once the change of its status is committed."""
    batch_id = batch.pk
    transaction.on_commit(lambda: run_batch.enqueue(batch_id))


def resume_abandoned() -> int:
    """Hand over again what a dead worker left behind, and tell how many there were."""
    running = ImportBatch.objects.filter(
        status__in=(ImportBatch.Status.PREVIEWING, ImportBatch.Status.IMPORTING)
    )
    abandoned = [batch for batch in running if runs.is_abandoned(batch)]
    for batch in abandoned:
        enqueue(batch)
    return len(abandoned)
