"""Deliveries to customers and what others make of them (27号 第六条、第二十一条; I-31)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.transitions import Transition, TransitionError, step
from licensing import conditions, product_conditions
from licensing.forms.products import DeliveryEndForm, DeliveryForm, RedevelopmentForm
from licensing.models import Delivery, Product, Redevelopment
from licensing.related import Named, bare, redevelopment_faults


@step(
    Transition(
        action="licensing.product.deliver",
        label=_("登记交付"),
        sources=frozenset({Product.Status.ON_SALE}),
        target=None,
        permission="licensing.deliver_product",
        clause=_("27号 第六条、第二十一条；意见 第十二条"),
        is_duty=False,
        form=DeliveryForm,
    )
)
def deliver(product: Product, *, actor: Any, on: date, **given: Any) -> None:
    """Who gets the product for what: only while it may be sold, and within the purposes of its sources (I-09)."""
    if not product.is_on_sale(on):
        raise TransitionError(
            _("“%(product)s”今天不在售（授权不在有效期内或已停止服务），不能登记交付。")
            % {"product": product}
        )
    starts_on, listed_on = given["starts_on"], product.listed_on or on
    if not listed_on <= starts_on <= product.licence.ends_on:
        raise TransitionError(
            _("开始提供日期应在上架日 %(first)s 至授权期满 %(last)s 之间，请重新填写。")
            % {"first": listed_on, "last": product.licence.ends_on}
        )
    conditions.require(product_conditions.use(product, given["purpose"]))
    _require_within_term(product, given.get("ends_on"))
    delivery = Delivery(
        product=product, status_since=on, service_ends_on=product.last_service_on,
        created_by_id=actor.pk, **given,
    )  # fmt: skip
    delivery.full_clean()
    delivery.save(force_insert=True)


def _require_within_term(product: Product, ends_on: date | None) -> None:
    """Nothing is promised beyond the licence (I-09)."""
    last = product.licence.ends_on
    if ends_on is not None and ends_on > last:
        raise TransitionError(
            _("约定的结束日期不能晚于授权期满日 %(last)s，请重新填写。") % {"last": last}
        )


@step(
    Transition(
        action="licensing.delivery.end",
        label=_("结束交付"),
        sources=frozenset({Delivery.Status.RUNNING}),
        target=Delivery.Status.ENDED,
        permission="licensing.end_delivery",
        clause=_("27号 第二十一条"),
        needs_reason=True,
        is_duty=False,
        form=DeliveryEndForm,
    )
)
def end_delivery(delivery: Delivery, *, ended_on: date, on: date) -> dict[str, object]:
    """The customer gets nothing more from that day."""
    if ended_on > on:
        raise TransitionError(_("实际结束日期不能晚于今天，请重新填写。"))
    return {"ended_on": ended_on}


def _require_own_name(developer: Named) -> None:
    """Nobody declares under the code of somebody else."""
    known = Organisation.objects.filter(uscc=developer.code).exclude(uscc="").first()
    if known is not None and developer.bare_name not in (bare(known.name), bare(known.short_name)):
        raise TransitionError(_("再开发单位的名称与统一社会信用代码不一致，请核对后重新填写。"))


def end_running(product: Product, *, actor: Any, on: date, reason: str) -> None:
    """Every contract that runs ends with the product, not before it began."""
    for delivery in product.deliveries.running():
        ended_on = max(delivery.starts_on, min(on, product.last_service_on or on))
        end_delivery(delivery, actor=actor, on=on, reason=reason, ended_on=ended_on)


@step(
    Transition(
        action="licensing.delivery.redevelop",
        label=_("申报再开发"),
        sources=frozenset(Delivery.Status),
        target=None,
        permission="licensing.redevelop_delivery",
        clause=_("27号 第六条、第十四条第六项"),
        is_duty=False,
        form=RedevelopmentForm,
    )
)
def declare_redevelopment(delivery: Delivery, *, actor: Any, on: date, **told: str) -> None:
    """Everybody but the operator and its kin is encouraged; theirs is refused, and that stays on record (I-31)."""
    developer = Named(told["developer_name"], told["developer_code"])
    operator = delivery.product.licence.operator
    refusal = "".join(str(each) for each in redevelopment_faults(operator, on, named=developer))
    if not refusal:
        _require_own_name(developer)
    status = Redevelopment.Status.REFUSED if refusal else Redevelopment.Status.RECORDED
    declared = Redevelopment(
        delivery=delivery, status=status, status_since=on, declared_on=on, refusal=refusal,
        created_by_id=actor.pk if actor.is_authenticated else None, **told,
    )  # fmt: skip
    declared.full_clean()
    declared.save(force_insert=True)
