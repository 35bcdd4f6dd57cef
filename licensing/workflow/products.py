"""The procedure of a product: submission, two reviews by two people, sale, withdrawal (clauses 三, 十二)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import conditions, duties
from licensing.forms.products import ReviewForm
from licensing.models import Product, ProductReview

Status = Product.Status
Kind = ProductReview.Kind


@step(
    Transition(
        action="licensing.product.submit",
        label=_("送审"),
        sources=Product.OPEN_TO_EDITS,
        target=Status.IN_REVIEW,
        permission="licensing.submit_product",
        clause=_("意见 第三条、第十二条；27号 第六条、第二十一条"),
    )
)
def submit_product(product: Product, *, on: date) -> dict[str, object]:
    """Within the licence on the day (I-09), and no raw data that are not public (I-11); each round is reviewed anew."""
    conditions.require(conditions.product_scope(product, on=on))
    return {"round": product.round + 1}


@step(
    Transition(
        action="licensing.product.review_security",
        label=_("安全审核"),
        sources=frozenset({Status.IN_REVIEW}),
        target=None,
        permission="licensing.security_review_product",
        owed=duties.without_security_review,
        clause=_("意见 第十二条；27号 第十四条第三项"),
        form=ReviewForm,
    )
)
def review_security(product: Product, *, result: str, opinion: str, actor: Any, on: date) -> None:
    """Data security of the product and its scenario."""
    _record_review(product, Kind.SECURITY, result=result, opinion=opinion, actor=actor, on=on)


@step(
    Transition(
        action="licensing.product.review_conformity",
        label=_("业务规范性审核"),
        sources=frozenset({Status.IN_REVIEW}),
        target=None,
        permission="licensing.conformity_review_product",
        owed=duties.without_conformity_review,
        clause=_("意见 第十二条；27号 第十四条第三项"),
        form=ReviewForm,
    )
)
def review_conformity(product: Product, *, result: str, opinion: str, actor: Any, on: date) -> None:
    """Whether the use is in order with the rules of its business."""
    _record_review(product, Kind.CONFORMITY, result=result, opinion=opinion, actor=actor, on=on)


def _record_review(
    product: Product, kind: ProductReview.Kind, *, result: str, opinion: str, actor: Any, on: date
) -> None:
    review = ProductReview(
        product=product, kind=kind, round=product.round, reviewer=actor, result=result, opinion=opinion,
        reviewed_on=on, created_by=actor,
    )  # fmt: skip
    review.full_clean()
    review.save(force_insert=True)


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


@step(
    Transition(
        action="licensing.product.put_on_sale",
        label=_("上架"),
        sources=frozenset({Status.IN_REVIEW}),
        target=Status.ON_SALE,
        permission="licensing.sell_product",
        owed=duties.with_both_reviews_passed,
        clause=_("意见 第五条、第十二条；27号 第十四条第三项、第十九条"),
    )
)
def put_on_sale(product: Product, *, on: date) -> dict[str, object]:
    """Only after both reviews of this round passed (I-10), and still within the licence on the day."""
    passed = set(
        product.reviews.filter(round=product.round, result=ProductReview.Result.PASSED).values_list(
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
    conditions.require(conditions.product_scope(product, on=on))
    return {"listed_on": on}


@step(
    Transition(
        action="licensing.product.withdraw",
        label=_("下架"),
        sources=frozenset({Status.ON_SALE, Status.IN_REVIEW, Status.RETURNED}),
        target=Status.WITHDRAWN,
        permission="licensing.withdraw_product",
        clause=_("意见 第三条；27号 第十四条第九项"),
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw_product(product: Product) -> None:
    """Off the list for good; a successor is a new product."""
