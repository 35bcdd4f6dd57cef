"""The procedure of a product: submission, two reviews by two people, sale, withdrawal (clauses 三, 十二)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.workflow.intake import kept
from governance.transitions import Transition, TransitionError, step
from licensing import conditions, duties, product_conditions
from licensing.forms.products import ConformityReviewForm, ListingForm, SecurityReviewForm
from licensing.models import Product, ProductReview, ReviewPoint
from licensing.registration_clock import registration_clock
from licensing.review_points import MET, NOT_MET, POINTS
from licensing.workflow.deliveries import end_running

Status = Product.Status
Kind = ProductReview.Kind
Result = ProductReview.Result


@step(
    Transition(
        action="licensing.product.submit",
        label=_("送审"),
        sources=Product.OPEN_TO_EDITS,
        target=Status.IN_REVIEW,
        permission="licensing.submit_product",
        starts_clock="prod.review",
        clause=_("意见 第三条、第十二条；27号 第六条、第二十一条"),
    )
)
def submit_product(product: Product, *, actor: Any, on: date) -> dict[str, object]:
    """Within the licence on the day (I-09), and no raw data that are not public (I-11); each round is reviewed anew."""
    faults = [*conditions.product_scope(product, on=on), *product_conditions.service(product)]
    conditions.require(faults)
    return {"submitted_by_id": actor.pk, **new_round(product)}


def new_round(product: Product) -> dict[str, object]:
    """The next round of reviews, with the grades on which it is judged."""
    for source in product.product_sources.select_related("licensed_resource__resource"):
        source.graded_as = source.licensed_resource.resource.grade
        source.save(update_fields=["graded_as"])
    return {"round": product.round + 1, "graded_as": product.grade()}


@step(
    Transition(
        action="licensing.product.review_security",
        label=_("安全审核"),
        sources=frozenset({Status.IN_REVIEW}),
        target=None,
        alternatives=frozenset({Status.RETURNED}),
        permission="licensing.security_review_product",
        owed=duties.without_security_review,
        clause=_("意见 第十二条；27号 第十四条第三项"),
        form=SecurityReviewForm,
    )
)
def review_security(
    product: Product, *, actor: Any, on: date, **judged: Any
) -> dict[str, object] | None:
    """Data security of the product and its scenario."""
    return _record_review(product, Kind.SECURITY, judged, actor=actor, on=on)


@step(
    Transition(
        action="licensing.product.review_conformity",
        label=_("业务规范性审核"),
        sources=frozenset({Status.IN_REVIEW}),
        target=None,
        alternatives=frozenset({Status.RETURNED}),
        permission="licensing.conformity_review_product",
        owed=duties.without_conformity_review,
        clause=_("意见 第十二条；27号 第十四条第三项"),
        form=ConformityReviewForm,
    )
)
def review_conformity(
    product: Product, *, actor: Any, on: date, **judged: Any
) -> dict[str, object] | None:
    """Whether the use is in order with the rules of its business."""
    return _record_review(product, Kind.CONFORMITY, judged, actor=actor, on=on)


def _record_review(
    product: Product, kind: Kind, judged: dict[str, Any], *, actor: Any, on: date
) -> dict[str, object] | None:
    evidence = judged.get("evidence")
    review = ProductReview(
        product=product, kind=kind, round=product.round, reviewer=actor, result=judged["result"],
        opinion=judged["opinion"], evidence=kept(evidence, actor) if evidence else None, reviewed_on=on,
        created_by=actor,
    )  # fmt: skip
    review.full_clean()
    points = [_point(review, point, judged) for point in POINTS[kind]]
    if review.result == Result.PASSED and not all(point.is_met for point in points):
        raise TransitionError(
            _("有不符合的审核要点，审核结论不能是通过。请改为不通过，或者更正要点的判断。")
        )
    review.save(force_insert=True)
    for point in points:
        point.save(force_insert=True)
    given = product.reviews.filter(round=product.round)
    is_settled = given.count() == len(Kind) and given.filter(result=Result.FAILED).exists()
    return {"status": Status.RETURNED} if is_settled else None


def _point(review: ProductReview, point: Any, judged: dict[str, Any]) -> ReviewPoint:
    judgement = judged.get(f"point_{point.key}")
    if judgement not in (MET, NOT_MET):
        raise TransitionError(
            _("审核要点“%(point)s”还没有判断，请选择符合或者不符合。") % {"point": point.words}
        )
    note = str(judged.get(f"note_{point.key}", "")).strip()
    if judgement == NOT_MET and not note:
        raise TransitionError(
            _("审核要点“%(point)s”不符合，请写明哪里不符合、怎样修改。") % {"point": point.words}
        )
    return ReviewPoint(
        review=review, key=point.key, point=str(point.words), field=point.field,
        is_met=judgement == MET, note=note, created_by=review.created_by,
    )  # fmt: skip


@step(
    Transition(
        action="licensing.product.return",
        label=_("退回修改"),
        sources=frozenset({Status.IN_REVIEW}),
        target=Status.RETURNED,
        permission="licensing.return_product",
        clause=_("27号 第十四条第三项"),
        needs_reason=True,
        is_duty=False,
    )
)
def return_product(product: Product) -> None:
    """Back to the operator; what was reviewed no longer counts for the next text."""


def require_reviews(product: Product) -> None:
    """I-10: both reviews of this round passed."""
    passed = set(
        product.reviews.filter(round=product.round, result=Result.PASSED).values_list(
            "kind", flat=True
        )
    )
    missing = [str(kind.label) for kind in Kind if kind not in passed]
    if missing:
        raise TransitionError(
            _(
                "“%(product)s”尚未通过%(missing)s，不能上架。请等待审核结论，或按审核意见修改后重新送审。"
            )
            % {"product": product, "missing": "和".join(missing)}
        )


@step(
    Transition(
        action="licensing.product.put_on_sale",
        label=_("上架"),
        sources=frozenset({Status.IN_REVIEW}),
        target=Status.ON_SALE,
        permission="licensing.sell_product",
        owed=duties.with_both_reviews_passed,
        keeps_clock=True,
        clause=_("意见 第五条、第十二条；27号 第十四条第三项、第十九条"),
        form=ListingForm,
    )
)
def put_on_sale(product: Product, *, on: date, listing_no: str = "") -> dict[str, object]:
    """Only after both reviews of this round passed (I-10), and still within the licence on the day."""
    if product.revision_of_id is not None:
        raise TransitionError(
            _("“%(product)s”是新版本稿，请办理发布新版本。") % {"product": product}
        )
    require_reviews(product)
    number = listing_no.strip() or product.listing_no
    conditions.require(
        [*conditions.product_scope(product, on=on), *product_conditions.listing(product, number)]
    )
    first = product.listed_on or on
    return {"listed_on": first, "listing_no": number, **registration_clock(product, first, on=on)}


@step(
    Transition(
        action="licensing.product.withdraw",
        label=_("下架"),
        sources=Product.LISTED | {Status.IN_REVIEW, Status.RETURNED},
        target=Status.WITHDRAWN,
        permission="licensing.withdraw_product",
        clause=_("意见 第三条；27号 第十四条第九项"),
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw_product(product: Product, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """Off the list for good; the operator keeps its running contracts first, a supervisor or the job ends them."""
    running = list(product.deliveries.running())
    is_announced = product.last_service_on is not None and product.last_service_on < on
    is_operator = product.licence.operator_id in actor.organisation_ids(Role.OPERATOR)
    if running and is_operator and not is_announced and product.licence.is_in_force(on):
        raise TransitionError(
            _(
                "“%(product)s”还有 %(n)d 份在用的合同，请先告知停止服务，最后服务日过后再下架；"
                "有安全风险的，请由监管部门暂停服务。"
            )
            % {"product": product, "n": len(running)}
        )
    end_running(product, actor=actor, on=on, reason=reason)
    return {"suspended_until": None}
