"""What the end of a licence brings about at once: its products off the list, its exit opened with every task."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance import deadlines
from governance.transitions import Transition, step
from licensing.models import EndKind, Exit, ExitTask, Initiator, Licence, Product, TaskKind
from licensing.models.exit_tasks import side_of
from licensing.workflow.deliveries import end_running

INITIATORS: dict[EndKind, Initiator] = {
    EndKind.EXPIRED: Initiator.TERM,
    EndKind.AGREED: Initiator.BOTH,
    EndKind.APPLIED: Initiator.OPERATOR,
    EndKind.BREACH: Initiator.IMPLEMENTING_BODY,
    EndKind.REVOKED: Initiator.REGULATOR,
}
#: What the agreement says about each task (27号 第十四条).
TERMS: dict[TaskKind, tuple[str, ...]] = {
    TaskKind.SETTLEMENT: ("accounting", "revenue_sharing"),
    TaskKind.STOP: ("renewal_and_exit",),
    TaskKind.USERS: ("renewal_and_exit",),
    TaskKind.DATA_RETURN: ("data_protection",),
    TaskKind.DESTRUCTION: ("data_protection",),
    TaskKind.HANDOVER: ("asset_ownership",),
    TaskKind.ACCESS: ("platform",),
}
NAMES_PRODUCTS = frozenset({TaskKind.STOP, TaskKind.USERS})


@step(
    Transition(
        action="licensing.product.end",
        label=_("随授权结束下架"),
        sources=Product.LISTED | {Product.Status.IN_REVIEW, Product.Status.RETURNED},
        target=Product.Status.WITHDRAWN,
        permission="licensing.withdraw_product",
        clause=_("意见 第三条；27号 第十四条第九项"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def end_product(product: Product, *, actor: Any, on: date, reason: str) -> dict[str, object]:
    """Off the list with the licence on which it rests; the contracts end with it, and the exit tells their users."""
    end_running(product, actor=actor, on=on, reason=reason)
    return {"suspended_until": None}


def wind_up(
    licence: Licence, kind: EndKind, *, grounds: str, basis: str, actor: Any, on: date
) -> Exit:
    """Withdraw what is offered, each product with its own event, and open the exit."""
    offered = withdraw_offers(licence, kind, actor=actor, on=on)
    return open_exit(licence, kind, offered, grounds=grounds, basis=basis, actor=actor, on=on)


def withdraw_offers(licence: Licence, kind: EndKind, *, actor: Any, on: date) -> list[str]:
    """Take everything off the list that is on sale or on its way there; say what it was."""
    names = []
    for product in licence.products.filter(status__in=end_product.transition.sources).order_by(
        "pk"
    ):
        reason = _("所属授权已结束（%(kind)s）。") % {"kind": kind.label}
        end_product(product, actor=actor, on=on, reason=str(reason))
        names.append(product.name)
    return names


def open_exit(
    licence: Licence,
    kind: EndKind,
    products: list[str],
    *,
    grounds: str,
    basis: str,
    actor: Any,
    on: date,
) -> Exit:
    """The exit with its tasks, each under its own clock; told by the event of the step that calls."""
    region = licence.deadline_region_code
    opened = Exit(
        licence=licence,
        kind=kind,
        initiator=INITIATORS[kind],
        grounds=grounds,
        basis=basis,
        began_on=min(on, licence.ends_on),
        created_by=actor,
        status_since=on,
        **deadlines.due("lic.exit_notice", start=on, region_code=region).clock,
    )
    opened.full_clean()
    opened.save(force_insert=True)
    for each in TaskKind:
        _open_task(opened, each, products, actor=actor, on=on)
    return opened


def _open_task(opened: Exit, kind: TaskKind, products: list[str], *, actor: Any, on: date) -> None:
    region = opened.deadline_region_code
    clock = deadlines.due(f"lic.exit_{kind.value}", start=on, region_code=region).clock
    task = ExitTask(
        exit=opened, kind=kind, side=side_of(kind), created_by=actor, status_since=on,
        agreed=_agreed(opened.licence, kind, products), **clock,
    )  # fmt: skip
    task.full_clean()
    task.save(force_insert=True)


def _agreed(licence: Licence, kind: TaskKind, products: list[str]) -> str:
    """What the agreement says, and which products it concerns."""
    words = [getattr(licence, name).strip() for name in TERMS[kind]]
    if kind in NAMES_PRODUCTS and products:
        words.append(str(_("涉及的产品和服务：%(names)s。") % {"names": "、".join(products)}))
    return "\n".join(word for word in words if word)


def product_names(licence: Licence) -> list[str]:
    """What was ever offered under the licence and is no longer."""
    return list(
        licence.products.filter(status=Product.Status.WITHDRAWN)
        .order_by("pk")
        .values_list("name", flat=True)
    )
