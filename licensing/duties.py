"""Which records owe a step now, where the state alone does not say it (for 我的待办)."""

from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from catalog.grading import ORDER
from catalog.guide.beginning import UNDER_WAY
from catalog.models import (
    DataResource,
    Registration,
    RegistrationApplication,
    RegistrationPractice,
)
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
    Incident,
    Licence,
    LicenceChange,
    ProductReview,
    ProductSource,
    Purpose,
)


def with_unused_decision() -> Q:
    """Agreements on which a signed decision waits to be put to use."""
    newer = CollectiveDecision.objects.signed().filter(
        licence=OuterRef("pk"), pk__gt=Coalesce(OuterRef("decision"), 0)
    )
    return Q(Exists(newer))


def scheme_with_carried_decision() -> Q:
    """Schemes whose newest signed and unused decision passed them."""
    return Q(In(_newest_result(), list(CollectiveDecision.CARRIED)))


def scheme_with_rejection() -> Q:
    """Schemes whose newest signed and unused decision turned them down."""
    return Q(In(_newest_result(), [CollectiveDecision.Result.REJECTED]))


def _newest_result() -> Subquery:
    """What the newest decision on this very matter says that no step has used up."""
    kinds = CollectiveDecision.Kind
    kind = Case(
        When(scheme__revision_of__isnull=True, then=Value(kinds.SCHEME)),
        default=Value(kinds.MAJOR_CHANGE),
    )
    unused = (
        CollectiveDecision.objects.signed()
        .held_by(today())
        .filter(scheme=OuterRef("pk"), pk__gt=Coalesce(OuterRef("decision"), 0), kind=kind)
    )
    return Subquery(unused.order_by("-pk").values("result")[:1])


def without_undertakings() -> Q:
    """Agreements for which the operator has not promised yet."""
    return Q(undertaken_on=None)


def without_cosignature() -> Q:
    """Agreements that another department has yet to sign."""
    return Q(cosigner__isnull=False, cosigned_on=None)


def with_promises() -> Q:
    """Agreements that may be signed."""
    return ~without_undertakings() & ~without_cosignature()


def due_for_renewal() -> Q:
    """Licences of whose end their parties have been reminded, and that nobody has begun to renew."""
    successors = Licence.objects.filter(predecessor=OuterRef("pk"))
    return Q(reminded_days__isnull=False) & ~Q(Exists(successors))


def change_with_unused_decision() -> Q:
    """Changes for which a signed decision on their licence waits to be put to use."""
    used = LicenceChange.objects.filter(
        licence=OuterRef("licence"), decision__gte=OuterRef("pk"), decision__isnull=False
    )
    newer = CollectiveDecision.objects.signed().filter(
        ~Exists(used), licence=OuterRef("licence"), pk__gt=OuterRef("licence__decision")
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
    return Q(revision_of=None) & _both_passed()


def with_reviewed_edition() -> Q:
    """New editions that may take the place of the old ones."""
    return Q(revision_of__isnull=False) & _both_passed()


def _both_passed() -> Q:
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


def _rank(field: str) -> Case:
    """The place of a grade in the order, in SQL."""
    places = [When(**{field: grade}, then=Value(place)) for place, grade in enumerate(ORDER)]
    return Case(*places, default=Value(-1), output_field=IntegerField())


def with_moved_ground() -> Q:
    """Products with a source gone, stricter or without the purpose since the review, or that an incident names."""
    sources = ProductSource.objects.filter(product=OuterRef("pk"))
    resource = "licensed_resource__resource"
    gone = sources.exclude(**{f"{resource}__status__in": DataResource.STANDING})
    stricter = (
        sources.exclude(graded_as="")
        .annotate(then=_rank("graded_as"), now=_rank(f"{resource}__grade"))
        .filter(now__gt=F("then"))
    )
    moved = Q(Exists(gone)) | Q(Exists(stricter))
    for purpose in Purpose:
        lost = sources.exclude(licensed_resource__purposes__contains=[purpose])
        moved |= Q(purpose=purpose) & Q(Exists(lost))
    named = Incident.objects.open().filter(
        product=OuterRef("pk"), reported_on__gte=OuterRef("listed_on")
    )
    return moved | Q(Exists(named))


def without_registration() -> Q:
    """Products that must be registered in their region and are neither registered nor on their way (27号 第十六条)."""
    free = RegistrationPractice.objects.filter(is_product_registration_mandatory=False)
    standing = Registration.objects.active(today()).filter(product=OuterRef("pk"))
    asked = RegistrationApplication.objects.filter(
        product=OuterRef("pk"), kind="first", status__in=UNDER_WAY
    )
    is_free = Q(licence__operator__region__in=free.values("region"))
    return ~is_free & ~Q(Exists(standing)) & ~Q(Exists(asked))
