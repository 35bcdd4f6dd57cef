"""Plans of inspections, whose sample anybody can draw again (意见（十三）; 27号 第二十一条)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import sampling
from licensing.forms.inspections import DrawForm
from licensing.models import Inspection, InspectionPlan, Licence

Plan = InspectionPlan.Status
CLAUSE = _("意见 第十三条；27号 第二十一条")


def with_nothing_open() -> Q:
    """Plans of which every inspection has come to its end."""
    still = Inspection.objects.filter(status__in=Inspection.OPEN, plan__isnull=False)
    return ~Q(pk__in=still.values("plan"))


@step(
    Transition(
        action="licensing.inspectionplan.draw",
        label=_("抽取检查对象"),
        sources=frozenset({Plan.DRAFT}),
        target=Plan.DRAWN,
        permission="licensing.draw_inspectionplan",
        clause=CLAUSE,
        form=DrawForm,
    )
)
def draw_plan(plan: InspectionPlan, *, seed: str, actor: Any, on: date) -> dict[str, object]:
    """Among the licences that the authority supervises; seed and scope are kept, so anybody can draw again."""
    running_now = Licence.objects.filter(
        regulator=plan.authority_id, status__in=Licence.RUNNING, ends_on__gte=on
    )
    by_number = {each.number: each for each in running_now}
    if not by_number:
        raise TransitionError(
            _("“%(body)s”现在没有在监管的有效授权，没有可以抽取的检查对象。")
            % {"body": plan.authority}
        )
    for number in sampling.draw(by_number, size=plan.sample_size, seed=seed.strip()):
        _plan_inspection(plan, by_number[number], actor)
    return {"seed": seed.strip(), "drawn_from": sorted(by_number), "drawn_on": on}


def _plan_inspection(plan: InspectionPlan, licence: Licence, actor: Any) -> None:
    drawn = Inspection(
        kind=Inspection.Kind.RANDOM, plan=plan, licence=licence, body=plan.authority, template=plan.template,
        planned_on=plan.planned_on, created_by=actor,
    )  # fmt: skip
    drawn.full_clean()
    drawn.save(force_insert=True)


@step(
    Transition(
        action="licensing.inspectionplan.close",
        label=_("完成检查计划"),
        sources=frozenset({Plan.DRAWN}),
        target=Plan.CLOSED,
        permission="licensing.close_inspectionplan",
        clause=CLAUSE,
        owed=with_nothing_open,
    )
)
def close_plan(plan: InspectionPlan) -> None:
    """When every inspection drawn has come to its end."""
    left = plan.inspections.filter(status__in=Inspection.OPEN).count()
    if left:
        raise TransitionError(
            _("“%(plan)s”还有 %(count)d 件检查没有办结，请办结后再完成计划。")
            % {"plan": plan, "count": left}
        )
