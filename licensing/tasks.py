"""Background work of authorised operation: a task names the record, the database knows the rest."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from governance import deadlines
from governance.due import due_work
from governance.errors import Refusal
from licensing.linkage import runs
from licensing.models import LinkageAnalysis, LinkageSample
from licensing.workflow.linkage import destroy_sample, work_waits

SAMPLE_TERM = "risk.sample"


@task()
def run_analysis(analysis_id: int) -> None:
    """Count the samples of an analysis; harmless when done twice."""
    runs.run(LinkageAnalysis.objects.select_related("licence").get(pk=analysis_id))


@receiver(work_waits)
def hand_over(*, analysis_id: int, **_details: Any) -> None:
    """A step wants a worker, once the change of state is committed."""
    transaction.on_commit(lambda: run_analysis.enqueue(analysis_id))


@due_work(_("续办中断的汇聚关联分析"))
def resume_abandoned(actor: Any, on: date) -> int:
    """Hand over again what a dead worker left behind."""
    running = LinkageAnalysis.objects.filter(status=LinkageAnalysis.Status.RUNNING)
    abandoned = [each.pk for each in running if runs.is_abandoned(each)]
    for pk in abandoned:
        run_analysis.enqueue(pk)
    return len(abandoned)


@due_work(_("销毁到期的关联分析样本"))
def destroy_old_samples(actor: Any, on: date) -> int:
    """Samples are kept for their term and no longer; the record of them stays."""
    days = deadlines.rule_for(SAMPLE_TERM).number or 0
    old = LinkageSample.objects.filter(
        status=LinkageSample.Status.SEALED, created_at__date__lte=on - timedelta(days=days)
    )
    destroyed = 0
    for sample in old.select_related("analysis"):
        try:
            destroy_sample(sample, actor=actor, on=on, reason=str(_("保存期限届满。")))
        except Refusal:
            # The analysis is running just now: tomorrow it is not.
            continue
        destroyed += 1
    return destroyed
