"""Which records owe a step now, where the state alone does not say it (for 我的待办)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from governance.clock import today
from licensing.models import (
    CollectiveDecision,
    EarlyEnding,
    EndingKind,
    Evaluation,
    EvaluationObjection,
    EvaluationScore,
    Exit,
    ExitTask,
    ProductReview,
)


def with_unused_decision() -> Q:
    """Agreements on which a signed decision waits to be put to use."""
    newer = CollectiveDecision.objects.signed().filter(
        licence=OuterRef("pk"), pk__gt=Coalesce(OuterRef("decision"), 0)
    )
    return Q(Exists(newer))


def reviewed(kind: ProductReview.Kind, **conditions: object) -> Exists:
    """Whether the present round has this review."""
    return Exists(
        ProductReview.objects.filter(
            product=OuterRef("pk"), round=OuterRef("round"), kind=kind, **conditions
        )
    )


def without_security_review() -> Q:
    """Products whose security has not been reviewed in this round."""
    return ~Q(reviewed(ProductReview.Kind.SECURITY))


def without_conformity_review() -> Q:
    """Products whose conformity has not been reviewed in this round."""
    return ~Q(reviewed(ProductReview.Kind.CONFORMITY))


def with_both_reviews_passed() -> Q:
    """Products that may go on sale (I-10)."""
    passed = {"result": ProductReview.Result.PASSED}
    return Q(reviewed(ProductReview.Kind.SECURITY, **passed)) & Q(
        reviewed(ProductReview.Kind.CONFORMITY, **passed)
    )


def reviewed_by(person: Any) -> Q:
    """Products of which the person gave a review in this round."""
    mine = ProductReview.objects.filter(
        product=OuterRef("pk"), round=OuterRef("round"), reviewer=person
    )
    return Q(Exists(mine))


def with_every_task_settled() -> Q:
    """Exits of which nothing is left but the report."""
    return ~Q(Exists(ExitTask.objects.filter(exit=OuterRef("pk")).left_open()))


def with_reported_exit() -> Q:
    """Ended licences whose exit waits to be closed."""
    return Q(exit__status=Exit.Status.REPORTED)


def held_against_the_operator() -> Q:
    """Cases in which the operator must be heard."""
    return ~Q(kind=EndingKind.APPLICATION)


def ripe_for_decision() -> Q:
    """Cases in which everybody was heard."""
    return EarlyEnding.RIPE


def past_its_term() -> Q:
    """Rows whose clock ran out."""
    return Q(due_on__lt=today())


def measured_already() -> Q:
    """Evaluations whose rows are there to be filled in."""
    return Q(Exists(EvaluationScore.objects.filter(evaluation=OuterRef("pk"))))


def not_yet_measured() -> Q:
    """Evaluations without a single row."""
    return ~measured_already()


def without_open_objection() -> Q:
    """Evaluations against which nothing waits for an answer."""
    waiting = EvaluationObjection.objects.filter(
        evaluation=OuterRef("pk"), status=EvaluationObjection.Status.RAISED
    )
    return ~Q(Exists(waiting))


def failed_without_consequence() -> Q:
    """Evaluations that were not passed, while nobody has said what follows."""
    return Q(grade=Evaluation.Grade.FAIL, follow_up="")
