"""A new edition goes through both reviews again while the old one stays on sale (clause 十二; 27号 第十四条第三项)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.models import AuditEvent
from governance.transitions import Transition, TransitionError, step
from licensing import conditions, duties, editions
from licensing.forms.products import EditionForm
from licensing.models import Product
from licensing.workflow.products import require_reviews

Status = Product.Status
CLAUSE = _("意见 第十二条；27号 第十四条第三项、第十九条")


@step(
    Transition(
        action="licensing.product.revise",
        label=_("编制新版本"),
        sources=frozenset({Status.ON_SALE}),
        target=None,
        permission="licensing.sell_product",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("写明为什么出新版本。现有版本继续在售，新版本审核通过后替换。"),
        is_duty=False,
        form=EditionForm,
    )
)
def revise_product(
    product: Product, *, edition: str, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The operator opens a working copy; the product stays on sale as it is."""
    if not product.is_on_sale(on):
        raise TransitionError(
            _("“%(product)s”今天不在售（授权不在有效期内或已停止服务），不能编制新版本。")
            % {"product": product}
        )
    if edition.strip() == product.edition or product.past_editions.filter(edition=edition).exists():
        raise TransitionError(
            _("“%(product)s”已有版本 %(edition)s，请换一个版本号。")
            % {"product": product, "edition": edition}
        )
    copy = editions.make(product, edition.strip(), actor=actor, on=on)
    AuditEvent.objects.record(
        "licensing.product.open_edition", copy, actor=actor, reason=reason, legal_basis=str(CLAUSE)
    )
    return {}


@step(
    Transition(
        action="licensing.product.release",
        label=_("发布新版本"),
        sources=frozenset({Status.IN_REVIEW}),
        target=Status.RELEASED,
        permission="licensing.sell_product",
        owed=duties.with_reviewed_edition,
        clause=CLAUSE,
    )
)
def release_edition(copy: Product, *, actor: Any, on: date) -> None:
    """Both reviews of the copy passed: its content takes the place of the old one, which is kept."""
    if copy.revision_of is None:
        raise TransitionError(_("“%(product)s”不是新版本稿，请办理上架。") % {"product": copy})
    require_reviews(copy)
    conditions.require(conditions.product_scope(copy, on=on))
    take_edition(copy.revision_of, actor=actor, on=on, copy=copy)


@step(
    Transition(
        action="licensing.product.take_edition",
        label=_("替换为新版本"),
        sources=Product.LISTED,
        target=None,
        permission="licensing.sell_product",
        clause=CLAUSE,
        is_duty=False,
        is_consequence=True,
    )
)
def take_edition(
    product: Product, *, actor: Any, on: date, copy: Product | None = None
) -> dict[str, object]:
    """What the release of a copy brings about; called by ``release_edition``."""
    if copy is None or copy.revision_of_id != product.pk:
        raise TransitionError(
            _("“%(product)s”的新版本须从新版本稿发布，请打开该稿办理。") % {"product": product}
        )
    return editions.merge(product, copy, actor=actor, on=on)
