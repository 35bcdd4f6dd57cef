"""Due work of evaluation: each year's evaluations arise from the licences that ran in it (27号 第十四条第九项)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.due import due_work
from governance.models import AuditEvent
from governance.words import name_actions
from licensing.models import Evaluation, EvaluationKind, EvaluationScheme, Licence
from licensing.workflow.evaluations import clock_of

RAISED = "licensing.evaluation.raise"
name_actions({RAISED: _("产生年度评价任务")})
#: Third parties are chosen by the authority, licence by licence.
YEARLY = (EvaluationKind.SELF, EvaluationKind.AUTHORITY)


@due_work(_("生成年度成效评价"))
def raise_evaluations(actor: Any, on: date) -> int:
    """For every licence that ran in the year before: the operator's and the authority's evaluation, once."""
    year = on.year - 1
    schemes = {
        scheme.regulator_id: scheme
        for scheme in EvaluationScheme.objects.filter(status=EvaluationScheme.Status.IN_USE)
    }
    ran = ran_in(year).filter(regulator__in=schemes).select_related("regulator")
    return sum(
        _raise(licence, schemes[licence.regulator_id], year, actor=actor, on=on) for licence in ran
    )


def ran_in(year: int) -> Any:
    """The licences that were in force on some day of the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    running = Licence.objects.on_register().filter(
        effective_on__lte=last, starts_on__lte=last, ends_on__gte=first
    )
    return running.exclude(ended_on__lt=first)


@transaction.atomic
def _raise(licence: Licence, scheme: EvaluationScheme, year: int, *, actor: Any, on: date) -> int:
    known = set(licence.evaluations.filter(year=year).values_list("kind", flat=True))
    wanted = [kind for kind in YEARLY if kind not in known]
    for kind in wanted:
        evaluation = Evaluation(
            licence=licence, year=year, kind=kind, scheme=scheme, status_since=on
        )
        for name, value in clock_of(evaluation).items():
            setattr(evaluation, name, value)
        evaluation.full_clean()
        evaluation.save(force_insert=True)
        AuditEvent.objects.record(RAISED, evaluation, actor=actor)
    return len(wanted)
