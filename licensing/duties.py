"""Which records owe a step now, where the state alone does not say it (for 我的待办)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from licensing.models import CollectiveDecision, ProductReview


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
