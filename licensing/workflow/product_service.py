"""A product on the shelf: suspension, another review, registration, the last day of service (clauses 三, 五, 十二)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.guide import beginning
from catalog.models import RegistrationApplication
from governance import deadlines
from governance.transitions import Transition, TransitionError, step
from licensing import conditions, duties, product_conditions
from licensing.forms.products import LastServiceForm, ProductSuspensionForm
from licensing.models import Product
from licensing.registration_clock import must_be_registered, registration_clock
from licensing.workflow.products import new_round, require_reviews

Status = Product.Status
NOTICE_RULE = "prod.withdraw_notice"


@step(
    Transition(
        action="licensing.product.suspend",
        label=_("暂停服务"),
        sources=frozenset({Status.ON_SALE}),
        target=Status.SUSPENDED,
        permission="licensing.suspend_product",
        clause=_("意见 第十二条；27号 第二十一条"),
        needs_reason=True,
        is_duty=False,
        keeps_clock=True,
        form=ProductSuspensionForm,
    )
)
def suspend_product(product: Product, *, until: date, on: date) -> dict[str, object]:
    """The supervisor takes one product off the shelf at once; what follows is due by the day named."""
    if not on <= until <= product.licence.ends_on:
        raise TransitionError(
            _("暂停期限应在 %(first)s 至授权期满 %(last)s 之间，请重新填写。")
            % {"first": on, "last": product.licence.ends_on}
        )
    return {
        "suspended_until": until,
        "due_on": until,
        "due_rule": "",
        "due_is_provisional": False,
    }


@step(
    Transition(
        action="licensing.product.resume",
        label=_("恢复服务"),
        sources=frozenset({Status.SUSPENDED}),
        target=Status.ON_SALE,
        permission="licensing.resume_product",
        clause=_("意见 第十二条；27号 第二十一条"),
        needs_reason=True,
        keeps_clock=True,
    )
)
def resume_product(product: Product, *, on: date) -> dict[str, object]:
    """Back on the shelf where everything that listing asked still holds."""
    require_reviews(product)
    conditions.require(
        [
            *conditions.product_scope(product, on=on),
            *product_conditions.reasons_for_review(product),
        ]
    )
    clock = registration_clock(product, product.listed_on or on, on=on)
    return {"suspended_until": None, **clock}


@step(
    Transition(
        action="licensing.product.recall",
        label=_("要求重新审核"),
        sources=Product.LISTED,
        target=Status.IN_REVIEW,
        permission="licensing.recall_product",
        starts_clock="prod.review",
        owed=duties.with_moved_ground,
        clause=_("意见 第十二条；27号 第五条、第十四条第三项"),
        needs_reason=True,
        reason_hint=_("写明变化：数据来源撤回、分级调高、许可用途改变或者发生安全事件。"),
    )
)
def recall_product(product: Product) -> dict[str, object]:
    """The ground under the reviews moved: off the shelf until both are given anew."""
    return {"suspended_until": None, **new_round(product)}


@step(
    Transition(
        action="licensing.product.begin_registration",
        label=_("开始登记"),
        sources=frozenset({Status.ON_SALE}),
        target=None,
        permission="licensing.register_product",
        owed=duties.without_registration,
        clause=_("26号 第五条、第九条；27号 第十六条"),
    )
)
def begin_registration(product: Product, *, actor: Any, on: date) -> None:
    """Draw up the application with everything that is known of the product; the guide leads through the rest."""
    open_ones = RegistrationApplication.objects.filter(
        product=product, status__in=beginning.UNDER_WAY, kind="first"
    )
    if open_ones.exists():
        raise TransitionError(
            _("“%(product)s”的登记申请已在办理，请在登记申请中继续填写。") % {"product": product}
        )
    if not must_be_registered(product, on=on) and product.registrations.active(on).exists():
        raise TransitionError(
            _("“%(product)s”已经登记；内容有变化的，请办理变更登记。") % {"product": product}
        )
    beginning.begin(product, actor=actor, on=on)


@step(
    Transition(
        action="licensing.product.announce_end",
        label=_("告知停止服务"),
        sources=Product.LISTED,
        target=None,
        permission="licensing.sell_product",
        clause=_("意见 第三条；27号 第十四条第九项"),
        needs_reason=True,
        is_duty=False,
        form=LastServiceForm,
    )
)
def announce_end(
    product: Product, *, last_service_on: date, closing_notice: str, on: date
) -> dict[str, object]:
    """Customers and public learn the last day in time; after it no door sells, with or without a job."""
    earliest = deadlines.due(NOTICE_RULE, start=on, region_code=product.deadline_region_code).on
    conditions.require(
        product_conditions.last_day(product, last_service_on, on=on, earliest=earliest)
    )
    for delivery in product.deliveries.running().select_for_update():
        delivery.service_ends_on = last_service_on
        delivery.version += 1
        delivery.save(update_fields=["service_ends_on", "version", "updated_at"])
    return {"last_service_on": last_service_on, "closing_notice": closing_notice.strip()}
