"""Indicator sets, evaluations and objections in each of their states, brought there by the steps themselves."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import Role, User
from governance import grants
from licensing.models import (
    Evaluation,
    EvaluationIndicator,
    EvaluationKind,
    EvaluationScheme,
    EvaluationScore,
    Licence,
    Measure,
)
from licensing.workflow import evaluation_objections, evaluation_schemes, evaluations
from tests.database import arranging
from tests.factories.people import organisation, person
from tests.factories.schemes import START, Parties, kept_file

YEAR = 2026
INDICATORS = (
    ("产品和服务上架", "30", Measure.PRODUCTS, "2"),
    ("公益服务供给", "20", Measure.FREE_SUPPLY, "1"),
    ("按期披露", "20", Measure.DISCLOSURE, "10"),
    ("服务质量", "30", Measure.MANUAL, "10"),
)
_number = count(1)


def draft_set(*, by: Parties, indicators: Any = INDICATORS, **over: Any) -> EvaluationScheme:
    """A complete set that nobody has adopted."""
    fields = {
        "name": f"成效评价指标{next(_number)}",
        "regulator": by.authority,
        "created_by": by.supervisor,
    }
    with arranging():
        scheme = EvaluationScheme.objects.create(**fields | over)
        for name, weight, measure, target in indicators:
            EvaluationIndicator.objects.create(
                scheme=scheme, name=name, weight=Decimal(weight), measure=measure, target=Decimal(target),
                method="按用户满意度调查评分。",
            )  # fmt: skip
    return scheme


def set_in_use(*, by: Parties, on: date = START, **over: Any) -> EvaluationScheme:
    """The regulator's present set: made once."""
    known = EvaluationScheme.objects.filter(regulator=by.authority, status="in_use").first()
    if known:
        return known
    scheme = draft_set(by=by, **over)
    evaluation_schemes.adopt_scheme(scheme, actor=by.second_supervisor, on=on)
    return scheme


def third_party(evaluation: Evaluation, ends_on: date | None = None) -> User:
    """Somebody of an evaluating body, to whom the evaluation is assigned."""
    with arranging():
        someone = person(Role.EVALUATOR, organisation=evaluation.evaluator)
        guard = person(Role.SECURITY_ADMIN)
    grants.grant(
        someone,
        "licensing.change_evaluation",
        evaluation,
        actor=guard,
        reason="委托评价。",
        ends_on=ends_on,
    )
    return someone


def draft_evaluation(
    *, by: Parties, licence: Licence, kind: EvaluationKind = EvaluationKind.AUTHORITY, **over: Any
) -> Evaluation:
    """Begun, nothing counted."""
    fields: dict[str, Any] = {
        "licence": licence,
        "kind": kind,
        "year": YEAR,
        "scheme": set_in_use(by=by),
        "created_by": by.seller if kind == EvaluationKind.SELF else by.supervisor,
    }
    with arranging():
        if kind == EvaluationKind.THIRD_PARTY:
            fields["evaluator"] = organisation(name=f"公信评估事务所{next(_number)}")
        return Evaluation.objects.create(**fields | over)


def evaluating(evaluation: Evaluation, by: Parties) -> User:
    """Who gives it."""
    if evaluation.kind == EvaluationKind.THIRD_PARTY:
        return third_party(evaluation)
    return by.seller if evaluation.kind == EvaluationKind.SELF else by.supervisor


def scored_evaluation(
    *, by: Parties, licence: Licence, points: str = "80", on: date = START, **over: Any
) -> Evaluation:
    """Counted, and scored by hand where the portal knows nothing."""
    evaluation = draft_evaluation(by=by, licence=licence, **over)
    actor = evaluating(evaluation, by)
    evaluations.measure_evaluation(evaluation, actor=actor, on=on)
    with arranging():
        EvaluationScore.objects.filter(evaluation=evaluation, is_measured=False).update(
            score=Decimal(points), note="问卷满意度。", evidence=kept_file("问卷.pdf", by=actor)
        )
    return evaluation


def submitted_evaluation(
    *, by: Parties, licence: Licence, on: date = START, **over: Any
) -> Evaluation:
    """Handed in."""
    evaluation = scored_evaluation(by=by, licence=licence, on=on, **over)
    actor = evaluating(evaluation, by)
    evaluations.submit_evaluation(evaluation, actor=actor, on=on, summary="总体平稳。")
    return evaluation


def confirmed_evaluation(
    *, by: Parties, licence: Licence, on: date = START, **over: Any
) -> Evaluation:
    """Checked by another."""
    evaluation = submitted_evaluation(by=by, licence=licence, on=on, **over)
    evaluations.confirm_evaluation(evaluation, actor=by.second_supervisor, on=on)
    return evaluation


def published_evaluation(
    *, by: Parties, licence: Licence, on: date = START, **over: Any
) -> Evaluation:
    """For everybody to read."""
    evaluation = confirmed_evaluation(by=by, licence=licence, on=on, **over)
    evaluations.publish_evaluation(
        evaluation, actor=by.supervisor, on=on, differences="自评口径不同。"
    )
    return evaluation


def raised_objection(*, by: Parties, licence: Licence, on: date = START, **over: Any) -> Any:
    """The operator objects."""
    evaluation = confirmed_evaluation(by=by, licence=licence, on=on, **over)
    evaluations.object_to_evaluation(
        evaluation, actor=by.seller, on=on, statement="问卷样本过少，不能反映服务质量。"
    )
    return evaluation.objections.get()


def decided_objection(*, by: Parties, licence: Licence, is_upheld: bool, on: date = START) -> Any:
    """Answered by a third person of the regulator."""
    objection = raised_objection(by=by, licence=licence, on=on)
    with arranging():
        third = person(Role.AUTHORITY, organisation=by.authority)
    answer = (
        evaluation_objections.uphold_objection
        if is_upheld
        else evaluation_objections.reject_objection
    )
    answer(objection, actor=third, on=on, reason="经核对问卷。")
    return objection
