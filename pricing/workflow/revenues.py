"""The allowed revenue: computed, signed by the price authority, countersigned (65号 二、三(一))."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from pricing import guidance
from pricing.forms import DocumentForm
from pricing.models import AllowedRevenue, CostSurvey
from pricing.wording import sentence

Status = AllowedRevenue.Status
UNSIGNED = {
    "price_signed_by": None,
    "price_signed_on": None,
    "data_signed_by": None,
    "data_signed_on": None,
}


@step(
    Transition(
        action="pricing.allowedrevenue.propose",
        label=_("计算并报签"),
        sources=AllowedRevenue.OPEN_TO_EDITS,
        target=Status.PROPOSED,
        permission="pricing.propose_allowedrevenue",
        clause=_("65号 三（一）"),
    )
)
def propose_revenue(revenue: AllowedRevenue, *, actor: Any) -> Mapping[str, Any]:
    """R = C + C × r + T − deduction, from a checked survey and the yield of the year before it."""
    _require_basis(revenue)
    result = _computed(revenue)
    return UNSIGNED | {
        "yield_mean": result.rate.treasury_yield,
        "profit_rate": result.rate.value,
        "cost": result.cost,
        "profit": result.profit,
        "total": result.total,
        "derivation": result.as_record(),
        "proposed_by": actor,
    }


@step(
    Transition(
        action="pricing.allowedrevenue.sign",
        label=_("价格主管部门签署"),
        sources=frozenset({Status.PROPOSED}),
        target=Status.SIGNED,
        permission="pricing.sign_allowedrevenue",
        clause=_("65号 二"),
    )
)
def sign_revenue(revenue: AllowedRevenue, *, actor: Any, on: date) -> Mapping[str, Any]:
    """65号 二: the price authority decides."""
    _require_reproducible(revenue)
    return {"price_signed_by": actor, "price_signed_on": on}


@step(
    Transition(
        action="pricing.allowedrevenue.countersign",
        label=_("数据主管部门会签"),
        sources=frozenset({Status.SIGNED}),
        target=Status.IN_FORCE,
        permission="pricing.countersign_allowedrevenue",
        clause=_("65号 二"),
        form=DocumentForm,
    )
)
def countersign_revenue(
    revenue: AllowedRevenue, *, actor: Any, on: date, document_no: str, document_on: date
) -> Mapping[str, Any]:
    """65号 二: together with the data authority; from now on the revenue is in force."""
    _require_reproducible(revenue)
    if document_on > on:
        raise TransitionError(_("核定文件日期不得晚于今天，请核对后重新填写。"))
    return {
        "data_signed_by": actor,
        "data_signed_on": on,
        "document_no": document_no,
        "document_on": document_on,
    }


@step(
    Transition(
        action="pricing.allowedrevenue.return",
        label=_("退回修改"),
        sources=frozenset({Status.PROPOSED, Status.SIGNED}),
        target=Status.RETURNED,
        permission="pricing.return_allowedrevenue",
        clause=_("65号 二"),
        needs_reason=True,
    )
)
def return_revenue(revenue: AllowedRevenue) -> Mapping[str, Any]:
    """Whoever is asked to sign may send the proposal back; earlier signatures fall."""
    return UNSIGNED


def _require_basis(revenue: AllowedRevenue) -> None:
    survey, mean = revenue.survey, revenue.treasury_yield
    if survey.status != CostSurvey.Status.CHECKED:
        raise TransitionError(
            _("“%(survey)s”当前为“%(status)s”，不能据以计算准许收入。请先完成成本调查复核。")
            % {"survey": survey, "status": survey.get_status_display()}
        )
    if mean.year != survey.year - 1:
        raise TransitionError(
            _("成本调查年度为 %(year)s 年，须采用 %(before)s 年的国债平均收益率，请重新选择。")
            % {"year": survey.year, "before": survey.year - 1}
        )


def _computed(revenue: AllowedRevenue) -> guidance.Determination:
    try:
        rate = guidance.profit_rate(revenue.treasury_yield.mean, spread=revenue.spread)
        return guidance.allowed_revenue(
            revenue.survey.lines(),
            rate=rate,
            tax=revenue.tax,
            deduction=revenue.carry_over_deduction,
        )
    except guidance.GuidanceError as error:
        raise TransitionError(sentence(error)) from error


def _require_reproducible(revenue: AllowedRevenue) -> None:
    """Nobody signs a figure that its own derivation does not give."""
    try:
        again = guidance.recompute(revenue.derivation or {})
    except guidance.GuidanceError as error:
        raise TransitionError(sentence(error)) from error
    if again.as_record() != revenue.derivation or again.total != revenue.total:
        raise TransitionError(
            _("“%(revenue)s”与其推算过程不符，不能签署。请退回后重新计算。") % {"revenue": revenue}
        )
