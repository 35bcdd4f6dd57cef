"""Prices: published within the cap as they are set, ended, never edited (65号 一、二、五)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance import deadlines
from governance.transitions import Transition, TransitionError, step
from pricing import cycles, duties
from pricing.forms import EndForm, FormalApplicationForm
from pricing.models import CapTariff, Price
from pricing.workflow.keeping import above_cap
from pricing.workflow.spans import ONE_DAY, require_end, require_no_retroaction, wait_in_line

Status = Price.Status
FORMAL_CLOCK = "price.formal_apply"


@step(
    Transition(
        action="pricing.price.end",
        label=_("截止执行"),
        sources=Price.EFFECTIVE,
        target=Status.SUPERSEDED,
        permission="pricing.supersede_price",
        clause=_("65号 四、五"),
        is_duty=False,
        form=EndForm,
    )
)
def end_price(price: Price, *, on: date, ends_on: date) -> Mapping[str, Any]:
    """I-19: a price is not edited; it ends, and another begins on the next day."""
    require_end(price, ends_on=ends_on, on=on)
    return {"ends_on": ends_on}


@step(
    Transition(
        action="pricing.price.publish",
        label=_("公布收费标准"),
        sources=frozenset({Status.DRAFT}),
        target=Status.PUBLISHED,
        permission="pricing.publish_price",
        clause=_("65号 一、二、五；价格法 第十三条"),
        keeps_clock=True,
    )
)
def publish_price(price: Price, *, actor: Any, on: date) -> Mapping[str, Any]:
    """65号 二、五: within the cap on every day, free where use is free, published at once."""
    require_no_retroaction(price, on=on)
    _require_on_sale(price, on=on)
    _require_stage(price)
    wait_in_line(price)
    # Locked before any price is: a cap that is being ended is waited for.
    standing = CapTariff.objects.on_line_of(price).during(price.starts_on, price.ends_on)
    caps = list(standing.select_for_update(no_key=True).prefetch_related("tiers"))
    _require_within(price, caps)
    for earlier in Price.objects.on_line_of(price).during(price.starts_on, price.ends_on):
        if earlier.starts_on < price.starts_on:
            end_price(earlier, actor=actor, on=on, ends_on=price.starts_on - ONE_DAY)
    return {
        "published_on": on,
        "cap": caps[0] if caps and caps[0].starts_on <= price.starts_on else None,
    } | _formal_clock(price)


@step(
    Transition(
        action="pricing.price.withdraw",
        label=_("撤回未执行的标准"),
        sources=frozenset({Status.PUBLISHED}),
        target=Status.WITHDRAWN,
        permission="pricing.withdraw_price",
        clause=_("65号 五"),
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw_price(price: Price, *, on: date) -> Mapping[str, Any]:
    """What has not yet applied to anybody may be taken back."""
    if price.starts_on <= on:
        raise TransitionError(
            _("“%(price)s”已开始执行，不能撤回。如不再执行，请办理“截止执行”。") % {"price": price}
        )
    return {}


@step(
    Transition(
        action="pricing.price.apply_formal",
        label=_("登记转正式收费申请"),
        sources=frozenset({Status.PUBLISHED}),
        target=None,
        permission="pricing.apply_formal_price",
        clause=_("65号 二"),
        owed=duties.with_a_complete_year,
        form=FormalApplicationForm,
    )
)
def apply_for_formal_price(
    price: Price, *, on: date, application_no: str, applied_on: date
) -> Mapping[str, Any]:
    """65号 二 (I-16): a complete operating year raises the duty to apply in writing."""
    begun = price.product.licence.starts_on
    if not cycles.has_full_year(begun, on=applied_on):
        raise TransitionError(
            _("授权自 %(begun)s 起，尚无完整经营年度，%(after)s 之后才能申请转为正式收费。")
            % {"begun": begun, "after": cycles.full_year_ends(begun)}
        )
    if applied_on > on:
        raise TransitionError(_("申请日期不得晚于今天，请核对后重新填写。"))
    return deadlines.NO_CLOCK | {
        "formal_application_no": application_no,
        "formal_applied_on": applied_on,
    }


def _require_on_sale(price: Price, *, on: date) -> None:
    if not price.product.is_on_sale(on):
        raise TransitionError(
            _(
                "“%(product)s”当前为“%(status)s”或其授权不在有效期内，不能公布收费。请先完成产品上架。"
            )
            % {"product": price.product, "status": price.product.get_status_display()}
        )


def _require_stage(price: Price) -> None:
    """I-16: a trial price only while there is no complete operating year."""
    begun = price.product.licence.starts_on
    is_late = cycles.has_full_year(begun, on=price.starts_on)
    if price.stage == Price.Stage.TRIAL and is_late:
        raise TransitionError(
            _(
                "“%(product)s”已有完整经营年度，不能再公布试行收费。请由授权主体书面申请转为正式收费。"
            )
            % {"product": price.product}
        )


def _require_within(price: Price, caps: Sequence[CapTariff]) -> None:
    is_free = price.product.is_free
    if is_free and not price.is_nothing:
        raise TransitionError(
            _("“%(product)s”免费提供（65号 一），收费、各档和最低收费都须为 0，请改正后再公布。")
            % {"product": price.product}
        )
    for cap in caps:
        if fault := above_cap(price, cap):
            raise TransitionError(fault)
    spans = [(cap.starts_on, cap.ends_on) for cap in caps]
    gap = cycles.uncovered_from(price.starts_on, last=price.ends_on, spans=spans)
    if gap is not None and price.stage == Price.Stage.FORMAL and not is_free:
        raise TransitionError(
            _(
                "“%(product)s”自 %(day)s 起没有上限收费标准，不能公布正式收费。请先由授权主体制定上限。"
            )
            % {"product": price.product, "day": gap}
        )


def _formal_clock(price: Price) -> dict[str, Any]:
    """I-16: the term for the application runs from the end of the first complete year."""
    if price.stage != Price.Stage.TRIAL:
        return deadlines.NO_CLOCK
    after = cycles.full_year_ends(price.product.licence.starts_on) + ONE_DAY
    due = deadlines.due(FORMAL_CLOCK, start=after, region_code=price.deadline_region_code)
    return due.clock
